"""The words of the two sections on delinquent loans: by status, and by 30 days.

The titles of the sections have been seen; the words inside them are general knowledge and only propose.
"""

from parsers.blocks.grid import Grid, proved_by
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
    proofs=proved_by(delinquency_total=()),
)
LAST = 720  # days: loans delinquent for this long or longer are one bucket
STEPS = [f"{days}-{days + 29}" for days in range(30, LAST, 30)]
# The last step of a full page, and of one with fewer steps.
ENDS = {
    printed: f"{days}+"
    for days in (180, LAST)
    for printed in (f"{days}+", f"{days}+ days", f"{days} and over", f"{days} days and over")
}
BUCKETS = {
    **{printed: Target(bucket=step, status="any") for step in STEPS for printed in (step, f"{step} days")},
    **{printed: Target(bucket=bucket, status="any") for printed, bucket in ENDS.items()},
}
BY_DAYS = Grid(words=FIELDS, rows=BUCKETS, columns={"Days": NOTHING})

SECTIONS: dict[str, tuple[Kind, ...]] = {
    "Loan Status Report (Delinquencies)": (Method(), STATUS),
    "Deal Delinquencies (30 Day Buckets)": (BY_DAYS,),
    "Delinquency, Foreclosure, and REO Information": (Method(), STATUS),
}
