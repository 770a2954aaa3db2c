"""The writer's own trusts: sound to the cent, the same for the same seed, each month from the one before."""

from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import parsers
from tests.properties.pages import bounded, each_layout
from tests.writer.comparison import differences, read_records
from tests.writer.first_lien import FirstLien
from tests.writer.home_equity import HomeEquity
from tests.writer.layouts import WRITERS
from tests.writer.rfc_trust import RfcTrust
from tests.writer.style import random_style
from tests.writer.submission import history
from tests.writer.trust import cusip_of

seeds = st.integers(0, 2**32)


@each_layout
@bounded(20)
@given(seed=seeds)
def test_the_same_seed_writes_the_same_page(layout: str, seed: int) -> None:
    def page() -> Any:
        rng = Random(seed)
        return WRITERS[layout].page(seed, 2, random_style(WRITERS[layout].style, rng))

    assert page() == page()


@bounded(40)
@given(seed=seeds, months=st.integers(1, 24))
def test_the_loans_of_a_first_lien_trust_are_its_certificates_in_every_month(seed: int, months: int) -> None:
    month = FirstLien.random(Random(seed)).month(months)
    for edge in ("beginning_balance", "ending_balance"):
        loans = sum((getattr(group, edge) for group in month.groups), Decimal(0))
        assert loans == month.total(edge)
    for one in month.classes:
        if not one.of.is_strip:
            left = one.beginning_balance - one.principal - one.realized_loss + one.deferred_interest
            assert one.ending_balance == left >= 0


@bounded(40)
@given(seed=seeds, months=st.integers(2, 24))
def test_a_class_begins_a_month_with_what_the_month_before_left_it(seed: int, months: int) -> None:
    trust = FirstLien.random(Random(seed))
    before, after = trust.month(months - 1), trust.month(months)
    assert [one.ending_balance for one in before.classes] == [one.beginning_balance for one in after.classes]
    assert [one.ending_loan_count for one in before.groups] == [
        one.beginning_loan_count for one in after.groups
    ]
    assert before.distribution_date == after.last_distribution_date < after.distribution_date
    for earlier, later in zip(before.classes, after.classes, strict=True):
        assert later.cumulative_realized_loss == earlier.cumulative_realized_loss + later.realized_loss


@bounded(40)
@given(seed=seeds, months=st.integers(2, 24))
def test_a_note_begins_a_month_with_what_the_month_before_left_it(seed: int, months: int) -> None:
    trust = HomeEquity.random(Random(seed))
    before, after = trust.month(months - 1), trust.month(months)
    assert [one.ending_balance for one in before.notes] == [one.beginning_balance for one in after.notes]
    assert (
        before.enhancement["overcollateralization_ending"]
        == (after.enhancement["overcollateralization_beginning"])
    )
    assert {name: loss[3] for name, loss in before.losses.items()} == {
        name: loss[0] for name, loss in after.losses.items()
    }


@bounded(40)
@given(seed=seeds, months=st.integers(2, 24))
def test_a_class_of_residential_fundings_trusts_begins_with_what_the_month_before_left_it(
    seed: int, months: int
) -> None:
    trust = RfcTrust.random(Random(seed))
    before, after = trust.month(months - 1), trust.month(months)
    assert [one.ending_balance for one in before.classes] == [one.beginning_balance for one in after.classes]
    for one in after.classes:
        left = one.beginning_balance - one.principal - one.realized_loss + one.deferred_interest
        assert one.ending_balance == left >= 0
    assert after.figures["ending_balance"] == after.total("ending_balance")


def test_the_cusips_of_the_samples_have_the_writers_check_digits() -> None:
    # 36185NF39 and 36185NG20 of 2003-AR2 are the 122nd and the 145th that the writer makes of that issuer.
    assert [cusip_of("36185N", number)[-1] for number in (5 * 24 + 1, 6 * 24)] == ["9", "0"]


@each_layout
def test_a_written_history_is_read_filing_by_filing(layout: str) -> None:
    writer = WRITERS[layout]
    for filing in history(writer.trust(Random(5)), writer.write, writer.style(), months=6):
        reading = parsers.read(filing.raw)
        assert reading.filing.accession == filing.accession
        assert reading.filing.filed == filing.filed.isoformat()
        assert differences(filing.page.records, read_records(reading)) == {}
