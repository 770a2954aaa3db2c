"""Statements in HTML beside the same statements in text: what the markup costs."""

from collections.abc import Iterator
from pathlib import Path

import parsers
from bench.bench_reading import seconds_of
from tests.properties.pages import TEXT_ONLY
from tests.writer.html import HtmlStyle, as_html
from tests.writer.layouts import WRITERS

TESTS = Path("tests/parsers")
TIMES = 12
AIM = 1.5  # HTML takes at most this many times as long as its text


def pairs() -> Iterator[tuple[str, bytes, bytes]]:
    """Name, text and HTML: the fixtures that are there as both, then a written page of each layout."""
    for text in sorted((TESTS / "text_twins").glob("*.txt")):
        html = TESTS / "fixtures" / f"{text.stem}.htm"
        yield text.stem, text.read_bytes(), html.read_bytes()
    for name, writer in WRITERS.items():
        page = writer.page(11, 3, writer.style())
        for shape in ("pre",) if name in TEXT_ONLY else ("table", "tables"):
            html_page = as_html(page, HtmlStyle(shape=shape))
            yield f"{name}, written, {shape}", page.text.encode("latin-1"), html_page


def seconds_of_both(text: bytes, html: bytes) -> tuple[float, float]:
    """The seconds of each, one after the other."""
    return seconds_of(lambda: parsers.read(text)), seconds_of(lambda: parsers.read(html))


def main() -> None:
    """A line a pair, then the ratio over all. Each time is the least of several, taken in turns."""
    sums = [0.0, 0.0]
    for name, text, html in pairs():
        times = [seconds_of_both(text, html) for _ in range(TIMES)]
        of_text, of_html = (min(each) for each in zip(*times, strict=True))
        sums = [sums[0] + of_text, sums[1] + of_html]
        both = f"text {of_text * 1000:6.2f} ms, HTML {of_html * 1000:6.2f} ms"
        print(f"{name:60} {both}, ratio {of_html / of_text:.2f}")
    print(f"{'all':60} ratio {sums[1] / sums[0]:.2f}, to be at most {AIM}")


if __name__ == "__main__":
    main()
