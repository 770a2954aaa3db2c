"""`-a accession=`: the filings that a user names, whatever their form and registrant."""

from pathlib import Path

from crawler.replica import Filer, Replica
from crawler.replica.process import most_in_a_second
from tests.crawler.crawls import Place, accession, archive, filing

OTHER = Filer(320193, "ANOTHER COMPANY")
RANGE = ("-a", "until=2004-06-30")


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
        told = place.crawl(*named, exits=1)
        assert f"{accession(2)}: not listed in the indexes from 2004 Q1 to 2004 Q2" in told.stdout
        assert list(place.raw()) == [accession(1)]
        archive(folder, filing(2, filed="2004-06-01"))
        # Any next run tries it first.
        place.crawl("gmacm", "-a", "since=2004-01-01", *RANGE)
    assert sorted(place.raw()) == [accession(1), accession(2)]
