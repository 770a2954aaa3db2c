"""Text tables, the only place where output is aligned: labels with their text, and rows of columns."""

from collections.abc import Collection, Iterable, Iterator, Sequence
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


def aligned(
    rows: Iterable[Sequence[str]], *, numbers: Collection[int] = (), indent: int = 0
) -> Iterator[str]:
    """Rows of equally many columns, each as wide as its longest cell; `numbers` are aligned at the right."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            f"{cell:>{width}}" if column in numbers else f"{cell:<{width}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"{'':{indent}}{'  '.join(cells)}".rstrip()
