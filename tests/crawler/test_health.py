"""What a zone's files, locks and dates mean for its health, each situation by itself."""

import datetime as dt
from typing import Any

import pytest

from crawler.health import Health, Level, deal_states, judge_health
from crawler.openmetrics import collect
from storage import Holder
from storage.manifest_reader import Listing, RunEntry
from storage.zone_figures import RunSummary, WorseReading, ZoneFigures

NOW = dt.datetime(2004, 3, 10, 12, 0, tzinfo=dt.UTC)


def run(spider: str = "gmacm", hours_ago: float = 6, **more: Any) -> RunSummary:
    ended = (NOW - dt.timedelta(hours=hours_ago)).isoformat()
    return RunSummary(
        f"20040310T060000Z-{spider}", spider, more.pop("outcome", "complete"), ended, ended, **more
    )


def health(**more: Any) -> Health:
    usual: dict[str, Any] = {
        "now": NOW,
        "runs": {"gmacm": run()},
        "listing": Listing(),
        "figures": ZoneFigures(statements=4),
        "unread_since": {},
        "holder": None,
        "blocked_for": 0.0,
    }
    return judge_health(Health(**usual | more))


def reported(judged: Health) -> list[tuple[str, str]]:
    return [(one.level.name, one.finding) for one in judged.findings]


def test_a_sound_zone_has_nothing_to_report() -> None:
    judged = health(figures=ZoneFigures(statements=4, last_dates={"GMACM 2003-AR9": dt.date(2004, 2, 25)}))
    assert reported(judged) == []
    assert deal_states(judged) == {"due": 1}


def pending(reason: str, number: int) -> Listing:
    items = [{"accession": f"0000000003-04-{one:06}", "reason": reason} for one in range(number)]
    return Listing(runs=[RunEntry("20040310T060000Z-gmacm", "gmacm", "pending", pending=items)])


def holder(hours: float) -> Holder:
    return Holder(4711, "gmacm", (NOW - dt.timedelta(hours=hours)).isoformat())


SITUATIONS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("no crawl yet", {"runs": {}}, [("warning", "no_run")]),
    ("only a reparse", {"runs": {"reparse": run("reparse")}}, [("warning", "no_run")]),
    ("a run died", {"runs": {"gmacm": run(outcome="died")}}, [("warning", "run_unfinished")]),
    ("filings pending", {"listing": pending("503", 3)}, [("warning", "pending")]),
    (
        "a manifest is damaged",
        {"listing": Listing(unreadable={"runs/x.json": "x"})},
        [("error", "manifest_unreadable")],
    ),
    ("the last crawl is old", {"max_age": dt.timedelta(hours=5)}, [("warning", "run_late")]),
    ("the last crawl is young", {"max_age": dt.timedelta(hours=7)}, []),
    ("a run holds the zone", {"holder": holder(2)}, [("info", "zone_held")]),
    ("a run hangs", {"holder": holder(25)}, [("error", "lock_old")]),
    ("EDGAR blocks", {"blocked_for": 580.0}, [("warning", "blocked")]),
    (
        "new statements unread",
        {"figures": ZoneFigures(unread=2), "unread_since": {"a": 2}},
        [("warning", "unread")],
    ),
    ("old statements unread", {"figures": ZoneFigures(unread=2)}, [("info", "unread_before")]),
    (
        "a layout fits no more",
        {"worse": [WorseReading("a", "GMACM 2003-AR9", "bank_one", True, 4)]},
        [("warning", "layout_lost")],
    ),
    (
        "more numbers have no field",
        {"worse": [WorseReading("a", "GMACM 2003-AR9", "bank_one", False, 4)] * 3},
        [("warning", "more_unmapped")],
    ),
    (
        "a deal is late",
        {"figures": ZoneFigures(last_dates={"GMACM 2003-AR9": dt.date(2004, 1, 26)})},
        [("warning", "late")],
    ),
    (
        "a deal has ended",
        {"figures": ZoneFigures(last_dates={"GMACM 2002-X9": dt.date(2002, 12, 26)})},
        [("info", "ended")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "more", "findings"), SITUATIONS, ids=[one[0] for one in SITUATIONS])
def test_each_situation_is_reported_with_its_level(
    situation: str, more: dict[str, Any], findings: list[tuple[str, str]]
) -> None:
    assert reported(health(**more)) == findings


def test_the_worst_finding_comes_first() -> None:
    judged = health(holder=holder(25), blocked_for=9.0, figures=ZoneFigures(unread=1))
    assert [one.level for one in judged.findings] == [Level.error, Level.warning, Level.info]
    assert judged.worst() == Level.error


def test_equal_reasons_are_one_sentence() -> None:
    (one,) = health(listing=pending("connection refused", 112)).findings
    assert one.message == "112 items pending for gmacm: 112 times connection refused"


def test_what_is_read_less_well_is_said_by_deal_and_in_numbers() -> None:
    worse = [
        WorseReading("0000000003-04-000001", "GMACM 2003-AR9", "bank_one", False, 4),
        WorseReading("0000000003-04-000002", "GMACM 2003-HE9", "servicing_certificate", False, 1),
        WorseReading("0000000003-04-000003", "GMACM 2003-T9", "paying_agent", True, 0),
    ]
    assert [one.message for one in health(worse=worse).findings] == [
        "GMACM 2003-T9 is read by words and arithmetic alone in 0000000003-04-000003:"
        " paying_agent read it before",
        "the last crawl landed 5 numbers without a field more than the statements before of GMACM 2003-AR9,"
        " GMACM 2003-HE9, as in 0000000003-04-000001: `scrapy unread`",
    ]


def test_a_block_says_when_it_ends() -> None:
    (one,) = health(blocked_for=580.0).findings
    assert one.message == "EDGAR asked for silence: 580 s are left, until 12:09:40 UTC; runs wait"


def test_lateness_is_judged_from_the_last_day_that_was_crawled() -> None:
    dates = {"GMACM 2003-AR9": dt.date(2004, 1, 26)}
    crawled = {"gmacm": run(arguments={"until": "2004-02-10"})}
    assert reported(health(runs=crawled, figures=ZoneFigures(last_dates=dates))) == []


def test_the_metrics_are_the_figures() -> None:
    judged = health(
        listing=pending("503", 3), figures=ZoneFigures(filings=9, statements=8, unread=2, unmapped=7)
    )
    registry = collect(judged)
    assert registry.get_sample_value("statements_filings") == 9
    assert registry.get_sample_value("statements_unread") == 2
    assert registry.get_sample_value("statements_numbers_unmapped") == 7
    assert registry.get_sample_value("statements_pending", {"spider": "gmacm"}) == 3
    assert registry.get_sample_value("statements_findings", {"level": "warning"}) == 1
    ended = (NOW - dt.timedelta(hours=6)).timestamp()
    assert registry.get_sample_value("statements_last_crawl_timestamp_seconds", {"spider": "gmacm"}) == ended
