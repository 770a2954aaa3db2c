"""Servicing certificates printed otherwise: pages that end inside a table, other dashes, signs, leaders."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

import parsers
from tests.parsers.certificate_pages import SAMPLE, SUFFIXES, changed, records, unmapped
from tests.parsers.golden import read_records

HEAD = SAMPLE[SAMPLE.index(" " * 37 + "Home Equity") : SAMPLE.index("Servicing Certificate")].rstrip()
NOTES = SAMPLE[SAMPLE.index("               Beginning        Ending") : SAMPLE.index("<S>     <C>")]
DELINQUENCIES = SAMPLE[SAMPLE.index(" " * 67 + "Number") : SAMPLE.index("Delinquent Loans (30")]


def figures(text: str) -> list[dict[str, Any]]:
    """All lines but the filing's, without what a moved line changes."""
    return [
        {field: value for field, value in record.items() if field not in ("lines", "text", "section")}
        for record in read_records(text.encode("latin-1"))[1:]
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "\n\n                    Page 2\n\f",
        "\n\f\n" + HEAD + "\n",
        "\n1 of 2\n\f\n" + HEAD + "\n\nServicing Certificate            Group 1\n",
        "\n\f\n" + HEAD + "\nServicing Certificate (continued)\n",
    ],
    ids=["a page's number", "the head again", "the head and title again", "the title, continued"],
)
@pytest.mark.parametrize(
    "row", ["Class A-3  ", "Delinquent Loans (90", "Active Loan Count", "Current Month Rec"]
)
@pytest.mark.parametrize("again", [False, True], ids=["", "with its heading again"])
def test_a_page_break_inside_a_table_changes_no_record(foot: str, row: str, again: bool) -> None:
    heading = {"Class A-3  ": NOTES, "Delinquent Loans (90": DELINQUENCIES}.get(row, "") if again else ""
    assert figures(changed(SAMPLE, f"\n{row}", f"{foot}{heading}\n{row}")) == figures(SAMPLE)


def test_two_certificates_of_one_series_are_two_though_they_share_their_head() -> None:
    other = SAMPLE.replace("02/25/2004", "03/25/2004")
    assert parsers.read((SAMPLE + other).encode()).statements == 2


@pytest.mark.parametrize("dash", ["\x96", "\x97", "--"])
def test_a_dash_of_another_character_set_is_a_dash(dash: str) -> None:
    page = re.sub(r"(Ending PFA Balance|Principal Draws|REO)( +)-", rf"\1\2{dash}", SAMPLE)
    assert page.count(dash) >= 3
    assert figures(page) == figures(SAMPLE)


@pytest.mark.parametrize("entity", ["&ndash;", "&#150;", "&mdash;", "&minus;"])
def test_a_dash_written_as_an_entity_is_a_dash(entity: str) -> None:
    page = SUFFIXES.replace(">-<", f">{entity}<")
    assert page.count(entity) > 3
    assert figures(page) == figures(SUFFIXES)


def test_a_currency_sign_apart_from_its_number_is_no_word() -> None:
    page = changed(SAMPLE, "Balance              406,855,924.22", "Balance       $      406,855,924.22")
    assert figures(page) == figures(SAMPLE)


@pytest.mark.parametrize("leader", ["  .........", ".......... ", "  . . . . ."])
def test_dots_that_lead_to_a_value_are_no_words(leader: str) -> None:
    page = SAMPLE.replace("Active Loan Count          ", f"Active Loan Count{leader}")
    page = page.replace("Special Hazard Loss          ", f"Special Hazard Loss{leader}")
    assert figures(page) == figures(SAMPLE)


def test_lines_ended_twice_are_lines() -> None:
    assert figures(SAMPLE.replace("\n", "\r\r\n")) == figures(SAMPLE)


def test_a_table_that_goes_on_behind_a_page_break_is_of_its_group() -> None:
    page = SUFFIXES
    rows = re.findall(r"<TR[^>]*>(?:(?!</TR>).)*</TR>", page, flags=re.DOTALL)
    place = next(place for place, row in enumerate(rows) if "Delinquent Loans (90" in row)
    heading = rows[place - 4 : place - 2]
    assert "Number" in heading[0]
    assert "Group A-I<" in heading[1]
    again = "<TR></TR>" + heading[0] + heading[1].replace("Group A-I", "&nbsp;")
    split = page.replace(rows[place], again + rows[place], 1)
    assert records(split, "unmapped") == records(page, "unmapped")
    reported = [{**one, "lines": []} for one in records(split, "delinquency")]
    assert reported == [{**one, "lines": []} for one in records(page, "delinquency")]


def test_a_table_without_a_group_after_one_with_it_belongs_to_no_group() -> None:
    page = changed(
        SUFFIXES,
        "Group A-II</TD><TD COLSPAN=3 ALIGN=center>Balance",
        "</TD><TD COLSPAN=3 ALIGN=center>Balance",
    )
    groups = {one["group"] for one in records(page, "delinquency")}
    assert groups == {"A-I"}
    assert len(unmapped(page)) == len(unmapped(SUFFIXES)) + 21


def test_a_table_of_all_groups_after_those_of_each_is_of_all() -> None:
    rows = re.findall(r"<TR[^>]*>(?:(?!</TR>).)*</TR>", SUFFIXES, flags=re.DOTALL)
    first = next(place for place, row in enumerate(rows) if "Group A-II</TD><TD COLSPAN" in row)
    block = "".join(rows[first - 1 : first + 8]).replace("Group A-II", "&nbsp;")
    page = SUFFIXES.replace(rows[first + 7], rows[first + 7] + "<TR></TR>" + block, 1)
    assert {one["group"] for one in records(page, "delinquency")} == {"A-I", "A-II", None}


FOOTNOTE = "*Delinquency Figures Do Not include Bankruptcy, Foreclosure, and REO."
ALL = ["bankruptcy", "foreclosure", "reo"]


@pytest.mark.parametrize(
    ("footnote", "includes"),
    [
        ("* Figures include foreclosure, REO, bankruptcy", ALL),
        ("*Delinquent loans include foreclosures, bankruptcies and REO.", ALL),
        ("Note: delinquency figures include foreclosures and REO", ["foreclosure", "reo"]),
        ("* Delinquency Figures Include Foreclosures, REO and\n  Bankruptcies", ALL),
        ("* Delinquencies do not include foreclosure, REO or bankruptcy", []),
        ("* Delinquency Figures Do Not Include\n  Foreclosures, REO and Bankruptcies", []),
        ("* The delinquency figures exclude foreclosures, REO and bankruptcies", []),
    ],
)
def test_a_footnote_shows_what_the_figures_include_in_any_words(footnote: str, includes: list[str]) -> None:
    reported = records(changed(SAMPLE, FOOTNOTE, footnote), "delinquency")
    assert {tuple(one["includes"]) for one in reported if one["status"] == "delinquent"} == {tuple(includes)}
    assert all("includes" not in one for one in reported if one["status"] != "delinquent")


def test_a_footnote_that_breaks_off_shows_nothing() -> None:
    page = changed(SAMPLE, FOOTNOTE, "*Delinquency Figures Do Not include\n\n")
    assert all("includes" not in one for one in records(page, "delinquency"))


@pytest.mark.parametrize(
    "title",
    [
        "Servicing Certificate\n                                 Group 1",
        "Servicing Certificate\n---------------------\n                                 Group 1",
        "                                 Group 1\nServicing Certificate",
    ],
    ids=["below", "below the rule", "above"],
)
def test_the_loan_groups_may_stand_on_a_line_of_their_own(title: str) -> None:
    page = changed(SAMPLE, "Servicing Certificate            Group 1", title)
    assert figures(page) == figures(SAMPLE)


@pytest.mark.parametrize("covered", ["Group 1", "Class A-1"])
def test_the_group_or_class_that_a_page_covers_may_end_its_title_on_the_next_line(covered: str) -> None:
    head = "Series 2003-HE2"
    pages = [changed(SAMPLE, head, f"{head}{gap}{covered}") for gap in (" ", "\n        ")]
    pages = [changed(page, "Certificate            Group 1", "Certificate") for page in pages]
    assert figures(pages[1]) == figures(pages[0])
    assert records(pages[1], "statement")[0]["group"] == covered.split()[1]


def spaced(line: str) -> str:
    return re.sub(" {2,}", lambda gap: "&nbsp;" * len(gap[0]), html.escape(line))


FACES: dict[str, Callable[[list[str]], str]] = {
    "ended by br": lambda lines: "<html><body>" + "<br>".join(map(spaced, lines)) + "</body></html>",
    "ended by br and lines": lambda lines: "<font size=1>" + "<BR>\n".join(map(spaced, lines)) + "</font>",
    "paragraphs": lambda lines: "".join(f"<p class=x>{spaced(line) or '&nbsp;'}</p>" for line in lines),
    "a cell": lambda lines: "<table><tr><td>" + "<br>".join(map(spaced, lines)) + "</td></tr></table>",
    "pre in a cell": lambda lines: (
        "<table><tr><td>GMAC<tr><td><pre>" + html.escape("\n".join(lines)) + "</pre><tr><td>GMAC</table>"
    ),
    "a pre each": lambda lines: "".join(f"<pre>{html.escape(line)}</pre>" for line in lines),
    "pre, twice": lambda lines: (
        f"<pre>{html.escape(chr(10).join(lines[:40]))}</pre><hr><pre>{html.escape(chr(10).join(lines[40:]))}</pre>"
    ),
}


@pytest.mark.parametrize("face", FACES)
def test_a_page_of_lines_in_html_is_read_as_its_text(face: str) -> None:
    lines = [line for line in SAMPLE.splitlines() if not line.startswith("<")]
    assert figures(FACES[face](lines)) == figures(SAMPLE)


def test_a_row_of_the_notes_without_their_heading_is_no_row_of_the_pool() -> None:
    page = changed(SAMPLE, "Ending PFA Balance                               -\n", "")
    page = changed(page, "Principal Draws", "Ending Balance                        4,269.10\nPrincipal Draws")
    (pool,) = records(page, "pool")
    assert "ending_prefunding_balance" not in pool
    assert str(unmapped(page)[0]) == "4269.10"
