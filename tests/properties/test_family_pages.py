"""The family pages are true to themselves: what they say is printed is printed, and it adds up."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.properties.family_pages import SEEDS, each_face, each_family, misprinted, pages
from tests.quick_cases import quick
from tests.writer.families import FAMILIES, Subject, Written, address_faults
from tests.writer.families.documents import joined
from tests.writer.families.truth import Address, Value
from tests.writer.style import options_of

WITHOUT_FACTORS = {"norwest"}
WITHOUT_RATES = {"cbass"}


@each_family
@each_face
def test_each_value_is_printed_on_the_line_that_the_truth_says(family: str, html: bool) -> None:
    for page in pages(family, html):
        assert misprinted(page) == []


@each_family
def test_each_value_of_a_text_stands_at_its_columns_between_blanks(family: str) -> None:
    for page in pages(family, False):
        lines = page.text.splitlines()
        for one in page.figures:
            line = f" {lines[one.line - 1]} "
            assert line[one.start : one.end + 2] == f" {one.text} ", one


@each_family
@each_face
def test_pages_differ_by_seed_and_are_the_same_for_one_seed(family: str, html: bool) -> None:
    texts = [page.text for page in pages(family, html)]
    assert len(set(texts)) == len(texts)
    assert [FAMILIES[family].write(seed, html=html).text for seed in SEEDS] == texts


def identity(total: str, *terms: str) -> Callable[[dict[str, Value]], Decimal | None]:
    """By how much a sum fails, its terms taken off where a minus is before them; None where a term lacks."""

    def difference(fields: dict[str, Value]) -> Decimal | None:
        signs = {term.lstrip("-"): -1 if term.startswith("-") else 1 for term in terms}
        values = {name: fields.get(name) for name in (total, *signs)}
        if not all(isinstance(value, Decimal | int) for value in values.values()):
            return None
        numbers = {name: Decimal(str(value)) for name, value in values.items()}
        return numbers[total] - sum(sign * numbers[name] for name, sign in signs.items())

    return difference


TOTAL = identity("total_distribution", "principal", "interest")
ROLL = identity("ending_balance", "beginning_balance", "-principal", "-realized_loss")
DEFERRED_ROLL = identity(
    "ending_balance", "beginning_balance", "-principal", "-realized_loss", "deferred_interest"
)


def classes(page: Written) -> dict[Subject, dict[str, Value]]:
    return {one: fields for one, fields in page.records().items() if one.record == "tranche"}


def is_strip(fields: dict[str, Value]) -> bool:
    """No principal, and yet another balance after."""
    return not fields.get("principal") and fields.get("ending_balance") != fields.get("beginning_balance")


@each_family
@each_face
def test_each_class_rolls_and_its_total_is_principal_and_interest(family: str, html: bool) -> None:
    tried = 0
    for page in pages(family, html):
        for subject, fields in classes(page).items():
            roll = DEFERRED_ROLL(fields) if "deferred_interest" in fields else ROLL(fields)
            assert TOTAL(fields) in (None, 0), (subject, fields)
            assert roll in (None, 0) or is_strip(fields), (subject, fields)
            tried += roll == 0
    assert tried > 3 * len(SEEDS)


FLOWS = ("principal", "interest", "total_distribution", "realized_loss", "deferred_interest")


@each_family
@each_face
def test_totals_are_the_sums_of_the_classes(family: str, html: bool) -> None:
    tried = 0
    for page in pages(family, html):
        records = page.records()
        for total in (one for one in records if one.record == "total"):
            own = [fields for one, fields in classes(page).items() if one.remic == total.remic]
            for name in FLOWS:
                if name in records[total] and all(name in fields for fields in own):
                    added = sum(Decimal(str(fields[name] or 0)) for fields in own)
                    assert added == records[total][name], (name, total)
                    tried += 1
    assert tried > len(SEEDS)


@each_family
@each_face
def test_amounts_per_1000_are_those_of_the_original_balance(family: str, html: bool) -> None:
    pairs = {"principal_per_1000": "principal", "interest_per_1000": "interest"}
    tried = 0
    for page in pages(family, html):
        for fields in classes(page).values():
            original = fields.get("original_balance")
            for ratio, amount in pairs.items():
                if original and isinstance(fields.get(ratio), Decimal):
                    whole = Decimal(str(fields[amount])) * 1000 / Decimal(str(original))
                    assert abs(Decimal(str(fields[ratio])) - whole) < Decimal("0.00001"), (ratio, fields)
                    tried += 1
    assert bool(tried) is (family not in WITHOUT_FACTORS)


@each_family
@each_face
def test_a_value_that_is_printed_twice_is_the_same_both_times(family: str, html: bool) -> None:
    for page in pages(family, html):
        seen: dict[tuple[Subject, str], Value] = {}
        for fact in page.facts:
            first = seen.setdefault((fact.subject, fact.field), fact.value)
            if isinstance(first, Decimal) and isinstance(fact.value, Decimal):
                coarser = max(first.as_tuple().exponent, fact.value.as_tuple().exponent)
                assert abs(first - fact.value) <= Decimal(1).scaleb(int(coarser)), fact
            else:
                assert first in (None, fact.value) or fact.value in (None, first), fact


@each_family
@each_face
def test_interest_is_what_the_printed_rate_accrues_at_most(family: str, html: bool) -> None:
    full = tried = 0
    for page in pages(family, html):
        for subject, fields in classes(page).items():
            balance, rate = fields.get("beginning_balance"), fields.get("pass_through_rate_pct")
            interest, deferred = fields.get("interest"), fields.get("deferred_interest") or 0
            if not (balance and rate and interest) or is_strip(fields):
                continue
            month = Decimal(str(balance)) * Decimal(str(rate)) / 1200
            paid = (Decimal(str(interest)) + Decimal(str(deferred))) / month
            # Up to 34 days are paid for; RFC's rates of 2008 have four digits of a fraction.
            assert Decimal("0.9") < paid < Decimal("1.16"), (subject, fields)
            full += abs(paid - 1) < Decimal("0.0001")
            tried += 1
    assert tried >= full
    assert bool(full) is (family not in WITHOUT_RATES)


@each_family
@each_face
def test_the_buckets_of_what_is_behind_add_up(family: str, html: bool) -> None:
    for page in pages(family, html):
        records = page.records()
        for total, fields in records.items():
            if total.record != "delinquency" or total.bucket != "total" or "balance" not in fields:
                continue
            same = (total.group, total.status)
            parts = [
                other
                for one, other in records.items()
                if one.record == "delinquency" and (one.group, one.status) == same and one != total
            ]
            if parts and all("balance" in part for part in parts):
                assert sum(Decimal(str(part["balance"])) for part in parts) == fields["balance"], total


@each_family
@each_face
def test_pools_roll(family: str, html: bool) -> None:
    roll = identity(
        "ending_balance", "beginning_balance", "-scheduled_principal", "-prepayments", "-realized_loss"
    )
    for page in pages(family, html):
        for subject, fields in page.records().items():
            assert subject.record != "pool" or roll(fields) in (None, 0), (subject, fields)


@each_family
@each_face
def test_every_number_has_the_words_of_its_row_or_its_column(family: str, html: bool) -> None:
    for page in pages(family, html):
        for one in page.numbers:
            assert one.address.label or one.address.column, one
            assert one.address.column or not one.subject or one.subject.record != "tranche", one


@each_family
def test_both_faces_hold_class_tables(family: str) -> None:
    for page in (*pages(family, False), *pages(family, True)):
        assert {"tranche", "total"} & {fact.record for fact in page.class_facts}


def test_addresses_are_compared_by_their_words() -> None:
    true = Address(("Statement", "Factors Per $1,000"), "1", "A-1", "Ending Certificate Factor")
    same = Address(("FACTORS per $1,000",), "1", "A - 1", "ENDING CERTIFICATE  FACTOR:")
    assert list(address_faults(true, same)) == []
    assert list(address_faults(true, true._replace(section=("Statement",)))) == ["section"]
    assert list(address_faults(true, true._replace(column="Ending Factor", label=""))) == ["label", "column"]


@each_family
@each_face
def test_pages_in_one_document_stand_one_behind_the_other(family: str, html: bool) -> None:
    own = pages(family, html)[:3]
    document = joined(own)
    as_one = replace(
        own[0], text=document.text, figures=tuple(one for page in document.pages for one in page.figures)
    )
    assert misprinted(as_one) == []
    assert document.pages[2].figures[0].line > document.pages[0].figures[-1].line


OPTIONS = [
    (name, field, option)
    for name, family in FAMILIES.items()
    for field, options in options_of(family.Style).items()
    for option in dict.fromkeys(options)
]


# Each field of a style once in `make test`, with its last choice.
LAST = list({option[:2]: option for option in OPTIONS}.values())


@pytest.mark.parametrize(
    ("family", "field", "option"),
    quick([*LAST, *(option for option in OPTIONS if option not in LAST)], len(LAST)),
)
def test_each_choice_of_a_style_is_drawn_alone(family: str, field: str, option: object) -> None:
    style = FAMILIES[family].Style(**{field: option})
    for html in (False, True):
        page = FAMILIES[family].write(3, html=html, style=style)
        assert misprinted(page) == []
        assert page.class_facts
