"""Every way to find filings finds the same ones in the same archive, but where EDGAR itself cannot."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from crawler.replica import Filer, Replica
from tests.crawler.crawls import Place, accession, archive, filing

AR1 = Filer(1264853, "GMACM MORTGAGE LOAN TRUST 2003-AR1")
AR2 = Filer(1270371, "GMACM MORTGAGE LOAN TRUST 2003-AR2")
DEPOSITOR = Filer(1099391, "RESIDENTIAL ASSET MORTGAGE PRODUCTS INC")
COMMERCIAL = Filer(9900000007, "GMAC COMMERCIAL MORTGAGE SECURITIES INC")
NEW_TRUST = Filer(9900000009, "GMACM MORTGAGE LOAN TRUST 2004-XX9")  # in no list
RANGE = ("-a", "since=2003-12-01", "-a", "until=2004-06-30")

FILINGS = {
    accession(1, 3): filing(1, "2003-12-26"),
    accession(2): filing(2, "2004-01-26", [AR1, DEPOSITOR]),
    accession(3): filing(3, "2004-01-26", [AR2], exhibits=3),
    accession(4): filing(4, "2004-01-30", [AR2], form="8-K/A"),
    # Disseminated a week after the day of its filing.
    accession(5): filing(5, "2004-03-30", disseminated=dt.date(2004, 4, 5)),
    accession(6): filing(6, "2004-06-30", [DEPOSITOR]),
    **{accession(number): filing(number, f"2004-05-{number}", [DEPOSITOR]) for number in range(17, 29)},
}
OTHERS = [
    filing(40, "2004-01-26", form="10-K"),
    filing(41, "2004-01-26", [COMMERCIAL]),
    filing(42, "2004-07-01"),
    filing(43, "2003-11-28"),
    filing(44, "1999-02-26", [DEPOSITOR]),
    filing(45, "2004-02-26", [NEW_TRUST]),
]
BEFORE = accession(43, 3)
OLD = accession(44, 99)
UNLISTED = accession(45)
CRAWLS = {
    "full-index": ("-a", "source=full-index", *RANGE),
    "daily-index": ("-a", "source=daily-index", *RANGE),
    # From 1999 on, as far as each goes back.
    "submissions": ("-a", "source=submissions", *RANGE[2:]),
    "full-text": ("-a", "source=full-text", *RANGE[2:]),
    "accession": ("-a", f"accession={','.join(FILINGS)}", "-a", "until=2004-06-30"),
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    """A zone for each source, crawled twice at once from one archive; pages and caps are small."""
    folder = archive(tmp_path_factory.mktemp("archive"), *FILINGS.values(), *OTHERS)
    with Replica(folder, max_rate=0, recent_rows=5, search_page=4, search_cap=8) as edgar:
        places = {name: Place(tmp_path_factory.mktemp("place"), edgar) for name in CRAWLS}
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda name: places[name].crawl("gmacm", *CRAWLS[name]), CRAWLS))
        yield places


FOUND = {
    "full-index": {*FILINGS, UNLISTED},
    "daily-index": {*FILINGS, UNLISTED},
    # The API knows registrants by their CIKs, and only those that a list names are asked for.
    "submissions": {*FILINGS, BEFORE, OLD},
    # Full-text search begins in 2001.
    "full-text": {*FILINGS, BEFORE, UNLISTED},
    "accession": {*FILINGS},
}


@pytest.mark.parametrize("source", CRAWLS)
def test_each_source_finds_every_filing_that_edgar_shows_in_it_and_no_other(
    places: dict[str, Place], source: str
) -> None:
    assert set(places[source].raw()) == FOUND[source]


@pytest.mark.parametrize("name", CRAWLS)
def test_each_filing_is_asked_for_once(places: dict[str, Place], name: str) -> None:
    (manifest,) = places[name].manifests()
    assert manifest["requests"].get("submission", 0) == len(places[name].raw())
    assert manifest["outcome"] == "complete"


def test_each_source_lands_the_same_bytes_and_records(places: dict[str, Place]) -> None:
    def contents(source: str) -> dict[str, bytes]:
        place = places[source]
        files = [*place.zone.glob("raw/*/*"), *place.zone.glob("records/*/*")]
        return {str(path.relative_to(place.zone)): path.read_bytes() for path in files}

    assert contents("full-index") == contents("daily-index")
    for source in ("submissions", "full-text"):
        assert contents("accession").items() <= contents(source).items()
    assert contents("accession").items() <= contents("full-index").items()
