"""Selects the filings of a zone to read again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

decode = msgspec.json.Decoder(float_hook=str).decode


@dataclass(frozen=True)
class Selection:
    """All conditions hold together; an empty one holds for every filing. Days are filing dates, inclusive."""

    series: tuple[str, ...] = ()  # '2003-AR2' or a deal, 'GMACM 2003-AR2'; in capitals
    layouts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    unless_version: str | None = None  # only records that another version of the parsers wrote

    def takes_month(self, month: str) -> bool:
        """Whether filings of a month, 'YYYY-MM', can be among those selected."""
        after = self.since is None or f"{self.since:%Y-%m}" <= month
        return after and (self.until is None or month <= f"{self.until:%Y-%m}")

    def takes(self, records: bytes | None) -> bool:
        """Whether a filing with these records is selected; one without records always is."""
        if records is None:
            return True
        lines = records.splitlines()
        filing = decode(lines[0])
        return (
            filing.get("parser_version") != self.unless_version
            and self._takes_day(filing.get("filed"))
            and (not self.layouts or not set(self.layouts).isdisjoint(layouts_of(filing)))
            and (not self.series or not set(self.series).isdisjoint(series_in(lines)))
        )

    def _takes_day(self, filed: str | None) -> bool:
        if filed is None:  # only its month is known, and `takes_month` has checked that
            return True
        after = self.since is None or self.since.isoformat() <= filed
        return after and (self.until is None or filed <= self.until.isoformat())


def layouts_of(filing: Mapping[str, Any]) -> set[str]:
    """The layouts that read a filing's documents."""
    return {document["layout"] for document in filing["documents"] if document.get("layout")}


def series_in(lines: list[bytes]) -> Iterator[str]:
    """Series and deal of each statement, in capitals."""
    for line in lines:
        if line.startswith(b'{"record":"statement"'):
            statement = decode(line)
            yield from (str(statement[name]).upper() for name in ("series", "deal") if statement.get(name))
