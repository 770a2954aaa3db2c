"""The pages behind the first: each begins with the title, the deal and the date; sections open by number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parsers.builder import Builder
from parsers.labels import plain
from parsers.page import Line
from parsers.rfc_sections.front_page import SECTION, TITLE

FOOT = re.compile(r"\bPage \d+ of \d+$|\bwww\.|\d:\d\d:\d\d ?[AP]M\b", re.IGNORECASE)


# Parts of a printed title that do not change its meaning.
_ASIDE = re.compile(r" \((?:if applicable|continued|cont'd|not applicable)\)", re.IGNORECASE)
NOTICE = re.compile(r"\(?(?:this section )?not applicable\b[^.]*\.?$", re.IGNORECASE)
HEAD = 4  # lines of a page's head at most: the title, 'REVISED', the deal, the date


@dataclass
class Section:
    """A section: its number and title in the contents, and its lines on each page."""

    number: int
    title: str
    pages: list[list[Line]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The title normalized: it identifies the section, which numbers do not."""
        return _ASIDE.sub("", self.title)

    @property
    def is_applicable(self) -> bool:
        """Whether the section is not marked as not applicable."""
        first = next((line for page in self.pages for line in page if line.squashed), None)
        return first is None or not NOTICE.match(first.squashed)


def part_sections(builder: Builder, titles: Mapping[int, str], lines: Sequence[Line]) -> list[Section]:
    """The sections in the table of contents, in printed order, without heads and feet of pages."""
    sections: dict[int, Section] = {}
    section: Section | None = None
    head = HEAD  # lines that may still belong to the page's head
    for line in lines:
        words = line.squashed
        head = HEAD if TITLE.match(words) else head
        opened = _opens(words, titles)
        if opened is not None:
            section = sections.setdefault(opened, Section(opened, titles[opened]))
            section.pages.append([])
            head = 0
        elif FOOT.search(words):
            builder.ignore(line.cells, "page_stamp")
            continue
        elif head and (section is None or not line.values):
            _check_date(builder, line)
            head = 0 if line.dates and section is not None else head - (section is not None)
            if not head and section is not None:
                section.pages.append([])
        else:
            if section is not None:
                section.pages[-1].append(line)
            continue
        builder.ignore(line.cells, "heading")
    return list(sections.values())


def _opens(words: str, titles: Mapping[int, str]) -> int | None:
    """The number of the section that a line opens."""
    match = SECTION.match(words)
    title = titles.get(int(match[1])) if match else None
    return int(match[1]) if match and title is not None and plain(match[2]).startswith(title) else None


def _check_date(builder: Builder, line: Line) -> None:
    """Every page repeats the date of the distribution."""
    if len(line.dates) == 1:
        builder.put(builder.statement, "distribution_date", line.dates[0], "statement")
