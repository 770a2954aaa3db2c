"""Output is aligned in one place, and in the same way for every command."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.text_table import aligned, labelled

ROOT = Path(__file__).resolve().parent.parent.parent
# Modules that may align columns, each with its reason.
ALIGNING = {
    "crawler/text_table.py": "the printer of all tables",
    "crawler/replica/indexes.py": "EDGAR's form and company indexes have columns of fixed width",
}
METHODS = {"ljust", "rjust", "center", "expandtabs"}


def alignments(source: str) -> Iterator[int]:
    """The lines of a module that pad a text to a width."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            yield node.lineno
        spec = node.format_spec if isinstance(node, ast.FormattedValue) else None
        if spec and pads(ast.unparse(spec)[2:-1]):
            yield node.lineno


def pads(spec: str) -> bool:
    """Whether a format pads: '.1f' and '%Y-%m' do not, '02d' is a number's own digits."""
    return bool(re.match(r".?[<>^]|[+ -]?([1-9]|\{)", spec))


@pytest.mark.parametrize(
    ("line", "is_aligned"),
    [
        ('f"{name:<22}"', True),
        ('f"{name:>{width}}"', True),
        ('f"{name:{width}}"', True),
        ('f"{rows:12,}"', True),
        ('f"{rows:+8,}"', True),
        ('f"{name:-^30}"', True),
        ("name.ljust(22)", True),
        ('f"{rows:,} rows of {share:.1f} % on {day:%Y-%m-%d} at {month:02d}"', False),
    ],
)
def test_the_search_finds_every_way_to_align(line: str, is_aligned: bool) -> None:
    assert bool(list(alignments(line))) == is_aligned


def test_no_module_of_the_crawler_aligns_columns_by_itself() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "crawler").rglob("*.py")
        if any(alignments(path.read_text(encoding="utf-8")))
    }
    assert found == set(ALIGNING)


def test_numbers_end_in_one_column_and_no_line_ends_with_blanks() -> None:
    rows = [("tranche", "1,234", "rows", ""), ("amount", "5", "row", "new")]
    assert list(aligned(rows, numbers={1}, indent=2)) == [
        "  tranche  1,234  rows",
        "  amount       5  row   new",
    ]
    assert list(aligned([])) == []


def test_a_long_text_goes_on_below_its_beginning() -> None:
    first, second = labelled([("files", "word " * 20)])
    assert first == "files        " + " ".join(["word"] * 17)
    assert second == "             word word word"
