"""Printed text to values, as tables of examples."""

import pytest

from parsers.printed_values import cusip_check_digit, read_date, read_number, repair_cusip, tidy_class_name


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("12/19/2003", "2003-12-19"),
        ("12/19/03", "2003-12-19"),
        ("9/1/03", "2003-09-01"),
        ("1/25/80", "1980-01-25"),
        ("1/25/79", "2079-01-25"),
        ("Dec 19, 2003", "2003-12-19"),
        ("December 19, 2003", "2003-12-19"),
        ("20-December-00", "2000-12-20"),
        ("30-Sep-2000", "2000-09-30"),
        ("02/30/2004", None),
        ("Smarch 1, 2003", None),
        ("2003", None),
    ],
)
def test_a_printed_date_is_read_as_iso(printed: str, iso: str | None) -> None:
    assert read_date(printed) == iso


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("0.3172680", "0.3172680"),
        ("172,158,743", "172158743"),
        ("(1.00)", "-1.00"),
        ("1.00-", "-1.00"),
        ("(0.00)", "0.00"),
        ("-2,341.58", "-2341.58"),
        ("$1,234.50", "1234.50"),
        ("1.2%", "1.2"),
        ("8.134273  %", "8.134273"),
        (".5", "0.5"),
    ],
)
def test_a_number_keeps_its_printed_digits(printed: str, digits: str) -> None:
    assert str(read_number(printed)) == digits


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("A- 1", "A-1"),
        ("Class A-II -4", "A-II-4"),
        ("Class IO", "IO"),
        ("A-III-", "A-III-"),
        ("R- II", "R-II"),
        ("Certificates", "Certificates"),
        ("Class", "Class"),
    ],
)
def test_a_class_name_loses_the_word_class_and_blanks_around_hyphens(printed: str, tidy: str) -> None:
    assert tidy_class_name(printed) == tidy


@pytest.mark.parametrize("cusip", ["36185NF39", "36185NYV6", "36185NZD5", "037833100", "760920DC9"])
def test_the_ninth_character_of_a_cusip_follows_from_the_first_eight(cusip: str) -> None:
    assert cusip_check_digit(cusip) == cusip[8]


@pytest.mark.parametrize(
    ("printed", "repaired"),
    [
        ("36185NAEO", "36185NAE0"),  # letter O for the check digit
        ("36l85NAB6", "36185NAB6"),  # letter l for a one inside
        ("3618SNAB6", None),  # S for 5 is not among the faults seen
        ("36185NAE0", None),  # nothing to repair
        ("36185NAFO", None),  # the check digit would be 7: not proven
        ("GMA99J02R", None),  # no CUSIP
        ("36185NAE", None),
    ],
)
def test_letters_for_digits_are_repaired_where_the_check_digit_proves_it(
    printed: str, repaired: str | None
) -> None:
    assert repair_cusip(printed) == repaired
