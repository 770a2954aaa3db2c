"""The titles over a row: sections from the outermost to the nearest, and the group named last."""

import re
from collections.abc import Sequence
from functools import lru_cache

from parsers.blocks.heading_words import Known
from parsers.blocks.item_marks import ITEM
from parsers.blocks.titled_groups import TitledGroups
from parsers.cells import Cell
from parsers.page import Line
from parsers.vocabulary.loan_types import LOAN_TYPE

# 'Group 1', 'Loan Group II', 'POOL 4059', 'REMIC I', 'Class A-1': the subject of the rows below.
GROUP = re.compile(
    r"(?:loan |mortgage )?(?P<kind>group|pool|class|subgroup)[ -]?#?\s*(?P<name>[\w-]{1,12})"
    r"(?: (?:loans|mortgage loans|certificates|notes))?[:.]?$",
    re.IGNORECASE,
)
_LEADING_GROUP = re.compile(
    rf"(?P<name>{LOAN_TYPE}|[\w-]{{1,12}}) (?:loan )?(?P<kind>group)[:.]?$", re.IGNORECASE
)  # 'ADJUSTABLE RATE GROUP', 'FIXED GROUP'
REMIC = re.compile(r"\bREMIC[ -]?(?P<name>[IVX]{1,4}|\d{1,2})\b", re.IGNORECASE)
# A remark on how the page is laid out: '[Additional columns below]', '(Table continues below)'.
_NOTE = re.compile(r"[\[(].*\b(?:continue[sd]?|columns?|repeat(?:s|ed))\b", re.IGNORECASE)
# The group that a page covers, behind the series in its title: '… Series 2000-HE1 Group 2'.
OF_PAGE = re.compile(r"\b(?:19|20)\d\d-\w+,? (?:loan )?group #? ?(?P<name>\w{1,4})$", re.IGNORECASE)
# All groups together, a title beside those of the groups.
WHOLE = re.compile(
    r"(?:(?:deal|all groups|all loans|groups?|grand)(?: totals?)?|totals?|aggregate)[:.]?$", re.IGNORECASE
)
_ENDS_WITH_WHOLE = re.compile(
    r" [-:] (?:(?:deal|all groups|all loans|aggregate)(?: totals?)?|totals?)$", re.IGNORECASE
)
# Between the classes of groups: the classes of all.
OF_NO_GROUP = re.compile(
    r"(?:senior|subordinated?|mezzanine|residual|offered|other) (?:certificates|notes|classes)$",
    re.IGNORECASE,
)
_TOTAL_OF = re.compile(r"total (?:of )?", re.IGNORECASE)
# The group that a title covers: 'DELINQUENT LOANS - Group 1', 'Collateral Information (Group II)'. Four
# digits behind 'for pool' number the whole deal.
ENDS_WITH_GROUP = re.compile(
    r"(?: [-:]|\w:| \(| for(?! pool #? ?\d{4}$)) ?(?:loan |mortgage )?(?:group|pool) #?"
    r"(?P<name>\d{1,4}|[IVX]{1,4}|[A-Z]{1,2}|\d[A-Z])\)?$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\s*\(?\bcont(?:inued|'d|\.)?\)?\s*$", re.IGNORECASE)


_OF_DAY = re.compile(
    r"[\s(,:-]*(?:(?:as )?of|for(?: the .*)?|dated|on)?[\s(,:-]*$", re.IGNORECASE
)  # before a date
NOT_OF_REMIC = frozenset({"deal", "groups"})  # titles known to have other content than classes


class SectionTitles:
    """The titles above the current line, kept in levels.

    A title in capitals or with a number opens a section, one in other letters is below it; a title replaces
    the last one of its level. A group lasts to the next group or the next section. A title above the first
    group stays above the next groups.
    """

    def __init__(self) -> None:
        self._section = ""
        self._above = ""  # the part that contains the groups
        self._part = ""
        self._above_item = ""  # the title of the first item's part
        self._before = ""  # the part above it, which had no total yet
        self.of_page = ""  # the last title of the page's head, which belongs to no table
        self._has_rows = False
        self._is_new = False  # no row has come below the part yet
        self._is_of_classes = False  # the section is of class tables: another kind of part ends it
        self._titled = TitledGroups()
        self.day: Cell | None = None  # the date in the nearest title
        self.group: str | None = None
        self.headed = False  # a heading named the group: it lasts to the next heading
        self.remic: str | None = None  # the last one named: it lasts over the sections of its tables

    def add(self, text: str, part: str = "", *, is_beside: bool = False, is_inside: bool = False) -> None:
        """Take a title; `part` is the known content below it: 'classes', 'groups' or 'deal'.

        `is_beside`: the title above has ended, as its rows were further right than this title is.
        `is_inside`: the title is among the rows of the section, as far right as they are.
        """
        title = _CONTINUED.sub("", text).strip(" :")
        if not title or is_note(title):
            return
        self.day = None
        named = REMIC.search(title)
        if named:
            self.remic = named["name"].upper()
        if named and named[0] == title:
            self._part = self._above = ""
        elif (group := name_group(title)) or WHOLE.match(title):
            self._add_group(group)
        elif is_section(title) and not is_inside and not self._is_part_of_lettered(title):
            self._section, self._part, self._above, self.group = title, "", "", None
            self._above_item = ""
            self._is_of_classes = part == "classes"
            self._titled.begin_section()
        else:
            self._add_part(title, part, is_beside=is_beside)
        self._set_groups(title, part)

    def _is_part_of_lettered(self, title: str) -> bool:
        """Whether a title of an outline is below the section: '3. Draws' in 'C. THE POOL'."""
        is_numbered = title[0].isdecimal() and title.upper() != title
        return is_numbered and _LETTERED.match(self._section) is not None

    def _set_groups(self, title: str, part: str) -> None:
        """The group and the REMIC that a title covers, besides its other words."""
        if part == "deal" or _ENDS_WITH_WHOLE.search(title) or OF_NO_GROUP.match(title):
            self.group = None
        if about := OF_PAGE.search(title) or ENDS_WITH_GROUP.search(title):
            self.group, self.headed = about["name"], False
            self._titled.name(title[: about.start()], about["name"])
        elif not name_group(title) and self._titled.is_ended_by(title):
            self.group, self._above = None, ""
        if part in NOT_OF_REMIC:
            self.remic = None
        if not (self._has_rows or part or self.group or self.remic):
            self.of_page = title

    def _add_group(self, group: str | None) -> None:
        if self.group is None or self._is_new:
            self._above, self._is_new = self._part, False
        self.group, self.headed = group, False
        self._part = self._above
        if group:
            self._titled.name("", group)

    def _add_part(self, title: str, part: str, *, is_beside: bool) -> None:
        if ITEM.match(title) and not ITEM.match(self._part) and self._part != self._above_item:
            self._above_item = self._part if self._is_new else self._above
        self._before = "" if is_beside or self._is_new or self._part == self._above else self._part
        self._part, self._is_new = title, True
        if self._is_of_classes and part in NOT_OF_REMIC:
            self._section, self._above = "", ""

    def add_dated(self, words: str, day: Cell, part: str = "") -> None:
        """Take in a title with a date: 'Distribution Summary as of July 25, 2003', 'as of July 25, 2003'."""
        if title := _OF_DAY.sub("", words):
            self.add(title, part)
        self.day = day

    def read_row(self, label: str) -> None:
        """Note a row below the titles: the total of a part ends it ('Total Deposits').

        A title before it without such a total contains it: the account of these deposits.
        """
        self._is_new, self._has_rows = False, True
        if self._part and (total := _TOTAL_OF.match(label)) and label.startswith(self._part, total.end()):
            self.leave_part()

    def leave_parts_of(self, sections: Sequence[tuple[str, ...]]) -> None:
        """A total of a table whose rows are below several titles applies to all of them."""
        if sections and sections[0] != self.section and self._section:
            self._part = self._above = ""
            self.group = None

    def leave_tables(self) -> None:
        """A page's foot with the printer's address is below the tables, and ends their sections."""
        if not self._has_rows:
            return
        self._section, self._part, self._above = "", self.of_page, ""
        self.group = self.remic = self.day = None
        self.headed = False

    def begin_page(self) -> None:
        """The statement's head is printed again, above other tables."""
        self.leave_tables()
        self._section, self._part = self.of_page, ""

    def leave_part(self) -> None:
        """The rows of the nearest title have ended; those of the title that contains it go on.

        Above an item is what the item is part of.
        """
        above = self._above_item if ITEM.match(self._part) else self._before or self._above
        self._part, self._before = above, ""

    def head(self, groups: list[str]) -> None:
        """Take the groups that a heading names: one alone applies to the rows below, to the next heading."""
        if len(groups) == 1:
            self.group = groups[0]
        elif self.headed:
            self.group = None
        self.headed = len(groups) == 1

    @property
    def section(self) -> tuple[str, ...]:
        """The titles, the nearest last."""
        if not self._above:
            return _shown(self._section, self._part)
        above = self._above if self._above != self._part else ""
        return tuple([title for title in (self._section, above, self._part) if title])


def _shown(section: str, part: str) -> tuple[str, ...]:
    if section:
        return (section, part) if part else (section,)
    return (part,) if part else ()


def is_note(text: str) -> bool:
    """Whether a line is a remark on how the page is laid out: '(Table continues below)'."""
    return _NOTE.match(text) is not None


def day_of(line: Line, known: Known) -> tuple[str, Cell] | None:
    """The words and the date of a title with a date; None for all other lines, including labelled dates."""
    if line.values or len(line.cells) != 2 or [cell.kind for cell in line.cells] != ["words", "date"]:
        return None
    words, day = line.cells
    if day.start - words.end > 1 or words.text.endswith(":"):
        return None
    is_title = known.part(_OF_DAY.sub("", words.text)) or _IS_OF_DAY.match(words.text)
    return (words.text, day) if is_title else None


_IS_OF_DAY = re.compile(r"\W*(?:as of|for the (?:month|period|distribution|payment))\b", re.IGNORECASE)


@lru_cache(maxsize=8192)  # a cache: the words of a page are repeated on the next statement's
def name_group(title: str) -> str | None:
    """The group that a title names ('1' of 'Loan Group 1', 'Class A' in full); None where it names none."""
    match = GROUP.match(title)
    if match and _NAME.match(match["name"]):
        return title if match["kind"].lower() == "class" else match["name"]
    leading = _LEADING_GROUP.match(title)
    if leading and leading["name"].casefold() not in _NO_NAMES:
        return leading["name"]
    return None


# '1', 'IIA', 'A-1', 'ARM'; not 'Totals', 'Type'.
_NAME = re.compile(r"(?=\D*\d)[\w-]+$|[A-Z]{1,3}(?:-[\w-]+)?$")
_NO_NAMES = frozenset(
    (
        "loan",
        "mortgage",
        "class",
        "deal",
        "pool",
        "total",
        "each",
        "all",
        "per",
        "by",
        "of",
        "collateral",
        "the",
    )
)


def is_section(title: str) -> bool:
    """Whether a title is in capitals, and not just a status or a name ('REO', 'A-1'), or has a number."""
    whole = title.upper() == title and sum(letter.isalpha() for letter in title) > 3
    return whole or _NUMBERED.match(title) is not None


_LETTERED = re.compile(r"(?:[A-Z]|[IVX]{1,5})[.)] ")
# '11. Deal Delinquencies', 'Sec. 4.03(a)(vii) Loan Group Balances'.
_NUMBERED = re.compile(
    r"(?:section )?\d{1,2}[.)] [A-Z]|sec(?:tion|\.) \d{1,2}\.\d{1,2}(?:\([a-z]{1,6}\))* [A-Z]", re.IGNORECASE
)
