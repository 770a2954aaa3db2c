"""How findings are graded, joined and acknowledged: one line for one cause."""

import datetime as dt
import json
from pathlib import Path

import pytest

from crawler.audit_findings import AuditFinding, grade, read_acknowledged, silent_deals
from crawler.command_errors import ConfigError
from crawler.health import Level
from storage import Landing
from storage.audit_queries import Finding
from tests.zone.histories import Archive, histories, land
from tests.zone.landed import land_text
from tests.zone.loan_list import LOAN_LIST
from tests.zone.run import scrapy

MISSING = "no statement of {0}; the one before is of 2004-01, the next of 2004-09"


def found(kind: str, month: int, subject: str = "", message: str = "reported") -> Finding:
    figures: dict[str, str | None] = {"beginning_balance": f"{month}.00"}
    return Finding(kind, "GMACM 2003-T1", "", dt.date(2004, month, 1), subject, message, figures, ["a"], [])


def test_a_gap_of_months_is_one_finding() -> None:
    gaps = (2, 3, 4, 7)
    months = [found("missing_month", one, message=MISSING.format(f"2004-0{one}")) for one in gaps]
    first, second = grade(months)
    assert first.message == (
        "no statements from 2004-02 to 2004-04 (3 months); the one before is of 2004-01, the next of 2004-09"
    )
    assert (first.month, first.count, second.month, second.count) == ("2004-02", 3, "2004-07", 1)


def test_a_gap_over_the_end_of_a_year_is_one_finding() -> None:
    december, january = found("missing_month", 12), found("missing_month", 1)
    january = Finding(*[*vars(january).values()][:3], dt.date(2005, 1, 1), *[*vars(january).values()][4:])
    (gap,) = grade([december, january])
    assert gap.count == 2


def test_many_classes_that_break_alike_are_one_finding_and_few_are_not() -> None:
    many = [found("carry_over", 5, f"A-{number}") for number in range(1, 13)]
    few = [found("carry_over", 6, f"A-{number}") for number in range(1, 4)]
    graded = list(grade(many + few))
    assert [one.count for one in graded] == [12, 1, 1, 1]
    assert (
        graded[0].message.startswith("12 classes alike (A-1, A-10, A-11, …)")
        or "12 classes" in graded[0].message
    )
    assert len(graded[0].figures) == 12


def test_levels_say_what_no_page_can_explain() -> None:
    kinds = ("amendment", "missing_month", "carry_over")
    assert [one.level for one in grade([found(kind, 3) for kind in kinds])] == [
        Level.info, Level.error, Level.warning,
    ]  # fmt: skip


def test_late_and_ended_deals_are_distinguished() -> None:
    dates = {
        "GMACM 2003-T1": dt.date(2004, 3, 25),
        "GMACM 2003-T2": dt.date(2004, 1, 26),
        "GMACM 2003-T3": dt.date(2002, 12, 26),
    }
    reported = {one.deal: (one.finding, one.level) for one in silent_deals(dates, dt.date(2004, 4, 10))}
    assert reported == {"GMACM 2003-T2": ("late", Level.warning), "GMACM 2003-T3": ("ended", Level.info)}
    assert list(silent_deals(dates, None)) == []


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Landing:
    """Two months missing in a row of one deal, an amendment of another."""
    zone = Landing(str(tmp_path_factory.mktemp("levels") / "zone"))
    first, second = histories(2, seed=8)
    archive = Archive.sound([first, second], months=6)
    archive.lose_months(first, 3, 4)
    archive.amend(second, 2)
    land(zone, archive)
    return zone


def lines(zone: Landing, folder: Path, *words: str, exits: int) -> list[dict[str, object]]:
    run = scrapy("audit", "--jsonl", "-", *words, zone=str(zone), folder=folder, exits=exits)
    reported = [json.loads(line) for line in run.stdout.splitlines()]
    return [one for one in reported if one["finding"] != "ended"]


def test_fail_on_decides_the_exit_code(zone: Landing, tmp_path: Path) -> None:
    assert len(lines(zone, tmp_path, exits=1)) == 2
    assert len(lines(zone, tmp_path, "--fail-on", "error", exits=0)) == 2
    assert len(lines(zone, tmp_path, "--fail-on", "info", exits=1)) == 2


def test_deals_and_months_can_be_asked_for(zone: Landing, tmp_path: Path) -> None:
    every = lines(zone, tmp_path, exits=1)
    gap = next(one for one in every if one["finding"] == "missing_month")
    assert lines(zone, tmp_path, "--deal", str(gap["deal"]), exits=1) == [gap]
    last = max(str(one["month"]) for one in every)
    assert [one["month"] for one in lines(zone, tmp_path, "--since", f"{last}-01", exits=1)] == [last]


def test_what_is_acknowledged_is_counted_and_not_reported(zone: Landing, tmp_path: Path) -> None:
    scrapy("audit", "--jsonl", "known.jsonl", zone=str(zone), folder=tmp_path, exits=1)
    run = scrapy("audit", "--acknowledged", "known.jsonl", zone=str(zone), folder=tmp_path)
    assert "audit: nothing to report of" in run.stdout
    assert "4 findings acknowledged" in run.stdout


@pytest.mark.parametrize("line", ["a word", '{"finding": "late"}', "[1]"])
def test_a_line_that_is_not_a_finding_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "known").write_text(f"\n{line}\n")
    with pytest.raises(ConfigError, match="line 2 is not a finding"):
        read_acknowledged(tmp_path / "known")


def test_the_key_of_a_finding_is_not_its_figures() -> None:
    one = AuditFinding(Level.info, "late", "d", None, "2004-01", None, "words", {"x": "1"})
    other = AuditFinding(Level.info, "late", "d", None, "2004-01", None, "other words", {"x": "2"})
    assert one.key == other.key


UNREAD = (
    """GMACM Mortgage Loan Trust {series}
Statement to Certificateholders
Distribution Date: {date}

"""
    + LOAN_LIST
)


def test_a_month_that_no_layout_reads_any_more_is_reported_and_is_not_missing(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    (trust,) = histories(1, seed=8)
    archive = Archive.sound([trust], months=5)
    lost = trust.month(4).distribution_date
    archive.lose_months(trust, 4)
    land(zone, archive)
    text = UNREAD.format(series=trust.deal.rpartition(" ")[2], date=f"{lost:%B %d, %Y}")
    land_text(zone, 1, text, f"{lost:%Y-%m}")
    (left_out, finding) = lines(zone, tmp_path, exits=1)
    assert left_out["message"] == "1 statement in no history, without a known layout: `scrapy unread`"
    assert (finding["finding"], finding["month"]) == ("layout_lost", f"{lost:%Y-%m}")
    assert str(finding["message"]).startswith("read by bank_one in ")
    assert str(finding["message"]).endswith("not at all now")
