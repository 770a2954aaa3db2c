"""The `pool`, `delinquency` and `credit_support` lines: the loans behind the classes."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from parsers.records.kinds import Count, Line, Money, Months, Percent, Text
from parsers.records.statement import Derived

GROUP = Meta(description="Loan group as printed: '1', '1A'; null where the page prints none.")


class Pool(Line, kw_only=True, tag="pool"):
    """One loan group, or all loans where the statement has no groups."""

    group: Annotated[str | None, GROUP] = None
    cutoff_balance: Annotated[Money, Meta(description="'Cut-Off Date Balance'.")] = UNSET
    beginning_balance: Annotated[
        Money,
        Meta(description="'Beginning Aggregate Pool Stated Principal Balance', 'Beginning Pool Balance'."),
    ] = UNSET
    ending_balance: Annotated[
        Money, Meta(description="'Ending Aggregate Pool Stated Principal Balance', 'Ending Pool Balance'.")
    ] = UNSET
    beginning_loan_count: Annotated[Count, Meta(description="'Beginning Aggregate Loan Count'.")] = UNSET
    removed_loan_count: Annotated[
        Count, Meta(description="'Loans Paid Off or Otherwise Removed Pursuant to PSA'.")
    ] = UNSET
    ending_loan_count: Annotated[
        Count, Meta(description="'Ending Aggregate Loan Count', 'Active Loan Count'.")
    ] = UNSET
    beginning_wac_pct: Annotated[
        Percent, Meta(description="'Beginning Weighted Average Loan Rate (WAC)'.")
    ] = UNSET
    ending_wac_pct: Annotated[Percent, Meta(description="'Ending Weighted Average Loan Rate (WAC)'.")] = UNSET
    beginning_net_wac_pct: Annotated[
        Percent, Meta(description="'Beginning Net Weighted Average Loan Rate'.")
    ] = UNSET
    ending_net_wac_pct: Annotated[Percent, Meta(description="'Ending Net Weighted Average Loan Rate'.")] = (
        UNSET
    )
    net_wac_pct: Annotated[
        Percent,
        Meta(description="'Weighted Average Net Loan Rate', not said to be at the beginning or the end."),
    ] = UNSET
    wac_pct: Annotated[
        Percent,
        Meta(description="'Weighted Average Loan Rate', not said to be at the beginning or the end."),
    ] = UNSET
    wam_months: Annotated[Months, Meta(description="'Weighted Average Maturity (WAM) (Months)'.")] = UNSET
    servicer_advances: Annotated[Money, Meta(description="'Servicer Advances'.")] = UNSET
    prepayments: Annotated[Money, Meta(description="'Aggregate Pool Prepayment'.")] = UNSET
    cpr_pct: Annotated[Percent, Meta(description="Conditional prepayment rate, the figure before 'CPR'.")] = (
        UNSET
    )
    pool_factor_pct: Annotated[Percent, Meta(description="Ending over cut-off balance, percent.")] = UNSET
    beginning_prefunding_balance: Annotated[Money, Meta(description="'Beginning PFA'.")] = UNSET
    ending_prefunding_balance: Annotated[Money, Meta(description="'Ending PFA Balance'.")] = UNSET
    principal_collections: Annotated[Money, Meta(description="'Principal Collections'.")] = UNSET
    principal_draws: Annotated[Money, Meta(description="'Principal Draws'.")] = UNSET
    net_principal_collections: Annotated[Money, Meta(description="'Net Principal Collections'.")] = UNSET
    interest_collections: Annotated[Money, Meta(description="'Interest Collections'.")] = UNSET
    additional_loans_revolving: Annotated[Money, Meta(description="Loans added in the revolving period.")] = (
        UNSET
    )
    additional_loans_funding: Annotated[Money, Meta(description="Loans added at a funding event.")] = UNSET
    substitution_adjustment: Annotated[Money, Meta(description="'Substitution Adjustment Amount'.")] = UNSET
    excess_cash: Annotated[Money, Meta(description="'Excess Cash'.")] = UNSET
    collateral_description: Annotated[
        Text, Meta(description="'Collateral Description' as printed: 'Fixed 30 Year', '6 Month LIBOR ARM'.")
    ] = UNSET
    pass_through_rate_pct: Annotated[
        Percent, Meta(description="'Weighted Average Pass-Through Rate' of the loans.")
    ] = UNSET
    ending_actual_balance: Annotated[
        Money, Meta(description="'Ending Actual Collateral Balance': what borrowers owe, not the schedule.")
    ] = UNSET
    payment_constant: Annotated[
        Money, Meta(description="'Monthly P & I Constant': a month's scheduled payments.")
    ] = UNSET
    unscheduled_principal: Annotated[Money, Meta(description="'Unscheduled Principal' of the loans.")] = UNSET
    scheduled_interest: Annotated[Money, Meta(description="'Scheduled Interest' of the loans.")] = UNSET
    realized_loss: Annotated[Money, Meta(description="'Realized Loss Amount' of the loans.")] = UNSET
    cumulative_realized_loss: Annotated[Money, Meta(description="'Cumulative Realized Loss'.")] = UNSET
    cumulative_loss_pct: Annotated[Percent, Meta(description="'Percentage of Cumulative Losses'.")] = UNSET
    prepayment_penalties: Annotated[Money, Meta(description="'Prepayment Penalties'.")] = UNSET
    special_servicing_fee: Annotated[Money, Meta(description="'Special Servicing Fee'.")] = UNSET
    class_a_optimal_amount: Annotated[
        Money, Meta(description="'Class A Optimal Amount': what the senior classes but PO are due.")
    ] = UNSET
    premium_loans_balance: Annotated[
        Money, Meta(description="'Ending Scheduled Balance for Premium Loans'.")
    ] = UNSET
    original_loan_count: Annotated[Count, Meta(description="Loans at issue ('Original', Count).")] = UNSET
    scheduled_principal: Annotated[Money, Meta(description="'Scheduled Principal' of the loans.")] = UNSET
    curtailment_count: Annotated[Count, Meta(description="Loans with 'Curtailments'.")] = UNSET
    curtailments: Annotated[Money, Meta(description="'Curtailments': prepayments in part.")] = UNSET
    payoff_count: Annotated[Count, Meta(description="Loans of 'Payoffs'.")] = UNSET
    payoffs: Annotated[Money, Meta(description="'Payoffs': prepayments in full.")] = UNSET
    matured_count: Annotated[Count, Meta(description="'Matured Loans'.")] = UNSET
    matured_balance: Annotated[Money, Meta(description="Balance of 'Matured Loans'.")] = UNSET
    repurchase_count: Annotated[Count, Meta(description="Loans of 'Repurchases' in the pool's roll.")] = UNSET
    repurchase_balance: Annotated[Money, Meta(description="'Repurchases' in the pool's roll.")] = UNSET
    liquidation_count: Annotated[Count, Meta(description="Loans of 'Liquidations/Charge-offs'.")] = UNSET
    liquidation_balance: Annotated[
        Money, Meta(description="Balance of 'Liquidations/Charge-offs' before they were liquidated.")
    ] = UNSET
    ending_modified_net_wac_pct: Annotated[
        Percent, Meta(description="'Ending Weighted Average Modified Net Mortgage Rate'.")
    ] = UNSET
    beginning_wam_months: Annotated[
        Months, Meta(description="'Beginning Weighted Average Months to Maturity'.")
    ] = UNSET
    net_wac_cap_pct: Annotated[Percent, Meta(description="'Net WAC Cap Rate', 'Available Funds Cap'.")] = (
        UNSET
    )
    cpr_3_month_pct: Annotated[Percent, Meta(description="'3 Month CPR'.")] = UNSET
    cpr_6_month_pct: Annotated[Percent, Meta(description="'6 Month CPR'.")] = UNSET
    cpr_12_month_pct: Annotated[Percent, Meta(description="'12 Month CPR'.")] = UNSET
    cpr_life_pct: Annotated[Percent, Meta(description="'Life CPR'.")] = UNSET
    derived: Annotated[
        Derived | UnsetType, Meta(description="Computed from the group's figures, not printed.")
    ] = UNSET


class Delinquency(Line, kw_only=True, tag="delinquency"):
    """One status and bucket of one group."""

    group: Annotated[str | None, GROUP] = None
    status: Annotated[
        str,
        Meta(
            description="'delinquent', 'foreclosure', 'bankruptcy', 'reo', 'all' for the sum of the four; "
            "'any' for all that are behind, in buckets of 30 days (RFC)."
        ),
    ]
    bucket: Annotated[
        str,
        Meta(
            description="'0-29', '30-59', '60-89', '90-119', '120-149', '150-179', '180+', '90+': a reading. "
            "'total' stands beside its parts: never add up over both."
        ),
    ]
    label: Annotated[Text, Meta(description="The row's or column's label as printed.")] = UNSET
    balance: Annotated[Money, Meta(description="'Scheduled Bal', 'Balance'.")] = UNSET
    balance_pct: Annotated[Percent, Meta(description="'% of Total Pool', 'Percent of Balance'.")] = UNSET
    actual_balance: Annotated[
        Money, Meta(description="'Actual Balance' beside the scheduled one (RFC, real estate owned).")
    ] = UNSET
    loan_count: Annotated[Count, Meta(description="'Number of Loans'.")] = UNSET
    loan_count_pct: Annotated[Percent, Meta(description="'% of Total Loans'.")] = UNSET
    includes: Annotated[
        list[str] | UnsetType,
        Meta(
            description="Statuses that the page says its delinquent figures include; [] where it says that "
            "they do not; absent where it is silent. A reading of the footnote."
        ),
    ] = UNSET


class CreditSupport(Line, kw_only=True, tag="credit_support"):
    """Protection against losses: a subordinate class's share or a coverage amount."""

    kind: Annotated[
        str, Meta(description="'class', 'subordination' (what stands below the class) or 'loss_coverage'.")
    ]
    name: Annotated[
        str, Meta(description="'A', 'M-1'; 'bankruptcy', 'fraud', 'special_hazard', 'letter_of_credit'.")
    ]
    group: Annotated[Text, Meta(description="The loan group, where each has amounts of its own.")] = UNSET
    label: Annotated[Text, Meta(description="The row's label as printed.")] = UNSET
    original_balance: Annotated[Money, Meta(description="At issue ('Original').")] = UNSET
    original_share_pct: Annotated[
        Percent, Meta(description="Share of all certificates at issue, not the subordination below.")
    ] = UNSET
    current_balance: Annotated[Money, Meta(description="Now ('Current').")] = UNSET
    current_share_pct: Annotated[
        Percent, Meta(description="Share of all certificates now, not the subordination below.")
    ] = UNSET
    class_pct: Annotated[
        Percent, Meta(description="'Current Class %': the class's share of all certificates.")
    ] = UNSET
    prepayment_pct: Annotated[
        Percent, Meta(description="'Prepayment %': the class's share of prepayments.")
    ] = UNSET
