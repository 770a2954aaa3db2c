"""Judges what EDGAR answered before anything of it is kept: a table of answers, read from its top."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from crawler.retry_after import retry_after


class Action(StrEnum):
    """What is done about an answer."""

    KEEP = "keep"
    UNCHANGED = "unchanged"  # 304: what we kept the last time still holds
    RETRY = "retry"  # it may pass: ask again after a while, a few times
    WAIT = "wait"  # EDGAR wants silence of every process of this machine; then ask again
    GONE = "gone"  # final: EDGAR has no such file
    REFUSE = "refuse"  # final for this run: asking again would get the same
    STOP = "stop"  # no request of this run can succeed


@dataclass(frozen=True)
class Verdict:
    action: Action
    reason: str = ""
    pause: float = 0.0  # seconds that EDGAR asked for, in Retry-After


@dataclass(frozen=True)
class EdgarResponse:
    """One answer, unpacked. `kind` is one of crawler/run_stats.py's; header names in small letters."""

    kind: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    accession: str | None = None  # of the submission that was asked for
    received: bytes | None = None  # the body as it came, where it was packed


class OpenedEnvelope(Protocol):
    """What the parsers tell of a submission's outside."""

    @property
    def accession(self) -> str | None: ...
    @property
    def missing_documents(self) -> int: ...
    @property
    def complete(self) -> bool: ...
    @property
    def is_submission(self) -> bool: ...


# EDGAR's own pages, told by their titles: they come with 200, 403, 429 and 503.
RATE_PAGE = re.compile(
    rb"<title>[^<]*Request Rate Threshold Exceeded|Exceeded the SEC.{1,8}s Traffic Limit", re.I
)
TOOL_PAGE = re.compile(rb"<title>[^<]*Undeclared Automated Tool|from an Undeclared Automated Tool", re.I)
DOWN_PAGE = re.compile(rb"<title>[^<]*File Unavailable|SEC\.gov is undergoing maintenance", re.I)
HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?><!--.*?-->|<\?xml.*?\?>)\s*)*"
    rb"<(?:!doctype\s+html|html|head|title|meta|style|script|body)\b",
    re.I | re.S,
)
# S3 behind EDGAR: a missing index is AccessDenied (403), a missing submission NoSuchKey (404).
NO_KEY = re.compile(rb"<Code>\s*(?:NoSuchKey|AccessDenied)\s*</Code>")
GZIP = b"\x1f\x8b"
HEAD = 4096  # bytes in which S3 says what is wrong
PAGE = 1 << 20  # bytes in which a page says what it is: its title may stand behind much CSS

UNPROVED_REASON = "nothing vouches for it, no ETag and no Content-Length: it may be cut at the end of a line"
SAY_WHO_YOU_ARE = (
    "EDGAR takes us for an undeclared tool: set EDGAR_USER_AGENT to your name or company and an e-mail"
    " address, as in 'Sample Company contact@example.com'"
)


def no_envelope(body: bytes) -> OpenedEnvelope:
    """For what is judged and is no submission."""
    raise AssertionError("an index has no envelope")


Test = Callable[[EdgarResponse, Callable[[bytes], OpenedEnvelope]], bool]


def is_page(page: re.Pattern[bytes]) -> Test:
    return lambda answer, _: bool(HTML.match(answer.body) and page.search(answer.body[:PAGE]))


def status(*codes: int) -> Test:
    return lambda answer, _: answer.status in codes


def kind(name: str, test: Test) -> Test:
    return lambda answer, read: answer.kind == name and test(answer, read)


def no_such_key(answer: EdgarResponse, _: object) -> bool:
    return answer.status in (403, 404) and NO_KEY.search(answer.body[:HEAD]) is not None


def is_html(answer: EdgarResponse, _: object) -> bool:
    return HTML.match(answer.body) is not None


def is_empty(answer: EdgarResponse, _: object) -> bool:
    return not answer.body


def is_empty_at_edgar(answer: EdgarResponse, _: object) -> bool:
    return not answer.body and vouched_for(answer) is True


def other_bytes(answer: EdgarResponse, _: object) -> bool:
    return vouched_for(answer) is False


def other_length(answer: EdgarResponse, _: object) -> bool:
    """Only where nothing was unpacked: with gzip the length is the packed one, which the handler checks."""
    length = answer.headers.get("content-length", "")
    return length.isdigit() and "content-encoding" not in answer.headers and int(length) != len(answer.body)


def no_gzip(answer: EdgarResponse, _: object) -> bool:
    """Plain text is right where a server said 'Content-Encoding: gzip' of the .gz file itself."""
    return not answer.body.startswith(GZIP) and no_index(answer, _)


def no_index(answer: EdgarResponse, _: object) -> bool:
    return b"\n--------" not in answer.body


def no_json(answer: EdgarResponse, _: object) -> bool:
    try:
        return not isinstance(json.loads(answer.body), dict)
    except ValueError:
        return True


def error_inside(answer: EdgarResponse, _: object) -> bool:
    """Full-text search tells its errors with status 200."""
    return "error" in json.loads(answer.body)


def part_of_the_hits(answer: EdgarResponse, _: object) -> bool:
    """Some of the search's fifty shards did not answer, or not in time."""
    found = json.loads(answer.body)
    return bool(found.get("timed_out") or (found.get("_shards") or {}).get("failed"))


def without_end(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return not read(answer.body).complete


def served_cut(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    """The MD5 says that these are EDGAR's bytes: to ask again would get the same."""
    return without_end(answer, read) and vouched_for(answer) is True


def no_submission(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return not read(answer.body).is_submission


def other_accession(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return bool(answer.accession) and read(answer.body).accession != answer.accession


def too_few_documents(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return read(answer.body).missing_documents > 0


def served_with_too_few(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    """The MD5 says that EDGAR has no more of them."""
    return too_few_documents(answer, read) and vouched_for(answer) is True


# Read from the top; the first line that fits decides.
TABLE: tuple[tuple[Test, Action, str], ...] = (
    # EDGAR's own pages, whatever their status
    (is_page(TOOL_PAGE), Action.STOP, SAY_WHO_YOU_ARE),
    (is_page(RATE_PAGE), Action.WAIT, "EDGAR's page for too many requests"),
    (is_page(DOWN_PAGE), Action.RETRY, "EDGAR's page for maintenance"),
    # By status
    (status(304), Action.UNCHANGED, ""),
    (kind("robots", status(400, 401, 403, 404, 410)), Action.KEEP, ""),  # RFC 9309: no rules
    (no_such_key, Action.GONE, "EDGAR has no such file"),
    (status(429), Action.WAIT, "EDGAR answered 429, too many requests"),
    (status(408, 425, 500, 502, 503, 504, 520, 522, 524), Action.RETRY, "EDGAR answered {status}"),
    (status(301, 302, 303, 307, 308), Action.REFUSE, "EDGAR answered {status} without saying where to"),
    # 403 and 404 in another dress were passing: in August 2022 for User-Agents with an '@'
    (lambda answer, _: answer.status not in (200, 203), Action.RETRY, "EDGAR answered {status}"),
    # By body
    (kind("robots", lambda *_: True), Action.KEEP, ""),
    (is_empty_at_edgar, Action.GONE, "EDGAR serves an empty file"),
    (is_empty, Action.RETRY, "cut: the answer is empty"),
    (other_length, Action.RETRY, "cut: {bytes} bytes came of {length}"),
    (other_bytes, Action.RETRY, "cut or changed on the way: its MD5 is not the one in its ETag"),
    (kind("index", is_html), Action.RETRY, "a web page came in place of the index"),
    (kind("index", no_gzip), Action.RETRY, "the index is not a gzip file"),
    (kind("daily", is_html), Action.RETRY, "a web page came in place of the index"),
    (kind("daily", no_index), Action.RETRY, "the answer is not an index"),
    (kind("json", is_html), Action.RETRY, "a web page came in place of JSON"),
    (kind("json", no_json), Action.RETRY, "cut: the answer is not a JSON object"),
    (kind("json", error_inside), Action.RETRY, "the search answered with an error"),
    (kind("json", part_of_the_hits), Action.RETRY, "the search found a part of the hits only"),
    (kind("submission", is_html), Action.RETRY, "a web page came in place of the submission"),
    (kind("submission", no_submission), Action.RETRY, "the answer is not a submission"),
    (kind("submission", other_accession), Action.RETRY, "another submission came"),
    (kind("submission", served_cut), Action.KEEP, "EDGAR itself serves it cut"),
    (kind("submission", without_end), Action.RETRY, "cut: its closing tag is missing"),
    (kind("submission", served_with_too_few), Action.KEEP, "EDGAR itself serves too few documents"),
    (kind("submission", too_few_documents), Action.RETRY, "cut: fewer documents than its header counts"),
    (lambda *_: True, Action.KEEP, ""),
)


def judge(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> Verdict:
    """What to do about an answer, and why; `read` opens a submission's envelope, once for all questions."""
    for fits, action, reason in TABLE:
        if fits(answer, read):
            words = reason.format(
                status=answer.status, bytes=len(answer.body), length=answer.headers.get("content-length")
            )
            return Verdict(action, words, retry_after(answer.headers))
    raise AssertionError("the table's last line fits everything")


def vouched_for(answer: EdgarResponse) -> bool | None:
    """Is the body the one whose MD5 is in the ETag; None where there is no ETag that is an MD5.

    EDGAR's is that of the plain body; where a server takes a .gz file for a packed answer, the file's.
    """
    etag = re.fullmatch(r'(?:W/)?"([0-9a-f]{32})(?:-gzip)?"', answer.headers.get("etag", ""))
    if not etag:
        return None
    came = [body for body in (answer.body, answer.received) if body is not None]
    return etag[1] in (hashlib.md5(body, usedforsecurity=False).hexdigest() for body in came)


def is_proved_whole(answer: EdgarResponse) -> bool:
    """Whether ETag or Content-Length say that nothing is missing; `judge` has found that neither is wrong.

    A list that was cut at the end of a line shows it by nothing else, nor does one that was cut between two
    members of gzip.
    """
    return vouched_for(answer) is True or answer.headers.get("content-length", "").isdigit()
