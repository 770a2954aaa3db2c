"""What an option or a setting may say: what cannot be meant is refused with a sentence."""

from argparse import ArgumentTypeError

import pytest

from crawler.command_base import comma_list, day
from crawler.command_errors import ConfigError
from crawler.config import read_config, read_form
from crawler.edgar_forms import correction, is_known
from crawler.setting_values import OWN_SETTINGS, check_names


@pytest.mark.parametrize("text", ["", " ", ",", "2003-AR2,", "2003-AR2,,2003-HE2"])
def test_a_list_that_names_nothing_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="leave the option out to select all"):
        comma_list(text)


def test_an_option_that_is_not_given_selects_all() -> None:
    assert comma_list(None) == ()
    assert comma_list("2003-AR2, RALI 2000-QS1") == ("2003-AR2", "RALI 2000-QS1")


@pytest.mark.parametrize("text", ["1992-12-31", "1904-01-26", "20040126", "2004-02-30"])
def test_a_day_that_edgar_cannot_have_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        day(text)


@pytest.mark.parametrize("name", ["EDGAR_BUGDET", "EDGAR_MAXRATE", "EDGAR_USERAGENT", "LANDING_ZONES"])
def test_a_mistyped_variable_of_the_environment_is_refused_with_what_is_meant(name: str) -> None:
    with pytest.raises(ConfigError, match=r"\(is it [A-Z_]+\?\)"):
        check_names((), {name: "x"})


def test_variables_of_other_programs_are_let_be() -> None:
    check_names(OWN_SETTINGS, ["EDGAR_IDENTITY", "STATE_DIRECTORY", "LANDING_PAGE_URL", *OWN_SETTINGS])


SPELT_RIGHT = [
    "8-K",
    "8-K/A",
    "10-D",
    "10-K405/A",
    "ABS-EE",
    "15-15D",
    "6-K",
    "18-K",
    "10-C",
    "10-KT",
    "424B5",
]


@pytest.mark.parametrize("form", SPELT_RIGHT)
def test_a_form_in_edgars_spelling_is_taken(form: str) -> None:
    assert is_known(form)
    assert correction(form) is None
    assert read_form(form.lower()) == form


# Forms that EDGAR has and no trust files, forms to come, and what nobody can judge.
UNKNOWN = ["DEF 14A", "SC 13D/A", "N-CSR", "20-F", "S-1", "D", "10-KSB40", "1-SA", "T-3", "QQQQQQ", "10-ABS"]


@pytest.mark.parametrize("form", UNKNOWN)
def test_a_form_that_is_not_known_here_is_taken_too(form: str) -> None:
    assert not is_known(form)
    assert read_form(form) == form


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("8K", "8-K"),
        ("8K/A", "8-K/A"),
        ("8-KA", "8-K/A"),
        ("8_K", "8-K"),
        ("8 K", "8-K"),
        ("8-L", "8-K"),
        ("K-8", "8-K"),
        ("10D", "10-D"),
        ("10 K", "10-K"),
        ("10-DD", "10-D"),
        ("1-0D", "10-D"),
        ("10-K45", "10-K405"),
        ("ABSEE", "ABS-EE"),
        ("424-B5", "424B5"),
        ("NT10-D", "NT 10-D"),
    ],
)
def test_a_form_that_is_plainly_misspelt_is_refused_with_what_is_meant(form: str, meant: str) -> None:
    assert correction(form) == meant


def test_every_error_of_a_configuration_is_said_at_once() -> None:
    values = {"EDGAR_USER_AGENT": "", "EDGAR_MAX_RATE": "fast", "EDGAR_BASE_URL": "", "STATE_DIR": " "}
    values |= {"EDGAR_BUDGET": "", "EDGAR_BLOCK_PAUSE": "1", "EDGAR_RETRY_PAUSE": "1", "LANDING_ZONE": "x"}
    with pytest.raises(ConfigError) as refused:
        read_config("gmacm", values, {"forms": "8K", "since": "yesterday"})
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "since=yesterday is not a valid day",
        "EDGAR has no form '8K'",
        "EDGAR_USER_AGENT is not set",
        "EDGAR_MAX_RATE 'fast' is not a valid rate",
        "STATE_DIR is empty",
    ]
