"""A submission's bytes to its records: envelope, documents, layouts, checks, the account of every number."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from msgspec import UNSET

from parsers.cells import Cell
from parsers.characters import decode
from parsers.checks import run_checks
from parsers.covers import find_registrant
from parsers.deals import find_series, name_deal
from parsers.documents import find_title, name_paper, read_page, what_else, why_unreadable
from parsers.draft import Draft
from parsers.jsonl import to_jsonl
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.page import Line, Page
from parsers.records import Document, Filing, Record, Registrant, Unmapped
from parsers.records import Line as RecordLine
from parsers.size import MOST_VALUES, is_too_large
from parsers.submission import Document as Part
from parsers.submission import Submission, read_submission
from parsers.untitled import find_body, find_distribution_date

PARSER_VERSION = "0.1.0"
SCHEMA_VERSION = "1.0"


class Damaged(ValueError):
    """Bytes that cannot be read: empty, no text, or a submission that was cut off. Says what and where."""


@dataclass
class Reading:
    """The records of one submission, the `filing` line first, and what they count up to."""

    filing: Filing
    records: list[Record]
    statements: int = 0
    unrecognised: int = 0
    unmapped: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def to_jsonl(self) -> bytes:
        """The bytes of the records file: a function of the submission's bytes and PARSER_VERSION alone."""
        return to_jsonl(self.records)


def read(raw: bytes, layouts: Sequence[Layout] = LAYOUTS, *, even_cut: bool = False) -> Reading:
    """Read a complete submission, saved documents or a bare exhibit (text).

    Raises Damaged where the bytes are empty, no text, or a submission that was cut off. With `even_cut`
    the documents that such a submission has whole are read, and `filing.incomplete` says what is missing:
    for bytes that EDGAR itself serves so.
    """
    submission = read_submission(raw)
    _refuse_damaged(raw, submission, even_cut)
    filing = _filing(raw, submission)
    filing.incomplete = _what_is_missing(submission) or UNSET
    reading = Reading(filing, [filing])
    issuer: str | None = None
    for part in submission.documents:
        raw_part = part.text.encode("latin-1")
        document = _document(part, raw_part)
        filing.documents.append(document)
        text = decode(raw_part)
        if reason := why_unreadable(text):
            document.reason = reason
            continue
        if is_too_large(text):
            document.reason = f"unrecognised: not read, it has more than {MOST_VALUES:,} value cells"
            reading.unrecognised += 1
            continue
        page = read_page(text)
        issuer = issuer or find_registrant(page)
        _read_document(reading, part, page, document, layouts, issuer)
    filing.statements = reading.statements
    return reading


def _refuse_damaged(raw: bytes, submission: Submission, even_cut: bool) -> None:
    name = submission.accession or "the file"
    if not raw.strip():
        raise Damaged("it is empty: 0 lines" if not raw else "it is blank")
    if submission.damage and not (even_cut and submission.accession):
        raise Damaged(f"{name} was {submission.damage}")
    if not submission.is_submission and _is_binary(raw):
        raise Damaged("it is no text: neither a submission nor an exhibit in text or HTML")


def _what_is_missing(submission: Submission) -> str | None:
    told = [submission.damage] if submission.damage else []
    if submission.header_alone:
        told.append("it holds its header alone, and no document")
    elif submission.missing_documents:
        counted, found = submission.public_document_count, len(submission.documents)
        told.append(f"its header counts {counted} documents, {found} are there")
    return "; ".join(told) or None


# Bytes from 128 on print something in one encoding or another.
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a") + b"\x7f"


def _is_binary(raw: bytes) -> bool:
    """Whether bytes cannot be printed text; a PDF has a name of its own and is listed as what it is."""
    if raw.startswith(b"%PDF-"):
        return False
    start = raw[:65536]
    return b"\0" in start or len(start) - len(start.translate(None, _CONTROL)) > len(start) // 50


def _filing(raw: bytes, submission: Submission) -> Filing:
    filing = Filing(
        accession=submission.accession,
        sha256=hashlib.sha256(raw).hexdigest(),
        parser_version=PARSER_VERSION,
        schema_version=SCHEMA_VERSION,
    )
    if submission.is_submission:
        filing.form = submission.form or UNSET
        filing.filed = submission.filed.isoformat() if submission.filed else UNSET
        filing.period = submission.period.isoformat() if submission.period else UNSET
        filing.items = list(submission.items)
        filing.registrants = [
            Registrant(
                cik=one.cik or UNSET,
                name=one.name or UNSET,
                file_numbers=one.file_numbers,
                role=one.role or UNSET,
            )
            for one in submission.registrants
        ]
        filing.url = _url(submission) or UNSET
    return filing


def _url(submission: Submission) -> str | None:
    first = next((one.cik for one in submission.registrants if one.cik), None)
    if first is None or submission.accession is None:
        return None
    return f"https://www.sec.gov/Archives/edgar/data/{int(first)}/{submission.accession}.txt"


def _document(part: Part, text: bytes) -> Document:
    return Document(
        sequence=part.sequence,
        type=part.type or UNSET,
        filename=part.filename or UNSET,
        description=part.description or UNSET,
        bytes=len(text),
        sha256=hashlib.sha256(text).hexdigest(),
    )


def _read_document(
    reading: Reading,
    part: Part,
    page: Page,
    document: Document,
    layouts: Sequence[Layout],
    issuer: str | None,
) -> None:
    """Records of one document, or the reason why it has none; `issuer` is what a cover so far named."""
    if paper := name_paper(page):
        document.reason = f"no statement: {paper}"
        return
    claiming = [layout for layout in layouts if layout.claims(page)]
    statements = claiming[0].split(page) if len(claiming) == 1 else []
    if statements:
        document.layout = claiming[0].name
        for lines in statements:
            _add_statement(reading, part, claiming[0].read(lines), lines, issuer, page.revised)
        return
    reason = _why_unrecognised([layout.name for layout in claiming])
    title = find_title(page)
    start = title
    if title is None and find_body(page):
        start, reason = 0, "it has the body of a statement under no known title"
    if start is None:
        document.reason = f"no statement: {what_else(page.text)}"
        return
    document.reason = f"unrecognised: {reason}"
    reading.unrecognised += 1
    draft = _unrecognised(page.lines[max(0, start - 6) : start + 20], reason)
    if title is not None:  # the digits of an exhibit's number are words
        draft.heading(page.lines[title].cells)
    if date := find_distribution_date(page.lines[max(0, start - 20) :]):
        draft.statement.distribution_date = date[0]
        draft.statement.lines.append(date[1])
    _add_statement(reading, part, draft, page.lines[start:], issuer, page.revised)


def _why_unrecognised(claiming: Sequence[str]) -> str:
    if not claiming:
        return "no layout fits"
    if len(claiming) > 1:
        return f"ambiguous: {' and '.join(claiming)} fit"
    return f"{claiming[0]} fits, but no line begins a statement"


def _unrecognised(around: Sequence[Line], reason: str) -> Draft:
    """A statement that no layout claims: the lines around its title may name the deal, nothing is guessed."""
    draft = Draft("")
    draft.statement.layout = None
    draft.statement.reason = reason
    title = " ".join(line.squashed for line in around)
    series = find_series(title)
    draft.statement.series = series or UNSET
    draft.statement.deal = name_deal(title, series) or UNSET
    return draft


def _add_statement(
    reading: Reading,
    part: Part,
    draft: Draft,
    lines: Sequence[Line],
    issuer: str | None,
    revised: Set[int],
) -> None:
    """Check a statement, close its account and keep its records; `revised` are lines that tell a revision."""
    reading.statements += 1
    statement = draft.statement
    if issuer and statement.issuer is UNSET:
        statement.issuer = issuer
    of_page = bool(revised) and not revised.isdisjoint(line.number for line in lines)
    if of_page or _REVISED.search(part.filename or ""):
        statement.revised = True
    tally = run_checks(draft)
    statement.checks = tally.summary()
    unmapped = _account(draft, lines)
    records: list[RecordLine] = [statement, *draft.figures, *tally.failed, *unmapped]
    for record in records:
        record.accession = reading.filing.accession
        record.document = part.sequence
        record.statement = reading.statements
        record.deal, record.series = statement.deal, statement.series
        record.distribution_date = statement.distribution_date
        record.lines = sorted(set(record.lines))
    reading.records += records
    reading.unmapped += len(unmapped)
    reading.passed += tally.passed
    reading.failed += Counter(check.check for check in tally.failed)
    reading.skipped += Counter({name: reasons.total() for name, reasons in tally.skipped.items()})


def _account(draft: Draft, lines: Iterable[Line]) -> list[Unmapped]:
    """Close the account of a statement's numbers: what was neither mapped nor ignored is reported."""
    numbers = draft.statement.numbers
    # 'N/A' is no number: it counts where it tells that a field has no value, and is not missed elsewhere.
    values = [
        (cell.fate, cell, line)
        for line in lines
        for cell in line.values
        if cell.fate is not None or cell.kind != "absent"
    ]
    fates = Counter(fate for fate, _, _ in values)
    numbers.mapped, numbers.ignored, numbers.unmapped = fates["mapped"], fates["ignored"], fates[None]
    numbers.found = numbers.mapped + numbers.ignored + numbers.unmapped
    return [_unmapped(line, cell) for fate, cell, line in values if fate is None] if fates[None] else []


def _unmapped(line: Line, cell: Cell) -> Unmapped:
    value = cell.value if cell.value is not None else cell.text
    return Unmapped(text=_printed(line, cell), value=value, lines=[line.number])


LONGEST_LINE = 1000  # of a longer one, what stands around the number is enough, else many numbers repeat it


def _printed(line: Line, cell: Cell) -> str:
    if len(line.text) <= LONGEST_LINE:
        return line.text.rstrip()
    at = line.text.find(cell.text, cell.start) if cell.start < len(line.text) else -1
    at = max(at if at >= 0 else line.text.find(cell.text), 0)
    return f"…{line.text[max(0, at - 200) : at + 200].strip()}…"


_REVISED = re.compile(r"rev(?:ised)?\.\w+$", re.IGNORECASE)
