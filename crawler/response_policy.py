"""The response policy: a table that decides, before anything is kept, what to do about each answer."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from crawler.retry_after import retry_after


class Action(StrEnum):
    """The action on an answer."""

    KEEP = "keep"
    UNCHANGED = "unchanged"  # 304: the cached rows are still valid
    RETRY = "retry"  # temporary: retry a few times, with a delay
    WAIT = "wait"  # EDGAR asks for silence: all processes of this machine wait, then retry
    GONE = "gone"  # final: EDGAR does not have the file
    REFUSE = "refuse"  # final for this run: a retry would get the same answer
    STOP = "stop"  # no request of this run can succeed


@dataclass(frozen=True)
class Verdict:
    action: Action
    reason: str = ""
    pause: float = 0.0  # seconds that EDGAR asked for, in Retry-After


@dataclass(frozen=True)
class EdgarResponse:
    """One answer, decompressed. `kind` is one of crawler/run_stats.py's; header names in small letters."""

    kind: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    accession: str | None = None  # of the submission that was asked for
    received: bytes | None = None  # the body as received, if it was compressed


class OpenedEnvelope(Protocol):
    """The parsers' facts about a submission's envelope."""

    @property
    def accession(self) -> str | None: ...
    @property
    def missing_documents(self) -> int: ...
    @property
    def complete(self) -> bool: ...
    @property
    def is_submission(self) -> bool: ...


# EDGAR's own pages, recognized by their titles: they come with 200, 403, 429 and 503.
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
# EDGAR stores files in S3: a missing index is AccessDenied (403), a missing submission NoSuchKey (404).
NO_KEY = re.compile(rb"<Code>\s*(?:NoSuchKey|AccessDenied)\s*</Code>")
GZIP = b"\x1f\x8b"
HEAD = 4096  # bytes that contain S3's error code
PAGE = 1 << 20  # bytes searched for a page's title, which may follow much CSS

UNPROVED_REASON = "no ETag and no Content-Length shows that it is whole: it may be cut at the end of a line"
SAY_WHO_YOU_ARE = (
    "EDGAR takes us for an undeclared tool: set EDGAR_USER_AGENT to your name or company and an e-mail"
    " address, as in 'Sample Company contact@example.com'"
)


def no_envelope(body: bytes) -> OpenedEnvelope:
    """For answers that are not submissions."""
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
    return not answer.body and is_confirmed(answer) is True


def other_bytes(answer: EdgarResponse, _: object) -> bool:
    return is_confirmed(answer) is False


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
    """Full-text search reports its errors with status 200."""
    return "error" in json.loads(answer.body)


def part_of_the_hits(answer: EdgarResponse, _: object) -> bool:
    """Some of the search's fifty shards did not answer, or not in time."""
    found = json.loads(answer.body)
    return bool(found.get("timed_out") or (found.get("_shards") or {}).get("failed"))


def without_end(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return not read(answer.body).complete


def served_cut(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    """The MD5 proves that these are EDGAR's bytes: a retry would get the same."""
    return without_end(answer, read) and is_confirmed(answer) is True


def no_submission(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return not read(answer.body).is_submission


def other_accession(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return bool(answer.accession) and read(answer.body).accession != answer.accession


def too_few_documents(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    return read(answer.body).missing_documents > 0


def served_with_too_few(answer: EdgarResponse, read: Callable[[bytes], OpenedEnvelope]) -> bool:
    """The MD5 proves that EDGAR has no more documents."""
    return too_few_documents(answer, read) and is_confirmed(answer) is True


# The first matching line decides.
TABLE: tuple[tuple[Test, Action, str], ...] = (
    # EDGAR's own pages, with any status
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
    # Other 403s and 404s were temporary: in August 2022 for User-Agents with an '@'
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
    """The action on an answer and its reason; `read` opens a submission's envelope, only once."""
    for fits, action, reason in TABLE:
        if fits(answer, read):
            words = reason.format(
                status=answer.status, bytes=len(answer.body), length=answer.headers.get("content-length")
            )
            return Verdict(action, words, retry_after(answer.headers))
    raise AssertionError("the table's last line fits everything")


def is_confirmed(answer: EdgarResponse) -> bool | None:
    """Whether the body's MD5 is the one in the ETag; None if the ETag is not an MD5.

    EDGAR's is that of the plain body; where a server takes a .gz file for a packed answer, the file's.
    """
    etag = re.fullmatch(r'(?:W/)?"([0-9a-f]{32})(?:-gzip)?"', answer.headers.get("etag", ""))
    if not etag:
        return None
    came = [body for body in (answer.body, answer.received) if body is not None]
    return etag[1] in (hashlib.md5(body, usedforsecurity=False).hexdigest() for body in came)


def is_proved_whole(answer: EdgarResponse) -> bool:
    """Whether ETag or Content-Length prove that nothing is missing; `judge` has checked their values.

    Nothing else reveals a list that was cut at the end of a line or between two members of gzip.
    """
    return is_confirmed(answer) is True or answer.headers.get("content-length", "").isdigit()
