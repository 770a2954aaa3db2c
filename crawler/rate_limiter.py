"""The rate limiter that all processes of this machine share: EDGAR counts requests per user, not per process.

Theory of operation. One small file per origin below EDGAR_BUDGET holds the shared state (`State` in
rate_limiter_state.py), and a lock file beside it makes each change of it one step (rate_limiter_file.py).
Two sets of pure functions compute the next state from the present one and the time:

    pacing.py   slots: when may the next request leave?
    block.py    EDGAR's block: nothing leaves before its end, then one probe, then everything again

A request passes three steps:

    1. check_slot   reserves a slot in the file, or finds a block or a probe under way
    2. sleep        until the slot, in short steps, so that a stop or a new block is noticed
    3. check_slot   again: others may have left late meanwhile, and then this one waits a little longer

So processes take turns in the order in which they asked. One that wakes late keeps its distance from the
requests that left meanwhile. A slot whose process died goes to the next one that asks. The file is read and
written at each step and never kept in memory: a process may be killed at any instant.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from crawler import block
from crawler.pacing import Pacing
from crawler.rate_limiter_file import StateFile
from crawler.rate_limiter_state import Permit, SlotCheck, State

STEP = 0.25  # seconds between two checks whether the run is being stopped or EDGAR has blocked us
PROBE_STEP = 0.05  # seconds between two checks whether the probe was answered
PROBE = -1.0  # in place of a slot: this request is the probe, and leaves now
LATE = 0.01  # a request that leaves this many seconds after its slot is written down


class Interrupted(Exception):
    """The run is being stopped while a request waits for its slot; the request was not sent."""


class RateLimiter:
    """Permits for the requests to one origin, at most `rate` in any second, shared through a file.

    Every method raises StateUnwritable where the file cannot be written.
    """

    def __init__(self, folder: Path, origin: str, rate: float) -> None:
        self.pacing = Pacing(rate)
        self._file = StateFile(folder, origin, self.pacing)
        self._turn = asyncio.Lock()

    async def take(self, stopped: Callable[[], bool] = lambda: False) -> Permit:
        """Wait until one request may be sent; raises Interrupted if the run is stopped before.

        Call `request_left` when it goes out, and `probe_answered` or `probe_lost` for the probe.
        """
        async with self._turn:  # one reservation a process, or the one with more requests open would get more
            check = self._first_check(stopped)
            while not check.is_due:
                await asyncio.sleep(min(check.wait, STEP))
                check = self._next_check(check.slot, stopped)
            return Permit(check.now, check.slot == PROBE)

    def take_blocking(self, stopped: Callable[[], bool] = lambda: False) -> Permit:
        """As `take`, for a thread outside the event loop."""
        check = self._first_check(stopped)
        while not check.is_due:
            time.sleep(min(check.wait, STEP))
            check = self._next_check(check.slot, stopped)
        return Permit(check.now, check.slot == PROBE)

    def request_left(self, permit: Permit) -> None:
        """Record that the request goes out now: if connecting took long, later slots count from here."""
        if time.monotonic() - permit.moment < LATE:
            return
        with self._file as state:
            # The time after the wait for the lock, which may be long on a busy machine.
            self._file.write(self.pacing.moved(state, permit.moment, time.monotonic()))

    def probe_answered(self) -> None:
        """Record that the probe was not blocked: every process may send again."""
        self._end_probe(needs_another=False)

    def probe_lost(self) -> None:
        """Record that the probe got no answer, or one that ends its run: the next request is the probe."""
        self._end_probe(needs_another=True)

    def _end_probe(self, *, needs_another: bool) -> None:
        with self._file as state:
            self._file.write(block.without_probe(state, time.monotonic(), needs_another=needs_another))

    def block(self, seconds: float) -> None:
        """Record a block: no process of this machine sends anything, including processes started later."""
        with self._file as state:
            self._file.write(block.blocked(state, time.monotonic(), time.time(), seconds))

    def blocked_for(self) -> float:
        """Seconds until the end of the block; 0 if there is none."""
        with self._file as state:
            return block.seconds_left(state, time.monotonic())

    def is_silent(self) -> bool:
        """Whether EDGAR's block lasts."""
        return self.blocked_for() > 0

    def check_slot(self, slot: float | None) -> SlotCheck:
        """Read and update the file once: takes the slot held before, returns the slot held now."""
        now = time.monotonic()
        if slot is not None and now < slot:
            return SlotCheck(slot, slot - now, now)
        with self._file as state:
            now = time.monotonic()
            if left := block.seconds_left(state, now):
                return SlotCheck(None, left, now)
            if state.probe_wanted:
                return self._check_probe(state, now)
            if slot is None:
                return self._wait_for(*self.pacing.reserved(state, now), now)
            return self._wait_for(slot, state, now)

    def _wait_for(self, slot: float, state: State, now: float) -> SlotCheck:
        """The time to wait for the slot; a request that need not wait counts as sent."""
        wait = max(slot, self.pacing.earliest(state)) - now
        self._file.write(state if wait > 0 else self.pacing.sent(state, now))
        return SlotCheck(slot, max(0.0, wait), now)

    def _check_probe(self, state: State, now: float) -> SlotCheck:
        """The first request becomes the probe; the others check again until its answer is known."""
        if block.is_probing(state, now):
            return SlotCheck(None, PROBE_STEP, now)
        wait = max(state.next_slot, self.pacing.earliest(state)) - now
        if wait > 0:
            return SlotCheck(None, wait, now)
        probing = replace(block.probing(state, now), next_slot=now + self.pacing.spacing)
        self._file.write(self.pacing.sent(probing, now))
        return SlotCheck(PROBE, 0.0, now)

    def _first_check(self, stopped: Callable[[], bool]) -> SlotCheck:
        """A stopping run reserves nothing: other processes would wait for its slots."""
        if stopped():
            raise Interrupted
        return self.check_slot(None)

    def _next_check(self, slot: float | None, stopped: Callable[[], bool]) -> SlotCheck:
        """A stopping run returns its slot."""
        if stopped():
            if slot is not None:
                with self._file as state:
                    self._file.write(self.pacing.given_back(state, slot))
            raise Interrupted
        return self.check_slot(slot)
