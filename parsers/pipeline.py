"""Converts a submission's bytes to records: envelope, documents, layouts, checks, account of numbers."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec import UNSET

from parsers.account import unmapped_lines
from parsers.blocks.finding import Block
from parsers.builder import Builder, Fate
from parsers.cells import Cell
from parsers.characters import decode
from parsers.checks import run_checks
from parsers.checks.cover_checks import check_distribution_period
from parsers.covers import Cover, read_cover
from parsers.documents import read_page, why_unreadable
from parsers.jsonl import to_jsonl
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.page import Line, Page
from parsers.records import Document, Filing, Record, Registrant, Unmapped
from parsers.records import Line as RecordLine
from parsers.size_limit import MOST_VALUES, is_too_large
from parsers.statements import ReadStatement, read_statements
from parsers.submission import Document as Part
from parsers.submission import Submission, read_submission
from parsers.versions import PARSER_VERSION, SCHEMA_VERSION


class Damaged(ValueError):
    """Bytes that cannot be read: empty, no text, or a submission that was cut off. Says what and where."""


class Source(NamedTuple):
    """A statement as it was read: its document's sequence, its page's lines, and its records' indices."""

    document: int
    read_statement: ReadStatement
    records: slice


@dataclass
class Reading:
    """The records of one submission, the `filing` line first, and their counts."""

    filing: Filing
    records: list[Record]
    statements: int = 0
    unrecognised: int = 0
    unmapped: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    sources: list[Source] = field(default_factory=list)

    def to_jsonl(self) -> bytes:
        """The bytes of the records file: a function of the submission's bytes and PARSER_VERSION alone."""
        return to_jsonl(self.records)


def read(
    raw: bytes,
    layouts: Sequence[Layout] = LAYOUTS,
    *,
    even_cut: bool = False,
    submission: Submission | None = None,
) -> Reading:
    """Read a complete submission, saved documents or a bare exhibit (text).

    `submission` is the result of `read_submission` for the same bytes, if the caller already has it.

    Raises Damaged where the bytes are empty, no text, or a submission that was cut off. With `even_cut`
    the documents that such a submission has whole are read, and `filing.incomplete` says what is missing:
    for bytes that EDGAR itself serves so.
    """
    submission = submission or read_submission(raw)
    _refuse_damaged(raw, submission, even_cut)
    filing = _filing(raw, submission)
    filing.incomplete = _what_is_missing(submission) or UNSET
    reading = Reading(filing, [filing])
    cover = Cover()
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
        if cover.issuer is None:
            cover = cover.completed_by(read_cover(page))
        _read_document(reading, part, page, document, layouts, cover)
    filing.statements = reading.statements
    _keep_cover(filing, cover)
    return reading


def _refuse_damaged(raw: bytes, submission: Submission, even_cut: bool) -> None:
    name = submission.accession or "the file"
    if not raw.strip():
        raise Damaged("it is empty: 0 lines" if not raw else "it is blank")
    if submission.damage and not (even_cut and submission.accession):
        raise Damaged(f"{name} was {submission.damage}")
    if not submission.is_submission and _is_binary(raw):
        raise Damaged("it is not text: neither a submission nor an exhibit in text or HTML")


def _what_is_missing(submission: Submission) -> str | None:
    reasons = [submission.damage] if submission.damage else []
    if submission.header_alone:
        reasons.append("it holds its header alone, and no document")
    elif submission.missing_documents:
        counted, found = submission.public_document_count, len(submission.documents)
        reasons.append(f"its header counts {counted} documents, {found} are there")
    return "; ".join(reasons) or None


# Bytes from 128 on are printable in one encoding or another.
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a") + b"\x7f"


def _is_binary(raw: bytes) -> bool:
    """Whether bytes cannot be printed text; a PDF is recognised by its own name and is listed as a PDF."""
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


def _keep_cover(filing: Filing, cover: Cover) -> None:
    """The parties and the period of a cover; the registrant is each statement's `issuer`."""
    filing.issuing_entity = cover.issuing_entity or UNSET
    filing.depositor = cover.depositor or UNSET
    filing.sponsor = cover.sponsor or UNSET
    filing.distribution_period_start = cover.period_start or UNSET
    filing.distribution_period_end = cover.period_end or UNSET


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
    cover: Cover,
) -> None:
    """Records of one document, or the reason why it has none; `cover` is the cover found so far."""
    found = read_statements(page, layouts)
    document.layout = found.layout
    document.reason = found.reason or UNSET
    reading.unrecognised += found.unread
    for statement in found.statements:
        _add_statement(reading, part, statement, cover, page.revised)


def _add_statement(
    reading: Reading,
    part: Part,
    read_statement: ReadStatement,
    cover: Cover,
    revised: Set[int],
) -> None:
    """Check a statement, close its account and keep its records; `revised` are lines that say 'Revised'."""
    reading.statements += 1
    builder, lines, blocks = read_statement
    statement = builder.statement
    if cover.issuer and statement.issuer is UNSET:
        statement.issuer = cover.issuer
    of_page = bool(revised) and not revised.isdisjoint(line.number for line in lines)
    if of_page or _REVISED.search(part.filename or ""):
        statement.revised = True
    tally = run_checks(builder)
    check_distribution_period(statement, cover.period_start, cover.period_end, tally)
    statement.checks = tally.summary()
    unmapped = _account(builder, lines, blocks)
    records: list[RecordLine] = [statement, *builder.figures, *tally.failed, *unmapped]
    for record in records:
        record.accession = reading.filing.accession
        record.document = part.sequence
        record.statement = reading.statements
        record.deal, record.series = statement.deal, statement.series
        record.distribution_date = statement.distribution_date
        if len(record.lines) > 1:
            record.lines = sorted(set(record.lines))
    first = len(reading.records)
    reading.records += records
    reading.sources.append(Source(part.sequence, read_statement, slice(first, len(reading.records))))
    reading.unmapped += len(unmapped)
    reading.passed += tally.passed
    reading.failed += Counter(check.check for check in tally.failed)
    reading.skipped += Counter({name: reasons.total() for name, reasons in tally.skipped.items()})


# 'N/A' is not a number: it counts where it means that a field has no value, and is ignored elsewhere.
NOT_MISSED = frozenset({"absent"})


def _account(builder: Builder, lines: Sequence[Line], blocks: Sequence[Block]) -> list[Unmapped]:
    """Close the account of a statement's numbers: report each that was neither mapped nor ignored."""
    numbers = builder.statement.numbers
    cells = builder.values_of(lines)
    fates = list(builder.fates(cells))
    left = [
        cell for fate, cell in zip(fates, cells, strict=True) if fate is None and cell.kind not in NOT_MISSED
    ]
    rules = Counter([fate.what for fate in fates if fate is not None and fate.kind == "ignored"])
    numbers.ignored, numbers.unmapped = rules.total(), len(left)
    numbers.mapped = len(fates) - fates.count(None) - numbers.ignored
    numbers.found = numbers.mapped + numbers.ignored + numbers.unmapped
    numbers.ignored_by = dict(sorted(rules.items()))
    return list(unmapped_lines(blocks, left))


def counted_values(builder: Builder, lines: Sequence[Line]) -> Iterator[tuple[Fate | None, Cell]]:
    """The numbers of a statement that its account counts, each with its fate."""
    cells = builder.values_of(lines)
    for fate, cell in zip(builder.fates(cells), cells, strict=True):
        if fate is not None or cell.kind not in NOT_MISSED:
            yield fate, cell


_REVISED = re.compile(r"rev(?:ised)?\.\w+$", re.IGNORECASE)
