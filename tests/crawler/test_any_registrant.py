"""`scrapy crawl edgar -a cik=`: any registrant's filings, whatever its name."""

from pathlib import Path

import pytest

from crawler.replica import Filer, Replica
from tests.crawler.crawls import Place, accession, archive, filing

BAKERY = Filer(1234567, "SOME BAKERY INC")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_registrant_of_no_program_is_fetched_by_its_cik(place: Place) -> None:
    filings = archive(place.folder / "archive", filing(1), filing(2, filers=[BAKERY]))
    with Replica(filings, max_rate=0) as place.edgar:
        place.crawl("edgar", "-a", "cik=1234567")
    assert set(place.raw()) == {accession(2)}


def test_a_cik_that_no_index_lists_is_reported_in_a_sentence(place: Place) -> None:
    filings = archive(place.folder / "archive", filing(1), filing(2, filers=[BAKERY]))
    with Replica(filings, max_rate=0) as place.edgar:
        run = place.crawl("edgar", "-a", "cik=1234567,9999999")
    assert (
        "no filing    CIK 9999999 is in none of the indexes of these days and forms: is it typed right?"
        in run.stdout
    )


def test_without_a_registrant_nothing_is_sent(place: Place) -> None:
    with Replica(archive(place.folder / "archive", filing(1)), max_rate=0) as place.edgar:
        run = place.crawl("edgar", exits=2)
        assert place.edgar.requests() == []
    assert "name whose filings to fetch, as in `scrapy crawl edgar -a cik=1264853`" in run.stderr
