"""Every fixture is read as it was when a person looked its records over, and as typed from the page."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import parsers
from parsers.documents import read_page
from parsers.layouts import LAYOUTS
from tests.parsers.golden import FIXTURES, PAGES, figures_of, golden_of, layout_of, load, records_of


def test_there_are_fixtures_and_every_layout_has_one() -> None:
    assert {layout_of(page) for page in PAGES} == {layout.name for layout in LAYOUTS}


def test_no_golden_or_list_of_figures_lies_without_its_page() -> None:
    pages = {page.stem for page in PAGES}
    orphans = [path.name for path in FIXTURES.iterdir() if path not in PAGES and path.stem not in pages]
    assert orphans == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_gives_its_golden_records(page: Path) -> None:
    golden = golden_of(page)
    assert golden.exists(), f"write it with: python -m tests.parsers.golden {page.name}"
    for read, kept in zip(records_of(page), load(golden.read_text()), strict=True):
        assert _but_versions(read) == _but_versions(kept)


def _but_versions(record: dict[str, Any]) -> dict[str, Any]:
    """A release changes the versions on the filing line and nothing else."""
    return {field: value for field, value in record.items() if not field.endswith("_version")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_exactly_one_layout_claims_a_page(page: Path) -> None:
    read = read_page(page.read_text(encoding="latin-1"))
    assert [layout.name for layout in LAYOUTS if layout.claims(read)] == [layout_of(page)]


FIGURES = [
    pytest.param(page, figure, id=f"{page.stem} {figure['record']} {figure['where']}")
    for page in PAGES
    for figure in tomllib.loads(figures_of(page).read_text(), parse_float=Decimal)["figure"]
]


@pytest.mark.parametrize(("page", "figure"), FIGURES)
def test_a_figure_typed_from_the_page_is_in_its_field(page: Path, figure: dict[str, Any]) -> None:
    figure = dict(figure)
    kind, where = figure.pop("record"), figure.pop("where")
    found = [
        record for record in records_of(page) if record["record"] == kind and _printed(record, where) == where
    ]
    assert len(found) == 1, f"{len(found)} {kind} lines with {where}"
    assert _printed(found[0], figure) == figure


def _printed(record: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """The record's values of these fields, numbers with digits that count as text."""
    return {field: _as_typed(record.get(field), typed) for field, typed in fields.items()}


def _as_typed(value: Any, typed: Any) -> Any:
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return str(value) if is_number and isinstance(typed, str) else value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_account_and_the_failed_checks_are_those_that_a_person_counted(page: Path) -> None:
    typed = tomllib.loads(figures_of(page).read_text())
    statements = [record for record in records_of(page) if record["record"] == "statement"]
    numbers = {kind: sum(record["numbers"][kind] for record in statements) for kind in typed["account"]}
    failed: dict[str, int] = {}
    for record in statements:
        for check, times in record["checks"]["failed"].items():
            failed[check] = failed.get(check, 0) + times
    assert (numbers, failed) == (typed["account"], typed["failed"])


# A whole document printed twice. Bank One's statement is the body of its filing and lies between two covers
# then; it stays two statements, which the audit reports.
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.suffix == ".txt" and layout_of(page) != "bank_one"],
    ids=lambda page: page.name,
)
def test_statements_printed_twice_to_the_letter_are_read_once(page: Path) -> None:
    printed = page.read_text(encoding="latin-1")
    twice = parsers.read(f"{printed}\n\n{printed}".encode("latin-1"))
    assert load(twice.to_jsonl().decode())[1:] == records_of(page)[1:]
