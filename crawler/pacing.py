"""Slots of the rate limiter: when the next request may leave; pure functions of state and time.

Theory of operation. A slot is a moment at which one request may leave. Slots lie `spacing` apart, and
`State.next_slot` is the next free one. A process takes a slot by writing it, with its own number, into
`State.waiting`. `State.sent` holds when the last requests left, as these can be late: the next one keeps
its distance from the last of them (the spacing less `NEARER`), and from the one that
left as many requests ago as the rate allows in a second. So no second holds more than the rate, however
late the processes wake.
"""

import os
from dataclasses import replace

from crawler.rate_limiter_state import NO_PROCESS, State, is_alive

# Slots are this much further apart than the rate asks for: network delay differs between
# requests and must not push one too many into the server's second.
MARGIN = 0.07
NEARER = 0.03  # seconds by which two requests may lie nearer together than slots do, where one was late
LONGEST_MEMORY = 50  # requests; only tests use a higher rate a second
QUEUE = 1000  # no more slots than this are ever reserved ahead; a later time is of another clock


class Pacing:
    """The rules for one rate, in requests a second."""

    def __init__(self, rate: float) -> None:
        # Whole requests: 2.5 a second, evenly spaced, would be three in some seconds.
        self.spacing = (1 + MARGIN) / (int(rate) if rate >= 1 else rate)  # seconds between two slots
        self.remembered = min(max(1, int(rate)), LONGEST_MEMORY)

    def reserved(self, state: State, now: float) -> tuple[float, State]:
        """A free slot: one that was returned or whose process died, else the next one."""
        waiting = [(slot, process) for slot, process in state.waiting if slot > now]
        free = [slot for slot, process in waiting if process == NO_PROCESS or not is_alive(process)]
        slot = min(free, default=max(now, state.next_slot))
        others = tuple(one for one in waiting if one[0] != slot)
        next_slot = max(state.next_slot, slot + self.spacing)
        return slot, replace(state, next_slot=next_slot, waiting=(*others, (slot, os.getpid())))

    def given_back(self, state: State, slot: float) -> State:
        """The slot is free for the next process that asks."""
        others = tuple(one for one in state.waiting if one[0] != slot)
        return replace(state, waiting=(*others, (slot, NO_PROCESS)))

    def earliest(self, state: State) -> float:
        """When the next request may follow those that were sent, regardless of their slots."""
        after = [state.sent[-1] + self.spacing - NEARER] if state.sent else []
        if len(state.sent) == self.remembered:
            after.append(state.sent[0] + self.remembered * self.spacing)
        return max(after, default=0.0)

    def sent(self, state: State, now: float) -> State:
        """Record that a request leaves now."""
        return replace(state, sent=(*state.sent, now)[-self.remembered :])

    def moved(self, state: State, moment: float, now: float) -> State:
        """Record that the request of a past slot leaves now."""
        others = tuple(one for one in state.sent if one != moment)
        return self.sent(replace(state, sent=others), now)

    def is_of_another_clock(self, state: State, now: float) -> bool:
        """Whether the times in the state cannot be of this machine's present clock."""
        return max((state.next_slot, *state.sent)) > now + QUEUE * self.spacing
