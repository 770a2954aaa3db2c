"""What was written is what is read: every figure of a sound page in its field, and every check passed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from tests.properties.pages import bounded, each_layout, options, pages
from tests.writer.comparison import differences, figures_found, read_records
from tests.writer.layouts import WRITERS
from tests.writer.sheet import Written


def read_whole(page: Written) -> None:
    reading = parsers.read(page.encode())
    assert differences(page.records, read_records(reading)) == {}, page.text
    assert reading.unmapped == page.unmapped, page.text
    assert figures_found(reading.records[1].numbers) == page.found, page.text
    assert reading.failed == {}, (reading.failed, page.text)


@each_layout
@bounded(30)
@given(data=st.data())
def test_a_sound_page_in_any_style_is_read_as_it_was_written(layout: str, data: st.DataObject) -> None:
    read_whole(data.draw(pages(layout)))


def covering(layout: str) -> list[dict[str, object]]:
    """Styles that have each choice of each option at least once: the first all first choices, and so on."""
    choices: dict[str, list[object]] = {}
    for name, choice in options(layout):
        choices.setdefault(name, []).append(choice)
    most = max(map(len, choices.values()))
    return [{name: own[turn % len(own)] for name, own in choices.items()} for turn in range(most)]


COVERING = [(layout, turn) for layout in sorted(WRITERS) for turn in range(len(covering(layout)))]


@pytest.mark.parametrize(("layout", "turn"), COVERING)
def test_each_way_of_printing_a_page_is_read_among_others(layout: str, turn: int) -> None:
    writer = WRITERS[layout]
    read_whole(writer.page(11, 3, writer.style(**covering(layout)[turn]), groups=2, classes=3))


EACH_OPTION = [(layout, *option) for layout in sorted(WRITERS) for option in options(layout)]


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "name", "choice"), EACH_OPTION)
def test_each_way_of_printing_a_page_is_read_alone(layout: str, name: str, choice: object) -> None:
    writer = WRITERS[layout]
    read_whole(writer.page(11, 3, writer.style(**{name: choice}), groups=2, classes=3))


def test_a_hyphen_of_a_label_at_the_end_of_a_line_that_was_run_together_is_a_word() -> None:
    writer = WRITERS["servicing_certificate"]
    read_whole(writer.page(346, 1, writer.style(capitalized_width=79, edge=46), groups=1, classes=1))


def test_a_share_of_interest_that_one_class_only_just_allows_fits_that_class() -> None:
    writer = WRITERS["rfc_statement"]
    read_whole(writer.page(294, 3, writer.style()))
