"""Residential Funding's monthly report in text (REPT1B and rept2): hundreds of statements in one document."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from parsers.amount_names import AMOUNTS
from parsers.blocks.class_joining import place_tables
from parsers.blocks.class_rows import NAME, Table, open_table, read_nameless_row
from parsers.builder import Builder, fits
from parsers.cells import Cell
from parsers.deals import name_deal
from parsers.headings import Column, Headings, stack
from parsers.labels import Vocabulary
from parsers.layout import Layout
from parsers.page import PAGE_NUMBER, Line
from parsers.printed_values import read_date, tidy_class_name
from parsers.records import CreditSupport, Delinquency, Pool, unit_of
from parsers.splitting import MOST_VALUES, PageHeads
from parsers.value_places import assign, places_of

CLASS_COLUMNS = Headings(
    {
        "Class": NAME,
        "Cusip": "cusip",
        "Original Face Value": "original_balance",
        "Principal Balance Before Distribution": "beginning_balance",
        "Current Pass-Through Rate": "pass_through_rate_pct",
        "Principal Distribution": "principal",
        "Interest Distribution": "interest",
        "Total Distribution": "total_distribution",
        "Deferred Interest": "deferred_interest",
        "Realized Losses": "realized_loss",
        "Remaining Principal Balance": "ending_balance",
    }
)
PER_1000_COLUMNS = Headings(
    {
        "Class": NAME,
        "Beginning Balance Factor": "beginning_balance_per_1000",
        "Principal Factor": "principal_per_1000",
        "Interest Factor": "interest_per_1000",
        "Total Distribution": "total_per_1000",
        "Deferred Interest": "deferred_interest_per_1000",
        "Ending Balance Factor": "ending_balance_per_1000",
    }
)

# The tables as the report parts them. In January 1998 its lines were wrapped at 65 columns: no word stands
# over its column then, but a table has all its words.
TABLES = (
    (CLASS_COLUMNS, tuple(CLASS_COLUMNS.fields.items())[:6]),
    (CLASS_COLUMNS, tuple(CLASS_COLUMNS.fields.items())[6:]),
    (PER_1000_COLUMNS, tuple(PER_1000_COLUMNS.fields.items())),
)


class To(NamedTuple):
    """Where a labelled figure goes: a kind of record, which one of it, and the field."""

    kind: str
    field: str
    of: str = ""


FIGURES = Vocabulary(
    {
        "Servicing Compensation Received by Sub-Servicer": To("amount", "sub_servicing_fee"),
        "Servicing Compensation Received by Master Servicer": To("amount", "master_servicing_fee"),
        "Subservicer Advances This Month": To("amount", "sub_servicer_advances"),
        "Master Servicer Advances This Month": To("amount", "master_servicer_advances"),
        "Number of Loans": To("delinquency", "loan_count", "foreclosure"),
        "Aggregate Principal Balance": To("delinquency", "balance", "foreclosure"),
        "Scheduled Principal Balance of Mortgage Loans After Distribution": To("pool", "ending_balance"),
        "Aggregate Number of Loans in the Pool as of the Determination Date": To("pool", "ending_loan_count"),
        "Number of REO Loans Acquired Including Any Pending Cash Liquidations": To(
            "delinquency", "loan_count", "reo"
        ),
        "Book Value of Real Estate Acquired Through Foreclosure or Grant of a Deed in Lieu of Foreclosure, "
        "Including Any Pending Cash Liquidations": To("amount", "reo_book_value"),
        "Remaining Subclass Interest Shortfall": To("amount", "remaining_interest_shortfall"),
        "Class A Shortfall (Principal)": To("amount", "class_a_shortfall_principal"),
        "Class A Shortfall (Interest)": To("amount", "class_a_shortfall_interest"),
        "Total Prepayments Included in This Distribution": To("pool", "prepayments"),
        "Total Repurchases Included in This Distribution": To("amount", "repurchase_balance"),
        "Letter of Credit - Total Available Amount": To("support", "current_balance", "letter_of_credit"),
        "Bankruptcy Amount Available": To("support", "current_balance", "bankruptcy"),
        "Fraud Amount Available": To("support", "current_balance", "fraud"),
        "Special Hazard Amount Available": To("support", "current_balance", "special_hazard"),
        "Ending Gross Weighted Average Interest Rate": To("pool", "ending_wac_pct"),
        "Ending Weighted Average Maturity, in Months": To("pool", "wam_months"),
        "Pool Trading Factor": To("pool", "pool_factor_pct"),
    }
)
DATES = Vocabulary({"Determination Date": "determination_date", "Distribution Date": "distribution_date"})
# Rows of several columns: senior and subordinate shares.
PERCENTAGES = Vocabulary(
    {
        "Percentage for Current Distribution": "distribution_percentage",
        "Current Distribution": "distribution_percentage",
        "Current Prepayment Percentage": "prepayment_percentage",
        "Prepayment Percent": "prepayment_percentage",
        "Percentage for Next Distribution": "next_distribution_percentage",
        "Next Distribution": "next_distribution_percentage",
    }
)
DELINQUENCIES = Vocabulary(
    {
        "One Monthly Payment": "30-59",
        "Two Monthly Payments": "60-89",
        "Three or More Monthly Payments": "90+",
    }
)
# The title over 'Number of Loans'; another is of other loans.
FORECLOSURES = Vocabulary({"Foreclosures": True})
DELINQUENCY_COLUMNS = Headings({"Number of Loans": "loan_count", "Principal Balance": "balance"})

STRIP = re.compile(
    r"CLASS (\S+?) ?-? ?(?:STRIP )?PASS-THROUGH (?:RATE )?FOR NEXT DISTRIBUTION:?$", re.IGNORECASE
)
COMPONENT = re.compile(r"CLASS (\S+) (PRINCIPAL DISTRIBUTION|ENDING BALANCE):?$", re.IGNORECASE)
COMPONENTS = {"principal distribution": "component_principal", "ending balance": "component_ending_balance"}
INDEX = re.compile(r"(.+) INDEX:?$", re.IGNORECASE)
LETTERED = re.compile(r"^\([A-Z]\) ")

# What the registrant is called in its head; below the master servicer's line any word will do.
ROLES = r"COMPANY|DEPOSITOR|REGISTRANT|ISSUER|ISSUING ENTITY|SELLER|SPONSOR|TRUST"
# The head of every page; its groups are the series and the number of the pool.
HEAD = (
    r"^Run: \d",
    r"^Page: \d+ of \d",
    r"\(MASTER SERVICER\)$",
    rf"\((?:{ROLES})\)$",
    r"\bCERTIFICATES,? SERIES ([^\s(]+)(?: ?\(POOL ?# *(\w+))?",
    r"^STATEMENT TO CERTIFICATEHOLDERS$",
    r"^(?:DISTRIBUTION SUMMARY|ADDITIONAL RELATED INFORMATION) FOR POOL ?#? *(\w+)",
)
RUN = re.compile(r"^\s*Run:\s+(\S+)(?:\s+(\d\d:\d\d:\d\d))?(?:\s+\S+)?\s*$", re.IGNORECASE)
COMPANY = re.compile(rf"^(.+) \((MASTER SERVICER|{ROLES})\)$", re.IGNORECASE)
ANY_ROLE = re.compile(r"^([^(]+) \(([A-Z]{3}[A-Z /&-]*)\)$", re.IGNORECASE)
SERIES = re.compile(r"^(.*?),? ?SERIES ([^\s(]+)[^(]{,30}(?:\(POOL ?#? *(?:(\w+) ?\)|\w*))?$", re.IGNORECASE)
STAMPS = re.compile(r"^(?:Page:.{,20}|STATEMENT TO CERTIFICATEHOLDERS|<PAGE>)$", re.IGNORECASE)
TITLE = re.compile(
    r"^(?:(DISTRIBUTION SUMMARY)|ADDITIONAL RELATED INFORMATION) FOR POOL ?#? *(\w*)$", re.IGNORECASE
)
PER_1000 = re.compile(r"^AMOUNTS PER \$1,000 UNIT", re.IGNORECASE)
SUM_RULE = re.compile(r"^[ ]*(?:- )?-{5,}(?: +-{5,})*[ ]*$")
END_RULE = re.compile(r"^[ ]*={5,}[ ]*$")


def read(lines: Sequence[Line]) -> Builder:
    """One statement: its pages from 'Page: 1 of n' to the next statement's."""
    reader = _Reader()
    for line in lines:
        reader.read(line)
    reader.close()
    return reader.builder


class _Reader:
    """Walks the lines of a statement; what a value line means depends on the words above it."""

    def __init__(self) -> None:
        self.builder = Builder("rfc_report")
        self.tables: list[Table] = []
        self.headings = CLASS_COLUMNS
        self.above: list[Line] = []  # words since the last value
        self.columns: list[Column] = []
        self.foreclosed = True  # the last title over a number of loans was that of the foreclosures
        self.summing = False
        self.wrapped = False  # the end of each row is on a line of its own
        self.related = False  # on the page of related information, which has no classes
        self.servicer_line = -9  # the number of the last line that names the master servicer

    def read(self, line: Line) -> None:
        """Take one line in."""
        if not line.squashed:
            return
        if SUM_RULE.match(line.text):
            self._open_table()  # of a table that lost all its rows, what follows is the sum all the same
            self.above = []
            self.summing = True
        elif END_RULE.match(line.text):
            self._end_table()
        elif line.is_rule or not line.cells or PAGE_NUMBER.match(line.squashed):
            return
        elif len(line.values) <= MOST_VALUES and self._read_head(line):
            self._open_table()  # a page's head may stand between a heading and its first row
            self.above = []
        elif PER_1000.match(line.squashed):
            self.builder.ignore(line.cells, "heading")
            self.headings, self.above = PER_1000_COLUMNS, []
        elif line.values or any(cell.kind in ("date", "cusip") for cell in line.cells):
            self._read_values(line)
            self.above = []
        else:
            self.above.append(line)

    def close(self) -> None:
        """Put the class tables together."""
        place_tables(self.builder, self.tables)

    def _read_head(self, line: Line) -> bool:
        """Lines that head every page: run stamp, page number, companies, series. Their digits are words."""
        words = line.squashed
        if self.above and words.startswith("("):
            words = f"{self.above[-1].squashed} {words}"  # '(COMPANY)' wrapped onto a line of its own
        if match := RUN.match(line.text):
            self._stamp(match)
        elif match := COMPANY.match(words) or self._read_role(words, line):
            self._name_company(match, line)
        elif match := TITLE.match(words):
            self._name_page(match)
        elif (match := SERIES.match(words)) and not self.builder.statement.series:
            self._name_series(match, line)
        elif not STAMPS.match(words) and not match:
            return False
        self.builder.ignore(line.cells, "page_head")
        return True

    def _read_role(self, words: str, line: Line) -> re.Match[str] | None:
        """A company right below the master servicer, whatever it is called."""
        return ANY_ROLE.match(words) if line.number - self.servicer_line <= 2 else None

    def _stamp(self, match: re.Match[str]) -> None:
        statement = self.builder.statement
        if not statement.printed_at:
            day = read_date(match[1])
            statement.printed_at = " ".join(part for part in (day, match[2]) if part)

    def _name_company(self, match: re.Match[str], line: Line) -> None:
        statement = self.builder.statement
        is_servicer = match[2].upper() == "MASTER SERVICER"
        self.servicer_line = line.number if is_servicer else self.servicer_line
        field = "master_servicer" if is_servicer else "issuer"
        if not getattr(statement, field):
            setattr(statement, field, match[1])
            statement.lines.append(line.number)

    def _name_series(self, match: re.Match[str], line: Line) -> None:
        statement = self.builder.statement
        statement.trust = match[1]
        statement.series = match[2]
        if match[3]:
            statement.pool_number = match[3]
        statement.deal = name_deal(f"{statement.issuer or ''} {match[1]}", match[2]) or statement.deal
        statement.lines.append(line.number)

    def _name_page(self, match: re.Match[str]) -> None:
        self.related = not match[1]
        if match[2] and not self.builder.statement.pool_number:
            self.builder.statement.pool_number = match[2]

    def _read_values(self, line: Line) -> None:
        if self._read_date(line):
            return
        related = self._is_related(line)
        if not related:
            self._open_table()
        if self.tables and not related:
            self._read_row(line)
        elif len(line.values) == 1 and self._read_figure(line):
            self.columns = []  # a heading above a single figure is none of what follows
        else:
            self._read_columns(line)

    def _read_row(self, line: Line) -> None:
        row, rows = read_nameless_row(line), self.tables[-1].rows
        if self.wrapped and rows and _goes_on(rows[-1].line, line):
            rows[-1].values += row.values
            return
        row.total = self.summing and not row.lead
        rows.append(row)

    def _read_date(self, line: Line) -> bool:
        dates = line.dates
        field = DATES.find(line.label) if len(dates) == 1 and not line.values else None
        return field is not None and self.builder.put(self.builder.statement, field, dates[0], "statement")

    def _open_table(self) -> None:
        """Whether the words above are the heading of a class table; a heading repeated goes on with it."""
        if not self.above:
            return
        columns = self.headings.name(stack(self.above))
        known = [column.field for column in columns if column.field is not None]
        self.wrapped = False
        if 2 * len(known) <= len(columns) or len(known) < 3:
            columns = _columns_of_words(self.headings, self.above)
            self.wrapped = bool(columns)
        if not columns:
            return
        open_tables = len(self.tables)
        open_table(self.tables, columns)
        self.summing = self.summing and len(self.tables) == open_tables

    def _end_table(self) -> None:
        """A double rule is below the sums, also where the rule above them was lost."""
        rows = self.tables[-1].rows if self.tables else []
        if len(rows) > 1 and not any(row.total for row in rows):
            rows[-1].total = not rows[-1].lead and not rows[-1].words

    def _is_related(self, line: Line) -> bool:
        """Whether a line is of the page of related information, also where its title was lost."""
        read = self.builder.amounts or self.builder.pools
        return bool(self.related or read) or FIGURES.find(line.label) is not None

    def _read_figure(self, line: Line) -> bool:
        """A label of one line, or of several with the value on the last."""
        cell, own = line.values[0], line.label
        over = " ".join(one.squashed for one in self.above)
        for label in (own, f"{over} {own}".strip()):
            to = FIGURES.find(label, lambda to: fits(_unit(to), cell))
            if to is not None and (to.of != "foreclosure" or self._is_foreclosed()):
                self._place(to, cell, label)
                return True
        return self._read_special(cell, own)

    def _is_foreclosed(self) -> bool:
        if self.above:
            self.foreclosed = FORECLOSURES.find(self.above[-1].label) is not None
        return self.foreclosed

    def _place(self, to: To, cell: Cell, label: str) -> None:
        builder = self.builder
        if to.kind == "amount":
            builder.add_amount(to.field, cell, label)
        elif to.kind == "pool":
            builder.put(builder.pool(None), to.field, cell, "pool")
        elif to.kind == "delinquency":
            builder.put(builder.delinquency(None, to.of, "total", label), to.field, cell, f"{to.of} total")
        else:
            builder.put(self._support(to.of, label), to.field, cell, f"credit support {to.of}")

    def _read_special(self, cell: Cell, label: str) -> bool:
        """Figures whose label names a class or an index."""
        if match := STRIP.match(label):
            name = tidy_class_name(match[1])
            return self.builder.add_amount("next_pass_through_rate", cell, label, class_name=name)
        if match := INDEX.match(label):
            return self.builder.add_amount("index_rate", cell, label, column=match[1])
        return False

    def _read_columns(self, line: Line) -> None:
        """A row of several values under the columns of the heading above it."""
        if self.above:
            self.columns = _stack_below_title(self.above)
        label = LETTERED.sub("", line.label)
        if bucket := DELINQUENCIES.find(label):
            columns = [c for c in DELINQUENCY_COLUMNS.name(self.columns) if c.field is not None]
            record = self.builder.delinquency(None, "delinquent", bucket, line.label)
            for column, cell in _under(columns, line):
                self.builder.put(record, column.field or "", cell, f"delinquent {bucket}")
        elif name := PERCENTAGES.find(label):
            for column, cell in _under(self.columns, line):
                self.builder.add_amount(name, cell, label, column=column.heading)
        elif match := COMPONENT.match(label):
            self._place_components(match, label, line)

    def _place_components(self, match: re.Match[str], label: str, line: Line) -> None:
        name, of = COMPONENTS[match[2].lower()], tidy_class_name(match[1])
        for column, cell in _under(self.columns, line):
            self.builder.add_amount(name, cell, label, class_name=of, column=column.heading)

    def _support(self, name: str, label: str) -> CreditSupport:
        for support in self.builder.supports:
            if support.name == name:
                return support
        self.builder.supports.append(CreditSupport(kind="loss_coverage", name=name, label=label))
        return self.builder.supports[-1]


def _unit(to: To) -> str:
    if to.kind == "amount":
        return AMOUNTS[to.field].unit
    kinds: dict[str, type[Struct]] = {"pool": Pool, "delinquency": Delinquency, "support": CreditSupport}
    return unit_of(kinds[to.kind], to.field)


def _stack_below_title(lines: Sequence[Line]) -> list[Column]:
    """The columns of a heading without the title alone above it, in HTML as wide as the table perhaps."""
    left = lines[-1].cells[0].start
    return stack(
        [line for line in lines[:-1] if len(line.cells) > 1 or line.cells[0].start >= left] + [lines[-1]]
    )


def _columns_of_words(headings: Headings, lines: Sequence[Line]) -> list[Column]:
    """The columns of the table that has just these words in its heading, in the order of its columns."""
    printed = sorted(word for line in lines for word in line.squashed.casefold().split(" "))
    for of, columns in TABLES:
        if of is headings and printed == sorted(
            word for heading, _ in columns for word in heading.split(" ")
        ):
            return [Column(heading, 0, 0, field) for heading, field in columns]
    return []


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line of values alone is the rest of the line right above."""
    return line.number == above.number + 1 and all(cell.is_value for cell in line.cells)


def _under(columns: Sequence[Column], line: Line) -> list[tuple[Column, Cell]]:
    """The values of a row with their columns; those that stand under none are left over."""
    if not columns:
        return []
    places = places_of(columns, [])
    if len(columns) == 1:  # the others may be lost: a value stands below it or belongs to one of them
        places = places._replace(proven=False)
    placed = assign(line.values, places)
    return [(column, cell) for column, cell in zip(columns, placed, strict=True) if cell is not None]


LAYOUT = Layout(
    name="rfc_report",
    signatures=(
        r"RESIDENTIAL FUNDING CORPORATION +\(MASTER SERVICER\)",
        r"^[ ]*STATEMENT TO CERTIFICATEHOLDERS[ ]*$",
        r"^[ ]*DISTRIBUTION SUMMARY FOR POOL ?#",
    ),
    splitting=PageHeads(
        lines=[re.compile(words, re.IGNORECASE) for words in HEAD],
        first=re.compile(r"^Page: 1 of \d", re.IGNORECASE),
        end=re.compile(r"^\.{20,}$"),
    ),
    reader=read,
)
