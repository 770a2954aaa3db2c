"""EDGAR's block, shared by all processes of this machine: silence, then a probe, then normal requests.

Theory of operation. These functions compute the next `State` from the present one:

    free --blocked()--> silent --its end--> probe wanted --probing()--> probe under way
                                                 ^                        |        |
                                                 +---- lost, or timed out-+        |
    free <-------------------------- without_probe(needs_another=False) -----------+

`blocked()` leads to silence from every state, and never shortens a silence. Going on during a block extends
it, so after its end one request alone, of all processes, asks whether EDGAR answers again. The block's end
is kept in monotonic time, which no change of the clock moves, and in wall time too, as monotonic time begins
anew with a boot.
"""

import os
from dataclasses import replace

from crawler.rate_limiter_state import State, is_alive

PROBE_TIMES_OUT = 90.0  # seconds after which a probe counts as lost, with the process that sent it


def blocked(state: State, now: float, wall: float, seconds: float) -> State:
    """Start a silence of this many seconds, or keep a longer one; `now` is monotonic, `wall` is not."""
    until = max(state.blocked_until, now + seconds)
    left = until - now
    return replace(
        state,
        blocked_until=until,
        blocked_until_wall=wall + left,
        blocked_for=left,
        probe_wanted=True,
        probed_until=0.0,
    )


def seconds_left(state: State, now: float) -> float:
    """The remaining seconds of silence."""
    return max(0.0, state.blocked_until - now)


def is_probing(state: State, now: float) -> bool:
    """Whether a probe is under way and its process is alive."""
    return state.probed_until > now and is_alive(state.prober)


def probing(state: State, now: float) -> State:
    """Record that this process sends the probe."""
    return replace(state, prober=os.getpid(), probed_until=now + PROBE_TIMES_OUT)


def without_probe(state: State, now: float, *, needs_another: bool) -> State:
    """Record that the probe was answered or lost; a block that began meanwhile stays."""
    if seconds_left(state, now):
        return state
    return replace(state, probe_wanted=needs_another, probed_until=0.0)


def after_boot(state: State, now: float, wall: float) -> State:
    """The silence in the monotonic time of this boot; no jump of the clock makes it longer than it was."""
    left = min(max(0.0, state.blocked_until_wall - wall), state.blocked_for)
    return replace(state, blocked_until=now + left, probed_until=0.0)
