"""A run that cannot start says in a sentence why; nothing is sent and nothing is written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.replica import Replica
from storage import Landing, ZoneLock
from tests.crawler.crawls import GMACM, Place, accession, archive, filing

NO_ORIGIN = "is not a valid origin"
REFUSED = {
    # what is wrong: settings, arguments, a part of the sentence
    "no User-Agent": ({"EDGAR_USER_AGENT": ""}, ["gmacm"], "EDGAR_USER_AGENT is not set"),
    "no contact": ({"EDGAR_USER_AGENT": "Sample Company"}, ["gmacm"], "no e-mail address"),
    "impossible range": ({}, ["gmacm", "-a", "since=2004-02-01", "-a", "until=2004-01-01"], "swap them"),
    "impossible day": ({}, ["gmacm", "-a", "since=2004-02-30"], "use YYYY-MM-DD"),
    "unknown source": ({}, ["gmacm", "-a", "source=gopher"], "no source 'gopher'"),
    "unknown argument": ({}, ["gmacm", "-a", "sinc=2004-01-01"], "no argument 'sinc'"),
    "unknown archive": ({}, ["gmacm", "-a", "archive=big"], "no archive 'big'"),
    "no value": ({}, ["gmacm", "-a", "since"], "NAME=VALUE"),
    "bad cik": ({}, ["gmacm", "-a", "cik=12,x"], "cik='x' is not a CIK"),
    "bad accession": ({}, ["gmacm", "-a", "accession=12"], "accession='12' is not an accession"),
    "bad forms": ({}, ["gmacm", "-a", "forms="], "forms='' is not a form type"),
    "a form that EDGAR has not": (
        {},
        ["gmacm", "-a", "forms=8K"],
        "EDGAR has no form '8K': did you mean 8-K?",
    ),
    "an amendment misspelt": ({}, ["gmacm", "-a", "forms=10-D,10d/a"], "did you mean 10-D/A?"),
    "a form with a letter too many": ({}, ["gmacm", "-a", "forms=8-KK"], "did you mean 8-K?"),
    "a form in other characters": ({}, ["gmacm", "-a", "forms=8_K"], "did you mean 8-K?"),
    "a form that cannot be one": ({}, ["gmacm", "-a", "forms=(none)"], "'(none)' is not a form type"),
    "two errors at once": (
        {"EDGAR_USER_AGENT": ""},
        ["gmacm", "-a", "forms=8K"],
        "did you mean 8-K?\nscrapy crawl: EDGAR_USER_AGENT is not set",
    ),
    "no cik": ({}, ["gmacm", "-a", "cik="], "cik='' is not a CIK"),
    "no accession named": ({}, ["gmacm", "-a", "accession=,"], "accession='' is not an accession"),
    "a day before EDGAR": ({}, ["gmacm", "-a", "since=1992-12-31"], "EDGAR has no filing of an earlier day"),
    "an end before EDGAR": ({}, ["gmacm", "-a", "until=1990-12-31"], "EDGAR has no filing of an earlier day"),
    "a mistyped setting": (
        {},
        ["gmacm", "-s", "EDGAR_BUGDET=x"],
        "no setting EDGAR_BUGDET (is it EDGAR_BUDGET?)",
    ),
    "a setting that is none": ({}, ["gmacm", "-s", "LANDING_PAGE=x"], "there is no setting LANDING_PAGE"),
    "a mistyped variable": ({"EDGAR_MAXRATE": "2"}, ["gmacm"], "EDGAR_MAXRATE (is it EDGAR_MAX_RATE?)"),
    "a file for items": ({}, ["gmacm", "-o", "items.json"], "the landing zone is the output"),
    "a file to overwrite": ({}, ["gmacm", "-O", "items.json"], "the landing zone is the output"),
    "feeds in the settings": (
        {},
        ["gmacm", "-s", 'FEEDS={"items.json": {"format": "json"}}'],
        "the landing zone is the output",
    ),
    "rate above the SEC's": ({"EDGAR_MAX_RATE": "11", "EDGAR_BASE_URL": ""}, ["gmacm"], "limit of 10"),
    "rate of nothing": ({"EDGAR_MAX_RATE": "0"}, ["gmacm"], "EDGAR_MAX_RATE '0' is not a valid rate"),
    "rate in words": ({"EDGAR_MAX_RATE": "fast"}, ["gmacm"], "EDGAR_MAX_RATE 'fast' is not a valid rate"),
    "password in the origin": ({"EDGAR_BASE_URL": "http://me:secret@x.example"}, ["gmacm"], "or password"),
    "no origin": ({"EDGAR_BASE_URL": "sec.gov"}, ["gmacm"], NO_ORIGIN),
    "origin without a port": ({"EDGAR_BASE_URL": "http://127.0.0.1:99999"}, ["gmacm"], NO_ORIGIN),
    "origin with a port in words": ({"EDGAR_BASE_URL": "http://localhost:http"}, ["gmacm"], NO_ORIGIN),
    "origin in half brackets": ({"EDGAR_BASE_URL": "http://[::1"}, ["gmacm"], NO_ORIGIN),
    "origin with a path": ({"EDGAR_BASE_URL": "http://127.0.0.1:9/edgar"}, ["gmacm"], NO_ORIGIN),
    "one of the SEC's hosts": ({"EDGAR_BASE_URL": "https://data.sec.gov"}, ["gmacm"], "leave it unset"),
    "the SEC without TLS": ({"EDGAR_BASE_URL": "http://www.sec.gov/"}, ["gmacm"], "leave it unset"),
    "a day to come": ({}, ["gmacm", "-a", "since=2999-01-01"], "still to come"),
    "an end before the beginning": ({}, ["gmacm", "-a", "until=1998-12-31"], "name since= too"),
    "cik in other digits": ({}, ["gmacm", "-a", "cik=\u0661\u0662"], "is not a CIK"),
    "accession in other digits": (
        {},
        ["gmacm", "-a", "accession=0000000003-04-00000\u0661"],
        "is not an accession",
    ),
    "unknown option": ({}, ["gmacm", "--sinc"], "'--sinc' is not understood"),
    "unknown log level": ({"LOG_LEVEL": "LOUD"}, ["gmacm"], "LOG_LEVEL 'LOUD' is not a valid level"),
    "unwritable zone": ({"LANDING_ZONE": "/proc/landing"}, ["gmacm"], "LANDING_ZONE"),
    "zone of no kind": ({"LANDING_ZONE": "gopher://x/y"}, ["gmacm"], "LANDING_ZONE"),
    "unwritable state": ({"STATE_DIR": "/proc/state"}, ["gmacm"], "STATE_DIR"),
    "unknown spider": ({}, ["gnma"], "the spiders are edgar, gmacm and ramp"),
    "no spider": ({}, [], "the spiders are edgar, gmacm and ramp"),
    "two spiders": ({}, ["gmacm", "ramp"], "name one spider"),
}
MAY_PREPARE_THE_ZONE = {"unwritable state"}  # the lock comes first, and lies in the zone


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Place, int, str]]]:
    """Every refusal: place, exit code and stderr of each, and a replica that saw them all."""

    def run(name: str) -> tuple[Place, int, str]:
        settings, arguments, _ = REFUSED[name]
        place = Place(tmp_path_factory.mktemp("refused"), edgar, settings)
        process = place.start(*arguments)
        _, err = process.communicate(timeout=60)
        return place, process.returncode, err

    with Replica(max_rate=0) as edgar:
        yield {name: run(name) for name in REFUSED}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_with_a_sentence(tried: dict[str, tuple[Place, int, str]], name: str) -> None:
    place, code, err = tried[name]
    assert code == 2
    assert REFUSED[name][2] in err
    assert "Traceback" not in err
    assert place.edgar is not None and place.edgar.requests() == []
    if name not in MAY_PREPARE_THE_ZONE:
        assert list(place.folder.iterdir()) == []


def test_a_zone_that_another_run_holds_is_left_alone(place: Place) -> None:
    with Replica(max_rate=0) as place.edgar, ZoneLock(Landing(str(place.zone)), "ramp"):
        before = sorted(place.folder.rglob("*"))
        process = place.start("gmacm")
        _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert str(os.getpid()) in err and "ramp" in err
        assert sorted(place.folder.rglob("*")) == before
        assert place.edgar.requests() == []


def test_a_form_that_is_not_known_here_is_looked_for_with_a_warning(place: Place, tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", filing(1, form="10-ABS"), filing(2))
    with Replica(folder, max_rate=0) as place.edgar:
        run = place.crawl(*GMACM, "-a", "forms=8-K,10-ABS")
    assert set(place.raw()) == {accession(1), accession(2)}
    assert "WARNING: Form 10-ABS is not known here: only filings of exactly this form" in run.stderr
    assert "Form 8-K" not in run.stderr
    assert run.stderr.count(" WARNING: ") == 1  # and nothing else is worth one


def test_arguments_of_a_job_scheduler_are_let_pass(place: Place) -> None:
    with Replica(max_rate=0) as place.edgar:
        place.crawl("gmacm", "-a", "_job=42", "-a", "since=2003-01-01", "-a", "until=2003-03-31")
