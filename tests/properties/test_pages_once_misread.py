"""Faults that the properties found, a page each."""

import pytest

import parsers
from tests.properties.test_damage_is_noticed import lost_otherwise, read
from tests.properties.test_html_is_text import read_same
from tests.properties.test_reports_of_many_statements import read_each
from tests.writer.comparison import misplaced, read_records
from tests.writer.html import HtmlStyle
from tests.writer.layouts import WRITERS
from tests.writer.mutations import Damage, cut_label, lose_line
from tests.writer.sheet import Label, Written


def page_of(layout: str, **style: object) -> Written:
    writer = WRITERS[layout]
    return writer.page(11, 3, writer.style(**style), groups=2, classes=3)


def label_of(page: Written, text: str) -> Label:
    return next(label for label in page.labels if label.text == text)


def misread(damage: Damage, page: Written) -> object:
    return misplaced(page.records, read_records(read(damage)))


def test_a_row_that_lost_the_name_of_its_group_is_unmapped() -> None:
    page = page_of("servicing_certificate_hltv")
    label = label_of(page, "Active Loan Count Group A-II")
    assert misread(cut_label(page, label, len("Active Loan Count")), page) == {}


@pytest.mark.parametrize("group", ["Group A-I", "Group A-II"])
def test_a_table_that_lost_the_name_of_its_group_is_unmapped(group: str) -> None:
    page = page_of("servicing_certificate_hltv")
    assert misread(cut_label(page, label_of(page, group), 0), page) == {}


def test_a_total_whose_label_was_cut_is_no_class() -> None:
    page = page_of("servicing_certificate_hltv")
    assert misread(cut_label(page, label_of(page, "Total Notes"), len("Total N")), page) == {}


def test_the_end_of_an_account_is_not_that_of_the_loans() -> None:
    writer = WRITERS["servicing_certificate_hltv"]
    page = writer.page(11, 3, writer.style(), groups=1)
    label = label_of(page, "Total Ending Capitalized Interest Account Balance")
    assert misread(cut_label(page, label, len("Total Ending")), page) == {}


def test_components_without_a_heading_do_not_take_one_from_far_above() -> None:
    page = page_of("rfc_report", components=True)
    assert misread(lose_line(page, label_of(page, "COMPANION").line), page) == {}


def test_the_totals_of_a_table_that_lost_its_only_row_are_no_class() -> None:
    writer = WRITERS["rfc_report"]
    pages = (writer.page(seed, 3, writer.style()) for seed in range(100))
    page = next(page for page in pages if ("tranche", 2) not in page.records)
    damage = lose_line(page, next(one.line for one in page.figures if one.field == "interest"))
    assert lost_otherwise(damage.page, read(damage)) == {}


def test_a_first_page_printed_twice_is_no_second_statement() -> None:
    page = page_of("rfc_report", twice="first")
    read_each(parsers.read(page.encode()), [page])


@pytest.mark.parametrize("layout", ["paying_agent", "servicing_certificate", "servicing_certificate_single"])
def test_a_heading_in_html_as_tall_as_those_of_two_lines_beside_it_is_read(layout: str) -> None:
    read_same(page_of(layout), HtmlStyle(tall=True))
