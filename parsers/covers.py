"""The cover of a filing: the registrant's name as it is printed over its caption."""

import re
from collections.abc import Iterator, Sequence

from parsers.page import Line, Page

# '(Exact name of registrant as specified in its charter)', '(Exact Name of Issuing Entity as Specified in
# Charter)'; it may be wrapped anywhere. In capitals, as the page is searched.
_CAPTION = re.compile(r"EXACT\s+NAMES?\s+OF\s+(?P<role>[^()]{1,80}?)(?:\s+AS\b|\s+IN\b|\s*\))")
_BESIDE = re.compile(r"(?:(?P<name>.*)\()?\s*EXACT\b", re.IGNORECASE)
# A 10-D names these under captions of their own.
_NO_ISSUER = re.compile(r"\b(?:DEPOSITOR|SPONSOR|SELLER|SERVICER|GUARANTOR|ORIGINATOR|UNDERWRITER)S?\b")
_ISSUER = re.compile(r"\b(?:REGISTRANT|ISSUING\s+ENTITY|ISSUER|TRUST)")
# What else stands on a cover right above a name.
_OTHER = re.compile(
    r"\(?(?:form (?:8|10)-|current report|distribution report|asset-?backed issuer|pursuant to|for the "
    r"|date of|of the securities|securities (?:and )?exchange|commission file|central index key)",
    re.IGNORECASE,
)
_TAGS = r"(?:</?[A-Za-z]+>\s*)"
# Drawn lines and lone tags around a name are no part of it.
_AROUND = re.compile(rf"^(?:{_TAGS}|[-_=*~]{{2,}}\s*)+|(?:\s*{_TAGS}|\s*[-_=*~]{{2,}})+$")
_PRINTED = re.compile(r"[^\W_]")
FARTHEST = 8  # lines between a caption and its name, all blank or drawn


def find_registrant(page: Page) -> str | None:
    """The registrant as a cover prints it: what stands over '(Exact name of registrant …'."""
    return next(filter(None, (_name_over(page, place) for place in _captions(page))), None)


def _captions(page: Page) -> Iterator[int]:
    """The places of the lines where a caption of the registrant or issuing entity begins."""
    for caption in _CAPTION.finditer(page.capitals):
        if _ISSUER.search(caption["role"]) or not _NO_ISSUER.search(caption["role"]):
            yield page.capitals.count("\n", 0, caption.start())


def _name_over(page: Page, place: int) -> str | None:
    beside = _BESIDE.match(page.lines[place].squashed)
    if beside is None:  # prose: 'The exact name of …'
        return None
    return _bare(beside["name"] or "") or _printed_above(page.lines[:place], of_rows=page.of_rows)


def _printed_above(lines: Sequence[Line], *, of_rows: bool) -> str | None:
    """The lines right above, to the first that is blank or drawn; of a table the row above alone."""
    name: list[str] = []
    for far, line in enumerate(reversed(lines)):
        words = _bare(line.squashed)
        if line.dates or _OTHER.match(words) or (not name and far > FARTHEST):
            break
        if words:
            name.insert(0, words)
        if name and (of_rows or not words):
            break
    return " ".join(name) or None


def _bare(words: str) -> str:
    """A line without the rules and tags around its words; empty where it has no word."""
    bare = _AROUND.sub("", words).strip()
    return bare if _PRINTED.search(bare) else ""
