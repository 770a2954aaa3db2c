"""A few filings for the tests of storage: what is in them does not matter here."""

import datetime as dt
import random
from dataclasses import dataclass

NOW = dt.datetime(2026, 1, 31, 12, 0, 0, 250000, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Ref:
    """What a crawler knows of a filing before it has it."""

    accession: str
    cik: str | None = "0001264853"
    form: str | None = "8-K"
    filed: dt.date | None = dt.date(2004, 1, 5)
    path: str | None = "edgar/data/1264853/0001019965-04-000027.txt"

    @property
    def raw(self) -> bytes:
        """A submission that is like no other, too large for one write to be atomic by luck."""
        return random.Random(self.accession).randbytes(100_000)

    @property
    def records(self) -> bytes:
        return b'{"record":"filing","accession":"%s"}\n' % self.accession.encode() * 1000


def accession(number: int) -> str:
    return f"0001019965-04-{number:06d}"


def tree(folder) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
