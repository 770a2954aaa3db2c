"""Chase's statement: facts that the agreement numbers, pages without a title, dates without a comma."""

import json
from decimal import Decimal
from typing import Any

import parsers
from tests.parsers.golden import FIXTURES, read_records

TEXT = (FIXTURES / "chase.invented-1999.txt").read_text()
LATER = (FIXTURES / "chase.invented-later.htm").read_text()
HEAD = """<tr><td></td><td>GMACM Mortgage Loan Trust 2002-AR5</td></tr>
<tr><td></td><td>Statement to Certificateholders</td></tr>
<tr><td>September 16 2002</td></tr>
"""
DATES = """<tr><td>Beginning Collection Period</td><td>08/01/02</td></tr>
<tr><td>Ending Collection Period</td><td>08/31/02</td></tr>
<tr><td>Beginning Interest Accrual Period</td><td>08/16/02</td></tr>
<tr><td>Ending Interest Accrual Period</td><td>09/15/02</td></tr>
<tr><td>Payment Date</td><td>09/16/02</td></tr>
"""
FIGURES = ("tranche", "total", "pool", "delinquency", "amount")


def read(page: str, *kinds: str) -> list[dict[str, Any]]:
    return [record for record in read_records(page.encode()) if record["record"] in kinds]


def changed(page: str, old: str, new: str) -> str:
    assert page.count(old) == 1
    return page.replace(old, new)


def untitled() -> str:
    """The page of 2006 as it was seen: it opens with the class table, and a head of dates stands below."""
    first = "<tr><td>I. Servicing Fee</td>"
    return changed(changed(LATER, HEAD, ""), first, DATES + first)


def test_a_page_without_a_title_is_known_by_its_tables_and_its_head_of_dates() -> None:
    (statement,) = read(untitled(), "statement")
    assert (statement["layout"], statement["distribution_date"]) == ("chase", "2002-09-16")
    assert (statement["accrual_start"], statement["accrual_end"]) == ("2002-08-16", "2002-09-15")
    assert (statement["numbers"]["unmapped"], statement["checks"]["failed"]) == (0, {})
    reported = [without_place(one) for one in read(untitled(), *FIGURES)]
    assert reported == [without_place(one) for one in read(LATER, *FIGURES)]


def without_place(record: dict[str, Any]) -> str:
    ours = ("deal", "series", "distribution_date", "lines")
    return json.dumps({name: str(value) for name, value in record.items() if name not in ours})


def test_a_page_with_neither_title_nor_head_of_dates_is_read_without_a_layout() -> None:
    reading = parsers.read(changed(LATER, HEAD, "").encode())
    assert reading.filing.documents[0].layout == "general"


def test_a_date_may_have_no_comma() -> None:
    (statement,) = read(LATER, "statement")
    assert statement["distribution_date"] == "2002-09-16"


FEES = "Section 5.8(ii) Trustee Fee per $1000                                 0.00000000\n"
LOSSES = """Section 5.8(vi) Net Losses                                           12,345.67
Section 5.8(vi) Net Losses per $1000                                  0.03000511
"""


def test_net_losses_keep_the_number_of_their_section() -> None:
    found = {one["name"]: one for one in read(changed(TEXT, FEES, FEES + LOSSES), "amount")}
    loss, per_1000 = found["net_loss"], found["net_loss_per_1000"]
    assert (loss["value"], loss["section"], loss["unit"]) == (Decimal("12345.67"), "5.8(vi)", "usd")
    assert (per_1000["value"], per_1000["unit"]) == (Decimal("0.03000511"), "usd_per_1000")


def test_a_fact_per_1000_is_of_the_face_of_all_classes_or_is_not_proved() -> None:
    (statement,) = read(changed(TEXT, FEES, FEES + LOSSES), "statement")
    assert statement["checks"]["passed"]["amount_per_1000"] == 3
    (other,) = read(changed(TEXT, FEES, FEES + LOSSES.replace("0.0300", "0.7300")), "statement")
    assert other["checks"]["skipped"]["amount_per_1000"] == {"unproved": 1}
    assert other["checks"]["failed"] == {}


def test_a_fact_of_another_wording_stays_unmapped_with_its_label() -> None:
    other = LOSSES.replace("Net Losses", "Carryover Shortfall of Class A-I-1")
    left = read(changed(TEXT, FEES, FEES + other), "unmapped")
    assert [one["text"] for one in left] == ["12,345.67", "0.03000511"]
    assert all("Carryover Shortfall of Class A-I-1" in one["label"] for one in left)
