"""The real RFC report of December 2000, read in place: 25 statements, every number, only its own errors."""

import re
from pathlib import Path

import pytest

import parsers
from parsers.jsonl import to_jsonl
from parsers.records import Check, Statement, Tranche
from tests.writer.comparison import figures_found

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def report(corpus: Path) -> parsers.Reading:
    return parsers.read((corpus / "corpus" / "rfc-report-2000-12.cut.txt").read_bytes())


def test_every_number_of_its_25_statements_is_placed(report: parsers.Reading) -> None:
    statements = [record for record in report.records if isinstance(record, Statement)]
    assert (len(statements), report.unmapped) == (25, 0)
    assert all(one.numbers.mapped == figures_found(one.numbers) > 50 for one in statements)
    assert {one.distribution_date for one in statements} == {"2000-12-26", "2000-12-29"}
    assert all(one.deal == f"RFMSI {one.series}" for one in statements)


def test_every_class_table_is_whole(report: parsers.Reading) -> None:
    tranches = [record for record in report.records if isinstance(record, Tranche)]
    assert len(tranches) == 408
    for field in ("beginning_balance", "principal", "interest", "ending_balance", "ending_balance_per_1000"):
        assert all(getattr(tranche, field) is not None for tranche in tranches), field


def found(report: parsers.Reading, check: str) -> set[tuple[str, str]]:
    names = {
        (record.deal, f"tranche {record.tranche}"): record.class_name
        for record in report.records
        if isinstance(record, Tranche)
    }
    return {
        (str(record.series), str(names.get((record.deal, record.subject), record.subject)))
        for record in report.records
        if isinstance(record, Check) and record.check == check
    }


def test_balances_fail_to_roll_in_two_classes(report: parsers.Reading) -> None:
    assert found(report, "balance_roll") == {("1994-S9", "B-3"), ("1994-S19", "B-4")}


def test_interest_is_off_in_five_classes_and_paid_on_three_zero_balances(report: parsers.Reading) -> None:
    assert found(report, "interest_accrual") == {
        ("1994-S19", "B-2"),
        ("1994-S19", "B-3"),
        ("1994-S19", "B-4"),
        ("1997-S13", "A-2"),
        ("2000-S13", "A-3"),
        ("1993-MZ1", "A-1"),
        ("1993-S37", "R-I"),
        ("1993-S20", "R-I"),
    }


def test_the_per_1000_figures_of_some_last_classes_hold_plug_cents(report: parsers.Reading) -> None:
    assert {name for _, name in found(report, "per_1000")} == {"B-3"}


def test_the_pool_parts_from_its_certificates_in_one_deal(report: parsers.Reading) -> None:
    assert {series for series, _ in found(report, "pool_vs_securities")} == {"1990-3B"}


def test_nothing_else_fails(report: parsers.Reading) -> None:
    assert set(report.failed) == {"balance_roll", "interest_accrual", "per_1000", "pool_vs_securities"}


def test_a_class_paid_in_full_among_others_that_are_not_is_named_so(report: parsers.Reading) -> None:
    messages = [record.message for record in report.records if isinstance(record, Check)]
    assert (
        "tranche 2 (A-2): its interest is paid in full, 210,383.09; the other classes get 99.9778 % of theirs"
    ) in messages


def test_a_page_printed_twice_is_no_second_statement(report: parsers.Reading) -> None:
    twice = [one for one in report.records if isinstance(one, Statement) and one.series == "1993-MZ1"]
    assert len(twice) == 1
    assert twice[0].checks.passed["repeated_value"] == 33


@pytest.mark.parametrize("turn", range(5))
def test_no_damage_to_one_of_the_25_reaches_its_neighbours(
    corpus: Path, report: parsers.Reading, turn: int
) -> None:
    """Every fifth in turn loses the number of its first page, or the whole head of that page."""
    text = (corpus / "corpus" / "rfc-report-2000-12.cut.txt").read_bytes()
    sound = by_series(report)
    firsts = [match.start() for match in re.finditer(rb"Run:.*REPT1B", text)]
    assert len(sound) == len(firsts) == 25
    hurt = list(zip(sound, firsts, strict=True))[turn::5]
    for number, (_, first) in reversed(list(enumerate(hurt))):
        whole_head = (turn + number) % 2
        start = first if whole_head else text.index(b"Page:", first)
        end = text.index(b"\n____" if whole_head else b"\n", start)
        text = text[:start] + text[end:]
    others = by_series(parsers.read(text))
    without = dict.fromkeys((series for series, _ in hurt), "")
    assert others | without == sound | without


def by_series(report: parsers.Reading) -> dict[str, str]:
    """The records of each statement as printed text, but for the places where they stand."""
    reported: dict[str, str] = {}
    for record in report.records[1:]:
        line = re.sub(r'"(?:statement|lines)":(?:\d+|\[[^]]*\]),?', "", to_jsonl([record]).decode())
        reported[str(record.series)] = reported.get(str(record.series), "") + line
    return reported
