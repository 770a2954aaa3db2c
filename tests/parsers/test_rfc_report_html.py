"""Residential Funding's report in HTML of 2008: heads in one cell, rates as fractions, no CUSIPs."""

import re
from decimal import Decimal

import pytest
from msgspec import UNSET

import parsers
from parsers.records import Statement, Total, Tranche
from tests.parsers.golden import FIXTURES

PAGE = (FIXTURES / "rfc_report_html.invented-2008-QR9.htm").read_text()
HEAD = re.findall(r"<tr><td colspan=12 align=center>(.*)</td></tr>\n", PAGE)


def read(page: str) -> parsers.Reading:
    reading = parsers.read(page.encode())
    assert reading.filing.documents[0].layout == "rfc_report_html"
    return reading


def rates(page: str) -> dict[str, str]:
    tranches = [one for one in read(page).records if isinstance(one, Tranche)]
    return {str(one.class_name): str(one.pass_through_rate_pct) for one in tranches}


def test_a_fraction_with_a_percent_sign_is_read_as_percent() -> None:
    assert rates(PAGE) == {"I-A-1": "4.30", "I-A-2": "1.71", "I-A-3": "6.00", "R-I": "6.00", "M-1": "6.00"}
    assert read(PAGE).failed == {}


def test_rates_in_percent_that_the_interest_fits_stay_as_printed() -> None:
    page = PAGE
    for fraction, percent in (("0.0430 %", "4.2950 %"), ("0.0171 %", "1.7050 %"), ("0.0600 %", "6.0000 %")):
        page = page.replace(fraction, percent)
    assert rates(page)["I-A-1"] == "4.2950"
    assert read(page).failed == {}


def in_one_cell(page: str) -> str:
    """The page with its head in one cell, as that of May 2008 has it."""
    assert len(HEAD) == 4
    rows = "".join(f"<tr><td colspan=12 align=center>{line}</td></tr>\n" for line in HEAD)
    assert rows in page
    return page.replace(rows, f"<tr><td colspan=12 align=center>{'<br>'.join(HEAD)}</td></tr>\n")


def test_a_head_in_one_cell_says_the_same() -> None:
    (one,), (other,) = (
        [record for record in read(page).records if isinstance(record, Statement)]
        for page in (PAGE, in_one_cell(PAGE))
    )
    for field in ("deal", "series", "trust", "issuer", "master_servicer", "pool_number"):
        assert getattr(one, field) == getattr(other, field), field
    assert one.numbers.mapped == other.numbers.mapped


@pytest.mark.parametrize("word", ["REVISED", "Restated", "(Corrected)"])
@pytest.mark.parametrize("place", [0, 3, 4])
@pytest.mark.parametrize("gap", ["<br>", " "])
def test_a_head_in_one_cell_that_says_so_is_of_a_revision(word: str, place: int, gap: str) -> None:
    head = gap.join([*HEAD[:place], word, *HEAD[place:]])
    page = in_one_cell(PAGE).replace("<br>".join(HEAD), head)
    assert page != in_one_cell(PAGE)
    (one,), (other,) = (
        [record for record in read(text).records if isinstance(record, Statement)]
        for text in (page, in_one_cell(PAGE))
    )
    assert (one.revised, other.revised) == (True, UNSET)
    assert one.master_servicer == other.master_servicer
    assert one.numbers.mapped == other.numbers.mapped


def test_two_pages_in_one_document_are_two_statements() -> None:
    both = in_one_cell(PAGE) + in_one_cell(PAGE).replace("2008-QR9", "2008-QR8").replace("8099", "8098")
    statements = [record for record in read(both).records if isinstance(record, Statement)]
    assert [one.series for one in statements] == ["2008-QR9", "2008-QR8"]
    assert [one.numbers.unmapped for one in statements] == [1, 1]


@pytest.mark.parametrize("cell", ["<td>&nbsp;</td>", "<td></td>", ""])
def test_the_totals_are_read_whether_or_not_they_have_a_cell_for_the_rate(cell: str) -> None:
    row = re.search(r"<tr><td>TOTAL.*</tr>", PAGE)
    assert row
    page = PAGE.replace(row[0], row[0].replace("<td>&nbsp;</td>", cell))
    (total,) = [one for one in read(page).records if isinstance(one, Total)]
    assert (total.interest, total.ending_balance) == (Decimal("423742.06"), Decimal("84070659.40"))
    assert read(page).failed == {}


def without_a_cell(*changes: tuple[str, str]) -> parsers.Reading:
    """The page whose totals have no cell for the rate, with some of them changed."""
    row = re.search(r"<tr><td>TOTAL.*</tr>", PAGE)
    assert row
    totals = row[0].replace("<td>&nbsp;</td>", "")
    for old, new in changes:
        assert old in totals
        totals = totals.replace(old, new)
    return read(PAGE.replace(row[0], totals))


def test_a_total_that_is_no_sum_fails_its_check() -> None:
    reading = without_a_cell(("423,742.06", "423,842.06"))
    (total,) = [one for one in reading.records if isinstance(one, Total)]
    assert (total.interest, total.principal) == (Decimal("423842.06"), Decimal("677502.30"))
    assert reading.failed["column_total"] == 1


def test_totals_of_which_several_are_no_sums_may_be_of_other_columns() -> None:
    reading = without_a_cell(("423,742.06", "423,842.06"), ("250.50", "350.50"))
    assert not [one for one in reading.records if isinstance(one, Total)]
    assert reading.unmapped == 10
