"""The samples of Bank One printed otherwise: other headings, page breaks, wrapped names; the same records."""

import re
from typing import Any

import pytest

import parsers
from tests.parsers.golden import FIXTURES, read_records

AR1 = (FIXTURES / "bank_one.2003-AR1.txt").read_text()
AR2 = (FIXTURES / "bank_one.2003-AR2.txt").read_text()
HEAD = AR2[AR2.index("GMACM Mortgage Loan Trust\n") : AR2.index("DISTRIBUTION SUMMARY")]


def figures(text: str) -> list[dict[str, Any]]:
    """All lines but the filing's, without what a moved line changes."""
    return [
        {field: value for field, value in record.items() if field not in ("lines", "numbers", "message")}
        for record in read_records(text.encode("latin-1"))[1:]
    ]


def with_pages(page: str, foot: str, lines: int = 40) -> str:
    """The page with a page's end after so many lines of its tables; '{}' in the foot is the page's number."""
    printed = page.split("\n")
    first = printed.index("DISTRIBUTION SUMMARY") + 7
    last = next(place for place, line in enumerate(printed) if "SIGNATURES" in line)
    for number, place in reversed(list(enumerate(range(first, last, lines), start=1))):
        printed[place:place] = foot.format(number).split("\n")
    return "\n".join(printed)


def stacked(match: re.Match[str]) -> str:
    """A heading of one line on two: the last word of each column below its others."""
    top = bottom = " " * len(match[0])
    for words in re.finditer(r"\S+(?: \S+)*", match[0]):
        *above, below = words[0].split(" ")
        start, end = words.span()
        top = top[:start] + " ".join(above).rjust(end - start) + top[end:]
        bottom = bottom[:start] + below.rjust(end - start) + bottom[end:]
    return f"{top.rstrip()}\n{bottom.rstrip()}"


@pytest.mark.parametrize(
    "foot",
    [
        f"\f\n{HEAD}",
        "\n                    - {} -\n\f",
        "\n                      {}\n\f",
        "\n                 Page {} of 9\n<PAGE>",
    ],
    ids=["the head again", "a number between dashes", "a number", "page of pages"],
)
@pytest.mark.parametrize("lines", [37, 40])
def test_a_page_break_inside_the_tables_changes_no_record(foot: str, lines: int) -> None:
    assert figures(with_pages(AR2, foot, lines)) == figures(AR2)


def test_a_statement_of_another_month_under_the_same_head_is_no_further_page() -> None:
    other = AR2.replace("December 19, 2003", "January 25, 2004").replace("12/19/2003", "1/25/2004")
    damaged = other.replace("DISTRIBUTION SUMMARY\n", "\n")
    assert parsers.read((AR2 + damaged).encode()).statements == 2


@pytest.mark.parametrize("heading", ["Group {}:", "Loan Group {}", "GROUP {}", "Group {} Loans"])
def test_a_group_is_recognised_however_its_heading_is_worded(heading: str) -> None:
    page = re.sub(r"^Group (\d)$", lambda match: heading.format(match[1]), AR2, flags=re.MULTILINE)
    assert figures(page) == figures(AR2)


def test_the_trust_and_its_series_on_one_line_are_distinguished() -> None:
    page = AR2.replace("GMACM Mortgage Loan Trust\nSeries 2003", "GMACM Mortgage Loan Trust, Series 2003")
    assert figures(page) == figures(AR2)


def test_headings_of_two_lines_are_read_as_those_of_one() -> None:
    page = re.sub(r"^Class .*(?:Bal|Rate|Int|Prin|Due)$", stacked, AR1, flags=re.MULTILINE)
    assert page.count("\n") == AR1.count("\n") + 6
    assert figures(page) == figures(AR1)


def test_the_word_above_shows_which_principal_a_column_is() -> None:
    page = re.sub(r"^(?:Class)? .*Acc Prin.*$", stacked, AR2, flags=re.MULTILINE)
    assert figures(page) == figures(AR2)


def test_a_class_name_wrapped_behind_its_hyphen_is_whole() -> None:
    page = re.sub(r"^(A-II-)(\d)(.*)$", r"\1 \3\n\2", AR2, flags=re.MULTILINE)
    assert page.count("\n2\n") == len(re.findall(r"^A-II-2", AR2, flags=re.MULTILINE))
    assert figures(page) == figures(AR2)


def test_dates_and_day_counts_in_capitals_are_read() -> None:
    page = AR2.replace("December", "DECEMBER").replace("Var-Act", "VAR-ACT").replace("Fix-30", "FIX-30")
    assert figures(page) == figures(AR2)


def test_a_strip_of_principal_is_not_notional() -> None:
    page = AR2.replace("A-II-2    36185NF54     Senior ", "A-II-2    36185NF54    Strip PO")
    reported = {record["class_name"]: record["notional"] for record in figures(page) if "notional" in record}
    assert reported["A-II-2"] is False
    assert reported["X-II"] is True


def test_a_cover_without_blank_lines_names_its_registrant() -> None:
    page = re.sub(r"\n\s*\n", "\n", AR2)
    assert {record["issuer"] for record in figures(page) if "issuer" in record} == {
        "Residential Asset Mortgage Products, GMACM Mortgage Loan Trust, Series 2003-AR2"
    }


def test_the_cover_of_the_next_filing_is_no_signature_of_this_one() -> None:
    both = parsers.read((AR1 + "\n" + AR2).encode())
    alone = parsers.read(AR1.encode()).failed + parsers.read(AR2.encode()).failed
    assert (both.statements, both.unmapped, both.failed) == (2, 0, alone)


@pytest.mark.parametrize("group", ["1", "3"])
@pytest.mark.parametrize("section", ["COLLATERAL", "DELINQUENCY"])
def test_the_figures_of_a_group_whose_heading_is_lost_belong_to_no_group(section: str, group: str) -> None:
    start = AR2.index(section)
    heading = AR2.index(f"\nGroup {group}\n", start)
    page = AR2[:heading] + "\n" + AR2[heading + len(f"\nGroup {group}") :]
    kind = {"COLLATERAL": "pool", "DELINQUENCY": "delinquency"}[section]
    sound = [record for record in figures(AR2) if record["record"] == kind]
    found = [record for record in figures(page) if record["record"] == kind]
    assert found == [record for record in sound if record["group"] != group]
    lost = [record for record in figures(page) if record["record"] == "unmapped"]
    assert len(lost) == {"pool": 16, "delinquency": 69}[kind]


def test_a_heading_printed_again_elsewhere_moves_its_columns() -> None:
    table = AR2[AR2.index("Class   Cumul Loss") : AR2.index("Class    Net Prin")]
    heading, *rows = table.splitlines(keepends=True)
    moved = [re.sub(r" {3}(?=\S)", " " * 14, line, count=1) for line in [heading, *rows[9:]]]
    assert figures(AR2.replace(table, "".join([heading, *rows[:9], "\f\n", *moved]))) == figures(AR2)
