"""What every layout must have: fields that exist, words that stand on its fixtures, a fixture, a writer."""

import pytest

from parsers.blocks.facts import Facts
from parsers.documents import read_page
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.page import Page
from parsers.splitting import Titles
from parsers.targets import Target
from tests.parsers.golden import PAGES, figures_of, golden_of, layout_of
from tests.parsers.layout_words import LINT, stands_on, words_of
from tests.writer.layouts import WRITERS

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


@each_layout
@pytest.mark.parametrize("rule", LINT)
def test_a_layout_keeps_the_rules(layout: Layout, rule: str) -> None:
    paths = [page for page in PAGES if layout_of(page) == layout.name]
    pages = [read_page(path.read_text(encoding="latin-1")) for path in paths]
    assert LINT[rule](layout, pages) == []


@each_layout
def test_a_layout_has_a_fixture_with_its_golden_and_typed_figures(layout: Layout) -> None:
    pages = [page for page in PAGES if layout_of(page) == layout.name]
    assert pages
    assert [page.name for page in pages if not (golden_of(page).exists() and figures_of(page).exists())] == []


def test_every_layout_has_a_writer_and_every_writer_a_layout() -> None:
    assert set(WRITERS) == {layout.name for layout in LAYOUTS}


def test_the_lint_has_words_to_look_at() -> None:
    forms = [layout for layout in LAYOUTS if layout.reader is None]
    assert {layout.name for layout in forms} >= {"bank_one", "paying_agent"}
    assert all(len(words_of(layout)) > 10 for layout in forms)


def toy(labels: dict[str, Target], **more: str) -> Layout:
    """A layout of one block of facts."""
    return Layout("toy", (), Titles("Toy"), {"": (Facts(labels),)}, seen_elsewhere=more)


@pytest.mark.parametrize(
    ("rule", "layout"),
    [
        ("every label has a field", toy({"Total": Target("pool", "no_such_field")})),
        ("every label has a field", toy({"Total": Target("amount", "no_such_amount")})),
        ("every label has a field", toy({"Total": Target("delinquency", "balance", status="reo")})),
        ("the unit is what the label says", toy({"% of Pool": Target("pool", "ending_balance")})),
        ("the unit is what the label says", toy({"Number of Loans": Target("pool", "wam_months")})),
        ("every word stands on a fixture or has its source", toy({"Tot": Target("pool", "ending_balance")})),
        ("every word stands on a fixture or has its source", toy({}, Total="one of our own pages")),
        ("every word stands on a fixture or has its source", toy({}, Sum="somewhere")),
    ],
)
def test_a_layout_that_breaks_a_rule_is_reported(rule: str, layout: Layout) -> None:
    page = Page.from_text("Total     1,234.00\n% of Pool  5%\nNumber of Loans  7\n")
    assert len(LINT[rule](layout, [page])) == 1
    assert LINT[rule](toy({"Total": Target("pool", "ending_balance")}), [page]) == []


PRINTED = """\
Total Fees                        1.00
Servicing Fees of the
Master Servicer                   2.00
Accrual Period:      Beg       11/1/03
                     End       12/1/03
         Beginning
Class      Balance    Total
Class A       7.00     7.00
Pool Prepayment Rate   10.9 CPR
"""


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("TOTAL  FEES", True),
        ("Total Fee", False),
        ("Servicing Fees of the Master Servicer", True),
        ("Accrual Period End", True),
        ("Beginning Balance", True),
        ("Beginning Total", False),
        ("Pool Prepayment Rate CPR", True),
        ("Class {class_name}", True),
        ("Fees Total", False),
    ],
)
def test_words_stand_on_a_page_as_they_may_be_printed(words: str, *, stands: bool) -> None:
    assert stands_on(words, Page.from_text(PRINTED)) is stands
