"""Each check notices what it is there for: one figure of a true page changed, one check more that fails."""

import pytest

import parsers
from tests.parsers.golden import FIXTURES

AR1 = (FIXTURES / "bank_one.2003-AR1.txt").read_text()
AR2 = (FIXTURES / "bank_one.2003-AR2.txt").read_text()
HE2 = (FIXTURES / "servicing_certificate.2003-HE2.txt").read_text()


def failed(page: str) -> dict[str, int]:
    return dict(parsers.read(page.encode()).failed)


def newly_failed(page: str, printed: str, changed: str, times: int = 1) -> set[str]:
    """The checks that fail more often once the first `times` prints of a figure are changed."""
    assert page.count(printed) >= times
    before, after = failed(page), failed(page.replace(printed, changed, times))
    return {check for check in after if after[check] > before.get(check, 0)}


@pytest.mark.parametrize(
    ("check", "page", "printed", "changed"),
    [
        ("balance_roll", HE2, "116,261,895.61  0.3172680", "116,261,899.61  0.3172680"),
        ("total_distribution", AR2, "2,292,611", "2,292,911"),
        ("interest_accrual", AR2, "97,674             0", "97,974             0"),
        ("interest_accrual", HE2, "422,923.98", "0.00"),
        ("per_1000", AR2, "29.7557", "29.7657"),
        ("per_1000", AR1, "976.4912", "976.4922"),
        ("column_total", AR2, "8,202,337", "8,203,337"),
        ("repeated_value", AR1, "Senior        6,161,000", "Junior        6,161,000"),
        ("repeated_value", AR2, "12/19/2003", "12/20/2003"),
        ("repeated_value", AR2, "593,992,831\n\nBeginning Aggregate Loan", "593,992,931\n\nBeginning Aggregate Loan"),
        ("cusip_check_digit", AR2, "36185NF54", "36185NF55"),
        ("pool_roll", HE2, "Ending Pool Balance                 390,719,522.22", "Ending Pool Balance                 390,719,525.22"),
        ("loan_count_roll", AR2, "   152\n", "   151\n"),
        ("cpr", AR2, "28.4193 CPR", "28.5193 CPR"),
        ("pool_vs_securities", AR2, "71,853,617\nEnding", "71,853,917\nEnding"),
        ("pool_vs_securities", HE2, "5,283,333.90", "5,283,334.90"),
        ("delinquency_total", AR1, "0      6,314,237", "0      6,314,247"),
        ("delinquency_pct", HE2, "0.37%", "0.38%"),
        ("credit_support_balance", AR2, "576,604,866", "576,605,866"),
        ("credit_support_pct", AR2, "97.0727%", "97.0737%"),
        ("fee_total", AR1, "329,235.90", "329,236.90"),
        ("loss_total", AR2, "Total Realized Losses                                                      0", "Total Realized Losses                                                     50"),
        ("loss_roll", HE2, "138,191.09", "138,191.19"),
        ("shortfall_total", AR1, "PPIS)                                     0.00", "PPIS)                                     9.00"),
        ("overcollateralization_roll", HE2, "(D975,292.71", "(D975,292.81"),
        ("accrual_days", AR2, "   32\n", "   31\n"),
    ],
)  # fmt: skip
def test_a_changed_figure_fails_its_check(check: str, page: str, printed: str, changed: str) -> None:
    if check == "interest_accrual" and page is HE2:  # without a day count a miss is no proof
        reading = parsers.read(page.replace(printed, changed).encode())
        assert reading.skipped["interest_accrual"] == 2
        return
    assert check in newly_failed(page, printed, changed)


def test_the_samples_fail_where_the_originals_err_and_nowhere_else() -> None:
    assert failed(AR1) == {"credit_support_balance": 2}
    assert failed(AR2) == {"repeated_value": 8, "delinquency_pct": 4}
    assert failed(HE2) == {}


def messages(page: str) -> list[str]:
    return [
        record.message
        for record in parsers.read(page.encode()).records
        if isinstance(record, parsers.records.Check)
    ]


def test_a_balance_that_falls_too_far_is_reported_in_a_sentence() -> None:
    page = AR2.replace("1,510,029", "1,460,754")
    expected = "tranche 20 (B-3): the balance fell by 49,276 more than principal and printed loss explain"
    assert any(message.startswith(expected) for message in messages(page))


def test_a_percentage_of_another_group_names_that_group() -> None:
    assert (
        "group 3 delinquent 30-59, share of the balance: 0.4186 % is 292,078 over Group 1's 69,774,362; "
        "over Group 3's it is 0.1784 %"
    ) in messages(AR2)


def test_a_class_line_that_holds_the_whole_deal_says_so() -> None:
    assert sum("which is the whole deal" in message for message in messages(AR1)) == 2
