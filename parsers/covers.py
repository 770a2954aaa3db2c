"""The cover of a filing: the names above captions of parties, and a 10-D's period.

A caption is '(Exact name of registrant as specified in its charter)' and the like. A name is the text above
it, without captions, clauses ('(as depositor under the Pooling and Servicing Agreement …)') and rules.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.cells import Cell
from parsers.cover_period import find_period
from parsers.page import Line, Page

# '(Exact name of registrant as specified in its charter)', '(Exact Name of Issuing Entity as Specified in
# Charter)', '(Issuer with respect to Certificates)'; it may be wrapped anywhere. In capitals, as the search
# uses the page in capitals. Each begins with a word of its own, which `re` finds fast.
_CAPTIONS = (
    re.compile(r"EXACT\s+NAMES?\s+OF\s+(?P<role>[^()]{1,80}?)(?:\s+AS\b|\s+IN\b|\s*[()])"),
    re.compile(r"ISSUER(?<=\(ISSUER)(?P<role>)\s+WITH\s+RESPECT\s+TO\b"),
)
_BESIDE = re.compile(r"(?:(?P<name>.*)\()?\s*(?:EXACT|ISSUER)\b", re.IGNORECASE)
# The role that a caption names; one caption may name two ('registrant/depositor').
_ROLES = {
    "issuing_entity": re.compile(r"\b(?:ISSUING\s+ENTITY|ISSUER|TRUST)\b"),
    "depositor": re.compile(r"\bDEPOSITORS?\b"),
    "sponsor": re.compile(r"\bSPONSORS?\b"),
    "registrant": re.compile(r"\b(?:CO-?)?REGISTRANTS?\b"),
}
# Other text on a cover right above a name; HTML has no blank line between the two.
_OTHER = re.compile(
    r"\(|united states|form \d|current report|(?:annual|quarterly|transition|distribution) report"
    r"|asset-?backed issuer|pursuant to|for the |date of|of the securities|securities (?:and )?exchange"
    r"|commission file|central index key|washington, |or$",
    re.IGNORECASE,
)
_PARTY = (
    r"(?:(?:master )?servicer|depositor|company|sellers?|sponsor|issuer|registrant|originators?|transferor)"
)
# '(Originator of the Trust referred to herein)', '(successor to …)': a caption between a name and its own.
_SECOND_CAPTION = re.compile(rf"\((?:{_PARTY}|successor) .*\)", re.IGNORECASE)
_CLAUSE = re.compile(rf"\s*\(\s*as\s+(?:the\s+)?{_PARTY}\b", re.IGNORECASE)
_TAGS = r"(?:</?[A-Za-z]+>\s*)"
# Drawn lines and lone tags around a name do not belong to it.
_AROUND = re.compile(rf"^(?:{_TAGS}|[-_=*~]{{2,}}\s*)+|(?:\s*{_TAGS}|\s*[-_=*~]{{2,}})+$")
_PRINTED = re.compile(r"[^\W_]")
FARTHEST = 8  # lines between a caption and its name, all blank or drawn; of a clause


class Cover(NamedTuple):
    """The content of a cover, as printed; dates of a 10-D's distribution period in ISO form."""

    registrant: str | None = None
    issuing_entity: str | None = None
    depositor: str | None = None
    sponsor: str | None = None
    period_start: str | None = None
    period_end: str | None = None

    @property
    def issuer(self) -> str | None:
        """The entity of the filing: the issuing entity, where the cover names one, else the registrant."""
        return self.issuing_entity or self.registrant

    def completed_by(self, other: "Cover") -> "Cover":
        """This cover, completed from a later document's cover."""
        return Cover(*(own or others for own, others in zip(self, other, strict=True)))


def read_cover(page: Page) -> Cover:
    """The parties that a document's cover names, and the period of a 10-D; all of several sponsors."""
    names: dict[str, list[str]] = {role: [] for role in _ROLES}
    for role, name in _named(page):
        if name not in names[role]:
            names[role].append(name)
    first = {role: found[0] if found else None for role, found in names.items()}
    first["sponsor"] = "; ".join(names["sponsor"]) or None
    if not any(first.values()):
        first["registrant"] = _under_date_of_report(page)
    return Cover(**first, **find_period(page)._asdict())


def _named(page: Page) -> Iterator[tuple[str, str]]:
    """Each role that a caption names, with the name above it."""
    found = [match for caption in _CAPTIONS for match in caption.finditer(page.capitals)]
    for caption in sorted(found, key=re.Match.start):
        asked = caption["role"] or "ISSUER"
        roles = [role for role, words in _ROLES.items() if words.search(asked)]
        if roles and (name := _name_over(page, page.capitals.count("\n", 0, caption.start()))):
            yield from ((role, name) for role in roles)


# Wells Fargo's 8-K of GMACM 2004-HE1 (September 2004) prints the name without a caption.
_DATE_OF_REPORT = re.compile(r"date of report\b", re.IGNORECASE)
_HAS_DATE_OF_REPORT = re.compile(r"DATE\s+OF\s+REPORT\b")  # a page in capitals
_STATE = re.compile(r"\(state or other|governing law of", re.IGNORECASE)
_TRUST_WORDS = re.compile(
    r"\b(?:trust|certificates|notes|series|inc|corp\w*|llc|company|l\.?p)\b", re.IGNORECASE
)


def _under_date_of_report(page: Page) -> str | None:
    """The lines between the date of the report and the state of incorporation, where they name a trust."""
    if not _HAS_DATE_OF_REPORT.search(page.capitals):
        return None
    date = next((at for at, line in enumerate(page.lines) if _DATE_OF_REPORT.match(line.squashed)), None)
    if date is None:
        return None
    name: list[str] = []
    for line in page.lines[date + 1 : date + 1 + FARTHEST]:
        words = _bare(line.squashed)
        if _STATE.search(words):
            joined = " ".join(name)
            return joined if _TRUST_WORDS.search(joined) else None
        if words and not line.dates and not _OTHER.match(words):
            name.append(words)
    return None


def _name_over(page: Page, place: int) -> str | None:
    line, above = page.lines[place], page.lines[:place]
    before, own, behind = _part(line)
    beside = _BESIDE.match(own)
    if beside is None:  # prose: 'The exact name of …'
        return None
    if any(caption.startswith("(") for caption in (*before, *behind)):
        name = _printed_above(above, of=line)
    else:
        name = _bare(beside["name"] or " ".join(before)) or _printed_above(
            _without_clause(above), of_rows=page.of_rows
        )
    return name if name and not name.endswith(":") else None


def _without_clause(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without a clause that ends them: '(as depositor under … Series 2006-AR1.)', closed or not."""
    tail = ""
    for place in range(len(lines) - 1, max(len(lines) - 1 - FARTHEST, -1), -1):
        line = lines[place]
        if not line.squashed or line.is_rule or "EXACT" in line.text.upper():
            return lines
        tail = f"{line.squashed} {tail}"
        if clause := _CLAUSE.search(line.squashed):
            if not _ends_with_clause(tail[clause.start() :].strip()):
                return lines
            own = Line(line.number, line.squashed[: clause.start()])
            return [*lines[:place], own] if own.squashed else lines[:place]
    return lines


def _ends_with_clause(text: str) -> bool:
    """Whether the bracket that a text begins with is closed by its last character, or not at all."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return not _PRINTED.search(text[place:])
    return True


def _part(line: Line) -> tuple[list[str], str, list[str]]:
    """The text on the caption's line: before it, the caption itself, and behind it."""
    parts = re.split(r"\s{2,}", line.text.strip())
    own = next(place for place, part in enumerate(parts) if _is_caption(part))
    return parts[:own], parts[own], parts[own + 1 :]


def _is_caption(text: str) -> bool:
    return "EXACT" in text.upper() or text.upper().startswith("(ISSUER")


def _printed_above(lines: Sequence[Line], *, of_rows: bool = False, of: Line | None = None) -> str:
    """The lines right above, to the first that is blank or drawn; in a table only the row above.

    Where captions are side by side, `of` is their line: only the text above the registrant's caption counts.
    """
    name: list[str] = []
    for far, line in enumerate(reversed(lines)):
        words = _bare(_over(line, of) if of else line.squashed)
        if not name and _SECOND_CAPTION.fullmatch(words):
            continue
        if line.dates or _OTHER.match(words) or (not name and far > FARTHEST) or _is_of_clause(words):
            break
        if words:
            name.insert(0, words)
        if name and (of_rows or of or not words):
            break
    return " ".join(name)


def _is_of_clause(words: str) -> bool:
    """Whether a line has a clause, or closes one of a line above."""
    return _CLAUSE.search(words) is not None or words.count(")") > words.count("(")


def _over(line: Line, captions: Line) -> str:
    """The one cell over the registrant's caption; empty where there are several."""
    own = next((cell for cell in captions.cells if _is_caption(cell.text)), None)
    over = [cell.text for cell in line.cells if own is _nearest(cell, captions.cells)]
    return over[0] if len(over) == 1 else ""


def _nearest(cell: Cell, captions: Sequence[Cell]) -> Cell:
    """The caption with which a cell shares the most columns."""
    return max(captions, key=lambda one: min(cell.end, one.end) - max(cell.start, one.start))


def _bare(words: str) -> str:
    """A line without the rules and tags around its words; empty where it has no word."""
    bare = _AROUND.sub("", words).strip()
    return bare if _PRINTED.search(bare) else ""
