"""Class tables that print each class on two rows: its dollars, and below them the same per $1,000."""

from collections.abc import Sequence

from tests.parsers.small_tables import classes
from tests.properties.general_reading import failed_checks, read

HEADING = """
                                            REMIC II

Class             Original       Opening    Principal    Principal       Closing      Interest  Pass-Through
CUSIP       Face Value (1)       Balance      Payment Adj. or Loss       Balance       Payment      Rate (2)
                 Per 1,000     Per 1,000    Per 1,000    Per 1,000     Per 1,000     Per 1,000 Next Rate (3)
------------------------------------------------------------------------------------------------------------
"""
LINE = "{:<10}{:>16}{:>14}{:>13}{:>13}{:>14}{:>14}{:>14}"
ROWS = (
    ("A-1", "1,000,000.00", "800,000.00", "8,000.00", "0.00", "792,000.00", "4,000.00", "6.000000%"),
    (
        "61745MAA1",
        "1,000.000000",
        "800.000000",
        "8.000000",
        "0.000000",
        "792.000000",
        "4.000000",
        "6.100000%",
    ),
    ("B-1", "500,000.00", "400,000.00", "1,000.00", "250.00", "398,750.00", "2,500.00", "7.500000%"),
    (
        "61745MAB9",
        "1,000.000000",
        "800.000000",
        "2.000000",
        "0.500000",
        "797.500000",
        "5.000000",
        "7.600000%",
    ),
    ("B-2", "200,000.00", "100,000.00", "400.00", "0.00", "99,600.00", "500.00", "6.000000%"),
    (
        "61745MAC7",
        "1,000.000000",
        "500.000000",
        "2.000000",
        "0.000000",
        "498.000000",
        "2.500000",
        "6.000000%",
    ),
    ("R-II", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.000000%"),
    ("9ABSX025", "0.000000", "0.000000", "0.000000", "0.000000", "0.000000", "0.000000", "0.000000%"),
    ("Total", "1,700,000.00", "1,300,000.00", "9,400.00", "250.00", "1,290,350.00", "7,000.00", ""),
)


def page(rows: Sequence[Sequence[str]] = ROWS) -> str:
    return HEADING + "\n".join(LINE.format(*row) for row in rows) + "\n"


def with_figure(row: int, place: int, text: str) -> str:
    rows = [list(one) for one in ROWS]
    rows[row][place] = text
    return page(rows)


def test_the_lower_rows_are_ratios_of_the_classes_above_them() -> None:
    found = classes(page())
    assert list(found) == ["A-1", "B-1", "B-2", "R-II"]
    assert str(found["B-1"]["principal"]) == "1000.00"
    assert str(found["B-1"]["principal_per_1000"]) == "2.000000"
    assert str(found["A-1"]["ending_balance_per_1000"]) == "792.000000"
    assert found["A-1"]["cusip"] == "61745MAA1"
    assert str(found["A-1"]["pass_through_rate_pct"]) == "6.000000"


def test_an_adjustment_or_loss_is_in_no_field_and_no_roll_fails_for_it() -> None:
    builder, _ = read(page())
    found = classes(page())
    assert "realized_loss" not in found["B-1"]
    assert failed_checks(builder) == set()


def test_a_misprinted_ratio_leaves_its_column_unread_and_the_dollars_read() -> None:
    text = with_figure(1, 3, "8.100000")
    builder, _ = read(text)
    assert "principal_per_1000" not in classes(text)["A-1"]
    assert str(classes(text)["A-1"]["principal"]) == "8000.00"
    assert failed_checks(builder) == set()


def test_rows_below_classes_that_are_not_their_ratios_are_not_read() -> None:
    rows = [
        (name, *figures[:1], "700.000000", *figures[2:]) if name.startswith("6") else (name, *figures)
        for name, *figures in ROWS
    ]
    assert classes(page(rows)) == {}


def test_a_class_without_its_second_row_leaves_the_table_unread() -> None:
    assert classes(page([*ROWS[:4], ("C-1", *ROWS[0][1:]), ROWS[-1]])) == {}
