"""A report's page of related information for each pool of a deal: which group it is of, and what it holds."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from parsers.builder import Builder
from parsers.checks.check_results import Tally
from parsers.checks.interest_checks import check_interest
from parsers.documents import read_page
from parsers.records import Tranche
from parsers.rfc_report_pages.pool_pages import PoolPage, is_same, name_groups, rows_of
from tests.parsers.golden import FIXTURES
from tests.parsers.test_rfc_report import changed, read, wrapped

PAGE = (FIXTURES / "rfc_report.invented-1999-S97-two-pools.txt").read_text()
# The related pages: the deal's, that of pool 4997, and that of pool 4998 twice.
STARTS = [match.start() for match in re.finditer(r"Run:.*rept2", PAGE)]
END = PAGE.index(" ....")
DEAL, FIRST, SECOND, _ = (PAGE[start:stop] for start, stop in pairwise([*STARTS, END]))


def with_pages(*pages: str) -> str:
    """The statement with these pages of related information."""
    return PAGE[: STARTS[0]] + "".join(pages) + PAGE[END:]


BALANCES = {None: "59277653.83", "4997": "39600000.00", "4998": "19677653.83"}


def balances(page: str) -> dict[str | None, str]:
    return {pool["group"]: str(pool.get("ending_balance")) for pool in read(page, "pool")}


def checks(page: str) -> list[str]:
    return [check["check"] for check in read(page, "check")]


def test_each_pool_has_its_delinquencies_support_and_amounts() -> None:
    for kind in ("delinquency", "credit_support", "amount"):
        groups = {record.get("group") for record in read(PAGE, kind)}
        assert groups == {None, "4997", "4998"}, kind


def test_a_page_printed_twice_is_one_and_its_repeats_hold() -> None:
    assert balances(with_pages(DEAL, FIRST, SECOND)) == balances(PAGE) == BALANCES
    assert checks(PAGE) == []


def test_pages_that_all_print_the_deals_number_are_distinguished_by_their_figures() -> None:
    page = PAGE.replace("POOL 4998", "POOL 4997").replace("POOL #  4998", "POOL #  4997")
    reported = balances(page)
    assert reported == {None: BALANCES[None], "4997": BALANCES["4997"], "4997-2": BALANCES["4998"]}
    assert checks(page) == []


def test_a_title_without_its_number_takes_that_of_the_head_above() -> None:
    untold = SECOND.replace("INFORMATION FOR POOL 4998", "INFORMATION FOR POOL")
    page = with_pages(DEAL, FIRST, changed(untold, "(POOL #  4997)", "(POOL #  4998)"))
    assert balances(page) == BALANCES


def test_a_title_wrapped_before_its_number_is_read_whole() -> None:
    page = PAGE.replace("FOR POOL 4998", "FOR POOL\n4998").replace("FOR POOL 4997", "FOR POOL\n4997")
    assert balances(page) == BALANCES
    assert len(read(page, "unmapped")) == len(read(PAGE, "unmapped"))


def test_pages_of_pools_wrapped_at_65_columns_are_read_alike() -> None:
    page = wrapped(PAGE, 65)
    for kind in ("pool", "tranche", "credit_support"):
        assert read(page, kind) == read(PAGE, kind), kind


def test_a_page_of_a_pool_cut_below_its_fees_is_of_that_pool_still() -> None:
    cut = SECOND[: SECOND.index("SUBSERVICER ADVANCES")]
    page = with_pages(DEAL, FIRST, f"{cut}\n")
    fees = {a.get("group"): str(a["value"]) for a in read(page, "amount") if a["name"] == "sub_servicing_fee"}
    assert fees == {None: "7033.44", "4997": "5011.11", "4998": "2022.33"}
    assert "repeated_value" not in checks(page)


def test_a_page_that_goes_on_behind_a_page_break_is_the_same_pools() -> None:
    head = SECOND[: SECOND.index("SERVICING COMPENSATION")]
    broken = changed(SECOND, "FORECLOSURES", f"{head}FORECLOSURES")
    assert balances(with_pages(DEAL, FIRST, broken)) == BALANCES


@pytest.mark.parametrize("lost", [r".*ADDITIONAL.*\n", r"(?s).*?____+\n"], ids=["title", "head"])
def test_a_pools_page_that_lost_its_title_or_head_gives_no_other_pool_its_figures(lost: str) -> None:
    damaged = re.sub(lost, "", SECOND, count=1)
    assert damaged != SECOND
    reported = balances(with_pages(DEAL, FIRST, damaged))
    assert {group: reported[group] for group in (None, "4997")} == {
        group: BALANCES[group] for group in (None, "4997")
    }
    assert set(reported.values()) <= set(BALANCES.values())


def test_a_spoilt_digit_in_a_page_printed_twice_is_a_failed_check_and_no_other_pool() -> None:
    page = with_pages(DEAL, FIRST, SECOND, changed(SECOND, "190,000.50", "191,000.50"))
    assert balances(page) == BALANCES
    (check,) = read(page, "check")
    assert (check["check"], check["group"]) == ("repeated_value", "4998")
    # The second print is in no field, so that it is reported whole.
    assert "191,000.50" in [one["text"] for one in read(page, "unmapped")]


def test_a_spoilt_digit_of_one_pool_fails_the_deals_total() -> None:
    page = with_pages(DEAL, FIRST, changed(SECOND, "190,000.50", "191,000.50"))
    (check,) = read(page, "check")
    assert (check["check"], check["status"], check["bucket"]) == ("deal_total", "delinquent", "30-59")
    assert str(check["difference"]) == "-1000.00"


def test_a_deal_with_the_page_of_a_pool_missing_fails_no_total() -> None:
    third = SECOND.replace("4998", "4999").replace("19,677,653.83", "1,000.00").replace(" 75\n", " 74\n")
    page = with_pages(DEAL, FIRST, third)
    assert set(balances(page)) == {None, "4997", "4999"}
    assert checks(page) == []
    (statement,) = read(page, "statement")
    assert statement["checks"]["skipped"]["deal_total"]


def test_the_common_ratio_of_interest_is_that_of_each_pools_classes() -> None:
    ratios = {pool["group"]: pool.get("derived") for pool in read(PAGE, "pool")}
    assert ratios[None] is None
    for group, ratio in (("4997", "0.999"), ("4998", "0.998")):
        reported = ratios[group]
        assert reported is not None
        assert abs(reported["interest_paid_ratio"] - Decimal(ratio)) < Decimal("1e-6")


def test_one_share_of_all_classes_is_the_statements_though_it_has_pools() -> None:
    page = changed(PAGE, "II-A-1     77,968.75", "II-A-1     78,046.88")
    page = changed(page, "II-A-2     29,108.33", "II-A-2     29,137.50")
    (statement,) = read(page, "statement")
    assert abs(statement["derived"]["interest_paid_ratio"] - Decimal("0.999")) < Decimal("1e-6")
    assert not any("derived" in pool for pool in read(page, "pool"))


def interest_of(classes: dict[str, str], pools: int = 2) -> tuple[list[str], int]:
    """The classes whose interest fails, each paid a share of a month's, and how many hold."""
    builder, tally = Builder("rfc_report"), Tally()
    for number, (name, share) in enumerate(classes.items(), start=1):
        balance = Decimal("1000000.00") * number
        interest = (balance * 6 / 1200 * Decimal(share)).quantize(Decimal("0.01"))
        builder.tranches.append(
            Tranche(
                tranche=number,
                class_name=name,
                class_name_cut=False,
                beginning_balance=balance,
                pass_through_rate_pct=Decimal("6.000000"),
                interest=interest,
            )
        )
    for group in range(pools):
        builder.pool(str(group))
    check_interest(builder, tally)
    names = {f"tranche {one.tranche}": str(one.class_name) for one in builder.tranches}
    return [names[check.subject] for check in tally.failed], tally.passed["interest_accrual"]


def test_a_class_paid_as_those_of_another_pool_are_fails() -> None:
    shares = {"1-A-1": "0.999", "1-A-2": "0.999", "2-A-1": "0.998", "2-A-2": "0.998", "2-A-3": "0.999"}
    assert interest_of(shares) == (["2-A-3"], 4)


def test_classes_below_all_pools_are_paid_a_share_of_their_own() -> None:
    shares = {"I-A-1": "0.999", "I-A-2": "0.999", "A-II-1": "0.998", "A-II-2": "0.998"}
    assert interest_of({**shares, "M-1": "0.9985", "M-2": "0.9985", "B-1": "0.9985"}) == ([], 7)
    assert interest_of({**shares, "M-1": "0.9985", "M-2": "0.9985", "B-1": "0.99"}) == (["B-1"], 6)


def test_classes_whose_names_give_no_pool_are_paid_as_many_shares_as_there_are_pools() -> None:
    shares = {"A-1": "0.999", "A-2": "0.999", "A-3": "0.998", "A-4": "0.998", "M": "0.9985", "B": "0.9985"}
    assert interest_of(shares) == ([], 6)
    assert interest_of({**shares, "A-5": "0.99"}) == (["A-5"], 6)
    assert interest_of(shares, pools=0)[1] == 2  # a deal of one pool pays one share


@pytest.mark.parametrize(
    "code", ["NB", "8013A2", "12345", "3119-A", "AAAAAAAAA", "760920VY", "RFC92S301", "PRIVATE"]
)
def test_a_code_that_is_no_cusip_is_kept_as_printed(code: str) -> None:
    page = changed(PAGE, "000000BC2", code.ljust(9))
    reported = next(one for one in read(page, "tranche") if one["class_name"] == "II-A-1")
    assert (reported["cusip"], reported["cusip_printed"]) == (None, code)
    assert len(read(page, "unmapped")) == len(read(PAGE, "unmapped"))


@pytest.mark.parametrize("none", ["N/A", "NONE", "--", "---------"])
def test_a_class_that_says_it_has_no_code_has_none(none: str) -> None:
    page = changed(PAGE, "000000BC2", none.ljust(9))
    reported = next(one for one in read(page, "tranche") if one["class_name"] == "II-A-1")
    assert reported["cusip"] is None
    assert "cusip_printed" not in reported
    assert len(read(page, "unmapped")) == len(read(PAGE, "unmapped"))


def test_a_row_of_no_vocabulary_is_reported_with_its_words() -> None:
    (unmapped,) = read(PAGE, "unmapped")
    assert (unmapped["label"], unmapped["text"]) == ("MORTGAGE POOL INSURANCE CLAIMS PENDING", "2")


ROWS = "FEES      1,234.56\nADVANCES     78.90\nBALANCE   9,000.00\nLOANS       12\n"
OTHER = "FEES      2,234.56\nADVANCES      0.00\nBALANCE   8,000.00\nLOANS       11\n"


def page_of(number: str, rows: str) -> PoolPage:
    return PoolPage(number, rows_of(read_page(rows).lines))


def test_one_page_alone_or_printed_twice_is_the_deals_whatever_its_number() -> None:
    assert name_groups([page_of("12", ROWS)] * 2, "11") == [None, None]


@pytest.mark.parametrize(
    ("pages", "groups"),
    [
        ([("1", ROWS), ("2", ROWS)], [None, "2"]),
        ([("1", ROWS), ("1", OTHER), ("2", ROWS), ("1", OTHER)], [None, "1", "2", "1"]),
        ([("2", ROWS), ("3", OTHER)], ["2", "3"]),
        ([("2", ROWS), ("1", OTHER)], ["2", None]),
        ([("", ROWS), ("", OTHER)], [None, "1"]),
        ([("1", ROWS), ("1", OTHER), ("1", "MATURITY   9.00\n"), ("2", ROWS)], [None, "1", "1", "2"]),
    ],
)
def test_a_page_goes_by_its_number_and_its_figures(pages: Any, groups: list[str | None]) -> None:
    assert name_groups([page_of(*page) for page in pages], "1") == groups


def test_two_pages_of_zeros_alone_are_one() -> None:
    rows = rows_of(read_page("FEES   0.00\nLOANS   0\n").lines)
    assert is_same(rows, rows)


@pytest.mark.corpus
def test_the_case_of_two_pools_has_three_pools_and_no_failed_check(corpus: Path) -> None:
    page = (corpus / "cases" / "rfc-two-pools.txt").read_text()
    assert balances(page) == {None: "17700000.00", "4777": "9900000.00", "4778": "7800000.00"}
    assert checks(page) == []
    groups = {
        (one["group"], one.get("loan_count")) for one in read(page, "delinquency") if "30-59" in one["bucket"]
    }
    assert groups == {(None, 5), ("4777", 3), ("4778", 2)}
