"""One page for every address: a few requests, silence, one probe, a stop; not so for a few bad filings."""

from pathlib import Path
from typing import Any

import pytest

from crawler.identical_answers import ENOUGH, AnsweredRequest, IdenticalAnswers, read_page
from crawler.replica import Replica
from crawler.response_policy import Action, EdgarResponse, Verdict, judge
from parsers.submission import read_submission
from tests.crawler.changing_proxy import Front, Reply
from tests.crawler.crawls import GMACM, Place, accession, archive, filing

DENIED = "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference #{path}</BODY></HTML>"
PAGES: list[tuple[int, str, str]] = [
    # status, page, what the summary shows of it
    (403, DENIED, "403 'Access Denied'"),
    (
        200,
        "<!-- gateway --><html><head><title>\n Sign  in to\nthe network</title></head></html>",
        "200 'Sign in",
    ),
    (404, "", "404 without a title"),
    (451, "No access to {path} (id 18.5f3c)", "451 without a title"),
    (503, "<?xml version='1.0'?><Error><Code>SlowDown</Code><Key>{path}</Key></Error>", "503 'SlowDown'"),
]
ASKED = {
    "quarters": ("gmacm",),
    "days": ("gmacm", "-a", "source=daily-index", "-a", "since=2004-01-01"),
    "registrants": ("gmacm", "-a", "source=submissions"),
    "searches": ("ramp", "-a", "source=full-text", "-a", f"cik={','.join(map(str, range(1, 200)))}"),
    "a look-up": ("gmacm", "-a", f"accession={accession(7)}"),
    "filings": GMACM,
}
SLOWLY = {"EDGAR_MAX_RATE": "20", "EDGAR_RETRY_PAUSE": "1"}
PACE = {kind: SLOWLY | {"EDGAR_RETRY_PAUSE": "0.2"} for kind in ("a look-up", "days")}  # one at a time
# Requests before the silence: five addresses, what was under way with them and, one after another, retries.
MOST = {"days": 12, "a look-up": 20, "filings": 14}


def wall_of(status: int, page: str, kind: str) -> Any:
    def change(path: str, reply: Reply) -> Reply:
        if path == "/robots.txt" or (kind == "filings" and "/data/" not in path):
            return reply
        return Reply(status, {"Content-Type": "text/html"}, page.format(path=path).encode())

    return change


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.slow) if kind in PACE else kind for kind in ASKED]
)
def test_a_page_for_every_address_stops_the_run_after_a_few_requests(
    place: Place, tmp_path: Path, kind: str
) -> None:
    status, page, shown = PAGES[list(ASKED).index(kind) % len(PAGES)]
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 41)))
    change = wall_of(status, page, kind)
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url, change) as front:
        place.settings = {"EDGAR_BASE_URL": front.url, "EDGAR_BLOCK_PAUSE": "1"} | PACE.get(kind, SLOWLY)
        reported = place.crawl(*ASKED[kind], exits=1)
        asked = [path for path, _ in front.seen if path != "/robots.txt"]
    assert ENOUGH < len(asked) <= MOST.get(kind, 8) + 2
    assert f"stopped: every address gets the same page, {shown}" in reported.stdout
    assert f"look at      {front.url}" in reported.stdout and "EDGAR_USER_AGENT" in reported.stdout
    assert "not reached" in reported.stdout
    assert "Traceback" not in reported.stderr


def test_a_wall_that_falls_during_the_silence_costs_nothing_else(place: Place, tmp_path: Path) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 41)))
    fault = {"fault": "status", "status": 403, "body": DENIED, "kind": "submission"}
    place.settings = {"EDGAR_BLOCK_PAUSE": "1.5", **SLOWLY}
    with Replica(filings, max_rate=0, faults=[{**fault, "first": 5, "per": "rule"}]) as place.edgar:
        place.crawl()
        assert len(place.asked("submission")) < 60
    assert len(place.raw()) == 40


def test_five_bad_filings_keep_no_run_from_the_others(place: Place, tmp_path: Path) -> None:
    """They fail in every run with one page, which is theirs: the runs go on, and try others of them first."""
    filings = archive(tmp_path / "archive", *(filing(number) for number in range(1, 41)))
    bad = range(1, 8)
    faults = [{"fault": "status", "status": 500, "path": f"*/{accession(number)}.txt"} for number in bad]
    place.settings = {"EDGAR_BLOCK_PAUSE": "0.5"}
    with Replica(filings, max_rate=0, faults=faults) as place.edgar:
        place.crawl("gmacm", "-a", f"accession={','.join(f'1264853:{accession(n)}' for n in bad)}", exits=1)
        place.edgar.set_faults(faults[:5])  # two of them are well again
        place.crawl(exits=1)
        first = set(place.raw())
        assert {accession(number) for number in range(8, 41)} <= first
        place.crawl(exits=1)
        place.crawl(exits=1)
        assert set(place.raw()) == {accession(number) for number in range(6, 41)}
        place.edgar.set_faults([])
        place.crawl()
    assert len(place.raw()) == 40


CSS = "<style>" + "body { margin: 0 } " * 400 + "</style>"
RATE = "SEC.gov | Request Rate Threshold Exceeded"
DRESSES = [
    f"<!DOCTYPE html><html><head>{CSS}<title>{RATE}</title></head></html>",
    f"\ufeff<!DOCTYPE html><html><head>{CSS}<title>{RATE}</title></head></html>",
    f"<?xml version='1.0'?>\n<!-- {CSS} -->\n<html><head><title>{RATE}</title></head></html>",
    f"<head>{CSS * 9}<title>{RATE}</title></head>",
    f"{CSS}<title>{RATE}</title>",
]


@pytest.mark.parametrize("page", DRESSES)
@pytest.mark.parametrize("status", [200, 403, 429])
def test_the_rate_page_is_known_wherever_its_title_stands(page: str, status: int) -> None:
    answer = EdgarResponse("submission", status, {}, page.encode(), accession(1))
    assert judge(answer, read_submission).action == Action.WAIT


def answers(
    wall: IdenticalAnswers, *bodies: str, status: int = 403, asked: int = 0, **more: bool
) -> list[Action]:
    """What becomes of answers in a row, each about another address."""
    done = []
    for number, body in enumerate(bodies, start=asked):
        answer = EdgarResponse("submission", status, {}, body.encode())
        verdict = Verdict(Action.RETRY if status != 304 else Action.UNCHANGED, "")
        done.append(
            wall.judge(
                AnsweredRequest(f"http://edgar/{number}", **more), answer, verdict, lambda: False
            ).action
        )
    return done


def test_five_equal_answers_in_a_row_are_a_wall_and_a_good_one_between_them_makes_none() -> None:
    wall = IdenticalAnswers()
    assert set(answers(wall, *["no"] * 4)) == {Action.RETRY}
    answers(wall, "", status=304)
    assert set(answers(wall, *["no"] * 4, asked=4)) == {Action.RETRY}
    assert answers(wall, "no", asked=9) == [Action.WAIT]
    assert answers(wall, "no", asked=10) == [Action.STOP]  # the probe


def test_other_pages_retries_and_one_address_alone_are_no_wall() -> None:
    for bodies, more in (
        ([f"<html><title>{'abcdefgh'[number % 8]}</title>" for number in range(20)], {}),
        (["no"] * 20, {"is_first": False}),
        (["no"] * 20, {"is_new": False}),
    ):
        assert set(answers(IdenticalAnswers(), *bodies, **more)) == {Action.RETRY}
    wall = IdenticalAnswers()
    assert all(answers(wall, "no") == [Action.RETRY] for _ in range(20))


@pytest.mark.parametrize(
    "one, other",
    [
        ("no access to /a, request 1a2b", "no access to /a, request 99ff7"),
        ("<html><title>Access  Denied</title>18.4", "<html><title>\nAccess denied</title>19.7"),
        ("<html><title>Error 1009</title>", "<html><title>Error 1013</title>"),
    ],
)
def test_pages_are_equal_but_for_the_numbers_of_the_request(one: str, other: str) -> None:
    first, second = (
        read_page("http://edgar/a", EdgarResponse("json", 403, {}, text.encode())) for text in (one, other)
    )
    assert first == second
    assert first != read_page("http://edgar/a", EdgarResponse("json", 404, {}, one.encode()))


def test_no_page_takes_long_to_look_at() -> None:
    """None of these ends within a test's time where an expression goes back and forth on it."""
    for body in (
        "<!-- a -->" * 40_000 + "x",
        "a" * 1_000_000,
        "<title" * 150_000,
        "<html>" + "<title>" * 150_000,
    ):
        answer = EdgarResponse("submission", 403, {}, body.encode())
        judge(answer, read_submission)
        read_page("http://edgar/a", answer)


def test_what_was_asked_for_is_no_page_even_cut_or_changed() -> None:
    assert read_page("http://edgar/a", EdgarResponse("submission", 200, {}, filing(1)[:99])) is None
