"""Surprises of Residential Funding's statement of 20 sections, one small change to a sound page each."""

import re
from typing import Any

import pytest

from parsers.html import read_html
from tests.parsers.golden import FIXTURES, read_records

SCATTERED = (FIXTURES / "rfc_statement.from-facts-2006-QS3.htm").read_text()
WHOLE = (FIXTURES / "rfc_statement.from-facts-2006-RS3.htm").read_text()
SOUP = (FIXTURES / "rfc_statement.from-facts-2006-KS7.htm").read_text()


def records(page: str) -> list[dict[str, Any]]:
    return read_records(page.encode())


def read(page: str, *kinds: str) -> list[dict[str, Any]]:
    return [record for record in records(page) if record["record"] in kinds]


def changed(page: str, old: str, new: str, times: int = 1) -> str:
    assert old in page
    return page.replace(old, new, times)


def but_places(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{field: value for field, value in one.items() if field != "lines"} for one in figures]


def test_nine_numbers_stand_over_ten_columns() -> None:
    anchor = next(line for line in read_html(WHOLE).lines if line.squashed.endswith("(8) (9)"))
    (first, *_) = read(WHOLE, "tranche")
    assert len(anchor.cells) == 9
    assert str(first["original_balance"]) == "224798000.00"
    assert first["beginning_balance"] - first["principal"] == first["ending_balance"]


def test_header_words_are_not_needed_above_the_numbers() -> None:
    start = WHOLE.index("<tr", WHOLE.index("<b>1. Distribution Summary</b>"))
    heading = WHOLE[start : WHOLE.index("</tr>", start) + 5]
    assert "Original Face" in heading
    assert but_places(read(changed(WHOLE, heading, ""), "tranche")) == but_places(read(WHOLE, "tranche"))


@pytest.mark.parametrize("behind", ["", "<td>1</td>", "<td>1</td><td>1</td><td>1</td>"])
def test_cells_with_a_1_behind_the_last_column_are_left_out(behind: str) -> None:
    row = next(row for row in re.findall(r"<tr.*?</tr>", WHOLE) if "75156VAA3" in row)
    page = changed(WHOLE, row, row.replace("</tr>", f"{behind}</tr>"))
    (statement,) = read(page, "statement")
    assert statement["numbers"]["ignored_by"].get("stray_one", 0) == behind.count("1")
    assert statement["numbers"]["unmapped"] == 2
    assert read(page, "tranche") == read(WHOLE, "tranche")


def test_a_row_of_ones_alone_is_left_out_too() -> None:
    row = next(row for row in re.findall(r"<tr.*?</tr>", WHOLE) if "75156VAA3" in row)
    page = changed(WHOLE, row, f"{row}<tr><td></td><td></td><td>1</td><td>1</td></tr>")
    assert read(page, "statement")[0]["numbers"]["ignored_by"]["stray_one"] == 2
    assert but_places(read(page, "tranche")) == but_places(read(WHOLE, "tranche"))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("184,117,664.68", "beginning_balance"),
        ("5.40438000", "pass_through_rate_pct"),
        ("15,221,062.84", "principal"),
        ("168,896,601.84", "ending_balance"),
    ],
)
def test_an_empty_cell_costs_its_own_field_alone(value: str, field: str) -> None:
    whole = read(WHOLE, "tranche")[0]
    lacking = read(changed(WHOLE, f">{value}<", ">&nbsp;<"), "tranche")[0]
    assert set(whole) - set(lacking) == {field}
    assert all(lacking[other] == whole[other] for other in lacking)


@pytest.mark.parametrize("mark", ["<td></td><td>(Not Applicable)</td>", "<td>(Not Applicable)</td><td></td>"])
def test_not_applicable_is_said_of_the_section_before_it(mark: str) -> None:
    """Also where it stands in a row of its own, or behind a fact of the right block."""
    assert read(WHOLE, "statement")[0]["sections_not_applicable"] == [3, 15]
    row = next(row for row in re.findall(r"<tr.*?</tr>", WHOLE, re.DOTALL) if "18. Performance" in row)
    page = changed(WHOLE, row, f"{row}<tr>{mark}</tr>")
    assert read(page, "statement")[0]["sections_not_applicable"] == [3, 15, 18]


def test_a_title_and_its_mark_may_share_a_cell() -> None:
    page = changed(WHOLE, "18. Performance Tests", "18. Performance Tests (Not Applicable)")
    assert read(page, "statement")[0]["sections_not_applicable"] == [3, 15, 18]


def test_a_fact_whose_value_is_missing_is_null_and_takes_no_other() -> None:
    page = changed(WHOLE, ">JPMorgan Chase Bank<", "><")
    (statement,) = read(page, "statement")
    assert statement["trustee"] is None
    assert statement["trustee_phone"] == "713-216-2177"


def test_a_date_that_its_column_was_too_narrow_for_is_null_and_reported() -> None:
    page = changed(WHOLE, ">05/09/2006<", ">########<")
    assert read(page, "statement")[0]["closing_date"] is None
    assert "########" in {record["text"] for record in read(page, "unmapped")}


def test_a_page_head_with_another_date_is_reported() -> None:
    (check,) = read(changed(WHOLE, ">September 25, 2006<", ">September 26, 2006<"), "check")
    assert (check["check"], check["field"]) == ("repeated_value", "distribution_date")


def test_page_1_without_its_foot_ends_where_the_next_page_begins() -> None:
    foot = next(row for row in re.findall(r"<tr.*?</tr>", WHOLE) if "Page 1 of" in row)
    page = changed(WHOLE, foot, "")
    assert but_places(read(page, "tranche")) == but_places(read(WHOLE, "tranche"))
    assert read(page, "statement")[0]["numbers"]["unmapped"] == 2


def test_numbers_of_sections_never_seen_are_reported() -> None:
    assert [str(record["value"]) for record in read(WHOLE, "unmapped")] == ["0.98886840", "0.97500000"]


def test_a_class_on_the_balance_of_another_is_notional_and_one_off_it_is_not() -> None:
    assert [one["class_name"] for one in read(SCATTERED, "tranche") if one["notional"]] == ["I-A-2", "A-V"]
    second = SCATTERED.index("28,500,000.00")
    page = SCATTERED[:second] + "28,500,000.01" + SCATTERED[second + 13 :]
    assert [one["class_name"] for one in read(page, "tranche") if one["notional"]] == ["A-V"]
    assert "balance_roll" in {check["check"] for check in read(page, "check")}


def test_the_totals_of_a_group_are_neither_a_class_nor_those_of_the_deal() -> None:
    row = next(row for row in re.findall(r"<tr.*?</tr>", WHOLE) if "Deal Totals" in row)
    page = changed(WHOLE, row, row.replace("Deal Totals", "Group I Totals") + row)
    assert but_places(read(page, "tranche")) == but_places(read(WHOLE, "tranche"))
    assert but_places(read(page, "total")) == but_places(read(WHOLE, "total"))
    assert read(page, "statement")[0]["numbers"]["unmapped"] == 2 + 9


def test_fixed_rates_beside_floating_ones_are_no_failure_and_a_wrong_cent_is() -> None:
    """A-1 and its like accrue by 31 actual days; M-9 by 30/360 here."""
    page = changed(WHOLE, "44,149.74", "42,725.55", 2)  # 7,000,000.00 at 7.32438 %, and its total
    page = page.replace("3,818,071.24", "3,816,647.05").replace("19,039,134.08", "19,037,709.89")
    assert read(page, "check") == []
    (reason,) = set(read(page, "statement")[0]["checks"]["skipped"]["interest_accrual"]) - {
        "balance or rate is 0"
    }
    assert reason == "no day count is printed, and 31 actual days fit"
    assert {check["check"] for check in read(changed(page, "42,725.55", "42,735.55", 2), "check")} >= {
        "interest_accrual"
    }


def test_two_statements_in_one_document_are_distinguished() -> None:
    both = read(WHOLE.replace("</html>", "") + SOUP.replace("<HTML>", ""), "statement")
    assert [statement["deal"] for statement in both] == ["RAMP 2006-RS3", "RASC 2006-KS7"]


@pytest.mark.parametrize(
    ("name", "revised"),
    [("eqs3_072006rev.htm", True), ("eqs3_072006.htm", None), ("reverse.htm", None), ("rev.htm", True)],
)
def test_a_file_named_rev_is_a_revision(name: str, revised: bool | None) -> None:
    submission = (
        "<SEC-DOCUMENT>0001352052-06-000025.txt : 20060809\n<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n"
        f"<TYPE>EX-99\n<SEQUENCE>1\n<FILENAME>{name}\n<TEXT>\n{SCATTERED}\n</TEXT>\n</DOCUMENT>\n"
        "</SEC-DOCUMENT>\n"
    )
    (statement,) = read(submission, "statement")
    assert statement.get("revised") == revised


def test_the_same_page_as_fixed_width_text_gives_the_same_classes() -> None:
    text = "\n".join(as_text(row) for row in read_html(SOUP).lines)
    assert but_places(read(text, "tranche")) == but_places(read(SOUP, "tranche"))
    assert read(text, "statement")[0]["sections_not_applicable"] == [3, 15, 19]


def as_text(line: Any) -> str:
    """A row printed with every cell at a column of its own, 30 places wide."""
    text = ""
    for cell in line.cells:
        place = cell.start // 100 * 30
        text = (text.ljust(place) if len(text) < place else f"{text}  ") + cell.text
    return text


@pytest.mark.parametrize(
    ("number", "printed"),
    [("(5)", "(3) + (4) = (5)"), ("(9)", "(1)-(3)-(6)+(8)=(9)"), ("(1)", "Balance<br>(1)")],
)
def test_a_number_of_the_heading_may_follow_words_or_how_a_sum_is_made(number: str, printed: str) -> None:
    assert read(changed(WHOLE, f">{number}<", f">{printed}<"), "tranche") == read(WHOLE, "tranche")


def test_the_heading_and_its_numbers_may_be_one_row() -> None:
    start = WHOLE.index("<tr", WHOLE.index("<b>1. Distribution Summary</b>"))
    stop = WHOLE.index("</tr>", WHOLE.index(">(1)<", start)) + 5
    words = (
        "Beginning Balance",
        "Rate",
        "Principal",
        "Interest",
        "Total",
        "Loss",
        "Loss",
        "Deferred",
        "Ending",
    )
    cells = "".join(f"<td>{word}<br>({number})</td><td></td>" for number, word in enumerate(words, start=1))
    heading = f"<tr>{'<td></td>' * 6}{cells}</tr>"
    page = WHOLE[:start] + heading + WHOLE[stop:]
    assert but_places(read(page, "tranche")) == but_places(read(WHOLE, "tranche"))


def test_the_contents_may_all_stand_above_the_facts() -> None:
    """Two tables side by side in one row, each read to its end."""
    rows = re.findall(r"<tr.*?</tr>\s*", WHOLE[: WHOLE.index("Page 1 of")], re.DOTALL)[2:]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    titles = "".join(f"<tr><td>{row[0]}</td><td>{row[1]}</td></tr>" for row in cells)
    facts = "".join(f"<tr><td>{row[4]}</td><td>{row[6]}</td></tr>" for row in cells if len(row) > 6)
    start, stop = WHOLE.index(rows[0]), WHOLE.index(rows[-1]) + len(rows[-1])
    both = f"<tr><td><table>{titles}</table></td><td><table>{facts}</table></td></tr>"
    assert but_places(read(WHOLE[:start] + both + WHOLE[stop:], "statement", "tranche")) == but_places(
        read(WHOLE, "statement", "tranche")
    )


def test_a_section_and_its_number_may_stand_in_cells_of_their_own() -> None:
    page = re.sub(r">(\d{1,2}\.) (?=[A-Z])", r">\1</font></td><td><font>", WHOLE)
    assert but_places(read(page, "statement")) == but_places(read(WHOLE, "statement"))


def test_the_foot_of_page_1_may_be_one_cell() -> None:
    foot = next(row for row in re.findall(r"<tr.*?</tr>", WHOLE) if "Page 1 of" in row)
    words = " ".join(re.sub(r"<[^>]+>", " ", foot).split())
    page = changed(WHOLE, foot, f"<tr><td>{words}</td></tr>")
    assert read(page, "statement") == read(WHOLE, "statement")


def test_two_labels_may_share_a_cell() -> None:
    page = changed(WHOLE, ">Book-Entry:<", ">Record Date: Book-Entry:<")
    assert read(page, "statement") == read(WHOLE, "statement")


def test_the_word_series_is_no_part_of_the_deals_name() -> None:
    page = WHOLE.replace("Mtge Products, 2006-RS3", "Mtge Products, Inc., Series 2006-RS3")
    (statement,) = read(page, "statement")
    assert (statement["trust"], statement["deal"]) == (
        "Residential Asset Mtge Products, Inc",
        "RAMP 2006-RS3",
    )


def test_a_table_goes_on_behind_a_page_that_does_not_repeat_its_heading() -> None:
    rows = re.findall(r"<tr.*?</tr>\s*", WHOLE, re.DOTALL)
    head = next(place for place, row in enumerate(rows) if "<b>1. Distribution Summary</b>" in row)
    row = next(row for row in rows if "000000RC5" in row)
    page = changed(WHOLE, row, "".join(rows[head - 3 : head + 1]) + row)
    assert but_places(read(page, "tranche", "total")) == but_places(read(WHOLE, "tranche", "total"))


def test_a_strip_on_all_other_classes_is_notional_where_no_total_is_printed() -> None:
    row = next(row for row in re.findall(r"<tr.*?</tr>", SCATTERED) if "Totals" in row)
    page = changed(SCATTERED, row, "")
    assert [one["class_name"] for one in read(page, "tranche") if one["notional"]] == ["I-A-2", "A-V"]
