"""The rate as the server sees it, with one, two and four processes at once, restarts and kills among them."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawler.replica import Replica
from crawler.replica.process import most_in_a_second
from tests.crawler.crawls import GMACM, Place, archive, filing

pytestmark = pytest.mark.timeout(3600)
RATE = 10
SECONDS = 40.0


@pytest.mark.parametrize("processes", [1, 2, 4])
@pytest.mark.parametrize("restarted", [False, True])
def test_the_rate_is_used_and_never_overstepped(tmp_path: Path, processes: int, restarted: bool) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 1001)))
    lot = random.Random(processes)
    # Above the rate the replica blocks, and the crawls would fail.
    with Replica(filings, max_rate=RATE) as edgar:
        settings = {"EDGAR_BUDGET": str(tmp_path / "budget"), "EDGAR_MAX_RATE": str(RATE)}
        until = time.monotonic() + SECONDS

        def crawl(number: int) -> None:
            place = Place(tmp_path / f"place-{number}", edgar, settings)
            while (left := until - time.monotonic()) > 0:
                process = place.start(*GMACM)
                time.sleep(min(left, lot.uniform(2, 6)) if restarted else left)
                lot.choice([process.kill, process.terminate])() if restarted else process.terminate()
                process.communicate(timeout=60)

        with ThreadPoolExecutor(processes) as pool:
            list(pool.map(crawl, range(processes)))
        requests = edgar.requests()
    assert not [one for one in requests if one.answer == "rate page"]
    assert most_in_a_second(requests) <= RATE
    used = (len(requests) - 1) / (requests[-1].monotonic - requests[0].monotonic) / RATE
    print(f"{processes} processes, restarted {restarted}: {len(requests)} requests, {used:.0%} of the rate")
    # Processes that are restarted have nothing to send while they start.
    assert used >= 0.9 or restarted
