"""A deal, a series or a day that the zone does not have is refused: an empty result would look good."""

import datetime as dt
from pathlib import Path

import pytest

from crawler.command_errors import ConfigError
from crawler.named_deals import check_since, choose_deals
from storage import Landing
from tests.zone.histories import Archive, histories, land
from tests.zone.run import scrapy

KNOWN = ("GMACM 2003-AR1", "GMACM 2003-AR2", "GMACM 2003-HE2", "RFMSI 1992-S9")


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Landing:
    """Three months of one trust."""
    zone = Landing(str(tmp_path_factory.mktemp("mistyped") / "zone"))
    land(zone, Archive.sound(histories(1, seed=5), 3))
    return zone


@pytest.fixture(scope="module")
def deal() -> str:
    (trust,) = histories(1, seed=5)
    return trust.deal


def test_a_name_is_taken_as_the_zone_spells_it() -> None:
    assert choose_deals(["gmacm  2003-ar2", "GMACM 2003-AR2"], KNOWN) == ("GMACM 2003-AR2",)


def test_a_strange_name_is_reported_with_the_nearest() -> None:
    with pytest.raises(ConfigError) as reported:
        choose_deals(["GMACM 2003-AR3"], KNOWN)
    assert str(reported.value) == (
        "--deal GMACM 2003-AR3: the zone has no statement of it;"
        " the nearest: GMACM 2003-AR2, GMACM 2003-AR1, GMACM 2003-HE2."
    )


def test_a_zone_without_deals_says_so() -> None:
    with pytest.raises(ConfigError, match="it has no statement of a known deal"):
        choose_deals(["GMACM 2003-AR3"], ())


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "--deal", "NONE"),
        ("audit", "--deal", "NONE", "--jsonl", "-"),
        ("audit", "--since", "2204-01-01"),
        ("report", "--deal", "NONE"),
        ("reparse", "--series", "NONE"),
        ("reparse", "--series", "NONE", "--dry-run"),
        ("reparse", "--since", "2204-01-01"),
        ("reparse", "--until", "1904-01-01"),
    ],
    ids=" ".join,
)
def test_a_command_refuses_what_the_zone_does_not_have(
    zone: Landing, deal: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    settings = {"STATE_DIR": str(tmp_path / "state")}
    run = scrapy(*words, zone=str(zone), folder=tmp_path, exits=2, **settings)
    assert run.stdout == ""
    wanted = f"the nearest: {deal}" if "NONE" in words else f"{words[-1][:4]}"
    assert wanted in run.stderr or "it has 20" in run.stderr


def test_one_strange_name_among_others_is_refused_too(zone: Landing, deal: str, tmp_path: Path) -> None:
    run = scrapy("audit", "--deal", f"{deal},NONE", zone=str(zone), folder=tmp_path, exits=2)
    assert "--deal NONE: " in run.stderr


def test_a_known_name_in_small_letters_is_the_deal(zone: Landing, deal: str, tmp_path: Path) -> None:
    reported = scrapy("audit", "--deal", deal.lower(), "--fail-on", "error", zone=str(zone), folder=tmp_path)
    assert deal in reported.stdout or "nothing to report" in reported.stdout
    run = scrapy("reparse", "--series", deal.lower(), "--dry-run", zone=str(zone), folder=tmp_path)
    assert "3 read: 3 the same" in run.stdout


def test_a_day_that_the_zone_knows_of_is_asked_for() -> None:

    day = dt.date(2004, 1, 26)
    check_since(day, day)
    check_since(day, None)
    with pytest.raises(ConfigError, match="its last day is 2004-01-26"):
        check_since(dt.date(2004, 1, 27), day)
