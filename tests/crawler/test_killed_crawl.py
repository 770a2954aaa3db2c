"""A crawl that is killed at any instant loses nothing and fetches nothing twice that was landed."""

import gzip
import time
from pathlib import Path

from crawls import GMACM, Place, accession, archive, filing

from crawler.replica import Replica

FILINGS = {accession(number): filing(number) for number in range(1, 41)}


def test_a_killed_crawl_is_completed_by_the_next_one(place: Place, tmp_path: Path) -> None:
    fetched_again = []
    with Replica(archive(tmp_path / "archive", *FILINGS.values()), max_rate=0) as place.edgar:
        for kill_after in (1, 12, 25):
            process = place.start(*GMACM)
            while len(place.asked("submission")) < kill_after:
                time.sleep(0.005)
            process.kill()
            process.communicate()
            landed, asked = set(place.raw()), len(place.asked("submission"))
            fetched_again.append((landed, asked))
        place.crawl()
        for landed, asked in fetched_again:
            later = place.asked("submission")[asked:]
            assert not [path for path in later if Path(path).stem in landed]
    assert {name: gzip.decompress(path.read_bytes()) for name, path in place.raw().items()} == FILINGS
    assert sorted(place.records()) == sorted(FILINGS)
    # Each dead run's manifest was closed by the run after it.
    assert [one["outcome"] for one in place.manifests()] == ["died", "died", "died", "complete"]
    assert not [path for path in place.zone.rglob("*") if path.suffix == ".part"]


def test_a_lost_state_folder_costs_indexes_and_no_filing(place: Place, tmp_path: Path) -> None:
    with Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as place.edgar:
        place.crawl()
        for path in (place.folder / ".state").iterdir():
            path.unlink()
        next(iter(place.records().values())).unlink()
        place.crawl()
        assert len(place.asked("submission")) == 2
        assert len(place.asked("index")) == 2
    assert len(place.records()) == 2
