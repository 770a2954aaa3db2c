"""HTML as the world writes it: spans, spacers, signs in cells of their own, tag soup."""

import pytest

from parsers.covers import read_cover
from parsers.html import is_html, read_html


def rows(html: str) -> list[list[tuple[str, str]]]:
    return [[(cell.kind, cell.text) for cell in line.cells] for line in read_html(html).lines if line.cells]


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("<table><tr><td>Excess Cash</td><td>1,234.50</td></tr></table>", ["Excess Cash", "1,234.50"]),
        ("<TABLE><TR><TD>Excess&nbsp;Cash<TD>$<TD>1,234.50<TR></TABLE>", ["Excess Cash", "$1,234.50"]),
        (
            "<table><tr><td>OC</td><td>(</td><td>568,181.20</td><td>)</td></tr></table>",
            ["OC", "(568,181.20)"],
        ),
        ("<table><tr><td>Rate</td><td>7.7745</td><td>%</td></tr></table>", ["Rate", "7.7745%"]),
        ("<table><tr><td>OC</td><td>$(</td><td>0.00</td><td>)</td></tr></table>", ["OC", "$(0.00)"]),
        ("<table><tr><td> A\n B </td><td></td><td>&nbsp;</td><td>1.00</td></tr></table>", ["A B", "1.00"]),
        (
            "<table><tr><td>Cla<b>ss</b> A<i>-1</i></td><td><b>1,2</b><font>34</font>.50</td></tr></table>",
            ["Class A-1", "1,234.50"],
        ),
        ("<table><tr><td>Beg<br>Bal<p>$</td><td>43<sup>1</sup></td></tr></table>", ["Beg Bal", "43", "1"]),
        ("<table><tr><td><b>Total</b></td><td><font>1.00</font></td></tr></table>", ["Total", "1.00"]),
    ],
)
def test_a_row_gives_the_cells_that_a_person_sees(html: str, cells: list[str]) -> None:
    assert [text for _, text in rows(html)[0]] == cells


def test_spans_put_a_value_under_its_heading() -> None:
    page = read_html(
        "<table><tr><td rowspan=2>Class</td><td colspan=3>Beginning</td><td colspan=3>Ending</td></tr>"
        "<tr><td colspan=3>Balance</td><td colspan=3>Balance</td></tr>"
        "<tr><td>A</td><td>$</td><td>1.00</td><td></td><td>$</td><td>2.00</td><td></td></tr></table>"
    )
    head, below, row = (line.cells for line in page.lines)
    assert [cell.text for cell in below] == ["Class", "Balance", "Balance"]  # tall: it ends beside them
    for heading, under, value in zip(head, below[1:], row[1:], strict=True):
        assert heading.start <= value.start < value.end <= heading.end
        assert heading.start <= under.start < under.end <= heading.end


def test_a_rule_drawn_cell_by_cell_holds_no_value() -> None:
    html = "<table><tr><td>---<td>------<td>-<td>-----<tr><td>Certificates<td>-<td>-<td>0.00</table>"
    assert rows(html) == [
        [("words", "Certificates"), ("dash", "-"), ("dash", "-"), ("number", "0.00")],
    ]


def test_words_between_tables_end_with_their_block_and_with_no_tag_inside_it() -> None:
    page = read_html("<p>Series 2003-<b>AR2</b></p>Name: <i>A</i> <i>B</i><br>Title<table><tr><td>1</table>")
    assert [line.text for line in page.lines] == ["Series 2003-AR2", "Name: A B", "Title", "1"]


def test_lines_are_table_rows_in_document_order() -> None:
    page = read_html("<p>Title</p><table><tr><td>a</td></tr><tr></tr><tr><td>b</td></tr></table><p>foot</p>")
    assert [(line.number, line.text) for line in page.lines if line.text] == [
        (1, "Title"),
        (1, "a"),
        (3, "b"),
        (4, "foot"),
    ]


def test_a_table_inside_a_cell_is_read_once() -> None:
    inner = "<table><tr><td>inner</td><td>1.00</td></tr></table>"
    html = f"<table><tr><td>outer{inner}</td><td>2.00</td></tr></table>"
    assert rows(html) == [
        [("words", "outer"), ("number", "2.00")],
        [("words", "inner"), ("number", "1.00")],
    ]


def test_a_page_printed_in_pre_is_a_text_page() -> None:
    page = read_html("<HTML><BODY><PRE>\n\n  Excess Cash      <B>1,234.50</B>\n</PRE></BODY></HTML>")
    line = next(line for line in page.lines if line.values)
    assert (line.number, line.text) == (3, "  Excess Cash      1,234.50")


def test_scripts_styles_and_comments_are_not_print() -> None:
    silent = "<style>td {width: 1.00}</style><!-- 2.00 --><script>3.00</script>"
    html = f"{silent}<table><tr><td>4.00</td></tr></table>"
    assert rows(html) == [[("number", "4.00")]]


@pytest.mark.parametrize("tags", ["<TABLE>\n<CAPTION>\n<S>  <C>\n1.00\n</TABLE>", "a < b", "<PAGE>\n1"])
def test_the_tags_of_edgars_text_tables_are_not_html(tags: str) -> None:
    assert not is_html(tags)


def test_a_span_without_end_is_cut_short() -> None:
    assert rows('<table><tr><td colspan="99999999">a</td><td rowspan="x">1.00</td></tr></table>') == [
        [("words", "a"), ("number", "1.00")]
    ]


@pytest.mark.parametrize(
    "cover",
    [
        "<tr><td>Date of Report: Dec 19, 2003</td></tr><tr><td>Some Trust, Series 2003-ZZ1</td></tr>"
        "<tr><td>(Exact name of registrant as specified in its charter)</td></tr>",
        "<tr><td>Dec 19, 2003</td></tr>"
        "<tr><td>Some Trust, Series 2003-ZZ1<br>(Exact name of registrant)</td></tr>",
        "<tr><td>x</td></tr></table>"
        "<p>Some Trust, Series 2003-ZZ1</p><p>(Exact name of the registrant)</p><table>",
    ],
)
def test_the_registrant_of_a_cover_is_what_it_prints_and_no_markup(cover: str) -> None:
    page = read_html(f"<html><table>{cover}</table></html>")
    assert read_cover(page).issuer == "Some Trust, Series 2003-ZZ1"


@pytest.mark.parametrize(
    "body",
    [
        "Excess Cash<br>1,234.50<BR/>2.00",
        "<p>Excess Cash</p><p>1,234.50</p><p><font>2.00</font></p>",
        "<div>Excess Cash</div>\n<div>1,234.50</div><center>2.00</center>",
    ],
)
def test_blocks_of_a_page_without_tables_are_its_lines_however_the_source_is_broken(body: str) -> None:
    page = read_html(f"<html><body>{body}</body></html>")
    assert [line.squashed for line in page.lines if line.squashed] == ["Excess Cash", "1,234.50", "2.00"]


def test_the_lines_of_a_pre_among_tables_stay_apart() -> None:
    cover = "<table><tr><td>Form</td></tr><tr><td>8-K</td></tr></table>"
    printed = "<pre>Loans        <b>12</b>\nBalance   1,234.50<br>Rate    5.0%</pre>"
    page = read_html(f"<html>{cover}<table><tr><td>{printed}</td></tr></table>{printed}</html>")
    rows = [(line.number, line.label, [cell.text for cell in line.values]) for line in page.lines]
    below = [("Loans", ["12"]), ("Balance", ["1,234.50"]), ("Rate", ["5.0%"])]
    assert [(label, values) for _, label, values in rows if values] == below * 2
    assert len({number for number, *_ in rows}) == len(rows)


def test_a_pre_that_is_never_closed_ends_where_a_table_begins() -> None:
    rows = "".join(f"<tr><td>Row {number}</td><td>{number}.00</td></tr>" for number in range(1, 7))
    page = read_html(f"<html><pre>Servicing Certificate\n<table>{rows}</table></html>")
    assert [line.squashed for line in page.lines if line.squashed] == [
        "Servicing Certificate",
        *(f"Row {number} {number}.00" for number in range(1, 7)),
    ]


def test_a_row_of_cells_with_several_lines_is_a_row_of_the_page_for_each() -> None:
    html = (
        "<table><tr><td>Fees<br>Servicing Fee<p>Trustee Fee</p></td><td>$</td>"
        "<td><br>(105.40)<p>1.25</p></td></tr></table>"
    )
    assert [[text for _, text in row] for row in rows(html)] == [
        ["Fees"],
        ["Servicing Fee", "(105.40)"],
        ["Trustee Fee", "1.25"],
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "<td>Original<br>Balance</td><td>Interest<br>Rate</td>",  # a heading
        "<td>Delinquent</td><td>12<br>1,234.00</td><td>13<br>1,334.00</td>",  # one label
        "<td>One<br>Two<br>Three</td><td>1.00<br>2.00</td>",  # a label too many: which one is ambiguous
    ],
)
def test_a_row_of_uneven_cells_or_without_figures_stays_whole(cells: str) -> None:
    assert len(rows(f"<table><tr>{cells}</tr></table>")) == 1
