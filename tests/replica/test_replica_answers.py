"""Answers: validators, compression, the submissions API, and the pages for what is missing."""

import datetime as dt
import gzip
import hashlib
import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from protego import Protego

from crawler.replica import Filer, Replica, SubmissionDocument, compose_submission, error_pages, write_archive
from crawler.replica.sample_archive import SAMPLE
from tests.replica.client import CORPUS, fetch, needs_corpus

AR2 = "0001019965-04-000027"
AR2_PATH = f"/Archives/edgar/data/1270371/{AR2}.txt"
INDEX_PATH = "/Archives/edgar/full-index/2004/QTR1/master.idx"
RAW = (SAMPLE / "submissions" / f"{AR2}.txt").read_bytes()
RAW_MD5 = hashlib.md5(RAW).hexdigest()


def test_a_submission_is_served_byte_for_byte(sample: Replica) -> None:
    answer = fetch(sample, AR2_PATH)
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, "text/plain", RAW)
    assert answer.headers["content-length"] == str(len(RAW))
    assert answer.headers["etag"] == f'"{RAW_MD5}"'


def test_gzip_leaves_the_md5_of_the_plain_body_in_the_etag(sample: Replica) -> None:
    answer = fetch(sample, AR2_PATH, accept_encoding="gzip, deflate")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.body) == RAW
    assert answer.headers["etag"] == f'"{RAW_MD5}-gzip"'


def test_a_submission_lies_flat_and_in_its_folder_under_each_registrant(sample: Replica) -> None:
    accession = "0000000003-04-000001"
    bodies = {
        fetch(sample, f"/Archives/edgar/data/{cik}/{folder}{accession}.txt").body
        for cik in (1264853, 1099391)
        for folder in ("", f"{accession.replace('-', '')}/")
    }
    assert bodies == {(SAMPLE / "submissions" / f"{accession}.txt").read_bytes()}


@pytest.mark.parametrize(
    "path",
    [
        "/Archives/edgar/data/1270372/0001019965-04-000027.txt",
        "/Archives/edgar/data/0001270371/0001019965-04-000027.txt",
        "/Archives/edgar/data/1270371/000000000304000001/0001019965-04-000027.txt",
        "/Archives/edgar/data/1270371/0001019965-04-000028.txt",
        "/Archives/edgar/data/1270371/../1270371/0001019965-04-000027.txt",
        "/Archives/edgar/data/9900000101/0000000004-04-000001.txt",
        "/Archives/edgar/data/1270371/000101996504000027/gmac03ar28k1203.txt",
        "/submissions/CIK0000000001.json",
        "/submissions/CIK1264853.json",
        "/nothing",
    ],
)
def test_what_is_missing_is_a_404_in_xml_that_names_the_key(sample: Replica, path: str) -> None:
    answer = fetch(sample, path, accept_encoding="gzip")
    body = gzip.decompress(answer.body).decode()
    assert (answer.status, answer.headers["content-type"]) == (404, "application/xml")
    assert "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>" in body
    assert f"<Key>{path[1:]}</Key>" in body


def test_before_june_1999_a_filing_has_no_folder(tmp_path: Path) -> None:
    old = compose_submission(
        "0000000003-99-000001",
        "8-K",
        dt.date(1999, 4, 30),
        filers=[Filer(1093247, "GMA SERIES 1999-J01")],
        documents=[SubmissionDocument("8-K", b"invented")],
    )
    with Replica(write_archive(tmp_path, [old])) as edgar:
        assert fetch(edgar, "/Archives/edgar/data/1093247/0000000003-99-000001.txt").body == old
        assert (
            fetch(edgar, "/Archives/edgar/data/1093247/000000000399000001/0000000003-99-000001.txt").status
            == 404
        )


def test_last_modified_is_not_the_filing_date(sample: Replica) -> None:
    served = parsedate_to_datetime(fetch(sample, AR2_PATH).headers["last-modified"])
    assert served.year == 2017


@pytest.mark.parametrize("path", [INDEX_PATH, INDEX_PATH.replace(".idx", ".gz"), AR2_PATH])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_an_unchanged_file_is_a_304_without_body(sample: Replica, path: str, encoding: str) -> None:
    first = fetch(sample, path, accept_encoding=encoding)
    for validator in (
        {"if_none_match": first.headers["etag"]},
        {"if_none_match": f'"other", W/{first.headers["etag"]}'},
        {"if_modified_since": first.headers["last-modified"]},
    ):
        again = fetch(sample, path, accept_encoding=encoding, **validator)
        assert (again.status, again.body) == (304, b"")
        # The ETag of a 304 comes without '-gzip'.
        assert re.fullmatch(r'"[0-9a-f]{32}"', again.headers["etag"])
        assert again.headers["last-modified"] == first.headers["last-modified"]
        assert "content-length" not in again.headers


@pytest.mark.parametrize(
    "validators",
    [
        {"if_none_match": '"0123"'},
        {"if_modified_since": "Mon, 02 Jan 2012 00:00:00 GMT"},
        {"if_modified_since": "yesterday"},
        # An ETag that does not match decides against a date that would.
        {"if_none_match": '"0123"', "if_modified_since": "Fri, 02 Jan 2099 00:00:00 GMT"},
    ],
)
def test_a_changed_file_is_sent(sample: Replica, validators: dict[str, str]) -> None:
    assert fetch(sample, AR2_PATH, **validators).body == RAW


def test_a_head_request_gets_the_head_alone(sample: Replica) -> None:
    answer = fetch(sample, AR2_PATH, method="HEAD")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", str(len(RAW)))


def test_other_methods_are_refused(sample: Replica) -> None:
    assert fetch(sample, AR2_PATH, method="POST").status == 405


def test_robots_allows_the_archive_to_who_reads_past_the_blank_line(sample: Replica) -> None:
    robots = Protego.parse(fetch(sample, "/robots.txt").body.decode())
    assert robots.can_fetch(AR2_PATH, "anyone")
    assert robots.can_fetch(INDEX_PATH, "anyone")
    assert not robots.can_fetch("/cgi-bin/browse-edgar", "anyone")


def test_the_submissions_api_lists_a_trusts_filings_newest_first(sample: Replica) -> None:
    answer = fetch(sample, "/submissions/CIK0001226782.json")
    company = json.loads(answer.body)
    assert answer.headers["content-type"] == "application/json"
    assert "etag" not in answer.headers
    assert b"\n" not in answer.body
    recent = company["filings"]["recent"]
    assert (company["cik"], company["name"]) == ("0001226782", "GMACM HOME EQUITY LOAN TRUST 2003-HE2")
    assert recent["accessionNumber"] == ["0000000003-04-000003", "0000000003-04-000002"]
    assert recent["form"] == ["8-K/A", "8-K"]
    assert recent["filingDate"] == ["2004-04-05", "2004-03-03"]
    assert recent["reportDate"] == ["2004-02-25", "2004-02-25"]
    assert recent["items"] == ["5,7", "5,7"]
    assert recent["acceptanceDateTime"][1] == "2004-03-03T12:00:00.000Z"
    file = SAMPLE / "submissions/0000000003-04-000002.txt"
    assert recent["size"][1] == len(file.read_bytes())
    assert company["filings"]["files"] == []


def test_older_filings_of_a_registrant_are_on_pages(tmp_path: Path) -> None:
    filings = [
        compose_submission(
            f"0000000003-04-{number:06d}",
            "8-K",
            dt.date(2004, 1, number),
            filers=[Filer(1264853, "TRUST")],
            documents=[SubmissionDocument("8-K", b"invented")],
        )
        for number in range(1, 6)
    ]
    with Replica(write_archive(tmp_path, filings), recent_rows=2) as edgar:
        company = json.loads(fetch(edgar, "/submissions/CIK0001264853.json").body)
        files = company["filings"]["files"]
        pages_ = [json.loads(fetch(edgar, f"/submissions/{file['name']}").body) for file in files]
    assert company["filings"]["recent"]["filingDate"] == ["2004-01-05", "2004-01-04"]
    assert [page["filingDate"] for page in pages_] == [["2004-01-03", "2004-01-02"], ["2004-01-01"]]
    assert files[0] == {
        "name": "CIK0001264853-submissions-001.json",
        "filingCount": 2,
        "filingFrom": "2004-01-02",
        "filingTo": "2004-01-03",
    }


@pytest.mark.corpus
@needs_corpus
def test_the_submissions_api_has_the_keys_of_the_real_one(sample: Replica) -> None:
    real = json.loads((CORPUS / "edgar/submissions/CIK0001009672.2026.json").read_bytes())
    ours = json.loads(fetch(sample, "/submissions/CIK0001264853.json").body)
    assert list(ours) == list(real)
    assert list(ours["filings"]["recent"]) == list(real["filings"]["recent"])
    assert list(ours["addresses"]["business"]) == list(real["addresses"]["business"])
    types = [
        {key: type(column[0]) for key, column in one["filings"]["recent"].items()} for one in (ours, real)
    ]
    assert types[0] == types[1]


def said_by(page: str) -> list[str]:
    """Title, heading and the form of the Reference ID."""
    title = re.search(r"<title>(.*?)</title>", page)
    heading = re.search(r"<h1.*?</h1>", page)
    assert title
    assert heading
    reference = re.search(r"<p>(Reference ID: 0\.)[0-9a-f]{8}\.\d{10}\.[0-9a-f]+</p>", page)
    return [title[1], heading[0], reference[1] if reference else ""]


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("403.undeclared-automated-tool.html", error_pages.undeclared_tool(1758761934.0)),
        ("rate-threshold-exceeded.html", error_pages.rate_threshold(1758761934.0)),
        ("503.file-unavailable.a.html", error_pages.file_unavailable()),
    ],
)
def test_the_error_pages_have_the_title_and_heading_of_the_real_ones(name: str, ours: bytes) -> None:
    real = (CORPUS / "edgar/errors" / name).read_text(encoding="utf-8")
    assert said_by(ours.decode()) == said_by(real)


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("errors/403.access-denied.missing-index.xml", error_pages.access_denied("form.gz")),
        (
            "submissions/404.CIK-000000001.body.json",
            error_pages.no_such_key("submissions/CIK-000000001.json"),
        ),
    ],
)
def test_the_xml_of_missing_keys_is_that_of_the_store(name: str, ours: bytes) -> None:
    varying = re.compile(rb"(<(RequestId|HostId)>)[^<]*")
    real = (CORPUS / "edgar" / name).read_bytes()
    assert varying.sub(rb"\1", ours) == varying.sub(rb"\1", real)
