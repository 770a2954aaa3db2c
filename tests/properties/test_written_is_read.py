"""What was written is what is read: every figure of a sound page in its field, and every check passed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from tests.properties.pages import bounded, each_layout, known, options, pages
from tests.writer.comparison import differences, read_records
from tests.writer.layouts import WRITERS
from tests.writer.sheet import Written


def read_whole(page: Written) -> None:
    reading = parsers.read(page.encode())
    assert differences(page.records, read_records(reading)) == {}, page.text
    assert reading.unmapped == page.unmapped, page.text
    assert reading.records[1].numbers.found == len(page.numbers) + page.unmapped, page.text
    assert reading.failed == {}, (reading.failed, page.text)


TAIL = "a label printed over in its middle is joined with a blank too many"
NARROW = "stacked headings one blank apart are taken for one column"


@each_layout(servicing_certificate=f"{TAIL}; {NARROW}")
@bounded(60)
@given(data=st.data())
def test_a_sound_page_in_any_style_is_read_as_it_was_written(layout: str, data: st.DataObject) -> None:
    read_whole(data.draw(pages(layout)))


OPEN_FAULTS = {("servicing_certificate", "edge", 46): TAIL, ("servicing_certificate", "note_gap", 1): NARROW}
EACH_OPTION = [
    pytest.param(layout, *option, marks=known(OPEN_FAULTS.get((layout, *option))))
    for layout in sorted(WRITERS)
    for option in options(layout)
]


@pytest.mark.parametrize(("layout", "name", "choice"), EACH_OPTION)
def test_each_way_of_printing_a_page_is_read_alone(layout: str, name: str, choice: object) -> None:
    writer = WRITERS[layout]
    read_whole(writer.page(11, 3, writer.style(**{name: choice}), groups=2, classes=3))
