"""The identities that are known of Residential Funding's and CTSLink's statements: the check and its state.

'asserted': a page that breaks it has a failed check. 'unproved': no real page has shown it to hold, so that a
page that breaks it has a skipped check with that reason, but where the same page bears the claim out in more
places than it breaks it. 'between months': reported by the audit, which reads several filings. 'none': not
checked, with the reason.
"""

from typing import NamedTuple

CTSLINK = "wells_fargo.invented-sections.txt"
EXCESS = "rfc_statement.invented-20-sections-overcollateralized.htm"
SUBORDINATED = "rfc_statement.invented-20-sections-subordinated.htm"
STRIP = "rfc_statement.from-facts-2006-QA2-strip.htm"
REPORT = "rfc_report_html.invented-2008-QR9.htm"


class Identity(NamedTuple):
    """A claim, the check that tries it, its state; and a page with a figure whose change breaks it."""

    claim: str
    check: str
    state: str
    page: str = ""
    printed: str = ""
    changed: str = ""
    reason: str = ""


IDENTITIES = (
    Identity("total = principal + interest", "total_distribution", "asserted", CTSLINK, "3,539,060.04"),
    Identity("ending = beginning - principal - loss", "balance_roll", "asserted", CTSLINK, "65,275,869.54"),
    Identity("totals = sum of the classes", "column_total", "asserted", CTSLINK, "2,732,542.13"),
    Identity("reduction = its parts", "principal_parts", "asserted", CTSLINK, "3,139,278.75"),
    Identity("ending = beginning - reduction", "principal_parts", "asserted", CTSLINK, "10,643,880.05"),
    Identity("a class accretes its interest", "accretion", "unproved"),
    Identity("factor = ending / original", "factor", "asserted", CTSLINK, "0.55967056"),
    Identity("per unit x original = dollars", "per_1000", "asserted", CTSLINK, "588.06511221"),
    Identity(
        "interest = accrued - shortfalls + repaid", "interest_parts", "asserted", CTSLINK, "1,092,733.40"
    ),
    Identity(
        "accrued = balance x rate x days", "interest_accrual", "asserted", CTSLINK, "5.75000%", "5.85000%"
    ),
    Identity("notional of interest = own balance", "interest_balance", "unproved"),
    Identity("classes' shortfalls = the block's", "shortfall_vs_classes", "asserted"),
    Identity("net shortfall = gross - support", "shortfall_total", "asserted"),
    Identity("fees: support, net fee, fee paid", "fee_support", "unproved", CTSLINK, "22,005.18"),
    Identity("deposits add up", "account_total", "asserted", CTSLINK, "16,405,903.07"),
    Identity("account: beginning + in - out = ending", "account_roll", "asserted", CTSLINK, "17,879,834.11"),
    Identity("account pays the classes", "account_vs_classes", "asserted", CTSLINK, "17,769,808.20"),
    Identity("advances deposited = periodic advance", "advances", "unproved", CTSLINK, "1,473,931.04"),
    Identity("delinquency: totals = their rows", "delinquency_total", "asserted", CTSLINK, "15,817,921.83"),
    Identity("delinquency: share of the pool", "delinquency_pct", "unproved", CTSLINK, "0.165906%"),
    Identity("groups add up to the deal", "deal_total", "asserted", CTSLINK, "298,737,459.69"),
    Identity("dollars of a row stand below it", "subordination", "unproved", CTSLINK, "99.236318%"),
    Identity("shares of credit support", "credit_support_pct", "unproved", CTSLINK, "0.38501477%"),
    Identity("loans: ending = beginning - paid off", "loan_count_roll", "asserted", CTSLINK, "2,411"),
    Identity("pool: ending = beginning - principal", "pool_roll", "asserted", CTSLINK, "14,124,102.90"),
    Identity("certificates = the pools", "pool_vs_securities", "asserted", CTSLINK, "513,087,107.67"),
    Identity("scheduled = constant - interest", "scheduled_payment", "unproved", CTSLINK, "3,789,586.94"),
    Identity("Class A optimal = paid to Class A", "optimal_amount", "unproved"),
    Identity(
        "remaining shortfall = last month's - paid + current",
        "",
        "none",
        reason="between months, and whether interest on it is added is not known",
    ),
    Identity(
        "receivers of accretion are paid it as principal",
        "",
        "none",
        reason="which column it stands in was not seen; the totals of principal hold it either way",
    ),
    # Residential Funding
    Identity("interest computed back: rate proves nothing (I4, I5)", "interest_accrual", "asserted", STRIP),
    Identity("strip = its reference classes (I7)", "notional_reference", "unproved", STRIP, "275,211,186.09"),
    Identity("a class's balance goes on (I2)", "carry_over", "between months"),
    Identity("factors x face / 1,000 = dollars (I6)", "per_1000", "asserted", REPORT, "14.620248"),
    Identity("interest total (4)", "interest_total", "unproved"),
    Identity("section 1 and 4 print the same", "repeated_value", "asserted"),
    Identity("kinds of loss add up (13A)", "loss_total", "unproved"),
    Identity("net loss = loss - recoveries (13C)", "net_loss", "unproved"),
    Identity("repurchases = the pool's (9, 8A)", "repurchase_total", "unproved"),
    Identity("modified loans by status (12)", "modified_total", "unproved"),
    Identity("shortfall (4) = (1) + (2) - (3) (7)", "shortfall_roll", "unproved"),
    Identity("reserve fund rolls (14)", "reserve_fund_roll", "unproved"),
    Identity("overcollateralization rolls (16)", "overcollateralization_roll", "unproved"),
    Identity("groups add up to the deal (8, 9, 12, 13)", "group_total", "unproved"),
    Identity("all loans = the pool (10)", "delinquency_whole", "unproved"),
    Identity("by days = all but current (11)", "delinquency_by_days", "unproved"),
    Identity("losses of the classes = principal lost", "class_losses", "unproved"),
    Identity("CPR of curtailments and payoffs (8C)", "cpr", "unproved"),
    Identity(
        "classes paid pro rata have equal principal over face",
        "",
        "none",
        reason="no page says which classes share pro rata",
    ),
    Identity(
        "cumulative loss = last month's + this month's",
        "loss",
        "between months",
    ),
)
