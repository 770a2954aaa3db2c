"""What every layout must have: fields that exist, words that stand on its fixtures, a fixture, a writer."""

import re

import pytest

from parsers.documents import read_page
from parsers.layout import Layout
from parsers.layouts import LAYOUTS
from parsers.records import UNITS, Tranche
from tests.parsers.golden import PAGES, figures_of, golden_of, layout_of
from tests.parsers.layout_words import class_fields_of, stands_on, targets_of, words_of
from tests.writer.layouts import WRITERS

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
# What a label says of its figure's unit.
SAID: tuple[tuple[str, set[str]], ...] = (
    (r"%|\bpercent", {"pct"}),
    (r"^(?:aggregate )?number of (?!days)", {"count"}),
    (r"\bloan count\b", {"count"}),
    (r"^number of days", {"days"}),
    (r"^\w+(?:[- ]\w+)? date$", {"date"}),
    (r"\bbal(?:ance)?$", {"usd"}),
)


@each_layout
def test_every_label_has_a_field_of_its_record(layout: Layout) -> None:
    lost = [named for named in targets_of(layout) if not named.target.unit]
    assert lost == []


@each_layout
def test_every_column_of_classes_has_a_field_of_a_class(layout: Layout) -> None:
    lost = [(heading, name) for heading, name in class_fields_of(layout) if name not in UNITS[Tranche]]
    assert lost == []


@each_layout
def test_the_unit_that_a_label_says_is_that_of_its_field(layout: Layout) -> None:
    figures = [(named.words[-1], named.target.unit) for named in targets_of(layout)]
    columns = [(heading, UNITS[Tranche].get(name, "")) for heading, name in class_fields_of(layout)]
    for words, unit in [*figures, *columns]:
        for pattern, units in SAID:
            if re.search(pattern, words, re.IGNORECASE):
                assert unit in units | {"per_1000"}, words
                break


@each_layout
def test_every_word_stands_on_a_fixture_or_has_its_source(layout: Layout) -> None:
    paths = [page for page in PAGES if layout_of(page) == layout.name]
    pages = [read_page(path.read_text(encoding="latin-1")) for path in paths]
    unseen = {words for words in words_of(layout) if not any(stands_on(words, page) for page in pages)}
    assert unseen == set(layout.seen_elsewhere), "words that stand on no fixture need a source, others none"
    assert all(len(source.split()) > 2 for source in layout.seen_elsewhere.values())


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
