"""Checks of a statement against the cover of its filing."""

from parsers.checks.check_results import Tally
from parsers.cover_period import last_distribution_day
from parsers.records import Check, Statement


def check_distribution_period(statement: Statement, start: str | None, end: str | None, tally: Tally) -> None:
    """Whether the distribution is in the period of a 10-D's cover, or in the month after it.

    `start` and `end` are ISO dates; without a period on the cover there is no check.
    """
    if end is None:
        return
    day = statement.distribution_date
    if not isinstance(day, str):
        tally.skip("distribution_period", "the statement has no date")
        return
    last = last_distribution_day(end)
    if (start or end) <= day <= last:
        tally.passed["distribution_period"] += 1
        return
    tally.fail(
        Check(
            check="distribution_period",
            level="warning",
            subject="statement",
            field="distribution_date",
            expected=f"{start or end} to {last}",
            printed=day,
            message=f"the statement is of {day}; the cover's period ends on {end}, so that its distribution"
            f" falls between {start or end} and {last}",
            lines=sorted(set(statement.lines)),
        )
    )
