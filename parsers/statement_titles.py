"""Titles of statements: a list of them, and removal of the text that print adds around a title.

A title is recognised by its words in any case, quotes, dashes and spacing, broken over two lines or not,
behind an exhibit's number and beside 'Revised' or '(continued)'. The titles that layouts search for lose
all these additions on the page itself, so that layouts need not handle them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.cells import Cell
from parsers.page import Line, Page
from parsers.signatures import Signature

# A blank inside a title: of any width, or the end of a line.
_B = r"(?:[ ]{1,10}|-?[ ]*\n[ ]*)"
_CERTIFICATEHOLDER = rf"CERTIF\w*(?:-|{_B})?HOLDER"
_HOLDERS = rf"(?:CERTIF\w*|NOTE|BOND|SECURITY|SHARE|UNIT)(?:-|{_B})?HOLDER'?S?'?"
_WHOSE = r"'?S?'?"
_LAYOUT_TITLES = (
    rf"STATEMENTS?{_B}TO{_B}(?:THE{_B})?{_CERTIFICATEHOLDER}'?S?'?",
    rf"SERVICING{_B}CERTIFICATE",
    rf"{_CERTIFICATEHOLDER}'?S?'?{_B}(?:MONTHLY{_B})?DISTRIBUTION{_B}SUMMARY",
    rf"CERTIFICATE{_B}PAYMENT{_B}REPORT",
)
_TITLES = (
    rf"(?:MONTHLY{_B})?(?:STATEMENTS?|REPORT){_B}TO{_B}(?:THE{_B})?{_HOLDERS}",  # 'Reports to …' heads prose
    rf"(?:HOME{_B}EQUITY{_B})?SERVICING{_B}CERTIFICATE",
    rf"(?:(?:{_HOLDERS}|CERTIFICATE|NOTE|BOND){_B})?(?:MONTHLY{_B})?(?:DISTRIBUTION|PAYMENT|REMITTANCE)"
    rf"(?:{_B}DATE)?{_B}(?:SUMMARY|STATEMENT|REPORT|AMOUNTS|DETAILS?)",
    rf"(?:MONTHLY{_B})?(?:MASTER{_B})?(?:SERVICER|TRUSTEE){_WHOSE}{_B}(?:MONTHLY{_B})?"
    rf"(?:REPORT|STATEMENT|CERTIFICATE)(?:{_B}TO{_B}(?:THE{_B})?{_HOLDERS})?",
    rf"(?:MONTHLY{_B})?(?:INVESTOR{_WHOSE}|SERVICING){_B}(?:REPORT|STATEMENT)",
    rf"REMIC{_B}(?:CERTIFICATES?{_B})?(?:REPORT|STATEMENT)",
    rf"(?:MONTHLY{_B})?{_HOLDERS}{_B}(?:MONTHLY{_B})?(?:STATEMENT|REPORT)",
)
REVISION = r"(?:REVISED|REVISION|AMENDED|AMENDMENT|CORRECTED|CORRECTION|RESTATED|RE-?ISSUED)"
_CONTINUED = r"(?:CONTINUED|CONT'?D?)"
_EXHIBIT = (
    r"(?:EXHIBIT|EX|ANNEX|SCHEDULE|ATTACHMENT|APPENDIX)[ .:-]{0,4}(?:NO\.? ?)?"
    r"(?:\d[\w.()-]*+|[A-Z](?:-\d+)?)[ .:-]++"
)
_LEAD = (
    rf"(?P<exhibit>{_EXHIBIT})?[*\"'( -]*+"
    rf"(?P<before>(?:{REVISION}(?:[ ,:)*-]|AND\b|&|\n)*+)*+)(?:THE[ ]+)?[\"']?"
)
_TRAIL = (
    rf"[\"'*]?(?P<behind>(?:[ ]?[,(*-]?[ ]?(?:AS[ ])?(?:{REVISION}|(?P<continued>{_CONTINUED})|UNAUDITED"
    r"|PAGE[ ]\d+(?:[ ](?:OF|/)[ ]\d+)?|AND|&)\b[ ]?[).*]*)*)[ ]?[\"'*:.]{0,4}(?:[ ]?-)?(?=[ ]{2}|[ ]?$)"
)


# With one of these begins what leads to a title, or one of `_TITLES`: no other line is tried.
_FIRST_LETTERS = r"(?=[*\"'( -]|A[MNPT]|BO|C[EO]|DI|EX|HO|IN|M[AO]|NO|PA|RE|S[CEHT]|T[HR]|UN)"


def _decorated(titles: tuple[str, ...], begin: str = "^") -> re.Pattern[str]:
    decorated = rf"{begin}[ ]*+{_FIRST_LETTERS}{_LEAD}(?P<title>(?:{'|'.join(titles)}))(?!\w){_TRAIL}"
    return re.compile(decorated, re.I | re.M)


TITLES = _decorated(_TITLES)
# The same below a line's end, which is looked for faster than '^' is.
_TITLES_BELOW = _decorated(_TITLES, r"\n")
# With words around it: the trust and a dash or a gap before, a date or period or, behind a gap, words behind.
_AMONG_WORDS = re.compile(
    rf"^[ ]*+(?:\S.{{0,90}}?(?:(?:[ ]-+|[:,.])[ ]|[ ]{{2}}))?(?P<title>(?:{'|'.join(_TITLES)}))(?!\w)"
    r"(?:[ ]?[-:,(][^\n]{0,60}|[ ](?:FOR|AS[ ]OF|DATED)[ ](?=[^\n]*\d)[^\n]{0,60}"
    r"|[ ]{3,}[A-Z][^\n]{0,60})?[ ]*$",
    re.I | re.M,
)
_FOR_LAYOUTS = _decorated(_LAYOUT_TITLES)
# A line of a title begins with one of these.
_SIGNS = tuple(map(Signature, (r"SERVICING\b", r"STATEMENTS?\b", "CERTIF")))
_REVISED = re.compile(REVISION, re.I)
REVISION_ALONE = re.compile(rf"[*(\[ -]*+(?:{REVISION}(?:[ ,:)\]*!.-]|AND\b|&)*+)++$", re.I)
_OWN_BLANKS = re.compile(r"\s+")
_PARTED_HOLDER = re.compile(r"(?<=E)(?:[ ]*-[ ]*|[ ]+)(?=HOLDER)", re.I)


class DecoratedTitle(NamedTuple):
    """A layout's title on a page: its first line, how many lines it takes, and the additions around it."""

    place: int
    lines: int
    match: re.Match[str]

    @property
    def is_revised(self) -> bool:
        """Whether the page marks the title as revised."""
        return _REVISED.search(self.match["before"] + self.match["behind"]) is not None


def undress_titles(page: Page) -> None:
    """Strip the titles that layouts search for of additions; `page.revised` are lines of revised ones.

    An exhibit's number before a title counts only where the page has no other title, which it may list;
    and a title '(continued)' only where none is above it.
    """
    found = list(_find(page))
    changed = False
    own = [one for one in found if not one.match["exhibit"]]
    for order, one in enumerate(found):
        listed = one.match["exhibit"] and own and not _has_figures_below(page, one, own)
        if listed or (one.match["continued"] and order):
            continue
        changed = _remove_decoration(page, one) or changed
        changed = _take_revision_beside(page, one) or changed
    if changed:
        page.forget_text()


FIGURES = 10  # a list of exhibits has fewer between its lines and the first title


def _has_figures_below(page: Page, one: DecoratedTitle, others: list[DecoratedTitle]) -> bool:
    next_title = min((other.place for other in others if other.place > one.place), default=len(page.lines))
    below = page.lines[one.place + one.lines : next_title]
    return sum(len(line.values) for line in below) >= FIGURES


def _find(page: Page) -> Iterator[DecoratedTitle]:
    text = page.capitals
    starts = sorted({start for sign in _SIGNS for start in sign.lines(text)})
    place = counted = 0
    end = -1
    for start in starts:
        if start >= end and (match := _FOR_LAYOUTS.match(text, start)):
            place, counted, end = place + text.count("\n", counted, start), start, match.end()
            yield DecoratedTitle(place, match[0].count("\n") + 1, match)


def _remove_decoration(page: Page, one: DecoratedTitle) -> bool:
    """Replace the lines of a title by the bare title; returns whether anything changed."""
    own = page.lines[one.place : one.place + one.lines]
    printed = "\n".join(line.text for line in own)
    match = _FOR_LAYOUTS.match(printed)
    if match is None:  # letters whose capitals are longer
        return False
    if one.is_revised:
        page.revised.add(own[0].number)
    title = _PARTED_HOLDER.sub("", _OWN_BLANKS.sub(" ", match["title"])).replace("\n", " ")
    start = match.start("title") if "\n" not in printed[: match.start("title")] else 0
    rest = printed[match.end() :]
    beside = rest.rjust(len(printed) - start - len(title)) if one.lines == 1 and rest.strip() else ""
    text = " " * start + title + beside
    if text == own[0].text.rstrip():
        return False
    cells = _cells_without_decoration(own, match[0], title) if page.of_rows else None
    # Text behind a title's end on its second line stays there.
    below = rest.rjust(len(own[-1].text)) if rest.strip() and not page.of_rows else ""
    page.lines[one.place : one.place + one.lines] = [
        Line(own[0].number, text, cells),
        *(Line(line.number, below if line is own[-1] else "") for line in own[1:]),
    ]
    return True


def _cells_without_decoration(lines: list[Line], decorated: str, title: str) -> list[Cell]:
    """The cells of an HTML row with the title as one cell, which takes the columns of all its parts."""
    cells = [cell for line in lines for cell in line.cells]
    left = len(decorated.split())
    for place, cell in enumerate(cells):
        left -= len(cell.text.split())
        if left <= 0:
            first = cells[0]
            return [
                Cell("words", title, first.line, first.start, max(first.end, cell.end)),
                *cells[place + 1 :],
            ]
    return cells


def _take_revision_beside(page: Page, one: DecoratedTitle) -> bool:
    """Whether a line with only 'REVISED' is next to a title; it is removed, as no layout knows it."""
    for step, start in ((-1, one.place - 1), (1, one.place + one.lines)):
        place = start
        while 0 <= place < len(page.lines) and not page.lines[place].text.strip():
            place += step
        if 0 <= place < len(page.lines) and REVISION_ALONE.match(page.lines[place].text):
            page.revised.add(page.lines[one.place].number)
            page.lines[place] = Line(page.lines[place].number, "")
            return True
    return False


def find_title_lines(page: Page) -> list[int]:
    """The indices of the lines with a statement's title: complete ones, else those among words."""
    text = f"\n{page.text}"
    matches = list(_TITLES_BELOW.finditer(text)) or list(_AMONG_WORDS.finditer(text, 1))
    places, place, counted = [], 0, 1
    for match in matches:
        start = match.start("title")
        place, counted = place + text.count("\n", counted, start), start
        places.append(place)
        if match.re is _TITLES_BELOW and _REVISED.search(match["before"] + match["behind"]):
            page.revised.add(page.lines[place].number)
    return places
