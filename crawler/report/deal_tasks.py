"""Writes a deal's page, in any process: its charts take most of the time."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from crawler.report.deal_page import deal_html
from crawler.report.rendering import makers_digest
from crawler.report.report_files import write_page
from crawler.report.report_queries import Row


@dataclass(frozen=True)
class DealTask:
    """A deal's page: the rows of the views, the statement pages of the report, and its silence or ''."""

    path: Path
    deal: str
    rows: Mapping[str, Sequence[Row]]
    pages: Sequence[str]
    silence: str

    def digest(self) -> str:
        """The digest of the page's input."""
        made_of = [makers_digest().encode(), self.silence.encode(), msgspec.json.encode(self.rows)]
        made_of += [page.encode() for page in self.pages]
        return hashlib.sha256(b"\0".join(made_of)).hexdigest()


def write_deal(task: DealTask) -> int:
    """Write the page; returns the number of pages written."""
    write_page(task.path, deal_html(task.deal, task.rows, frozenset(task.pages), task.silence))
    return 1
