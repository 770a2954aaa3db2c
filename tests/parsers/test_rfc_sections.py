"""Residential Funding's statement by its sections: titles, what does not apply, what the page disproves."""

import re
from decimal import Decimal
from typing import Any

import pytest

from parsers.layouts.rfc_statement import UNPROVED
from tests.parsers.golden import FIXTURES, read_records

EXCESS = (FIXTURES / "rfc_statement.invented-20-sections-overcollateralized.htm").read_text()
SUBORDINATED = (FIXTURES / "rfc_statement.invented-20-sections-subordinated.htm").read_text()
STRIP = (FIXTURES / "rfc_statement.from-facts-2006-QA2-strip.htm").read_text()
RESTATED = (FIXTURES / "rfc_statement.from-facts-2007-SP1-restated.htm").read_text()


def read(page: str, *kinds: str) -> list[dict[str, Any]]:
    records = read_records(page.encode())
    return [record for record in records if record["record"] in kinds]


def changed(page: str, old: str, new: str, times: int = 1) -> str:
    assert old in page
    return page.replace(old, new, times)


def amounts(page: str, name: str) -> list[dict[str, Any]]:
    return [amount for amount in read(page, "amount") if amount["name"] == name]


def test_sections_are_recognised_by_their_titles_and_not_by_their_numbers() -> None:
    turned = re.sub(
        r"\b(8|13)\. (Collateral Summary|Losses and Recoveries)",
        lambda match: f"{21 - int(match[1])}. {match[2]}",
        EXCESS,
    )
    assert "13. Collateral Summary" in turned
    assert "8. Losses and Recoveries" in turned
    figures = ("tranche", "total", "pool", "delinquency", "amount", "trigger")
    assert read(turned, *figures) == read(EXCESS, *figures)


@pytest.mark.parametrize("words", ["REVISED", "Revised", "Restated", "(Revised)"])
def test_a_page_that_says_so_below_its_title_is_a_revision(words: str) -> None:
    (statement,) = read(changed(RESTATED, "<b>Restated</b>", f"<b>{words}</b>"), "statement")
    assert statement["revised"] is True


def test_a_page_without_the_word_is_no_revision() -> None:
    (statement,) = read(changed(RESTATED, "<b>Restated</b>", ""), "statement")
    assert "revised" not in statement


def test_a_section_that_the_contents_call_not_applicable_gives_no_record() -> None:
    title = "16. Overcollateralization Summary"
    start = RESTATED.index(title)
    row = RESTATED[start : RESTATED.index("</tr>", start)]
    page = changed(RESTATED, row, row.replace("<td></td>", "<td>(Not Applicable)</td>", 1))
    (statement,) = read(page, "statement")
    assert 16 in statement["sections_not_applicable"]
    assert amounts(RESTATED, "overcollateralization_ending")
    assert not amounts(page, "overcollateralization_ending")
    left = {record["section"][-1] for record in read(page, "unmapped")}
    assert title in left


@pytest.mark.parametrize("notice", ["(Not Applicable)", "(This Section not applicable for this Deal)"])
def test_a_section_that_begins_with_a_notice_gives_no_record(notice: str) -> None:
    start = RESTATED.rindex("<b>16. Overcollateralization Summary</b>")
    end = RESTATED.index("</tr>", start) + 5
    page = f"{RESTATED[:end]}\n<tr><td>{notice}</td></tr>{RESTATED[end:]}"
    assert not amounts(page, "overcollateralization_ending")


def test_a_table_whose_rows_fail_its_identity_is_left_whole_with_one_check() -> None:
    """Two groups' payoffs are misread as something else: nothing in that table is sure."""
    pools = [pool for pool in read(EXCESS, "pool") if pool["group"]]
    page = EXCESS
    for pool in pools[:2]:
        page = changed(page, f">{pool['payoffs']:,}<", f">{pool['payoffs'] + 7000:,}<")
    left = read(page, "pool")
    assert not any("payoffs" in pool or "ending_balance" in pool for pool in left)
    assert [pool["cpr_3_month_pct"] for pool in left] == [
        one["cpr_3_month_pct"] for one in read(EXCESS, "pool")
    ]
    (check,) = read(page, "check")
    assert check["check"] == "pool_roll"
    assert "in 2 rows" in check["message"]
    assert "left unmapped" in check["message"]


def test_a_row_that_fails_what_other_rows_bear_out_is_a_failed_check() -> None:
    (pool, *_) = (pool for pool in read(EXCESS, "pool") if pool["group"])
    page = changed(EXCESS, f">{pool['scheduled_principal']:,}<", f">{pool['scheduled_principal'] + 7000:,}<")
    failed = {(check["check"], check.get("group")) for check in read(page, "check")}
    assert ("pool_roll", pool["group"]) in failed
    assert any(one["group"] == pool["group"] and "payoffs" in one for one in read(page, "pool"))


def test_an_unproved_claim_that_nothing_bears_out_is_skipped() -> None:
    """One line of overcollateralization against pools that the page does not print alike."""
    page = changed(RESTATED, ">8,251,651.57</font></td></tr>", ">8,251,651.99</font></td></tr>", 9)
    (statement,) = read(page, "statement")
    assert "pool_vs_securities" in UNPROVED
    assert "pool_vs_securities" not in statement["checks"]["failed"]


def test_a_rate_of_many_digits_is_computed_from_interest_and_proves_nothing() -> None:
    (statement,) = read(STRIP, "statement")
    assert statement["checks"]["skipped"]["interest_accrual"] == {"rate computed from interest": 1}
    assert statement["checks"]["passed"]["interest_accrual"] == 2


def test_each_class_accrues_by_its_own_days() -> None:
    """32 days from May 25 to June 26; 31 do not make the interest of a rate that was agreed."""
    assert read(STRIP, "check") == []
    page = changed(STRIP, ">06/25/2006<", ">06/24/2006<")
    failed = [(check["check"], check["class_name"]) for check in read(page, "check")]
    assert failed == [("interest_accrual", "I-A-1")]


def test_interest_that_its_rate_does_not_make_is_a_finding() -> None:
    """I-A-1 of 2006-QA2 in May 2006: 2,211.75 more than 30 days of 5.20938 % (seen)."""
    row = next(row for row in re.findall(r"<tr.*?</tr>", STRIP) if ">I-A-1<" in row and "267,514" in row)
    other = next(row for row in re.findall(r"<tr.*?</tr>", STRIP) if ">I-A-1<" in row and "Actual" in row)
    figures = ("259,397,573.96", "5.20938000", "1,128,295.53")
    page = STRIP
    for line in (row, other):
        reported = re.findall(r">([\d,.]+)<", line)
        face = reported[1:] if line is row else reported
        ours = (face[0], face[1], face[3] if line is row else face[2])
        new = line
        for old, now in zip(ours, figures, strict=True):
            new = new.replace(f">{old}<", f">{now}<")
        page = changed(page, line, new)
    page = page.replace(
        '05/25/2006</font></td><td><font size="1" face="Arial">06/25/2006',
        '04/25/2006</font></td><td><font size="1" face="Arial">05/24/2006',
    )
    (check,) = (check for check in read(page, "check") if check["check"] == "interest_accrual")
    assert check["class_name"] == "I-A-1"
    assert check["difference"] == Decimal("2211.75")


@pytest.mark.parametrize(
    ("interest", "lost", "rate", "contract"),
    [
        ("272,253.94", "704.64", "6.00695296", "6.022500"),
        ("274,557.99", "1,233.29", "6.05778902", "6.085000"),
    ],
)
def test_the_rate_before_interest_loss_is_that_of_interest_and_loss(
    interest: str, lost: str, rate: str, contract: str
) -> None:
    """I-A-1 of 2006-QS3, July and August 2006 (seen): LIBOR and a round margin."""
    page = (FIXTURES / "rfc_statement.from-facts-2006-QS3.htm").read_text()
    for old, new in (("272,253.94", interest), ("704.64", lost), ("6.00695296", rate)):
        page = page.replace(old, new)
    one = read(page, "tranche")[0]
    assert str(one["derived"]["contract_rate_pct"]) == contract
    assert not [check for check in read(page, "check") if check["check"] == "interest_accrual"]


def test_a_strip_has_the_balances_of_the_classes_that_it_refers_to() -> None:
    assert [one["class_name"] for one in read(STRIP, "tranche") if one["notional"]] == ["I-A-IO"]
    (statement,) = read(STRIP, "statement")
    assert statement["checks"]["passed"]["notional_reference"] == 1
    (other,) = read(STRIP.replace("275,211,186.09", "275,211,186.10"), "statement")
    assert other["checks"]["skipped"]["notional_reference"] == {
        "the classes that it refers to are not named": 1
    }


def test_statuses_exclude_each_other() -> None:
    late = [one for one in read(SUBORDINATED, "delinquency") if one["status"] == "delinquent"]
    assert late
    assert all(one["includes"] == [] for one in late)


def test_a_page_that_turns_inside_a_section_repeats_no_heading_and_loses_no_row() -> None:
    """The head of the next page ends with its date, where the section's heading does not come again."""
    rows = re.findall(r"<tr.*?</tr>\s*", RESTATED, re.DOTALL)
    head = [row for row in rows if "<b>" in row][-4:-1]
    row = next(row for row in rows if ">SB<" in row)
    page = changed(RESTATED, row, "".join(head) + row.replace("<td></td>", "<td>000000SB6</td>", 1))
    (statement,) = read(page, "statement")
    assert [one["class_name"] for one in read(page, "tranche")] == ["A-1", "SB"]
    assert statement["numbers"]["unmapped"] == 1


def renamed(page: str, *names: str) -> str:
    """The page whose groups I, II, … have other names."""
    for number, name in zip(("II", "I"), reversed(names), strict=True):
        page = re.sub(rf"\bGroup {number}\b", name, page)
    return page


BY_GROUP = ("pool", "delinquency", "amount", "credit_support", "trigger")


@pytest.mark.parametrize(
    ("printed", "groups"),
    [
        (("FIXED", "ARM"), ("FIXED", "ARM")),
        (("Fixed Rate Loans", "Adjustable Rate Loans"), ("Fixed Rate", "Adjustable Rate")),
        (("FIXED GROUP", "ADJUSTABLE RATE GROUP"), ("FIXED", "ADJUSTABLE RATE")),
        (("Conforming", "Non-Conforming"), ("Conforming", "Non-Conforming")),
    ],
)
def test_groups_may_be_named_by_the_kind_of_their_loans(
    printed: tuple[str, str], groups: tuple[str, str]
) -> None:
    page = renamed(EXCESS, *printed)
    assert read(page, "unmapped") == []
    assert {one["group"] for one in read(page, "pool")} == {None, *groups}
    names = dict(zip(("I", "II"), groups, strict=True))
    assert without_words(read(page, *BY_GROUP)) == [
        {**one, "group": names.get(one["group"], one["group"])} if "group" in one else one
        for one in without_words(read(EXCESS, *BY_GROUP))
    ]


def without_words(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in one.items() if name != "label"} for one in records]


def test_a_kind_of_loans_below_a_group_is_no_group_of_its_own() -> None:
    """Group II's tables of loans that are behind say that they are of its fixed loans."""
    title = '<p><font size="1">Group II</font></p>'
    page = changed(EXCESS, title, title + title.replace("Group II", "Fixed"))
    late = read(page, "delinquency")
    assert {one["group"] for one in read(EXCESS, "delinquency")} == {None, "I", "II"}
    assert {one["group"] for one in late} == {None, "I"}
    assert read(page, "unmapped")


def test_a_row_of_one_kind_of_a_groups_loans_is_not_the_groups() -> None:
    page = changed(EXCESS, ">60 days<", ">Fixed<", 40)
    assert {one["group"] for one in read(page, "delinquency")} <= {None, "I", "II"}
    assert not any(one["bucket"] == "60-89" and one["status"] != "any" for one in read(page, "delinquency"))
