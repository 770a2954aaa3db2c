"""Headings stacked over several lines, and where statements begin."""

import pytest

from parsers.headings import Column, stack, stack_words
from parsers.page import Page
from parsers.splitting import Titles
from parsers.value_places import assign, places_of

WIDE = """\
                     Certificate    Certificate     Beginning
                        Class      Pass-Through    Certificate       Interest
Class     CUSIP      Description       Rate          Balance       Distribution
"""
TIGHT = """\
          Certificate Certificate  Beginning
                Class Pass-Through Certificate Interest     Principal
Class CUSIP Description   Rate       Balance Distribution Distribution
"""


def columns(heading: str, stacker: object = stack_words) -> list[str]:
    lines = Page.from_text(heading.rstrip("\n")).lines
    return [column.heading for column in stacker(lines)]  # type: ignore[operator]


EXPECTED = [
    "Class",
    "CUSIP",
    "Certificate Class Description",
    "Certificate Pass-Through Rate",
    "Beginning Certificate Balance",
    "Interest Distribution",
]


@pytest.mark.parametrize("stacker", [stack, stack_words])
def test_words_above_belong_to_the_word_they_stand_over(stacker: object) -> None:
    assert columns(WIDE, stacker) == EXPECTED


def test_columns_one_blank_apart_are_distinguished_by_words() -> None:
    assert columns(TIGHT) == [*EXPECTED, "Principal Distribution"]


def under(*printed: str) -> list[str | None]:
    """What of the last row stands under each of three columns, as the rows above show them."""
    rows = [line.values for line in Page.from_text("\n".join(printed)).lines]
    places = places_of([Column(str(number), 0, 0, None) for number in range(3)], rows)
    return [cell.text if cell else None for cell in assign(rows[-1], places)]


def test_a_row_that_lost_a_value_and_won_a_stray_one_is_identified_by_its_places() -> None:
    row = "  100.00   200.00   300.00"
    assert under(row, row, "           250.00   350.00   9.00") == [None, "250.00", "350.00"]


def test_a_full_row_printed_in_other_widths_belongs_to_no_column() -> None:
    row = "       100.00       200.00       300.00"
    assert under(row, row, "  1.00  25.00    35.00") == [None, None, None]
    assert under(row, row, "      1.00          25.00           35.00") == ["1.00", "25.00", "35.00"]


def statements(text: str, **layout: object) -> list[str]:
    parts = Titles("^TITLE$", **layout).split(Page.from_text(text))  # type: ignore[arg-type]
    return ["|".join(line.text for line in lines if line.text) for lines in parts]


def test_a_statement_begins_so_many_printed_lines_before_its_title() -> None:
    assert statements("a\n\nb\nTITLE\n1\nc\nTITLE\n2", head=1) == ["b|TITLE|1", "c|TITLE|2"]


def test_where_the_head_varies_it_begins_at_the_line_that_opens_it() -> None:
    text = "a\nopen 1\nb\nTITLE\n1\nTITLE\n2\nopen 2\nTITLE\n3"
    assert statements(text, head=3, opens="^open") == ["open 1|b|TITLE|1|TITLE|2", "open 2|TITLE|3"]


def test_a_head_does_not_reach_into_the_statement_before() -> None:
    text = "open 1\nTITLE\n1\nTITLE\n2\nopen 2\nTITLE\n3"
    assert statements(text, head=9, opens="^open") == ["open 1|TITLE|1|TITLE|2", "open 2|TITLE|3"]
