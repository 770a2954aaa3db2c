"""The analyst's measures over months typed by hand, each figure worked out beside it."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from storage import Landing
from tests.zone.run import ROOT

DEAL = "GMACM 2003-T1"
SQL = (ROOT / "docs/views.sql").read_text(encoding="utf-8")


def month(number: int) -> str:
    return f"2004-{number:02}-25"


def as_line(record: dict[str, Any]) -> str:
    """A record as a records file has it: its kind first, no blanks."""
    return json.dumps({"record": record["record"]} | record, separators=(",", ":")) + "\n"


class Zone:
    """Statements written as records, a filing each."""

    def __init__(self, folder: Path, duck: duckdb.DuckDBPyConnection) -> None:
        self.landing = Landing(str(folder / "zone"))
        self.landing.prepare()
        self.filings = 0
        self.duck = duck
        self.asked: dict[str, list[dict[str, Any]]] = {}

    def add(self, number: int, *records: dict[str, Any], **statement: Any) -> None:
        """A filing of one statement of a month of 2004."""
        self.filings += 1
        self.asked.clear()
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

    def rows(self, query: str) -> list[dict[str, Any]]:
        """What a query over the views gives."""
        if query not in self.asked:
            self.duck.execute("SET VARIABLE zone = ?", [str(self.landing)])
            found = self.duck.sql(query)
            self.asked[query] = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
        return self.asked[query]

    def row(self, view: str, number: int) -> dict[str, Any]:
        """The one row of the deal in a month."""
        first = dt.date(2004, number, 1)
        rows = self.rows(f"SELECT * FROM {view}")
        (row,) = (row for row in rows if row["deal"] == DEAL and row["month"] == first)
        return row


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The views of the docs, made once: each asks the zone that the variable names at the time."""
    duck = duckdb.connect()
    empty = Zone(tmp_path_factory.mktemp("views"), duck)
    empty.add(1)
    duck.execute("SET VARIABLE zone = ?", [str(empty.landing)])
    duck.execute(SQL)
    return duck


@pytest.fixture
def zone(tmp_path: Path, views: duckdb.DuckDBPyConnection) -> Zone:
    return Zone(tmp_path, views)


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
    assert row["cpr_reason"] is None


def test_cpr_of_three_months_is_of_three_in_a_row(zone: Zone) -> None:
    # SMM 1 %, 2 % and 3 %: 1 - (0.99 * 0.98 * 0.97) ** 4 = 21.56101 %.
    for number, smm in ((1, 1), (2, 2), (3, 3), (5, 1)):
        zone.add(number, pool(1000.0, 1000.0 - 10 * smm, 10.0 * smm))
    assert round(zone.row("deal_history", 3)["cpr_3_months_pct"], 5) == Decimal("21.56101")
    for number in (2, 5):
        row = zone.row("deal_history", number)
        assert row["cpr_3_months_pct"] is None
        assert row["cpr_3_months_reason"] == "a month of the last three is missing or has no speed"


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
    assert (row["severity_pct"], row["cdr_reason"], row["severity_reason"]) == (40, None, None)
    zone.add(2, pool(1000.0, 980.0, 10.0), tranche(1, "A-1", 1.0, realized_loss=2.0))
    row = zone.row("deal_history", 2)
    assert (row["cdr_pct"], row["severity_pct"]) == (None, None)
    assert row["cdr_reason"] == row["severity_reason"] == "no liquidated balance is printed"
    zone.add(3, pool(1000.0, 980.0, 10.0) | {"liquidation_balance": 0.0})
    row = zone.row("deal_history", 3)
    assert (row["cdr_pct"], row["severity_pct"], row["severity_reason"]) == (
        0,
        None,
        "nothing was liquidated",
    )


def test_a_group_without_prepayments_leaves_no_speed_and_says_why(zone: Zone) -> None:
    zone.add(1, pool(600.0, 590.0, 1.0, "1"), pool(400.0, 390.0, None, "2"))
    row = zone.row("deal_history", 1)
    assert (row["cpr_pct"], row["cpr_reason"]) == (None, "prepayments are not printed")


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
    rows = zone.rows("SELECT enhancement_below_pct, enhancement_below_reason FROM class_enhancement")
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


def test_a_running_total_of_losses_has_one_meaning_over_three_places(zone: Zone) -> None:
    zone.add(
        1,
        amount("cumulative_loss_ending", 50.0, loss_type="liquidation"),
        amount("recoveries_current_month", 2.0),
    )
    zone.add(2, {"record": "total", "cumulative_realized_loss": 60.0, "realized_loss": 10.0})
    zone.add(
        3,
        tranche(1, "A", 1.0, cumulative_realized_loss=40.0),
        tranche(2, "B", 1.0, cumulative_realized_loss=25.0),
    )
    zone.add(4, tranche(1, "A", 1.0))
    found = [zone.row("loss_history", number) for number in (1, 2, 3, 4)]
    assert [(row["cumulative_loss"], row["cumulative_loss_source"], row["is_net"]) for row in found] == [
        (50, "loss table", True),
        (60, "class totals", False),
        (65, "classes", False),
        (None, None, None),
    ]
    assert found[3]["cumulative_loss_reason"] == "no running total of losses is printed"


def test_overcollateralization_stands_beside_its_target(zone: Zone) -> None:
    zone.add(1, amount("overcollateralization_ending", 90.0), amount("overcollateralization_target", 100.0))
    row = zone.row("overcollateralization", 1)
    assert (row["ending"], row["target"], row["above_target"]) == (90, 100, -10)
    row = zone.row("deal_history", 1)
    assert (row["overcollateralization"], row["overcollateralization_target"]) == (90, 100)


def test_the_worst_check_of_a_month_is_told_with_its_filing(zone: Zone) -> None:
    checks = [{"record": "check", "check": "cpr", "level": level} for level in ("info", "error", "warning")]
    zone.add(1, *checks)
    zone.add(2, checks[0])
    assert zone.row("deal_history", 1)["worst_check"] == "error"
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


MEASURES = (ROOT / "docs/measures.md").read_text(encoding="utf-8")


def documented() -> Iterator[tuple[str, list[str]]]:
    """The views of the dictionary, each with its columns."""
    for part in MEASURES.split("\n## ")[1:]:
        name = part.partition("\n")[0].strip("`")
        yield name, re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


@pytest.mark.parametrize(("view", "fields"), list(documented()))
def test_the_dictionary_of_measures_has_each_column_of_a_view(
    zone: Zone, view: str, fields: list[str]
) -> None:
    zone.add(1)
    columns = [row["column_name"] for row in zone.rows(f"DESCRIBE {view}")]
    of_tranche = {row["column_name"] for row in zone.rows("DESCRIBE tranche")}
    of_tranche -= {"factor", "line", "filed_month"}
    assert fields == [name for name in columns if view != "class_history" or name not in of_tranche]
