"""Bank One's 'Statement to Certificateholders' of the first-lien trusts, 2001 to 2003 (text)."""

import re
from collections.abc import Sequence

from parsers.blocks.class_rows import NAME
from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Grouped
from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.deals import find_series, name_deal
from parsers.layout import Layout
from parsers.page import Line
from parsers.splitting import Titles
from parsers.targets import Target, targets

CLASSES = {
    "Class": NAME,
    "Cusip": "cusip",
    "Class Type": "class_type",
    "Rate Type": "rate_type",
    "Beg Bal": "beginning_balance",
    "Rate": "pass_through_rate_pct",
    "Prin": "principal",
    "Int": "interest",
    "Total": "total_distribution",
    "Cur Loss": "realized_loss",
    "End Bal": "ending_balance",
    "Cumul Loss": "cumulative_realized_loss",
    "Orig Bal": "original_balance",
    "Sched Prin": "scheduled_principal",
    "Acc Prin": "acc_principal",
    "Prin Adj": "principal_adjustment",
    "Net Prin": "net_principal",
    "Acc Int": "accrued_interest",
    "Unpaid Int": "unpaid_interest",
    "Def Int": "deferred_interest",
    "Total Int Due": "total_interest_due",
    "NPPIS": "net_prepayment_interest_shortfall",
    "Int Adj": "interest_adjustment",
}
PER_1000 = {
    "Class": NAME,
    "Beg Bal": "beginning_balance_per_1000",
    "Prin": "principal_per_1000",
    "Int": "interest_per_1000",
    "Total": "total_per_1000",
    "Def Int": "deferred_interest_per_1000",
    "End Bal": "ending_balance_per_1000",
}
DATES = {
    "Dist Date": "distribution_date",
    "Distribution Date": "distribution_date",
    "Cut-Off Date": "cutoff_date",
    "Determination Date": "determination_date",
    "Record Date": "record_date",  # of the other printers of the field
    "Accrual Period Beg": "accrual_start",
    "Accrual Period End": "accrual_end",
    "Accrual Period 30/360 Beg": "accrual_start",
    "Accrual Period 30/360 End": "accrual_end",
    "Accrual Period Actual Days Beg": "actual_accrual_start",
    "Accrual Period Actual Days End": "actual_accrual_end",
    "Number of Days in Accrual Period": "accrual_days",
    "Number of Days in 30/360 Accrual Period": "accrual_days",
    "Number of Days in Actual Accrual Period": "actual_accrual_days",
}
POOL = {
    "Cut-Off Date Balance": "cutoff_balance",
    "Beginning Aggregate Pool Stated Principal Balance": "beginning_balance",
    "Ending Aggregate Pool Stated Principal Balance": "ending_balance",
    "Beginning Aggregate Loan Count": "beginning_loan_count",
    "Loans Paid Off or Otherwise Removed Pursuant to PSA": "removed_loan_count",
    "Ending Aggregate Loan Count": "ending_loan_count",
    "Beginning Weighted Average Loan Rate (WAC)": "beginning_wac_pct",
    "Ending Weighted Average Loan Rate (WAC)": "ending_wac_pct",
    "Beginning Net Weighted Average Loan Rate": "beginning_net_wac_pct",
    "Ending Net Weighted Average Loan Rate": "ending_net_wac_pct",
    "Weighted Average Maturity (WAM) (Months)": "wam_months",
    "Servicer Advances": "servicer_advances",
    "Aggregate Pool Prepayment": "prepayments",
    # The same figure under two labels; the unit behind it says what it is.
    "Pool Prepayment Rate CPR": "cpr_pct",
    "Aggregate Pool Curtailment Principal CPR": "cpr_pct",
}
# Balances of all certificates, repeated under every group.
CERTIFICATES = {
    "Beginning Aggregate Certificate Stated Principal Balance": "beginning_balance",
    "Ending Aggregate Certificate Stated Principal Balance": "ending_balance",
}
FEES = {
    "Total Gross Prepayment Interest Shortfall": "gross_prepayment_interest_shortfall",
    "Compensation for Gross PPIS from Servicing Fees": "servicing_fee_compensation",
    "Other Gross PPIS Compensation": "other_compensation",
    "Total Net PPIS (Non-Supported PPIS)": "net_prepayment_interest_shortfall",
    "Master Servicing Fees Paid": "master_servicing_fee",
    "Sub Servicing Fees Paid": "sub_servicing_fee",
    "Insurance Premium(s) Paid": "insurance_premium",
    "Personal Mortgage Insurance Fees Paid": "mortgage_insurance_fee",
    "Other Fees Paid": "other_fee",
    "Total Fees": "total_fee",
}
LOSSES = {
    "Book Value of all REO Loans": "reo_book_value",
    "Percentage of Total Pool Balance": "reo_book_value_pct",
    "Current Realized Losses": "current_realized_loss",
    "Additional Gains (Recoveries)/Losses": "additional_gain_or_loss",
    "Total Realized Losses": "total_realized_loss",
}
STATUSES = {
    "Delinquency": Target(status="delinquent"),
    "Foreclosure": Target(status="foreclosure"),
    "Bankruptcy": Target(status="bankruptcy"),
    "REO": Target(status="reo"),
}
BUCKETS = {name: Target(bucket=name.lower()) for name in ("30-59", "60-89", "90+", "Total")}
DELINQUENCY = {
    "Scheduled Bal": "balance",
    "% of Total Pool": "balance_pct",
    "Number of Loans": "loan_count",
    "% of Total Loans": "loan_count_pct",
}
SUPPORT = {
    "Bankruptcy Loss": Target("credit_support", "balance", of="bankruptcy"),
    "Bankruptcy Percentage": Target("credit_support", "share_pct", of="bankruptcy"),
    "Credit/Fraud Loss": Target("credit_support", "balance", of="fraud"),
    "Credit/Fraud Loss Percentage": Target("credit_support", "share_pct", of="fraud"),
    "Special Hazard Loss": Target("credit_support", "balance", of="special_hazard"),
    "Special Hazard Loss Percentage": Target("credit_support", "share_pct", of="special_hazard"),
    "Class {class_name}": Target("credit_support", "balance"),
    "Class {class_name} Percentage": Target("credit_support", "share_pct"),
}
SUPPORT_COLUMNS = {"Original": Target(field="original"), "Current": Target(field="current")}


def _read_head(builder: Builder, lines: Sequence[Line]) -> None:
    statement = builder.statement
    title = " ".join(line.squashed for line in lines if line.squashed)
    series = find_series(title)
    if series is not None:
        statement.series = series
    statement.deal = name_deal(title, series) or statement.deal
    _name_trust(builder, [line for line in lines if line.cells])


def _name_trust(builder: Builder, lines: Sequence[Line]) -> None:
    """The trust as printed: on the line of its series, or on the one before."""
    statement = builder.statement
    for place, line in enumerate(lines):
        series = find_series(line.text)
        if series is None or line.values:
            continue
        own = TRUST_ENDS.sub("", line.squashed[: line.squashed.find(series)])
        named = line if own else lines[max(place - 1, 0)]
        if trust := own or (named.squashed if named is not line else ""):
            statement.trust = trust
            statement.lines.append(named.number)
        if named is not line:
            statement.lines.append(line.number)
        return
    if lines and not _is_title(lines[0]):
        statement.trust = lines[0].squashed
        statement.lines.append(lines[0].number)


TRUST_ENDS = re.compile(r"[, ]*(?:Series)?\s*$", re.IGNORECASE)


def _is_title(line: Line) -> bool:
    return line.squashed.casefold().startswith(("statement to", "series", "distribution date"))


def _read_signature(builder: Builder, lines: Sequence[Line]) -> None:
    """Below the signature nothing is a number of the statement; the signer's name closes it."""
    statement = builder.statement
    after_title = False
    for line in lines:
        builder.ignore(line.cells, "signature")
        words = line.squashed
        if match := re.match(r"(name|title):\s*(.+)", words, re.IGNORECASE):
            field = "signer" if match[1].lower() == "name" else "signer_title"
            builder.set(statement, field, match[2], line.number, "statement")
            after_title = field == "signer_title"
        elif after_title and words and not statement.trustee:
            builder.set(statement, "trustee", words, line.number, "statement")
        elif not statement.trustee and (series := find_series(words)):  # else of the next one's cover
            builder.set(statement, "series", series, line.number, "statement")


LAYOUT = Layout(
    name="bank_one",
    signatures=(
        r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS[ ]*$",
        r"^[ ]*DISTRIBUTION SUMMARY[ ]*$",
        r"\b(?:Beg|Bal|Prin)\b",  # of the headings
        r"^[ ]*(?:Pool Level Data|COLLATERAL +INFORMATION)\b",
    ),
    excludes=(r"RESIDENTIAL FUNDING CORPORATION \(MASTER SERVICER\)",),
    splitting=Titles(
        r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS[ ]*$", head=2, first=r"^[ ]*DISTRIBUTION SUMMARY[ ]*$"
    ),
    sections={
        "": (_read_head, Facts(targets("statement", DATES))),
        "DISTRIBUTION SUMMARY": (ClassTable(CLASSES, titled={"AMOUNTS PER $1,000 UNIT": PER_1000}),),
        "Pool Level Data": (Facts(targets("statement", DATES)),),
        "COLLATERAL INFORMATION": (
            Grouped((Facts(targets("pool", POOL) | targets("total", CERTIFICATES), once=True),)),
        ),
        "Prepayment Compensation": (Facts(targets("amount", FEES)),),
        "DELINQUENCY INFORMATION": (
            Grouped(
                (
                    Matrix(targets("delinquency", DELINQUENCY), BUCKETS, titles=STATUSES),
                    Facts(targets("amount", LOSSES)),
                )
            ),
        ),
        "Subordination/Credit Enhancement Information": (Matrix(SUPPORT, SUPPORT_COLUMNS),),
        "SIGNATURES": (_read_signature,),
    },
    seen_elsewhere={"Record Date": "statements of all other printers, with one meaning"},
)
