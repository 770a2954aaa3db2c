"""Bank One's 'Statement to Certificateholders' of the first-lien trusts, 2001 to 2003 (text).

The vocabulary holds the words of its tables; this file holds words of this layout only.
"""

import re
from collections.abc import Sequence

from parsers.blocks.class_table import ClassTable
from parsers.blocks.facts import Facts
from parsers.blocks.grouped import Grouped
from parsers.blocks.matrix import Matrix
from parsers.builder import Builder
from parsers.deals import find_series, name_deal
from parsers.layout import Layout
from parsers.page import Line
from parsers.splitting import Titles
from parsers.targets import Target, targets
from parsers.vocabulary import fee_facts, loss_facts, pool_facts
from parsers.vocabulary.dates_and_parties import PERIOD_WORDINGS
from parsers.vocabulary.printers import (
    columns_by,
    coverage_columns_by,
    coverages_by,
    dates_by,
    facts_by,
    measures_by,
    statuses_by,
)

BANK_ONE = "bank_one"
CLASSES = ClassTable(
    columns_by(BANK_ONE), titled={"AMOUNTS PER $1,000 UNIT": columns_by(BANK_ONE, "per_1000")}
)
# They are beside or below the label of their period.
EDGES = {"Beg": "start", "End": "end"}
DATES = Facts(
    dates_by(BANK_ONE)
    | {
        f"{label} {word}": Target("statement", f"{period}_{edge}")
        for label, period in PERIOD_WORDINGS.items()
        for word, edge in EDGES.items()
    }
)
# Balances of all certificates are repeated under every group.
POOL = Facts(facts_by(BANK_ONE, pool_facts), once=True)
LOSSES = Facts(
    facts_by(BANK_ONE, loss_facts)
    # Below the book value of REO loans, whose percentage it is.
    | targets("amount", {"Percentage of Total Pool Balance": "reo_book_value_pct"})
)
DELINQUENCIES = Matrix(
    rows=measures_by(BANK_ONE),
    columns={name: Target(bucket=name.lower()) for name in ("30-59", "60-89", "90+", "Total")},
    titles=statuses_by(BANK_ONE),
)
SUPPORT = Matrix(
    rows=coverages_by(BANK_ONE)
    | {
        "Class {class_name}": Target("credit_support", "balance"),
        "Class {class_name} Percentage": Target("credit_support", "share_pct"),
    },
    columns=coverage_columns_by(BANK_ONE),
)
TRUST_ENDS = re.compile(r"[, ]*(?:Series)?\s*$", re.IGNORECASE)


def read_head(builder: Builder, lines: Sequence[Line]) -> None:
    statement = builder.statement
    title = " ".join(line.squashed for line in lines if line.squashed)
    series = find_series(title)
    if series is not None:
        statement.series = series
    statement.deal = name_deal(title, series) or statement.deal
    _name_trust(builder, [line for line in lines if line.cells])


def _name_trust(builder: Builder, lines: Sequence[Line]) -> None:
    """The trust as printed: on the line of its series, or on the line before."""
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


def _is_title(line: Line) -> bool:
    return line.squashed.casefold().startswith(("statement to", "series", "distribution date"))


def read_signature(builder: Builder, lines: Sequence[Line]) -> None:
    """Ignore the numbers below the signature, which are not the statement's; the signer's name closes it."""
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
        elif not statement.trustee and (series := find_series(words)):  # else from the next statement's cover
            builder.set(statement, "series", series, line.number, "statement")


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
    sections={
        "": (read_head, DATES),
        "DISTRIBUTION SUMMARY": (CLASSES,),
        "Pool Level Data": (DATES,),
        "COLLATERAL INFORMATION": (Grouped((POOL,)),),
        "Prepayment Compensation": (Facts(facts_by(BANK_ONE, fee_facts)),),
        "DELINQUENCY INFORMATION": (Grouped((DELINQUENCIES, LOSSES)),),
        "Subordination/Credit Enhancement Information": (SUPPORT,),
        "SIGNATURES": (read_signature,),
    },
    seen_elsewhere={"Record Date": "statements of all other printers, with one meaning"},
)
