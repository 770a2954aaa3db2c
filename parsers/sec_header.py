"""The header of a submission: form, dates and parties, in labels or in tags."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

_LABEL = re.compile(r"([A-Z][A-Z0-9 .,/&'()_-]*):(.*)")
_TAG = re.compile(r"<([A-Z][A-Z0-9_-]*)>(.*)")
_CLOSING_TAG = re.compile(r"</([A-Z][A-Z0-9_-]*)>")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_DAY = re.compile(r"[0-9]{8}")
# A count or sequence of more digits, or of digits outside ASCII ('²'), is not valid.
_NUMBER = re.compile(r"[0-9]{1,6}")
_CIK = re.compile(r"[0-9]{1,10}")

# Labels and tags compared by their words: 'FILED-BY' is 'FILED BY', 'ISSUING_ENTITY' is 'ISSUING ENTITY'.
_FIELDS = {
    "ACCESSION NUMBER": "accession",
    "CONFORMED SUBMISSION TYPE": "form",
    "TYPE": "form",
    "PUBLIC DOCUMENT COUNT": "public_document_count",
    "CONFORMED PERIOD OF REPORT": "period",
    "PERIOD": "period",
    "ITEM INFORMATION": "items",
    "ITEMS": "items",
    "FILED AS OF DATE": "filed",
    "FILING DATE": "filed",
    "COMPANY CONFORMED NAME": "name",
    "CONFORMED NAME": "name",
    "CENTRAL INDEX KEY": "cik",
    "CIK": "cik",
    "SEC FILE NUMBER": "file_number",
    "FILE NUMBER": "file_number",
}
_PARTY_FIELDS = frozenset({"name", "cik", "file_number"})
# These open a party even where no section of data follows; other roles are known by that section.
_ROLES = frozenset(
    {
        "FILER",
        "SUBJECT COMPANY",
        "FILED BY",
        "FILED FOR",
        "REPORTING OWNER",
        "ISSUER",
        "SERIAL COMPANY",
        "DEPOSITOR",
        "SECURITIZER",
        "SPONSOR",
        "ISSUING ENTITY",
        "UNDERWRITER",
    }
)
# The first section of every party in both dialects: COMPANY DATA, OWNER DATA.
_DATA = re.compile(r"[A-Z]+ DATA")
_SECTIONS = re.compile(rf"{_DATA.pattern}|FILING VALUES|\w+ ADDRESS|FORMER (?:COMPANY|NAME)")
_DOCUMENT_LINES = frozenset({"SEC DOCUMENT", "IMS DOCUMENT"})
_END_OF_HEADER = frozenset({"SEC HEADER", "IMS HEADER"})


@dataclass
class Registrant:
    """A party of the header; `role` is the block's name in small letters ('filer', 'issuing_entity')."""

    role: str | None = None
    cik: str | None = None
    name: str | None = None
    file_numbers: list[str] = field(default_factory=list)


@dataclass
class Header:
    """The fields of a header; None for each that it lacks. Of repeated lines the first counts."""

    accession: str | None = None
    form: str | None = None
    filed: date | None = None
    period: date | None = None
    public_document_count: int | None = None
    items: list[str] = field(default_factory=list)
    registrants: list[Registrant] = field(default_factory=list)


def read_header(header: Header, lines: Iterable[str]) -> None:
    """Fill in the fields from the lines above the first document, or to the header's end; never raises."""
    reader = _Reader(header)
    for line in lines:
        words = line.strip()
        closing = _CLOSING_TAG.fullmatch(words)
        if closing is None:
            reader.read(words)
        elif _plain(closing[1]) in _END_OF_HEADER:
            break
        else:
            reader.close(_plain(closing[1]))
    header.registrants = [one for one in header.registrants if one.name or one.cik or one.file_numbers]


def read_number(text: str) -> int | None:
    """A count or a sequence number; None for anything but ASCII digits."""
    return int(text) if _NUMBER.fullmatch(text) else None


class _Reader:
    """Reads labels or tags at any depth ('creep' headers of 2000 go deeper from block to block).

    A party is known by its structure, as EDGAR adds roles: the line above its COMPANY DATA names its role.
    """

    def __init__(self, header: Header) -> None:
        self.header = header
        self.party: Registrant | None = None
        self.role: str | None = None  # of the party that `party` is
        self.heading: str | None = None  # the line before, where it has no value and names no section

    def read(self, words: str) -> None:
        """Read one line, without the blanks around it."""
        match = _TAG.match(words) or _LABEL.match(words)
        if match is None:
            return
        name, value = _plain(match[1]), match[2].strip()
        if name in _DOCUMENT_LINES:
            _set_once(self.header, "accession", value)
        elif name in _FIELDS:
            self._read_field(_FIELDS[name], value)
        elif value:
            self.heading = None
        elif _DATA.fullmatch(name):
            self._open_section()
        elif name in _ROLES:
            self._open_party(name)
        else:
            self.heading = None if _SECTIONS.fullmatch(name) else name

    def close(self, name: str) -> None:
        """Handle a closing tag: of the party, or of one of its sections."""
        self.heading = None
        if name == self.role:
            self.party = self.role = None

    def _open_section(self) -> None:
        if self.heading is not None or self.party is None:
            self._open_party(self.heading)
        self.heading = None

    def _open_party(self, role: str | None) -> None:
        self.party = Registrant(role=role and role.lower().replace(" ", "_"))
        self.role, self.heading = role, None
        self.header.registrants.append(self.party)

    def _read_field(self, name: str, value: str) -> None:
        if not value:
            return
        if name not in _PARTY_FIELDS:
            _set_once(self.header, name, value)
        elif party := self._party_of(name):
            _fill(party, name, value)
        self.heading = None

    def _party_of(self, name: str) -> Registrant | None:
        """The party that a line belongs to; a name or CIK without one, or below an unknown role, opens it."""
        if name != "file_number" and (self.party is None or self._is_another(name)):
            self._open_party(self.heading)
        return self.party

    def _is_another(self, name: str) -> bool:
        return self.heading is not None and getattr(self.party, name) is not None


def _plain(name: str) -> str:
    return name.strip().replace("-", " ").replace("_", " ")


def _set_once(header: Header, name: str, value: str) -> None:
    if name == "items":
        if value not in header.items:
            header.items.append(value)
    elif getattr(header, name) is None:
        setattr(header, name, _read_field(name, value))


def _fill(party: Registrant, name: str, value: str) -> None:
    if name == "file_number":
        if value not in party.file_numbers:
            party.file_numbers.append(value)
    elif name == "name":
        party.name = party.name or value
    elif _CIK.fullmatch(value):
        party.cik = party.cik or value.zfill(10)


def _read_field(name: str, value: str) -> str | int | date | None:
    if name == "accession":
        found = _ACCESSION.search(value)
        return found[0] if found else None
    if name == "public_document_count":
        return read_number(value)
    return _read_day(value) if name in ("filed", "period") else value


def _read_day(value: str) -> date | None:
    found = _DAY.match(value)
    try:
        return datetime.strptime(found[0], "%Y%m%d").date() if found else None  # noqa: DTZ007 # a day, no instant
    except ValueError:
        return None
