"""The signals about a request between the response middleware, the spider and the sources."""

from scrapy.exceptions import IgnoreRequest

from crawler.response_policy import Action, Verdict

FAILED_BEFORE = "failed before"  # in a request's meta: its filing failed in an earlier run
SUBMISSION = "submission"  # in a request's meta: the answer with its envelope opened
UNPROVED = "unproved"  # among a response's flags: no header proves that its body is whole


class Refused(IgnoreRequest):
    """No usable answer came, and another attempt in this run would not help."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict

    @classmethod
    def because(cls, error: Exception) -> "Refused":
        """For requests that other parts of Scrapy refuse: robots.txt, redirects."""
        return cls(Verdict(Action.REFUSE, str(error) or type(error).__name__))
