"""The summary of a reparse: what changed, the most frequent first, and what could not be read."""

from collections import Counter

from crawler.reparse.changes import Changes
from crawler.reparse.reparse_run import ReparseStats
from crawler.reparse.reparse_summary import MOST_FAILED, summary


def test_changed_fields_lines_and_checks_stand_in_columns_of_their_own() -> None:
    changes = Changes(
        fields=Counter({"tranche.factor": 7, "tranche.cusip": 1_200}),
        lines=Counter({"+ amount": 3}),
        checks=Counter({"column_total failed": -2, "factor passed": 15, "per_1000 passed": 0}),
    )
    lines = summary(ReparseStats(changes=changes), dry_run=True, seconds=2).splitlines()
    assert [line for line in lines if line.startswith(("fields", "lines", "checks  "))] == [
        "checks       0 passed, 0 failed",
        "fields       1,200  tranche.cusip",
        "fields           7  tranche.factor",
        "lines        3  + amount",
        "checks        -2  column_total failed",
        "checks       +15  factor passed",
    ]


def test_more_failures_than_a_screen_holds_are_counted() -> None:
    failed = {f"0000000003-04-{number:06}": "damaged" for number in range(MOST_FAILED + 2)}
    text = summary(ReparseStats(failed=failed), dry_run=False, seconds=2)
    assert text.startswith(f"reparse: {len(failed)} filings could not be read\n")
    assert text.count(": damaged\n") == MOST_FAILED
    assert "             and 2 more, in the manifest\n" in text
