"""What was lost and what protects against it, over months typed by hand."""

from pathlib import Path
from typing import Any

import pytest

from tests.zone.typed_months import TypedMonths, amount, pool, tranche


@pytest.fixture
def zone(tmp_path: Path) -> TypedMonths:
    return TypedMonths(tmp_path)


def test_what_stands_below_a_class_is_what_loses_before_it(zone: TypedMonths) -> None:
    # Of 1,000: below A 30 + 20 + 10 = 6 %, below M-1 3 %, below M-2 1 %, below B-1 nothing.
    balances = {"A-1": 900.0, "R-I": 40.0, "M-1": 30.0, "M-2": 20.0, "B-1": 10.0}
    zone.add(1, *(tranche(at, *one) for at, one in enumerate(balances.items(), start=1)))
    rows = zone.rows("SELECT class_name, enhancement_below_pct FROM class_enhancement")
    assert {row["class_name"]: row["enhancement_below_pct"] for row in rows} == {
        "A-1": 6, "R-I": 6, "M-1": 3, "M-2": 1, "B-1": 0,
    }  # fmt: skip


def test_names_that_give_no_order_leave_no_enhancement_and_say_why(zone: TypedMonths) -> None:
    zone.add(1, tranche(1, "A-1", 90.0), tranche(2, "Certificates", 10.0))
    rows = zone.rows("SELECT enhancement_below_pct, enhancement_below_pct_reason FROM class_enhancement")
    assert [tuple(row.values()) for row in rows] == 2 * [
        (None, "the names do not give the order of all classes")
    ]


def test_a_running_total_of_losses_has_one_meaning_over_four_places(zone: TypedMonths) -> None:
    zone.add(
        1,
        amount("cumulative_loss_beginning", 45.0, loss_type="liquidation"),
        amount("loss_current_month", 7.0, loss_type="liquidation"),
        amount("recoveries_current_month", 2.0, loss_type="liquidation"),
        amount("cumulative_loss_ending", 50.0, loss_type="liquidation"),
    )
    zone.add(2, {"record": "total", "cumulative_realized_loss": 60.0, "realized_loss": 10.0})
    zone.add(
        3,
        tranche(1, "A", 1.0, cumulative_realized_loss=40.0),
        tranche(2, "B", 1.0, cumulative_realized_loss=25.0),
    )
    zone.add(4, pool(9.0, 8.0, None) | {"cumulative_realized_loss": 70.0})
    zone.add(5, tranche(1, "A", 1.0))
    found = [zone.row("loss_history", number) for number in range(1, 6)]
    assert [(row["cumulative_loss"], row["cumulative_loss_source"]) for row in found] == [
        (50, "loss table"),
        (60, "class totals"),
        (65, "classes"),
        (70, "pools"),
        (None, None),
    ]
    assert found[4]["cumulative_loss_reason"] == "no running total of losses is printed"


# Beginning, loss of the month, recoveries, all recoveries, ending and its label: whether the ending is net.
TABLES_OF_LOSSES = [
    ((45.0, 7.0, 2.0, None, 50.0, "Ending Loss Amount"), True),
    ((45.0, 7.0, 2.0, None, 52.0, "Ending Loss Amount"), False),
    ((45.0, 7.0, 2.0, None, 99.0, "Ending Loss Amount"), None),
    ((45.0, 7.0, None, None, 52.0, "Ending Loss Amount"), None),
    ((45.0, 7.0, None, None, 52.0, "Net Ending Loss Amount"), True),
    ((None, None, 2.0, 9.0, 52.0, "Total Realized Loss"), False),  # net loss stands below them
]


@pytest.mark.parametrize(("figures", "is_net"), TABLES_OF_LOSSES)
def test_a_running_total_is_net_or_gross_as_its_table_shows(
    zone: TypedMonths, figures: tuple[Any, ...], is_net: bool | None
) -> None:
    names = ("cumulative_loss_beginning", "loss_current_month", "recoveries_current_month")
    names = (*names, "cumulative_recoveries", "cumulative_loss_ending")
    printed = zip(names, figures, strict=False)
    zone.add(1, *(amount(name, value, label=figures[5]) for name, value in printed if value is not None))
    row = zone.row("loss_history", 1)
    assert row["is_net"] is is_net
    words = None if is_net is not None else "the page does not say whether recoveries are taken off"
    assert row["is_net_reason"] == words


def test_a_total_of_losses_is_not_added_to_its_parts_nor_the_deal_s_to_its_groups(zone: TypedMonths) -> None:
    ending = "cumulative_loss_ending"
    zone.add(
        1,
        amount(ending, 30.0, loss_type="liquidation"),
        amount(ending, 20.0, loss_type="bankruptcy"),
        amount(ending, 50.0, loss_type="total"),
    )
    zone.add(2, amount(ending, 30.0, group="1"), amount(ending, 25.0, group="2"), amount(ending, 55.0))
    zone.add(3, amount(ending, 35.0, group="1"), amount(ending, 25.0, group="2"))
    loss = {"record": "total", "realized_loss": 5.0}
    zone.add(4, loss | {"group": "1"}, loss, loss | {"group": "2"})
    assert [zone.row("loss_history", number)["cumulative_loss"] for number in (1, 2, 3)] == [50, 55, 60]
    assert zone.row("loss_history", 4)["realized_loss"] == 5


def test_a_subordinate_class_of_one_group_gives_no_order(zone: TypedMonths) -> None:
    zone.add(1, tranche(1, "A-I-1", 90.0), tranche(2, "I-M-1", 10.0))
    (row,) = zone.rows("SELECT DISTINCT enhancement_below_pct_reason AS reason FROM class_enhancement")
    assert row["reason"] == "the names do not give the order of all classes"


def test_a_deal_has_what_stands_below_each_of_its_classes(zone: TypedMonths) -> None:
    cut = {"cusip": "36185NF88"}, {"cusip": "36185NF96"}  # two names that the page cut alike
    zone.add(
        1, tranche(1, "A-III-", 40.0, **cut[0]), tranche(2, "A-III-", 40.0, **cut[1]), tranche(3, "M-1", 20.0)
    )
    row = zone.row("deal_history", 1)
    assert row["enhancement_below_pct"] == {"36185NF88": 20, "36185NF96": 20, "M-1": 0}


def test_overcollateralization_stands_beside_its_target(zone: TypedMonths) -> None:
    zone.add(1, amount("overcollateralization_ending", 90.0), amount("overcollateralization_target", 100.0))
    row = zone.row("overcollateralization", 1)
    assert (row["ending"], row["target"], row["above_target"]) == (90, 100, -10)
    row = zone.row("deal_history", 1)
    assert (row["overcollateralization"], row["overcollateralization_target"]) == (90, 100)


def test_overcollateralization_of_groups_is_added_up_and_not_with_the_deal_s(zone: TypedMonths) -> None:
    names = ("overcollateralization_ending", "overcollateralization_target")
    one, two = (
        [amount(name, value, group=group) for name in names] for group, value in (("1", 30.0), ("2", 20.0))
    )
    zone.add(1, *one, *two)
    zone.add(2, *one, *two, *(amount(name, 60.0) for name in names))
    zone.add(3, *one, two[0])
    found = [zone.row("deal_history", number) for number in (1, 2, 3)]
    assert [(row["overcollateralization"], row["overcollateralization_target"]) for row in found] == [
        (50, 50),
        (60, 60),
        (50, None),
    ]
    assert found[2]["overcollateralization_target_reason"] == "the target of a group is not printed"
    rows = zone.rows(
        "SELECT \"group\", ending FROM overcollateralization WHERE month = DATE '2004-01-01' ORDER BY 1"
    )
    assert [tuple(row.values()) for row in rows] == [("1", 30), ("2", 20)]
