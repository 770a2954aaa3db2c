"""The middleware between network and spider: decompresses and judges each response, and retries if useful."""

import asyncio
import logging
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.misc import load_object

from crawler.decompression import BadEncoding, TooLarge, unpack
from crawler.download_handler import PROBE
from crawler.identical_answers import AnsweredRequest
from crawler.rate_limiter import STEP, Interrupted, RateLimiter
from crawler.rate_limiter_file import StateUnwritable
from crawler.redirects import ELSEWHERE
from crawler.refused_requests import FAILED_BEFORE, SUBMISSION, UNPROVED, Refused
from crawler.response_policy import Action, EdgarResponse, Verdict, is_proved_whole, judge
from crawler.run_context import run_of
from crawler.run_stats import kind_of
from parsers.submission import Submission, read_submission

LOG = logging.getLogger(__name__)
BLOCKS = 3  # how many blocks one request waits out in a run
LONGEST_PAUSE = 3600.0  # seconds of Retry-After for which a run waits
LONGEST_SILENCE = 24 * 3600.0  # limits the effect of a wrong clock at the server


class ResponseMiddleware:
    """Passes usable responses on; raises Refused for final failures and after the last retry."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)
        self.passing = tuple(load_object(one) for one in crawler.settings.getlist("RETRY_EXCEPTIONS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ResponseMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        answers = self.run.identical_answers
        if answers.leaves_out_failed and request.meta.get(FAILED_BEFORE):
            reason = f"not requested: others that had failed before got the same page, {answers.page}"
            raise Refused(Verdict(Action.REFUSE, reason))

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        answer, verdict, submission = await asyncio.to_thread(unpack_and_judge, request, response)
        if answer is not None:
            verdict = self.run.identical_answers.judge(
                entry_for(request), answer, verdict, self.run.rate_limiter.is_silent
            )
        if request.meta.pop(PROBE, False):
            end_probe(self.run.rate_limiter, verdict)
        if answer is not None and verdict.action in (Action.KEEP, Action.UNCHANGED):
            flags = [] if is_proved_whole(answer) else [UNPROVED]
            request.meta[SUBMISSION] = submission
            return unpacked(response, answer.body, flags)
        return await self._act(verdict, request)

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if isinstance(exception, Interrupted | IgnoreRequest):
            return None
        if isinstance(exception, StateUnwritable):
            return await self._act(Verdict(Action.STOP, str(exception)), request)
        reason = f"{type(exception).__name__}: {exception}"
        action = Action.RETRY if isinstance(exception, self.passing) else Action.REFUSE
        return await self._act(Verdict(action, reason), request)

    async def _act(self, verdict: Verdict, request: Request) -> Request:
        """The next attempt, after its delay; raises Refused if there is none."""
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
        self.run.stats.retries += 1
        return again

    def _after_block(self, verdict: Verdict, request: Request) -> Request | None:
        """The request again after the block, which is not a failed attempt."""
        seconds = max(verdict.pause, self.run.config.block_pause)
        if not self.run.rate_limiter.blocked_for():  # else the request left before the block began
            LOG.warning("%s: no request is sent for %.0f s.", verdict.reason, seconds)
            self.run.stats.blocks += 1
        self.run.rate_limiter.block(seconds)
        blocked = request.meta.get("blocked_times", 0) + 1
        if blocked > BLOCKS:
            return None
        return request.replace(dont_filter=True, meta=request.meta | {"blocked_times": blocked})

    def _stop_until(self, verdict: Verdict) -> None:
        """Stop the run: EDGAR asks for a longer silence than a run waits for. Later runs observe it too."""
        silence = min(verdict.pause, LONGEST_SILENCE)
        self.run.rate_limiter.block(silence)
        self.run.stop(
            f"{verdict.reason} and asks for no requests for {silence / 3600:.1f} hours: start again then"
        )

    async def _after_pause(self, verdict: Verdict, request: Request) -> Request | None:
        """Scrapy's retry with a growing delay. A Retry-After applies to all requests."""
        assert self.crawler.spider is not None
        again = get_retry_request(
            request, spider=self.crawler.spider, reason=verdict.reason, give_up_log_level="INFO"
        )
        if verdict.pause:
            self.run.rate_limiter.block(verdict.pause)
        elif again is not None:
            await self._sleep(self.run.config.retry_pause * 2 ** (again.meta["retry_times"] - 1))
        return again

    async def _sleep(self, seconds: float) -> None:
        while seconds > 0 and not self.run.is_stopping():
            await asyncio.sleep(min(seconds, STEP))
            seconds -= STEP


def end_probe(limiter: RateLimiter, verdict: Verdict) -> None:
    """Release other requests after a probe's answer; if the answer stops a run, the next is a probe too."""
    if verdict.action == Action.STOP:
        limiter.probe_lost()
    elif verdict.action != Action.WAIT:
        limiter.probe_answered()


def entry_for(request: Request) -> AnsweredRequest:
    """The request's entry for the detection of identical answers."""
    return AnsweredRequest(
        request.url, not request.meta.get("retry_times"), not request.meta.get(FAILED_BEFORE)
    )


def unpack_and_judge(
    request: Request, response: Response
) -> tuple[EdgarResponse | None, Verdict, Submission | None]:
    """The decompressed answer, its verdict, and a submission's envelope, which is opened only once.

    Runs in a thread, because decompressing and judging large answers takes long.
    """
    headers = text_headers(response)
    try:
        body = unpack(response.body, headers.get("content-encoding", ""))
    except BadEncoding as error:
        return None, Verdict(Action.RETRY, str(error)), None
    except TooLarge as error:
        return None, Verdict(Action.REFUSE, str(error)), None
    answer = EdgarResponse(
        kind_of(request.url), response.status, headers, body, request.meta.get("accession"), response.body
    )
    if elsewhere := request.meta.get(ELSEWHERE):
        return answer, Verdict(Action.REFUSE, elsewhere), None
    envelope = Envelope()
    verdict = judge(answer, envelope.read)
    return answer, verdict, envelope.submission


class Envelope:
    """Opens a submission on first use only."""

    def __init__(self) -> None:
        self.submission: Submission | None = None

    def read(self, body: bytes) -> Submission:
        """The submission with its envelope opened."""
        if self.submission is None:
            self.submission = read_submission(body)
        return self.submission


def unpacked(response: Response, body: bytes, flags: list[str]) -> Response:
    """The response with its body as it was before it was packed.

    `replace` is not used: it would determine the encoding of a page from the whole body.
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
