"""The state that the rate limiters of all processes of this machine share."""

import os
from dataclasses import dataclass
from typing import NamedTuple

NO_PROCESS = 0  # in place of a process number


@dataclass(frozen=True)
class State:
    """The file, in monotonic time of this boot; a block also in wall time, to survive a boot."""

    boot: str = ""
    next_slot: float = 0.0
    waiting: tuple[tuple[float, int], ...] = ()  # slots to come, and the processes that wait for them
    sent: tuple[float, ...] = ()  # when the last requests were
    blocked_until: float = 0.0
    blocked_until_wall: float = 0.0
    blocked_for: float = 0.0  # seconds: no jump of the clock makes a block longer than it was
    probe_wanted: bool = False  # no request has had a good answer since the block
    probed_until: float = 0.0  # a probe is under way, or lost by then
    prober: int = 0  # the process that sent it


class Permit(NamedTuple):
    """A permit to send a request: its time, and whether the request is the probe after a block."""

    moment: float
    is_probe: bool


class SlotCheck(NamedTuple):
    """The slot held by the request, the seconds to wait for it (0 if it is now), the time of the check."""

    slot: float | None
    wait: float
    now: float

    @property
    def is_due(self) -> bool:
        """Whether the request may leave now."""
        return self.slot is not None and self.wait <= 0


def is_alive(process: int) -> bool:
    """Whether a process with that number runs on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
