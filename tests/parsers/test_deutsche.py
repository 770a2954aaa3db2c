"""Deutsche Bank's reports about loans: read where their own sums hold, each group's below its name."""

import re
from typing import Any

from parsers.layouts.deutsche import UNPROVED
from tests.parsers.golden import FIXTURES, read_records

PAGE = (FIXTURES / "deutsche.invented-loans.txt").read_text()


def read(page: str, *kinds: str) -> list[dict[str, Any]]:
    return [record for record in read_records(page.encode()) if record["record"] in kinds]


def changed(page: str, old: str, new: str) -> str:
    assert page.count(old) == 1
    return page.replace(old, new)


def test_what_leaves_the_pool_in_brackets_is_no_amount_that_the_pools_roll_by() -> None:
    rows = re.compile(r"^(?:Scheduled Principal|Partial and Full|Realized Losses).*$", re.MULTILINE)
    page = rows.sub(lambda row: re.sub(r"  ([\d,.]+)", r" (\1)", row[0]), PAGE)
    assert "(10,995,459.92)" in page
    assert not any("prepayments" in pool or "ending_balance" in pool for pool in read(page, "pool"))
    (check,) = read(page, "check")
    assert check["check"] == "pool_roll"
    assert "left unmapped" in check["message"]


def test_one_group_whose_pool_does_not_roll_is_skipped_as_unproved_or_a_finding() -> None:
    """The other pools bear the claim out."""
    page = changed(PAGE, "  6,268,063.94", "  6,268,064.94")
    assert "pool_roll" in UNPROVED
    assert {check["check"] for check in read(page, "check")} == {"pool_roll", "deal_total"}
    assert all("ending_balance" in pool for pool in read(page, "pool"))


def test_buckets_under_each_others_headings_are_left_where_their_sums_fail() -> None:
    page = PAGE.replace("3+ PMTS         TOTAL", "TOTAL         3+ PMTS")
    assert page != PAGE
    groups = {one["group"] for one in read(page, "delinquency")}
    assert groups < {one["group"] for one in read(PAGE, "delinquency")}


def test_a_table_below_a_title_that_names_no_group_is_no_groups() -> None:
    page = changed(PAGE, "DELINQUENT LOANS - Group II", "DELINQUENT LOANS - Seasoned")
    late = read(page, "delinquency")
    assert {one["group"] for one in late} <= {None, "I"}
    own = [one for one in read(PAGE, "delinquency") if one["group"] in (None, "I")]
    reported = [(one["group"], one["status"], one["bucket"], one.get("balance")) for one in own]
    assert [(one["group"], one["status"], one["bucket"], one.get("balance")) for one in late] in (
        reported,
        [],
    )
