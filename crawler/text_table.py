"""Text tables: labels with their text, and rows of aligned columns."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

WIDTH, INDENT = 100, 13


def labelled(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A label and its text, wrapped with an indent; a path is never broken."""
    for label, words in rows:
        yield from wrap(
            words,
            WIDTH,
            initial_indent=f"{label:<{INDENT}}",
            subsequent_indent=" " * INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of equally many columns, each as wide as its longest cell; the last is left as it is."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    return [
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row[:-1], widths, strict=True)), row[-1]])
        for row in rows
    ]
