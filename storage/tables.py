"""The zone's records as tables of DuckDB, every digit kept: a view for each record kind, and joined ones.

The caller passes the kinds and columns: {kind: {column: type}}.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb

from storage.errors import Unreadable, Unwritable
from storage.landing import Landing
from storage.oversized import keep_oversized, make_oversized
from storage.records_reader import (
    ALL_FILES,
    LINES,
    MONTH,
    NAMED,
    LineFilter,
    batches,
    check_once,
    load_lines,
    make_no_lines,
)

Columns = Mapping[str, Mapping[str, str]]
Ends = Mapping[str, dt.date]
_SCRIPTS = Path(__file__).parent
VIEWS, MEASURES, AUDIT = (
    (_SCRIPTS / f"{name}.sql").read_text(encoding="utf-8") for name in ("views", "measures", "audit")
)

# DuckDB's memory limit; it spills the rest to disk.
MEMORY = "1GB"
MB_A_THREAD = 125

HEAD = """-- Views over a landing zone for DuckDB, made by `make docs`; do not edit. Name the zone first:
--     SET VARIABLE zone = 'landing';
--     .read docs/views.sql"""


def views_sql(columns: Columns, ends: Ends) -> str:
    """All views as a script for DuckDB's own shell, over the zone that the variable `zone` names."""
    lines = LINES.format(month=MONTH, files=ALL_FILES, more=NAMED)
    made = [f"CREATE OR REPLACE VIEW lines AS\n{lines};", *kind_views(columns), VIEWS, measures_sql(ends)]
    return "\n\n".join([HEAD, *made])


def measures_sql(ends: Ends) -> str:
    """The views of the analyst's measures; `ends`: the last month of deals whose end is known."""
    known = ",\n    ".join(f"({_quoted(deal)}, DATE '{month}')" for deal, month in sorted(ends.items()))
    rows = f"VALUES\n    {known}" if known else "SELECT NULL, NULL WHERE false"
    select = f"SELECT CAST(deal AS VARCHAR) AS deal, CAST(last_month AS DATE) AS last_month\nFROM ({rows})"
    head = "-- The month of the last statement of deals whose end the list of reporters has."
    return f"{head}\nCREATE OR REPLACE VIEW deal_end AS\n{select} ends(deal, last_month);\n\n{MEASURES}"


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def kind_views(columns: Columns, what: str = "VIEW") -> Iterator[str]:
    """A view (or table) for each record kind; `line` is its JSON, numbers as text with their digits."""
    for kind, select in kind_selects(columns):
        yield f'CREATE OR REPLACE {what} "{kind}" AS\n{select};'


def kind_selects(columns: Columns, with_line: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Each record kind, and the SELECT of its records from `lines`; `with_line`: see `zone_tables`."""
    for kind, types in columns.items():
        structure = json.dumps(dict(types)).replace("'", "''")
        line = "line" if with_line is None or kind in with_line else "CAST(NULL AS VARCHAR) AS line"
        yield (
            kind,
            f"SELECT filed_month, unnest(from_json(line, '{structure}')), {line}\n"
            f"FROM lines WHERE record = '{kind}'",
        )


@contextmanager
def zone_tables(
    zone: Landing,
    columns: Columns,
    kinds: tuple[str, ...] = (),
    schema: str | None = None,
    memory: str = MEMORY,
    with_line: Collection[str] | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that has all views, over tables read from the zone once; raises Unreadable.

    Where `kinds` are named, the tables of the others are empty. Some months of text are in memory at once.
    `schema` is the version that the columns are of; records of a newer one are refused. `line` is null in the
    tables of kinds that are not in `with_line`, if that is given: it takes a third of their memory.
    """
    with connection(zone, memory) as duck:
        make_no_lines(duck)
        for sql in kind_views(columns, "TABLE"):
            duck.execute(sql)
        wanted = LineFilter(columns.keys(), kinds, schema)
        for months in batches(zone):
            load_lines(duck, zone, months, wanted)
            keep_oversized(duck, columns)
            for kind, select in kind_selects(columns, with_line):
                if not kinds or kind in kinds:
                    duck.execute(f'INSERT INTO "{kind}" {select}')
        check_once(duck, zone, "filing")
        duck.execute(f"DROP TABLE lines; {VIEWS}")
        yield duck


@contextmanager
def connection(zone: Landing, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can read the zone's files; raises Unreadable where it cannot.

    Tables that exceed `memory` spill to the system's temporary folder (TMPDIR) until the connection closes.
    A machine of many cores uses only as many threads as `memory` is enough for.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="zone-tables-"))
        except OSError as error:
            message = f"no temporary folder can be made ({error}): set TMPDIR to one that can be written"
            raise Unwritable(message) from error
        try:
            limits = {"temp_directory": f"{folder}/spilled", "memory_limit": memory}
            duck = stack.enter_context(duckdb.connect(config={**limits}))
            duck.execute("SET enable_progress_bar = false")  # it would go to stdout, among a command's lines
            duck.execute("SET threads = least(current_setting('threads'), ?)", [most_threads(memory)])
            make_oversized(duck)
            yield duck
        except duckdb.Error as error:
            raise Unreadable(sentence(zone, error, folder)) from None


def most_threads(memory: str) -> int:
    """The number of threads for an amount of memory in MB or GB, by DuckDB's own advice."""
    size = int(memory[:-2]) * (1000 if memory.endswith("GB") else 1)
    return max(1, size // MB_A_THREAD)


def sentence(zone: Landing, error: duckdb.Error, folder: str) -> str:
    """The error for a failure in the records or in the temporary folder."""
    words = zone.address.clean(str(error)).partition("\n")[0].rstrip(" .")
    if folder in words or "temp directory" in words:
        place = Path(folder).parent
        return (
            f"the tables of {zone} do not fit into {place} ({words}); set TMPDIR to a folder with more space"
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"the questions over {zone} need more memory ({words}); give them more with --memory"
    return f"the records of {zone} cannot be read: {words}; run `scrapy verify` to list the damaged files"
