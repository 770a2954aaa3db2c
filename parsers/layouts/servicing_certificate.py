"""GMAC Mortgage's 'Servicing Certificate' of the home-equity trusts, 2001 to 2006."""

import re
from collections.abc import Callable, Mapping, Sequence

from parsers.class_tables import NAME, Table, place_tables, read_row
from parsers.deals import find_series, name_deal
from parsers.draft import Draft, fits
from parsers.headings import Column, Headings, assign, places_of, stack
from parsers.labels import Vocabulary, plain
from parsers.layout import Layout, sections
from parsers.page import Line
from parsers.records import Delinquency, Pool, unit_of
from parsers.runs import read_run

NOTE_COLUMNS = Headings(
    {
        "Term Notes": NAME,
        "Beginning Balance": "beginning_balance",
        "Ending Balance": "ending_balance",
        "Factor": "factor",
        "Principal": "principal",
        "Interest": "interest",
        "Interest Shortfalls": "interest_shortfall",
        "Security %": "security_pct",
        "Coupon": "pass_through_rate_pct",
    }
)
POOL = Vocabulary(
    {
        "Beginning Pool Balance": "beginning_balance",
        "Beginning PFA": "beginning_prefunding_balance",
        "Ending Pool Balance": "ending_balance",
        "Ending PFA Balance": "ending_prefunding_balance",
        "Principal Collections": "principal_collections",
        "Principal Draws": "principal_draws",
        "Net Principal Collections": "net_principal_collections",
        "Active Loan Count": "ending_loan_count",
        "Interest Collections": "interest_collections",
        "Weighted Average Net Loan Rate": "net_wac_pct",
        "Substitution Adjustment Amount": "substitution_adjustment",
        "Excess Cash": "excess_cash",
    }
)
# Figures that stand alone, wherever the page has them.
SINGLE = Vocabulary(
    {
        "Beginning Overcollateralization Amount": "overcollateralization_beginning",
        "Overcollateralization Amount Increase (Decrease)": "overcollateralization_change",
        "Outstanding Overcollateralization Amount": "overcollateralization_ending",
        "Target Overcollateralization Amount": "overcollateralization_target",
        "Overcollateralization Target Amount": "overcollateralization_target",
        "Overcollateralization Target": "overcollateralization_target",
        "Required Overcollateralization Amount": "overcollateralization_target",
        "Credit Enhancement Draw Amount": "credit_enhancement_draw",
        "Unreimbursed Prior Draws": "unreimbursed_prior_draws",
        "Extraordinary Event Losses": "extraordinary_event_loss",
        "Excess Loss Amounts": "excess_loss_amount",
        "Current Month Repurchases Units": "repurchase_count",
        "Current Month Repurchases ($)": "repurchase_balance",
        # sic, on every page of 2004
        "Cuurent Month Repurchases Units": "repurchase_count",
        "Cuurent Month Repurchases ($)": "repurchase_balance",
    }
)
LOSSES = Vocabulary(
    {
        "Beginning Loss Amount": "cumulative_loss_beginning",
        "Current Month Loss Amount": "loss_current_month",
        "Current Month Recoveries": "recoveries_current_month",
        "Ending Loss Amount": "cumulative_loss_ending",
        "Beginning Amount": "cumulative_loss_beginning",
        "Ending Amount": "cumulative_loss_ending",
    }
)
LOSS_TYPES = {
    "liquidation to-date": "liquidation",
    "special hazard": "special_hazard",
    "fraud": "fraud",
    "bankruptcy": "bankruptcy",
}
RECOVERIES = Vocabulary(
    {
        "Beginning Net Principal Recovery Amount": "net_recovery_beginning",
        "Current Month Net Principal Recovery Amount": "net_recovery_current_month",
        "Ending Net Principal Recovery Amount": "net_recovery_ending",
    }
)
# Ends of labels that the samples print over are read as the page's own grammar has them elsewhere.
CAPITALIZED_INTEREST = {
    "Beginning Balance": "capitalized_interest_beginning",
    "Withdraw relating to Collection Period": "capitalized_interest_withdrawal",
    "Interest Earned (Zero, Paid to Funding Account)": "capitalized_interest_earned_to_funding_account",
    "To close Capitalized Interest Account - balance due GMAC Mortgage": (
        "capitalized_interest_closing_release"
    ),
    "Total Ending Capitalized Interest Account Balance as of Payment Date": "capitalized_interest_ending",
    "Interest earned for Collection Period": "capitalized_interest_earned",
    "Interest withdrawn related to prior Collection Period": "capitalized_interest_withdrawn_prior",
}
PREFUNDING = {
    "Beginning Balance": "prefunding_beginning",
    "Additional Purchases during Revolving Period": "prefunding_additional_purchases",
    "Excess of Draws over Principal Collections": "prefunding_excess_draws",
    "To close prefunding remaining balance due Noteholders": "prefunding_closing_release",
    "Total Ending Balance as of Payment Date": "prefunding_ending",
    "Interest earned for Collection Period": "prefunding_earned",
    "Interest withdrawn related to prior Collection Period": "prefunding_withdrawn_prior",
}
DELINQUENCY_COLUMNS = Headings(
    {
        "Balance": "balance",
        "Number of Loans": "loan_count",
        "Percent of Balance": "balance_pct",
    }
)
STATUSES = {
    "reo": "reo",
    "foreclosures": "foreclosure",
    "foreclosure": "foreclosure",
    "foreclosed loans": "foreclosure",
    "bankruptcies": "bankruptcy",
    "bankruptcy": "bankruptcy",
}
DAYS = re.compile(r"Delinquent Loans \((\d+) ?(\+?) ?Days\)", re.IGNORECASE)
BUCKETS = {"30": "30-59", "60": "60-89", "90": "90-119", "120": "120-149", "150": "150-179", "180": "180+"}
FOOTNOTE = re.compile(r"Delinquency Figures (Do Not )?Include (.+?)\.?$", re.IGNORECASE)
INCLUDED = {"bankruptcy": "bankruptcy", "foreclosure": "foreclosure", "reo": "reo"}

SECTIONS = {
    "Servicing Certificate": "pools",
    "Liquidation To-Date": "losses",
    "Net Recoveries to Date": "recoveries",
    "Special Hazard": "losses",
    "Capitalized Interest Account": "capitalized_interest",
    "Prefunding Account": "prefunding",
}
GROUP = re.compile(r"(?:loan )?group (\w+(?:-\w+)?)$", re.IGNORECASE)


def read(lines: Sequence[Line]) -> Draft:
    """One certificate, from the line of its title to the next certificate or the end of the document."""
    draft = Draft("servicing_certificate")
    for name, opener, body in sections(lines, SECTIONS):
        if opener is not None:
            draft.heading(opener.cells)
        READERS[name](draft, opener, body)
    return draft


def _read_head(draft: Draft, opener: Line | None, lines: Sequence[Line]) -> None:
    statement = draft.statement
    for line in lines:
        words = " ".join(cell.text for cell in line.cells if cell.kind == "words")
        date = next((cell for cell in line.cells if cell.kind in ("date", "broken")), None)
        if date is not None and plain(words).endswith("payment date"):
            draft.put(statement, "distribution_date", date, "statement")
        elif (series := find_series(words)) and not statement.series:
            statement.series = series
            statement.deal = name_deal(words, series) or statement.deal
            statement.trust = re.sub(r",? Series$", "", words[: words.find(series)].strip())
            statement.lines.append(line.number)


def _read_pools(draft: Draft, opener: Line | None, lines: Sequence[Line]) -> None:
    """The pool rows, one column a group, then the notes and the delinquencies, each with its own heading."""
    groups = _read_groups(opener)
    heading: list[Line] = []
    table: Callable[[Line], None] | None = None
    notes: list[Table] = []
    for line in lines:
        if line.is_rule and line.text.strip() == "":
            heading = []
        elif not line.cells:
            continue
        elif not line.values:
            heading.append(line)
            table = _open_table(draft, heading, notes) or table
            _read_footnote(draft, line)
        elif not _place_pool_row(draft, groups, line) and not _place_single(draft, line) and table:
            table(line)
    place_tables(draft, notes)


def _read_groups(opener: Line | None) -> list[str | None]:
    words = [cell.text for cell in opener.cells] if opener is not None else []
    groups = [match[1] for word in words if (match := GROUP.match(word))]
    return [*groups] or [None]


def _open_table(draft: Draft, heading: Sequence[Line], notes: list[Table]) -> Callable[[Line], None] | None:
    """The reader of the rows below a heading, stacked over the lines so far; None where it is not known."""
    columns = stack(heading)
    named = NOTE_COLUMNS.name(columns)
    if sum(column.field is not None for column in named) > max(2, len(named) // 2):
        table = Table(named)
        notes.append(table)
        return lambda line: _add_note(table, line)
    named = DELINQUENCY_COLUMNS.name(columns)
    if sum(column.field is not None for column in named) >= 2:
        return lambda line: _place_delinquency(draft, named, line)
    return None


def _add_note(table: Table, line: Line) -> None:
    row = read_row(line)
    if row is not None:
        table.rows.append(row)


def _place_pool_row(draft: Draft, groups: Sequence[str | None], line: Line) -> bool:
    values = line.values
    label = " ".join(cell.text for cell in line.cells if cell.kind == "words")
    field = POOL.find(label, lambda field: all(fits(unit_of(Pool, field), cell) for cell in values))
    if field is None or len(values) != len(groups):
        return False
    for group, cell in zip(groups, values, strict=True):
        draft.put(draft.pool(group), field, cell, f"group {group}" if group else "pool")
    return True


def _place_single(draft: Draft, line: Line) -> bool:
    """A figure that stands alone on its line, its label cut or not."""
    values = line.values
    label = " ".join(cell.text for cell in line.cells if cell.kind == "words")
    name = SINGLE.find(label)
    return name is not None and len(values) == 1 and draft.add_amount(name, values[0], label)


def _place_delinquency(draft: Draft, columns: Sequence[Column], line: Line) -> None:
    label = line.cells[0].text
    found = _status_of(label)
    if found is None:
        return
    status, bucket = found
    record = Delinquency(status=status, bucket=bucket, label=label)
    draft.delinquencies.append(record)
    places = places_of(columns, [line.values])
    for column, cell in zip(columns, assign(line.values, places), strict=True):
        if column.field is not None and cell is not None:
            draft.put(record, column.field, cell, f"{status} {bucket}")


def _status_of(label: str) -> tuple[str, str] | None:
    if match := DAYS.match(label):
        days, open_end = match[1], match[2]
        return ("delinquent", f"{days}+" if open_end else BUCKETS.get(days, days))
    status = STATUSES.get(plain(label))
    return (status, "total") if status else None


def _read_footnote(draft: Draft, line: Line) -> None:
    """'Delinquency Figures Do Not include Bankruptcy, Foreclosure, and REO.' is said of the rows above."""
    match = FOOTNOTE.search(line.squashed)
    if match is None:
        return
    named = [status for word, status in INCLUDED.items() if word in match[2].casefold()]
    for record in draft.delinquencies:
        if record.status == "delinquent":
            record.includes = [] if match[1] else sorted(named)


def _read_losses(draft: Draft, opener: Line | None, lines: Sequence[Line]) -> None:
    """Rows of one loss type a column, as the heading names them."""
    heads = opener.cells if opener is not None else []
    columns = [Column(cell.text, cell.start, cell.end, LOSS_TYPES.get(plain(cell.text))) for cell in heads]
    rows = [line for line in lines if line.values]
    places = places_of(columns, [line.values for line in rows])
    for line in rows:
        label = " ".join(cell.text for cell in line.cells if cell.kind == "words")
        name = LOSSES.find(label)
        if name is None:
            _place_single(draft, line)
            continue
        for column, cell in zip(columns, assign(line.values, places), strict=True):
            if column.field is not None and cell is not None:
                draft.add_amount(name, cell, label, loss_type=column.field)


def _read_recoveries(draft: Draft, opener: Line | None, lines: Sequence[Line]) -> None:
    for line in lines:
        label = " ".join(cell.text for cell in line.cells if cell.kind == "words")
        name = RECOVERIES.find(label)
        if name is not None and len(line.values) == 1:
            draft.add_amount(name, line.values[0], label)
        elif line.values:
            _place_single(draft, line)


def _account_reader(labels: Mapping[str, str]) -> Callable[[Draft, Line | None, Sequence[Line]], None]:
    """A reader of an account's figures, in rows or run together; single figures may follow them."""

    def read_account(draft: Draft, opener: Line | None, lines: Sequence[Line]) -> None:
        own = [line for line in lines if not (line.values and _place_single(draft, line))]
        for name, label, cell in read_run(own, labels):
            draft.add_amount(name, cell, label)

    return read_account


READERS: dict[str, Callable[[Draft, Line | None, Sequence[Line]], None]] = {
    "": _read_head,
    "pools": _read_pools,
    "losses": _read_losses,
    "recoveries": _read_recoveries,
    "capitalized_interest": _account_reader(CAPITALIZED_INTEREST),
    "prefunding": _account_reader(PREFUNDING),
}

LAYOUT = Layout(
    name="servicing_certificate",
    shows=(
        r"^[ ]*Servicing Certificate\b",
        r"\bPool Balance\b",
        r"\bPayment Date\b",
        r"\bOvercollateralization\b",
    ),
    lacks=(r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS",),
    title=r"^[ ]*Servicing Certificate\b",
    head=3,
    read=read,
)
