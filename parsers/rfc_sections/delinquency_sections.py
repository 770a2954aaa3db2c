"""The words of the two sections on loans that are behind: by status, and by 30 days.

The titles of the sections have been seen; the words inside them are general knowledge and propose only.
"""

from parsers.blocks.grid import Grid
from parsers.blocks.grouped import Kind
from parsers.rfc_sections.remarks import Method
from parsers.targets import NOTHING, Target

DELINQUENCY = Target("delinquency")
FIELDS = {
    "Count": DELINQUENCY._replace(field="loan_count"),
    "# of Loans": DELINQUENCY._replace(field="loan_count"),
    "Number of Loans": DELINQUENCY._replace(field="loan_count"),
    "Balance": DELINQUENCY._replace(field="balance"),
    "Scheduled Balance": DELINQUENCY._replace(field="balance"),
    "Actual Balance": DELINQUENCY._replace(field="actual_balance"),
}
DAYS = {
    "30 days": "30-59",
    "60 days": "60-89",
    "90 days": "90-119",
    "120 days": "120-149",
    "150 days": "150-179",
    "180 days": "180",
    "180+ days": "180+",
    "181+ days": "181+",
}
STATUS = Grid(
    words=FIELDS,
    rows={
        "Current": Target(bucket="current"),
        **{printed: Target(bucket=bucket) for printed, bucket in DAYS.items()},
        "Total": Target(bucket="total"),
    },
    columns={
        "Current/Delinquent": Target(status="delinquent"),
        "Bankruptcy": Target(status="bankruptcy"),
        "Foreclosure": Target(status="foreclosure"),
        "REO": Target(status="reo"),
        "Total": Target(status="all"),
    },
    proofs={"delinquency_total": ()},
)
LAST = 720  # days: what is behind by so many is one bucket
STEPS = [f"{days}-{days + 29}" for days in range(30, LAST, 30)]
# '30-59', '30-59 days', '720 and over', '720+ days'; a page of fewer steps ends with '180 and over'.
BUCKETS = {
    **{printed: Target(bucket=step, status="any") for step in STEPS for printed in (step, f"{step} days")},
    **{
        printed: Target(bucket=f"{days}+", status="any")
        for days in range(180, LAST + 1, 30)
        for printed in (f"{days}+", f"{days}+ days", f"{days} and over", f"{days} days and over")
    },
}
BY_DAYS = Grid(words=FIELDS, rows=BUCKETS, columns={"Days": NOTHING})

SECTIONS: dict[str, tuple[Kind, ...]] = {
    "Loan Status Report (Delinquencies)": (Method(), STATUS),
    "Deal Delinquencies (30 Day Buckets)": (BY_DAYS,),
    "Delinquency, Foreclosure, and REO Information": (Method(), STATUS),
}
