"""The vocabulary as a document, docs/vocabulary.md: every wording with its field, unit and source."""

from collections.abc import Iterable, Iterator

from parsers.amount_names import AMOUNTS
from parsers.records import UNITS, Statement
from parsers.vocabulary import class_columns, dates_and_parties, fact_wordings
from parsers.vocabulary.account_facts import ACCOUNT_COLUMNS
from parsers.vocabulary.class_wordings import DOLLARS, EVERYWHERE, Wordings
from parsers.vocabulary.delinquency_words import MEASURE_WORDINGS, STATUS_WORDINGS
from parsers.vocabulary.enhancement_facts import COVERAGE_COLUMNS, COVERAGE_ROWS
from parsers.vocabulary.evidence import EVIDENCE
from parsers.vocabulary.ratio_wordings import FRACTIONS, INTEREST_DETAIL, ORIGINAL, PER_1000
from parsers.vocabulary.section_words import SECTIONS
from parsers.vocabulary.title_words import EXEMPT_ROWS, REFUSING, TITLES, TitleTable, entries
from parsers.vocabulary.wording import normalize

_COLUMN_TABLES: tuple[tuple[str, Wordings, str | None], ...] = (
    ("Below any title", EVERYWHERE, None),
    ("In dollars, or below no title", DOLLARS, "dollars"),
    ("Per $1,000", PER_1000, "per_1000"),
    ("Fractions of the original balance", FRACTIONS, "factor"),
    ("Below a title of original balances", ORIGINAL, "original"),
    ("Below a title of interest alone", INTEREST_DETAIL, "interest detail"),
)


def vocabulary() -> str:
    """The document, as Markdown."""
    parts = (_head, _sources, _columns, _pairs, _titles, _delinquencies, _facts, _enhancement, _dates)
    return "\n".join(line for part in parts for line in part()) + "\n"


def _head() -> Iterator[str]:
    yield "# The field's vocabulary"
    yield ""
    yield "Made from `parsers/vocabulary` by `make docs`; do not edit. Words propose what a figure is; the"
    yield "page's own arithmetic proves it. Wordings are compared without case, punctuation and hyphens."
    yield ""
    yield "'by identity': the wording was not seen on a page, or it is the rest of another's after"
    yield "a word was lost. Its figures are taken only where an identity singles the field out."
    yield "'awaited': no record holds the field yet, its figures are unmapped with their address."


def _sources() -> Iterator[str]:
    rows = ((f"`{name}`", pages.text, "yes" if pages.seen else "no") for name, pages in EVIDENCE.items())
    yield from _table("Sources", ("source", "pages", "seen"), rows)


def _columns() -> Iterator[str]:
    yield from ("", "## Columns of class tables")
    for title, table, kind in _COLUMN_TABLES:
        yield from _table(title, ("field", "unit", "heading", "known from", ""), _column_rows(table, kind), 3)


def _column_rows(table: Wordings, kind: str | None) -> Iterator[tuple[str, ...]]:
    known = {term.wording: term for term in class_columns.terms(kind).values()}
    for field, sources, heading in entries(table):
        term = known[normalize(heading)]
        marks = [mark for mark, on in (("awaited", term.awaited), ("by identity", term.proposes_only)) if on]
        if field in class_columns.TEXT_FIELDS:
            marks = []
        yield f"`{field}`", term.unit, heading, sources, ", ".join(marks)


def _pairs() -> Iterator[str]:
    found: set[tuple[str, str, str, str]] = set()
    for kind in class_columns.TABLES:
        known = {term.wording: term.field for term in class_columns.terms(kind).values()}
        pairs = class_columns.confusable(class_columns.terms(kind).values())
        found |= {(longer, known[longer], shorter, known[shorter]) for shorter, longer in pairs}
    rows = ((longer, f"`{of}`", shorter, f"`{taken}`") for longer, of, shorter, taken in sorted(found))
    yield from _table(
        "Columns that a lost word confuses", ("heading", "field", "left of it", "read as"), rows
    )


def _titles() -> Iterator[str]:
    yield from _table("Titles of class tables", ("kind", "title", "known from"), _title_rows(TITLES))
    yield from ("", f"A title refuses its table with one of the words {', '.join(sorted(REFUSING))}.")
    names = ", ".join(f"{words} ({name})" for words, name in EXEMPT_ROWS.items())
    yield from ("", f"Rows that are not a class and whose balance need not roll: {names}.")
    yield from _table("Titles of sections", ("kind", "title", "known from"), _title_rows(SECTIONS))


def _title_rows(titles: TitleTable) -> Iterator[tuple[str, ...]]:
    return ((kind, title, sources) for kind, sources, title in entries(titles))


def _delinquencies() -> Iterator[str]:
    statuses = ((f"`{name}`", title, sources) for name, sources, title in entries(STATUS_WORDINGS))
    yield from _table("Statuses of delinquent loans", ("status", "wording", "known from"), statuses)
    measures = ((f"`{name}`", title, sources) for name, sources, title in entries(MEASURE_WORDINGS))
    yield from _table("Measures of delinquent loans", ("field", "wording", "known from"), measures)


def _facts() -> Iterator[str]:
    rows = sorted(
        (
            f"`{fact.record}`" + (f" {fact.of}" if fact.of else ""),
            f"`{fact.name}`",
            fact.unit,
            fact.printed,
            "any" if "" in fact.sections else ", ".join(fact.sections),
            " ".join(fact.sources),
            _fact_marks(fact),
        )
        for fact in fact_wordings.all_facts()
    )
    heads = ("record", "field or name", "unit", "label", "sections", "known from", "")
    yield from _table("Labelled figures", heads, rows)
    left = ((label, reason) for label, reason in fact_wordings.LEFT_OUT.items())
    yield from _table("Labels left out", ("label", "why"), left)


def _fact_marks(fact: fact_wordings.Fact) -> str:
    section = None if "" in fact.sections else fact.sections[0]
    known = fact_wordings.find(fact.printed, section) or fact
    marks = [mark for mark, on in (("awaited", fact.awaited), ("by identity", known.proposes_only)) if on]
    return ", ".join(marks)


def _enhancement() -> Iterator[str]:
    rows = (
        (label, f"`{row.name}`", row.what or "as the column says", row.source)
        for label, row in COVERAGE_ROWS.items()
    )
    yield from _table("Rows of coverage", ("label", "name", "what", "known from"), rows)
    columns = ((label, f"`{field}`", source) for label, (field, source) in COVERAGE_COLUMNS.items())
    yield from _table("Columns of coverage", ("heading", "field", "known from"), columns)
    accounts = (
        (label, f"`{name}`", AMOUNTS[name].unit, source) for label, (name, source) in ACCOUNT_COLUMNS.items()
    )
    yield from _table("Columns of accounts", ("heading", "name", "unit", "known from"), accounts)


def _dates() -> Iterator[str]:
    known = {label.wording: label for label in dates_and_parties.labels().values()}
    rows = (
        (
            f"`{field}`",
            UNITS[Statement][field],
            label,
            sources,
            "by identity" if known[normalize(label)].proposes_only else "",
        )
        for field, sources, label in entries(dates_and_parties.LABELS)
    )
    yield from _table("Dates and parties", ("field", "unit", "label", "known from", ""), rows)


def _table(
    title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], level: int = 2
) -> Iterator[str]:
    yield from ("", f"{'#' * level} {title}", "", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|")
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
