"""Surprises of the paying agent's summary, one small change to a sound page each."""

from decimal import Decimal
from typing import Any

import pytest

from tests.parsers.golden import FIXTURES, read_records

RETYPED = (FIXTURES / "paying_agent.from-facts-1999-J02.txt").read_text()
SCANNED = (FIXTURES / "paying_agent.from-facts-1999-J01-scanned.txt").read_text()
PRINTED = (FIXTURES / "paying_agent.from-facts-2000-J1.txt").read_text()


def read(page: str, kind: str) -> list[dict[str, Any]]:
    records = read_records(page.encode())
    return [record for record in records if record["record"] == kind]


def changed(page: str, old: str, new: str) -> str:
    assert old in page
    return page.replace(old, new)


@pytest.mark.parametrize(
    ("printed", "deal"),
    [
        ("GMA Series 1999-JOl", "GMA 1999-J01"),
        ("GMA Series: 1999-J02", "GMA 1999-J02"),
        ("GMA  Series:  1999-J2", "GMA 1999-J02"),
    ],
)
def test_a_series_is_kept_as_printed_and_its_deal_read(printed: str, deal: str) -> None:
    (statement,) = read(changed(RETYPED, "GMA Series 1999-J02", printed), "statement")
    assert (statement["deal"], statement["series"]) == (deal, printed.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize(
    ("printed", "stamp"),
    [
        ("19-Sep-2002 11:40:21AM", "2002-09-19 11:40:21"),
        ("22-Jan-2003 12:31:26PM", "2003-01-22 12:31:26"),
        ("22-Jan-2003 12:31:26AM", "2003-01-22 00:31:26"),
        ("22-Jan-2003 1231:26PM", "22-Jan-2003 1231:26PM"),  # a lost colon: as printed
        ("24-0-2002 8:06:51AM", "24-0-2002 8:06:51AM"),  # a lost month
    ],
)
def test_a_run_stamp_is_read_where_it_is_whole(printed: str, stamp: str) -> None:
    (statement,) = read(changed(RETYPED, "23-Nov-2001 8:08:53AM", printed), "statement")
    assert statement["printed_at"] == stamp
    assert statement["numbers"]["unmapped"] == 0


def test_a_cusip_that_no_check_digit_proves_stays_as_printed_and_fails_its_check() -> None:
    page = changed(SCANNED, "36185NAB6", "36185NAO6")
    tranche = read(page, "tranche")[1]
    assert tranche["cusip"] == "36185NAO6"
    assert "cusip_printed" not in tranche
    assert [check["check"] for check in read(page, "check")] == ["cusip_check_digit"]


@pytest.mark.parametrize(
    ("sound", "scanned", "field"),
    [
        ("210,583.33\n", "21O,583.33\n", "interest"),
        ("36,100,000.00           210", "36,l00,000.00           210", "beginning_balance"),
        ("7.00000%         36,100", "7.O0000%         36,100", "pass_through_rate_pct"),
    ],
)
def test_a_number_with_a_letter_in_it_is_null_and_reported(sound: str, scanned: str, field: str) -> None:
    page = changed(RETYPED, sound, scanned)
    whole, damaged = read(RETYPED, "tranche")[2], read(page, "tranche")[2]
    assert damaged == whole | {field: None}
    (token,) = (record["text"] for record in read(page, "unmapped"))
    assert token in scanned


def test_headings_may_stand_anywhere_above_their_columns() -> None:
    heading = PRINTED[PRINTED.index("                         Certificate  ") : PRINTED.index("\n\n<S>")]
    moved = "\n".join(" ".join(line.split()).rjust(106) for line in heading.splitlines())
    lines = [
        "         Certificate  Certificate Beginning",
        "               Class Pass-Through Certificate   Interest    Principal",
        "Class  CUSIP Description     Rate     Balance Distribution Distribution",
    ]
    assert moved != heading
    assert of_summary(changed(PRINTED, heading, "\n".join(lines))) == of_summary(PRINTED)


def of_summary(page: str) -> list[dict[str, Any]]:
    """The classes with the fields of the layout's own table; others are read by words and arithmetic."""
    other = {"lines", "original_balance", "scheduled_principal", "unscheduled_principal", "accretion"}
    return [
        {field: value for field, value in record.items() if field not in other}
        for record in read(page, "tranche")
    ]


def test_statements_one_after_the_other_are_distinguished() -> None:
    both = read(RETYPED + SCANNED + PRINTED, "statement")
    assert [statement["deal"] for statement in both] == ["GMA 1999-J02", "GMA 1999-J01", "GMA 2000-J01"]
    assert [statement["numbers"]["unmapped"] for statement in both] == [0, 0, 2]


def test_the_head_repeated_on_a_later_page_is_the_same_statement() -> None:
    head = RETYPED[: RETYPED.index("                     Certificateholder")]
    second = "                     Certificateholder Distribution Summary (continued)\n"
    page = changed(RETYPED, "</TABLE>\n\n<TABLE>", f"</TABLE>\n<PAGE>   2\n{head}{second}<TABLE>")
    (statement,) = read(page, "statement")
    assert (statement["numbers"]["mapped"], statement["numbers"]["unmapped"]) == (63, 0)
    assert read(page, "tranche")[1]["ending_balance"] == Decimal("83328015.29")


def test_columns_of_another_block_are_not_taken_for_the_summary() -> None:
    other = PRINTED[PRINTED.index("                                             Principal Distribution St") :]
    alike = changed(other, "Accretion", "Distribution")
    page = changed(PRINTED, other, alike)
    assert len(read(page, "unmapped")) == 10  # the block as a whole: its parts do not add up any more
    assert of_summary(page) == of_summary(PRINTED)


HEAD = PRINTED[PRINTED.index("GMAC Mortgage") : PRINTED.index("                         Certificate ")]
HEADING = PRINTED[PRINTED.index("                         Certificate ") : PRINTED.index("\n    R  ") + 1]


@pytest.mark.parametrize(
    "foot",
    ["\n     Page 2\n\n", "<PAGE>\n" + HEADING, "\f\n" + HEAD + HEADING, "\n2 of 4\n\f\n" + HEAD + "\n"],
    ids=["a page's number", "the heading again", "the head and heading again", "the head again"],
)
def test_a_page_break_inside_the_table_changes_no_class(foot: str) -> None:
    page = changed(PRINTED, "    A-3         000", f"{foot}    A-3         000")
    for kind in ("tranche", "total"):
        sound, broken = ([{**one, "lines": []} for one in read(text, kind)] for text in (PRINTED, page))
        assert broken == sound
    assert len(read(page, "statement")) == 1


def test_a_table_of_one_column_is_read() -> None:
    rows = [line.rsplit(maxsplit=1) for line in PRINTED.splitlines() if line.count("EN  ") or "MEZ" in line]
    last = "\n".join(f"{row.split()[0]:10}{value:>20}" for row, value in rows)
    below = f"              Principal\nClass      Distribution\n{last}\n"
    page = changed(PRINTED, "All distributions required", f"{below}\nAll distributions required")
    (statement,) = read(page, "statement")
    assert statement["checks"]["passed"]["repeated_value"] == len(rows)
