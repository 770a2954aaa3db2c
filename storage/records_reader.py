"""The lines of a month's records files as a table of DuckDB, every digit kept."""

import itertools
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import duckdb

from storage import inventory
from storage.errors import Unreadable
from storage.file_names import RECORDS_END
from storage.landing import Landing

# DuckDB reads a JSON number with a point as a binary float, whatever type it is then stored in: 535821769.48
# would become 535821769.480000045056. So numbers are put in quotation marks before they are read as JSON.
# A quotation mark after a letter and before a colon ends a key: inside a string a backslash precedes it.
LINES = r"""SELECT {month} AS filed_month, split_part(CAST(json AS VARCHAR), '"', 4) AS record,
    regexp_replace(CAST(json AS VARCHAR), '([a-z0-9_]":)(-?[0-9]+\.[0-9]+)', '\1"\2"', 'g') AS line
FROM read_json_objects({files},
    format = 'newline_delimited', {more})"""
NO_LINES = "SELECT '' AS filed_month, '' AS record, '' AS line WHERE false"
# A zone's path may contain characters that DuckDB takes for a pattern; file names are accessions only.
PATTERN = re.compile(r"([*?\[])")
DIGIT = "[0-9]"
ALL_FILES = rf"""regexp_replace(getvariable('zone'), '([*?\[])', '[\1]', 'g')
    || '/records/filed={DIGIT * 4}-{DIGIT * 2}/'
    || '{DIGIT * 10}-{DIGIT * 2}-{DIGIT * 6}.jsonl'"""
# The month is that of the file's own folder: a folder above the zone may be named like a partition too.
NAMED = "filename = true, hive_partitioning = false"
MONTH = "filename[-34:-28]"  # of '…/filed=2004-01/0001264853-04-000003.jsonl'
NO_RECORD = """SELECT count(*) FROM lines WHERE NOT coalesce(list_contains(?, record), false)"""
FILINGS = """SELECT f.line ->> '$.accession', f.line ->> '$.schema_version',
    CAST(f.line ->> '$.statements' AS BIGINT) - coalesce(there.statements, 0)
FROM lines f LEFT JOIN (
    SELECT line ->> '$.accession' AS accession, count(*) AS statements FROM lines
    WHERE record = 'statement' GROUP BY ALL
) there ON there.accession = f.line ->> '$.accession'
WHERE f.record = 'filing'"""
ENOUGH = 500  # filings whose text is in memory at a time
SHOWN = 3  # files that a message names


class LineFilter(NamedTuple):
    """`known`: all record kinds; `kinds`: the kinds to load, empty for all.

    `schema`: the version of the reader, None to accept any.
    """

    known: Collection[str]
    kinds: Collection[str] = ()
    schema: str | None = None


def load_lines(
    duck: duckdb.DuckDBPyConnection, zone: Landing, months: Sequence[str], wanted: LineFilter
) -> None:
    """Make the table `lines` of some months' records; raises Unreadable if a file has foreign records."""
    names = [(month, name) for month in months for name in inventory.accessions(zone, "records", month)]
    if not names:
        make_no_lines(duck)
        return
    with records_folder(zone, names) as folder:
        start = PATTERN.sub(r"[\1]", str(folder)).replace("'", "''")
        files = ", ".join(f"'{start}/filed={month}/{name}{RECORDS_END}'" for month, name in sorted(names))
        source = LINES.format(month=MONTH, files=f"[{files}]", more=NAMED)
        # Lines of an unknown kind are loaded too, so that they are reported.
        left_out = ", ".join(f"'{kind}'" for kind in sorted(set(wanted.known) - set(wanted.kinds)))
        where = f"WHERE record IS NULL OR record NOT IN ({left_out})" if wanted.kinds and left_out else ""
        duck.execute(f"CREATE OR REPLACE TABLE lines AS FROM ({source}) {where}")
    where = f"{months[0]} to {months[-1]}" if len(months) > 1 else months[0]
    check_lines(duck, f"{zone}/records of {where}", [name for _, name in names], wanted)


def batches(zone: Landing) -> Iterator[list[str]]:
    """The zone's months, in groups with enough filings to be worth a query."""
    batch, filings = [], 0
    for month in inventory.months(zone):
        batch.append(month)
        filings += len(inventory.accessions(zone, "records", month))
        if filings >= ENOUGH:
            yield batch
            batch, filings = [], 0
    if batch:
        yield batch


def make_no_lines(duck: duckdb.DuckDBPyConnection) -> None:
    duck.execute(f"CREATE OR REPLACE TABLE lines AS FROM ({NO_LINES})")


def check_lines(
    duck: duckdb.DuckDBPyConnection, folder: str, names: Sequence[str], wanted: LineFilter
) -> None:
    """Raise Unreadable unless each file has the records of its filing, in a supported schema.

    A file that was cut between two lines of a statement passes: only `scrapy verify` reads the raw files.
    """
    filings = duck.execute(FILINGS).fetchall()
    held = Counter(accession for accession, _, _ in filings)
    listed = set(names)
    not_own = sorted(str(name) for name in {*held, *listed} if held[name] != 1 or name not in listed)
    if not_own:
        raise unreadable(folder, "are not each of the one filing that their file is named after", not_own)
    if cut := sorted(accession for accession, _, missing in filings if missing):
        raise unreadable(folder, "lack statements that their filing line counts", cut)
    (strange,) = duck.execute(NO_RECORD, [list(wanted.known)]).fetchone() or (0,)
    if strange:
        raise unreadable(folder, "have lines that are not records", [f"{strange:,}"])
    versions = {str(version) for _, version, _ in filings if not reads(wanted.schema, version)}
    if versions:
        raise Unreadable(
            f"{folder} are of schema {', '.join(sorted(versions))}, and this program reads"
            f" {wanted.schema}: run `scrapy reparse`, or use the version that wrote them"
        )


def check_once(duck: duckdb.DuckDBPyConnection, zone: Landing, table: str) -> None:
    """Raise Unreadable if a filing lies under two months: its records would count twice."""
    query = f'SELECT accession FROM "{table}" GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL'  # noqa: S608 - the name is this project's
    if twice := [row[0] for row in duck.execute(query).fetchall()]:
        raise unreadable(f"{zone}/records", "have filings under two months", twice)


def unreadable(folder: str, words: str, names: Sequence[str | None]) -> Unreadable:
    some = ", ".join(map(str, names[:SHOWN]))
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return Unreadable(f"{folder} {words}: {some}{more}; run `scrapy verify` for advice")


def reads(schema: str | None, other: str | None) -> bool:
    """Whether a reader can read records of a schema without loss: same major version, and not newer."""
    if schema is None:
        return True
    (major, minor), (its_major, its_minor) = (
        tuple(map(int, version.split("."))) if re.fullmatch(r"\d+\.\d+", version or "") else (-1, -1)
        for version in (schema, other or "")
    )
    return major == its_major and its_minor <= minor


@contextmanager
def records_folder(zone: Landing, names: Sequence[tuple[str, str]]) -> Iterator[Path]:
    """The folder with the records of filings for DuckDB: the zone, or a copy of a remote one.

    A copy is faster: a store answers many requests at once, and DuckDB would send them one by one.
    """
    if zone.folder is not None:
        yield zone.folder / "records"
        return
    with tempfile.TemporaryDirectory() as folder:
        for month, found in itertools.groupby(names, key=itemgetter(0)):
            own = [accession for _, accession in found]
            zone.copy_records(month, own, Path(folder) / f"filed={month}")
        yield Path(folder)
