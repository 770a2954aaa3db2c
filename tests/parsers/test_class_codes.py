"""What stands in a CUSIP column: valid CUSIPs, spoilt ones, codes of the printer, and none."""

from typing import Any

import pytest

from tests.parsers.golden import FIXTURES, read_records

PAGES = {
    "bank_one": ("bank_one.2003-AR2.txt", "36185NF47"),
    "rfc_report": ("rfc_report.invented-1999-S99.txt", "000000AB5"),
    "paying_agent": ("paying_agent.from-facts-2000-J1.txt", "36185NBU3"),
    "rfc_statement": ("rfc_statement.from-facts-2006-QS3.htm", "000000QB8"),
}


def tranches(page: str) -> list[dict[str, Any]]:
    lines = read_records(page.encode())
    return [line for line in lines if line["record"] == "tranche"]


def with_code(layout: str, code: str) -> tuple[dict[str, Any], dict[str, Any], bool]:
    """The class with that code in place of its CUSIP, as it was before, and whether all others are so."""
    name, cusip = PAGES[layout]
    page = (FIXTURES / name).read_text()
    assert cusip in page
    wide = max(len(code), len(cusip))
    before = tranches(page)
    after = tranches(page.replace(cusip.ljust(wide), code.ljust(wide)).replace(cusip, code))
    place = next(place for place, one in enumerate(before) if one.get("cusip") == cusip)
    same = before[:place] + before[place + 1 :] == after[:place] + after[place + 1 :]
    return after[place], before[place], same


def figures(tranche: dict[str, Any]) -> dict[str, Any]:
    return {name: tranche[name] for name in tranche if name not in ("cusip", "cusip_printed")}


CODES = [
    # as printed, cusip, cusip_printed
    ("GMA99J02R", None, "GMA99J02R"),
    ("SMT00004B", None, "SMT00004B"),
    ("SEQ0305B4", None, "SEQ0305B4"),
    ("NIS001PO1", None, "NIS001PO1"),
    ("RAMP03RS8", None, "RAMP03RS8"),
    ("36185NAEO", "36185NAE0", "36185NAEO"),  # a scan's letter O
    ("36l85NAE0", "36185NAE0", "36l85NAE0"),  # and its letter l
    ("36185NF48", "36185NF48", "-"),  # its check fails
    ("3618NNAEX", "3618NNAEX", "-"),
]


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("code, cusip, printed", CODES)
def test_a_code_is_kept_and_nothing_else_changes(
    layout: str, code: str, cusip: str | None, printed: str
) -> None:
    after, before, same = with_code(layout, code)
    assert after["cusip"] == cusip
    assert after.get("cusip_printed", "-") == printed
    assert figures(after) == figures(before)
    assert same


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("code", ["81743RAFf9", "SMT04B12", "GMA04J2R1X"])
def test_a_code_of_another_length_below_the_heading_is_kept_too(layout: str, code: str) -> None:
    after, before, same = with_code(layout, code)
    assert (after["cusip"], after["cusip_printed"]) == (None, code)
    assert figures(after) == figures(before)
    assert same


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("code", ["N/A", "NA", "n/a"])
def test_a_class_without_a_code_has_none(layout: str, code: str) -> None:
    after, before, same = with_code(layout, code)
    assert after["cusip"] is None
    assert "cusip_printed" not in after
    assert figures(after) == figures(before)
    assert same


@pytest.mark.parametrize("layout", ["bank_one", "rfc_report", "rfc_statement"])
@pytest.mark.parametrize("code", ["760920123", "000000000"])
def test_nine_digits_below_the_heading_are_a_code_and_no_amount(layout: str, code: str) -> None:
    after, before, same = with_code(layout, code)
    assert after["cusip"] == code
    assert figures(after) == figures(before)
    assert same
