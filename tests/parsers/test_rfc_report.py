"""Surprises of Residential Funding's report in text, one small change to a sound statement each."""

import re
from typing import Any

import pytest

from tests.parsers.golden import FIXTURES, read_records
from tests.writer.comparison import OF_WORDS

END = f" {'.' * 80}\n"
SOUND, _, _ = (FIXTURES / "rfc_report.invented-1999-S99.txt").read_text().partition(END)
SOUND += END
SUM_RULE, END_RULE = "-" * 79 + "\n", "=" * 79 + "\n"


def records(page: str) -> list[dict[str, Any]]:
    return read_records(page.encode())


def _figures(value: Any) -> Any:
    """The account without the digits of headings and heads, which a damaged page has more or less of."""
    if isinstance(value, dict) and "ignored_by" in value:
        words = sum(value["ignored_by"].get(rule, 0) for rule in OF_WORDS)
        return {"found": value["found"] - words, "mapped": value["mapped"], "unmapped": value["unmapped"]}
    return value


def read(page: str, *kinds: str) -> list[dict[str, Any]]:
    """Records of some kinds, of all but the filing where none is named; where they stand does not count."""
    return [
        {field: _figures(value) for field, value in record.items() if field not in ("lines", "statement")}
        for record in records(page)[1:]
        if record["record"] in kinds or not kinds
    ]


def changed(page: str, old: str, new: str, times: int = 1) -> str:
    assert old in page
    return page.replace(old, new, times)


def sister(series: str, pool: str) -> str:
    """The same statement of another series and pool."""
    return SOUND.replace("1999-S99", series).replace("4999", pool)


def series_of(page: str) -> list[str | None]:
    return [statement.get("series") for statement in read(page, "statement")]


BEFORE, AFTER = sister("1999-S97", "4997"), sister("1999-S98", "4998")
HEAD = SOUND.index("\nRun:") + 1
SECOND_PAGE = SOUND.index("Run:", HEAD + 1)


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(re.sub(r"Page: +1 of 3\n", "", SOUND), id="page-line-lost"),
        pytest.param(SOUND.replace("Page:", "Pagc:"), id="page-lines-misprinted"),
        pytest.param(re.sub(r"(?:Run|Page):.*\n", "", SOUND), id="stamps-lost"),
        pytest.param(SOUND[SOUND.index("DISTRIBUTION SUMMARY") :], id="head-lost"),
        pytest.param(SOUND[SOUND.index("CLASS   CUSIP") :], id="head-and-heading-lost"),
        pytest.param(SOUND[SECOND_PAGE:], id="first-page-lost"),
        pytest.param(SOUND[: len(SOUND) // 2], id="second-half-lost"),
        pytest.param(re.sub(r"\d", "9", SOUND), id="all-digits-9"),
        pytest.param(" ".join(SOUND.removesuffix(END).split()) + f"\n{END}", id="reflowed"),
        pytest.param("\n".join(SOUND.split("\n")[::-1]) + f"\n{END}", id="upside-down"),
    ],
)
def test_a_damaged_statement_leaves_its_neighbours_as_they_are(damaged: str) -> None:
    assert [record for record in read(BEFORE + damaged) if record.get("series") == "1999-S97"] == read(BEFORE)
    around = read(BEFORE + damaged + AFTER)
    for own, series in ((BEFORE, "1999-S97"), (AFTER, "1999-S98")):
        assert [record for record in around if record.get("series") == series] == read(own)
    others = [record for record in around if record.get("series") not in ("1999-S97", "1999-S98")]
    assert sum(one["numbers"]["found"] for one in others if one["record"] == "statement") > 50


def test_a_first_statement_without_its_head_is_not_passed_over() -> None:
    damaged = SOUND[SOUND.index("CLASS   CUSIP") :]
    assert series_of(damaged + AFTER) == ["1999-S99", "1999-S98"]


def test_another_pool_of_the_same_series_is_another_statement() -> None:
    assert len(read(SOUND + sister("1999-S99", "4996"), "statement")) == 2


def test_a_page_may_turn_between_the_rule_and_the_sums_and_print_the_heading_again() -> None:
    first = SOUND.index("Run:", HEAD)
    head = SOUND[first : SOUND.index("A-1 ", first)].replace("Page:         1", "Page:         2")
    page = changed(SOUND, SUM_RULE, f"{SUM_RULE}\n\n{head}")
    assert read(page) == read(SOUND)


@pytest.mark.parametrize(
    "rule", ["", "- " + "-" * 77 + "\n", " " * 18 + "-" * 14 + "  " + "-" * 13 + "\n"], ids=repr
)
def test_sums_are_known_by_the_double_rule_below_them_too(rule: str) -> None:
    """The rule above is lost, has the dash that a mailed page prints before one, or is drawn in parts."""
    assert read(SOUND.replace(SUM_RULE, rule)) == read(SOUND)


def test_the_page_of_related_information_may_begin_with_any_of_its_parts() -> None:
    start, stop = SOUND.index("SERVICING COMPENSATION"), SOUND.index("FORECLOSURES")
    second = SOUND.index("\n\n\n  ", start)
    moved = SOUND[:start] + SOUND[second:stop] + SOUND[start:second] + "\n\n" + SOUND[stop:]
    for kind in ("statement", "tranche", "total", "delinquency", "amount", "check"):
        assert read(moved, kind) == read(SOUND, kind), kind


def test_the_pool_may_stand_on_the_line_below_the_series() -> None:
    page = SOUND.replace("(POOL #  4999)", "(POOL\n# 4999)")
    assert read(page) == read(SOUND)


def test_a_percentage_of_one_column_stands_under_its_heading() -> None:
    page = re.sub(r"(?m)^(NEXT DISTRIBUTION +[\d.]+ %).*", r"\1", SOUND)
    assert page != SOUND

    def percentages(text: str) -> list[tuple[str, str, str]]:
        return [
            (amount["name"], amount["column"], str(amount["value"]))
            for amount in read(text, "amount")
            if amount["name"].endswith("_percentage")
        ]

    whole = percentages(SOUND)
    assert percentages(page) == [one for one in whole if one[0] != "next_distribution_percentage"] + [
        one for one in whole if one[:2] == ("next_distribution_percentage", "SENIOR")
    ]


@pytest.mark.parametrize(
    "label",
    [
        "CLASS A-3 - PASS-THROUGH FOR NEXT DISTRIBUTION",
        "CLASS A-3 PASS-THROUGH RATE FOR NEXT DISTRIBUTION",
        "CLASS A-3- STRIP PASS-THROUGH FOR NEXT DISTRIBUTION:",
    ],
)
def test_next_months_rate_names_its_class_with_or_without_a_hyphen(label: str) -> None:
    page = changed(SOUND, "CLASS A-3  - STRIP PASS-THROUGH FOR NEXT DISTRIBUTION", label)
    (rate,) = [one for one in read(page, "amount") if one["name"] == "next_pass_through_rate"]
    assert (rate["class_name"], str(rate["value"])) == ("A-3", "0.2511")


@pytest.mark.parametrize("step", [1, 2])
def test_the_report_as_a_table_of_a_spreadsheet_gives_the_same_records(step: int) -> None:
    """Every printed thing is a cell over the columns that it takes on the page."""
    rows = "".join(f"<tr>{as_cells(line, step)}</tr>\n" for line in SOUND.split("\n"))
    assert read(f"<html><table>{rows}</table></html>") == read(SOUND)


def as_cells(line: str, step: int) -> str:
    cells, at = "", 0
    for match in re.finditer(r"\S+(?: \S+)*", line):
        start = max(at, match.start() // step)
        width = max(1, (match.end() - 1) // step - start + 1)
        cells += f"<td colspan={start - at}>&nbsp;</td>" * (start > at)
        cells += f"<td colspan={width}><font size=1>{match[0]}</font></td>"
        at = start + width
    return cells


def test_a_title_as_wide_as_the_table_is_no_part_of_a_columns_heading() -> None:
    rows = "".join(f"<tr>{as_cells(line, 1)}</tr>\n" for line in SOUND.split("\n"))
    title = re.search(r"<td colspan=25>(?=<font size=1>DISTRIBUTION PERCENTAGES:)", rows)
    assert title
    page = changed(rows, title[0], "<td colspan=79>")
    assert read(f"<html><table>{page}</table></html>", "amount") == read(SOUND, "amount")


def wrapped(text: str, width: int) -> str:
    """A text as a word processor wraps it: at blanks, which go, and where there are none."""
    lines = []
    for line in text.split("\n"):
        at = line.rfind(" ", 0, width + 1) if len(line) > width else len(line)
        at = at if at > 0 else width
        lines += [line[:at].rstrip(), line[at:].strip()] if len(line) > width else [line]
    return "\n".join(lines)


def test_lines_wrapped_at_65_columns_keep_their_classes_and_misplace_nothing() -> None:
    """As those of Residential Accredit Loans in January 1998; what stands under no heading is reported."""
    page = wrapped(SOUND, 65)
    assert page.count("\n") > SOUND.count("\n") + 60
    for kind in ("tranche", "total", "pool", "credit_support"):
        assert read(page, kind) == read(SOUND, kind), kind
    (sound,), (statement,) = read(SOUND, "statement"), read(page, "statement")
    reported = ("deal", "series", "pool_number", "issuer", "distribution_date", "printed_at")
    assert [statement[field] for field in reported] == [sound[field] for field in reported]
    assert all(amount in read(SOUND, "amount") for amount in read(page, "amount"))
    assert statement["numbers"]["found"] == sound["numbers"]["found"]
    assert len(read(page, "unmapped")) < 30


@pytest.mark.parametrize("cut", ["(POOL #  49", "(POOL #  4999"])
def test_a_pool_without_its_closing_bracket_is_read_from_the_title_below(cut: str) -> None:
    assert read(SOUND.replace("(POOL #  4999)", cut), "statement") == read(SOUND, "statement")


@pytest.mark.parametrize(
    "role",
    [
        "DEPOSITOR",
        "REGISTRANT",
        "SELLER",
        "ISSUER",
        "Depositor",
        "ISSUING ENTITY",
        "PURCHASER",
        "TRANSFEROR/SELLER",
    ],
)
def test_the_registrant_is_named_by_any_role_below_the_master_servicer(role: str) -> None:
    page = SOUND.replace("(COMPANY)", f"({role})")
    assert page != SOUND
    assert read(page) == read(SOUND)
    assert read(page.replace(f" ({role})", f"\n  ({role})"), "statement") == read(SOUND, "statement")


@pytest.mark.parametrize("role", ["DEPOSITOR", "PURCHASER"])
def test_statements_of_a_report_with_other_roles_are_distinguished(role: str) -> None:
    page = (BEFORE + SOUND + AFTER).replace("(COMPANY)", f"({role})")
    assert series_of(page) == ["1999-S97", "1999-S99", "1999-S98"]


def test_loans_under_another_title_are_not_the_foreclosed_ones() -> None:
    section = "LOANS IN BANKRUPTCY\n  NUMBER OF LOANS       7\n  AGGREGATE PRINCIPAL BALANCE    700.00\n\n"
    page = changed(SOUND, "SCHEDULED PRINCIPAL BALANCE", f"{section}SCHEDULED PRINCIPAL BALANCE")
    assert read(page, "delinquency", "check") == read(SOUND, "delinquency", "check")
    assert [str(record["value"]) for record in read(page, "unmapped")] == ["7", "700.00"]
