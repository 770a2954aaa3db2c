"""`scrapy status --online`: one request in the machine's budget, whatever EDGAR answers."""

from pathlib import Path
from typing import Any

import pytest

from crawler import settings
from crawler.config import Config, read_config
from crawler.health import Level
from crawler.online_check import TIMES, ask_edgar
from crawler.origins import origin_of
from crawler.rate_limiter import RateLimiter
from crawler.replica import Replica


def config(edgar: str, folder: Path) -> Config:
    own = {"EDGAR_USER_AGENT": "a@b.example", "EDGAR_BASE_URL": edgar, "EDGAR_BUDGET": str(folder)}
    own |= {"EDGAR_RETRY_PAUSE": "0.01", "EDGAR_BLOCK_PAUSE": "30", "EDGAR_MAX_RATE": "100"}
    values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    return read_config("status", values | own, {})


def limiter_of(asked: Config) -> RateLimiter:
    return RateLimiter(asked.budget_folder, origin_of(asked.base_url), asked.max_rate)


def test_during_a_block_nothing_is_sent(tmp_path: Path) -> None:
    with Replica(max_rate=0) as edgar:
        asked = config(edgar.url, tmp_path)
        limiter_of(asked).block(60)
        finding = ask_edgar(asked)
        assert edgar.requests() == []
    assert (finding.level, finding.message.partition(":")[0]) == (Level.warning, "not requested")


UNAVAILABLE: dict[str, Any] = {"fault": "status", "status": 503}


@pytest.mark.parametrize(
    ("fault", "level", "words", "requests"),
    [
        (UNAVAILABLE, Level.warning, "EDGAR gave no good answer: EDGAR answered 503", TIMES),
        (UNAVAILABLE | {"first": 1}, Level.info, "EDGAR accepts us as 'a@b.example'", 2),
        ({"fault": "close"}, Level.warning, "EDGAR gave no good answer: ", TIMES),
        ({"fault": "rate-page"}, Level.error, "EDGAR does not accept us: EDGAR's page for too many", 1),
    ],
)
def test_an_answer_that_is_not_good_is_a_finding(
    tmp_path: Path, fault: dict[str, Any], level: Level, words: str, requests: int
) -> None:
    with Replica(max_rate=0, faults=[fault]) as edgar:
        finding = ask_edgar(config(edgar.url, tmp_path))
        assert len(edgar.requests()) == requests
    assert (finding.level, finding.message[: len(words)]) == (level, words)


def test_edgars_page_for_too_many_requests_begins_a_block_for_all_processes(tmp_path: Path) -> None:
    with Replica(max_rate=0, faults=[{"fault": "rate-page", "first": 1}]) as edgar:
        asked = config(edgar.url, tmp_path)
        ask_edgar(asked)
    assert 25 < limiter_of(asked).blocked_for() <= 30
