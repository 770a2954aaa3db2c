"""Words of the sections that are on no page seen so far, each with its source."""

from parsers.rfc_sections.delinquency_sections import ENDS

GENERAL = "general knowledge of the program's statements of 2006 and 2007"
REPORT = "the same program's report in text, the ancestor of the statement"

UNSEEN = {
    **dict.fromkeys([printed for printed in ENDS if printed != "720 and over"], GENERAL),
    **dict.fromkeys(
        (
            "Available Funds Cap",
            "Beginning Weighted Average Months to Maturity",
            "Civil Relief Act Shortfalls",
            "Constant Prepayment Rates",
            "Current Amount",
            "Deficient Valuation",
            "Derivative Amounts Received",
            "Draw Amount",
            "Ending Weighted Average Gross Mortgage Rate",
            "Liquidations/Charge-offs",
            "Loan Count and Balances",
            "Loan Counts and Balances",
            "Loss Severity Percentage",
            "Matured",
            "Matured Loans",
            "Number of Loans",
            "Prior Unpaid plus accrued interest",
            "Senior Accelerated Distribution Percentage",
            "Total Other Income",
        ),
        GENERAL,
    ),
    **dict.fromkeys(
        (
            "Bankruptcy Amount Available",
            "Fraud Amount Available",
            "Master Servicer Advances This Month",
            "Servicing Compensation Received by Master Servicer",
            "Servicing Compensation Received by Sub-Servicer",
            "Special Hazard Amount Available",
            "Subservicer Advances This Month",
        ),
        REPORT,
    ),
}
