"""Sends EDGAR one request to check that it accepts the configured User-Agent."""

from http.cookiejar import DefaultCookiePolicy

import requests
import tenacity

from crawler.config import Config
from crawler.health import HealthFinding, Level
from crawler.origins import origin_of
from crawler.rate_limiter import RateLimiter
from crawler.response_middleware import end_probe
from crawler.response_policy import Action, EdgarResponse, Verdict, judge, no_envelope

# The smallest index that every mirror has; of its body only the beginning is read.
PATH = "/Archives/edgar/full-index/1993/QTR1/master.idx"
TIMES = 3
TIMEOUT = (10, 30)  # seconds to connect, and between two pieces of an answer
READ = 4096  # bytes: a page says in these what it is


class TemporaryFailure(Exception):
    """The answer is temporary, so the request can be retried."""


def ask_edgar(config: Config) -> HealthFinding:
    """Send one request through the shared rate limiter, with retries; returns EDGAR's answer in words."""
    limiter = RateLimiter(config.budget_folder, origin_of(config.base_url), config.max_rate)
    if limiter.is_silent():
        words = "not requested: EDGAR's block lasts, and a request would prolong it"
        return HealthFinding(Level.warning, "online", "", words)
    again = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(TIMES),
        wait=tenacity.wait_exponential(multiplier=config.retry_pause, max=30),
        retry=tenacity.retry_if_exception_type((TemporaryFailure, requests.RequestException)),
        reraise=True,
    )
    try:
        verdict = again(_ask, config, limiter)
    except (TemporaryFailure, requests.RequestException) as error:
        return HealthFinding(Level.warning, "online", "", f"EDGAR gave no good answer: {error}")
    if verdict.action in (Action.KEEP, Action.GONE):
        return HealthFinding(Level.info, "online", "", f"EDGAR accepts us as {config.user_agent!r}")
    return HealthFinding(Level.error, "online", "", f"EDGAR does not accept us: {verdict.reason}")


def _ask(config: Config, limiter: RateLimiter) -> Verdict:
    is_probe = limiter.take_blocking().is_probe
    verdict = Verdict(Action.RETRY, "no answer")
    try:
        verdict = _judged(config)
    finally:
        if is_probe:
            end_probe(limiter, verdict)
    if verdict.action == Action.WAIT:
        limiter.block(max(verdict.pause, config.block_pause))
    if verdict.action == Action.RETRY:
        raise TemporaryFailure(verdict.reason)
    return verdict


def _judged(config: Config) -> Verdict:
    session = plain_session(config.user_agent)
    with session.get(config.base_url + PATH, timeout=TIMEOUT, allow_redirects=False, stream=True) as response:
        headers = {name.lower(): value for name, value in response.headers.items()}
        body = next(response.iter_content(READ), b"")
        if response.status_code == requests.codes.ok and not body.lstrip().startswith(b"<"):
            return Verdict(Action.KEEP)
        return judge(EdgarResponse("index", response.status_code, headers, body), no_envelope)


def plain_session(user_agent: str) -> requests.Session:
    """A session that sends the configured headers only.

    `requests` would add the passwords of ~/.netrc, go through the proxies of the environment and give back
    the cookies that it was given.
    """
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"})
    return session
