"""A submission that EDGAR itself serves cut is landed once, reported by every command, pending in none."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.zone.run import scrapy

CUT = filing(2, exhibits=2)[: filing(2, exhibits=2).rindex(b"</TEXT>")]
MISSING = "document 3 has no </DOCUMENT>"
COUNTED = filing(3, document_count=3)


def crawled(place: Place, tmp_path: Path) -> Path:
    """A zone with a whole submission, a cut one, and one with fewer documents than it counts."""
    return archive(tmp_path / "archive", filing(1), CUT, COUNTED)


def filing_line(place: Place, number: int) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(place.records()[accession(number)].read_bytes().splitlines()[0])
    return line


def test_it_is_landed_reported_and_never_asked_for_again(place: Place, tmp_path: Path) -> None:
    with Replica(crawled(place, tmp_path), max_rate=0) as place.edgar:
        reported = place.crawl()
        assert len(place.asked("submission")) == 3
        assert gzip.decompress(place.raw()[accession(2)].read_bytes()) == CUT
        assert "incomplete   2 as EDGAR serves them: " in reported.stdout
        assert accession(2) in reported.stdout and accession(3) in reported.stdout
        assert "pending      nothing" in reported.stdout

        again = place.crawl()
        shutil.rmtree(place.folder / ".state")
        rebuilt = place.crawl()
        named = place.crawl("gmacm", "-a", f"accession=1264853:{accession(2)}")
        assert len(place.asked("submission")) == 3
    for run in (again, rebuilt, named):
        assert "pending      nothing" in run.stdout
    line = filing_line(place, 2)
    assert MISSING in line["incomplete"]
    assert [document["sequence"] for document in line["documents"]] == [1, 2]
    assert filing_line(place, 3)["incomplete"] == "its header counts 3 documents, 1 are there"
    assert "incomplete" not in filing_line(place, 1)
    manifest = place.manifests()[0]
    assert manifest["outcome"] == "complete"
    assert manifest["pending"] == []
    assert sorted(manifest["counts"]["incomplete"]) == [accession(2), accession(3)]
    reported_of = {one["accession"]: one.get("incomplete") for one in manifest["filings"]}
    assert reported_of[accession(1)] is None
    assert MISSING in reported_of[accession(2)]


def test_a_header_alone_is_landed_and_read_where_its_etag_proves_it_whole(
    place: Place, tmp_path: Path
) -> None:
    served = filing(2, wrapper="none")
    alone = served[served.index(b"<SEC-HEADER>") : served.index(b"<DOCUMENT>")]
    with Replica(archive(tmp_path / "archive", filing(1), alone), max_rate=0) as place.edgar:
        reported = place.crawl()
        place.crawl()
        assert len(place.asked("submission")) == 2
    assert "incomplete   1 as EDGAR serves them: " in reported.stdout
    line = filing_line(place, 2)
    assert line["incomplete"] == "it holds its header alone, and no document"
    assert line["documents"] == []
    assert line["registrants"]


def test_one_document_more_in_the_count_than_there_is_holds_no_filing_up(
    place: Place, tmp_path: Path
) -> None:
    counting = filing(1, document_count=2)
    faults = [{"fault": "wrong-body", "body": counting.decode("latin-1"), "path": f"*/{accession(1)}.txt"}]
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=faults) as place.edgar:
        place.crawl()
        assert len(place.asked("submission")) == 1
    assert place.manifests()[0]["outcome"] == "complete"
    assert gzip.decompress(place.raw()[accession(1)].read_bytes()) == counting
    assert "incomplete" not in filing_line(place, 1)


def test_every_command_on_the_zone_agrees(place: Place, tmp_path: Path) -> None:
    with Replica(crawled(place, tmp_path), max_rate=0) as place.edgar:
        place.crawl()
    records = {name: path.read_bytes() for name, path in place.records().items()}
    run = {"zone": str(place.zone), "folder": place.folder}
    verified = scrapy("verify", **run).stdout  # type: ignore[arg-type]
    assert "is whole" in verified
    assert f"incomplete as EDGAR serves them, and no fault: 2; {accession(2)}" in verified
    reparsed = scrapy("reparse", **run).stdout  # type: ignore[arg-type]
    assert "3 read: 3 the same" in reparsed
    assert "incomplete   2 as EDGAR serves them" in reparsed
    scrapy("audit", **run)  # type: ignore[arg-type]
    scrapy("export", **run)  # type: ignore[arg-type]
    place.records()[accession(2)].unlink()
    assert "unread: 1" in scrapy("verify", exits=1, **run).stdout  # type: ignore[arg-type]
    scrapy("reparse", **run)  # type: ignore[arg-type]
    assert {name: path.read_bytes() for name, path in place.records().items()} == records


def test_without_an_etag_that_proves_it_whole_a_cut_answer_stays_pending(
    place: Place, tmp_path: Path
) -> None:
    faults = [{"fault": "wrong-body", "body": CUT.decode("latin-1"), "path": f"*/{accession(2)}.txt"}]
    everything = archive(tmp_path / "archive", filing(1), filing(2, exhibits=2))
    with Replica(everything, max_rate=0, faults=faults) as place.edgar:
        place.crawl(*GMACM, exits=1)
        assert len(place.asked("submission")) == 6  # four times more
        assert list(place.raw()) == [accession(1)]
        place.edgar.set_faults([])
        place.crawl()
    assert gzip.decompress(place.raw()[accession(2)].read_bytes()) == filing(2, exhibits=2)
