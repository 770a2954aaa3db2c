"""One document with many statements: each is read as it was written, in its place, with its own numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from parsers.records import Statement
from tests.properties.pages import bounded, pages
from tests.writer.comparison import differences, figures_found, read_records
from tests.writer.layouts import WRITERS
from tests.writer.sheet import Written
from tests.writer.submission import report, submit


def read_each(reading: parsers.Reading, written: list[Written]) -> None:
    heads = [record for record in reading.records if isinstance(record, Statement)]
    assert len(heads) == len(written)
    for number, (head, page) in enumerate(zip(heads, written, strict=True), start=1):
        assert differences(page.records, read_records(reading, number)) == {}, page.text
        assert figures_found(head.numbers) == head.numbers.mapped == len(page.numbers), page.text
    assert reading.failed == {} and reading.unmapped == 0


@bounded(6)
@given(statements=st.lists(pages("rfc_report"), min_size=2, max_size=9, unique_by=lambda page: page.text))
def test_each_statement_of_a_report_is_read_alone(statements: list[Written]) -> None:
    read_each(parsers.read(report(statements)), statements)


@pytest.mark.parametrize("count", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_a_report_of_many_statements_is_read_to_its_last(count: int) -> None:
    writer = WRITERS["rfc_report"]
    statements = [writer.page(seed, 2, writer.style(), classes=2) for seed in range(count)]
    whole = Written(tuple(report(statements).decode().split("\n")), ())
    reading = parsers.read(submit(whole, "9999999901-00-000001", date(2000, 1, 3)))
    read_each(reading, statements)
