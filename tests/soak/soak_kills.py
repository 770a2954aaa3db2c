"""200 SIGKILLs of the real process over a crawl: `make soak` runs these, `make test` a shorter form."""

import random
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.crawler.crawls import Place, archive, filing
from tests.crawler.killing import STEPS, fetched_again, kill_at, kill_somewhere, zone_of

pytestmark = pytest.mark.timeout(3600)
KILLS = 200
STEERED = 60
COUNT = 2000
SEED = 20040126


def test_two_hundred_kills_leave_the_zone_of_an_undisturbed_run(tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, COUNT + 1)))
    lot = random.Random(SEED)
    steps = [*(step for step in STEPS if not step.startswith("the manifest"))]
    plan = [steps[number % len(steps)] for number in range(STEERED)] + [""] * (KILLS - STEERED)
    lot.shuffle(plan)
    place, undisturbed = Place(tmp_path / "place"), Place(tmp_path / "undisturbed")
    with Replica(filings, max_rate=0) as edgar:
        place.edgar = undisturbed.edgar = edgar
        place.settings = {"EDGAR_MAX_RATE": "40"}
        undisturbed.settings = {"EDGAR_MAX_RATE": "500"}
        undisturbed.crawl()
        before = len(place.asked("submission"))
        killed = 0
        for step in plan:
            landed, asked = set(place.raw()), len(place.asked("submission"))
            # Three filings a kill on average, so that the crawl lasts as long as the kills.
            killed += kill_at(place, step, lot.randint(2, 4)) if step else kill_somewhere(place, lot, 0.75)
            assert fetched_again(place, landed, asked) == []
        landed, asked = set(place.raw()), len(place.asked("submission"))
        assert len(landed) < COUNT, "the crawl was over before the kills were"
        place.settings = undisturbed.settings
        place.crawl()
        assert fetched_again(place, landed, asked) == []
        requests = len(place.asked("submission")) - before
    assert killed == KILLS
    assert zone_of(place) == zone_of(undisturbed)
    outcomes = [one["outcome"] for one in place.manifests()]
    assert outcomes[-1] == "complete" and set(outcomes[:-1]) == {"died"}
    print(f"{killed} kills, {STEERED} of them steered; {requests} requests for {COUNT} filings")
