"""What a zone has of each deal's months, and which deals are late or have ended."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from crawler.duckdb_types import columns
from crawler.reporters import judge_silence
from storage.records_reader import make_no_lines
from storage.tables import VIEWS, kind_views, measures_sql
from tests.zone.typed_months import TypedMonths


@pytest.fixture
def zone(tmp_path: Path) -> TypedMonths:
    return TypedMonths(tmp_path)


def test_coverage_shows_each_month_of_a_deal(zone: TypedMonths) -> None:
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


def test_a_month_is_as_whole_as_the_worst_of_its_pages_that_count(zone: TypedMonths) -> None:
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


def behind(zone: TypedMonths, deal: str) -> list[tuple[str, str]]:
    rows = zone.rows(f"SELECT month, status FROM coverage WHERE deal = '{deal}' ORDER BY month")
    return [(f"{row['month']:%Y-%m}", row["status"]) for row in rows if row["status"] != "read whole"]


def test_a_deal_is_late_where_others_go_on_and_has_ended_where_it_is_silent_for_long(
    zone: TypedMonths,
) -> None:
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


def test_a_date_that_was_misread_makes_no_other_deal_late(zone: TypedMonths) -> None:
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
