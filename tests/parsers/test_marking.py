"""The marks on a printed page are the account of its numbers, each on the number that it is of."""

from collections import Counter
from pathlib import Path

import pytest

from parsers.marking import MarkedStatement, mark_statements
from parsers.pipeline import read

HERE = Path(__file__).parent
PAGES = sorted(
    path
    for folder in ("fixtures", "families", "foreign")
    for path in (HERE / folder).iterdir()
    if path.suffix in (".txt", ".htm")
)


def marked(path: Path) -> list[MarkedStatement]:
    return list(mark_statements(read(path.read_bytes())))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_marks_are_the_account(path: Path) -> None:
    for statement in marked(path):
        numbers = statement.records[0].numbers  # type: ignore[union-attr] # the statement's own record is first
        fates = Counter(mark.fate for line in statement.lines for mark in line.marks)
        rules = Counter(
            mark.what for line in statement.lines for mark in line.marks if mark.fate == "ignored"
        )
        assert fates.total() == numbers.found
        assert (fates["mapped"], fates["ignored"], fates["unmapped"]) == (
            numbers.mapped, numbers.ignored, numbers.unmapped,
        )  # fmt: skip
        assert rules == numbers.ignored_by


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_mark_stands_on_its_number_and_names_its_record(path: Path) -> None:
    for statement in marked(path):
        for line in statement.lines:
            for mark in line.marks:
                assert line.text[mark.start : mark.end] == mark.text
                assert (mark.record is None) == (mark.fate == "ignored")
                if mark.record is not None and mark.fate == "mapped":
                    assert line.number in statement.records[mark.record].lines  # type: ignore[union-attr] # not a filing


def test_a_table_of_html_is_laid_out_with_its_numbers_below_each_other() -> None:
    (statement,) = marked(HERE / "fixtures/servicing_certificate.from-facts-2001-HE1-2002-02-25.htm")
    rows = [
        line for line in statement.lines if line.text.startswith(("Beginning Pool", "Ending Pool", "Active"))
    ]
    assert len(rows) == 3
    assert len({mark.end for line in rows for mark in line.marks[:1]}) == 1
