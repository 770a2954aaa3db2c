"""Checks of what is read without a layout: no failure where an unread figure may explain the difference."""

from decimal import Decimal

import pytest

import parsers
from parsers.builder import Builder
from parsers.checks import run_checks
from parsers.checks.check_results import Tally
from parsers.checks.interest_checks import check_interest
from parsers.records import Check, Statement, Total, Tranche
from tests.properties.family_pages import each_family, pages
from tests.properties.general_reading import failed_checks, read
from tests.writer.layouts import WRITERS


def money(**figures: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in figures.items()}


def paid(name: str, balance: str, rate: str, interest: str, **more: str) -> Tranche:
    figures = money(beginning_balance=balance, pass_through_rate_pct=rate, interest=interest, **more)
    return Tranche(tranche=1, class_name=name, notional=False, **figures)


@each_family
def test_no_balance_total_or_column_of_an_undamaged_page_fails(family: str) -> None:
    """Classes of two REMICs, strips, fees and notes beside the classes are no faults of the page."""
    for page in pages(family, html=False):
        failed = failed_checks(read(page.text)[0])
        assert not {one for one in failed if one[0] != "interest_accrual"}, page.text[:300]


def test_the_totals_of_a_remic_are_those_of_its_classes() -> None:
    builder = Builder("general")
    for remic, balance in (("I", "100.00"), ("I", "50.00"), ("II", "70.00")):
        tranche = Tranche(tranche=len(builder.tranches) + 1, remic=remic, **money(beginning_balance=balance))
        builder.tranches.append(tranche)
    builder.totals = [Total(remic="I", **money(beginning_balance="150.00"))]
    assert run_checks(builder).passed["column_total"] == 1
    builder.totals = [Total(remic="II", **money(beginning_balance="220.00"))]
    assert [check.expected for check in run_checks(builder).failed] == [Decimal("70.00")]


def test_accrual_that_an_unread_column_may_explain_is_skipped_and_says_so() -> None:
    writer = WRITERS["bank_one"]
    page = writer.page(11, 3, writer.style(), groups=2, classes=3)
    records = parsers.read(page.encode(), layouts=()).records
    (statement,) = (record for record in records if isinstance(record, Statement))
    assert not [record for record in records if isinstance(record, Check)]
    skipped = statement.checks.skipped["interest_accrual"]
    assert skipped["the column 'NPPIS', which it may need, is not read"] == 1


def test_without_an_unread_column_the_same_class_fails() -> None:
    for unread, failures in (([], 1), (["NPPIS"], 0)):
        builder = Builder("general")
        builder.tranches = [
            paid("A-1", "1200000.00", "6.00", "6000.00"),
            paid("A-2", "2400000.00", "6.00", "12000.00"),
            paid("A-3", "3600000.00", "6.00", "17111.11"),
        ]
        builder.unread_interest = unread
        tally = Tally()
        check_interest(builder, tally)
        assert (len(tally.failed), tally.passed["interest_accrual"]) == (failures, 2)


@pytest.mark.parametrize(("rate", "failures"), [("0.00", 0), ("6.00", 1)])
def test_interest_on_no_balance_fails_but_for_a_class_without_rate_that_never_had_one(
    rate: str, failures: int
) -> None:
    builder = Builder("general")
    builder.tranches = [paid("C", "0.00", rate, "511.00", original_balance="0.00")]
    tally = Tally()
    check_interest(builder, tally)
    assert len(tally.failed) == failures


def test_one_class_a_few_cents_off_does_not_make_another_fail() -> None:
    """As many classes fit a share that A-3 is off as one that M-1 is off: most are nearest to the second."""
    builder = Builder("general")
    builder.tranches = [
        paid(name, balance, "6.0000000", interest)
        for name, balance, interest in (
            ("A-1", "2000000.00", "10000.48"),
            ("A-2", "2000000.00", "10000.48"),
            ("A-3", "6000000.00", "30001.45"),
            ("M-1", "2000000.00", "10000.44"),
            ("B-1", "1000000.00", "5000.24"),
        )
    ]
    tally = Tally()
    check_interest(builder, tally)
    assert [check.message.split(":")[0] for check in tally.failed] == ["tranche 1 (M-1)"]
