"""What a document of a submission is: a page or why none, a statement or what else."""

import re
from collections.abc import Sequence

from parsers.html import is_html, read_html
from parsers.page import Line, Page

# A document with a statement's title and at least so many money cells below it is a statement.
MONEY_CELLS = 10

_HOLDERS = r"(?:CERTIF\w*|NOTE|BOND|SECURITY)[ -]?HOLDER"
# Titles of statements in this field, each alone on its line (or in its part of the line): with them and the
# money cells a document is a statement, whether a layout claims it or not.
TITLES = re.compile(
    r"^[ \t]*(?:THE )?(?:"
    rf"(?:MONTHLY )?(?:STATEMENT|REPORT)S? TO (?:THE )?{_HOLDERS}S?"
    r"|(?:HOME EQUITY )?SERVICING CERTIFICATE"
    rf"|(?:{_HOLDERS}'?S?'? )?(?:MONTHLY )?(?:DISTRIBUTION|PAYMENT|REMITTANCE)(?: DATE)?"
    r" (?:SUMMARY|STATEMENT|REPORT)"
    r"|(?:MONTHLY )?(?:SERVICER|TRUSTEE)'?S?'? (?:REPORT|STATEMENT|CERTIFICATE)"
    r")\b:?(?:[ \t]{2}|[ \t]?$)",
    re.IGNORECASE | re.MULTILINE,
)
_MONEY = re.compile(r".*(?:,\d{3}|\.\d\d)")

_UNREADABLE = (
    (re.compile(r"\s*<PDF>|\s*%PDF-", re.IGNORECASE), "a PDF: not read"),
    (
        re.compile(r"\s*(?:<\w+>\s*)?begin \d{3} \S*\.(?:gif|jpe?g|png|bmp|tiff?)\b", re.IGNORECASE),
        "a picture, uuencoded: not read",
    ),
    (re.compile(r"\s*(?:<\w+>\s*)?begin \d{3} \S", re.IGNORECASE), "uuencoded: not read"),
    (re.compile(r"\s*<(?:XML|XBRL)>", re.IGNORECASE), "XML: not read"),
)
# Papers with tables of figures, some under a statement's title in an exhibit or a heading: each is known by
# expressions that a statement never has, and by how often it has them at least.
_PAPERS = (
    ("an agreement", re.compile(r"^[ \t]*ARTICLE (?:[IVXL]+|\d+)\b", re.IGNORECASE | re.MULTILINE), 2),
    ("an agreement", re.compile(r"\bWITNESSETH\b|W I T N E S S E T H"), 1),
    (
        "a prospectus",
        re.compile(r"^[ \t]*PROSPECTUS(?: SUPPLEMENT)?(?:[ \t]*$|[ \t]{2,}| ?\(| DATED\b)", re.MULTILINE),
        1,
    ),
    (
        "a term sheet or computational materials",
        re.compile(
            r"^[ \t]*(?:(?:PRELIMINARY )?(?:STRUCTURAL )?(?:AND COLLATERAL )?TERM SHEET"
            r"|(?:PRELIMINARY )?COMPUTATIONAL MATERIALS|FREE WRITING PROSPECTUS)\b"
            r"|Filed pursuant to Rule 433",
            re.IGNORECASE | re.MULTILINE,
        ),
        1,
    ),
)
# A statement may stand below these in the same document, so they only name one that has none.
_FORMS = (
    (
        "an annual report",
        re.compile(r"^[ \t]*(?:ANNUAL REPORT PURSUANT|FORM 10-?K)\b", re.IGNORECASE | re.MULTILINE),
    ),
    (
        "a cover without one",
        re.compile(
            r"^[ \t]*(?:FORM (?:8-?K|10-?D)|CURRENT REPORT)\b|\bDISTRIBUTION REPORT PURSUANT\b",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)


def read_page(text: str) -> Page:
    """The page of a document in text or HTML."""
    return read_html(text) if is_html(text) else Page.from_text(text)


def why_unreadable(text: str) -> str | None:
    """Why a document has no page: empty, a PDF, uuencoded, XML; None where it has one."""
    if not text.strip():
        return "empty"
    return next((reason for words, reason in _UNREADABLE if words.match(text)), None)


def find_title(page: Page) -> int | None:
    """The place of the line with the title of a statement; None where the document is none."""
    text = page.text
    if _paper(text):
        return None
    title = TITLES.search(text)
    if title is None:
        return None
    first = text.count("\n", 0, title.start())
    return first if _has_money(page.lines[first:]) else None


def what_else(page: Page) -> str:
    """The reason for a document that is no statement, in words."""
    text = page.text
    if paper := _paper(text):
        return f"no statement: {paper}"
    if TITLES.search(text):
        return f"no statement: a title of one, but fewer than {MONEY_CELLS} amounts below it"
    form = next(
        (name for name, words in _FORMS if words.search(text)), "no title of one with figures below it"
    )
    return f"no statement: {form}"


def _paper(text: str) -> str | None:
    for name, words, least in _PAPERS:
        if sum(1 for _ in zip(words.finditer(text), range(least), strict=False)) == least:
            return name
    return None


def _has_money(lines: Sequence[Line]) -> bool:
    """Whether there are numbers enough with a comma or two decimals: a table of figures and no prose."""
    left = MONEY_CELLS
    for line in lines:
        left -= sum(1 for cell in line.values if cell.kind == "number" and _MONEY.match(cell.text))
        if left <= 0:
            return True
    return False
