"""The `tranche` and `total` lines: the classes of a statement and the printed totals of their tables."""

from decimal import Decimal
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from parsers.records.kinds import Date, Factor, Flag, Line, Money, Per1000, Percent, Text


class ClassFigures(Line, kw_only=True):
    """The figures that a class and the totals of the classes share."""

    original_balance: Annotated[
        Money, Meta(description="Balance at issue ('Orig Bal', 'Original Face Value').")
    ] = UNSET
    beginning_balance: Annotated[
        Money, Meta(description="Balance before the distribution ('Beg Bal', 'Beginning Balance').")
    ] = UNSET
    ending_balance: Annotated[
        Money, Meta(description="Balance after the distribution ('End Bal', 'Ending Balance').")
    ] = UNSET
    pass_through_rate_pct: Annotated[
        Percent, Meta(description="Annual rate of the class ('Rate', 'Coupon').")
    ] = UNSET
    principal: Annotated[Money, Meta(description="Principal distributed ('Prin', 'Principal').")] = UNSET
    interest: Annotated[Money, Meta(description="Interest distributed ('Int', 'Interest').")] = UNSET
    total_distribution: Annotated[
        Money, Meta(description="Principal and interest distributed ('Total').")
    ] = UNSET
    realized_loss: Annotated[Money, Meta(description="Realized loss of this distribution ('Cur Loss').")] = (
        UNSET
    )
    interest_loss: Annotated[
        Money, Meta(description="Interest lost to realized losses ('Interest Loss').")
    ] = UNSET
    cumulative_realized_loss: Annotated[
        Money, Meta(description="Realized losses to date ('Cumul Loss').")
    ] = UNSET
    scheduled_principal: Annotated[
        Money,
        Meta(
            description="As labelled: 'Sched Prin' holds prepayments too; 'Scheduled Principal Distribution' "
            "holds none, and `unscheduled_principal` stands beside it."
        ),
    ] = UNSET
    acc_principal: Annotated[
        Money, Meta(description="As labelled 'Acc Prin'; no page says whether accretion or acceleration.")
    ] = UNSET
    principal_adjustment: Annotated[Money, Meta(description="'Prin Adj'.")] = UNSET
    net_principal: Annotated[Money, Meta(description="'Net Prin'.")] = UNSET
    accrued_interest: Annotated[Money, Meta(description="Interest accrued in the period ('Acc Int').")] = (
        UNSET
    )
    unpaid_interest: Annotated[Money, Meta(description="'Unpaid Int'.")] = UNSET
    deferred_interest: Annotated[
        Money, Meta(description="Interest added to the balance ('Def Int', 'Deferred Interest').")
    ] = UNSET
    total_interest_due: Annotated[Money, Meta(description="'Total Int Due'.")] = UNSET
    net_prepayment_interest_shortfall: Annotated[Money, Meta(description="'NPPIS'.")] = UNSET
    interest_adjustment: Annotated[Money, Meta(description="'Int Adj'.")] = UNSET
    interest_shortfall: Annotated[Money, Meta(description="'Interest Shortfalls'.")] = UNSET
    factor: Annotated[
        Factor, Meta(description="Ending balance as a fraction of the original one ('Factor').")
    ] = UNSET
    security_pct: Annotated[
        Percent,
        Meta(
            description="Ending balance over the original balance of all securities ('Security %'). "
            "A column printed as bare fractions is stored as percent: a reading, not print."
        ),
    ] = UNSET
    beginning_factor: Annotated[
        Factor, Meta(description="Beginning balance as a fraction of the original one ('Factor').")
    ] = UNSET
    percentage_interest_pct: Annotated[
        Percent,
        Meta(description="'Percentage Interest': ending balance over the beginning balance of all notes."),
    ] = UNSET
    beginning_balance_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Beg Bal').")
    ] = UNSET
    principal_per_1000: Annotated[Per1000, Meta(description="Per $1,000 of original balance ('Prin').")] = (
        UNSET
    )
    interest_per_1000: Annotated[Per1000, Meta(description="Per $1,000 of original balance ('Int').")] = UNSET
    interest_shortfall_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Factor' beside 'Interest Shortfall').")
    ] = UNSET
    total_per_1000: Annotated[Per1000, Meta(description="Per $1,000 of original balance ('Total').")] = UNSET
    deferred_interest_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Deferred Interest').")
    ] = UNSET
    ending_balance_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('End Bal').")
    ] = UNSET
    unscheduled_principal: Annotated[
        Money,
        Meta(
            description="'Unscheduled Principal Distribution': prepayments, if scheduled principal has none."
        ),
    ] = UNSET
    accretion: Annotated[
        Money,
        Meta(description="'Accretion': interest added to the accreting class's balance, sign as printed."),
    ] = UNSET
    principal_reduction: Annotated[
        Money,
        Meta(description="'Total Principal Reduction': by how much principal and loss lower the balance."),
    ] = UNSET
    principal_recovery: Annotated[
        Money, Meta(description="'Principal Recovery': recovered after it was written off.")
    ] = UNSET
    beginning_interest_balance: Annotated[
        Money,
        Meta(description="Balance that interest accrues on ('Beginning Certificate/Notional Balance')."),
    ] = UNSET
    ending_interest_balance: Annotated[
        Money, Meta(description="'Ending Certificate/Notional Balance' of a table of interest.")
    ] = UNSET
    unpaid_shortfall_paid: Annotated[Money, Meta(description="'Payment of Unpaid Interest Shortfall'.")] = (
        UNSET
    )
    remaining_interest_shortfall: Annotated[
        Money, Meta(description="'Remaining Unpaid Interest Shortfall' of the class.")
    ] = UNSET
    interest_carryover_shortfall: Annotated[
        Money, Meta(description="'Class Interest Carryover Shortfall'.")
    ] = UNSET
    remaining_interest_carryover: Annotated[Money, Meta(description="'Remaining Int. Carryover Amount'.")] = (
        UNSET
    )
    relief_act_shortfall: Annotated[
        Money, Meta(description="Interest that the Soldiers' and Sailors' Relief Act cut.")
    ] = UNSET
    other_income: Annotated[Money, Meta(description="'Other Income' distributed to the class.")] = UNSET
    next_pass_through_rate_pct: Annotated[
        Percent, Meta(description="Annual rate of the next period ('Next Rate').")
    ] = UNSET
    scheduled_principal_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Scheduled Principal Distribution').")
    ] = UNSET
    unscheduled_principal_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Unscheduled Principal Distribution').")
    ] = UNSET
    accretion_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Accretion').")
    ] = UNSET
    principal_reduction_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Total Principal Reduction').")
    ] = UNSET
    principal_recovery_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Principal Recovery').")
    ] = UNSET
    realized_loss_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Realized Loss').")
    ] = UNSET
    interest_loss_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Interest Loss').")
    ] = UNSET
    beginning_interest_balance_per_1000: Annotated[
        Per1000,
        Meta(description="Per $1,000 of original balance ('Beginning Certificate/Notional Balance')."),
    ] = UNSET
    ending_interest_balance_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Ending Certificate/Notional Balance').")
    ] = UNSET
    accrued_interest_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Current Accrued Interest').")
    ] = UNSET
    unpaid_shortfall_paid_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Payment of Unpaid Interest Shortfall').")
    ] = UNSET
    net_prepayment_interest_shortfall_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Non-Supported Interest Shortfall').")
    ] = UNSET
    remaining_interest_shortfall_per_1000: Annotated[
        Per1000, Meta(description="Per $1,000 of original balance ('Remaining Unpaid Interest Shortfall').")
    ] = UNSET


class DerivedOfClass(Struct, kw_only=True, forbid_unknown_fields=True):
    """What is computed from a class's printed figures."""

    contract_rate_pct: Annotated[
        Decimal | UnsetType,
        Meta(
            description="Annual rate before interest loss, where the printed rate is computed back from the "
            "interest paid: interest and interest loss over balance and days (RFC)."
        ),
    ] = UNSET


# Not keyword-only: its names come before the figures, as a person reads them.
class Tranche(ClassFigures, tag="tranche"):
    """One class of the deal, in printed order."""

    tranche: Annotated[int, Meta(description="1, 2, …: the class's position in the statement.")] = 0
    class_name: Annotated[
        Text, Meta(description="As printed, without the word 'Class' and blanks around hyphens.")
    ] = UNSET
    class_name_cut: Annotated[Flag, Meta(description="True where the page cut the name: 'A-III-'.")] = UNSET
    cusip: Annotated[
        Text,
        Meta(
            description="CUSIP, nine characters that begin with a digit (their check may fail); as printed, "
            "or repaired (see `cusip_printed`). Null where the column holds the printer's own code or 'N/A'."
        ),
    ] = UNSET
    cusip_printed: Annotated[
        Text,
        Meta(
            description="What the page has for the CUSIP where `cusip` is not that: a scan's letters O and l "
            "for 0 and 1, read as digits because the check digit proves it; or a code of the printer's own "
            "('GMA99J02R', 'SMT00004B')."
        ),
    ] = UNSET
    class_type: Annotated[Text, Meta(description="As printed: 'Senior', 'Strip IO'; often wrong.")] = UNSET
    rate_type: Annotated[Text, Meta(description="'fixed' or 'variable'. A reading of 'Fix', 'Var'.")] = UNSET
    day_count: Annotated[Text, Meta(description="'30/360' or 'actual/360'.")] = UNSET
    accrual_start: Annotated[
        Date, Meta(description="First day that interest accrues for ('Accrual Period Starting').")
    ] = UNSET
    accrual_end: Annotated[
        Date, Meta(description="Last day that interest accrues for ('Accrual Period Ending').")
    ] = UNSET
    record_date: Annotated[Date, Meta(description="'Record Date' of the class, where a column has it.")] = (
        UNSET
    )
    remic: Annotated[
        Text, Meta(description="'I', 'II', where a statement has a class table for each REMIC.")
    ] = UNSET
    group: Annotated[Text, Meta(description="The loan group that the table of the class names.")] = UNSET
    notional: Annotated[
        Flag,
        Meta(
            description="True where the page says strip, IO or notional, or prints rate and interest beside "
            "a zero balance. A reading, not print."
        ),
    ] = UNSET
    derived: Annotated[
        DerivedOfClass | UnsetType, Meta(description="Computed from the class's figures, not printed.")
    ] = UNSET


class Total(ClassFigures, tag="total"):
    """Printed totals, beside the `tranche` lines that they add up; or those repeated under a loan group."""

    group: Annotated[Text, Meta(description="The loan group under which the balances are repeated.")] = UNSET
    remic: Annotated[Text, Meta(description="The REMIC whose table the totals close, as on `tranche`.")] = (
        UNSET
    )
