"""The words of the section on losses: of the month by kind, to date, recoveries and net loss, default rates.

The title of the section has been seen; the words inside it are general knowledge and only propose.
"""

from parsers.blocks.grid import OTHER_WORD, Grid, proved_by
from parsers.blocks.grouped import Kind
from parsers.rfc_sections.parted import Parted
from parsers.targets import Target, targets

KINDS_OF_LOSS = {
    printed: Target(loss_type=kind)
    for printed, kind in {
        "Liquidations": "liquidation",
        "Write-Offs": "write_off",
        "Bankruptcy": "bankruptcy",
        "Deficient Valuation": "bankruptcy",
        "Charge-Offs": "charge_off",
        "Modifications": "modification",
        "Total": "total",
    }.items()
}
CURRENT_LOSSES = Grid(
    words={
        **targets(
            "amount",
            {
                "Loss Count": "loss_count",
                "Beginning Aggregate Scheduled Balance": "loss_beginning_balance",
                "Principal Portion of Loss": "loss_principal",
                "Interest Portion of Loss": "loss_interest",
                "Total Realized Loss": "total_realized_loss",
            },
        ),
        **KINDS_OF_LOSS,
    },
    proofs=proved_by(loss_total=("total_realized_loss", "loss_count"), group_total=()),
)
CUMULATIVE_LOSSES = Grid(
    words={
        **targets(
            "amount",
            {"Loss Count": "cumulative_loss_count", "Total Realized Loss": "cumulative_loss_ending"},
        ),
        **KINDS_OF_LOSS,
    },
    proofs=proved_by(loss_total=("cumulative_loss_count",), group_total=()),
)
_CURRENT_RECOVERIES = {
    **targets(
        "amount", {"Loan Count": "recovery_count", "Subsequent Recoveries": "recoveries_current_month"}
    ),
    **targets("amount", {"Net Loss": "net_loss", "Net Loss %": "net_loss_pct"}, column="current"),
}
_ALL_RECOVERIES = {
    **targets(
        "amount",
        {"Loan Count": "cumulative_recovery_count", "Subsequent Recoveries": "cumulative_recoveries"},
    ),
    **targets("amount", {"Net Loss": "net_loss", "Net Loss %": "net_loss_pct"}, column="cumulative"),
}
RECOVERIES = Grid(
    words={},
    beside={"Current Period": _CURRENT_RECOVERIES, "Cumulative": _ALL_RECOVERIES},
    proofs=proved_by(net_loss=("net_loss",), group_total=()),
)
DEFAULTS = Grid(
    words={
        **targets(
            "amount",
            {
                "Monthly Default Rate": "monthly_default_rate_pct",
                "Constant Default Rate": "constant_default_rate_pct",
                "Loss Severity": "loss_severity_pct",
                "Loss Severity Percentage": "loss_severity_pct",
            },
            column=OTHER_WORD,
        ),
        "1 Month": Target(column="1_month"),
        "3 Months": Target(column="3_month"),
        "6 Months": Target(column="6_month"),
        "12 Months": Target(column="12_month"),
        "Life of Deal": Target(column="life"),
    }
)
LOSSES = Parted(
    {
        "Current Realized Losses": (CURRENT_LOSSES,),
        "Current Cycle Realized Losses": (CURRENT_LOSSES,),
        "Current Period Realized Losses": (CURRENT_LOSSES,),
        "Cumulative Realized Losses": (CUMULATIVE_LOSSES,),
        "Subsequent Recoveries": (RECOVERIES,),
        "Default Loss Percentages": (DEFAULTS,),
        "Default Percentages": (DEFAULTS,),
    }
)

SECTIONS: dict[str, tuple[Kind, ...]] = {"Losses and Recoveries": (LOSSES,)}
