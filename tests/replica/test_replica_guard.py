"""Whom the replica refuses, as EDGAR does: undeclared tools, and clients that ask too often."""

import time

import pytest

from crawler.replica import Replica, most_in_a_second
from crawler.replica.guard import RateWatch, is_declared
from tests.replica.client import fetch

UNDECLARED = b"<title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title>"
THRESHOLD = b"<title>SEC.gov | Request Rate Threshold Exceeded</title>"
CURLY = "<h1>You{0}ve Exceeded the SEC{0}s Traffic Limit</h1>".format("\N{RIGHT SINGLE QUOTATION MARK}")


@pytest.mark.parametrize(
    ("user_agent", "declared"),
    [
        ("Sample Company Name AdminContact@example.com", True),
        ("gmacm/1.0 (+mailto:somebody@example.org)", True),
        ("", False),
        ("python-requests/2.32.3", False),
        ("Scrapy/2.19.0 (+https://scrapy.org)", False),
        ("curl/8.5.0", False),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", False),
        ("Sample Company Name", False),
        ("somebody@", False),
    ],
)
def test_a_user_agent_must_name_a_contact(user_agent: str, declared: bool) -> None:
    assert is_declared(user_agent) is declared


@pytest.mark.parametrize("path", ["/robots.txt", "/submissions/CIK0001264853.json", "/nothing"])
def test_an_undeclared_tool_gets_the_page_that_says_so(sample: Replica, path: str) -> None:
    answer = fetch(sample, path, user_agent="python-requests/2.32.3")
    assert (answer.status, answer.headers["content-type"]) == (403, "text/html")
    assert UNDECLARED in answer.body
    assert sample.requests()[-1].answer == "undeclared"


def watched(times: list[float], block_seconds: float = 5) -> list[bool]:
    """Which requests at those moments a limit of three a second refuses."""
    watch = RateWatch(3, block_seconds)
    return [watch.refuses(time) for time in times]


def test_the_rate_is_counted_in_any_sliding_second() -> None:
    assert watched([0.0, 0.6, 0.9, 1.1, 1.7]) == [False] * 5
    assert watched([0.6, 0.8, 1.0, 1.5]) == [False, False, False, True]


def test_a_block_lasts_and_is_extended_by_asking_during_it() -> None:
    burst = [0.0, 0.0, 0.0, 0.0]
    assert watched([*burst, 4.9, 9.8, 14.9])[3:] == [True, True, True, False]


def test_a_rate_of_0_allows_any() -> None:
    watch = RateWatch(0, 600)
    assert not any(watch.refuses(0.0) for _ in range(1000))


@pytest.mark.parametrize("status", [403, 429, 200])
def test_too_many_requests_in_a_second_are_blocked_for_a_time(status: int) -> None:
    with Replica(max_rate=5, rate_status=status, block_seconds=0.6) as edgar:
        answers = [fetch(edgar, "/robots.txt") for _ in range(7)]
        assert [answer.status for answer in answers] == [200] * 5 + [status] * 2
        assert THRESHOLD in answers[5].body
        assert CURLY.encode() in answers[5].body
        assert "retry-after" not in answers[5].headers
        time.sleep(1.1)
        assert b"User-agent: *" in fetch(edgar, "/robots.txt").body
        logged = edgar.requests()
    assert [request.answer for request in logged] == ["robots"] * 5 + ["rate page"] * 2 + ["robots"]
    assert most_in_a_second(logged) == 7
