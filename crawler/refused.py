"""What the response middleware, the spider and the sources say to each other about a request."""

from scrapy.exceptions import IgnoreRequest

from crawler.response_policy import Action, Verdict

FAILED_BEFORE = "failed before"  # in a request's meta: its filing failed in an earlier run
SUBMISSION = "submission"  # in a request's meta: the answer with its envelope opened
UNPROVED = "unproved"  # among a response's flags: nothing says that its body is whole


class Refused(IgnoreRequest):
    """No answer that can be kept came, and asking again in this run is of no use."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict

    @classmethod
    def because(cls, error: Exception) -> "Refused":
        """For what other parts of Scrapy refuse: robots.txt, redirects."""
        return cls(Verdict(Action.REFUSE, str(error) or type(error).__name__))
