"""What lies between a crawl and its answers: encodings, IPv6, home folders, and outputs that nobody reads."""

import gzip
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.decompression import BadEncoding, unpack
from crawler.replica import Replica
from tests.crawler.changing_proxy import Front, Reply
from tests.crawler.crawls import GMACM, SCRAPY, Place, accession, archive, filing
from tests.crawler.started import Started

TEXT = filing(1)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def in_members(body: bytes) -> bytes:
    return b"".join(gzip.compress(body[start : start + 300]) for start in range(0, len(body), 300))


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip in members": ("GZIP", in_members),
    "gzip with zeros behind it": ("x-gzip", lambda body: gzip.compress(body) + bytes(512)),
    "gzip twice": ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
    "deflate": ("deflate", zlib.compress),
    "deflate without a header": ("deflate", raw_deflate),
    "stored deflate": ("deflate", lambda body: zlib.compress(body, 0)),
    "deflate in gzip": ("deflate,gzip", lambda body: gzip.compress(zlib.compress(body))),
    "identity": ("identity", bytes),
}


@pytest.mark.parametrize("name", CODINGS)
@pytest.mark.parametrize("size", [0, 1, 299, 70_000, 300_000])
def test_a_body_is_unpacked_however_it_was_packed(name: str, size: int) -> None:
    coding, pack = CODINGS[name]
    body = (TEXT * (size // len(TEXT) + 1))[:size]
    assert unpack(pack(body), coding) == body


@pytest.mark.parametrize("name", [name for name in CODINGS if name != "identity"])
def test_a_packed_body_that_is_cut_is_never_taken_for_a_shorter_one(name: str) -> None:
    coding, pack = CODINGS[name]
    body = TEXT[:700]
    packed = pack(body)
    for end in range(1, len(packed)):
        try:
            plain = unpack(packed[:end], coding)
        except BadEncoding:
            continue
        # Behind a member's end, or in the zeros: to be noticed by length or ETag alone.
        assert plain == body or (name == "gzip in members" and plain in (body[:300], body[:600]))


@pytest.mark.parametrize("behind", [b"x", b"\r\n", b"<html>", b"\x1f\x8b\x08"])
def test_what_stands_behind_gzip_and_is_no_member_makes_the_body_unreadable(behind: bytes) -> None:
    with pytest.raises(BadEncoding):
        unpack(gzip.compress(TEXT) + behind, "gzip")


def as_packed_answer(_: str, reply: Reply) -> Reply:
    """What servers do with files named .gz: the type of their content, and gzip as its encoding."""
    return reply.but(headers={"Content-Encoding": "gzip", "Content-Type": "text/plain"})


@pytest.mark.parametrize("etag", ["etag", ""], ids=["without an ETag", "with the file's"])
def test_an_index_that_is_taken_for_a_packed_answer_is_read(place: Place, tmp_path: Path, etag: str) -> None:
    def change(path: str, reply: Reply) -> Reply:
        is_index = path.endswith(".gz") and reply.status == 200
        return as_packed_answer(path, reply.but(without=etag)) if is_index else reply

    filings = archive(tmp_path / "archive", filing(1))
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url, change) as front:
        place.settings = {"EDGAR_BASE_URL": front.url}
        place.crawl()
        place.settings |= {"LANDING_ZONE": "other", "STATE_DIR": "other-state"}
        place.crawl("gmacm", "-a", f"accession={accession(1)}", "-a", "until=2004-03-31")
    assert list(place.raw()) == [accession(1)]
    assert list((place.folder / "other" / "raw").rglob("*.gz"))


@pytest.mark.parametrize("name", ["gzip in members", "deflate without a header", "gzip twice"])
def test_filings_are_landed_as_they_were_before_they_were_packed(
    place: Place, tmp_path: Path, name: str
) -> None:
    coding, pack = CODINGS[name]

    def change(path: str, reply: Reply) -> Reply:
        is_filing = "/data/" in path and reply.status == 200
        headers = {"Content-Encoding": coding}
        return reply.but(without="etag", body=pack(reply.body), headers=headers) if is_filing else reply

    filings = archive(tmp_path / "archive", TEXT)
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url, change) as front:
        place.settings = {"EDGAR_BASE_URL": front.url}
        place.crawl()
    assert gzip.decompress(place.raw()[accession(1)].read_bytes()) == TEXT


@pytest.mark.parametrize("arguments", [(), ("-a", f"accession={accession(1)}")])
def test_edgar_may_have_an_ipv6_address(place: Place, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        try:
            front = Front(place.edgar.url, host="::1").__enter__()
        except OSError:
            pytest.skip("this machine has no IPv6")
        place.settings = {"EDGAR_BASE_URL": front.url}
        place.crawl(*GMACM, *arguments)
        front.__exit__(None, None, None)
    assert list(place.raw()) == [accession(1)]


def test_a_tilde_is_the_home_folder_in_every_path(place: Place, tmp_path: Path) -> None:
    place.settings = {"HOME": str(tmp_path / "home"), "EDGAR_BUDGET": "~/budget"}
    (tmp_path / "home").mkdir()
    settings = ("-s", "LANDING_ZONE=~/zone", "-s", "STATE_DIR=~/state")
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        place.crawl(*GMACM, *settings)
    for words in (["verify", "--jsonl=~/faults.jsonl"], ["reparse"]):
        process = Started([*words, *settings], place.folder, place.environment())
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert {path.name for path in (tmp_path / "home").iterdir()} == {
        "zone",
        "state",
        "budget",
        "faults.jsonl",
    }
    assert list(place.folder.iterdir()) == []


def test_the_home_of_nobody_is_refused_in_a_sentence(place: Place) -> None:
    place.settings = {"STATE_DIR": "~no-such-user-here/state"}
    reported = place.crawl(*GMACM, exits=2)
    assert "STATE_DIR" in reported.stderr and "Traceback" not in reported.stderr


# How a shell gives a command outputs that nobody reads.
QUICK = ">&- 2>&-"  # no output at all
OUTPUTS = ["| true", ">&-", "2>&-", ">&- 2>&-", "<&- >&-", "2> >(true)", "2>&1 | true"]


@pytest.mark.parametrize(
    "outputs", [one if one == QUICK else pytest.param(one, marks=pytest.mark.slow) for one in OUTPUTS]
)
def test_a_closed_output_changes_neither_a_crawl_nor_its_exit_code(
    place: Place, tmp_path: Path, outputs: str
) -> None:
    place.folder.mkdir()
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        done = in_a_shell(place, "crawl", *GMACM, outputs=outputs)
    assert done.stdout.endswith("exit 0\n"), done
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr
    assert [one["outcome"] for one in place.manifests()] == ["complete"]


@pytest.mark.slow
@pytest.mark.parametrize("outputs", OUTPUTS)
def test_a_closed_output_changes_no_verdict_on_a_zone(place: Place, tmp_path: Path, outputs: str) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        place.crawl()
    for command in ("verify", "reparse", "audit"):
        done = in_a_shell(place, command, outputs=outputs)
        assert done.stdout.endswith("exit 0\n"), (command, done)
        assert "Traceback" not in done.stderr
    (file,) = place.raw().values()
    file.unlink()
    assert in_a_shell(place, "verify", outputs=outputs).stdout.endswith("exit 1\n")


def in_a_shell(place: Place, *words: str, outputs: str) -> subprocess.CompletedProcess[str]:
    command = f"{' '.join((*SCRAPY, *words))} {outputs}; echo exit ${{PIPESTATUS[0]}}"
    environment = {**place.environment(), "PYTHONUNBUFFERED": ""}
    shell = ["bash", "-c", command]
    return subprocess.run(
        shell, cwd=place.folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_summary_that_cannot_be_written_is_reported_on_stderr(place: Place, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    place.folder.mkdir()
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        done = in_a_shell(place, "crawl", *GMACM, outputs="> /dev/full")
    assert done.stdout.endswith("exit 0\n")
    assert "The summary cannot be written to stdout" in done.stderr
