"""A statement in HTML is the statement in text: the same records, but for the lines they were read from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from tests.properties.pages import TEXT_ONLY, bounded, each_layout, html_styles, pages
from tests.writer.comparison import differences, figures_found, read_records
from tests.writer.html import HtmlStyle, as_html
from tests.writer.layouts import WRITERS
from tests.writer.sheet import Written
from tests.writer.style import options_of


def read_same(page: Written, style: HtmlStyle) -> None:
    html = as_html(page, style)
    reading = parsers.read(html)
    assert differences(page.records, read_records(reading)) == {}, html.decode()
    assert reading.unmapped == page.unmapped, html.decode()
    assert figures_found(reading.records[1].numbers) == page.found, html.decode()
    assert reading.failed == {}, (reading.failed, html.decode())


@each_layout
@bounded(12)
@given(data=st.data())
def test_a_page_in_any_markup_is_read_as_its_text(layout: str, data: st.DataObject) -> None:
    shape = {"shape": "pre"} if layout in TEXT_ONLY else {}
    read_same(data.draw(pages(layout)), data.draw(html_styles(**shape)))


EACH_MARKUP = [(name, one) for name, choices in options_of(HtmlStyle).items() for one in choices]


@pytest.mark.parametrize("layout", ["paying_agent", "servicing_certificate"])
@pytest.mark.parametrize(("name", "choice"), EACH_MARKUP)
def test_each_way_of_markup_is_read_alone(layout: str, name: str, choice: object) -> None:
    writer = WRITERS[layout]
    page = writer.page(11, 3, writer.style(), groups=2, classes=3)
    read_same(page, HtmlStyle(**{name: choice}))
