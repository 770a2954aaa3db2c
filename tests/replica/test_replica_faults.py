"""Every fault that the replica can make, and how it is asked for."""

import gzip
import http.client
import socket
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Replica, write_archive
from crawler.replica.faults import KINDS
from crawler.replica.sample_archive import SAMPLE
from tests.replica.client import Reply, fetch

PATH = "/Archives/edgar/data/1270371/0001019965-04-000027.txt"
OTHER_PATH = "/Archives/edgar/data/1226782/0000000003-04-000002.txt"
INDEX_PATH = "/Archives/edgar/full-index/2004/QTR1/master.gz"
RAW = (SAMPLE / "submissions/0001019965-04-000027.txt").read_bytes()


@pytest.fixture
def edgar(sample: Replica) -> Iterator[Replica]:
    """The sample archive without faults, before and after."""
    yield sample
    sample.set_faults([])


def spoilt(edgar: Replica, fault: str, path: str = PATH, **settings: Any) -> Reply:
    """The answer under that fault; its headers are asked for with gzip where `gzip=True`."""
    encoding = {"accept_encoding": "gzip"} if settings.pop("gzip", False) else {}
    edgar.set_faults([{"fault": fault, **settings}])
    return fetch(edgar, path, **encoding)


def test_a_status_with_its_body_and_headers(edgar: Replica) -> None:
    answer = spoilt(
        edgar, "status", status=500, body='{"message": "Internal server error"}', headers={"Retry-After": "1"}
    )
    assert (answer.status, answer.body) == (500, b'{"message": "Internal server error"}')
    assert answer.headers["retry-after"] == "1"


def test_the_page_for_undeclared_tools(edgar: Replica) -> None:
    answer = spoilt(edgar, "undeclared")
    assert answer.status == 403
    assert b"Undeclared Automated Tool</h1>" in answer.body


@pytest.mark.parametrize("status", [200, 403, 429])
def test_the_rate_page_with_any_status(edgar: Replica, status: int) -> None:
    answer = spoilt(edgar, "rate-page", status=status)
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html")
    assert b"Request Rate Threshold Exceeded" in answer.body


def test_a_rate_page_that_is_packed_for_a_client_that_did_not_ask(edgar: Replica) -> None:
    edgar.set_faults([{"fault": "rate-page", "gzip": True}])
    packed = fetch(edgar, PATH)
    assert packed.headers["content-encoding"] == "gzip"
    assert b"Request Rate Threshold Exceeded" in gzip.decompress(packed.body)


def test_an_archive_that_changes_in_the_middle_of_a_crawl(tmp_path: Path) -> None:
    folder = write_archive(tmp_path, later=[RAW])
    with Replica(folder, max_rate=0, faults=[{"fault": "publish", "nth": [2], "per": "rule"}]) as edgar:
        assert [fetch(edgar, PATH).status for _ in range(3)] == [404, 200, 200]
        assert b"0001019965-04-000027" in gzip.decompress(fetch(edgar, INDEX_PATH).body)


def test_a_rate_page_that_blocks_everything_for_a_time() -> None:
    with Replica(
        block_seconds=0.5, faults=[{"fault": "rate-page", "block": 0.5, "nth": [1], "per": "rule"}]
    ) as edgar:
        assert [fetch(edgar, PATH).status, fetch(edgar, "/robots.txt").status] == [403, 403]
        time.sleep(0.55)
        assert fetch(edgar, "/robots.txt").status == 200


def test_the_maintenance_page(edgar: Replica) -> None:
    answer = spoilt(edgar, "unavailable")
    assert (answer.status, answer.headers["server"]) == (503, "AkamaiNetStorage")
    assert answer.headers["connection"] == "close"
    assert b"<title>SEC.gov | File Unavailable</title>" in answer.body


@pytest.mark.parametrize(
    ("fault", "status", "code"), [("access-denied", 403, b"AccessDenied"), ("no-such-key", 404, b"NoSuchKey")]
)
def test_a_file_that_is_there_can_go_missing(edgar: Replica, fault: str, status: int, code: bytes) -> None:
    answer = spoilt(edgar, fault)
    assert (answer.status, code in answer.body) == (status, True)


def test_a_redirect(edgar: Replica) -> None:
    answer = spoilt(edgar, "redirect", to="http://elsewhere.example/", status=301)
    assert (answer.status, answer.headers["location"]) == (301, "http://elsewhere.example/")


def test_the_answer_to_another_question(edgar: Replica) -> None:
    assert spoilt(edgar, "swap", serve=OTHER_PATH).body == fetch(edgar, OTHER_PATH).body


def test_an_etag_that_is_not_the_bodys(edgar: Replica) -> None:
    right = fetch(edgar, PATH)
    answer = spoilt(edgar, "wrong-etag")
    assert answer.body == right.body
    assert answer.headers["etag"] != right.headers["etag"]


def test_another_body(edgar: Replica) -> None:
    answer = spoilt(edgar, "wrong-body", body="")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "0")


def test_a_text_that_was_cut_before_it_was_packed(edgar: Replica) -> None:
    answer = spoilt(edgar, "cut-text", at=1000, gzip=True)
    assert gzip.decompress(answer.body) == RAW[:1000]
    assert answer.headers["etag"] == fetch(
        edgar, OTHER_PATH.replace("x", "x"), accept_encoding="gzip"
    ).headers["etag"] or (answer.headers["etag"].endswith('-gzip"'))


def test_a_body_that_was_cut_and_says_so_in_its_length(edgar: Replica) -> None:
    answer = spoilt(edgar, "cut-wire", at=-10)
    assert (answer.body, answer.headers["content-length"]) == (RAW[:-10], str(len(RAW) - 10))


def test_a_packed_body_that_was_cut(edgar: Replica) -> None:
    answer = spoilt(edgar, "cut-wire", at=0.5, gzip=True)
    with pytest.raises(EOFError):
        gzip.decompress(answer.body)


def test_a_length_that_is_too_small(edgar: Replica) -> None:
    assert spoilt(edgar, "wrong-length", by=-7).body == RAW[:-7]


def test_a_length_that_is_too_great(edgar: Replica) -> None:
    with pytest.raises(http.client.IncompleteRead):
        spoilt(edgar, "wrong-length", by=7)


@pytest.mark.parametrize("path", [PATH, INDEX_PATH])
def test_gzip_that_cannot_be_unpacked(edgar: Replica, path: str) -> None:
    answer = spoilt(edgar, "bad-gzip", path, gzip=True)
    with pytest.raises((zlib.error, gzip.BadGzipFile, EOFError)):
        gzip.decompress(answer.body)


def test_gzip_that_is_none(edgar: Replica) -> None:
    answer = spoilt(edgar, "bad-gzip")
    assert (answer.headers["content-encoding"], answer.body) == ("gzip", RAW)


@pytest.mark.parametrize(("path", "encoding"), [(PATH, "gzip"), (INDEX_PATH, None)])
def test_a_gzip_bomb(edgar: Replica, path: str, encoding: str | None) -> None:
    answer = spoilt(edgar, "bomb", path, megabytes=3)
    assert answer.headers.get("content-encoding") == encoding
    assert len(answer.body) < 10_000
    assert len(gzip.decompress(answer.body)) == 3_000_000


@pytest.mark.parametrize(
    ("at", "left"), [(0, 0), (1, 1), (100, 100), (-1, len(RAW) - 1), (0.5, len(RAW) // 2)]
)
def test_a_connection_that_ends_too_early(edgar: Replica, at: float, left: int) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        spoilt(edgar, "truncate", at=at)
    assert caught.value.partial == RAW[:left]
    assert edgar.requests()[-1].bytes == left


@pytest.mark.parametrize("settings", [{}, {"at": 50}])
def test_a_connection_that_is_reset(edgar: Replica, settings: dict[str, int]) -> None:
    with pytest.raises(ConnectionResetError):
        spoilt(edgar, "reset", **settings)


def test_a_connection_that_is_closed_without_a_word(edgar: Replica) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        spoilt(edgar, "close")


def test_an_answer_that_is_late(edgar: Replica) -> None:
    began = time.monotonic()
    assert spoilt(edgar, "delay", seconds=0.2).body == RAW
    assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize("settings", [{}, {"at": 50}])
def test_an_answer_that_never_ends(edgar: Replica, settings: dict[str, int]) -> None:
    edgar.set_faults([{"fault": "stall", "seconds": 5, **settings}])
    with pytest.raises(TimeoutError):
        fetch(edgar, PATH, timeout=0.2)
    # Nobody else has to wait for it.
    assert fetch(edgar, "/robots.txt", timeout=1, user_agent="none").status == 403


def test_an_answer_that_comes_drop_by_drop(edgar: Replica) -> None:
    began = time.monotonic()
    assert spoilt(edgar, "drip", bytes_per_second=100_000).body == RAW
    assert 0.2 < time.monotonic() - began < 2


def test_every_fault_is_tested_here() -> None:
    source = Path(__file__).read_text()
    assert {name for name in KINDS if f'"{name}"' not in source} == set()


def test_a_running_replica_refuses_a_bad_rule_and_keeps_the_old_ones(edgar: Replica) -> None:
    edgar.set_faults([{"fault": "no-such-key"}])
    with pytest.raises(ValueError, match="no such fault: 'explode'"):
        edgar.set_faults([{"fault": "explode"}])
    assert fetch(edgar, PATH).status == 404


def test_steering_the_replica_is_neither_logged_nor_counted() -> None:
    with Replica(max_rate=1) as edgar:
        for _ in range(5):
            edgar.set_faults([])
        assert fetch(edgar, PATH).status == 200
        assert [request.path for request in edgar.requests()] == [PATH]


def test_the_log_names_the_fault(edgar: Replica) -> None:
    spoilt(edgar, "cut-wire", at=5)
    logged = edgar.requests("submission")[-1]
    assert (logged.fault, logged.status, logged.bytes, logged.answer) == ("cut-wire", 200, 5, "submission")


def test_faults_do_not_spoil_a_kept_connection_for_the_next_request(edgar: Replica) -> None:
    edgar.set_faults([{"fault": "cut-wire", "at": 10, "nth": [1]}])
    address = edgar.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=5) as client:
        connection = http.client.HTTPConnection(*address)
        connection.sock = client
        bodies = []
        for _ in range(2):
            connection.request("GET", PATH, headers={"User-Agent": "A b@example.com"})
            bodies.append(connection.getresponse().read())
    assert bodies == [RAW[:10], RAW]
