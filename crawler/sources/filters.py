"""A run's filter on the rows of a source: registrants, forms and days of filing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from crawler.config import Config
from crawler.filings import FilingRef
from crawler.trusts import Registrants, choose_registrants


@dataclass(frozen=True)
class FilingFilter:
    """The filings of these registrants, of these forms, filed on these days."""

    registrants: Registrants
    forms: tuple[str, ...]
    since: date | None
    until: date | None

    @classmethod
    def of(cls, config: Config) -> "FilingFilter":
        registrants = choose_registrants(config.spider, config.ciks)
        return cls(registrants, config.forms, config.since, config.until)

    @property
    def digest(self) -> str:
        """Identifies the filter of cached rows; days are not part of it, because they are filtered later."""
        chosen = f"{self.registrants.digest} {' '.join(sorted(self.forms))}"
        return sha256(chosen.encode()).hexdigest()

    def in_range(self, rows: Iterable[FilingRef]) -> list[FilingRef]:
        """The rows filed on the days asked for."""
        first, last = self.since or date.min, self.until or date.max
        return [row for row in rows if row.filed and first <= row.filed <= last]
