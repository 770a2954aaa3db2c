"""EDGAR's access checks: the User-Agent must name a contact, and the client must keep the rate."""

import re
from collections import deque

# 'Sample Company Name AdminContact@example.com': a name and an e-mail address.
CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def is_declared(user_agent: str) -> bool:
    """Whether the User-Agent names a contact; those of libraries, tools and browsers do not."""
    return bool(CONTACT.search(user_agent))


class RateWatch:
    """Counts all requests in a sliding second; too many block the client for a time.

    A request during a block extends it, as EDGAR's page says.
    """

    def __init__(self, max_rate: int, block_seconds: float) -> None:
        self.max_rate = max_rate
        self.block_seconds = block_seconds
        self._times: deque[float] = deque()
        self._blocked_until = 0.0

    def refuses(self, now: float) -> bool:
        """Count a request now; returns whether it gets the rate page. A max_rate of 0 allows any rate."""
        while self._times and self._times[0] <= now - 1:
            self._times.popleft()
        self._times.append(now)
        too_many = 0 < self.max_rate < len(self._times)
        if too_many or now < self._blocked_until:
            self.block(now, self.block_seconds)
            return True
        return False

    def block(self, now: float, seconds: float) -> None:
        """Refuse every request until then."""
        self._blocked_until = max(self._blocked_until, now + seconds)
