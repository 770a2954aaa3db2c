"""`scrapy forget`: a pending filing is given up for good, and nothing else is touched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.replica import Replica
from storage import Landing, ZoneLock
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.zone.run import scrapy

BAD = [{"fault": "status", "status": 500, "path": f"*/{accession(number)}.txt"} for number in (2, 3)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A zone with a filing that is there and two that are pending, and EDGAR as it was."""
    filings = archive(tmp_path / "archive", *(filing(number) for number in (1, 2, 3)))
    place = Place(tmp_path / "place")
    with Replica(filings, max_rate=0, faults=BAD) as place.edgar:
        place.crawl(exits=1)
        yield place


def forget(place: Place, *names: str, exits: int = 0) -> str:
    run = scrapy("forget", *names, zone=str(place.zone), folder=place.folder, exits=exits)
    return run.stdout + run.stderr


def test_a_pending_filing_is_given_up_and_not_asked_for_again(place: Place) -> None:
    assert "given up" in forget(place, accession(2))
    asked = len(place.asked("submission"))
    place.crawl(exits=1)  # the other one is still pending
    assert not [path for path in place.asked("submission")[asked:] if accession(2) in path]
    assert "given up" in forget(place, f"1264853:{accession(3)}")
    place.crawl()
    assert list(place.raw()) == [accession(1)]


def test_verify_knows_of_what_was_given_up(place: Place) -> None:
    forget(place, accession(2), accession(3))
    scrapy("verify", zone=str(place.zone), folder=place.folder)
    manifest = place.manifests()[-1]
    assert (manifest["spider"], manifest["outcome"]) == ("forget", "complete")
    assert {one["accession"]: one["outcome"] for one in manifest["filings"]} == {
        accession(2): "forgotten",
        accession(3): "forgotten",
    }


def test_a_filing_that_was_given_up_comes_when_it_is_named(place: Place) -> None:
    forget(place, accession(2), accession(3))
    assert place.edgar
    place.edgar.set_faults([])
    place.crawl()
    assert list(place.raw()) == [accession(1)]
    place.crawl("gmacm", "-a", f"accession=1264853:{accession(2)}")
    assert sorted(place.raw()) == [accession(1), accession(2)]


def test_what_is_not_pending_is_reported_with_what_is(place: Place) -> None:
    reported = forget(place, accession(1), accession(9), accession(2), exits=1)
    lines = dict(line.split(": ", 1) for line in reported.splitlines())
    assert lines[accession(1)] == "not pending, it is in the zone"
    assert lines[accession(9)].endswith(f"pending is {accession(2)}, {accession(3)}")
    assert lines[accession(2)].startswith("given up")
    assert "given up already" in forget(place, accession(2), exits=1)
    assert len(place.raw()) == 1


@pytest.mark.parametrize("names", [(), ("0001",), (accession(2), "x"), (f"{accession(2)}.txt",), ("--all",)])
def test_what_is_no_accession_is_refused_and_changes_nothing(place: Place, names: tuple[str, ...]) -> None:
    forget(place, *names, exits=2)
    assert len(place.manifests()) == 1


def test_a_zone_that_is_not_there_or_is_held_is_left_alone(place: Place) -> None:
    scrapy("forget", accession(2), zone=str(place.folder / "nowhere"), folder=place.folder, exits=2)
    with ZoneLock(Landing(str(place.zone)), "gmacm"):
        forget(place, accession(2), exits=3)


def test_with_the_ledger_lost_what_the_manifests_say_is_given_up(place: Place) -> None:
    for file in (place.folder / ".state").iterdir():
        file.unlink()
    scrapy("verify", zone=str(place.zone), folder=place.folder, exits=1)
    forget(place, accession(2), accession(3))
    scrapy("verify", zone=str(place.zone), folder=place.folder)
    place.crawl(*GMACM)
    assert list(place.raw()) == [accession(1)]
