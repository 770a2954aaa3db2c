"""Checks the deals and days in options against the zone: a mistyped one would find nothing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from crawler.command_errors import ConfigError

MOST = 3  # names suggested


def choose_deals(named: Sequence[str], known: Iterable[str], option: str = "--deal") -> tuple[str, ...]:
    """The named deals in the zone's spelling; blanks and capitals are ignored.

    Raises ConfigError for one that is not in the zone, with the closest names.
    """
    spelled = {_plain(deal): deal for deal in known}
    strange = next((name for name in named if _plain(name) not in spelled), None)
    if strange is not None:
        near = get_close_matches(_plain(strange), spelled, n=MOST, cutoff=0.0)
        some = ", ".join(spelled[one] for one in near)
        nearest = f"the nearest: {some}" if some else "it has no statement of a known deal"
        raise ConfigError(f"{option} {strange}: the zone has no statement of it; {nearest}.")
    return tuple(dict.fromkeys(spelled[_plain(name)] for name in named))


def check_since(since: dt.date | None, last: dt.date | None, option: str = "--since") -> None:
    """Raise ConfigError if a day is later than the zone's last day."""
    if since is not None and last is not None and since > last:
        raise ConfigError(f"{option} {since}: the zone has nothing from then on; its last day is {last}.")


def _plain(name: str) -> str:
    return " ".join(name.upper().split())
