"""Fills the tables of docs/measures.md from the dictionary of the derived views; its prose is manual."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from storage.derived_views import DerivedColumn, derived_columns

# The markers around a view's table.
BEGIN, END = "<!-- columns of {view}: made by `make docs` -->\n", "<!-- end of columns -->\n"
HEADS = "| column | unit | sign | what it is | formula | source |\n|---|---|---|---|---|---|\n"


def with_tables(document: str) -> str:
    """The document with today's tables; raises ValueError if the document lacks the markers of a table."""
    columns = derived_columns()
    for view in dict.fromkeys(one.view for one in columns):
        begin = BEGIN.format(view=view)
        place = re.compile(f"{re.escape(begin)}.*?{re.escape(END)}", re.DOTALL)
        table = begin + HEADS + "".join(_rows(one for one in columns if one.view == view)) + END
        document, found = place.subn(lambda _, table=table: table, document)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"the document has {found} places for the table of {view}: mark one")
    return document


def _rows(columns: Iterator[DerivedColumn]) -> Iterator[str]:
    for one in columns:
        name = f"`{one.column}`, `{one.column}_reason`" if one.reason else f"`{one.column}`"
        yield f"| {name} | {one.unit} | {one.sign} | {one.meaning} | {one.formula} | {one.source} |\n"


if __name__ == "__main__":  # `make docs`
    path = Path(sys.argv[1]) / "measures.md"
    path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
