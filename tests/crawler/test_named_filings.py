"""`-a accession=`: the filings that a user names, whatever their form and registrant."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Filer, Replica
from crawler.replica.process import most_in_a_second
from tests.crawler.crawls import Place, accession, archive, filing

OTHER = Filer(320193, "ANOTHER COMPANY")
RANGE = ("-a", "until=2004-06-30")


def words(reported: subprocess.CompletedProcess[str]) -> str:
    """The summary without its line breaks."""
    return " ".join(reported.stdout.split())


def test_pairs_and_paths_are_fetched_without_an_index(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1), filing(2, filers=[OTHER], form="10-K"), filing(3))
    named = f"1264853:{accession(1)},edgar/data/320193/{accession(2)}.txt"
    with Replica(filings, max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={named}")
        assert place.asked("index") == []
        assert len(place.asked("submission")) == 2
        again = place.crawl("gmacm", "-a", f"accession={named}")
        assert len(place.asked("submission")) == 2
    assert "2 already there" in again.stdout
    assert sorted(place.raw()) == [accession(1), accession(2)]


def test_a_bare_accession_is_looked_up_from_its_year_on(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1), filing(2, filed="2004-05-03", filers=[OTHER]))
    faults = [{"fault": "status", "status": 500, "kind": "index", "first": 1}]
    place.settings = {"EDGAR_MAX_RATE": "10"}
    named = f"{accession(1)},{accession(2)}"
    with Replica(filings, max_rate=10, faults=faults) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={named}", *RANGE)
        quarters = [path.split("/")[5] for path in place.asked("index")]
        assert quarters == ["QTR1", "QTR1", "QTR2", "QTR2"]  # each asked for again after its 500
        assert len(place.asked("robots")) == 1
        assert place.edgar.requests()[0].kind == "robots"
        assert most_in_a_second(place.edgar.requests()) <= 10
        place.crawl("gmacm", "-a", f"accession={named}", *RANGE)
        assert len(place.asked("index")) == 4
    assert sorted(place.raw()) == [accession(1), accession(2)]


def test_an_accession_that_no_index_lists_is_pending_until_it_is(place: Place, tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", filing(1))
    named = ("gmacm", "-a", f"accession={accession(2)},1264853:{accession(1)}", *RANGE)
    with Replica(folder, max_rate=0) as place.edgar:
        reported = place.crawl(*named, exits=1)
        assert f"{accession(2)}: not listed in the indexes from 2004 Q1 to 2004 Q2" in reported.stdout
        assert list(place.raw()) == [accession(1)]
        archive(folder, filing(2, filed="2004-06-01"))
        # Any next run tries it first.
        place.crawl("gmacm", "-a", "since=2004-01-01", *RANGE)
    assert sorted(place.raw()) == [accession(1), accession(2)]


def test_one_mistyped_accession_costs_later_runs_nothing(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in (1, 2, 3)))
    with Replica(filings, max_rate=0) as place.edgar:
        reported = place.crawl("gmacm", "-a", f"accession={accession(999)}", exits=1)
        assert "is it typed right? The next run gives it up" in words(reported)
        looked_up = len(place.asked("index"))
        reported = place.crawl()
        assert f"1 not at EDGAR, and not asked for again: {accession(999)}" in words(reported)
        assert "no longer at EDGAR" not in reported.stdout  # it was never listed
        place.crawl()
        assert len(place.asked("index")) == looked_up + 2
    assert [one["outcome"] for one in place.manifests()] == ["pending", "complete", "complete"]


def test_one_that_was_looked_for_in_a_part_is_looked_for_where_it_can_be_and_given_up(
    place: Place, tmp_path: Path
) -> None:
    filings = archive(tmp_path / "archive", filing(1))
    with Replica(filings, max_rate=0) as place.edgar:
        named = ("gmacm", "-a", f"accession={accession(999)}", "-a", "until=2004-03-31")
        reported = place.crawl(*named, exits=1)
        assert f"name it as cik:{accession(999)}, or give it up with `scrapy forget" in words(reported)
        before = len(place.asked("index"))
        place.crawl("gmacm", "-a", "since=2026-01-01", "-a", "until=2026-01-31")
        quarters = [path.split("/")[4:6] for path in place.asked("index")[before + 1 :]]
        years = [*["2004"] * 4, "2005"]
        assert quarters == [[year, f"QTR{n}"] for year, n in zip(years, (1, 2, 3, 4, 1), strict=True)]
        place.crawl("gmacm", "-a", "since=2026-01-01", "-a", "until=2026-01-31")
        assert len(place.asked("index")) == before + 7


def test_the_address_that_the_user_gives_beats_a_pending_accession(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1), filing(2, filed="2004-06-01", filers=[OTHER]))
    with Replica(filings, max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={accession(2)}", "-a", "until=2004-03-31", exits=1)
        asked = len(place.asked("index"))
        place.crawl("gmacm", "-a", f"accession={accession(2)},320193:{accession(2)}")
        assert len(place.asked("index")) == asked
        assert list(place.raw()) == [accession(2)]


def test_a_wrong_address_is_replaced_by_the_one_given_now(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", filing(1), filing(2))
    faults = [{"fault": "status", "status": 500, "path": f"*/99/{accession(2)}.txt"}]
    with Replica(filings, max_rate=0, faults=faults) as place.edgar:
        place.crawl("gmacm", "-a", f"accession=99:{accession(2)}", exits=1)
        place.crawl("gmacm", "-a", f"accession=1264853:{accession(2)}")
    assert list(place.raw()) == [accession(2)]


def test_what_the_source_lists_is_not_looked_up(place: Place, tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", filing(1))
    with Replica(folder, max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={accession(2)}", "-a", "until=2004-03-31", exits=1)
        archive(folder, filing(2, filed="2004-06-01"))
        asked = len(place.asked("index"))
        place.crawl("gmacm", "-a", "since=2004-04-01", "-a", "until=2004-06-30")
        assert len(place.asked("index")) == asked + 1
    assert list(place.raw()) == [accession(2)]


def test_an_index_that_the_source_has_read_is_not_asked_for_again_by_a_look_up(
    place: Place, tmp_path: Path
) -> None:
    """The filing is another registrant's, so that the source itself passes its row over."""
    folder = archive(tmp_path / "archive", filing(1))
    with Replica(folder, max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={accession(2)}", "-a", "until=2004-03-31", exits=1)
        archive(folder, filing(2, filed="2004-06-01", filers=[OTHER]))
        asked = len(place.asked("index"))
        place.crawl("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-06-30")
        assert [path.split("/")[5] for path in place.asked("index")[asked:]] == ["QTR1", "QTR2"]
    assert sorted(place.raw()) == [accession(1), accession(2)]


def test_a_look_up_asks_for_the_quarters_that_the_source_has_not_read(place: Place, tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", filing(1))
    with Replica(folder, max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={accession(2)}", "-a", "until=2004-03-31", exits=1)
        asked = len(place.asked("index"))
        place.crawl("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-06-30")
        quarters = [path.split("/")[4:6] for path in place.asked("index")[asked:]]
    assert sorted(quarters) == [*(["2004", f"QTR{number}"] for number in (1, 2, 3, 4)), ["2005", "QTR1"]]


def test_an_accession_of_a_year_to_come_is_refused(place: Place) -> None:
    reported = place.crawl("gmacm", "-a", "accession=0000000003-79-000001", exits=2)
    assert "its year, 2079, is still to come" in reported.stderr


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 500, "body": "<html><title>Oops</title>"}])
def test_without_robots_txt_a_bare_accession_is_pending_with_the_reason(
    place: Place, tmp_path: Path, fault: dict[str, Any]
) -> None:
    faults = [{"fault": "status", "kind": "robots", **fault}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        reported = place.crawl("gmacm", "-a", f"accession={accession(1)}", "-a", "until=2004-03-31", exits=1)
        reason = f"robots.txt could not be read: EDGAR answered {fault['status']}"
        assert f"{accession(1)}: {reason}" in words(reported)
        assert "Traceback" not in reported.stderr
        place.edgar.set_faults([])
        place.crawl()
    assert list(place.raw()) == [accession(1)]


@pytest.mark.parametrize(
    "fault, reason",
    [
        ({"fault": "status", "status": 500}, "EDGAR answered 500"),
        ({"fault": "access-denied"}, "EDGAR has no such file"),
        ({"fault": "cut-text", "at": 0.5}, "its MD5 is not the one in its ETag"),
    ],
)
def test_an_index_that_cannot_be_read_proves_no_accession_gone(
    place: Place, tmp_path: Path, fault: dict[str, Any], reason: str
) -> None:
    faults = [{**fault, "path": "*/2004/QTR3/master.gz"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={accession(999)}", "-a", "until=2005-12-31", exits=1)
        reported = place.crawl(exits=1)
        where = "from 2004 Q1 to 2005 Q1 (2004 Q3 could not be read: "
        assert f"{accession(999)}: not listed in the indexes {where}" in words(reported)
        assert reason in words(reported)
        place.edgar.set_faults([])
        place.crawl()  # all were read, and none has it
    assert place.manifests()[-1]["counts"]["gone"]
