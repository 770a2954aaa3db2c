"""The file that keeps the rate limiters' state, and the lock that makes each change of it one step."""

import json
import os
import time
from dataclasses import asdict, replace
from pathlib import Path

from filelock import FileLock

from crawler import block
from crawler.pacing import Pacing
from crawler.rate_limiter_state import State

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class StateUnwritable(Exception):
    """The rate limiter's file cannot be written, so nothing may be sent; the message names the setting."""


class StateFile:
    """The state of one origin; as a context it holds the lock and gives the state as it is."""

    def __init__(self, folder: Path, origin: str, pacing: Pacing) -> None:
        self.path = folder / f"{origin}.json"
        self._pacing = pacing
        folder.mkdir(parents=True, exist_ok=True)
        # Held for microseconds at a time, so a waiter looks often.
        self._lock = FileLock(folder / f"{origin}.lock", poll_interval=0.0005)
        self._boot = BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""

    def __enter__(self) -> State:
        self._lock.acquire()
        try:
            return self._read()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def write(self, state: State) -> None:
        """Replace the state, whole or not at all; raises StateUnwritable."""
        fresh = self.path.with_suffix(f".{os.getpid()}.new")
        try:
            fresh.write_text(json.dumps(asdict(state)))
            fresh.replace(self.path)
        except OSError as error:
            raise StateUnwritable(
                f"the request budget cannot be kept in {self.path.parent} ({error.strerror}):"
                " set EDGAR_BUDGET to a folder that can be written"
            ) from error

    def _read(self) -> State:
        now = time.monotonic()
        try:
            state = State(**json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return State(self._boot)
        except (ValueError, TypeError):  # a foreign file, or one cut by a power failure: wait a second
            return State(self._boot, next_slot=now + 1)
        state = replace(state, sent=tuple(state.sent)[-self._pacing.remembered :])
        if state.boot != self._boot or self._pacing.is_of_another_clock(state, now):
            state = replace(state, boot=self._boot, next_slot=now, sent=(), waiting=())
            return block.after_boot(state, now, time.time())
        return state
