"""Unpacks a body as it came, strictly: Scrapy's own middleware keeps what it could unpack of a cut one."""

import zlib

LARGEST = 100 << 20  # bytes, packed or not; the largest submissions of these registrants have three million
WBITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Unreadable(Exception):
    """The body is cut, or not packed as its header says."""


class TooLarge(Exception):
    """The body unpacks to more than any submission has."""


def unpack(body: bytes, encoding: str, largest: int = LARGEST) -> bytes:
    """The body behind a Content-Encoding; raises Unreadable or TooLarge."""
    if not encoding or encoding == "identity" or not body:
        return body
    if encoding not in WBITS:
        raise Unreadable(f"packed as {encoding!r}, which was not asked for")
    unzip = zlib.decompressobj(wbits=WBITS[encoding])
    try:
        plain = unzip.decompress(body, largest + 1)
    except zlib.error as error:
        raise Unreadable(f"cut or broken: it is not {encoding} ({error})") from error
    if len(plain) > largest:
        raise TooLarge(f"it unpacks to more than {largest:,} bytes")
    if not unzip.eof:
        raise Unreadable(f"cut: {encoding}'s end is missing")
    return plain
