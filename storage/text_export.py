"""The zone as CSV files or Excel workbooks: a table by record kind and derived view, with printed digits."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from storage import inventory
from storage.csv_tables import write_csv
from storage.deal_workbooks import write_workbooks
from storage.derived_views import EXPORTED_VIEWS
from storage.errors import Unwritable
from storage.export_mark import MARK, NO_ENDS, Exported, mark, marked_files
from storage.landing import Landing
from storage.oversized import read_oversized
from storage.replacing import replaced
from storage.tables import MEMORY, Columns, Ends, measures_sql, zone_tables
from storage.text_columns import Put, text_columns
from storage.workbook import Unit


@dataclass(frozen=True)
class TextForm:
    """'csv': a file for each table; 'xlsx': a workbook for all or each deal. `units`: its last sheet."""

    name: Literal["csv", "xlsx"]
    per: Literal["zone", "deal"] = "deal"
    units: Sequence[Unit] = ()


def export_text(
    zone: Landing,
    target: Landing,
    columns: Columns,
    form: TextForm,
    schema: str | None = None,
    ends: Ends = NO_ENDS,
    memory: str = MEMORY,
) -> Exported:
    """Write every table; replaces an earlier export as a whole. Raises Unreadable, Unwritable.

    In an object store each file is replaced alone, and the mark comes last.
    """
    done = Exported(months=len(inventory.months(zone)))
    earlier = marked_files(target)
    with zone_tables(zone, columns, (), schema, memory) as duck, replaced(target) as place:
        duck.execute(measures_sql(ends))
        done.oversized = read_oversized(duck)
        tables = {name: text_columns(duck, name, columns) for name in (*EXPORTED_VIEWS, *columns)}
        with files_to(place, done) as put:
            if form.name == "csv":
                write_csv(duck, tables, put, done)
            else:
                write_workbooks(duck, tables, put, done, form.units, form.per == "deal")
        if target.folder is None:
            for name in sorted({*earlier} - {*done.files}):
                place.remove_beside(name)
        place.write_beside(MARK, mark(done, form.name, schema))
    return done


@contextmanager
def files_to(place: Landing, done: Exported) -> Iterator[Put]:
    """A function that writes a file to a temporary folder and then stores it in the export."""
    with tempfile.TemporaryDirectory(prefix="zone-export-") as folder:

        def put(name: str, write: Callable[[Path], None]) -> None:
            file = Path(folder) / name
            try:
                write(file)
            except OSError as error:
                message = f"{name} cannot be written ({error}): set TMPDIR to a folder with more space"
                raise Unwritable(message) from error
            place.copy_beside(name, file)
            done.files.append(name)
            file.unlink()

        yield put
