"""The cached rows of an index with its validators, because a 304 response has no rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crawler.filings import FilingRef
from storage import IndexState


@dataclass(frozen=True)
class CachedIndex:
    """The ledger's copy of an index for one choice of registrants and forms."""

    etag: str | None
    last_modified: str | None
    checked: datetime  # when EDGAR last confirmed these rows
    rows: list[FilingRef]

    @classmethod
    def of(cls, state: IndexState | None) -> "CachedIndex | None":
        if state is None:
            return None
        checked, *rows = state.rows
        return cls(
            state.etag, state.last_modified, datetime.fromisoformat(checked), [_ref(row) for row in rows]
        )

    def as_json(self) -> list[Any]:
        """The time of the check, then a list for each row."""
        rows = [
            [ref.accession, ref.cik, ref.form, ref.filed and ref.filed.isoformat(), ref.path]
            for ref in self.rows
        ]
        return [self.checked.isoformat(), *rows]

    @property
    def validators(self) -> dict[str, str]:
        """The headers of a conditional request."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def _ref(row: list[str | None]) -> FilingRef:
    accession, cik, form, filed, path = row
    assert accession is not None
    return FilingRef(accession, cik, form, date.fromisoformat(filed) if filed else None, path)
