"""Each known identity has a check that holds on a page, and does what its state says where it is broken."""

import re
from collections import Counter

import pytest

from parsers.layouts.rfc_statement import UNPROVED
from tests.parsers.golden import FIXTURES, PAGES, read_records, records_of
from tests.parsers.identities import IDENTITIES, Identity

ON_A_PAGE = [one for one in IDENTITIES if one.state in ("asserted", "unproved")]
NOT_ON_A_FIXTURE = {
    "class_losses": "our pages with losses are overcollateralized or print no classes' losses",
    "delinquency_by_days": "our pages print both reports in other steps",
    "delinquency_whole": "our pages of both reports print other loans",
    "optimal_amount": "our pages print what all classes were paid",
}


def passed_anywhere() -> Counter[str]:
    counted: Counter[str] = Counter()
    for page in PAGES:
        for record in records_of(page):
            if record["record"] == "statement":
                counted.update(record["checks"]["passed"])
    return counted


@pytest.mark.parametrize("identity", ON_A_PAGE, ids=lambda one: one.claim)
def test_an_identity_holds_on_a_fixture(identity: Identity) -> None:
    assert passed_anywhere()[identity.check] or identity.check in NOT_ON_A_FIXTURE


BROKEN = [one for one in ON_A_PAGE if one.printed]


def broken(identity: Identity) -> str:
    """The page with the first print of a figure changed by more than rounding explains."""
    text = (FIXTURES / identity.page).read_text()
    assert identity.printed in text
    first = next(digit for digit in identity.printed if digit in "123456789")
    other = identity.printed.replace(first, str(int(first) % 9 + 1), 1)
    before, _, after = text.partition(identity.printed)
    return before + (identity.changed or other) + after


@pytest.mark.parametrize("identity", BROKEN, ids=lambda one: one.claim)
def test_a_page_that_breaks_it_fails_its_check_or_skips_it_as_unproved(identity: Identity) -> None:
    raw = broken(identity).encode()
    (statement,) = (record for record in read_records(raw) if record["record"] == "statement")
    (sound,) = (record for record in records_of(FIXTURES / identity.page) if record["record"] == "statement")
    was, checks = sound["checks"], statement["checks"]
    held = was["passed"].get(identity.check, 0) - checks["passed"].get(identity.check, 0)
    assert held > 0
    failed = checks["failed"].get(identity.check, 0)
    if identity.state == "asserted":
        left = sum(record["record"] == "unmapped" for record in read_records(raw))
        assert failed or left, "the figure is neither a finding nor reported"
    else:
        reasons = checks["skipped"].get(identity.check, {})
        assert failed or any(re.match("unproved|the classes that", reason) for reason in reasons)


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda one: one.claim)
def test_what_is_not_checked_has_a_reason(identity: Identity) -> None:
    assert bool(identity.reason) is (identity.state == "none")
    assert bool(identity.check) is (identity.state != "none")


def test_every_unproved_claim_of_the_sections_is_in_the_table() -> None:
    named = {one.check for one in IDENTITIES}
    parts = {"capitalized_total", "other_total", "income_total", "credit_support_balance"}
    assert named | parts >= UNPROVED


def test_the_table_names_no_claim_twice() -> None:
    assert len({one.claim for one in IDENTITIES}) == len(IDENTITIES)
