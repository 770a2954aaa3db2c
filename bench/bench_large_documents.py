"""Memory for large documents: each is read by a process of its own, and its peak is that process's alone."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.writer.html import HtmlStyle, as_html
from tests.writer.layouts import WRITERS

SIZE = 20_000_000
# Nearly as many value cells as are read, at one in some 24 characters of text or 30 of bare markup.
MOST_TEXT, MOST_HTML = 6_800_000, 8_600_000
# What word processors' converters write, at one in some 190.
MARKUP = HtmlStyle(head=False, attributes=True, soup="font", spacer="nbsp", trailing=3)
MEASURED = """
import pathlib, resource, sys, time, parsers
raw = pathlib.Path(sys.argv[1]).read_bytes()
start = time.process_time()
reading = parsers.read(raw)
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit:6.0f} MB, "
      f"{time.process_time() - start:6.1f} s, {reading.statements:,} statements, "
      f"{len(reading.records):,} records")
"""
PROSE = b"  The certificateholders are entitled to what the agreement says of distributions and advances.\n"


def statements(as_bytes: Callable[[int], bytes], size: int) -> bytes:
    """One statement after another, other figures in each, to a size."""
    parts: list[bytes] = []
    total = 0
    while total < size:
        parts.append(as_bytes(len(parts)))
        total += len(parts[-1])
    return b"\n".join(parts[:-1])


def text_of(seed: int) -> bytes:
    writer = WRITERS["bank_one"]
    return writer.page(seed, 3, writer.style()).text.encode("latin-1")


def html_of(seed: int, markup: HtmlStyle = MARKUP) -> bytes:
    writer = WRITERS["bank_one"]
    return as_html(writer.page(seed, 3, writer.style()), markup)


def bare_html_of(seed: int) -> bytes:
    return html_of(seed, HtmlStyle(head=False))


def documents() -> dict[str, bytes]:
    """What is read, by name. A document of more than 300,000 value cells is refused unread."""
    page = text_of(0)
    paragraph = b"<p>" + PROSE.strip() + b"</p>\n"
    return {
        "20 MB of statements in HTML": b"<html><body>\n" + statements(html_of, SIZE) + b"</body></html>",
        "statements in bare HTML, as many as are read": statements(bare_html_of, MOST_HTML),
        "statements in text, as many as are read": statements(text_of, MOST_TEXT),
        "20 MB of prose in HTML, one statement": html_of(0) + paragraph * (SIZE // len(paragraph)),
        "20 MB of prose in text, one statement": page + PROSE * (SIZE // len(PROSE)),
        "20 MB of statements in text, refused": statements(text_of, SIZE),
    }


def main() -> None:
    """A line a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        for name, raw in documents().items():
            path.write_bytes(raw)
            done = subprocess.run(
                [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True
            )
            print(f"{name:46} {len(raw) / 1e6:5.1f} MB: {done.stdout.strip()}")


if __name__ == "__main__":
    main()
