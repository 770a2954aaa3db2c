"""The cover of a filing: the registrant's name as it is printed over its caption."""

import re
from collections.abc import Iterator, Sequence

from parsers.cells import Cell
from parsers.page import Line, Page

# '(Exact name of registrant as specified in its charter)', '(Exact Name of Issuing Entity as Specified in
# Charter)'; it may be wrapped anywhere. In capitals, as the page is searched.
_CAPTION = re.compile(r"EXACT\s+NAMES?\s+OF\s+(?P<role>[^()]{1,80}?)(?:\s+AS\b|\s+IN\b|\s*[()])")
_BESIDE = re.compile(r"(?:(?P<name>.*)\()?\s*EXACT\b", re.IGNORECASE)
# A 10-D names these under captions of their own.
_NO_ISSUER = re.compile(r"\b(?:DEPOSITOR|SPONSOR|SELLER|SERVICER|GUARANTOR|ORIGINATOR|UNDERWRITER)S?\b")
_ISSUER = re.compile(r"\b(?:REGISTRANT|ISSUING\s+ENTITY|ISSUER|TRUST)")
# What else stands on a cover right above a name; HTML has no blank line between the two.
_OTHER = re.compile(
    r"\(|united states|form \d|current report|(?:annual|quarterly|transition|distribution) report"
    r"|asset-?backed issuer|pursuant to|for the |date of|of the securities|securities (?:and )?exchange"
    r"|commission file|central index key|washington, |or$",
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
    line, above = page.lines[place], page.lines[:place]
    before, own, behind = _part(line)
    beside = _BESIDE.match(own)
    if beside is None:  # prose: 'The exact name of …'
        return None
    if any(caption.startswith("(") for caption in (*before, *behind)):
        name = _printed_above(above, of=line)
    else:
        name = _bare(beside["name"] or " ".join(before)) or _printed_above(above, of_rows=page.of_rows)
    return name if name and not name.endswith(":") else None


def _part(line: Line) -> tuple[list[str], str, list[str]]:
    """What stands on the caption's line: before it, the caption itself, and behind it."""
    parts = re.split(r"\s{2,}", line.text.strip())
    own = next(place for place, part in enumerate(parts) if "EXACT" in part.upper())
    return parts[:own], parts[own], parts[own + 1 :]


def _printed_above(lines: Sequence[Line], *, of_rows: bool = False, of: Line | None = None) -> str:
    """The lines right above, to the first that is blank or drawn; of a table the row above alone.

    Where captions stand side by side, `of` is their line: only what is over the registrant's counts.
    """
    name: list[str] = []
    for far, line in enumerate(reversed(lines)):
        words = _bare(_over(line, of) if of else line.squashed)
        if line.dates or _OTHER.match(words) or (not name and far > FARTHEST):
            break
        if words:
            name.insert(0, words)
        if name and (of_rows or of or not words):
            break
    return " ".join(name)


def _over(line: Line, captions: Line) -> str:
    """The one cell over the registrant's caption; nothing where several are."""
    own = next((cell for cell in captions.cells if "EXACT" in cell.text.upper()), None)
    over = [cell.text for cell in line.cells if own is _nearest(cell, captions.cells)]
    return over[0] if len(over) == 1 else ""


def _nearest(cell: Cell, captions: Sequence[Cell]) -> Cell:
    """The caption with which a cell shares the most columns."""
    return max(captions, key=lambda one: min(cell.end, one.end) - max(cell.start, one.start))


def _bare(words: str) -> str:
    """A line without the rules and tags around its words; empty where it has no word."""
    bare = _AROUND.sub("", words).strip()
    return bare if _PRINTED.search(bare) else ""
