"""The states of a filing in the ledger, and the table of its moves; the ledger and its rebuild follow it."""

from typing import Literal, get_args

State = Literal["failed", "gone", "landed", "done"]
Event = Literal[
    "raw landed",
    "raw landed anew",
    "records written",
    "failed",
    "given up",
    "raw found",
    "raw and records found",
    "records lost",
]
MEANING: dict[State, str] = {
    "failed": "pending: the next run asks for it first",
    "gone": "final: no run asks for it, unless the user names it",
    "landed": "raw alone is in the zone: the next run reads it, and does not fetch it",
    "done": "raw and records are in the zone",
}
IN_THE_ZONE: tuple[State, ...] = ("landed", "done")
_FROM: tuple[State | None, ...] = (None, *get_args(State))
# The state after each event; None where the event cannot come in that state.
# fmt: off
MOVES: dict[Event, tuple[State | None, ...]] = {
    # from:                 unknown   failed    gone      landed    done
    "raw landed":            ("landed", "landed", "landed", "landed", "done"),
    "raw landed anew":       ("landed", "landed", "landed", "landed", "landed"),
    "records written":       (None,     "done",   "done",   "done",   "done"),
    "failed":                ("failed", "failed", "failed", "landed", "done"),
    "given up":              ("gone",   "gone",   "gone",   "landed", "done"),
    "raw found":             ("landed", "landed", "landed", "landed", "done"),
    "raw and records found": ("done",   "done",   "done",   "done",   "done"),
    "records lost":          (None,     None,     None,     None,     "landed"),
}
# fmt: on


class ImpossibleMove(AssertionError):
    """A caller recorded an event that cannot happen to a filing in its state."""


def next_state(state: State | None, event: Event) -> State:
    """The state after an event; raises ImpossibleMove."""
    after = MOVES[event][_FROM.index(state)]
    if after is None:
        raise ImpossibleMove(f"'{event}' cannot come to a filing whose state is {state or 'unknown'}")
    return after


def as_markdown() -> str:
    """The table for docs/zone.md."""
    lines = [
        "| | " + " | ".join(state or "unknown" for state in _FROM) + " |",
        "|---" * (len(_FROM) + 1) + "|",
    ]
    lines += [
        f"| {event} | " + " | ".join(state or "" for state in states) + " |"
        for event, states in MOVES.items()
    ]
    return "\n".join(lines) + "\n"
