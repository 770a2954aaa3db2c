"""The words of the sections whose rows are classes: factors, components, interest, income, shortfalls.

The titles of the sections have been seen; the words inside them are general knowledge and only propose. A
figure is taken where all its words are under the exact title, and its table passes the checks named.
"""

from parsers.blocks.grid import Grid, proved_by
from parsers.blocks.grouped import Kind
from parsers.rfc_sections.parted import Parted
from parsers.rfc_sections.remarks import IndexRates
from parsers.targets import NOTHING, targets

RATES = frozenset({"pass_through_rate_pct", "index_rate", "component_rate"})

FACTORS = Grid(
    words={
        **targets("pool", {"Deal Factor": "pool_factor_pct", "Factor": "pool_factor_pct"}),
        "Amount / Original Amount per $1000 unit": NOTHING,
    },
    columns=targets(
        "tranche",
        {
            "Beginning Notional/Principal Balance Factor": "beginning_balance_per_1000",
            "Principal Distribution Factor": "principal_per_1000",
            "Interest Distribution Factor": "interest_per_1000",
            "Total Distribution Factor": "total_per_1000",
            "Deferred Interest Factor": "deferred_interest_per_1000",
            "Interest Loss Factor": "interest_loss_per_1000",
            "Ending Notional/Principal Balance Factor": "ending_balance_per_1000",
        },
    ),
    proofs=proved_by(per_1000=()),
)

COMPONENTS = Grid(
    words={},
    rows={"{column}": NOTHING},
    columns=targets(
        "amount",
        {
            "Beginning Notional / Principal Balance": "component_beginning_balance",
            "Pass-Through Rate": "component_rate",
            "Principal Distribution": "component_principal",
            "Interest Distribution": "component_interest",
            "Total Distribution": "component_total",
            "Principal Loss": "component_loss",
            "Interest Loss": "component_interest_loss",
            "Deferred Interest": "component_deferred_interest",
            "Ending Notional / Principal Balance": "component_ending_balance",
        },
    ),
    rates=RATES,
)

INTEREST = Grid(
    words={},
    columns=targets(
        "tranche",
        {
            "Accrual Period Starting": "accrual_start",
            "Starting": "accrual_start",
            "Accrual Period Ending": "accrual_end",
            "Ending": "accrual_end",
            "Accrual Methodology": "day_count",
            "Beginning Notional / Principal Balance": "beginning_balance",
            "Beginning Balance": "beginning_balance",
            "Pass-Through Rate": "pass_through_rate_pct",
            "Optimal Interest Amount": "accrued_interest",
            "Interest Loss": "interest_loss",
            "Deferred Interest": "deferred_interest",
            "Prepayment Interest Shortfall": "net_prepayment_interest_shortfall",
            "Prepayment Interest Shortfalls": "net_prepayment_interest_shortfall",
            "Relief Act Shortfall": "relief_act_shortfall",
            "Relief Act Shortfalls": "relief_act_shortfall",
            "Civil Relief Act Shortfall": "relief_act_shortfall",
            "Civil Relief Act Shortfalls": "relief_act_shortfall",
            "Other Income": "other_income",
            "Total Interest Distribution": "interest",
            "Accrued Certificate Interest Remaining Unpaid": "unpaid_interest",
        },
    ),
    rates=RATES,
    proofs=proved_by(
        repeated_value=(),
        interest_accrual=("accrued_interest",),
        interest_total=("accrued_interest",),
        column_total=(),
    ),
)

INCOME = Grid(
    words=targets(
        "amount",
        {
            "Prepayment Charges": "prepayment_charges",
            "Other Income": "other_income",
            "Total": "other_income_total",
            "Total Other Income": "other_income_total",
        },
    ),
    proofs=proved_by(income_total=("other_income_total",)),
)


def _shortfalls(stem: str) -> Grid:
    """A table of shortfalls, payments and remainders; the fourth column is (1)+(2)-(3)."""
    columns = {
        "Current Period": f"{stem}_current",
        "Prior Unpaid": f"{stem}_prior_unpaid",
        "Prior Unpaid plus accrued interest": f"{stem}_prior_unpaid",
        "Paid": f"{stem}_paid",
        "Remaining Unpaid": f"{stem}_remaining",
    }
    return Grid(
        words={}, columns=targets("amount", columns), proofs=proved_by(shortfall_roll=(f"{stem}_remaining",))
    )


PREPAYMENT = (_shortfalls("prepayment_shortfall"),)
BASIS_RISK = (_shortfalls("basis_risk_shortfall"),)
SHORTFALLS = Parted(
    {
        "Prepayment Interest Shortfall": PREPAYMENT,
        "Prepayment Interest Shortfalls": PREPAYMENT,
        "Prepayment Interest Shortfall Amounts": PREPAYMENT,
        "Basis Risk/Net WAC Shortfall": BASIS_RISK,
        "Basis Risk/Net WAC Shortfalls": BASIS_RISK,
        "Basis Risk/Net WAC Shortfall Amounts": BASIS_RISK,
    }
)
INDEX_RATES = Parted({"": (IndexRates(),), "Current Index Rates": (IndexRates(),)})
INTEREST_AND_RATES = Parted({"": (INTEREST,), "Current Index Rates": (IndexRates(),)})

SECTIONS: dict[str, tuple[Kind, ...]] = {
    "Factor Summary": (FACTORS,),
    "Components Information": (COMPONENTS,),
    "Component Level Reporting": (COMPONENTS,),
    "Interest Summary": (INTEREST_AND_RATES,),
    "Index Based Classes": (INDEX_RATES,),
    "Other Income Detail": (INCOME,),
    "Prepayment Interest and Basis Risk/Net WAC Shortfall Amounts": (SHORTFALLS,),
    "Basis Risk/Net WAC Shortfall": (SHORTFALLS,),
}
