"""The request budget that all processes of this machine share: EDGAR counts per user, not per process.

One small file an origin below EDGAR_BUDGET holds the time of the next free slot, the times of the last
requests and, while EDGAR blocks us, the end of that block. A request reserves a slot, sleeps until then, and
looks again: so processes take turns in the order in which they asked, and one that wakes late keeps its
distance from those that were sent meanwhile instead of sending in a bunch.
After a block one request goes first, of all processes: only when it is answered well do the others follow.
"""

import asyncio
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock

from crawler.rate_limiter_state import NOBODY, Look, Sent, State, is_alive

# Slots are this much further apart than the rate asks for: what the road to the server adds to one request
# and not to the next must not push one too many into the server's second.
MARGIN = 0.07
NEARER = 0.03  # seconds by which two requests may lie nearer together than slots do, where one was late
LONGEST_MEMORY = 50  # requests; a higher rate than so many a second is nobody's but a test's
STEP = 0.25  # seconds between two looks at whether the run is being stopped or EDGAR has blocked us meanwhile
PROBE_STEP = 0.05  # seconds between two looks at whether the probe was answered
PROBE_TIMES_OUT = 90.0  # seconds after which a probe counts as lost, with the process that sent it
QUEUE = 1000  # no more slots than this are ever reserved ahead; a later time is of another clock
PROBE = -1.0  # the slot of the probe: now
LATE = 0.01  # seconds between a slot and its request that are worth telling the others
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Interrupted(Exception):
    """The run is being stopped while a request waits for its slot; the request was not sent."""


class Unkept(Exception):
    """The budget's file cannot be written, so that nothing may be sent; the message says what to set."""


def origin_of(url: str) -> str:
    """The name of a budget: www, data and efts of sec.gov count together."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host == "sec.gov" or host.endswith(".sec.gov"):
        return "sec.gov"
    return f"{parts.scheme}-{parts.netloc}".replace(":", "-")


class Budget:
    """Slots for the requests to one origin, at most `rate` in any second, shared through a file."""

    def __init__(self, folder: Path, origin: str, rate: float) -> None:
        # Whole requests: 2.5 a second, evenly spaced, would be three in some seconds.
        self.spacing = (1 + MARGIN) / (int(rate) if rate >= 1 else rate)
        self._remembered = min(max(1, int(rate)), LONGEST_MEMORY)
        self._file = folder / f"{origin}.json"
        folder.mkdir(parents=True, exist_ok=True)
        # Held for microseconds at a time, so a waiter looks often.
        self._lock = FileLock(folder / f"{origin}.lock", poll_interval=0.0005)
        self._boot = BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""
        self._turn = asyncio.Lock()

    async def take(self, stopped: Callable[[], bool] = lambda: False) -> Sent:
        """Return at the moment in which one request may be sent; Interrupted if the run is stopped before.

        `leaves` is to be called when it goes out, `answered` or `lost` for the probe.
        """
        async with self._turn:  # one reservation a process, or the one with more requests open would get more
            look = self._begin(stopped)
            while look.wait > 0 or look.slot is None:
                await asyncio.sleep(min(look.wait, STEP))
                look = self._go_on(look.slot, stopped)
            return Sent(look.now, look.slot == PROBE)

    def take_blocking(self, stopped: Callable[[], bool] = lambda: False) -> Sent:
        """The same for a thread outside the event loop."""
        look = self._begin(stopped)
        while look.wait > 0 or look.slot is None:
            time.sleep(min(look.wait, STEP))
            look = self._go_on(look.slot, stopped)
        return Sent(look.now, look.slot == PROBE)

    def leaves(self, sent: Sent) -> None:
        """The request goes out now. Where connecting took its time, the others are to count from here."""
        if time.monotonic() - sent.moment < LATE:
            return
        with self._lock:
            state = self._read()
            others = tuple(moment for moment in state.sent if moment != sent.moment)
            self._write(self._with(replace(state, sent=others), time.monotonic()))

    def _begin(self, stopped: Callable[[], bool]) -> Look:
        """The first look. A run that is being stopped reserves nothing: others would wait for those slots."""
        if stopped():
            raise Interrupted
        return self._look(None)

    def _go_on(self, slot: float | None, stopped: Callable[[], bool]) -> Look:
        """The next look; a run that is being stopped gives its slot back."""
        if stopped():
            self._give_back(slot)
            raise Interrupted
        return self._look(slot)

    def _give_back(self, slot: float | None) -> None:
        if slot is not None:
            with self._lock:
                state = self._read()
                others = tuple(one for one in state.waiting if one[0] != slot)
                self._write(replace(state, waiting=(*others, (slot, NOBODY))))

    def answered(self) -> None:
        """The probe got another answer than a block: everybody may send again."""
        self._end_probe(wanted=False)

    def lost(self) -> None:
        """The probe got no answer, or one that ends its run: another request is to be the probe."""
        self._end_probe(wanted=True)

    def _end_probe(self, wanted: bool) -> None:
        with self._lock:
            state = self._read()
            if state.blocked_until <= time.monotonic():  # else a block came meanwhile, and rules
                self._write(replace(state, probe_wanted=wanted, probed_until=0.0))

    def block(self, seconds: float) -> None:
        """EDGAR wants silence: no process of this machine sends anything, nor one started later."""
        with self._lock:
            state = self._read()
            until = max(state.blocked_until, time.monotonic() + seconds)
            left = until - time.monotonic()
            self._write(
                replace(
                    state,
                    blocked_until=until,
                    blocked_until_wall=time.time() + left,
                    blocked_for=left,
                    probe_wanted=True,
                    probed_until=0.0,
                )
            )

    def blocked_for(self) -> float:
        """Seconds of silence still to keep."""
        with self._lock:
            return max(0.0, self._read().blocked_until - time.monotonic())

    def is_silent(self) -> bool:
        """Whether there is a silence to keep."""
        return self.blocked_for() > 0

    def _look(self, slot: float | None) -> Look:
        """What we hold after this look, with the slot that we held before."""
        now = time.monotonic()
        if slot is not None and now < slot:
            return Look(slot, slot - now, now)
        with self._lock:
            now = time.monotonic()
            state = self._read()
            if state.blocked_until > now:
                return Look(None, state.blocked_until - now, now)
            if state.probe_wanted:
                return self._probe(state, now)
            if slot is None:
                slot, state = self._reserve(state, now)
            wait = max(slot, self._earliest(state)) - now
            self._write(state if wait > 0 else self._with(state, now))
            return Look(slot, max(0.0, wait), now)

    def _reserve(self, state: State, now: float) -> tuple[float, State]:
        """A slot that was given back or whose process died before it came, else the next one."""
        waiting = [(slot, process) for slot, process in state.waiting if slot > now]
        free = [slot for slot, process in waiting if process == NOBODY or not is_alive(process)]
        slot = min(free, default=max(now, state.next_slot))
        others = tuple(one for one in waiting if one[0] != slot)
        next_slot = max(state.next_slot, slot + self.spacing)
        return slot, replace(state, next_slot=next_slot, waiting=(*others, (slot, os.getpid())))

    def _earliest(self, state: State) -> float:
        """When the next request may follow those that were sent, whatever slots they had."""
        after = [state.sent[-1] + self.spacing - NEARER] if state.sent else []
        if len(state.sent) == self._remembered:
            after.append(state.sent[0] + self._remembered * self.spacing)
        return max(after, default=0.0)

    def _with(self, state: State, now: float) -> State:
        return replace(state, sent=(*state.sent, now)[-self._remembered :])

    def _probe(self, state: State, now: float) -> Look:
        """The probe's slot, once; until its answer is known all others look again."""
        if state.probed_until > now and is_alive(state.prober):
            return Look(None, PROBE_STEP, now)
        wait = max(state.next_slot, self._earliest(state)) - now
        if wait > 0:
            return Look(None, wait, now)
        probed = replace(state, prober=os.getpid(), probed_until=now + PROBE_TIMES_OUT)
        self._write(self._with(replace(probed, next_slot=now + self.spacing), now))
        return Look(PROBE, 0.0, now)

    def _read(self) -> State:
        now = time.monotonic()
        try:
            state = State(**json.loads(self._file.read_bytes()))
        except FileNotFoundError:
            return State(self._boot)
        except (ValueError, TypeError):  # not ours, or cut by a power failure: keep a second's distance
            return State(self._boot, next_slot=now + 1)
        state = replace(state, sent=tuple(state.sent)[-self._remembered :])
        if state.boot != self._boot or max((state.next_slot, *state.sent)) > now + QUEUE * self.spacing:
            left = min(max(0.0, state.blocked_until_wall - time.time()), state.blocked_for)
            state = replace(state, boot=self._boot, next_slot=now, sent=(), waiting=())
            state = replace(state, blocked_until=now + left, probed_until=0.0)
        return state

    def _write(self, state: State) -> None:
        fresh = self._file.with_suffix(f".{os.getpid()}.new")
        try:
            fresh.write_text(json.dumps(asdict(state)))
            fresh.replace(self._file)
        except OSError as error:
            raise Unkept(
                f"the request budget cannot be kept in {self._file.parent} ({error.strerror}):"
                " set EDGAR_BUDGET to a folder that can be written"
            ) from error
