"""Decompresses a body strictly: Scrapy's own middleware accepts the readable part of a cut one."""

import zlib
from collections.abc import Iterator

LARGEST = 100 << 20  # bytes, packed or not; the largest submissions of these registrants have three million
GZIP, ZLIB, RAW = 31, 15, -15  # zlib's numbers for the formats
PADDING = b"\0"  # bytes that may follow gzip's end
PIECE = 1 << 16  # bytes; zlib copies all input after a member's end, so it gets little at a time


class BadEncoding(Exception):
    """The body is cut, or not compressed as its header says."""


class TooLarge(Exception):
    """The decompressed body is larger than any submission."""


def unpack(body: bytes, encoding: str, largest: int = LARGEST) -> bytes:
    """Decompress a body by its Content-Encoding; raises BadEncoding or TooLarge."""
    codings = [coding.strip().lower() for coding in encoding.split(",")]
    for coding in reversed(codings) if body else ():  # the last was applied last (RFC 9110, section 8.4)
        if coding in ("gzip", "x-gzip"):
            body = joined(ungzip(body), coding, largest)
        elif coding == "deflate":
            body = joined(inflate(body, largest), coding, largest)
        elif coding not in ("", "identity"):
            raise BadEncoding(f"packed as {coding!r}, which was not asked for")
    return body


def joined(blocks: Iterator[bytes], coding: str, largest: int) -> bytes:
    """Join the blocks; raises TooLarge as soon as there are too many bytes."""
    plain = bytearray()
    try:
        for block in blocks:
            plain += block
            if len(plain) > largest:
                raise TooLarge(f"it unpacks to more than {largest:,} bytes")
    except zlib.error as error:
        raise BadEncoding(f"cut or broken: it is not {coding} ({error})") from error
    return bytes(plain)


def ungzip(body: bytes) -> Iterator[bytes]:
    """All members of a gzip file, one after the other (RFC 1952, section 2.2)."""
    unzip = zlib.decompressobj(GZIP)
    for start in range(0, len(body), PIECE):
        data = body[start : start + PIECE]
        while data:
            if unzip.eof:
                data = data.lstrip(PADDING)
                unzip = zlib.decompressobj(GZIP) if data else unzip
            if data:
                yield unzip.decompress(data, PIECE)
                data = unzip.unconsumed_tail or unzip.unused_data
    if not unzip.eof:
        raise BadEncoding("cut: gzip's end is missing")


def inflate(body: bytes, largest: int) -> Iterator[bytes]:
    """'deflate' is zlib's format (RFC 9110, section 8.4.1.2); some servers leave zlib's header out."""
    unzip = zlib.decompressobj(ZLIB if has_zlib_header(body) else RAW)
    yield unzip.decompress(body, largest + 1)
    if not unzip.eof:
        raise BadEncoding("cut: deflate's end is missing")


def has_zlib_header(body: bytes) -> bool:
    """A window of up to 32 KB, and two bytes that check themselves (RFC 1950, section 2.2).

    Raw deflate cannot begin so: its first byte would be a stored block with a bit set in its padding.
    """
    return body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
