"""Sections 7 and 10 of the CTSLink statement: the certificate account, fees, losses."""

from decimal import Decimal
from random import Random

from tests.writer.families.class_months import total_of
from tests.writer.families.drawing import Cell, Drawing
from tests.writer.families.loans import sum_of
from tests.writer.families.tables import Column, TableRow, draw_table, random_table_style
from tests.writer.families.trusts import Trust
from tests.writer.families.truth import Subject
from tests.writer.formats import cents, money
from tests.writer.trust import ZERO


def _amount(name: str, value: Decimal, group: str | None = None) -> Cell:
    return Cell(money(value, negative="-"), Subject("amount", name=name, group=group), "value")


def draw_account(drawing: Drawing, rng: Random, trust: Trust, *, whole: bool = False) -> None:
    """The account: what came in less the fee is what the classes were paid."""
    pool = sum_of(trust.groups)
    paid = total_of(trust.classes, "total")
    fee = pool.servicing_fee
    master, gross = cents(fee / 5), fee - cents(fee / 5)
    shortfall = total_of(trust.classes, "shortfall")
    support = cents(shortfall / 3) if shortfall else ZERO
    advances, losses = pool.advances, -pool.realized_loss
    deposits = paid + fee - support
    loans = deposits - advances - losses
    drawing.title("Certificateholder Account Statement")
    drawing.title("CERTIFICATE ACCOUNT", 2)
    penalties = [("Prepayment Penalties", _amount("deposit_prepayment_penalties", ZERO))] if whole else []
    drawing.facts(
        [
            ("Beginning Balance", _amount("certificate_account_beginning", ZERO)),
            ("Deposits", None),
            ("Payments of Interest and Principal", _amount("deposit_interest_and_principal", loans)),
            ("Liquidations, Insurance Proceeds, Reserve Funds", _amount("deposit_liquidations", ZERO)),
            ("Proceeds from Repurchased Loans", _amount("deposit_repurchases", ZERO)),
            ("Other Amounts (Servicer Advances)", _amount("deposit_servicer_advances", advances)),
            ("Realized Losses", _amount("deposit_realized_losses", losses)),
            *penalties,
            ("Total Deposits", _amount("deposit_total", deposits)),
            ("Withdrawals", None),
            ("Reimbursement for Servicer Advances", _amount("withdrawal_servicer_advances", ZERO)),
            ("Payment of Service Fee", _amount("withdrawal_servicing_fee", fee - support)),
            ("Payment of Interest and Principal", _amount("withdrawal_interest_and_principal", paid)),
            ("Total Withdrawals (Pool Distribution Amount)", _amount("withdrawal_total", deposits)),
            ("Ending Balance", _amount("certificate_account_ending", ZERO)),
        ],
        end=80,
    )
    _draw_fees(drawing, (gross, master), (shortfall, support))
    _draw_accounts(drawing, rng)


def _draw_fees(drawing: Drawing, fees: tuple[Decimal, Decimal], shortfalls: tuple[Decimal, Decimal]) -> None:
    """What prepayments cost of interest, what the servicers made good, what is left of their fees."""
    gross, master = fees
    shortfall, support = shortfalls
    drawing.title("PREPAYMENT/CURTAILMENT INTEREST SHORTFALL", 2)
    words_of = "Prepayment/Curtailment Interest Shortfall"
    drawing.facts(
        [
            (f"Total {words_of}", _amount("gross_prepayment_interest_shortfall", shortfall + support)),
            ("Servicing Fee Support", _amount("servicing_fee_compensation", support)),
            (f"Non-Supported {words_of}", _amount("net_prepayment_interest_shortfall", shortfall)),
        ],
        end=80,
    )
    drawing.title("SERVICING FEES", 2)
    drawing.facts(
        [
            ("Gross Servicing Fee", _amount("gross_servicing_fee", gross)),
            ("Master Servicing Fee", _amount("master_servicing_fee", master)),
            (f"Supported {words_of}", _amount("supported_prepayment_interest_shortfall", support)),
            ("Net Servicing Fee", _amount("net_servicing_fee", gross + master - support)),
        ],
        end=80,
    )


def _draw_accounts(drawing: Drawing, rng: Random) -> None:
    drawing.title("OTHER ACCOUNTS", 2)
    headings = ("Beginning Balance", "Current Withdrawals", "Current Deposits", "Ending Balance")
    names = ("account_beginning", "account_withdrawals", "account_deposits", "account_ending")
    amounts = (Decimal("2500.00"), ZERO, ZERO, Decimal("2500.00"))
    cells = [
        Cell(money(value), Subject("amount", name=name, column="Reserve Fund"), "value")
        for name, value in zip(names, amounts, strict=True)
    ]
    columns = [Column("Account Type", left=True), *map(Column, headings)]
    draw_table(
        drawing, columns, [TableRow("Reserve Fund", ["Reserve Fund", *cells])], random_table_style(rng)
    )
    drawing.say("")


def draw_other(drawing: Drawing, trust: Trust) -> None:
    drawing.title("Other Information")
    pool = sum_of(trust.groups)
    loss = "Includes Interest Shortfall"
    rows = [
        (f"Current Period Realized Loss - {loss}", "current_realized_loss_with_interest", pool.realized_loss),
        (
            f"Cumulative Realized Losses - {loss}",
            "cumulative_realized_loss_with_interest",
            pool.realized_loss + pool.earlier_loss,
        ),
        ("Current Period Class A Insufficient Funds", "class_a_insufficient_funds", ZERO),
        ("Principal Balance of Contaminated Properties", "contaminated_properties_balance", ZERO),
        ("Periodic Advance", "periodic_advance", pool.advances),
    ]
    drawing.facts([(label, _amount(name, value)) for label, name, value in rows], end=80)
    drawing.say("")
