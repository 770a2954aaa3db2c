"""A statement's date against the period on the cover of its 10-D."""

import pytest

from parsers.checks.check_results import Tally
from parsers.checks.cover_checks import check_distribution_period
from parsers.records import Statement


def checked(day: str | None, start: str | None, end: str | None) -> Tally:
    statement = Statement(lines=[3]) if day is None else Statement(lines=[3], distribution_date=day)
    tally = Tally()
    check_distribution_period(statement, start, end, tally)
    return tally


@pytest.mark.parametrize("day", ["2006-04-01", "2006-04-25", "2006-05-25"])
def test_a_distribution_in_the_covers_period_or_the_month_after_it_passes(day: str) -> None:
    assert checked(day, "2006-04-01", "2006-04-30").passed["distribution_period"] == 1


@pytest.mark.parametrize("day", ["2006-03-27", "2006-08-25", "2005-04-25"])
def test_a_distribution_outside_is_a_warning(day: str) -> None:
    (failed,) = checked(day, "2006-04-01", "2006-04-30").failed
    assert (failed.level, failed.printed, failed.lines) == ("warning", day, [3])


def test_a_statement_without_a_date_is_skipped_with_the_reason() -> None:
    tally = checked(None, "2006-04-01", "2006-04-30")
    assert tally.skipped["distribution_period"] == {"the statement has no date": 1}
    assert not tally.failed and not tally.passed


def test_a_cover_without_a_period_checks_nothing() -> None:
    tally = checked("2006-04-25", None, None)
    assert not tally.failed and not tally.passed and not tally.skipped
