"""Figures seen on real pages of which the rest is not known: printed in their layout here, and found."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.parsers.fact_pages import as_html, rfc_statement
from tests.parsers.golden import read_records

# Residential Funding's statements: deal, day, class, CUSIP, face, beginning, rate, principal, interest.
STATEMENTS = """
RAMP 2007-RS1|2007-09-25|A1|74923RAA7|160279000.00|124654137.49|5.58500|5426404.02|560822.43
RAMP 2007-RS1|2007-10-25|A1|74923RAA7|160279000.00|119227733.47|5.21125|1618449.89|517771.27
RAMP 2007-RS1|2007-11-26|A1|74923RAA7|160279000.00|117609283.58|4.95250|4851179.68|517742.20
RAMP 2007-RS1|2007-12-26|A1|74923RAA7|160279000.00|112758103.90|4.86875|2141154.92|457492.52
RAMP 2007-SP1|2007-11-26|A1|74978AAA8|181796000.00|137527526.09|5.02250|5166072.27|613984.00
RFMSI 2006-SA1|2006-02-27|IA1|76111XG72|193289000.00|193289000.00|5.68742710|1110048.15|916097.58
RALI 2006-QA2|2006-06-26|IA2|761118TP3|20876000.00|19922010.89|5.48125|360787.84|97064.46
RALI 2006-QS3|2006-08-25|IA1|761118XD5|55000000.00|54387762.05|6.05778902|0.00|274557.99
"""
ROWS = [line.split("|") for line in STATEMENTS.strip().splitlines()]


def facts_of(row: list[str]) -> dict[str, Any]:
    series, day, name, cusip, *figures = row
    names = ("face", "begin", "rate", "principal", "interest")
    own = {"cusip": cusip, **dict(zip(names, map(Decimal, figures), strict=True))}
    expected = {"determination": day, "distribution": day, "definitive": day, name: own}
    return {"series": series, "layout": "RFC-HTML-2", "expected": expected}


def records(page: str, kind: str) -> list[dict[str, Any]]:
    return [record for record in read_records(page.encode()) if record["record"] == kind]


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row[:3]) for row in ROWS])
def test_a_class_of_residential_fundings_statement_has_its_figures(row: list[str]) -> None:
    page = rfc_statement(facts_of(row))
    (one,) = records(page, "tranche")
    _, day, _, cusip, *figures = row
    names = ("original_balance", "beginning_balance", "pass_through_rate_pct", "principal", "interest")
    assert [one[name] for name in names] == [Decimal(figure) for figure in figures]
    assert (one["cusip"], one["distribution_date"]) == (cusip, day)
    assert records(page, "check") == []


def test_a_class_goes_on_with_the_balance_of_the_month_before() -> None:
    months = [records(rfc_statement(facts_of(row)), "tranche")[0] for row in ROWS if "RS1" in row[0]]
    assert len(months) == 4
    for before, after in pairwise(months):
        assert after["beginning_balance"] == before["ending_balance"]


CHASE = """\
                    Some Owner Trust 1999-3
                    Statement to Certificateholders
                    October 15, 1999

                    DISTRIBUTION IN DOLLARS
CLASS  ORIGINAL FACE VALUE  PRIOR PRINCIPAL BALANCE      PRINCIPAL      INTEREST          TOTAL  \
REALIZED LOSSES  DEFERRED INTEREST  CURRENT PRINCIPAL BALANCE
{name:<6}{face:>20}{prior:>25}{principal:>15}{interest:>14}{total:>15}{zero:>17}{zero:>19}{current:>27}
TOTALS{face:>20}{prior:>25}{principal:>15}{interest:>14}{total:>15}{zero:>17}{zero:>19}{current:>27}

                    FACTOR INFORMATION PER $1000 OF ORIGINAL FACE
CLASS  PRIOR PRINCIPAL FACTOR     PRINCIPAL     INTEREST        TOTAL  CURRENT PRINCIPAL FACTOR  \
CURRENT PASS-THRU RATE
{name:<6}{factors[0]:>23}{factors[1]:>14}{factors[2]:>13}{factors[3]:>13}{factors[4]:>26}{rate:>24}

The Chase Manhattan Bank - Structured Finance Services
"""


@pytest.mark.parametrize(
    ("name", "face", "prior", "principal", "interest", "rate", "factor"),
    [
        ("A3", "270000000.00", "79709343.33", "21747018.50", "415152.83", "6.250000", "80.54451296"),
        ("A1", "330000000.00", "330000000.00", "59080004.21", "1575200.00", "5.370000", "179.03031579"),
    ],
)
def test_a_class_of_chases_statement_has_its_figures(
    name: str, face: str, prior: str, principal: str, interest: str, rate: str, factor: str
) -> None:
    own = {key: Decimal(value) for key, value in locals().items() if key not in ("name", "rate", "factor")}
    amounts = (own["prior"], own["principal"], own["interest"], own["principal"] + own["interest"])
    current = own["prior"] - own["principal"]
    factors = [f"{1000 * amount / own['face']:,.8f}" for amount in (*amounts, current)]
    assert factors[1] == factor
    printed = {key: f"{value:,.2f}" for key, value in own.items()}
    page = CHASE.format(
        name=name,
        factors=factors,
        rate=f"{rate}%",
        total=f"{amounts[3]:,.2f}",
        current=f"{current:,.2f}",
        zero="0.00",
        **printed,
    )
    (one,) = records(page, "tranche")
    assert (one["original_balance"], one["beginning_balance"]) == (own["face"], own["prior"])
    assert (one["principal"], one["interest"]) == (own["principal"], own["interest"])
    assert (one["ending_balance"], str(one["pass_through_rate_pct"])) == (current, rate)
    assert str(one["principal_per_1000"]) == factor
    assert records(page, "check") == []


CBASS = (
    ("C-BASS",),
    ("MORTGAGE LOAN ASSET-BACKED CERTIFICATES",),
    ("SERIES 2004-CB3",),
    ("Payment Statement",),
    ("Distribution Date:", "07/26/2004"),
    (
        *("Class", "Original Certificate Face Value", "Beginning Certificate Balance"),
        *("Principal Distribution", "Interest Distribution", "Class Interest Carryover Shortfall"),
        *("Total Distribution", "Remaining Int. Carryover Amount", "Applied Realized Loss"),
        "Ending Certificate Balance",
    ),
    (
        *("AV-1", "$237,294,000.00", "$225,444,289.72", "$7,234,690.19", "$298,964.18", "$0.00"),
        *("$7,533,654.37", "$0.00", "$0.00", "$218,209,599.53"),
    ),
    ("AMOUNTS PER $1,000 UNIT",),
    (
        *("Class", "Beginning Certificate Balance", "Principal Distribution", "Interest Distribution"),
        *("Total Distribution", "Ending Certificate Balance"),
    ),
    ("AV-1", "950.06316940", "30.48829801", "1.25988934", "31.74818735", "919.57487138"),
)


def test_a_class_of_a_payment_statement_has_its_figures_without_a_layout() -> None:
    (one,) = records(as_html(CBASS), "tranche")
    reported = {"original_balance": "237294000.00", "beginning_balance": "225444289.72"}
    reported |= {"principal": "7234690.19", "interest": "298964.18", "ending_balance": "218209599.53"}
    assert {name: str(one[name]) for name in reported} == reported
