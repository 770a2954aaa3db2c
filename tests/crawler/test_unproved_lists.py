"""Lists of filings that come short: what no ETag or length proves whole is not kept as if it were."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.master_index import find_accessions, read_master
from crawler.quarters import Quarter
from crawler.replica import Replica
from crawler.trusts import choose_registrants
from tests.crawler.changing_proxy import Front, Reply
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.quick_cases import quick

DAILY = ("gmacm", "-a", "source=daily-index", "-a", "since=2004-01-20", "-a", "until=2004-01-28")
COUNT = 10
EVERY = [accession(number) for number in range(1, COUNT + 1)]
Change = Callable[[Reply], Reply]


def at_a_line(body: bytes, share: float = 0.6) -> bytes:
    half = body[: int(len(body) * share)]
    return half[: half.rfind(b"\n") + 1]


def in_members(body: bytes, *places: int) -> list[bytes]:
    """The body in gzip members that end at these places."""
    ends = [*places, len(body)]
    return [gzip.compress(body[start:end], mtime=0) for start, end in zip([0, *places], ends, strict=True)]


def cut_bare(reply: Reply) -> Reply:
    """Without an ETag and a length."""
    return reply.but(without="etag", body=at_a_line(reply.body), has_length=False)


def cut_and_packed(reply: Reply) -> Reply:
    """By a proxy that packs what it has, so that gzip's end is whole."""
    packed = gzip.compress(at_a_line(reply.body))
    return reply.but(without="etag", body=packed, has_length=False, headers={"Content-Encoding": "gzip"})


def cut_behind_a_member(reply: Reply) -> Reply:
    first, _ = in_members(reply.body, len(at_a_line(reply.body)))
    return reply.but(without="etag", body=first, has_length=False, headers={"Content-Encoding": "gzip"})


def with_an_etag_of_no_digest(reply: Reply) -> Reply:
    return cut_bare(reply).but(headers={"ETag": '"5f1c-99"'})


SHORT = [cut_bare, cut_and_packed, cut_behind_a_member, with_an_etag_of_no_digest]


def is_day(path: str) -> bool:
    return "/daily-index/" in path and "master" in path


class Illness:
    """Changes the good answers about some paths until it is cured; may keep the quarters' indexes away."""

    def __init__(self, change: Change, befalls: Callable[[str], bool], *, has_quarters: bool = True) -> None:
        self.change: Change | None = change
        self.befalls, self.has_quarters = befalls, has_quarters

    def __call__(self, path: str, reply: Reply) -> Reply:
        if "/full-index/" in path and not self.has_quarters:
            return Reply(403, {}, b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>")
        is_ill = self.change is not None and reply.status == 200 and self.befalls(path)
        return self.change(reply) if is_ill and self.change else reply


@contextmanager
def seen_by(place: Place, folder: Path, change: Callable[[str, Reply], Reply]) -> Iterator[Front]:
    """The replica, with some filings of one day, behind a front that the place asks."""
    filings = (filing(number, filed="2004-01-26") for number in range(1, COUNT + 1))
    served = archive(folder / "archive", *filings)
    with Replica(served, max_rate=0) as place.edgar, Front(place.edgar.url, change) as front:
        place.settings = {"EDGAR_BASE_URL": front.url}
        yield front


@pytest.mark.parametrize("change", quick(SHORT, 2))
def test_a_days_list_that_came_short_is_filled_up_from_the_quarters_and_asked_for_again(
    place: Place, tmp_path: Path, change: Change
) -> None:
    illness = Illness(change, is_day)
    with seen_by(place, tmp_path, illness) as front:
        place.crawl(*DAILY)
        assert sorted(place.raw()) == EVERY
        illness.change = None
        for days_lists in (2, 2):  # asked for again once, and whole: then it is kept
            place.crawl(*DAILY)
            assert sum(is_day(path) for path, _ in front.seen) == days_lists
    assert len(place.asked("submission")) == COUNT


@pytest.mark.parametrize("change", quick(SHORT, 2))
def test_without_the_quarters_list_it_is_pending_and_the_next_run_finds_the_rest(
    place: Place, tmp_path: Path, change: Change
) -> None:
    illness = Illness(change, is_day, has_quarters=False)
    with seen_by(place, tmp_path, illness):
        reported = place.crawl(*DAILY, exits=1)
        assert 0 < len(place.raw()) < COUNT
        assert "daily index of 2004-01-26: no ETag and no Content-Length shows" in reported.stdout
        assert "2004 Q1" in [one.get("index") for one in place.manifests()[0]["pending"]]
        illness.change, illness.has_quarters = None, True
        place.crawl(*DAILY)
    assert sorted(place.raw()) == EVERY


def test_a_days_list_without_etag_and_length_is_kept_where_the_quarters_has_no_more(
    place: Place, tmp_path: Path
) -> None:
    illness = Illness(lambda reply: reply.but(without="etag", has_length=False), is_day)
    with seen_by(place, tmp_path, illness) as front:
        place.crawl(*DAILY)
        place.crawl(*DAILY)
        assert sum(is_day(path) for path, _ in front.seen) == 1
        assert sum("/full-index/" in path for path, _ in front.seen) == 1
    assert sorted(place.raw()) == EVERY


def test_a_day_cut_with_a_length_of_its_own_is_filled_up_from_a_quarter_that_is_kept(
    place: Place, tmp_path: Path
) -> None:
    """A cache that keeps a cut file gives it a length that fits."""
    illness = Illness(lambda reply: reply.but(without="etag", body=at_a_line(reply.body)), is_day)
    with seen_by(place, tmp_path, illness):
        place.crawl("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-01-19")  # reads the quarter's index
        place.crawl(*DAILY)
    assert sorted(place.raw()) == EVERY


@pytest.mark.parametrize("places", [(90,), (10, 400), (200, 201, 202, 600)])
def test_all_members_of_a_days_list_are_read(place: Place, tmp_path: Path, places: tuple[int, ...]) -> None:
    def members(reply: Reply) -> Reply:
        packed = b"".join(in_members(reply.body, *places))
        return reply.but(without="etag", body=packed, headers={"Content-Encoding": "gzip"})

    illness = Illness(members, is_day)
    with seen_by(place, tmp_path, illness) as front:
        place.crawl(*DAILY)
        assert not [path for path, _ in front.seen if "/full-index/" in path]
    assert sorted(place.raw()) == EVERY


def is_quarter(path: str) -> bool:
    return "/full-index/" in path


def cut_between_members(reply: Reply) -> Reply:
    text = gzip.decompress(reply.body)
    first, _ = in_members(text, len(at_a_line(text)))
    return reply.but(without="etag", body=first, has_length=False)


def cut_and_unpacked(reply: Reply) -> Reply:
    """The .gz is taken for a packed answer, and unpacked on the way."""
    return reply.but(without="etag", body=at_a_line(gzip.decompress(reply.body)), has_length=False)


@pytest.mark.parametrize("change", [cut_between_members, cut_and_unpacked])
def test_a_quarters_list_that_nothing_proves_whole_is_used_pending_and_asked_for_anew(
    place: Place, tmp_path: Path, change: Change
) -> None:
    illness = Illness(change, is_quarter)
    with seen_by(place, tmp_path, illness) as front:
        reported = place.crawl(*GMACM, exits=1)
        assert "2004 Q1: no ETag and no Content-Length shows" in reported.stdout
        assert 0 < len(place.raw()) < COUNT
        illness.change = None
        place.crawl(*GMACM)
        asked = [headers for path, headers in front.seen if is_quarter(path)]
    # A Last-Modified came with the cut one: asked for by it, EDGAR would say that nothing has changed.
    assert not [name for headers in asked for name in headers if name.startswith("If-")]
    assert sorted(place.raw()) == EVERY


@pytest.mark.parametrize(
    "change", [lambda reply: reply.but(without="etag"), lambda reply: reply.but(has_length=False)]
)
def test_an_etag_or_a_length_alone_proves_a_list_whole(place: Place, tmp_path: Path, change: Change) -> None:
    illness = Illness(change, lambda path: is_day(path) or is_quarter(path))
    with seen_by(place, tmp_path, illness):
        place.crawl(*GMACM)
        place.crawl(*DAILY)
    assert sorted(place.raw()) == EVERY


HEAD = b"Description: Master Index\nLast Data Received:    March 31, 2004\n" + b"-" * 80 + b"\n"
ROW = f"1264853|GMACM|8-K|2004-01-26|edgar/data/1264853/{EVERY[0]}.txt\n".encode()


@pytest.mark.parametrize("places", [(), (3,), (30, 70), (len(HEAD),), (len(HEAD) + 9, len(HEAD) + 10)])
@pytest.mark.parametrize("behind", [b"", bytes(7)])
def test_an_index_in_any_members_is_read_with_its_head(places: tuple[int, ...], behind: bytes) -> None:
    body = b"".join(in_members(HEAD + ROW, *places)) + behind
    reading = read_master(body, choose_registrants("gmacm", ()), ("8-K",))
    assert [row.accession for row in reading.rows] == [EVERY[0]]
    assert reading.received and Quarter.of(reading.received) == Quarter(2004, 1)
    assert [row.accession for row in find_accessions(body, {EVERY[0]}).rows] == [EVERY[0]]
