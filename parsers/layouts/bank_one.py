"""Bank One's 'Statement to Certificateholders' of the first-lien trusts, 2001 to 2003 (text)."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from parsers.builder import Builder, fits
from parsers.cells import Cell
from parsers.class_tables import NAME, Table, ends_name, open_table, place_tables, read_row
from parsers.deals import find_series, name_deal
from parsers.headings import Column, Headings, known_in
from parsers.labels import Vocabulary
from parsers.layout import Layout, sections
from parsers.page import Line
from parsers.printed_values import squash, tidy_class_name
from parsers.records import CreditSupport, Pool, Total, unit_of
from parsers.splitting import Titles

CLASS_COLUMNS = Headings(
    {
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
)
PER_1000_COLUMNS = Headings(
    {
        "Class": NAME,
        "Beg Bal": "beginning_balance_per_1000",
        "Prin": "principal_per_1000",
        "Int": "interest_per_1000",
        "Total": "total_per_1000",
        "Def Int": "deferred_interest_per_1000",
        "End Bal": "ending_balance_per_1000",
    }
)
PER_1000 = "AMOUNTS PER $1,000 UNIT"

SECTIONS = {
    "DISTRIBUTION SUMMARY": "classes",
    "Pool Level Data": "dates",
    "COLLATERAL INFORMATION": "pools",
    "Prepayment Compensation": "fees",
    "DELINQUENCY INFORMATION": "delinquencies",
    "Subordination/Credit Enhancement Information": "support",
    "SIGNATURES": "signature",
}

# 'Beg' and 'End' stand beside or below the label of their period.
DATES = Vocabulary(
    {
        "Dist Date": "distribution_date",
        "Distribution Date": "distribution_date",
        "Cut-Off Date": "cutoff_date",
        "Determination Date": "determination_date",
        "Record Date": "record_date",
        "Number of Days in Accrual Period": "accrual_days",
        "Number of Days in 30/360 Accrual Period": "accrual_days",
        "Number of Days in Actual Accrual Period": "actual_accrual_days",
    }
)
PERIODS = Vocabulary(
    {
        "Accrual Period": "accrual",
        "Accrual Period 30/360": "accrual",
        "Accrual Period Actual Days": "actual_accrual",
    }
)
POOL = Vocabulary(
    {
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
        # Balances of all certificates, repeated under every group.
        "Beginning Aggregate Certificate Stated Principal Balance": "certificates.beginning_balance",
        "Ending Aggregate Certificate Stated Principal Balance": "certificates.ending_balance",
    }
)
FEES = Vocabulary(
    {
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
)
LOSSES = Vocabulary(
    {
        "Book Value of all REO Loans": "reo_book_value",
        "Percentage of Total Pool Balance": "reo_book_value_pct",
        "Current Realized Losses": "current_realized_loss",
        "Additional Gains (Recoveries)/Losses": "additional_gain_or_loss",
        "Total Realized Losses": "total_realized_loss",
    }
)
STATUSES = {
    "delinquency": "delinquent",
    "foreclosure": "foreclosure",
    "bankruptcy": "bankruptcy",
    "reo": "reo",
}
BUCKETS = {"30-59": "30-59", "60-89": "60-89", "90-119": "90-119", "90+": "90+", "total": "total"}
DELINQUENCY = Vocabulary(
    {
        "Scheduled Bal": "balance",
        "% of Total Pool": "balance_pct",
        "Number of Loans": "loan_count",
        "% of Total Loans": "loan_count_pct",
    }
)
SUPPORT_COLUMNS = {"original": "original", "current": "current"}
COVERAGES = Vocabulary(
    {
        "Bankruptcy Loss": ("bankruptcy", "balance"),
        "Bankruptcy Percentage": ("bankruptcy", "share_pct"),
        "Credit/Fraud Loss": ("fraud", "balance"),
        "Credit/Fraud Loss Percentage": ("fraud", "share_pct"),
        "Special Hazard Loss": ("special_hazard", "balance"),
        "Special Hazard Loss Percentage": ("special_hazard", "share_pct"),
    }
)
CLASS_SUPPORT = re.compile(r"class (\S(?:.*?\S)??)(?: (perc\w*))?$", re.IGNORECASE)
# Words behind the number ('Group 1 Loans') or before it ('Collateral Information - Group 1') change nothing.
GROUP = re.compile(r"(?:.* - )?(?:loan )?group (\w+)\b", re.IGNORECASE)


def read(lines: Sequence[Line]) -> Builder:
    """One statement of this layout, from the two lines of its trust's name to the signature."""
    builder = Builder("bank_one")
    for name, opener, body in sections(lines, SECTIONS):
        if opener is not None:
            builder.ignore(opener.cells, "heading")
            if GROUP.match(opener.squashed):  # 'Collateral Information - Group 1' opens its group too
                body.insert(0, opener)
        READERS[name](builder, body)
    return builder


def _read_head(builder: Builder, lines: Sequence[Line]) -> None:
    statement = builder.statement
    title = " ".join(line.squashed for line in lines if line.squashed)
    series = find_series(title)
    if series is not None:
        statement.series = series
    statement.deal = name_deal(title, series) or statement.deal
    _name_trust(builder, [line for line in lines if line.cells])
    for line in lines:
        _read_date(builder, line)


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


def _read_dates(builder: Builder, lines: Sequence[Line]) -> None:
    period = None
    for line in lines:
        words = [cell.text for cell in line.cells if cell.kind == "words"]
        edge = next((EDGES[word.casefold()] for word in words if word.casefold() in EDGES), None)
        if edge is None:
            _read_date(builder, line)
            continue
        if len(words) > 1:
            period = PERIODS.find(words[0])
        for cell in line.cells:
            if period is not None and cell.kind == "date":
                builder.put(builder.statement, f"{period}_{edge}", cell, "statement")


EDGES = {"beg": "start", "end": "end"}


def _read_date(builder: Builder, line: Line) -> None:
    """A labelled date or day count of the statement."""
    label, cell = _label_and_cell(line)
    if cell is None:
        return
    field = DATES.find(label, lambda field: fits(unit_of(type(builder.statement), field), cell))
    if field is not None:
        builder.put(builder.statement, field, cell, "statement")


def _label_and_cell(line: Line) -> tuple[str, Cell | None]:
    """A line of one label and one value: all its words, and the value."""
    typed = [cell for cell in line.cells if cell.kind != "words"]
    return (line.label, typed[0]) if len(typed) == 1 else ("", None)


def _read_classes(builder: Builder, lines: Sequence[Line]) -> None:
    headings, tables = CLASS_COLUMNS, list[Table]()
    for above, line in pairwise([Line(0, ""), *lines]):
        if line.squashed.upper().startswith(PER_1000):
            builder.ignore(line.cells, "heading")
            headings = PER_1000_COLUMNS
        elif columns := _read_heading(headings, above, line):
            open_table(tables, columns)
        elif tables and (row := read_row(line)):
            tables[-1].rows.append(row)
        elif tables and tables[-1].rows and ends_name(tables[-1].rows[-1], line):
            builder.ignore(line.cells, "rest_of_class_name")
            tables[-1].rows[-1] = tables[-1].rows[-1].named(line.squashed)
    place_tables(builder, tables)


def _read_heading(headings: Headings, above: Line, line: Line) -> list[Column]:
    """The columns of a heading on one line, or on two where that makes as many of them known."""
    if line.values and line.values[-1].kind == "number":
        return []
    columns = headings.read(line)
    if not (line.cells and above.cells) or not (_is_words(line) and _is_words(above)):
        return columns
    return max(headings.read_stacked([above, line]), columns, key=known_in)


def _is_words(line: Line) -> bool:
    return all(cell.kind == "words" for cell in line.cells)


def _by_group(lines: Sequence[Line]) -> Iterator[tuple[str | None, list[Line]]]:
    """The lines below each group's heading; those before the first of several are nobody's."""
    parts: list[tuple[str | None, list[Line]]] = [(None, [])]
    for line in lines:
        if not line.values and (match := GROUP.match(line.squashed)):
            parts.append((match[1], []))
        else:
            parts[-1][1].append(line)
    yield from parts[1:] or parts


def _read_pools(builder: Builder, lines: Sequence[Line]) -> None:
    """Below a group's heading nothing is printed twice: what comes again is of one whose heading was lost."""
    for group, own in _by_group(lines):
        seen: set[str] = set()
        for line in own:
            label, cell = _label_and_cell(line)
            target = _pool_target(label, cell)
            if target in seen:
                break
            if cell is not None and target is not None:
                seen.add(target)
                _place_pool_figure(builder, group, target, cell)


def _pool_target(label: str, cell: Cell | None) -> str | None:
    if cell is None:
        return None
    return POOL.find(label, lambda target: fits(_pool_unit(target), cell))


def _place_pool_figure(builder: Builder, group: str | None, target: str, cell: Cell) -> None:
    of, _, field = target.rpartition(".")
    if of:
        whose = f"group {group}" if group else "pool"
        builder.put(_certificates(builder, group), field, cell, f"{whose} certificates")
    else:
        builder.put(builder.pool(group), field, cell)


def _pool_unit(target: str) -> str:
    of, _, field = target.rpartition(".")
    return unit_of(Total if of else Pool, field)


def _certificates(builder: Builder, group: str | None) -> Total:
    """The balances of all certificates as a group repeats them."""
    for total in builder.totals:
        if total.group == group:
            return total
    builder.totals.append(Total(group=group))
    return builder.totals[-1]


def _read_fees(builder: Builder, lines: Sequence[Line]) -> None:
    for line in lines:
        label, cell = _label_and_cell(line)
        name = FEES.find(label) if cell is not None else None
        if name is not None and cell is not None:
            builder.add_amount(name, cell, label)


def _read_delinquencies(builder: Builder, lines: Sequence[Line]) -> None:
    for group, own in _by_group(lines):
        _read_statuses(builder, group, own)


def _read_statuses(builder: Builder, group: str | None, lines: Sequence[Line]) -> None:
    status = ""
    opened: set[str] = set()
    seen: set[str] = set()
    buckets: list[tuple[str, str]] = []
    for line in lines:
        first = line.cells[0].text if line.cells else ""
        if not line.values and (named := STATUSES.get(first.casefold())):
            if named in opened:
                return
            opened.add(named)
            status, seen = named, set()
            buckets = _read_buckets(line) or buckets
        elif field := DELINQUENCY.find(first):
            # A row that comes again without a heading of its own lost it: whose it is nobody can tell.
            status = "" if field in seen else status
            seen.add(field)
            _place_buckets(builder, (group, status), buckets, field, line)
        else:
            _place_loss(builder, group, line)


def _read_buckets(line: Line) -> list[tuple[str, str]]:
    """The buckets that a heading names, each with its words."""
    words = [cell.text for cell in line.cells[1:]]
    return [(BUCKETS[word.casefold()], word) for word in words if word.casefold() in BUCKETS]


def _place_buckets(
    builder: Builder,
    where: tuple[str | None, str],
    buckets: Sequence[tuple[str, str]],
    field: str,
    line: Line,
) -> None:
    if not where[1] or len(line.values) != len(buckets):
        return
    for (bucket, label), cell in zip(buckets, line.values, strict=True):
        record = builder.delinquency(*where, bucket, label)
        builder.put(record, field, cell)


def _place_loss(builder: Builder, group: str | None, line: Line) -> None:
    label, cell = _label_and_cell(line)
    if cell is None:
        return
    name = LOSSES.find(label)
    if name is not None:
        builder.add_amount(name, cell, label, **({"group": group} if group else {}))


def _read_support(builder: Builder, lines: Sequence[Line]) -> None:
    columns: list[str] = []
    for line in lines:
        words = [cell.text.casefold() for cell in line.cells]
        if words and not line.values and any(word in SUPPORT_COLUMNS for word in words):
            columns = [SUPPORT_COLUMNS[word] for word in words if word in SUPPORT_COLUMNS]
        elif line.values and len(line.values) == len(columns):
            _place_support(builder, columns, line)


def _place_support(builder: Builder, columns: Sequence[str], line: Line) -> None:
    label = squash(line.label)
    found = _support_of(label, line.values[0])
    if found is None:
        return
    kind, name, what = found
    record = _support(builder, kind, name, label)
    for column, cell in zip(columns, line.values, strict=True):
        builder.put(record, f"{column}_{what}", cell, label)


def _support_of(label: str, cell: Cell) -> tuple[str, str, str] | None:
    """(kind, name, 'balance' or 'share_pct') of a row, the printed value deciding between cut labels."""
    what = "share_pct" if cell.percent else "balance"
    if match := CLASS_SUPPORT.match(label):
        name = tidy_class_name(match[1])
        whole = not name.endswith("-") and bool(match[2]) == cell.percent
        return ("class", name, what) if whole else None
    coverage = COVERAGES.find(label, lambda target: target[1] == what)
    return ("loss_coverage", coverage[0], what) if coverage else None


def _support(builder: Builder, kind: str, name: str, label: str) -> CreditSupport:
    for support in builder.supports:
        if (support.kind, support.name) == (kind, name):
            return support
    builder.supports.append(CreditSupport(kind=kind, name=name, label=label))
    return builder.supports[-1]


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


READERS: dict[str, Callable[[Builder, Sequence[Line]], None]] = {
    "": _read_head,
    "classes": _read_classes,
    "dates": _read_dates,
    "pools": _read_pools,
    "fees": _read_fees,
    "delinquencies": _read_delinquencies,
    "support": _read_support,
    "signature": _read_signature,
}

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
    read=read,
)
