"""A crawl that is killed at any instant loses nothing and fetches nothing twice that was landed."""

import gzip
from pathlib import Path

from crawler.replica import Replica
from crawler.settings import CONCURRENT_REQUESTS_PER_DOMAIN
from tests.crawler.crawls import Place, accession, archive, filing
from tests.crawler.killing import STEPS, fetched_again, kill_at, zone_of

FILINGS = {accession(number): filing(number) for number in range(1, 31)}


def test_a_crawl_that_is_killed_between_any_two_steps_is_completed_by_the_next_one(
    place: Place, tmp_path: Path
) -> None:
    undisturbed = Place(tmp_path / "undisturbed")
    with Replica(archive(tmp_path / "archive", *FILINGS.values()), max_rate=0) as edgar:
        place.edgar = undisturbed.edgar = edgar
        undisturbed.crawl()
        before = len(place.asked("submission"))
        seen = []
        for step in STEPS:
            # The first manifest that a run writes is that of the one that died before it.
            assert kill_at(place, step, 2 if step.startswith("the manifest") else 4), step
            seen.append((set(place.raw()), len(place.asked("submission"))))
        place.crawl()
        for landed, asked in seen:
            assert fetched_again(place, landed, asked) == []
        # A kill costs what was on its way, and nothing that was landed.
        on_their_way = (len(STEPS) + 1) * CONCURRENT_REQUESTS_PER_DOMAIN
        assert len(place.asked("submission")) - before <= len(FILINGS) + on_their_way
    assert zone_of(place) == zone_of(undisturbed)
    assert {name: gzip.decompress(path.read_bytes()) for name, path in place.raw().items()} == FILINGS
    # Each dead run's manifest was closed by the run after it.
    *dead, last = (one["outcome"] for one in place.manifests())
    assert set(dead) == {"died"} and last == "complete"
    assert len(dead) == len(STEPS)


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
