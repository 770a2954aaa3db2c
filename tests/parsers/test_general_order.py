"""Tables without the names of classes: their rows are those of the table above where an identity shows it."""

from collections.abc import Sequence
from itertools import product

import pytest

from tests.parsers.small_tables import classes, drawn, refused, totals

TITLE = "Certificateholder Distribution Summary"
NAMED = ("Class", "Beginning Balance", "Principal", "Interest", "Realized Loss", "Ending Balance")
ROWS = (
    ("A-1", "1,000,000.00", "10,000.00", "5,000.00", "0.00", "990,000.00"),
    ("A-2", "2,000,000.00", "30,000.00", "11,000.00", "0.00", "1,970,000.00"),
    ("M-1", "300,000.00", "1,200.00", "1,700.00", "0.00", "298,800.00"),
    ("R-I", "0.00", "0.00", "0.00", "0.00", "0.00"),
    ("R-II", "0.00", "0.00", "0.00", "0.00", "0.00"),
    ("B-1", "100,000.00", "400.00", "600.00", "2,500.00", "97,100.00"),
    ("AMBAC", "0.00", "0.00", "248.00", "0.00", "0.00"),
)
TOTALS = ("Totals", "3,400,000.00", "41,600.00", "18,548.00", "2,500.00", "3,355,900.00")
UNNAMED = ("Total Distribution", "Cumulative Realized Losses")
BESIDE = (
    ("15,000.00", "0.00"),
    ("41,000.00", "0.00"),
    ("2,900.00", "0.00"),
    ("0.00", "0.00"),
    ("0.00", "0.00"),
    ("1,000.00", "7,500.00"),
    ("248.00", "0.00"),
)
TOTALS_BESIDE = ("60,148.00", "7,500.00")


def page(
    rows: Sequence[Sequence[str]] = (*ROWS, TOTALS),
    beside: Sequence[Sequence[str]] = (*BESIDE, TOTALS_BESIDE),
    headings: Sequence[str] = UNNAMED,
) -> str:
    return drawn(NAMED, rows, TITLE) + drawn(headings, beside, TITLE)


def without(rows: Sequence[Sequence[str]], place: int) -> list[Sequence[str]]:
    return [row for at, row in enumerate(rows) if at != place]


def test_a_table_with_the_totals_of_each_row_above_is_joined_by_order() -> None:
    found = classes(page())
    assert {name: str(record["total_distribution"]) for name, record in found.items()} == {
        name: row[0].replace(",", "")
        for (name, *_), row in zip(ROWS, BESIDE, strict=True)
        if name != "AMBAC" or name in found
    }
    assert str(found["B-1"]["cumulative_realized_loss"]) == "7500.00"
    assert str(totals(page())["total_distribution"]) == "60148.00"


def test_it_is_joined_where_only_the_table_above_has_totals() -> None:
    assert str(classes(page(beside=BESIDE))["B-1"]["total_distribution"]) == "1000.00"


LOST = list(product(range(len(BESIDE)), [(), (TOTALS,)], [(), (TOTALS_BESIDE,)]))


@pytest.mark.parametrize(("lost", "above", "below"), LOST)
def test_with_a_row_lost_it_is_not_joined_whatever_rows_of_totals_make_the_count_agree(
    lost: int, above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]
) -> None:
    text = page((*ROWS, *above), (*without(BESIDE, lost), *below))
    assert not any("total_distribution" in record for record in classes(text).values())
    assert "no identity shows its rows to be those above" in " ".join(part.refused for part in refused(text))


@pytest.mark.parametrize(("lost", "above", "below"), LOST)
def test_with_a_row_of_the_named_table_lost_it_is_not_joined(
    lost: int, above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]
) -> None:
    text = page((*without(ROWS, lost), *above), (*BESIDE, *below))
    assert not any("total_distribution" in record for record in classes(text).values())


def test_in_another_order_it_is_not_joined() -> None:
    text = page(beside=(*BESIDE[:1], *BESIDE[2:0:-1], *BESIDE[3:], TOTALS_BESIDE))
    assert not any("total_distribution" in record for record in classes(text).values())


def test_a_count_of_rows_that_agrees_is_no_evidence() -> None:
    beside = [(row[1],) for row in (*BESIDE, TOTALS_BESIDE)]
    text = page(beside=beside, headings=UNNAMED[1:])
    assert not any("cumulative_realized_loss" in record for record in classes(text).values())


def test_a_figure_that_no_identified_row_stands_behind_refuses_the_table() -> None:
    """Rows without payments show nothing: which of them has lost 900.00 is not shown."""
    rows = [*ROWS[:3], *ROWS[3:5]]
    beside = [*BESIDE[:3], ("0.00", "0.00"), ("0.00", "900.00")]
    assert "total_distribution" not in classes(page(rows, beside))["A-1"]


def test_a_row_without_payments_between_identified_rows_has_its_place() -> None:
    beside = [*BESIDE[:4], ("0.00", "900.00"), *BESIDE[5:], ("60,148.00", "8,400.00")]
    assert str(classes(page(beside=beside))["R-II"]["cumulative_realized_loss"]) == "900.00"


def test_a_table_whose_cut_names_are_fewer_than_above_is_not_joined() -> None:
    cut = [("A-III-", *row[1:]) if row[0].startswith("A") else row for row in ROWS[:3]]
    headings = ("Class", "Cumulative Realized Losses")
    beside = [("A-III-", "10.00"), ("M-1", "30.00")]
    text = drawn(NAMED, cut, TITLE) + drawn(headings, beside, TITLE)
    assert not any("cumulative_realized_loss" in record for record in classes(text).values())
    whole = drawn(NAMED, cut, TITLE) + drawn(headings, [beside[0], ("A-III-", "20.00"), beside[1]], TITLE)
    assert str(classes(whole)["M-1"]["cumulative_realized_loss"]) == "30.00"
