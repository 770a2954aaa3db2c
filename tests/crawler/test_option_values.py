"""What an option or a setting may say: what cannot be meant is refused with a sentence."""

from argparse import ArgumentTypeError

import pytest

from crawler.command_base import comma_list, day
from crawler.command_errors import ConfigError
from crawler.edgar_forms import is_form, likely_form
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


@pytest.mark.parametrize(
    "form", ["8-K", "8-K/A", "10-D", "10-K405/A", "DEF 14A", "SC 13D/A", "ABS-EE", "15-15D"]
)
def test_a_form_in_edgars_spelling_is_known(form: str) -> None:
    assert is_form(form)


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("8K", "8-K"),
        ("8K/A", "8-K/A"),
        ("10D", "10-D"),
        ("10 K", "10-K"),
        ("DEF14A", "DEF 14A"),
        ("QQQQ", None),
    ],
)
def test_another_spelling_is_not_and_what_is_meant_is_said(form: str, meant: str | None) -> None:
    assert not is_form(form)
    assert likely_form(form) == meant
