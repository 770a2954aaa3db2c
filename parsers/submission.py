"""The envelope of a filing: PEM wrapper, header (three dialects) and documents, taken apart without loss."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

PEM_BEGIN = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----"
PEM_END = b"-----END PRIVACY-ENHANCED MESSAGE-----"

# A tag begins its line: a line break is put before the first, so that all have one that can be looked for.
_OPENING = re.compile(rb"\n<(SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION)>")
_DOCUMENT_TAG = re.compile(r"\n<(/?)DOCUMENT>[ \t]*(?=\n|\Z)")
_DOCUMENT_OPEN = "\n<DOCUMENT>"
_DOCUMENT_FIELD = re.compile(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>(.*)")
# The line break behind <TEXT> is the tag's own; the indentation of the first line is the page's.
_TEXT = re.compile(r"<TEXT>[ \t]*\n?(.*?)(?:\n?</TEXT>|\Z)", re.DOTALL)
_LABEL = re.compile(r"([A-Z][A-Z0-9 .]*):(.*)")
_TAG = re.compile(r"<([A-Z0-9-]+)>(.*)")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")


@dataclass
class Registrant:
    """A FILER, SUBJECT COMPANY or other block of the header."""

    cik: str | None = None
    name: str | None = None
    file_number: str | None = None


@dataclass
class Document:
    """One document: its tags, and its text exactly as between <TEXT> and </TEXT>."""

    sequence: int
    text: str
    type: str | None = None
    filename: str | None = None
    description: str | None = None


@dataclass
class Submission:
    """A complete submission text file taken apart.

    `is_submission` is False for a bare exhibit, whose whole text is the one document. `complete` is True
    where the closing tag of the opening one is there and every document is closed. The fields of the
    header are None where it lacks them.
    """

    is_submission: bool = False
    complete: bool = True
    accession: str | None = None
    form: str | None = None
    filed: date | None = None
    period: date | None = None
    public_document_count: int | None = None
    items: list[str] = field(default_factory=list)
    registrants: list[Registrant] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    damage: str | None = None


def read_submission(raw: bytes) -> Submission:
    """Take a submission (served, PEM-wrapped or feed dialect) or a bare exhibit apart; never raises."""
    body, closed = _unwrap(raw)
    opening = _OPENING.search(b"\n" + body[:65536])
    text = body.decode("latin-1")
    for end in ("\r\r\n", "\r\n", "\r"):  # some lines were ended twice
        text = text.replace(end, "\n")
    if opening is None:
        wrapped = raw.lstrip().startswith(PEM_BEGIN)
        bare = Document(sequence=1, text=text)
        damage = "the wrapper holds no <SEC-DOCUMENT> line" if wrapped else None
        return Submission(complete=not wrapped, documents=[bare], damage=damage, is_submission=wrapped)
    submission = Submission(is_submission=True)
    text = "\n" + text
    _read_header(submission, text.partition(_DOCUMENT_OPEN)[0])
    submission.documents = [
        _read_document(part, place) for place, part in enumerate(_split_documents(text), start=1)
    ]
    lines = raw.count(b"\n") + (not raw.endswith(b"\n"))
    ends = f"the file ends at line {lines}"
    submission.damage = _damage(submission, text, opening[1].decode("ascii"), closed, ends)
    submission.complete = submission.damage is None
    return submission


def _unwrap(raw: bytes) -> tuple[bytes, bool]:
    """The body without its PEM wrapper and dash escapes, and whether the wrapper was closed."""
    start = raw.find(PEM_BEGIN)
    if start < 0 or raw[:start].strip():
        return raw, True
    headers_end = re.search(rb"\r?\n[ \t]*\r?\n", raw[start:])
    if headers_end is None:
        return raw, False
    body = raw[start + headers_end.end() :]
    end = body.rfind(PEM_END)
    closed = end >= 0
    # RFC 1421: a line that begins with '-' is sent as '- -…'; undone exactly once, and only if wrapped.
    return re.sub(rb"(?m)^- (?=-)", b"", body[:end] if closed else body), closed


def _split_documents(text: str) -> Iterator[str]:
    """What stands between each <DOCUMENT> and its </DOCUMENT>; a part that is not closed is none."""
    start = None
    for tag in _DOCUMENT_TAG.finditer(text):
        if not tag[1]:
            start = tag.end() + 1
        elif start is not None:
            yield text[start : tag.start() + 1]
            start = None


def _damage(submission: Submission, text: str, opening: str, closed: bool, ends: str) -> str | None:
    """What is missing at the end, in words; None where all is there."""
    read = len(submission.documents)
    if text.count(_DOCUMENT_OPEN) > read:
        return f"document {read + 1} has no </DOCUMENT>: {ends}"
    if f"\n</{opening}>" not in text:
        return f"no </{opening}> after document {read}: {ends}"
    if not closed:
        return f"no END PRIVACY-ENHANCED MESSAGE line after document {read}: {ends}"
    return None if read else f"it holds no document: {ends}"


def _read_document(text: str, place: int) -> Document:
    head, _, _ = text.partition("<TEXT>")
    tags = {match[1]: match[2].strip() for match in _DOCUMENT_FIELD.finditer(head)}
    body = _TEXT.search(text)
    sequence = tags.get("SEQUENCE", "")
    return Document(
        sequence=int(sequence) if sequence.isdigit() else place,
        text=body[1] if body else "",
        type=tags.get("TYPE") or None,
        filename=tags.get("FILENAME") or None,
        description=tags.get("DESCRIPTION") or None,
    )


def _read_header(submission: Submission, header: str) -> None:
    """Labels or tags, whatever their indentation ('creep' headers of 2000 go deeper from block to block)."""
    for line in header.split("\n"):
        if match := _TAG.match(line):
            _read_tag(submission, match[1], match[2].strip())
        elif match := _LABEL.match(line.strip()):
            _read_label(submission, match[1].strip(), match[2].strip())
        elif line.rstrip().endswith(":") and line.strip().rstrip(":") in _BLOCKS:
            submission.registrants.append(Registrant())


_BLOCKS = frozenset(
    {"FILER", "SUBJECT COMPANY", "FILED BY", "REPORTING-OWNER", "ISSUER", "SERIAL COMPANY", "FILED FOR"}
)


def _read_label(submission: Submission, label: str, value: str) -> None:
    if label in _BLOCKS:
        submission.registrants.append(Registrant())
    elif label in _FIELDS:
        _set_field(submission, _FIELDS[label], value)


def _read_tag(submission: Submission, tag: str, value: str) -> None:
    if tag in ("FILER", "SUBJECT-COMPANY", "FILED-BY", "SERIAL-COMPANY"):
        submission.registrants.append(Registrant())
    elif tag in ("SEC-DOCUMENT", "IMS-DOCUMENT"):
        found = _ACCESSION.search(value)
        submission.accession = submission.accession or (found[0] if found else None)
    elif tag in _TAGS:
        _set_field(submission, _TAGS[tag], value)


_FIELDS = {
    "ACCESSION NUMBER": "accession",
    "CONFORMED SUBMISSION TYPE": "form",
    "PUBLIC DOCUMENT COUNT": "public_document_count",
    "CONFORMED PERIOD OF REPORT": "period",
    "ITEM INFORMATION": "items",
    "FILED AS OF DATE": "filed",
    "COMPANY CONFORMED NAME": "name",
    "CENTRAL INDEX KEY": "cik",
    "SEC FILE NUMBER": "file_number",
}
_TAGS = {
    "ACCESSION-NUMBER": "accession",
    "TYPE": "form",
    "PUBLIC-DOCUMENT-COUNT": "public_document_count",
    "PERIOD": "period",
    "ITEMS": "items",
    "FILING-DATE": "filed",
    "CONFORMED-NAME": "name",
    "CIK": "cik",
    "FILE-NUMBER": "file_number",
}


def _set_field(submission: Submission, name: str, value: str) -> None:
    if not value:
        return
    if name == "items":
        submission.items.append(value)
    elif name in ("filed", "period"):
        setattr(submission, name, _read_day(value))
    elif name == "public_document_count":
        submission.public_document_count = int(value) if value.isdigit() else None
    elif name in ("accession", "form"):
        setattr(submission, name, value)
    elif submission.registrants and getattr(submission.registrants[-1], name) is None:
        if name != "cik":
            setattr(submission.registrants[-1], name, value)
        elif value.isdecimal() and len(value) <= 10:
            submission.registrants[-1].cik = value.zfill(10)


def _read_day(value: str) -> date | None:
    try:
        return datetime.strptime(value[:8], "%Y%m%d").date()  # noqa: DTZ007 # a day of the header, no instant
    except ValueError:
        return None
