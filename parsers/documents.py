"""The kind of a document: whether it has a page (or why not), and whether it is a statement."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parsers.html import is_html, read_html
from parsers.page import Line, Page
from parsers.statement_titles import TITLES, find_title_lines, undress_titles
from parsers.untitled_statements import MONEY

# A document with a statement's title and at least this many money cells below it is a statement.
MONEY_CELLS = 10

_UNREADABLE = (
    (re.compile(r"\s*<PDF>|\s*%PDF-", re.I), "a PDF: not read"),
    (
        re.compile(r"\s*(?:<\w+>\s*)?begin \d{3} \S*\.(?:gif|jpe?g|png|bmp|tiff?)\b", re.I),
        "a picture, uuencoded: not read",
    ),
    (re.compile(r"\s*(?:<\w+>\s*)?begin \d{3} \S", re.I), "uuencoded: not read"),
    (re.compile(r"\s*<(?:XML|XBRL)>", re.I), "XML: not read"),
)


class _Paper(NamedTuple):
    """A kind of paper with tables of figures, perhaps with a statement's title in an exhibit or heading.

    It is recognised by an expression in no statement, matched `least` times; `hint` is in it, in capitals.
    """

    name: str
    hint: str
    words: re.Pattern[str]
    least: int = 1


_PAPERS = (
    _Paper("an agreement", "ARTICLE", re.compile(r"^[ \t]*ARTICLE (?:[IVXL]+|\d+)\b", re.I | re.M), least=2),
    _Paper("an agreement", "WITNESSETH", re.compile(r"\bWITNESSETH\b")),
    _Paper(
        "a prospectus",
        "PROSPECTUS",
        re.compile(r"^[ \t]*PROSPECTUS(?: SUPPLEMENT)?(?: ?\(| DATED| dated|[ \t]{2}|[ \t]?$)", re.M),
    ),
    _Paper(
        "a term sheet or computational materials",
        "TERM SHEET",
        re.compile(r"^[ \t]*(?:PRELIMINARY )?(?:STRUCTURAL )?(?:AND COLLATERAL )?TERM SHEET\b", re.I | re.M),
    ),
    _Paper(
        "a term sheet or computational materials",
        "COMPUTATIONAL MATERIALS",
        re.compile(r"^[ \t]*(?:PRELIMINARY )?COMPUTATIONAL MATERIALS\b", re.I | re.M),
    ),
    _Paper("a prospectus", "FILED PURSUANT TO RULE 433", re.compile(r"\bfiled pursuant to rule 433\b", re.I)),
)
# A statement may follow these in the same document, so they only name a document without one.
_FORMS = (
    (
        "an annual report",
        re.compile(r"^[ \t]*(?:ANNUAL REPORT PURSUANT|FORM 10-?K)\b", re.I | re.M),
    ),
    (
        "a cover without one",
        re.compile(
            r"^[ \t]*(?:FORM (?:8-?K|10-?D)|CURRENT REPORT)\b|\bDISTRIBUTION REPORT PURSUANT\b",
            re.I | re.M,
        ),
    ),
)


def read_page(text: str) -> Page:
    """The page of a document in text or HTML, its titles plain."""
    page = read_html(text) if is_html(text) else Page.from_text(text)
    undress_titles(page)
    return page


def why_unreadable(text: str) -> str | None:
    """The reason why a document has no page: empty, a PDF, uuencoded, XML; None where it has one."""
    if not text.strip():
        return "empty"
    return next((reason for words, reason in _UNREADABLE if words.match(text)), None)


def find_titles(page: Page) -> list[int]:
    """The indices of the lines with the title of a statement; [] where the document is not one."""
    places = find_title_lines(page)
    return places if places and _has_money(page.lines[places[0] :]) else []


def may_hold_classes(page: Page) -> bool:
    """Whether a document without a title has enough words and amounts for a provable class table."""
    words = page.capitals
    keyed = any(word in words for word in ("CLASS", "CERTIFICATE", "NOTE", "BOND", "SECURIT"))
    return keyed and "BAL" in words and _has_money(page.lines)


def name_paper(page: Page) -> str | None:
    """The kind of a page that no layout may claim: agreement, prospectus, term sheet; None for others."""
    for paper in _PAPERS:
        if paper.hint in page.capitals:
            found = sum(1 for _ in zip(paper.words.finditer(page.text), range(paper.least), strict=False))
            if found == paper.least:
                return paper.name
    return None


def what_else(text: str) -> str:
    """The kind of a document that is not a statement, in words."""
    if TITLES.search(text):
        return f"a title of one, but fewer than {MONEY_CELLS} amounts below it"
    form = next((name for name, words in _FORMS if words.search(text)), None)
    return form or "no title of one with figures below it"


def _has_money(lines: Sequence[Line]) -> bool:
    """Whether there are enough numbers with a comma or two decimals: a table of figures, not prose."""
    left = MONEY_CELLS
    for line in lines:
        left -= sum(1 for cell in line.values if cell.kind == "number" and MONEY.match(cell.text))
        if left <= 0:
            return True
    return False
