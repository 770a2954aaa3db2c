"""Titles of class tables as printed, and the words by which titles, keys and rows are judged.

`table_titles` looks them up. A source is a key of `evidence.EVIDENCE`; several are separated by blanks.
"""

from collections.abc import Iterator, Mapping

from parsers.vocabulary.wording import normalize

TitleTable = Mapping[str, Mapping[str, tuple[str, ...]]]

TITLES: TitleTable = {
    "dollars": {
        "bank_one rfc_report rfc_html rfc_statement": ("Distribution Summary",),
        "bny": ("Certificateholder Monthly Distribution Summary",),
        "cts": ("Certificateholder Distribution Summary", "Current Market Distribution Summary"),
        "chase": ("Distribution in Dollars",),
        "deutsche": ("Distributions in Dollars", "Current Period Distribution"),
        "c_bass": ("Payment Statement",),
        "field": (
            *("Current Distribution", "Distribution Detail", "Monthly Distribution Summary"),
            *("Payment Summary", "Certificate Payment Summary", "Certificate Distribution Summary"),
            *("Distributions to Certificateholders", "Class Distribution Summary"),
        ),
    },
    "principal detail": {
        "bny": ("Principal Distribution Detail",),
        "cts": ("Principal Distribution Statement",),
    },
    "interest detail": {
        "bny": ("Interest Distribution Detail",),
        "cts": ("Interest Distribution Statement",),
        "rfc_statement": ("Interest Summary",),
        "deutsche_later": ("Interest Detail", "Interest Accrual Detail"),
    },
    "loss detail": {"field": ("Loss Distribution Detail", "Realized Loss Statement")},
    "per_1000": {
        "bank_one rfc_report rfc_html c_bass": ("Amounts per $1,000 Unit",),
        "bny": ("Factors per $1,000",),
        "chase deutsche": ("Factor Information per $1000 of Original Face",),
        "deutsche_later": ("Current Period Factor Information per $1,000 of Original Face",),
        "rfc_later": ("Amount / Original Amount per $1000 Unit",),
    },
    "factor": {
        "cts": ("Principal Distribution Factors Statement",),
        "rfc_statement": ("Factor Summary",),
        "rfc_html": ("Distribution Factor Summary",),
        "bny": ("Current Payment Information",),
    },
    "interest factor": {"cts": ("Interest Distribution Factors Statement",)},
    "rates": {"chase": ("Pass-Through Rates", "Pass-Thru Rates")},
    "original": {"field": ("Original Balances", "Original Class Balances", "Initial Balances")},
}


def by_wording(titles: TitleTable) -> dict[str, tuple[str, str]]:
    """(kind, sources) by the normalized wording of a title."""
    return {normalize(title): (kind, sources) for kind, sources, title in entries(titles)}


def entries(titles: TitleTable) -> Iterator[tuple[str, str, str]]:
    """(kind, sources, title as printed) of a table of titles."""
    for kind, by_source in titles.items():
        for sources, printed in by_source.items():
            yield from ((kind, sources, title) for title in printed)


CLASS_TITLES = by_wording(TITLES)


def _words(*printed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normalize(words) for words in printed))


# Another period than the statement's, or money that is not a class's.
REFUSING = _words(
    *("to date", "todate", "itd", "ytd", "life", "lifetime", "since", "issue", "issuance", "inception"),
    *("prior", "previous", "previously", "preceding", "last", "projected", "projection", "projections"),
    *("cumulative", "cumul", "cum", "year", "years", "yearly", "annual", "history", "historical"),
    *(
        "shortfall",
        "shortfalls",
        "account",
        "accounts",
        "available funds",
        "thousands",
        "thousand",
        "000s",
        "000",
    ),
    *("millions", "million", "next"),
)
NOT_IN_DOLLARS = _words(
    "per", "unit", "units", "factor", "factors", "thousands", "thousand", "000s", "000", "millions"
)
KEYS_OF_CLASSES = _words(
    *(
        "Class",
        "Classes",
        "Certificate",
        "Certificates",
        "Note",
        "Notes",
        "Bond",
        "Bonds",
        "Security",
        "Securities",
    ),
    *("Class Name", "Certificate Class", "Note Class", "Bond Class", "Class of Certificates", "Term Notes"),
)
KEYS_OF_OTHERS = _words(
    *(
        "Group",
        "Groups",
        "Loan Group",
        "Pool",
        "Pools",
        "Loan",
        "Loans",
        "Loan Number",
        "Loan #",
        "Loan ID",
        "Account",
    ),
    *(
        "Account Type",
        "Date",
        "Month",
        "Period",
        "Distribution Date",
        "Payment Date",
        "State",
        "Category",
        "Bucket",
    ),
    *("Servicer", "Status", "Component", "Index", "Index Type", "Mortgage Loan", "Mortgage Loans"),
)
SIGN_COLUMNS = _words("Cur", "Currency")  # Deutsche Bank's pages, with '$' in their first row
TOTAL_ROWS = _words(
    *(
        "Total",
        "Totals",
        "Deal Total",
        "Deal Totals",
        "Total Notes",
        "Group Total",
        "Group Totals",
        "Grand Total",
    ),
    *("Grand Totals", "Total Certificates", "Subtotal", "Sub Total", "Sub-Totals", "Subtotals", "Total Deal"),
    *("Total Bonds", "Total Securities", "Overall Total", "Combined Total", "Deal Factor"),
)
# Rows of a class table that are not classes and need not roll: printed word to kind.
EXEMPT_ROWS = {
    normalize(printed): name
    for name, words in {
        "fee": ("Fee", "Fees", "Premium"),
        "overcollateralization": ("Overcollateralization", "Over-collateralization", "OC", "O/C"),
        "draw": ("Draw", "Draws"),
        "reserve": ("Reserve", "Reserve Fund"),
    }.items()
    for printed in words
}
