"""Totals about loans agree with the pool's roll and with what the classes lost."""

from decimal import Decimal

import pytest

from parsers.builder import Builder
from parsers.checks.check_results import Tally
from parsers.checks.loan_table_checks import check_loan_tables
from parsers.page import Page
from parsers.records import Check, Tranche


def outcomes(builder: Builder, check: str) -> tuple[int, list[Check]]:
    """How often a check passed, and its failures."""
    tally = Tally()
    check_loan_tables(builder, tally)
    return tally.passed[check], [one for one in tally.failed if one.check == check]


def with_amount(builder: Builder, name: str, text: str, **where: str) -> None:
    (cell,) = Page.from_text(text).lines[0].values
    assert builder.add_amount(name, cell, name, **where)


def repurchased(count: str, balance: str, group: str | None) -> Builder:
    builder = Builder("any")
    pool = builder.pool(group)
    pool.repurchase_count, pool.repurchase_balance = 2, Decimal("150000.00")
    where = {"group": group} if group else {}
    with_amount(builder, "repurchase_count", count, column="total", **where)
    with_amount(builder, "repurchase_balance", balance, column="total", **where)
    return builder


@pytest.mark.parametrize("group", [None, "2"])
def test_the_total_of_repurchases_is_that_of_the_pools_roll(group: str | None) -> None:
    assert outcomes(repurchased("2", "150,000.00", group), "repurchase_total") == (2, [])
    passed, (failed,) = outcomes(repurchased("2", "150,100.00", group), "repurchase_total")
    assert passed == 1
    assert (failed.expected, failed.printed) == (Decimal("150000.00"), Decimal("150100.00"))
    assert failed.lines == [1]


def test_a_groups_repurchases_are_not_those_of_another_group() -> None:
    builder = repurchased("2", "150,000.00", "1")
    builder.pool("2").repurchase_count = 5
    assert outcomes(builder, "repurchase_total") == (2, [])


def lost(principal: str, *of_classes: str) -> Builder:
    builder = Builder("any")
    builder.pool(None)
    for place, loss in enumerate(of_classes, start=1):
        builder.tranches.append(Tranche(tranche=place, realized_loss=Decimal(loss)))
    with_amount(builder, "loss_principal", principal, loss_type="total")
    return builder


def test_the_classes_bear_the_principal_that_the_loans_lost() -> None:
    assert outcomes(lost("1,500.00", "0.00", "1000.00", "500.00"), "class_losses") == (1, [])
    passed, (failed,) = outcomes(lost("1,500.00", "0.00", "1000.00", "400.00"), "class_losses")
    assert passed == 0
    assert (failed.expected, failed.printed) == (Decimal("1400.00"), Decimal("1500.00"))


def test_with_overcollateralization_the_classes_need_not_bear_losses() -> None:
    builder = lost("1,500.00", "0.00")
    with_amount(builder, "overcollateralization_ending", "9,000.00")
    assert outcomes(builder, "class_losses") == (0, [])
