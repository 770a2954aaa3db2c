"""Figures of real pages of Residential Funding, the paying agent and GMAC Mortgage are all found."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.parsers.fact_pages import NOT_READ, PAGES, Facts, classes_of, read_facts
from tests.parsers.golden import read_records

pytestmark = pytest.mark.corpus
# The field of each fact's name, by the kind of record.
OF_STATEMENT = {
    "determination": "determination_date",
    "distribution": "distribution_date",
    "payment": "distribution_date",
    "record": "record_date",
    "closing": "closing_date",
    "first_distribution": "first_distribution_date",
    "book_entry": "book_entry_record_date",
    "definitive": "definitive_record_date",
    "trustee": "trustee",
    "trustee_phone": "trustee_phone",
    "printed": "printed_at",
}
OF_CLASS = {
    "cusip": "cusip",
    "type": "class_type",
    "face": "original_balance",
    "begin": "beginning_balance",
    "notional": "beginning_balance",
    "rate": "pass_through_rate_pct",
    "coupon": "pass_through_rate_pct",
    "principal": "principal",
    "interest": "interest",
    "total": "total_distribution",
    "loss": "realized_loss",
    "interest_loss": "interest_loss",
    "deferred": "deferred_interest",
    "end": "ending_balance",
    "factor": "factor",
    "share": "security_pct",
}
OF_POOL = {
    "begin_pool": "beginning_balance",
    "end_pool": "ending_balance",
    "begin_pfa": "beginning_prefunding_balance",
    "end_pfa": "ending_prefunding_balance",
    "principal": "principal_collections",
    "draws": "principal_draws",
    "net_principal": "net_principal_collections",
    "loans": "ending_loan_count",
    "interest": "interest_collections",
    "net_rate": "net_wac_pct",
    "net_wac": "net_wac_pct",
    "excess_cash": "excess_cash",
}
OF_NOTE = {
    "note_begin": "beginning_balance",
    "note_end": "ending_balance",
    "note_rate": "pass_through_rate_pct",
    "note_factor": "factor",
    "principal_factor": "principal_per_1000",
    "interest_factor": "interest_per_1000",
}
OF_TOTAL = {"total_begin": "beginning_balance", "total_end": "ending_balance"}
OF_AMOUNT = {
    "oc_begin": "overcollateralization_beginning",
    "oc_change": "overcollateralization_change",
    "oc_end": "overcollateralization_ending",
    "oc_target": "overcollateralization_target",
    "oc_required": "overcollateralization_target",
    "repurchase_units": "repurchase_count",
    "repurchase_dollars": "repurchase_balance",
}
# Facts that no record has a field for, and why.
NO_FIELD = {
    "pages": "the number of pages is left out as a page stamp",
    "remaining_funding_paid": "part of the principal paid: no field",
    "cap_A1_A2": "the cap of some classes: no field by class",
    "cap_A3_A6": "the cap of some classes: no field by class",
    "security_share": "a bare fraction alone does not say whether its column is of fractions",
    "repurchases": "no unit is printed beside it",
}


def files(corpus: Path) -> list[Path]:
    return sorted((corpus / "facts/rfc").glob("*.yaml"))


def same(found: Any, reported: Any) -> bool:
    if isinstance(reported, Decimal) and isinstance(found, Decimal | int):
        return Decimal(found) == reported
    return str(found) == str(reported)


Place = tuple[str, str | None, str]  # kind of record; class, group or name; field
PLACES: dict[str, Place] = {
    **{name: ("statement", None, field) for name, field in OF_STATEMENT.items()},
    **{name: ("tranche", None, field) for name, field in OF_NOTE.items()},
    **{name: ("total", None, field) for name, field in OF_TOTAL.items()},
    **{name: ("amount", amount, "value") for name, amount in OF_AMOUNT.items()},
    "pools": ("statement", None, "pool_number"),
}


def place_of(name: str, layout: str) -> Place | None:
    """Where a fact of one figure belongs; None for those of pools, which have one a group."""
    if name == "certificates":
        own = ("tranche", "Certificates", "interest")
        return own if "CERT" in layout else ("amount", "certificate_distribution", "value")
    if name == "net_rate" and "HLTV" in layout:
        return ("amount", "net_wac", "value")
    return PLACES.get(name)


def places(facts: Facts) -> Iterator[tuple[Place, Any]]:
    """Each fact that has a field, with its place and its value."""
    reported = facts["expected"]
    for name, value in reported.items():
        place = place_of(name, facts["layout"])
        if place is not None and value is not None:
            yield place, _stamp(name, value)
        elif name in OF_POOL and "begin_pool" in reported:
            yield from _of_pools(OF_POOL[name], value)
    for name, one in classes_of(facts).items():
        yield from ((("tranche", name, OF_CLASS[key]), one[key]) for key in one if key in OF_CLASS)
    if late := reported.get("dq30"):
        for key, field in (("balance", "balance"), ("count", "loan_count"), ("pct", "balance_pct")):
            yield ("delinquency", "30-59", field), late[key]


def _of_pools(field: str, value: Any) -> Iterator[tuple[Place, Any]]:
    if not isinstance(value, list):
        yield ("pool", None, field), value
        return
    for group, one in zip(("1A", "1B"), value, strict=False):
        yield ("pool", group, field), one


def _stamp(name: str, value: Any) -> Any:
    """'2006-08-08 6:46:43 PM' as '2006-08-08 18:46:43'; a list of pools as it is printed."""
    if name == "pools":
        return ",".join(map(str, value))
    if name != "printed":
        return value
    day, clock, half = value.split(" ")
    hour, rest = clock.split(":", maxsplit=1)
    return f"{day} {int(hour) % 12 + 12 * (half == 'PM'):02}:{rest}"


def is_found(records: list[dict[str, Any]], place: Place, value: Any) -> bool:
    kind, which, field = place
    own = [record for record in records if record["record"] == kind]
    keys = {"tranche": "class_name", "pool": "group", "amount": "name", "delinquency": "bucket"}
    if kind == "tranche" and which == "VPRN":
        own = [record for record in own if "Variable" in str(record.get("class_name"))]
    elif which is not None:
        own = [record for record in own if record.get(keys[kind]) in (which, f"{which} Notes")]
    return any(same(record.get(field), value) for record in own)


def test_each_fact_of_each_real_page_is_in_its_field(corpus: Path) -> None:
    lost = []
    for path in files(corpus):
        facts = read_facts(path)
        if facts["layout"] in NOT_READ:
            continue
        records = read_records(PAGES[facts["layout"]](facts).encode("latin-1"))
        lost += [(path.name, *reported) for reported in places(facts) if not is_found(records, *reported)]
    assert lost == []


def test_every_fact_has_a_field_or_a_reason_to_have_none(corpus: Path) -> None:
    known = {*PLACES, *OF_POOL, *OF_CLASS, *NO_FIELD, "certificates"}
    for path in files(corpus):
        facts = read_facts(path)
        assert facts["layout"] in PAGES.keys() | NOT_READ.keys(), path.name
        if facts["layout"] in PAGES:
            names = {name for name, value in facts["expected"].items() if not isinstance(value, dict)}
            names |= {name for one in classes_of(facts).values() for name in one}
            assert names <= known, path.name


def test_there_are_thirty_pages_of_which_three_in_four_are_read(corpus: Path) -> None:
    read = [path for path in files(corpus) if read_facts(path)["layout"] in PAGES]
    assert (len(files(corpus)), len(read)) == (30, 21)
