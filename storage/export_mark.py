"""The result of an export, and the mark file that shows that the export is complete."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from storage.errors import Unreadable
from storage.landing import Landing
from storage.tables import Ends

MARK = "_export.json"
NO_ENDS: Ends = MappingProxyType({})


@dataclass
class Exported:
    """Rows by table, and what the format does not hold.

    `oversized`: filings with numbers longer than the tables' columns; `emptied`: months of an earlier export
    that the zone lacks now; `files`: files in the export's own folder; `as_text`: numbers too long for a cell
    of Excel, written as text; `cut`: texts too long for such a cell.
    """

    months: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    oversized: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    as_text: int = 0
    cut: int = 0


class _Mark(msgspec.Struct):
    files: list[str] = []


def mark(done: Exported, form: str, schema: str | None) -> bytes:
    """The content of the mark of a complete export; `form` is 'parquet', 'csv' or 'xlsx'."""
    said: Mapping[str, object] = {
        "format": form,
        "schema": schema,
        "months": done.months,
        "rows": done.rows,
        "oversized": done.oversized,
        "files": done.files,
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


def marked_files(target: Landing) -> list[str]:
    """The files that the mark of an earlier export names; none where there is no mark or it is damaged."""
    try:
        return msgspec.json.decode(target.read_beside(MARK), type=_Mark).files
    except (Unreadable, msgspec.DecodeError):
        return []
