"""The envelope of a submission: separates PEM wrapper, header and documents without loss."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from parsers.bundles import PEM_BEGIN, PEM_END, UTF8_BOM, part_bundle
from parsers.sec_header import Header, read_header, read_number

_BEGIN = PEM_BEGIN.decode()
_END = PEM_END.decode()
_BOM = UTF8_BOM.decode("latin-1")
_FIRST = 65536  # characters within which a submission identifies itself
# A tag begins its line: a line break is put before the first, so that all tags match one expression.
_OPENING = re.compile(r"\n<(SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION|SEC-HEADER|IMS-HEADER)>")
# A header that was saved without its first lines, as EDGAR's own pages show it.
_BARE_HEADER = re.compile(r"\s*(?:<ACCEPTANCE-DATETIME>\d+\s+)?(?:<ACCESSION-NUMBER>|ACCESSION NUMBER:)\s*\d")
_DOCUMENT_TAG = re.compile(r"\n<(/?)DOCUMENT>[ \t]*(?=\n|\Z)")
_SMALL_DOCUMENT_TAG = re.compile(_DOCUMENT_TAG.pattern, re.IGNORECASE)
_DOCUMENT_FIELD = re.compile(r"[ \t]*<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>(.*)(?:\n|\Z)", re.IGNORECASE)
# The line break behind <TEXT> belongs to the tag; the indentation of the first line belongs to the page.
_TEXT = re.compile(r"^<TEXT>[ \t]*\n?", re.IGNORECASE | re.MULTILINE)
_TEXT_END = re.compile(r"\n?</TEXT>", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[.,]\d")
_MONEY = re.compile(r"\d,\d{3}\.\d\d(?!\d)")  # no header has one, though an address may have '1.5'


@dataclass
class Document:
    """One document: its tags, and its text exactly as between <TEXT> and </TEXT>."""

    sequence: int
    text: str
    type: str | None = None
    filename: str | None = None
    description: str | None = None


@dataclass
class Submission(Header):
    """A parsed submission text file.

    `is_submission` is False for a bare exhibit, whose whole text is the one document, and for documents
    saved in their own <DOCUMENT> tags. `damage` describes where it was cut off or which other part is not
    read, None where there is no sign of damage. `header_alone` is True where it ends behind its header, as in
    a few that EDGAR serves (0000950123-96-000525).
    """

    is_submission: bool = False
    header_alone: bool = False
    documents: list[Document] = field(default_factory=list)
    damage: str | None = None

    @property
    def complete(self) -> bool:
        """Whether it holds a document and was not cut off."""
        return self.damage is None and not self.header_alone

    @property
    def missing_documents(self) -> int:
        """How many of the documents that the header counts are missing, by the one rule for all readers.

        EDGAR at times counts one more than it disseminates (0001045810-26-000024: 13 counted, 12 there):
        that one is not counted as missing, unless there is no document at all.
        """
        missing = max(0, (self.public_document_count or 0) - len(self.documents))
        return 0 if missing == 1 and self.documents else missing


def read_submission(raw: bytes) -> Submission:
    """Parse a submission (served, PEM-wrapped or feed dialect) or a bare exhibit; never raises.

    Of several in one file it parses the first submission, and reports the others as its damage:
    `part_bundle` separates them.
    """
    parts = [_read_part(part) for part in part_bundle(raw)]
    first = next((part for part in parts if part.is_submission), parts[0])
    others = [part for part in parts if part is not first]
    if any(_is_something(one) for one in others):
        note = f"not alone: the file holds {len(parts)} submissions or exhibits"
        first.damage = first.damage or note
    return first


def _is_something(submission: Submission) -> bool:
    """Whether more than one line of words would be lost with it."""
    texts = (document.text for document in submission.documents)
    return submission.is_submission or not submission.complete or any(map(_AMOUNT.search, texts))


def _read_part(raw: bytes) -> Submission:
    """One submission, some saved documents, or one bare exhibit."""
    whole = raw.decode("latin-1")
    for end in ("\r\r\n", "\r\n", "\r"):  # some lines were ended twice
        whole = whole.replace(end, "\n")
    wrapped, text, closed = _unwrap(f"\n{whole.removeprefix(_BOM)}")
    tags = _find_document_tags(text)
    head = text[: tags[0].start()] if tags else text
    opening = _OPENING.search(head, 0, _FIRST)
    has_header = opening is not None or _BARE_HEADER.match(head) is not None
    if not (has_header or tags):
        damage = "cut off: the wrapper holds no <SEC-DOCUMENT> line" if wrapped else None
        return Submission(documents=[Document(1, whole)], damage=damage, is_submission=wrapped)
    submission = Submission(is_submission=has_header or wrapped)
    read_header(submission, head.split("\n"))
    submission.documents = [
        _read_document(part, place) for place, part in enumerate(_split_documents(text, tags), start=1)
    ]
    damage = _find_damage(len(submission.documents), text, tags, opening[1] if opening else None, closed)
    submission.damage = f"{damage}: the file ends at line {_last_line(whole)}" if damage else None
    submission.header_alone = not submission.documents and damage is None
    return submission


def _last_line(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n"))


def _unwrap(text: str) -> tuple[bool, str, bool]:
    """Whether there is a PEM wrapper, the text without it and its dash escapes, and whether it was closed."""
    if not text.lstrip().startswith(_BEGIN):
        return False, text, True
    above, *rest = re.split(r"\n[ \t]*\n|\n(?=<)", text.lstrip(), maxsplit=1)
    body, end, behind = "".join(rest).rpartition(_END)
    body += behind
    # RFC 1421: a line that begins with '-' is sent as '- -…'; undone exactly once, and only in a wrapper.
    return True, "\n" + re.sub(r"(?m)^- (?=-)", "", body), bool(end) and not _MONEY.search(above)


def _find_document_tags(text: str) -> list[re.Match[str]]:
    """The lines <DOCUMENT> and </DOCUMENT>; small letters count where none has capitals, as XML has such."""
    tags = list(_DOCUMENT_TAG.finditer(text))
    small = not tags and (_OPENING.search(text, 0, _FIRST) or _SMALL_DOCUMENT_TAG.match(text))
    return list(_SMALL_DOCUMENT_TAG.finditer(text)) if small else tags


def _split_documents(text: str, tags: Sequence[re.Match[str]]) -> Iterator[str]:
    """The text between each <DOCUMENT> and its </DOCUMENT>; a part that is not closed is left out."""
    start = None
    for tag in tags:
        if not tag[1]:
            start = tag.end() + 1
        elif start is not None:
            yield text[start : tag.start() + 1]
            start = None


def _find_damage(
    read: int, text: str, tags: Sequence[re.Match[str]], opening: str | None, closed: bool
) -> str | None:
    """The damage behind or between the documents read; None where all is there."""
    if sum(not tag[1] for tag in tags) > read:
        return f"cut off: document {read + 1} has no </DOCUMENT>"
    if opening and f"\n</{opening}>" not in text:
        return f"cut off: no </{opening}> after document {read}"
    if not closed:
        return f"cut off: no END PRIVACY-ENHANCED MESSAGE line after document {read}"
    if place := next((place for place, gap in enumerate(_gaps(text, tags), 1) if _AMOUNT.search(gap)), None):
        return f"closed early: figures stand behind the </DOCUMENT> of document {place}"
    return "opened late: figures stand before any <DOCUMENT>" if _has_money_above(text, tags) else None


def _has_money_above(text: str, tags: Sequence[re.Match[str]]) -> bool:
    return _MONEY.search(text, 0, tags[0].start() if tags else len(text)) is not None


def _gaps(text: str, tags: Sequence[re.Match[str]]) -> Iterator[str]:
    """The text behind each document, to the next or the end."""
    for tag, following in zip_longest(tags, tags[1:]):
        if tag[1]:
            yield text[tag.end() : following.start() if following else len(text)]


def _read_document(text: str, place: int) -> Document:
    tags: dict[str, str] = {}
    start = 0
    while match := _DOCUMENT_FIELD.match(text, start):
        tags.setdefault(match[1].upper(), match[2].strip())
        start = match.end()
    sequence = read_number(tags.get("SEQUENCE", ""))
    return Document(
        sequence=place if sequence is None else sequence,
        text=_find_body(text[start:]),
        type=tags.get("TYPE") or None,
        filename=tags.get("FILENAME") or None,
        description=tags.get("DESCRIPTION") or None,
    )


def _find_body(text: str) -> str:
    """The text of a document; all of it where its <TEXT> tags are missing or close it early.

    The text between the fields and <TEXT> is the rest of a field, unless it contains figures.
    """
    opening = _TEXT.search(text)
    if opening and not _AMOUNT.search(text, 0, opening.start()):
        text = text[opening.end() :]
    end = next(iter(deque(_TEXT_END.finditer(text), maxlen=1)), None)
    return text[: end.start()] if end and not text[end.end() :].strip() else text
