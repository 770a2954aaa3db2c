"""A page in HTML with one fault: as for text, the rest is right and the fault is in its field or noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from tests.properties.pages import TEXT_ONLY, bounded, chances, html_styles, pages
from tests.properties.test_damage_is_noticed import is_cut_name, lost_otherwise, misread, noticed
from tests.writer.comparison import READINGS, differences, printed_differences, read_records
from tests.writer.html import HtmlStyle, as_html
from tests.writer.html_mutations import change_cell, cut_cell, lose_heading_row, lose_table_row
from tests.writer.layouts import WRITERS
from tests.writer.mutations import Damage

each_layout_in_html = pytest.mark.parametrize("layout", sorted(WRITERS.keys() - TEXT_ONLY))


def read(damage: Damage, style: HtmlStyle) -> parsers.Reading:
    return parsers.read(as_html(damage.page, style))


def tables(data: st.DataObject) -> HtmlStyle:
    """Any markup in tables."""
    return data.draw(html_styles(shape="table"))


@each_layout_in_html
@bounded(7)
@given(data=st.data())
def test_a_changed_cell_changes_its_field_or_fails_a_check_and_no_other_field(
    layout: str, data: st.DataObject
) -> None:
    page = data.draw(pages(layout))
    damage = change_cell(page, data.draw(chances()))
    reading = read(damage, tables(data))
    changed = differences(page.records, read_records(reading))
    others = {place for place in changed if place not in damage.places and place[1] not in READINGS}
    assert not others, (damage.description, {place: changed[place] for place in others})
    assert changed or noticed(reading, page), damage.description


@each_layout_in_html
@bounded(7)
@given(data=st.data())
def test_a_lost_table_row_is_noticed_or_its_figures_alone_are_absent(
    layout: str, data: st.DataObject
) -> None:
    page = data.draw(pages(layout))
    damage = lose_table_row(page, data.draw(chances()))
    reading = read(damage, tables(data))
    assert misread(page, reading) == {}, damage.description
    assert noticed(reading, page) or lost_otherwise(damage.page, reading) == {}, damage.description


@each_layout_in_html
@bounded(7)
@given(data=st.data())
def test_a_lost_row_of_headings_is_noticed_or_nothing_changes(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    damage = lose_heading_row(page, data.draw(chances()))
    reading = read(damage, tables(data))
    assert noticed(reading, page) or not printed_differences(page.records, read_records(reading)), (
        damage.description
    )


@each_layout_in_html
@bounded(7)
@given(data=st.data())
def test_a_cut_cell_finds_its_field_or_its_figures_are_unmapped(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    damage, left = cut_cell(page, data.draw(chances()))
    if left in {label.text for label in page.labels}:
        return  # 'Prin Adj' cut to 'Prin' is another label
    wrong = misread(page, read(damage, tables(data)))
    assert not {place for place in wrong if not is_cut_name(place[0], damage, left)}, (
        damage.description,
        wrong,
    )
