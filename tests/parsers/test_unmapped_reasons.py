"""The numbers of the fixtures that have no field are those that the table lists, each with its reason."""

from collections import Counter
from pathlib import Path

import pytest

from tests.parsers.golden import FIXTURES, PAGES, records_of
from tests.parsers.unmapped_reasons import REASONS, why_left


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_leaves_the_numbers_that_have_a_reason_and_no_other(page: Path) -> None:
    left = [record for record in records_of(page) if record["record"] == "unmapped"]
    unexplained = [(one.get("label"), one["text"]) for one in left if why_left(page.name, one) is None]
    assert unexplained == []
    counted = Counter(why_left(page.name, record) for record in left)
    assert counted == {one: one.count for one in REASONS.get(page.name, ())}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_account_of_a_page_counts_as_many_as_its_lines_report(page: Path) -> None:
    records = records_of(page)
    counted = sum(one["numbers"]["unmapped"] for one in records if one["record"] == "statement")
    assert counted == sum(record["record"] == "unmapped" for record in records)


def test_every_page_of_the_table_is_there() -> None:
    assert [name for name in REASONS if not (FIXTURES / name).exists()] == []
