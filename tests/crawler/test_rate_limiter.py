"""The budget of requests: shared, in turn, never above the rate, and silent while EDGAR blocks us."""

import asyncio
import json
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.origins import origin_of
from crawler.pacing import NEARER
from crawler.rate_limiter import PROBE, Interrupted, RateLimiter
from crawler.replica import Replica
from crawler.replica.process import most_in_a_second
from tests.crawler.crawls import ROOT, Place, archive, filing

TAKE_FOR_A_WHILE = """
import asyncio, sys, time
from itertools import pairwise
from pathlib import Path
from crawler.rate_limiter import RateLimiter

async def worker(limiter, end):
    while time.monotonic() < end:
        await limiter.take()
        print(time.monotonic(), flush=True)

async def main():
    limiter = RateLimiter(Path(sys.argv[1]), "edgar", float(sys.argv[2]))
    end = time.monotonic() + float(sys.argv[3])
    await asyncio.gather(*(worker(limiter, end) for _ in range(int(sys.argv[4]))))

asyncio.run(main())
"""


@pytest.mark.parametrize(
    "url, origin",
    [
        ("https://www.sec.gov/Archives", "sec.gov"),
        ("https://data.sec.gov/submissions", "sec.gov"),
        ("https://efts.sec.gov", "sec.gov"),
        ("https://notsec.gov", "https-notsec.gov"),
        ("http://127.0.0.1:8000/x", "http-127.0.0.1-8000"),
    ],
)
def test_all_hosts_of_the_sec_share_one_budget(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def taken(folder: Path, rate: float, workers: int) -> list[float]:
    command = [sys.executable, "-c", TAKE_FOR_A_WHILE, str(folder), str(rate), "4", str(workers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


@pytest.mark.slow
def test_processes_share_the_rate_fairly_and_use_nearly_all_of_it(tmp_path: Path) -> None:
    # One with ten requests open, one with a single one: each gets its turn.
    with ThreadPoolExecutor() as pool:
        greedy, modest = pool.map(lambda workers: taken(tmp_path, 8, workers), (10, 1))
    times = sorted(greedy + modest)
    assert max(sum(start <= one < start + 1 for one in times) for start in times) <= 8
    assert (len(times) - 1) / (times[-1] - times[0]) >= 0.9 * 8
    # Never two at once; what lies between the lock and the print is the machine's.
    assert min(one - other for other, one in pairwise(times)) > (1 / 8 - NEARER) / 2
    both = [one for one in greedy if modest[0] <= one <= modest[-1]]
    assert abs(len(both) - len(modest)) <= 0.25 * len(modest)


@pytest.mark.parametrize("rate, spacing", [(8, 1.07 / 8), (2.5, 1.07 / 2), (0.5, 1.07 / 0.5)])
def test_slots_lie_a_little_further_apart_than_the_rate(tmp_path: Path, rate: float, spacing: float) -> None:
    assert RateLimiter(tmp_path, "edgar", rate).pacing.spacing == pytest.approx(spacing)


def test_a_process_that_wakes_late_keeps_its_turn_and_its_distance(tmp_path: Path) -> None:
    late, other = RateLimiter(tmp_path, "edgar", 10), RateLimiter(tmp_path, "edgar", 10)
    now = 1000.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.rate_limiter.time.monotonic", lambda: now)
        late.take_blocking()
        slot, wait, _ = late.check_slot(None)
        assert slot is not None and wait > 0
        now += wait + 0.3
        other.take_blocking()  # sent in the slot after the one that was missed
        kept, wait, _ = late.check_slot(slot)
    assert kept == slot
    assert late.pacing.spacing - 2 * NEARER < wait <= late.pacing.spacing - NEARER


def test_no_second_holds_more_than_the_rate_however_late_processes_wake(tmp_path: Path) -> None:
    limiter = RateLimiter(tmp_path, "edgar", 10)
    lot = random.Random(1)
    now, sent = 1000.0, []
    slots: list[float | None] = [None] * 4
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.rate_limiter.time.monotonic", lambda: now)
        while now < 1012:
            number = lot.randrange(4)
            slots[number], wait, _ = limiter.check_slot(slots[number])
            if wait == 0:
                sent.append(now)
                slots[number] = None
            # A busy machine: one step in fifty takes up to a fifth of a second.
            now += lot.choice([0.03, 0.1, 0.2]) if lot.random() < 0.02 else 0.005
    assert max(sum(start <= one < start + 1 for one in sent) for start in sent) <= 10
    assert min(one - other for other, one in pairwise(sent)) >= limiter.pacing.spacing - NEARER - 1e-9
    assert len(sent) / 12 > 8


def test_a_request_that_leaves_late_counts_from_when_it_left(tmp_path: Path) -> None:
    limiter = RateLimiter(tmp_path, "edgar", 10)
    now = 1000.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.rate_limiter.time.monotonic", lambda: now)
        first = limiter.take_blocking()
        now += 0.4  # its connection was slow
        limiter.request_left(first)
        for _ in range(9):
            now += limiter.pacing.spacing
            limiter.request_left(limiter.take_blocking())
        now += 1e-6
        slot, wait, _ = limiter.check_slot(None)
        assert slot is not None
        # Ten were sent since 1000.4, so that the eleventh waits for more than a second from there.
        now += wait
        assert limiter.check_slot(slot).wait == 0
        assert now > 1001.4


def test_a_run_that_is_stopped_keeps_no_slot_from_the_others(tmp_path: Path) -> None:
    limiter, other = RateLimiter(tmp_path, "edgar", 0.2), RateLimiter(tmp_path, "edgar", 0.2)
    stopping = False

    async def crawl() -> None:
        nonlocal stopping
        waiting = [asyncio.create_task(limiter.take(lambda: stopping)) for _ in range(32)]
        await asyncio.sleep(0.1)
        stopping = True
        done = await asyncio.gather(*waiting, return_exceptions=True)
        assert sum(isinstance(one, Interrupted) for one in done) == 31

    asyncio.run(crawl())
    assert other.check_slot(None).wait <= other.pacing.spacing


def test_the_slot_of_a_process_that_was_killed_goes_to_the_next_that_asks(tmp_path: Path) -> None:
    limiter = RateLimiter(tmp_path, "edgar", 2)
    limiter.take_blocking()
    kept = limiter.check_slot(None).slot
    lost, behind = limiter.check_slot(None).slot, limiter.check_slot(None).slot
    assert kept is not None and lost is not None and behind is not None
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    file = tmp_path / "edgar.json"
    state = json.loads(file.read_text())
    state["waiting"] = [[slot, dead.pid if slot == lost else process] for slot, process in state["waiting"]]
    file.write_text(json.dumps(state))
    assert limiter.check_slot(None).slot == lost
    assert limiter.check_slot(None).slot == pytest.approx(behind + limiter.pacing.spacing)


def test_a_block_silences_every_process_and_those_started_later(tmp_path: Path) -> None:
    RateLimiter(tmp_path, "edgar", 100).block(0.4)
    started = time.monotonic()
    RateLimiter(tmp_path, "edgar", 100).take_blocking()
    assert 0.35 < time.monotonic() - started < 4


def after_a_block(folder: Path) -> tuple[RateLimiter, RateLimiter]:
    """Two processes, of which the first has sent the probe."""
    first, second = RateLimiter(folder, "edgar", 100), RateLimiter(folder, "edgar", 100)
    first.block(0.05)
    assert first.take_blocking().is_probe
    assert second.check_slot(None)[0] is None
    return first, second


def test_after_a_block_one_request_goes_first_and_its_answer_frees_the_others(tmp_path: Path) -> None:
    first, second = after_a_block(tmp_path)
    first.probe_answered()
    assert [second.take_blocking().is_probe, first.take_blocking().is_probe] == [False, False]


def test_a_probe_that_is_blocked_again_keeps_all_silent(tmp_path: Path) -> None:
    first, second = after_a_block(tmp_path)
    first.block(30)
    first.probe_answered()  # a late answer to an earlier request
    assert second.blocked_for() > 29


def test_a_probe_without_an_answer_is_followed_by_another_in_the_next_slot(tmp_path: Path) -> None:
    first, second = after_a_block(tmp_path)
    first.probe_lost()
    look = second.check_slot(None)
    assert look.wait <= first.pacing.spacing
    assert look.slot == PROBE or second.take_blocking().is_probe


def test_the_probe_of_a_process_that_died_is_followed_by_another(tmp_path: Path) -> None:
    _, second = after_a_block(tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    file = tmp_path / "edgar.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"prober": dead.pid}))
    assert second.take_blocking().is_probe


def test_a_block_of_another_origin_is_not_ours(tmp_path: Path) -> None:
    RateLimiter(tmp_path, "other", 100).block(60)
    assert RateLimiter(tmp_path, "edgar", 100).blocked_for() == 0


def test_a_shorter_block_does_not_end_a_longer_one(tmp_path: Path) -> None:
    limiter = RateLimiter(tmp_path, "edgar", 100)
    limiter.block(600)
    limiter.block(1)
    assert limiter.blocked_for() > 598


def edited(folder: Path, **changes: object) -> RateLimiter:
    """A budget whose file was written under other clocks."""
    limiter = RateLimiter(folder, "edgar", 10)
    limiter.block(300)
    file = folder / "edgar.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
    return limiter


def test_a_block_outlives_a_restart_of_the_machine(tmp_path: Path) -> None:
    # Monotonic time begins anew; what is left is measured by the wall clock.
    limiter = edited(tmp_path, boot="another boot", blocked_until=1e12, next_slot=1e12)
    assert 298 < limiter.blocked_for() <= 300


def test_a_clock_that_jumped_makes_no_block_longer_than_it_was(tmp_path: Path) -> None:
    limiter = edited(tmp_path, boot="another boot", blocked_until_wall=time.time() + 1e9)
    assert 298 < limiter.blocked_for() <= 300


@pytest.mark.parametrize("content", ["", "{", '{"what": 1}', "[]"])
def test_a_broken_file_costs_a_second_and_no_more(tmp_path: Path, content: str) -> None:
    (tmp_path / "edgar.json").write_text(content)
    wait = RateLimiter(tmp_path, "edgar", 10).check_slot(None).wait
    assert 0.5 < wait < 1.01


def test_waiting_ends_when_the_run_is_stopped(tmp_path: Path) -> None:
    limiter = RateLimiter(tmp_path, "edgar", 10)
    limiter.block(60)
    with pytest.raises(Interrupted):
        asyncio.run(limiter.take(lambda: True))
    with pytest.raises(Interrupted):
        limiter.take_blocking(lambda: True)


def test_two_crawls_at_once_stay_below_the_rate_at_the_server(tmp_path: Path) -> None:
    filings = [filing(number) for number in range(1, 21)]
    settings = {"EDGAR_BUDGET": str(tmp_path / "budget"), "EDGAR_MAX_RATE": "8"}
    with Replica(archive(tmp_path / "archive", *filings), max_rate=8) as edgar:
        agents = ["One crawl one@example.com", "Another crawl two@example.com"]
        places = [Place(tmp_path / agent, edgar, settings | {"EDGAR_USER_AGENT": agent}) for agent in agents]
        with ThreadPoolExecutor() as pool:
            list(pool.map(Place.crawl, places))
    requests = edgar.requests()
    assert len(requests) == 2 * (20 + 1 + 1)
    assert most_in_a_second(requests) <= 8
    times = [[one.monotonic for one in requests if one.headers["user-agent"] == agent] for agent in agents]
    # While both have work: one of them starts a little later.
    first, last = max(map(min, times)), min(map(max, times))
    both = [one.monotonic for one in requests if first <= one.monotonic <= last]
    assert len(both) > 20
    assert (len(both) - 1) / (last - first) >= 0.85 * 8
