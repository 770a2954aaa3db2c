"""The analyst's measures over months typed by hand, each figure worked out beside it."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawler.duckdb_types import columns
from crawler.measures_document import with_tables
from crawler.reporters import judge_silence
from storage import Landing
from storage.derived_views import EXPORTED_VIEWS, DerivedColumn, derived_columns
from storage.records_reader import make_no_lines
from storage.tables import VIEWS, kind_views, measures_sql
from tests.zone.histories import Archive, histories, land
from tests.zone.run import ROOT

DEAL = "GMACM 2003-T1"
SQL = (ROOT / "docs/views.sql").read_text(encoding="utf-8")


def month(number: int) -> str:
    return f"2004-{number:02}-25"


def as_line(record: dict[str, Any]) -> str:
    """A record as a records file has it: its kind first, no blanks."""
    return json.dumps({"record": record["record"]} | record, separators=(",", ":")) + "\n"


def views_over(zone: Landing) -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(zone)])
    duck.execute(SQL)
    return duck


class Zone:
    """Statements written as records, a filing each."""

    def __init__(self, folder: Path) -> None:
        self.landing = Landing(str(folder / "zone"))
        self.landing.prepare()
        self.filings = 0

    def add(self, number: int, *records: dict[str, Any], **statement: Any) -> None:
        """A filing of one statement of a month of 2004."""
        self.filings += 1
        accession = f"0000000009-04-{self.filings:06}"
        keys = {"accession": accession, "document": 1, "statement": 1, "distribution_date": month(number)}
        form = statement.pop("form", "8-K")
        filing = {
            "record": "filing",
            "accession": accession,
            "form": form,
            "filed": f"2004-{number + 1:02}-05",
        }
        filing |= {"documents": [], "statements": 1, "schema_version": "1.0"}
        own = {"record": "statement", "layout": "bank_one", "numbers": {"found": 1, "unmapped": 0}}
        lines = [filing, keys | {"deal": DEAL} | own | statement]
        lines += [keys | {"deal": statement.get("deal", DEAL), "lines": [1]} | record for record in records]
        text = "".join(map(as_line, lines))
        self.landing.write_records(accession, f"2004-{number + 1:02}", text.encode())

    @cached_property
    def duck(self) -> duckdb.DuckDBPyConnection:
        """The views over the zone, as soon as it holds something."""
        return views_over(self.landing)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """What a query over the views gives."""
        found = self.duck.sql(query)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def row(self, view: str, number: int) -> dict[str, Any]:
        """The one row of the deal in a month."""
        (row,) = self.rows(
            f"SELECT * FROM {view} WHERE deal = '{DEAL}' AND month = DATE '2004-{number:02}-01'"
        )
        return row


@pytest.fixture
def zone(tmp_path: Path) -> Zone:
    return Zone(tmp_path)


@pytest.fixture(scope="module")
def history_zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months of a trust of each of several layouts."""
    folder = tmp_path_factory.mktemp("history") / "zone"
    layouts = ("bank_one", "servicing_certificate", "paying_agent", "rfc_statement")
    for cik, layout in enumerate(layouts, start=1):
        (trust,) = histories(1, layout=layout)
        land(Landing(str(folder)), Archive.sound([replace(trust, cik=cik)], 4), layout.replace("_", "-"))
    return folder


def pool(
    beginning: float, ending: float, prepayments: float | None, group: str | None = None
) -> dict[str, Any]:
    record = {"record": "pool", "beginning_balance": beginning, "ending_balance": ending, "group": group}
    return record | ({} if prepayments is None else {"prepayments": prepayments})


def tranche(number: int, name: str, ending: float, **fields: Any) -> dict[str, Any]:
    about = {"record": "tranche", "tranche": number, "class_name": name, "notional": False}
    return about | {"ending_balance": ending} | fields


def late(status: str, bucket: str, balance: float, **fields: Any) -> dict[str, Any]:
    return {"record": "delinquency", "status": status, "bucket": bucket, "balance": balance} | fields


def amount(name: str, value: float, **fields: Any) -> dict[str, Any]:
    return {"record": "amount", "name": name, "value": value, "unit": "usd"} | fields


def test_cpr_is_of_the_prepayments_over_what_the_schedule_left(zone: Zone) -> None:
    # Scheduled 1,000 - 980 - 10 = 10; SMM 10 / 990 = 1.01010101 %; CPR 1 - (980 / 990) ** 12 = 11.46998 %.
    zone.add(1, pool(1000.0, 980.0, 10.0))
    row = zone.row("deal_history", 1)
    assert row["smm_pct"] == Decimal("1.01010101")
    assert round(row["cpr_pct"], 5) == Decimal("11.46998")
    assert row["cpr_pct_reason"] is None


def test_cpr_of_three_months_is_of_three_in_a_row(zone: Zone) -> None:
    # SMM 1 %, 2 % and 3 %: 1 - (0.99 * 0.98 * 0.97) ** 4 = 21.56101 %.
    for number, smm in ((1, 1), (2, 2), (3, 3), (5, 1)):
        zone.add(number, pool(1000.0, 1000.0 - 10 * smm, 10.0 * smm))
    assert round(zone.row("deal_history", 3)["cpr_3_months_pct"], 5) == Decimal("21.56101")
    for number in (2, 5):
        row = zone.row("deal_history", number)
        assert row["cpr_3_months_pct"] is None
        assert row["cpr_3_months_pct_reason"] == "a month of the last three is missing or has no speed"


def test_groups_are_added_up_unless_a_line_of_all_loans_is_printed(zone: Zone) -> None:
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


def test_default_speed_and_severity_need_a_printed_liquidated_balance(zone: Zone) -> None:
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


def test_a_group_without_prepayments_leaves_no_speed_and_says_why(zone: Zone) -> None:
    zone.add(1, pool(600.0, 590.0, 1.0, "1"), pool(400.0, 390.0, None, "2"))
    row = zone.row("deal_history", 1)
    assert (row["cpr_pct"], row["cpr_pct_reason"]) == (None, "prepayments are not printed")


def test_a_class_has_one_factor_and_says_where_it_is_from(zone: Zone) -> None:
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


def test_what_stands_below_a_class_is_what_loses_before_it(zone: Zone) -> None:
    # Of 1,000: below A 30 + 20 + 10 = 6 %, below M-1 3 %, below M-2 1 %, below B-1 nothing.
    balances = {"A-1": 900.0, "R-I": 40.0, "M-1": 30.0, "M-2": 20.0, "B-1": 10.0}
    zone.add(1, *(tranche(at, *one) for at, one in enumerate(balances.items(), start=1)))
    rows = zone.rows("SELECT class_name, enhancement_below_pct FROM class_enhancement")
    assert {row["class_name"]: row["enhancement_below_pct"] for row in rows} == {
        "A-1": 6, "R-I": 6, "M-1": 3, "M-2": 1, "B-1": 0,
    }  # fmt: skip


def test_names_that_tell_no_order_leave_no_enhancement_and_say_why(zone: Zone) -> None:
    zone.add(1, tranche(1, "A-1", 90.0), tranche(2, "Certificates", 10.0))
    rows = zone.rows("SELECT enhancement_below_pct, enhancement_below_pct_reason FROM class_enhancement")
    assert [tuple(row.values()) for row in rows] == 2 * [
        (None, "the names do not tell the order of all classes")
    ]


@pytest.mark.parametrize(
    ("includes", "late_balance"),
    [([], 5 + 4 + 3 + 2 + 1), (None, 5 + 4 + 3 + 2 + 1), (["foreclosure", "bankruptcy", "reo"], 5 + 4)],
)
def test_a_loan_is_counted_once_among_those_60_days_late(
    zone: Zone, includes: list[str] | None, late_balance: int
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


def test_delinquencies_have_dollars_counts_and_percents(zone: Zone) -> None:
    zone.add(
        1,
        late("delinquent", "30-59", 7.0, loan_count=2, balance_pct=0.7),
        late("delinquent", "60-89", 5.0, loan_count=1, balance_pct=0.5),
        late("delinquent", "total", 12.0, loan_count=3, balance_pct=1.2),
    )
    row = zone.row("delinquency_by_month", 1)
    assert (row["delinquent"], row["delinquent_count"], row["delinquent_pct"]) == (12, 3, Decimal("1.2"))
    assert (row["delinquent_60_89"], row["delinquent_60_89_count"], row["foreclosure_count"]) == (5, 1, None)


def test_a_running_total_of_losses_has_one_meaning_over_four_places(zone: Zone) -> None:
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
    zone: Zone, figures: tuple[Any, ...], is_net: bool | None
) -> None:
    names = ("cumulative_loss_beginning", "loss_current_month", "recoveries_current_month")
    names = (*names, "cumulative_recoveries", "cumulative_loss_ending")
    printed = zip(names, figures, strict=False)
    zone.add(1, *(amount(name, value, label=figures[5]) for name, value in printed if value is not None))
    row = zone.row("loss_history", 1)
    assert row["is_net"] is is_net
    words = None if is_net is not None else "the page does not say whether recoveries are taken off"
    assert row["is_net_reason"] == words


def test_a_total_of_losses_is_not_added_to_its_parts_nor_the_deal_s_to_its_groups(zone: Zone) -> None:
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


def test_class_tables_of_several_remics_are_not_added_up(zone: Zone) -> None:
    zone.add(
        1,
        tranche(1, "A-1", 90.0, remic="I", original_balance=100.0, realized_loss=1.0),
        tranche(2, "A-1", 90.0, remic="II", original_balance=100.0, realized_loss=1.0),
    )
    row = zone.row("deal_history", 1)
    reasons = {row[f"{name}_reason"] for name in ("original_balance", "ending_balance", "remaining_pct")}
    assert reasons == {"class tables of several REMICs are printed"}
    assert (row["ending_balance"], row["original_balance"], row["realized_loss"]) == (None, None, None)


def test_a_page_of_the_deal_stands_for_those_of_its_groups(zone: Zone) -> None:
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


def test_a_subordinate_class_of_one_group_tells_no_order(zone: Zone) -> None:
    zone.add(1, tranche(1, "A-I-1", 90.0), tranche(2, "I-M-1", 10.0))
    (row,) = zone.rows("SELECT DISTINCT enhancement_below_pct_reason AS reason FROM class_enhancement")
    assert row["reason"] == "the names do not tell the order of all classes"


def test_a_deal_has_what_stands_below_each_of_its_classes(zone: Zone) -> None:
    cut = {"cusip": "36185NF88"}, {"cusip": "36185NF96"}  # two names that the page cut alike
    zone.add(
        1, tranche(1, "A-III-", 40.0, **cut[0]), tranche(2, "A-III-", 40.0, **cut[1]), tranche(3, "M-1", 20.0)
    )
    row = zone.row("deal_history", 1)
    assert row["enhancement_below_pct"] == {"36185NF88": 20, "36185NF96": 20, "M-1": 0}


def test_lines_of_all_that_are_behind_are_no_status_of_their_own(zone: Zone) -> None:
    zone.add(
        1,
        pool(1000.0, 1000.0, 0.0),
        late("delinquent", "60-89", 5.0),
        late("foreclosure", "total", 3.0),
        late("any", "60-89", 8.0),
        late("all", "total", 8.0),
    )
    assert zone.row("deal_history", 1)["delinquent_60_or_more"] == 8


def test_a_bucket_without_a_figure_leaves_no_sum(zone: Zone) -> None:
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


def test_overcollateralization_stands_beside_its_target(zone: Zone) -> None:
    zone.add(1, amount("overcollateralization_ending", 90.0), amount("overcollateralization_target", 100.0))
    row = zone.row("overcollateralization", 1)
    assert (row["ending"], row["target"], row["above_target"]) == (90, 100, -10)
    row = zone.row("deal_history", 1)
    assert (row["overcollateralization"], row["overcollateralization_target"]) == (90, 100)


def test_overcollateralization_of_groups_is_added_up_and_not_with_the_deal_s(zone: Zone) -> None:
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


def test_the_worst_check_of_a_month_is_told_with_its_filing(zone: Zone) -> None:
    checks = [{"record": "check", "check": "cpr", "level": level} for level in ("info", "error", "warning")]
    zone.add(1, *checks)
    zone.add(2, checks[0])
    row = zone.row("deal_history", 1)
    assert (row["worst_check"], row["worst_check_filing"]) == ("error", "0000000009-04-000001")
    row = zone.row("deal_history", 2)
    assert (row["worst_check"], row["failed_checks"], row["filings"]) == ("info", 1, ["0000000009-04-000002"])


def test_an_amendment_counts_and_not_what_it_amends(zone: Zone) -> None:
    zone.add(1, pool(1000.0, 990.0, 1.0))
    zone.add(1, pool(1000.0, 980.0, 1.0), form="8-K/A")
    assert zone.row("deal_history", 1)["pool_ending_balance"] == 980
    assert zone.row("coverage", 1)["amended"] is True


def test_coverage_tells_each_month_of_a_deal(zone: Zone) -> None:
    zone.add(1)
    zone.add(2, numbers={"found": 9, "unmapped": 2})
    zone.add(3, layout="general")
    zone.add(4, layout=None, reason="no layout fits")
    zone.add(6)
    rows = zone.rows("SELECT month, status FROM coverage ORDER BY month")
    assert [row["month"] for row in rows] == [dt.date(2004, number, 1) for number in range(1, 7)]
    assert [row["status"] for row in rows] == [
        "read whole", "read with unmapped numbers", "general", "unread", "missing", "read whole",
    ]  # fmt: skip


def test_a_month_is_as_whole_as_the_worst_of_its_pages_that_count(zone: Zone) -> None:
    zone.add(1, group="1")
    zone.add(1, group="2", numbers={"found": 9, "unmapped": 2})
    zone.add(2, layout=None)
    zone.add(2)  # the same month again, and this one is read
    zone.add(3)
    zone.add(3, form="8-K/A", numbers={"found": 9, "unmapped": 2})  # the amendment counts
    zone.add(4, group="1")
    zone.add(4, group="2", layout=None)
    zone.add(5, revised=True)
    rows = zone.rows("SELECT status, amended, unread_statements FROM coverage ORDER BY month")
    assert [tuple(row.values()) for row in rows] == [
        ("read with unmapped numbers", False, 0),
        ("read whole", False, 1),
        ("read with unmapped numbers", True, 0),
        ("unread", False, 1),
        ("read whole", True, 0),
    ]


def behind(zone: Zone, deal: str) -> list[tuple[str, str]]:
    rows = zone.rows(f"SELECT month, status FROM coverage WHERE deal = '{deal}' ORDER BY month")
    return [(f"{row['month']:%Y-%m}", row["status"]) for row in rows if row["status"] != "read whole"]


def test_a_deal_is_late_where_others_go_on_and_has_ended_where_it_is_silent_for_long(zone: Zone) -> None:
    for number, deals in {1: "ABCD", 4: "BC", 6: "CD", 7: "C"}.items():
        for deal in deals:
            zone.add(number, deal=deal)
    assert behind(zone, "A") == [("2004-02", "ended")]
    assert behind(zone, "B") == [
        ("2004-02", "missing"),
        ("2004-03", "missing"),
        ("2004-05", "late"),
        ("2004-06", "late"),
    ]
    assert [month for month in behind(zone, "C") if month[1] != "missing"] == []
    assert [month for month in behind(zone, "D") if month[1] != "missing"] == []  # July is not over


def test_a_date_that_was_misread_makes_no_other_deal_late(zone: Zone) -> None:
    zone.add(1, deal="A")
    zone.add(1, deal="B", distribution_date="2031-01-25")
    assert behind(zone, "A") == []


LAST = [dt.date(2003, 6, 25), dt.date(2003, 11, 25), dt.date(2003, 12, 25), dt.date(2004, 1, 25)]
NOW = [dt.date(2004, month, 25) for month in (1, 2, 3, 4, 7)]


@pytest.mark.parametrize("end", [None, dt.date(2003, 11, 1), dt.date(2004, 12, 1)])
def test_the_view_and_the_commands_judge_silence_alike(end: dt.date | None) -> None:
    sql = measures_sql({"A": end} if end else {})
    duck = duckdb.connect()
    make_no_lines(duck)
    for select in kind_views(columns(), "TABLE"):
        duck.execute(select)
    duck.execute(f"{VIEWS} {sql}")
    for last in LAST:
        for now in NOW:
            if last > now:
                continue
            for table in ("statement", "filing"):
                duck.execute(f"DELETE FROM {table}")
            for number, (deal, date) in enumerate({"A": last, "B": now}.items()):
                duck.execute(
                    "INSERT INTO filing (accession, filed, form) VALUES (?, ?, '8-K')", [str(number), date]
                )
                keys = (
                    "INSERT INTO statement (accession, document, statement, deal, distribution_date, layout)"
                )
                duck.execute(f"{keys} VALUES (?, 1, 1, ?, ?, 'bank_one')", [str(number), deal, date])
            found = {row[0] for row in duck.execute(BEHIND).fetchall()}
            state = judge_silence("A", last, now, {"A": end} if end else {}).state
            assert found == ({state} if state != "due" else set()), (last, now)


BEHIND = "SELECT status FROM coverage WHERE deal = 'A' AND status IN ('late', 'ended')"


COLUMNS = derived_columns()
MEASURED = ("usd", "pct", "factor", "count", "map of pct")


@pytest.mark.parametrize("view", list(EXPORTED_VIEWS))
def test_the_dictionary_of_measures_has_each_column_of_a_view(zone: Zone, view: str) -> None:
    zone.add(1)
    fields = []
    for one in COLUMNS:
        if one.view == view:
            fields += [one.column, f"{one.column}_reason"] if one.reason else [one.column]
    shown = [row["column_name"] for row in zone.rows(f"DESCRIBE {view}")]
    of_record = {"class_history": "tranche", "pool_history": "pool", "latest_statement": "statement"}.get(
        view
    )
    known = {row["column_name"] for row in zone.rows(f"DESCRIBE {of_record}")} if of_record else set()
    assert sorted(fields) == sorted(name for name in shown if name not in known or name in fields)
    assert fields


@pytest.mark.parametrize("one", COLUMNS, ids=lambda one: f"{one.view}.{one.column}")
def test_each_measure_has_unit_sign_and_where_it_is_from(one: DerivedColumn) -> None:
    assert one.unit
    assert one.meaning
    assert bool(one.sign) == (one.unit in MEASURED)
    if one.unit in MEASURED and one.column not in ("document", "statement"):
        assert one.formula or one.source


def test_the_tables_of_the_document_are_made_from_the_dictionary() -> None:
    document = (ROOT / "docs/measures.md").read_text(encoding="utf-8")
    assert with_tables(document) == document, "run: make docs"


def test_a_measure_is_null_exactly_where_its_reason_is_not(history_zone: Path) -> None:
    duck = views_over(Landing(str(history_zone)))
    for view in dict.fromkeys(one.view for one in COLUMNS if one.reason):
        for one in COLUMNS:
            if one.view == view and one.reason:
                either = f"({one.column} IS NULL) = ({one.column}_reason IS NULL)"
                query = f"SELECT count(*) FROM {view} WHERE {either}"
                assert duck.execute(query).fetchone() == (0,), one
