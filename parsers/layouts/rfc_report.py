"""Residential Funding's monthly report in text (REPT1B and rept2): hundreds of statements in one document.

Each page begins with the same head. The first pages have the class tables; the last page, with related
information, is printed for the deal and again for each of its pools. The vocabulary holds the words of its
tables; this file holds words of this layout only.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import read_kinds
from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.class_rows import open_table, read_nameless_row
from parsers.deals import name_deal
from parsers.headings import Column, known_in
from parsers.labels import plain
from parsers.layout import Layout
from parsers.page import PAGE_NUMBER, Line
from parsers.pool_pages import PoolPage, ReportPage, name_groups, rows_of
from parsers.printed_values import read_date, tidy_class_name
from parsers.splitting import MOST_VALUES, PageHeads
from parsers.targets import Target, place, targets
from parsers.vocabulary import enhancement_facts, fee_facts, loss_facts, pool_facts
from parsers.vocabulary.printers import columns_by, dates_by, facts_by, measures_by

RFC = "rfc_report"
CLASSES = ClassTable(columns_by(RFC), titled={"AMOUNTS PER $1,000 UNIT": columns_by(RFC, "per_1000")})
DATES = Facts(dates_by(RFC))
KNOWN = facts_by(RFC, pool_facts, fee_facts, loss_facts, enhancement_facts)
# Shares and components have one column each; foreclosed loans are below their title.
SHARES = {label: target for label, target in KNOWN.items() if target.field.endswith("_percentage")}
FORECLOSED = {label: target for label, target in KNOWN.items() if target.status == "foreclosure"}
FIGURES = Facts(
    {label: target for label, target in KNOWN.items() if label not in SHARES and label not in FORECLOSED}
    | targets(
        "amount",
        {
            "Spread": "spread",
            "Pass Through Rate for Next Distribution": "next_pass_through_rate",
            "{column} Index": "index_rate",
        },
    ),
    titled={"Foreclosures": FORECLOSED},
)
DELINQUENCIES = Matrix(
    rows={
        "One Monthly Payment": Target(status="delinquent", bucket="30-59"),
        "Two Monthly Payments": Target(status="delinquent", bucket="60-89"),
        "Three or More Monthly Payments": Target(status="delinquent", bucket="90+"),
    },
    columns=measures_by(RFC),
    by_place=True,
)
BY_COLUMN = Matrix(
    rows=SHARES
    | targets(
        "amount",
        {
            "Class {class_name} Principal Distribution": "component_principal",
            "Class {class_name} Ending Balance": "component_ending_balance",
        },
    ),
    columns={"{column}": Target()},
    by_place=True,
)
RATE = re.compile(r"CLASS (\S+?) ?-? ?(?:STRIP )?PASS[- ]THROUGH (?:RATE )?FOR NEXT DISTRIBUTION:?$", re.I)
# An account of its own, with its rows on the line of its name or below it.
RESERVE = re.compile(
    r"((?:CLASS \S+ )?SPECIAL RESERVE (?:ACCOUNT|FUND)S?)(?:[ :-]+((?:BEGINNING |ENDING )?BALANCE|DEPOSITS?"
    r"|WITHDRAWALS?|AMOUNT AVAILABLE))?:?$",
    re.I,
)

# The registrant's name in its head; below the master servicer's line any word matches.
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
RUN = re.compile(r"Run: (\S+)(?: (\d\d:\d\d:\d\d))?(?: \S+)?$", re.I)
COMPANY = re.compile(rf"(.+) \((MASTER SERVICER|{ROLES})\)$", re.I)
ANY_ROLE = re.compile(r"([^(]+) \(([A-Z]{3}[A-Z /&-]*)\)$", re.I)
SERIES = re.compile(r"(.*?),? ?SERIES ([^\s(]+)[^(]{,30}(?:\(POOL ?#? *(?:(\w+) ?\)|\w*))?$", re.I)
TITLE = re.compile(r"(?:(DISTRIBUTION SUMMARY)|ADDITIONAL RELATED INFORMATION) FOR POOL ?#? *(\w*)$", re.I)
STAMP = re.compile(r"(?:Page:.{,20}|STATEMENT TO CERTIFICATEHOLDERS|<PAGE>)$", re.I)
NUMBER = re.compile(r"\w{1,8}$")
SUM_RULE = re.compile(r"\s*(?:- )?-{5,}(?: +-{5,})*\s*$")
END_RULE = re.compile(r"\s*={5,}\s*$")
# The tables in the report's order. In January 1998 its lines were wrapped at 65 columns: words are then not
# above their columns, but a table still has all its words.
PARTS = (
    "Class | Cusip | Original Face Value | Principal Balance Before Distribution"
    " | Current Pass-Through Rate | Principal Distribution",
    "Interest Distribution | Total Distribution | Deferred Interest | Realized Losses"
    " | Remaining Principal Balance",
    "Class | Beginning Balance Factor | Principal Factor | Interest Factor | Total Distribution"
    " | Deferred Interest | Ending Balance Factor",
)


def words_of(headings: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in headings.casefold().split() if word != "|"))


BY_WORDS = {words_of(part): part.split(" | ") for part in PARTS}


def read_report(builder: Builder, lines: Sequence[Line]) -> None:
    """The class tables of all pages together, and each pool's page of related information."""
    pages = read_heads(builder, lines)
    for page in pages:
        page.part(lambda line: FIGURES.table.find_whole(line.label) is not None)
    left = DATES.read(builder, [line for page in pages for line in page.summary])
    CLASSES.read(builder, read_wrapped(builder, left))
    related = [page for page in pages if page.related]
    deal = next((page.number for page in pages if page.number), "")
    groups = name_groups([PoolPage(page.number, rows_of(page.related)) for page in related], deal)
    for page, group in zip(related, groups, strict=True):
        own = read_named(builder, page.related, group)
        read_kinds((DELINQUENCIES, BY_COLUMN, FIGURES), builder, own, group)


def read_heads(builder: Builder, lines: Sequence[Line]) -> list[ReportPage]:
    """The pages without their heads, whose digits are ignored: run stamp, companies, series, title, pool."""
    pages, above, servicer, in_head = [ReportPage()], "", -9, False
    for line in lines:
        words = line.squashed
        if not words or PAGE_NUMBER.match(words):
            continue
        if NUMBER.match(words) and pages[-1].lacks_number and not pages[-1].lines:
            words = f"{pages[-1].title} {words}"
        elif words.startswith("("):
            words = f"{above} {words}"  # '(COMPANY)' wrapped onto a line of its own
        company = COMPANY.match(words) or (ANY_ROLE.match(words) if line.number - servicer <= 2 else None)
        if len(line.values) > MOST_VALUES or not (company or is_head(words)):
            above, in_head = "" if line.values else words, in_head and not line.values
            pages[-1].lines.append(line)
            continue
        if not in_head and pages[-1].lines:
            pages.append(ReportPage())
        builder.ignore(line.cells, "page_head")
        above, in_head = "", True
        if company:
            servicer = line.number if company[2].upper() == "MASTER SERVICER" else servicer
            name_company(builder, company, line)
        else:
            name_page(builder, pages[-1], words, line)
    return pages


def is_head(words: str) -> bool:
    return any(head.match(words) for head in (RUN, SERIES, TITLE, STAMP))


def name_company(builder: Builder, match: re.Match[str], line: Line) -> None:
    field = "master_servicer" if match[2].upper() == "MASTER SERVICER" else "issuer"
    if not getattr(builder.statement, field):
        setattr(builder.statement, field, match[1])
        builder.statement.lines.append(line.number)


def name_page(builder: Builder, page: ReportPage, words: str, line: Line) -> None:
    """The values in a head's line: of its page, and of the statement where no page above has them."""
    statement = builder.statement
    if match := TITLE.match(words):
        page.title, page.number = words, match[2] or page.number
        statement.pool_number = statement.pool_number or match[2] or statement.pool_number
    elif (match := RUN.match(words)) and not statement.printed_at:
        statement.printed_at = " ".join(part for part in (read_date(match[1]), match[2]) if part)
    elif match := SERIES.match(words):
        page.number = match[3] or ""
        if not statement.series:
            statement.trust, statement.series = match[1], match[2]
            statement.pool_number = match[3] or statement.pool_number
            deal = name_deal(f"{statement.issuer or ''} {match[1]}", match[2])
            statement.deal = deal or statement.deal
            statement.lines.append(line.number)


def read_named(builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
    """Map figures whose label names a class or account, or mostly has words beside it; returns lines left."""
    rest, title = [], ""
    for line in lines:
        label = line.label
        title = title if line.values else label.rstrip(" :") or title
        target = None
        if len(line.values) == 1 and (match := RATE.match(label)):
            name = tidy_class_name(match[1])
            target = Target("amount", "next_pass_through_rate", class_name=name, group=group or "")
        elif match := RESERVE.match(label) or RESERVE.match(f"{title} {label}"):
            column = (match[2] or "").upper()
            target = Target("amount", "special_reserve_account", column=column, group=group or "")
        elif label.upper().rstrip(":") == "OPTIMAL PERCENTAGE" and line.values[:1] and line.values[0].value:
            target = Target("amount", "optimal_percentage", group=group or "")
        if target is None or len(line.values) != 1 or not place(builder, target, line.values[0], label):
            rest.append(line)
    return rest


def read_wrapped(builder: Builder, lines: Sequence[Line]) -> list[Line]:
    """The class tables of a page whose lines were wrapped, their columns in the report's order."""
    rest: list[Line] = []
    above: list[Line] = []
    is_open = is_summed = False
    for line in lines:
        if line.cells and all(cell.kind == "words" for cell in line.cells):
            above.append(line)
            continue
        if above and (columns := columns_of_words(above)):
            open_table(builder.tables, columns)
            is_open, is_summed, above = True, False, []
        rest += above
        above = []
        if not line.cells or not is_open:
            is_open = is_open and END_RULE.match(line.text) is None
            is_summed = is_summed or SUM_RULE.match(line.text) is not None
            rest.append(line)
            continue
        row, rows = read_nameless_row(line), builder.tables[-1].rows
        if rows and goes_on(rows[-1].line, line):
            rows[-1].values += row.values
        else:
            row.total = is_summed and not row.lead
            rows.append(row)
    return rest + above


def columns_of_words(lines: Sequence[Line]) -> list[Column]:
    """The columns of the table with exactly these words in its heading, where they are over no column."""
    part = BY_WORDS.get(words_of(" ".join(line.squashed for line in lines)), [])
    for headings in (CLASSES.words, *CLASSES.words_below.values()):
        columns = [Column(heading, 0, 0, headings.fields.get(plain(heading))) for heading in part]
        if columns and all(column.field for column in columns):
            return [] if known_in(headings.read_stacked(lines)) > 2 else columns  # few are of a wrapped one
    return []


def goes_on(above: Line, line: Line) -> bool:
    """Whether a line of values alone is the rest of the line right above."""
    return line.number == above.number + 1 and all(cell.is_value for cell in line.cells)


LAYOUT = Layout(
    name=RFC,
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
    sections={"": (read_report,)},
)
