"""The folder that the replica serves: submissions as plain files, and index rows of other companies.

    FOLDER/submissions/<accession>.txt    complete submissions, byte for byte as served
    FOLDER/other-rows.idx                 rows 'CIK|name|form|date|path', Latin-1, for the indexes alone
    FOLDER/later/<accession>.txt          submissions that the fault 'publish' moves to the others

It is read again when a file is added, removed or replaced by a rename, so it may change while it is served.
"""

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from crawler.replica.headers import SubmissionHeader, read_header

SUBMISSIONS = "submissions"
OTHER_ROWS = "other-rows.idx"
LATER = "later"
# The clock of a file system ticks in milliseconds: a folder changed this lately may change again unseen.
UNSETTLED_SECONDS = 0.1


class IndexQuarter(NamedTuple):
    """A calendar quarter, as the full index is divided."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> "IndexQuarter":
        """The quarter that the day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    def last_day(self) -> dt.date:
        """The quarter's last day."""
        after = dt.date(self.year + self.number // 4, self.number % 4 * 3 + 1, 1)
        return after - dt.timedelta(days=1)


class IndexRow(NamedTuple):
    """One row of an index; `path` as printed there: 'edgar/data/<cik>/<accession>.txt'."""

    cik: int
    name: str
    form: str
    filed: dt.date
    path: str

    @property
    def accession(self) -> str:
        """The accession at the end of the path."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".txt")

    def line(self) -> str:
        """The row as `master.idx` prints it."""
        return f"{self.cik}|{self.name}|{self.form}|{self.filed}|{self.path}"

    @classmethod
    def read(cls, line: str) -> "IndexRow":
        """From a line of `master.idx`; a name may hold '|', so it is read from both ends."""
        cik, rest = line.split("|", 1)
        name, form, filed, path = rest.rsplit("|", 3)
        return cls(int(cik), name, form, dt.date.fromisoformat(filed), path)


@dataclass
class Contents:
    """The content of the folder when it was last read."""

    files: dict[str, Path] = field(default_factory=dict)
    headers: dict[str, SubmissionHeader] = field(default_factory=dict)
    rows: dict[IndexQuarter, list[IndexRow]] = field(default_factory=dict)
    # The rows by day of dissemination, which can be later than the day of filing.
    days: dict[dt.date, list[IndexRow]] = field(default_factory=dict)
    # Seconds since 1970 of the newest file with rows of each quarter.
    changed: dict[IndexQuarter, float] = field(default_factory=dict)
    # The folders of a submission: its registrants, and those of the other rows.
    ciks: dict[str, set[int]] = field(default_factory=dict)

    def add(self, row: IndexRow, changed: float, disseminated: dt.date) -> None:
        """Add a row from a file of that age."""
        quarter = IndexQuarter.of(row.filed)
        self.rows.setdefault(quarter, []).append(row)
        self.days.setdefault(disseminated, []).append(row)
        self.changed[quarter] = max(changed, self.changed.get(quarter, 0.0))
        self.ciks.setdefault(row.accession, set()).add(row.cik)


class Archive:
    """An archive folder, read again whenever it changed."""

    def __init__(self, folder: Path) -> None:
        if not (folder / SUBMISSIONS).is_dir():
            raise FileNotFoundError(f"no archive: {folder} has no folder '{SUBMISSIONS}' (see write_archive)")
        self.folder = folder
        self.version = 0
        self._contents = Contents()
        self._seen: tuple[int, ...] = ()
        self._headers: dict[tuple[str, int, int], SubmissionHeader | None] = {}

    def contents(self) -> Contents:
        """The current content of the folder."""
        seen = self._change_times()
        if seen != self._seen:
            self._contents = self._read()
            self.version += 1
            settled = max(seen) < time.time_ns() - UNSETTLED_SECONDS * 1e9
            self._seen = seen if settled else ()
        return self._contents

    def publish(self) -> None:
        """Move the submissions that wait in 'later' to the others."""
        for file in sorted((self.folder / LATER).glob("*.txt")):
            file.rename(self.folder / SUBMISSIONS / file.name)

    def _change_times(self) -> tuple[int, ...]:
        rows = self.folder / OTHER_ROWS
        return (
            (self.folder / SUBMISSIONS).stat().st_mtime_ns,
            rows.stat().st_mtime_ns if rows.exists() else 0,
        )

    def _read(self) -> Contents:
        contents = Contents()
        for file in sorted((self.folder / SUBMISSIONS).glob("*.txt")):
            contents.files[file.stem] = file
            header = self._header(file)
            if header:
                contents.headers[file.stem] = header
                for row in rows_of(header):
                    contents.add(row, file.stat().st_mtime, header.disseminated)
        rows = self.folder / OTHER_ROWS
        if rows.exists():
            for row in read_rows(rows):
                contents.add(row, rows.stat().st_mtime, row.filed)
        return contents

    def _header(self, file: Path) -> SubmissionHeader | None:
        stat = file.stat()
        key = file.stem, stat.st_mtime_ns, stat.st_size
        if key not in self._headers:
            self._headers[key] = read_header(file.read_bytes())
        return self._headers[key]


def rows_of(header: SubmissionHeader) -> list[IndexRow]:
    """One row for each registrant, as the indexes list a filing."""
    return [
        IndexRow(who.cik, who.name, header.form, header.filed, f"edgar/data/{who.cik}/{header.accession}.txt")
        for who in header.registrants
    ]


def read_rows(file: Path) -> Iterable[IndexRow]:
    """The rows of a file in the form of `master.idx` without its head."""
    for line in file.read_text(encoding="latin-1").split("\n"):
        if line:
            yield IndexRow.read(line)


def write_archive(
    folder: Path,
    submissions: Iterable[bytes | tuple[str, bytes]] = (),
    other_rows: Iterable[IndexRow] = (),
    later: Iterable[bytes] = (),
) -> Path:
    """Make an archive folder, or add to one; returns the folder.

    A submission is its bytes, or a pair of accession and bytes where its header cannot be read.
    Other rows are added to existing ones; a row may name a submission whose header is damaged.
    `later` are submissions that appear with the fault 'publish'.
    """
    for name in (SUBMISSIONS, LATER):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for raw in later:
        _replace(folder / LATER / f"{_accession(raw)}.txt", raw)
    for submission in submissions:
        accession, raw = submission if isinstance(submission, tuple) else (_accession(submission), submission)
        _replace(folder / SUBMISSIONS / f"{accession}.txt", raw)
    rows = folder / OTHER_ROWS
    old = rows.read_bytes() if rows.exists() else b""
    _replace(rows, old + b"".join(row.line().encode("latin-1") + b"\n" for row in other_rows))
    return folder


def _accession(raw: bytes) -> str:
    header = read_header(raw)
    if header is None:
        raise ValueError("the submission's header cannot be read: give a pair (accession, bytes) instead")
    return header.accession


def _replace(file: Path, raw: bytes) -> None:
    # A rename shows in the folder's change time, writing into a file does not.
    unfinished = file.with_suffix(".part")
    unfinished.write_bytes(raw)
    unfinished.replace(file)
