"""Labels that are whole, cut or printed over, and those too damaged to be read."""

import pytest

from parsers.labels import Vocabulary

LABELS = Vocabulary(
    {
        "Bankruptcy Loss": "bankruptcy",
        "Bankruptcy Percentage": "bankruptcy_pct",
        "Special Hazard Loss": "hazard",
        "Special Hazard Loss Percentage": "hazard_pct",
        "Credit/Fraud Loss Percentage": "fraud_pct",
        "Beginning Aggregate Pool Stated Principal Balance": "pool",
        "Beginning Aggregate Certificate Stated Principal Balance": "certificates",
    }
)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Bankruptcy Loss", "bankruptcy"),
        ("bankruptcy  loss:", "bankruptcy"),
        ("BankruPercentage", "bankruptcy_pct"),
        ("SpeciaHazard Loss Percentage", "hazard_pct"),
        ("CreditLoss Percentage", "fraud_pct"),
        ("Beginning Aggregate Pool Stated Principal Balanc", "pool"),
        ("Beginning Aggregate Stated Principal Balance", None),
        ("Beginning Aggregate", None),
        ("Percentage", None),
        ("", None),
    ],
)
def test_a_damaged_label_is_known_where_it_can_be_only_one(printed: str, meant: str | None) -> None:
    assert LABELS.find(printed) == meant


def test_a_cut_label_that_became_another_label_is_refused_by_its_value() -> None:
    percent_only = LABELS.find("Special Hazard Loss", lambda meant: meant.endswith("_pct"))
    assert percent_only is None
