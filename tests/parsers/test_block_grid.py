"""Grid: a value goes where all the words around it say, or nowhere."""

import pytest
from msgspec import UNSET

from parsers.blocks.grid import OTHER_WORD, Grid, proved_by
from parsers.blocks.grouped import Kind
from parsers.builder import Builder
from parsers.html import read_html
from parsers.targets import Target, targets

COUNTS = targets("pool", {"Payoffs": "payoff_count", "Ending": "ending_loan_count"})
AMOUNTS = targets("pool", {"Payoffs": "payoffs", "Ending": "ending_balance"})
POOLS = Grid(words={}, beside={"Count": COUNTS, "Balance": AMOUNTS})
STATUS = Grid(
    words={"Count": Target("delinquency", "loan_count"), "Balance": Target("delinquency", "balance")},
    rows={
        "Current": Target(bucket="current"),
        "30 days": Target(bucket="30-59"),
        "Total": Target(bucket="total"),
    },
    columns={"REO": Target(status="reo"), "Total": Target(status="all")},
)
REASONS = Grid(
    words={
        "Balance": Target("amount", "repurchase_balance", column=OTHER_WORD),
        "Breaches": Target(column="breach"),
        "Others": Target(column="other"),
    }
)


def read(kind: Kind, *rows: str) -> Builder:
    """The builder that a block filled from rows of HTML; '|' parts cells, '/2' spans two."""
    cells = (
        "".join(
            f'<td colspan="{cell[-1]}">{cell[:-2]}</td>' if cell.endswith("/2") else f"<td>{cell}</td>"
            for cell in row.split("|")
        )
        for row in rows
    )
    lines = read_html("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>").lines
    builder = Builder("any")
    kind.read(builder, lines)
    return builder


def pools(*rows: str) -> dict[str | None, dict[str, str]]:
    fields = ("payoff_count", "payoffs", "ending_loan_count", "ending_balance")
    found = {pool.group: {name: getattr(pool, name) for name in fields} for pool in read(POOLS, *rows).pools}
    return {
        group: {name: str(value) for name, value in own.items() if value is not UNSET}
        for group, own in found.items()
    }


HEADING = "Loan Group||Payoffs|Ending"


def test_the_first_of_two_labels_lasts_to_the_next_row_that_has_two() -> None:
    found = pools(HEADING, "Group I|Count|3|97", "|Balance|1.00|99.00", "Deal Totals|Count|4|99")
    assert found["I"] == {
        "payoff_count": "3",
        "payoffs": "1.00",
        "ending_loan_count": "97",
        "ending_balance": "99.00",
    }
    assert found[None]["ending_loan_count"] == "99"


def test_a_table_may_be_turned() -> None:
    builder = read(POOLS, "|Count|Balance", "Payoffs|3|1.00", "Ending|97|99.00")
    assert [(str(pool.payoffs), pool.payoff_count) for pool in builder.pools] == [("1.00", 3)]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((HEADING, "Seasoned|Count|3|97"), "whose row it is is not known"),
        ((HEADING, "Group I|Percent|3|97"), "the kind of the row is not known"),
        (("Loan Group||Payoffs|Payoffs", "Group I|Count|3|97"), "both columns have one heading"),
        (("Seasoned||Payoffs|Ending", "Deal Totals|Count|3|97"), "words over the labels are not known"),
        (
            ("Adjustable||Payoffs|Ending", "Deal Totals|Count|3|97"),
            "the deal's adjustable loans are no group",
        ),
        (("Prior Month", HEADING, "Deal Totals|Count|3|97"), "the title is not known"),
        ((HEADING, "||3|97", "||4|99"), "the labels of the rows are lost"),
        ((HEADING, "Deal Totals|Count|3.50|97.25"), "loans are counted whole"),
    ],
)
def test_a_value_with_a_word_that_is_not_known_is_left(rows: tuple[str, ...], reason: str) -> None:
    assert pools(*rows) == {}, reason


def test_a_second_table_that_gives_another_value_is_left() -> None:
    table = (HEADING, "Deal Totals|Count|3|97")
    builder = read(POOLS, *table, "Group II", *table[:1], "Deal Totals|Count|5|97")
    (pool,) = builder.pools
    assert (pool.payoff_count, pool.ending_loan_count) == (3, 97)
    assert [repeat.field for repeat in builder.repeats] == ["ending_loan_count"]


STATUSES = "|REO/2|Total/2"
FIELDS = "|Count|Balance|Count|Balance"


def late(*rows: str) -> dict[tuple[str | None, str, str], str]:
    return {
        (one.group, one.status, one.bucket): f"{one.loan_count} {one.balance}"
        for one in read(STATUS, *rows).delinquencies
    }


def test_a_word_means_one_thing_in_a_row_and_another_over_a_column() -> None:
    found = late(STATUSES, FIELDS, "Current|1|10.00|2|20.00", "Total|3|30.00|4|40.00")
    assert found == {
        (None, "reo", "current"): "1 10.00",
        (None, "all", "current"): "2 20.00",
        (None, "reo", "total"): "3 30.00",
        (None, "all", "total"): "4 40.00",
    }


def test_what_stands_below_a_groups_name_is_that_groups_even_right_above_the_heading() -> None:
    one, two = "Current|1|10.00|2|20.00", "Current|3|30.00|4|40.00"
    found = late("Group II", STATUSES, FIELDS, one, "Group I", STATUSES, FIELDS, two)
    assert set(found) == {(group, status, "current") for group in ("I", "II") for status in ("reo", "all")}
    assert found["II", "all", "current"] == "2 20.00"


def test_percents_without_words_stand_below_what_they_are_of() -> None:
    builder = read(STATUS, STATUSES, FIELDS, "30 days|1|10.00|2|20.00", "|0.10%|0.20%|0.30%|0.40%")
    assert [(str(one.loan_count_pct), str(one.balance_pct)) for one in builder.delinquencies] == [
        ("0.10", "0.20"),
        ("0.30", "0.40"),
    ]


def test_a_status_that_its_columns_do_not_say_is_not_guessed() -> None:
    assert late(FIELDS, "Current|1|10.00|2|20.00") == {}


def test_a_part_that_another_word_must_give_is_given_or_the_value_is_left() -> None:
    reported = read(REASONS, "|Breaches|Others", "Balance|1.00|2.00")
    assert {amount.column: str(amount.value) for amount in reported.amounts} == {
        "breach": "1.00",
        "other": "2.00",
    }
    assert read(REASONS, "|Balance", "Deal Totals|1.00").amounts == []


def test_a_bare_number_is_no_percent_unless_the_field_is_a_rate() -> None:
    speeds = targets("pool", {"1 Month CPR": "cpr_pct", "Net Rate": "net_wac_pct"})
    builder = read(
        Grid(words=speeds, rates={"net_wac_pct"}), "|1 Month CPR|Net Rate", "Deal Totals|0.0712|5.25"
    )
    assert [(pool.cpr_pct, str(pool.net_wac_pct)) for pool in builder.pools] == [
        (builder.pools[0].cpr_pct, "5.25")
    ]
    assert not isinstance(builder.pools[0].cpr_pct, str | int)
    signed = read(Grid(words=speeds), "|1 Month CPR", "Deal Totals|7.12%")
    assert str(signed.pools[0].cpr_pct) == "7.12"


def test_several_blocks_stand_side_by_side() -> None:
    days = {
        "30-59 days": Target(bucket="30-59", status="any"),
        "60-89 days": Target(bucket="60-89", status="any"),
    }
    grid = Grid(words={"Count": Target("delinquency", "loan_count")}, rows=days)
    builder = read(grid, "|Count||Count", "30-59 days|7|60-89 days|5", "|0.70%||0.50%")
    assert {(one.bucket, one.loan_count, str(one.loan_count_pct)) for one in builder.delinquencies} == {
        ("30-59", 7, "0.70"),
        ("60-89", 5, "0.50"),
    }


def test_a_grid_keeps_which_checks_can_disprove_its_tables() -> None:
    grid = Grid(words={}, beside={"Balance": AMOUNTS}, proofs=proved_by(pool_roll=("ending_balance",)))
    (table,) = read(grid, "|Payoffs|Ending", "Balance|1.00|99.00").placed_tables
    assert (dict(table.proofs), table.fields) == (
        {"pool_roll": ("ending_balance",)},
        {"payoffs", "ending_balance"},
    )
