"""A page is read by the one layout that it fits; near-misses and foreign papers are refused, not guessed."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

import parsers
from parsers.documents import read_page
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.page import Page
from parsers.records import UNITS, Statement, Tranche, Unmapped
from parsers.splitting import Titles
from tests.parsers.golden import PAGES, layout_of

FOREIGN = Path(__file__).parent / "foreign"

# Statements of other trustees and other media: (their numbers, the deal that their title names). The name of
# a page begins with that of the layout that may come to read it.
UNREAD = {
    "wells_fargo_summary": (
        15,
        "Some Asset Securities Corporation 1999-5",
    ),  # its ending balances are not there
    "rept1hc": (20, "HOME EQUITY LOAN TRUST 1995-1"),  # one column holds original, beginning and rate
    "rfc_pdf_text": (25, "RAMP 2006-SP9"),  # digits cut off and moved to the next cell
    "rept1_pdf_text": (15, "RFMSII 2006-HSA9"),
}
READ_BY_WORDS = {"chase_statement", "deutsche_report"}
OTHERS = {
    "agreement": "no statement: an agreement",  # 'Servicing Certificate' in prose and alone on a line
    "prospectus_terms": "no statement: a prospectus",
    "term_sheet": "no statement: a term sheet or computational materials",
    "annual_report": "no statement: an annual report",
    "bank_one_cover": "no statement: a cover without one",  # three figures in item A
}


def foreign(name: str) -> parsers.Reading:
    """A page of another printer, read with all layouts; one of the page's own name may come to read it."""
    reading = parsers.read((FOREIGN / f"{name}.txt").read_bytes())
    layout = reading.filing.documents[0].layout
    if layout not in (None, "general"):
        assert layout is not None
        assert f"{name}_".startswith(f"{layout}_")
        pytest.skip(f"{name} is read by the layout {layout}")
    return reading


@pytest.mark.parametrize("name", UNREAD)
def test_a_statement_that_proves_nothing_is_reported_number_by_number(name: str) -> None:
    reading = foreign(name)
    numbers, deal = UNREAD[name]
    statement, *rest = reading.records[1:]
    assert isinstance(statement, Statement)
    assert statement.numbers.found == numbers
    assert (reading.unrecognised, statement.numbers.mapped) == (1, 0)
    assert reading.unmapped == numbers - statement.numbers.ignored
    assert (statement.layout, statement.reason, statement.deal) == (None, "no layout fits", deal)
    assert all(isinstance(record, Unmapped) for record in rest)
    assert reading.filing.documents[0].layout is None
    assert reading.filing.documents[0].reason == "unrecognised: no layout fits"


def test_a_statement_without_a_layout_is_read_where_its_arithmetic_proves_it() -> None:
    reading = foreign("chase_statement")
    classes = [record for record in reading.records if isinstance(record, Tranche)]
    assert (reading.filing.documents[0].layout, reading.unrecognised) == ("general", 0)
    assert [(one.class_name, one.principal, one.ending_balance) for one in classes] == [
        ("A1", Decimal("123456.78"), Decimal("48000000.00")),
        ("A2", Decimal("0.00"), Decimal("20000000.00")),
        ("M1", Decimal("765.43"), Decimal("998000.00")),
    ]
    # The table of factors has no heading, and its CUSIPs say nothing of its columns.
    factors = [record for record in reading.records if isinstance(record, Unmapped) and record.lines[0] > 15]
    assert len(factors) == 8


@pytest.mark.parametrize("name", OTHERS)
def test_a_paper_that_is_no_statement_is_listed_with_what_it_is(name: str) -> None:
    reading = parsers.read((FOREIGN / f"{name}.txt").read_bytes())
    assert (reading.statements, len(reading.records)) == (0, 1)
    assert reading.filing.documents[0].layout is None
    assert reading.filing.documents[0].reason == OTHERS[name]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<PDF>\nbegin 644 sp1_102006.pdf\nM)5!$1BTQ+C(*)\n`\nend\n</PDF>", "a PDF: not read"),
        ("%PDF-1.3\n%\xe2\xe3", "a PDF: not read"),
        ("begin 644 g12345g00001.jpg\nM_]C_X``02D9)1@`!\n`\nend", "a picture, uuencoded: not read"),
        ("begin 644 Financial_Report.zip\nM4$L#!!0````(\n`\nend", "uuencoded: not read"),
        ("<XML>\n<?xml version='1.0'?>\n<a>1,234.56</a>\n</XML>", "XML: not read"),
        ("  \n \n", "empty"),
        (
            "                    SERVICING CERTIFICATE\n\nsee the exhibit, 1,234.56 of it\n",
            "no statement: a title of one, but fewer than 10 amounts below it",
        ),
        ("Notice of a late payment\n", "no statement: no title of one with figures below it"),
    ],
)
def test_what_is_not_read_is_said(text: str, reason: str) -> None:
    raw = (
        "<SEC-DOCUMENT>0000000003-04-000009.txt : 20040109\n<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n"
        f"<TYPE>EX-99\n<SEQUENCE>1\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
    (document,) = parsers.read(raw.encode("latin-1")).filing.documents
    assert (document.layout, document.reason) == (None, reason)


SHOWN = [
    pytest.param(page, layout, words, id=f"{page.name} without {words[:40]}")
    for page in PAGES
    for layout in LAYOUTS
    if layout.name == layout_of(page)
    for words in layout.signatures
]


@pytest.mark.parametrize(("page", "layout", "words"), SHOWN)
def test_a_page_without_one_thing_that_its_layout_shows_fits_none(
    page: Path, layout: Layout, words: str
) -> None:
    text = read_page(page.read_text(encoding="latin-1")).text
    damaged = text
    while (found := re.sub(words, "", damaged, flags=re.IGNORECASE | re.MULTILINE)) != damaged:
        damaged = found
    claiming = [other.name for other in LAYOUTS if other.claims(Page.from_text(damaged))]
    assert layout.claims(Page.from_text(text))
    # Without what marks a variant, a certificate is one of the family: its notes are unmapped, not guessed.
    assert claiming == [] or {name.partition("_certificate")[0] for name in claiming} == {"servicing"}
    assert layout.name not in claiming


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_with_its_title_changed_is_read_by_no_layout_and_never_wrongly(page: Path) -> None:
    title = re.compile(r"(?:Distribution|Servicing|Statement)(?= (?:Summary|Certificate|to))", re.IGNORECASE)
    whole = page.read_text(encoding="latin-1")
    text = title.sub("Some", whole)
    if text == whole:  # a layout whose title has other words says them itself
        (layout,) = (layout for layout in LAYOUTS if layout.name == layout_of(page))
        assert isinstance(layout.splitting, Titles)
        text = re.sub(layout.splitting.title, "Some paper", whole, flags=re.IGNORECASE | re.MULTILINE)
    assert text != whole
    reading = parsers.read(text.encode("latin-1"))
    assert {document.layout for document in reading.filing.documents} <= {None, "general"}
    assert figures_of_classes(reading) <= figures_of_classes(parsers.read(whole.encode("latin-1")))


def figures_of_classes(reading: parsers.Reading) -> set[tuple[object, ...]]:
    """(deal, class, field, figure) of every class."""
    return {
        (one.series, one.class_name, field, value)
        for one in reading.records
        if isinstance(one, Tranche)
        for field in UNITS[Tranche]
        if isinstance(value := getattr(one, field), Decimal)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_cut_before_its_figures_holds_no_statement(page: Path) -> None:
    text = page.read_text(encoding="latin-1")
    first = re.search(r"\d{1,3},\d{3}", text)
    assert first is not None
    reading = parsers.read(text[: first.start()].encode("latin-1"))
    figures = [record for record in reading.records if isinstance(record, Tranche)]
    assert not any(figure.beginning_balance or figure.original_balance for figure in figures)


@pytest.mark.corpus
def test_real_filings_of_other_kinds_hold_no_statement(corpus: Path) -> None:
    seen = 0
    for path in sorted((corpus / "edgar" / "filings").rglob("*.txt")):
        try:
            reading = parsers.read(path.read_bytes())
        except parsers.Damaged:  # headers alone
            continue
        seen += 1
        assert reading.statements == 0, path.name
        assert all(document.reason for document in reading.filing.documents), path.name
    assert seen > 20
