"""Checks of home-equity loans: pools rolled forward with draws and bought loans, pools against notes."""

from decimal import Decimal

from msgspec import UNSET

from parsers.builder import Builder
from parsers.checks.check_results import Subject, Tally, number, numbers, rounding
from parsers.records import Amount, Pool, Tranche

REVOLVING = "in the revolving period principal buys loans that the page does not list"
NO_ACCOUNT = "the funding account is not on the page"


def check_pool_roll(builder: Builder, pool: Pool, subject: Subject, tally: Tally) -> None:
    """Ending = beginning − collections + draws + additions − losses, where the page prints them."""
    beginning, ending = number(pool.beginning_balance), number(pool.ending_balance)
    collections = number(pool.principal_collections)
    if pool.payoffs is not UNSET and collections is None:
        _listed_roll(pool, subject, tally)
        return
    if collections is None and _roll_of_schedule(builder, pool, subject, tally):
        return
    if beginning is None or ending is None or collections is None:
        tally.skip("pool_roll", "balances or principal collections are not printed")
        return
    if reason := _transfers(builder):
        tally.skip("pool_roll", reason)
        return
    added = [*_printed(pool.principal_draws), *_additions(builder, pool)]
    losses = _current_losses(builder) if len(builder.pools) == 1 else []
    expected = beginning - collections + sum(added, Decimal(0)) - sum(losses, Decimal(0))
    tolerance = rounding([beginning, ending, collections, *added, *losses])
    if abs(ending - expected) > tolerance and _buys_unlisted_loans(builder, pool):
        tally.skip("pool_roll", REVOLVING)
        return
    if ending + tolerance < expected and not _prints_losses(builder):
        tally.skip("pool_roll", "the losses of the month are not on the page")
        return
    tally.compare(
        "pool_roll",
        subject,
        expected=expected,
        printed=ending,
        tolerance=tolerance,
        message="collections, draws, additions and losses leave {expected}, the printed balance is {printed}",
    )


LISTED = (
    "scheduled_principal",
    "curtailments",
    "payoffs",
    "matured_balance",
    "repurchase_balance",
    "liquidation_balance",
)


def _listed_roll(pool: Pool, subject: Subject, tally: Tally) -> None:
    """Ending = beginning less what the page lists by its kind: scheduled, prepaid, matured, liquidated."""
    balances = _printed(pool.beginning_balance, pool.ending_balance)
    gone = _printed(*(getattr(pool, field) for field in LISTED))
    if len(balances) < 2:
        tally.skip("pool_roll", "balances or principal collections are not printed")
        return
    tally.compare(
        "pool_roll",
        subject,
        expected=balances[0] - sum(gone, Decimal(0)),
        printed=balances[1],
        tolerance=rounding([*balances, *gone]),
        message="what the page lists leaves {expected}, the printed balance is {printed}",
    )


def _roll_of_schedule(builder: Builder, pool: Pool, subject: Subject, tally: Tally) -> bool:
    """Ending = beginning − scheduled − unscheduled principal, less the loss if the latter excludes it.

    Where the claim is not proved, prepayments, repurchases and liquidations may be the unscheduled principal.
    """
    fields = ("beginning_balance", "ending_balance", "scheduled_principal", "unscheduled_principal")
    beginning, ending, scheduled, unscheduled = (number(getattr(pool, field)) for field in fields)
    if "pool_roll" in builder.unproved and unscheduled is None and pool.prepayments is not UNSET:
        parts = (pool.prepayments, pool.repurchase_balance, pool.liquidation_balance)
        gone = numbers(part for part in parts if part is not UNSET)
        unscheduled = None if gone is None else sum(gone, Decimal(0))
    if beginning is None or ending is None or scheduled is None or unscheduled is None:
        return False
    loss = number(pool.realized_loss) or Decimal(0)
    paid = beginning - scheduled - unscheduled
    tally.compare(
        "pool_roll",
        subject,
        expected=paid if abs(ending - paid) <= abs(ending - paid + loss) else paid - loss,
        printed=ending,
        tolerance=rounding([beginning, ending, scheduled, unscheduled]),
        message="scheduled and unscheduled principal leave {expected}, the printed balance is {printed}",
    )
    return True


def _transfers(builder: Builder) -> str:
    """Why the month's roll need not hold: loans that left or came without a line of their own."""
    if any(amount.name.startswith("repurchase_") and amount.value for amount in builder.amounts):
        return "loans were repurchased"
    if any(number(pool.substitution_adjustment) for pool in builder.pools):
        return "loans were substituted"
    if len(builder.pools) > 1 and _current_losses(builder):
        return "losses are not printed by group"
    bought = builder.amount("prefunding_additional_purchases")
    if len(builder.pools) > 1 and bought is not None and bought.value:
        return "purchases are not printed by group"
    return ""


def _additions(builder: Builder, pool: Pool) -> list[Decimal]:
    """The amount of loans added: from the pool's rows, else from the prefunding account.

    Without printed purchases, these are the fall of the account's balance, less what its closing released.
    """
    listed = _printed(pool.additional_loans_revolving, pool.additional_loans_funding)
    if listed:
        return listed
    bought = builder.amount("prefunding_additional_purchases")
    if bought is not None and bought.value:
        return _printed(bought.value)
    before, after = number(pool.beginning_prefunding_balance), number(pool.ending_prefunding_balance)
    if before is None or after is None or before == after or (len(builder.pools) > 1 and _released(builder)):
        return []
    return [before, -after, *(-release for release in _released(builder))]


def _released(builder: Builder) -> list[Decimal]:
    release = builder.amount("prefunding_closing_release")
    return [value for value in _printed(release.value if release else None) if value]


def _buys_unlisted_loans(builder: Builder, pool: Pool) -> bool:
    """Whether principal buys loans instead of notes: the net principal is nil, or money for loans remains."""
    if _printed(pool.additional_loans_revolving, pool.additional_loans_funding):
        return False
    left = builder.amount("funding_closing_release")
    if left is not None and left.value:
        return True
    net = number(pool.net_principal_collections)
    return net is not None and not net and number(pool.principal_collections) != number(pool.principal_draws)


def _prints_losses(builder: Builder) -> bool:
    return any(amount.name == "loss_current_month" for amount in builder.amounts)


def _current_losses(builder: Builder) -> list[Decimal]:
    losses = [amount for amount in builder.amounts if amount.name == "loss_current_month"]
    return [value for loss in losses if (value := number(loss.value)) is not None and value]


def _printed(*values: object) -> list[Decimal]:
    return [known for value in values if (known := number(value)) is not None]


def overcollateralization(builder: Builder, edge: str) -> list[Amount]:
    """The page's overcollateralization, before ('beginning') or after ('ending'): one, or one per group."""
    return [amount for amount in builder.amounts if amount.name == f"overcollateralization_{edge}"]


def check_against_notes(builder: Builder, edge: str, pools: list[Decimal], tally: Tally) -> None:
    """Pool and prefunding accounts less the notes (without IO) are the overcollateralization."""
    amounts = overcollateralization(builder, edge)
    printed = _printed(*(amount.value for amount in amounts))
    notes = _note_balances(builder.tranches, edge)
    grouped = any(amount.group is not UNSET for amount in amounts)
    if not printed or notes is None:
        tally.skip("pool_vs_securities", "overcollateralization or a note's balance is not printed")
        return
    if grouped and len(printed) < len(builder.pools):
        tally.skip("pool_vs_securities", "the overcollateralization of a group is not printed")
        return
    accounts = _printed(*(getattr(pool, f"{edge}_prefunding_balance") for pool in builder.pools))
    expected = sum([*pools, *accounts], Decimal(0)) - sum(notes, Decimal(0))
    tolerance = rounding([*pools, *accounts, *notes, *printed])
    gap = sum(printed, Decimal(0)) - expected
    if abs(gap) > tolerance and (len(accounts) < len(pools) or (gap > 0 and _revolves(builder))):
        tally.skip("pool_vs_securities", NO_ACCOUNT)
        return
    tally.compare(
        "pool_vs_securities",
        Subject(f"{edge} overcollateralization", [line for amount in amounts for line in amount.lines]),
        expected=expected,
        printed=sum(printed, Decimal(0)),
        tolerance=tolerance,
        message="pool and funding accounts exceed the notes by {expected}, the page prints {printed}",
    )


def _note_balances(notes: list[Tranche], edge: str) -> list[Decimal] | None:
    # Certificates get the residual and have no balance: some pages print their row with one dash only.
    # The owner of the excess, RFC's class SB, holds the overcollateralization itself.
    owners = ("Certificates", "SB")
    paid = [note for note in notes if not note.notional and note.class_name not in owners]
    return numbers(getattr(note, f"{edge}_balance") for note in paid)


def _revolves(builder: Builder) -> bool:
    """Whether borrowers draw: principal may then wait in a funding account, to buy loans."""
    return any(number(pool.principal_draws) for pool in builder.pools)
