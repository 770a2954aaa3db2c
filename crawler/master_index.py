"""Reads a master index while it is decompressed and keeps the matching rows."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from isal import isal_zlib

from crawler.filings import PATH, FilingRef, ten_digits
from crawler.trusts import Registrants

GZIP = b"\x1f\x8b"
PIECE = 1 << 16  # packed bytes unpacked in one go; an index packs to a quarter, and that fits a core's cache
CHUNK = 1 << 20  # the most decompressed bytes that are scanned at once
# The header's length varies (one to four blank lines, with a space or without): it ends at the dashes.
DASHES = re.compile(rb"^-{20,}\r?(?:\n|\Z)", re.MULTILINE)
HEAD = 4096  # bytes in which its head lies
RECEIVED = re.compile(
    rb"^Last Data Received: +(?P<month>[A-Z][a-z]{2})[a-z]* +(?P<day>\d+), (?P<year>\d{4})", re.M
)
MONTHS = b"janfebmaraprmayjunjulaugsepoctnovdec"
# Ten times the largest quarter so far, and far more than any line has: a longer file is not an index.
LONGEST_INDEX = 512 << 20
LONGEST_LINE = 1 << 20


class BrokenIndex(Exception):
    """The bytes are not a complete index: cut, not gzip, or without the line of dashes."""


@dataclass
class IndexReading:
    """The rows of one index that are wanted, and the lines that could not be read as rows."""

    rows: list[FilingRef] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    received: date | None = None  # the last day that its head says it holds, None where there are no rows


def read_master(body: bytes, registrants: Registrants, forms: tuple[str, ...]) -> IndexReading:
    """The wanted rows of a master index, gzipped or plain, in order, without doubles; raises BrokenIndex."""
    reading = IndexReading()
    kept: dict[FilingRef, None] = {}
    for block in _rows_below_the_head(body, reading):
        reading.broken += _broken_lines(block)
        for line in _wanted_lines(block, registrants, forms):
            _take(line, forms, kept, reading)
    reading.rows = list(kept)
    return reading


def _take(line: bytes, forms: tuple[str, ...], kept: dict[FilingRef, None], reading: IndexReading) -> None:
    if line.count(b"|") < 4:
        return  # reported with the broken rows
    try:
        row = read_row(line)
    except ValueError:
        reading.broken.append(line.decode("latin-1"))
        return
    if row.form in forms:
        kept[row] = None


def read_row(line: bytes) -> FilingRef:
    """Read 'CIK|Company Name|Form Type|Date Filed|Filename'; raises ValueError for any other line.

    From both ends, since a name may hold a '|'. Latin-1, since names hold bytes that are not UTF-8.
    """
    cik, _, rest = line.decode("latin-1").rstrip().partition("|")
    _name, form, filed, path = rest.rsplit("|", 3)
    found = PATH.fullmatch(path)
    if not found or not cik.isdigit() or len(cik) > 10:
        raise ValueError(line)
    # Thousands of rows repeat the same few registrants and forms: intern them.
    cik, form = sys.intern(ten_digits(cik)), sys.intern(form.strip())
    return FilingRef(found["accession"], cik, form, date.fromisoformat(filed), path)


def _received(head: bytes) -> date | None:
    """'Last Data Received:    March 31, 2023' in a quarter's index, 'Mar 31, 2023' in a day's."""
    found = RECEIVED.search(head[:HEAD])
    if not found:
        return None
    try:
        return date(int(found["year"]), MONTHS.index(found["month"].lower()) // 3 + 1, int(found["day"]))
    except ValueError:
        return None


def _with_whole_head(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks, the first of them long enough to hold the head: a member of gzip may be short."""
    first = b""
    for block in blocks:
        first += block
        if len(first) >= HEAD:
            break
    yield first
    yield from blocks


def _decompressed(body: bytes) -> Iterator[bytes]:
    if not body.startswith(GZIP) and DASHES.search(body[:HEAD]):  # a daily index
        yield body
        return
    unzip = isal_zlib.decompressobj(wbits=31)
    size = 0
    try:
        for start in range(0, len(body), PIECE):
            data = body[start : start + PIECE]
            while data:
                if unzip.eof:  # a gzip file may have several members, and zeros after them
                    data = data.lstrip(b"\0")
                    if not data:
                        break
                    if not GZIP.startswith(data[: len(GZIP)]):
                        raise BrokenIndex("it is not gzip: other bytes follow")
                    unzip = isal_zlib.decompressobj(wbits=31)
                block = unzip.decompress(data, CHUNK)
                data = unzip.unconsumed_tail or unzip.unused_data
                size += len(block)
                if size > LONGEST_INDEX:
                    raise BrokenIndex(f"it unpacks to more than {LONGEST_INDEX:,} bytes")
                yield block
    except isal_zlib.IsalError as error:  # type: ignore[misc] # its stub takes the class for an instance
        raise BrokenIndex(f"it is not gzip: {error}") from error
    if not unzip.eof:
        raise BrokenIndex("it is cut: gzip's trailer is missing")


def _rows_of(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks of whole lines after the line of dashes."""
    rest = _below_the_dashes(blocks)
    for block in blocks:
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join((rest, memoryview(block)[:end]))
            rest = b""
        rest += block[end:]
        if len(rest) > LONGEST_LINE:
            raise BrokenIndex(f"it has a line of more than {LONGEST_LINE:,} bytes")
    if rest:
        yield rest if rest.endswith(b"\n") else rest + b"\n"


def _below_the_dashes(blocks: Iterator[bytes]) -> bytes:
    """The part of the first block below its line of dashes."""
    first = next(blocks, b"")
    dashes = DASHES.search(first)
    if not dashes:
        raise BrokenIndex("it has no line of dashes above its rows")
    return first[dashes.end() :]


def _wanted_lines(block: bytes, registrants: Registrants, forms: tuple[str, ...]) -> Iterator[bytes]:
    """The lines that can have one of the forms, and whose registrant is wanted.

    A quarter has 400,000 lines: looking for the form skips most of them without an object each.
    """
    for prefix in _shortest_prefixes(forms):
        form = b"|" + prefix.encode()
        position = block.find(form)
        while position >= 0:
            start = block.rfind(b"\n", 0, position) + 1
            cik, _, name = block[start:position].partition(b"|")
            if registrants.include(cik.lstrip(b"0"), name):
                position = block.find(b"\n", position)
                yield block[start:position]
            position = block.find(form, position + 1)


def _shortest_prefixes(forms: tuple[str, ...]) -> list[str]:
    """'8-K' finds '8-K/A' as well, so one search of the block finds both."""
    return [form for form in forms if not any(form != other and form.startswith(other) for other in forms)]


def _broken_lines(block: bytes) -> list[str]:
    """The lines with fewer than five fields. Two counts show quickly that a block has none."""
    if block.count(b"|") == 4 * block.count(b"\n"):
        return []
    lines = (line for line in block.split(b"\n") if line.strip())
    return [line.decode("latin-1") for line in lines if line.count(b"|") < 4]


def find_accessions(body: bytes, accessions: set[str]) -> IndexReading:
    """The rows of a gzipped master index that list one of the accessions; BrokenIndex if it is not whole."""
    reading = IndexReading()
    for block in _rows_below_the_head(body, reading):
        for accession in accessions:
            hit = block.find(accession.encode())
            if hit >= 0:
                line = block[block.rfind(b"\n", 0, hit) + 1 : block.find(b"\n", hit)]
                try:
                    reading.rows.append(read_row(line))
                except ValueError:
                    reading.broken.append(line.decode("latin-1"))
    return reading


def _rows_below_the_head(body: bytes, reading: IndexReading) -> Iterator[bytes]:
    blocks = _with_whole_head(_decompressed(body))
    first = next(blocks, b"")
    for block in _rows_of(chain([first], blocks)):
        reading.received = reading.received or _received(first)
        yield block
