"""The sums that CTSLink prints of a class in its principal and interest sections: terms with their signs."""

from collections.abc import Mapping

PRINCIPAL_PARTS: Mapping[str, int] = {
    "scheduled_principal": 1,
    "unscheduled_principal": 1,
    "accretion": 1,
    "realized_loss": 1,
}
INTEREST_PARTS: Mapping[str, int] = {
    "accrued_interest": 1,
    "unpaid_shortfall_paid": 1,
    "interest_shortfall": -1,
    "net_prepayment_interest_shortfall": -1,
    "interest_loss": -1,
}
