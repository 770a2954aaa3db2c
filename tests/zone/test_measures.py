"""The analyst's measures over months typed by hand, each figure worked out beside it."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.zone.typed_months import TypedMonths, late, pool, tranche


@pytest.fixture
def zone(tmp_path: Path) -> TypedMonths:
    return TypedMonths(tmp_path)


def test_cpr_is_of_the_prepayments_over_what_the_schedule_left(zone: TypedMonths) -> None:
    # Scheduled 1,000 - 980 - 10 = 10; SMM 10 / 990 = 1.01010101 %; CPR 1 - (980 / 990) ** 12 = 11.46998 %.
    zone.add(1, pool(1000.0, 980.0, 10.0))
    row = zone.row("deal_history", 1)
    assert row["smm_pct"] == Decimal("1.01010101")
    assert round(row["cpr_pct"], 5) == Decimal("11.46998")
    assert row["cpr_pct_reason"] is None


def test_cpr_of_three_months_is_of_three_in_a_row(zone: TypedMonths) -> None:
    # SMM 1 %, 2 % and 3 %: 1 - (0.99 * 0.98 * 0.97) ** 4 = 21.56101 %.
    for number, smm in ((1, 1), (2, 2), (3, 3), (5, 1)):
        zone.add(number, pool(1000.0, 1000.0 - 10 * smm, 10.0 * smm))
    assert round(zone.row("deal_history", 3)["cpr_3_months_pct"], 5) == Decimal("21.56101")
    for number in (2, 5):
        row = zone.row("deal_history", number)
        assert row["cpr_3_months_pct"] is None
        assert row["cpr_3_months_pct_reason"] == "a month of the last three is missing or has no speed"


def test_groups_are_added_up_unless_a_line_of_all_loans_is_printed(zone: TypedMonths) -> None:
    zone.add(1, pool(600.0, 590.0, 1.0, "1"), pool(400.0, 390.0, 2.0, "2"))
    zone.add(2, pool(590.0, 580.0, 1.0, "1"), pool(980.0, 960.0, 4.0), pool(390.0, 380.0, 3.0, "2"))
    assert (
        zone.row("deal_history", 1)["pool_ending_balance"],
        zone.row("deal_history", 1)["prepayments"],
    ) == (980, 3)
    assert (
        zone.row("deal_history", 2)["pool_ending_balance"],
        zone.row("deal_history", 2)["prepayments"],
    ) == (960, 4)


def test_default_speed_and_severity_need_a_printed_liquidated_balance(zone: TypedMonths) -> None:
    # MDR 5 / 1,000 = 0.5 %; CDR 1 - 0.995 ** 12 = 5.83772 %; severity 2 / 5 = 40 %.
    liquidated = pool(1000.0, 980.0, 10.0) | {"liquidation_balance": 5.0}
    zone.add(1, liquidated, tranche(1, "A-1", 1.0, realized_loss=2.0))
    row = zone.row("deal_history", 1)
    assert round(row["cdr_pct"], 5) == Decimal("5.83772")
    assert (row["severity_pct"], row["cdr_pct_reason"], row["severity_pct_reason"]) == (40, None, None)
    zone.add(2, pool(1000.0, 980.0, 10.0), tranche(1, "A-1", 1.0, realized_loss=2.0))
    row = zone.row("deal_history", 2)
    assert (row["cdr_pct"], row["severity_pct"]) == (None, None)
    assert row["cdr_pct_reason"] == row["severity_pct_reason"] == "no liquidated balance is printed"
    zone.add(3, pool(1000.0, 980.0, 10.0) | {"liquidation_balance": 0.0})
    row = zone.row("deal_history", 3)
    assert (row["cdr_pct"], row["severity_pct"], row["severity_pct_reason"]) == (
        0,
        None,
        "nothing was liquidated",
    )


def test_a_group_without_prepayments_leaves_no_speed_and_says_why(zone: TypedMonths) -> None:
    zone.add(1, pool(600.0, 590.0, 1.0, "1"), pool(400.0, 390.0, None, "2"))
    row = zone.row("deal_history", 1)
    assert (row["cpr_pct"], row["cpr_pct_reason"]) == (None, "prepayments are not printed")


def test_a_class_has_one_factor_and_says_where_it_is_from(zone: TypedMonths) -> None:
    zone.add(
        1,
        tranche(1, "A-1", 90.0, original_balance=100.0, factor=0.91),
        tranche(2, "A-2", 80.0, original_balance=100.0, ending_balance_per_1000=801.5),
        tranche(3, "A-3", 70.0, original_balance=100.0),
        tranche(4, "A-4", 60.0),
    )
    rows = zone.rows("SELECT factor, factor_source FROM class_history ORDER BY tranche")
    assert [tuple(row.values()) for row in rows] == [
        (Decimal("0.91"), "printed"),
        (Decimal("0.8015"), "per 1,000"),
        (Decimal("0.7"), "balance over original"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("includes", "late_balance"),
    [([], 5 + 4 + 3 + 2 + 1), (None, 5 + 4 + 3 + 2 + 1), (["foreclosure", "bankruptcy", "reo"], 5 + 4)],
)
def test_a_loan_is_counted_once_among_those_60_days_late(
    zone: TypedMonths, includes: list[str] | None, late_balance: int
) -> None:
    said = {} if includes is None else {"includes": includes}
    zone.add(
        1,
        pool(1000.0, 1000.0, 0.0),
        late("delinquent", "30-59", 7.0, **said),
        late("delinquent", "60-89", 5.0, **said),
        late("delinquent", "90+", 4.0, **said),
        late("delinquent", "total", 16.0, **said),
        late("foreclosure", "total", 3.0),
        late("bankruptcy", "30-59", 1.5),
        late("bankruptcy", "90+", 0.5),
        late("reo", "total", 1.0),
    )
    row = zone.row("deal_history", 1)
    assert row["delinquent_60_or_more"] == late_balance
    assert row["delinquent_60_or_more_pct"] == Decimal(late_balance) / 10


def test_delinquencies_have_dollars_counts_and_percents(zone: TypedMonths) -> None:
    zone.add(
        1,
        late("delinquent", "30-59", 7.0, loan_count=2, balance_pct=0.7),
        late("delinquent", "60-89", 5.0, loan_count=1, balance_pct=0.5),
        late("delinquent", "total", 12.0, loan_count=3, balance_pct=1.2),
    )
    row = zone.row("delinquency_by_month", 1)
    assert (row["delinquent"], row["delinquent_count"], row["delinquent_pct"]) == (12, 3, Decimal("1.2"))
    assert (row["delinquent_60_89"], row["delinquent_60_89_count"], row["foreclosure_count"]) == (5, 1, None)


def test_class_tables_of_several_remics_are_not_added_up(zone: TypedMonths) -> None:
    zone.add(
        1,
        tranche(1, "A-1", 90.0, remic="I", original_balance=100.0, realized_loss=1.0),
        tranche(2, "A-1", 90.0, remic="II", original_balance=100.0, realized_loss=1.0),
    )
    row = zone.row("deal_history", 1)
    reasons = {row[f"{name}_reason"] for name in ("original_balance", "ending_balance", "remaining_pct")}
    assert reasons == {"class tables of several REMICs are printed"}
    assert (row["ending_balance"], row["original_balance"], row["realized_loss"]) == (None, None, None)


def test_a_page_of_the_deal_stands_for_those_of_its_groups(zone: TypedMonths) -> None:
    zone.add(1, tranche(1, "A-1", 60.0), tranche(2, "A-2", 40.0))
    zone.add(1, tranche(1, "A-1", 60.0), group="1")
    zone.add(1, tranche(1, "A-2", 40.0), group="2")
    zone.add(2, tranche(1, "A-1", 50.0), group="1")
    zone.add(2, tranche(1, "A-2", 30.0), group="2")
    assert [zone.row("deal_history", number)["ending_balance"] for number in (1, 2)] == [100, 80]
    below = zone.rows(
        "SELECT DISTINCT month, enhancement_below_pct_reason FROM class_enhancement ORDER BY month"
    )
    assert [row["enhancement_below_pct_reason"] for row in below] == [
        None,
        "the classes are on pages of several groups",
    ]


def test_lines_of_all_that_are_behind_are_no_status_of_their_own(zone: TypedMonths) -> None:
    zone.add(
        1,
        pool(1000.0, 1000.0, 0.0),
        late("delinquent", "60-89", 5.0),
        late("foreclosure", "total", 3.0),
        late("any", "60-89", 8.0),
        late("all", "total", 8.0),
    )
    assert zone.row("deal_history", 1)["delinquent_60_or_more"] == 8


def test_a_bucket_without_a_figure_leaves_no_sum(zone: TypedMonths) -> None:
    zone.add(
        1,
        late("delinquent", "90-119", 5.0, loan_count=2),
        late("delinquent", "120-149", 4.0),
        late("foreclosure", "30-59", 3.0),
        {"record": "delinquency", "status": "foreclosure", "bucket": "60-89", "loan_count": 1},
    )
    row = zone.row("delinquency_by_month", 1)
    assert (row["delinquent_90_or_more"], row["delinquent_90_or_more_count"]) == (9, None)
    assert (row["foreclosure"], row["foreclosure_count"]) == (None, None)


def test_the_worst_check_of_a_month_is_reported_with_its_filing(zone: TypedMonths) -> None:
    checks = [{"record": "check", "check": "cpr", "level": level} for level in ("info", "error", "warning")]
    zone.add(1, *checks)
    zone.add(2, checks[0])
    row = zone.row("deal_history", 1)
    assert (row["worst_check"], row["worst_check_filing"]) == ("error", "0000000009-04-000001")
    row = zone.row("deal_history", 2)
    assert (row["worst_check"], row["failed_checks"], row["filings"]) == ("info", 1, ["0000000009-04-000002"])


def test_an_amendment_counts_and_not_what_it_amends(zone: TypedMonths) -> None:
    zone.add(1, pool(1000.0, 990.0, 1.0))
    zone.add(1, pool(1000.0, 980.0, 1.0), form="8-K/A")
    assert zone.row("deal_history", 1)["pool_ending_balance"] == 980
    assert zone.row("coverage", 1)["amended"] is True
