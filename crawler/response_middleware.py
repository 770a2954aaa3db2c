"""Stands between wire and spider: unpacks and judges each answer, and asks again where that may help."""

import asyncio
import logging
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.misc import load_object

from crawler.decompression import TooLarge, Unreadable, unpack
from crawler.download_handler import PROBE
from crawler.identical_answers import Asked
from crawler.rate_limiter import STEP, Budget, Interrupted, Unkept
from crawler.redirects import ELSEWHERE
from crawler.refused import FAILED_BEFORE, UNPROVED, Refused
from crawler.response_policy import Action, Answer, Verdict, is_proved_whole, judge
from crawler.run_context import run_of
from crawler.run_stats import kind_of
from parsers.submission import read_submission

LOG = logging.getLogger(__name__)
BLOCKS = 3  # how often one request waits out a block in a run
LONGEST_PAUSE = 3600.0  # seconds of Retry-After for which a run waits
LONGEST_SILENCE = 24 * 3600.0  # what a wrong clock at the other end can cost


class Judging:
    """Lets pass what can be kept; raises Refused for what is final, after all retries too."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)
        self.passing = tuple(load_object(one) for one in crawler.settings.getlist("RETRY_EXCEPTIONS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Judging":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        # What EDGAR asks for (it names no others), and what `unpack` knows.
        request.headers.setdefault("Accept-Encoding", "gzip, deflate")
        if self.run.wall.leaves_out_failed and request.meta.get(FAILED_BEFORE):
            reason = f"not asked for: others that had failed before got the same page, {self.run.wall.page}"
            raise Refused(Verdict(Action.REFUSE, reason))

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        answer, verdict = await asyncio.to_thread(unpack_and_judge, request, response)
        if answer is not None:
            verdict = self.run.wall.judge(asked(request), answer, verdict, self.run.budget.is_silent)
        if request.meta.pop(PROBE, False):
            end_probe(self.run.budget, verdict)
        if answer is not None and verdict.action in (Action.KEEP, Action.UNCHANGED):
            flags = [] if is_proved_whole(answer) else [UNPROVED]
            return unpacked(response, answer.body, flags)
        return await self._act(verdict, request)

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if isinstance(exception, Interrupted | IgnoreRequest):
            return None
        if isinstance(exception, Unkept):
            return await self._act(Verdict(Action.STOP, str(exception)), request)
        reason = f"{type(exception).__name__}: {exception}"
        action = Action.RETRY if isinstance(exception, self.passing) else Action.REFUSE
        return await self._act(Verdict(action, reason), request)

    async def _act(self, verdict: Verdict, request: Request) -> Request:
        """The request to send next, at the time to send it; Refused if there is none."""
        again = None
        if verdict.action == Action.STOP:
            self.run.stop(verdict.reason)
        elif verdict.action in (Action.WAIT, Action.RETRY) and verdict.pause > LONGEST_PAUSE:
            self._stop_until(verdict)
        elif verdict.action == Action.WAIT:
            again = self._after_block(verdict, request)
        elif verdict.action == Action.RETRY:
            again = await self._after_pause(verdict, request)
        if again is None:
            raise Refused(verdict)
        self.run.tally.retries += 1
        return again

    def _after_block(self, verdict: Verdict, request: Request) -> Request | None:
        """Asked again when the block is over; that it was blocked is not the request's fault."""
        seconds = max(verdict.pause, self.run.config.block_pause)
        if not self.run.budget.blocked_for():  # else it answers what was under way when the block came
            LOG.warning("%s: no request is sent for %.0f s.", verdict.reason, seconds)
            self.run.tally.blocks += 1
        self.run.budget.block(seconds)
        blocked = request.meta.get("blocked_times", 0) + 1
        if blocked > BLOCKS:
            return None
        return request.replace(dont_filter=True, meta=request.meta | {"blocked_times": blocked})

    def _stop_until(self, verdict: Verdict) -> None:
        """EDGAR wants a longer silence than a run waits for; runs that start meanwhile keep it too."""
        silence = min(verdict.pause, LONGEST_SILENCE)
        self.run.budget.block(silence)
        self.run.stop(
            f"{verdict.reason} and wants no request for {silence / 3600:.1f} hours: start again then"
        )

    async def _after_pause(self, verdict: Verdict, request: Request) -> Request | None:
        """Scrapy's retry, later each time. A Retry-After is for all, as it speaks of the server."""
        assert self.crawler.spider is not None
        again = get_retry_request(
            request, spider=self.crawler.spider, reason=verdict.reason, give_up_log_level="INFO"
        )
        if verdict.pause:
            self.run.budget.block(verdict.pause)
        elif again is not None:
            await self._sleep(self.run.config.retry_pause * 2 ** (again.meta["retry_times"] - 1))
        return again

    async def _sleep(self, seconds: float) -> None:
        while seconds > 0 and not self.run.is_stopping():
            await asyncio.sleep(min(seconds, STEP))
            seconds -= STEP


def end_probe(budget: Budget, verdict: Verdict) -> None:
    """Let the others go on after a probe's answer; after one that stops a run, one at a time."""
    if verdict.action == Action.STOP:
        budget.lost()
    elif verdict.action != Action.WAIT:
        budget.answered()


def asked(request: Request) -> Asked:
    """The request as the wall knows it."""
    return Asked(request.url, not request.meta.get("retry_times"), not request.meta.get(FAILED_BEFORE))


def unpack_and_judge(request: Request, response: Response) -> tuple[Answer | None, Verdict]:
    """The answer, unpacked, and what to do about it; in a thread, as both take their time with large ones."""
    headers = text_headers(response)
    try:
        body = unpack(response.body, headers.get("content-encoding", ""))
    except Unreadable as error:
        return None, Verdict(Action.RETRY, str(error))
    except TooLarge as error:
        return None, Verdict(Action.REFUSE, str(error))
    accession = request.meta.get("accession")
    answer = Answer(kind_of(request.url), response.status, headers, body, accession, response.body)
    elsewhere = request.meta.get(ELSEWHERE)
    return answer, Verdict(Action.REFUSE, elsewhere) if elsewhere else judge(answer, read_submission)


def unpacked(response: Response, body: bytes, flags: list[str]) -> Response:
    """The response with its body as it was before it was packed.

    Not by `replace`, which asks a page for its encoding, and so guesses at it from the whole body.
    """
    new = {"body": body, "flags": [*response.flags, *flags], "encoding": "latin-1"}
    attributes: dict[str, Any] = {
        name: new[name] if name in new else getattr(response, name) for name in response.attributes
    }
    return type(response)(**attributes)


def text_headers(response: Response) -> dict[str, str]:
    """Names in small letters, as HTTP/1.1 and HTTP/2 write them differently."""
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
