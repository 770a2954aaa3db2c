"""What becomes of each answer that EDGAR can give: the table, a line at a time."""

import gzip
import hashlib
import os
from pathlib import Path

import pytest

from crawler.decompression import BadEncoding, TooLarge, unpack
from crawler.response_policy import TABLE, Action, EdgarResponse, judge
from parsers.submission import read_submission
from tests.crawler.crawls import accession, filing

SUBMISSION = filing(1)
PLAIN = filing(1, wrapper="none")
COUNTING_3 = filing(1, document_count=3)
HEADER = PLAIN[PLAIN.index(b"<SEC-HEADER>") : PLAIN.index(b"<DOCUMENT>")]
INDEX = gzip.compress(b"-" * 80 + b"\n", mtime=0)
DAILY = b"Description: Daily Index\n" + b"-" * 80 + b"\n"
HITS = b'{"timed_out":false,"_shards":{"failed":0},"hits":{"total":{"value":0,"relation":"eq"},"hits":[]}}'
RATE = b"<!DOCTYPE html>\n<html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head></html>"
TOOL = (
    b"<!DOCTYPE html><html><head><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool"
    b"</title></head></html>"
)
DOWN = b"\n<!DOCTYPE html>\n<html><head>\n    <title>SEC.gov | File Unavailable</title></head></html>"
HTML_404 = b"<!DOCTYPE html><html><head><title>SEC.gov | 404 error</title></head></html>"
NO_SUCH_KEY = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code></Error>'
DENIED = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>'


def etag(body: bytes, ending: str = "-gzip") -> dict[str, str]:
    return {"etag": f'"{hashlib.md5(body).hexdigest()}{ending}"'}


ANSWERS = [
    # kind, status, headers, body, what is done
    ("submission", 200, etag(SUBMISSION), SUBMISSION, Action.KEEP),
    ("submission", 200, etag(SUBMISSION, ""), SUBMISSION, Action.KEEP),
    ("submission", 200, {}, SUBMISSION, Action.KEEP),
    ("submission", 200, {}, PLAIN, Action.KEEP),
    ("submission", 200, {"etag": '"1234:99.5"'}, SUBMISSION, Action.KEEP),  # no MD5: it says nothing
    # EDGAR's pages, whatever their status
    *[
        (kind, status, {}, RATE, Action.WAIT)
        for kind in ("submission", "index", "robots")
        for status in (200, 403, 429, 503)
    ],
    *[("submission", status, {}, TOOL, Action.STOP) for status in (200, 403)],
    ("index", 403, {}, TOOL, Action.STOP),
    ("robots", 403, {}, TOOL, Action.STOP),
    ("submission", 503, {}, DOWN, Action.RETRY),
    ("submission", 200, {}, DOWN, Action.RETRY),
    ("submission", 429, {}, b"", Action.WAIT),
    # What EDGAR does not have
    ("submission", 404, {}, NO_SUCH_KEY, Action.GONE),
    ("submission", 403, {}, DENIED, Action.GONE),
    ("index", 403, {}, DENIED, Action.GONE),
    ("submission", 200, etag(b""), b"", Action.GONE),
    ("submission", 404, {}, HTML_404, Action.RETRY),
    ("submission", 403, {}, b"Forbidden", Action.RETRY),
    # Passing
    *[("submission", status, {}, b"", Action.RETRY) for status in (408, 500, 502, 503, 504, 418)],
    ("submission", 302, {}, b"", Action.REFUSE),
    # Cut, changed, another's
    ("submission", 200, {}, b"", Action.RETRY),
    ("submission", 200, etag(b"other"), SUBMISSION, Action.RETRY),
    ("submission", 200, {}, SUBMISSION[:-100], Action.RETRY),
    ("submission", 200, etag(SUBMISSION), SUBMISSION[:-100], Action.RETRY),
    ("submission", 200, etag(SUBMISSION[:-100]), SUBMISSION[:-100], Action.KEEP),
    ("submission", 200, etag(filing(2)[:-100]), filing(2)[:-100], Action.RETRY),
    ("submission", 200, {"content-length": "99999"}, SUBMISSION, Action.RETRY),
    ("submission", 200, {"content-length": "99", "content-encoding": "gzip"}, SUBMISSION, Action.KEEP),
    ("submission", 200, {}, filing(2), Action.RETRY),
    ("submission", 200, {}, b"some text", Action.RETRY),
    ("submission", 200, {}, HTML_404, Action.RETRY),
    ("submission", 200, {}, filing(1, document_count=3), Action.RETRY),
    ("submission", 200, {}, filing(1, document_count=2), Action.KEEP),  # EDGAR counts one more at times
    ("submission", 200, {}, filing(1, exhibits=11, document_count=13), Action.KEEP),
    ("submission", 200, {}, filing(1, exhibits=11, document_count=14), Action.RETRY),
    # Of other systems: lines that end in CR, a byte order mark
    *[("submission", 200, {}, PLAIN.replace(b"\n", end), Action.KEEP) for end in (b"\r", b"\r\n")],
    *[("submission", 200, {}, SUBMISSION.replace(b"\n", end), Action.KEEP) for end in (b"\r", b"\r\n")],
    ("submission", 200, {}, COUNTING_3.replace(b"\n", b"\r"), Action.RETRY),
    ("submission", 200, {}, b"\xef\xbb\xbf" + PLAIN, Action.KEEP),
    # A header alone: EDGAR serves some so
    ("submission", 200, etag(HEADER), HEADER, Action.KEEP),
    ("submission", 200, {}, HEADER, Action.RETRY),
    ("submission", 200, {}, PLAIN + filing(2), Action.RETRY),
    ("submission", 200, etag(filing(1, document_count=3)), filing(1, document_count=3), Action.KEEP),
    # Indexes
    ("index", 200, etag(INDEX, ""), INDEX, Action.KEEP),
    ("index", 200, etag(INDEX, ""), INDEX[:-5], Action.RETRY),
    ("index", 304, {}, b"", Action.UNCHANGED),
    ("index", 200, {}, HTML_404, Action.RETRY),
    ("index", 200, {}, b"CIK|Company Name", Action.RETRY),
    ("daily", 200, etag(DAILY, ""), DAILY, Action.KEEP),
    ("daily", 200, {}, HTML_404, Action.RETRY),
    ("daily", 200, {}, b"", Action.RETRY),
    ("daily", 200, {}, DAILY[:30], Action.RETRY),
    ("daily", 403, {}, DENIED, Action.GONE),
    # The submissions API, listings, full-text search
    ("json", 200, {}, HITS, Action.KEEP),
    ("json", 200, {}, HITS[:-1], Action.RETRY),
    ("json", 200, {}, b"[]", Action.RETRY),
    ("json", 200, {}, HTML_404, Action.RETRY),
    ("json", 200, {}, b'{"error":{"type":"search_phase_execution_exception"},"status":400}', Action.RETRY),
    ("json", 200, {}, HITS.replace(b"false", b"true"), Action.RETRY),
    ("json", 200, {}, HITS.replace(b'"failed":0', b'"failed":3'), Action.RETRY),
    ("json", 200, {}, RATE, Action.WAIT),
    ("json", 500, {}, b'{"message": "Internal server error"}', Action.RETRY),
    ("json", 404, {}, NO_SUCH_KEY, Action.GONE),
    # robots.txt
    ("robots", 200, {}, b"User-agent: *\nDisallow:\n", Action.KEEP),
    ("robots", 200, {}, b"", Action.KEEP),
    ("robots", 403, {}, b'{"message":"Forbidden"}', Action.KEEP),
    ("robots", 404, {}, HTML_404, Action.KEEP),
    ("robots", 503, {}, b"", Action.RETRY),
]


@pytest.mark.parametrize("kind, status, headers, body, action", ANSWERS)
def test_every_answer_has_its_line_in_the_table(
    kind: str, status: int, headers: dict[str, str], body: bytes, action: Action
) -> None:
    asked_for = accession(1) if kind == "submission" else None
    assert judge(EdgarResponse(kind, status, headers, body, asked_for), read_submission).action == action


def test_every_line_of_the_table_is_reached_by_an_answer_above() -> None:
    reached = set()
    for kind, status, headers, body, _ in ANSWERS:
        answer = EdgarResponse(kind, status, headers, body, accession(1) if kind == "submission" else None)
        reached.add(next(line for line, (fits, *_) in enumerate(TABLE) if fits(answer, read_submission)))
    assert reached == set(range(len(TABLE)))


def test_a_filing_that_quotes_edgars_block_page_is_a_filing() -> None:
    quoting = SUBMISSION.replace(b"Monthly report", RATE)
    assert (
        judge(EdgarResponse("submission", 200, {}, quoting, accession(1)), read_submission).action
        == Action.KEEP
    )


def test_the_undeclared_tool_page_shows_what_to_set() -> None:
    assert "EDGAR_USER_AGENT" in judge(EdgarResponse("index", 403, {}, TOOL), read_submission).reason


@pytest.mark.parametrize(
    "value, seconds",
    [
        ("120", 120.0),
        ("", 0.0),
        ("soon", 0.0),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 90.0),
        ("Wed, 21 Oct 2026 07:28:00 -0000", 90.0),
        ("Wed, 21 Oct 2020 07:28:00 GMT", 0.0),
    ],
)
def test_retry_after_is_read_in_seconds_or_as_a_date_by_the_servers_clock(value: str, seconds: float) -> None:
    headers = {"retry-after": value, "date": "Wed, 21 Oct 2026 07:26:30 GMT"}
    answer = EdgarResponse("submission", 503, headers, b"")
    assert judge(answer, read_submission).pause == seconds


@pytest.mark.corpus
@pytest.mark.skipif("CORPUS" not in os.environ, reason="CORPUS is unset")
@pytest.mark.parametrize(
    "page, action",
    [
        ("rate-threshold-exceeded.html", Action.WAIT),
        ("403.undeclared-automated-tool.html", Action.STOP),
        ("503.file-unavailable.a.html", Action.RETRY),
        ("503.file-unavailable.b.html", Action.RETRY),
        ("403.access-denied.missing-index.xml", Action.GONE),
        ("403.access-denied.missing-index.2.xml", Action.GONE),
    ],
)
def test_edgars_real_pages_are_distinguished_under_one_status(page: str, action: Action) -> None:
    body = (Path(os.environ["CORPUS"]) / "edgar" / "errors" / page).read_bytes()
    assert judge(EdgarResponse("submission", 403, {}, body), read_submission).action == action


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "", "identity"])
def test_a_body_is_unpacked_as_its_header_says(encoding: str) -> None:
    packed = gzip.compress(SUBMISSION) if "gzip" in encoding else SUBMISSION
    assert unpack(packed, encoding) == SUBMISSION


@pytest.mark.parametrize(
    "body, encoding, reason",
    [
        (gzip.compress(SUBMISSION, mtime=0)[:-1], "gzip", "end is missing"),
        (gzip.compress(SUBMISSION, mtime=0)[:-8] + b"12345678", "gzip", "is not gzip"),
        (SUBMISSION, "gzip", "is not gzip"),
        (SUBMISSION, "br", "not asked for"),
    ],
)
def test_a_body_that_is_not_whole_is_never_unpacked_in_part(body: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(BadEncoding, match=reason):
        unpack(body, encoding)


def test_a_bomb_is_unpacked_to_its_limit_and_no_further() -> None:
    with pytest.raises(TooLarge, match="more than 9,000 bytes"):
        unpack(gzip.compress(bytes(20000)), "gzip", largest=9000)
