"""docs/responses.md and crawler/response_policy.py are one table: each line decides its own example."""

import hashlib
import re
from itertools import product

import pytest

from crawler.response_policy import TABLE, EdgarResponse, judge
from parsers.submission import read_submission
from tests.crawler.crawls import ROOT, accession, filing
from tests.crawler.test_response_policy import DAILY, DENIED, DOWN, HITS, INDEX, NO_SUCH_KEY, RATE, TOOL

DOCUMENT = (ROOT / "docs" / "responses.md").read_text()
HEADING = "| asked for | status |"
WHOLE = {"submission": filing(1), "index": INDEX, "daily": DAILY, "json": HITS, "robots": b"User-agent: *"}
KINDS = {
    "any": ("submission", "index", "daily", "json"),
    "robots.txt": ("robots",),
    "index": ("index",),
    "daily index": ("daily",),
    "JSON": ("json",),
    "submission": ("submission",),
}
BODIES = {
    "undeclared-tool page": [TOOL],
    "rate page": [RATE],
    "maintenance page": [DOWN],
    "S3's NoSuchKey or AccessDenied": [NO_SUCH_KEY, DENIED],
    "empty": [b""],
    "text": [b"what is this?"],
    "web page": [b"<!DOCTYPE html>\n<html><head><title>SEC.gov | Search</title></head></html>"],
    "error object": [b'{"error":{"type":"search_phase_execution_exception"},"status":400}'],
    "hits of some shards": [HITS.replace(b'"failed":0', b'"failed":2')],
}


def lines() -> list[dict[str, str]]:
    """The document's table, a dictionary a line."""
    _, table = DOCUMENT.split(HEADING)
    heading, _, *rows = (HEADING + table).split("\n\n")[0].splitlines()
    return [dict(zip(cells(heading), cells(row), strict=True)) for row in rows]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


LINES = lines()


def statuses(cell: str) -> list[int]:
    if cell.startswith("other than"):
        return [201, 206, 401, 403, 404, 410, 418, 501]
    return [int(code) for code in re.findall(r"\d+", cell)] or [200, 403, 429, 503]


def bodies(line: dict[str, str], kind: str) -> list[bytes]:
    if line["body"] in BODIES:
        return BODIES[line["body"]]
    if kind != "submission":
        return (
            [WHOLE[kind], b""]
            if line["body"] == "any" and line["asked for"] == "robots.txt"
            else [WHOLE[kind]]
        )
    raw = filing(1, document_count=3) if line["documents"] == "fewer than counted" else filing(1)
    if line["closing tag"] == "missing":
        raw = raw[: raw.index(b"</SEC-DOCUMENT>")]
    return [raw]


def headers(line: dict[str, str], body: bytes) -> dict[str, str]:
    etags = {"its MD5": body, "another MD5": body + b"x"}
    length = {"another": len(body) + 7, "its own": len(body)}.get(line["length"])
    tag = etags.get(line["ETag"])
    return {
        **({"content-length": str(length)} if length is not None else {}),
        **({} if tag is None else {"etag": f'"{hashlib.md5(tag).hexdigest()}"'}),
    }


def examples(line: dict[str, str]) -> list[EdgarResponse]:
    asked = accession(2 if line["accession"] == "another" else 1)
    return [
        EdgarResponse(kind, status, headers(line, body), body, asked if kind == "submission" else None)
        for kind, status in product(KINDS[line["asked for"]], statuses(line["status"]))
        for body in bodies(line, kind)
    ]


@pytest.mark.parametrize("number", range(len(LINES)), ids=[line["what it means"] for line in LINES])
def test_each_line_of_the_document_decides_the_answers_that_it_describes(number: int) -> None:
    for answer in examples(LINES[number]):
        decided = next(place for place, (fits, *_) in enumerate(TABLE) if fits(answer, read_submission))
        assert decided == number, (answer, LINES[decided]["what it means"])
        assert judge(answer, read_submission).action == LINES[number]["done"]


def test_the_document_has_the_codes_lines_in_the_codes_words() -> None:
    reported = [(line["done"], line["what it means"]) for line in LINES]
    assert len(reported) == len(TABLE)
    for (done, words), (_, action, reason) in zip(reported, TABLE, strict=True):
        assert done == action
        assert reason.startswith(words) or not reason, (words, reason)


def test_every_way_of_dealing_with_an_answer_is_explained() -> None:
    explained = re.findall(r"^\| (\w+) \| ", DOCUMENT.split("## The table")[0], re.MULTILINE)
    assert set(explained) - {"done"} == {action for _, action, _ in TABLE}
