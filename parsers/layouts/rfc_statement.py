"""Residential Funding's 'Statement to Certificateholder' of 20 numbered sections, 2006 and 2007 (HTML).

Known of it are its first page and the class table. What the other sections hold has not been seen: their
numbers are reported.
"""

from collections.abc import Sequence

from parsers.builder import Builder
from parsers.layout import Layout
from parsers.page import Line
from parsers.rfc_sections.distribution_summary import ANCHOR, read_summary
from parsers.rfc_sections.front_page import read_front_page
from parsers.rfc_sections.section_pages import part_sections
from parsers.splitting import Titles

SUMMARY = 1


def read_pages(builder: Builder, lines: Sequence[Line]) -> None:
    """Page 1 with its contents and facts, then section by section."""
    titles, rest = read_front_page(builder, lines)
    for section in part_sections(builder, titles, rest):
        if section.number == SUMMARY:
            read_summary(builder, section.pages)


LAYOUT = Layout(
    name="rfc_statement",
    signatures=(
        r"^[ ]*Statement to Certificateholders?\b",
        r"\bDeal Name ?:",
        r"^[ ]*1\. *Distribution Summary\b",
        r"\b20\. *Comments\b",
        ANCHOR,
    ),
    splitting=Titles(
        r"\bDeal Name ?:",
        head=60,  # the contents may all stand above the facts
        opens=r"^[ ]*Statement to Certificateholders?\b",
        nearest=True,
    ),
    sections={"": (read_pages,)},
)
