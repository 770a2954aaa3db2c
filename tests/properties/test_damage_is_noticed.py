"""A page with one fault: the rest is read right, the fault is in its field, in a check or unmapped."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import parsers
from tests.properties.pages import bounded, chances, each_layout, pages
from tests.writer.comparison import (
    ABSENT,
    READINGS,
    differences,
    figures_found,
    misplaced,
    printed_differences,
    read_records,
)
from tests.writer.layouts import WRITERS
from tests.writer.mutations import (
    Damage,
    change_digit,
    column_of,
    cut_column,
    cut_label,
    lose_heading,
    lose_row,
    overprint_label,
    shift_column,
    single_rows,
)
from tests.writer.sheet import Figure, Key, Written


def read(damage: Damage) -> parsers.Reading:
    return parsers.read(damage.page.encode())


def noticed(reading: parsers.Reading, page: Written) -> bool:
    """Whether a check failed or a number is reported that a sound page places."""
    return bool(reading.failed) or reading.unmapped > page.unmapped


def misread(page: Written, reading: parsers.Reading) -> dict[tuple[Key, str], tuple[object, object]]:
    """What was read and not written so: in a wrong field, or in the right one with another value.

    Right it is to call a page unrecognised that lost what it is known by, and to keep the rate of a note
    whose own row is lost as an amount. Pages that failed here once stand in test_pages_once_misread.py.
    """
    wrong = misplaced(page.records, read_records(reading))
    return {
        (key, name): pair
        for (key, name), pair in wrong.items()
        if key[:2] != ("amount", "note_rate") and name != "reason" and not _is_of_a_group(key, page)
    }


def _is_of_a_group(key: Key, page: Written) -> bool:
    """Whether a record without a group is one that the page has for each of its groups."""
    place = {"pool": 1, "delinquency": 1, "amount": 2}.get(str(key[0]))
    if place is None or key in page.records:
        return False
    return any((*other[:place], None, *other[place + 1 :]) == key for other in page.records if other[place:])


def lost_otherwise(page: Written, reading: parsers.Reading) -> dict[tuple[Key, str], tuple[object, object]]:
    """What of a page was not read, or not so; but for rates of notes whose own rows are lost."""
    found = printed_differences(page.records, read_records(reading))
    rates = any(key[:2] == ("amount", "note_rate") for key, _ in found)
    return {
        place: pair
        for place, pair in found.items()
        if not (rates and (place[0][:2] == ("amount", "note_rate") or place[1] == "pass_through_rate_pct"))
    }


# Their class tables are taken as far as the page's arithmetic supports them: one digit can disprove one.
PROVED = {"bank_of_new_york", "chase", "deutsche", "rfc_report_html"}
Changed = dict[tuple[Key, str], tuple[object, object]]


def disproved(layout: str, reading: parsers.Reading, page: Written, changed: Changed) -> set[tuple[Key, str]]:
    """The fields of a class table that is left whole, where each of its figures is unmapped instead."""
    lost = {
        place for place, pair in changed.items() if pair[1] == ABSENT and place[0][0] in ("tranche", "total")
    }
    figures = [place for place in lost if isinstance(changed[place][0], Decimal)]
    more = reading.unmapped - page.unmapped
    return lost if layout in PROVED and 0 < len(figures) <= more else set()


@each_layout
@bounded(22)
@given(data=st.data())
def test_a_changed_digit_changes_its_field_or_fails_a_check_and_no_other_field(
    layout: str, data: st.DataObject
) -> None:
    page = data.draw(pages(layout))
    damage = change_digit(page, data.draw(chances()))
    reading = read(damage)
    changed = differences(page.records, read_records(reading))
    others = {place for place in changed if place not in damage.places and place[1] not in READINGS}
    others -= disproved(layout, reading, page, {place: changed[place] for place in others})
    assert not others, (damage.description, {place: changed[place] for place in others})
    assert changed or noticed(reading, page), damage.description


@each_layout
@bounded(22)
@given(data=st.data())
def test_a_lost_row_is_noticed_or_its_figures_alone_are_absent(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    damage = lose_row(page, data.draw(chances()))
    reading = read(damage)
    assert misread(page, reading) == {}, damage.description
    assert noticed(reading, page) or lost_otherwise(damage.page, reading) == {}, damage.description


@each_layout
@bounded(22)
@given(data=st.data())
def test_a_lost_heading_is_noticed_or_nothing_changes(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    damage = lose_heading(page, data.draw(chances()))
    reading = read(damage)
    assert noticed(reading, page) or not printed_differences(page.records, read_records(reading)), (
        damage.description
    )


@each_layout
@bounded(30)
@given(data=st.data())
def test_a_cut_label_finds_its_field_or_its_figures_are_unmapped(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    label = data.draw(st.sampled_from(page.labels))
    kept = data.draw(st.integers(0, len(label.text) - 1))
    others = {other.text for other in page.labels}
    assume(label.text[:kept].rstrip() not in others)  # 'Prin Adj' cut to 'Prin' is another label
    damage = cut_label(page, label, kept)
    wrong = misread(page, read(damage))
    left = label.text[:kept].strip()
    assert not {place for place in wrong if not is_cut_name(place[0], damage, left)}, (
        damage.description,
        wrong,
    )


TOTAL = re.compile("Tot|Deal")  # begins the label of a total


def is_cut_name(key: Key, damage: Damage, left: str) -> bool:
    """Whether a record is named by what is left: 'Class M-1' may be cut to 'Class M', 'SENIOR' to 'SEN'."""
    if key[0] == "amount" and key[-1] == left:
        return True
    if key[0] in ("delinquency", "pool") and left.split()[-1:] == [key[1]]:  # 'Group A-II' to 'Group A'
        return True
    if key[0] == "tranche" and left and key[1] == left and TOTAL.match(left):  # still a fault
        return True
    names = {str(figure.key[-1]) for figure in damage.touched if figure.key[0] == "credit_support"}
    return key[0] == "credit_support" and any(name.startswith(str(key[-1])) for name in names)


# No figure of theirs has a label of its own, but Chase's, whose labels hold numbers.
TABLES_ONLY = {"chase", "deutsche", "paying_agent", "rfc_report_html", "rfc_statement", "wells_fargo"}


@pytest.mark.parametrize("layout", sorted(set(WRITERS) - TABLES_ONLY))
@bounded(22)
@given(data=st.data())
def test_a_label_printed_over_finds_its_field_or_its_figure_is_unmapped(
    layout: str, data: st.DataObject
) -> None:
    page = data.draw(pages(layout))
    rows = [(label, one) for label, one in single_rows(page) if "," in one.ink.text or "." in one.ink.text]
    label, figure = data.draw(st.sampled_from(rows))
    kept = data.draw(st.integers(1, len(label.text)))
    assume(not label.text[kept - 1].isdigit())  # '1' of '1 YEAR' and 6.5 would be 16.5
    damage = overprint_label(page, figure, label, kept)
    reading = read(damage)
    # The name of an index is what is left of its label.
    wrong = {
        place: pair for place, pair in misread(page, reading).items() if place[0][1:2] != ("index_rate",)
    }
    # A comma behind the value ('MA204.99, IN MONTHS') may be of a longer number: null, and reported.
    if reading.unmapped > page.unmapped:
        wrong = {place: pair for place, pair in wrong.items() if pair[1] is not None}
    assert wrong == {}, damage.description
    sound = parsers.read(page.encode()).records[1].numbers
    assert figures_found(reading.records[1].numbers) == figures_found(sound), damage.description


@each_layout
@bounded(20)
@given(data=st.data())
def test_a_column_cut_alike_in_every_row_changes_no_other_column(layout: str, data: st.DataObject) -> None:
    page = data.draw(pages(layout))
    column = column_of(page, data.draw(st.sampled_from(class_figures(page))))
    damage = cut_column(page, column, data.draw(st.integers(1, 5)))
    reading = read(damage)
    changed = misplaced(page.records, read_records(reading))
    assert not {place for place in changed if place[1] != column[0].field}, damage.description
    rolled = column[0].field in ("beginning_balance", "ending_balance", "principal")
    if rolled and any(_lost_dollars(*pair) for pair in changed.values()):
        assert noticed(reading, page), damage.description


def _lost_dollars(written: object, read: object) -> bool:
    """Whether more was cut than cents, which the coarser print's own tolerance covers."""
    return isinstance(written, Decimal) and isinstance(read, Decimal) and abs(written - read) >= 1


@each_layout
@bounded(20)
@given(data=st.data())
def test_columns_that_moved_from_under_their_headings_are_read_or_noticed(
    layout: str, data: st.DataObject
) -> None:
    page = data.draw(pages(layout))
    column = column_of(page, data.draw(st.sampled_from(class_figures(page))))
    damage = shift_column(page, column, data.draw(st.integers(1, 12)))
    reading = read(damage)
    changed = misplaced(page.records, read_records(reading))
    assert not changed or noticed(reading, page), damage.description


def class_figures(page: Written) -> list[Figure]:
    return [figure for figure in page.numbers if figure.key[0] == "tranche"]
