"""The dictionary of the derived views: each column, its unit, sign and source, and why a measure is null."""

import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from crawler.duckdb_types import columns
from crawler.measures_document import with_tables
from crawler.reporters import months_of_end
from storage import Landing
from storage.derived_views import EXPORTED_VIEWS, DerivedColumn, derived_columns
from storage.kept_views import KEPT, as_tables
from storage.parquet import export_zone
from storage.tables import MEASURES, VIEWS
from tests.zone.histories import Archive, histories, land
from tests.zone.run import ROOT
from tests.zone.typed_months import TypedMonths


@pytest.fixture
def zone(tmp_path: Path) -> TypedMonths:
    return TypedMonths(tmp_path)


@pytest.fixture(scope="module")
def history_zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months of a trust of each of several layouts."""
    folder = tmp_path_factory.mktemp("history") / "zone"
    layouts = ("bank_one", "servicing_certificate", "paying_agent", "rfc_statement")
    for cik, layout in enumerate(layouts, start=1):
        (trust,) = histories(1, layout=layout)
        land(Landing(str(folder)), Archive.sound([replace(trust, cik=cik)], 4), layout.replace("_", "-"))
    return folder


COLUMNS = derived_columns()
MEASURED = ("usd", "pct", "factor", "count", "map of pct")


def documented(zone: Path) -> duckdb.DuckDBPyConnection:
    """The views of docs/views.sql over a zone."""
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(zone)])
    duck.execute((ROOT / "docs/views.sql").read_text(encoding="utf-8"))
    return duck


@pytest.mark.parametrize("view", list(EXPORTED_VIEWS))
def test_the_dictionary_of_measures_has_each_column_of_a_view(zone: TypedMonths, view: str) -> None:
    zone.add(1)
    fields = []
    for one in COLUMNS:
        if one.view == view:
            fields += [one.column, f"{one.column}_reason"] if one.reason else [one.column]
    shown = [row["column_name"] for row in zone.rows(f"DESCRIBE {view}")]
    of_record = {"class_history": "tranche", "pool_history": "pool", "latest_statement": "statement"}.get(
        view
    )
    known = {row["column_name"] for row in zone.rows(f"DESCRIBE {of_record}")} if of_record else set()
    assert sorted(fields) == sorted(name for name in shown if name not in known or name in fields)
    assert fields


@pytest.mark.parametrize("one", COLUMNS, ids=lambda one: f"{one.view}.{one.column}")
def test_each_measure_has_unit_sign_and_where_it_is_from(one: DerivedColumn) -> None:
    assert one.unit
    assert one.meaning
    assert bool(one.sign) == (one.unit in MEASURED)
    if one.unit in MEASURED and one.column not in ("document", "statement"):
        assert one.source
    if one.source == "computed":
        assert one.formula


def test_the_tables_of_the_document_are_made_from_the_dictionary() -> None:
    document = (ROOT / "docs/measures.md").read_text(encoding="utf-8")
    assert with_tables(document) == document, "run: make docs"


def test_a_measure_is_null_exactly_where_its_reason_is_not(history_zone: Path) -> None:
    duck = documented(history_zone)
    for view in dict.fromkeys(one.view for one in COLUMNS if one.reason):
        measures = [one.column for one in COLUMNS if one.view == view and one.reason]
        both = [f"count(*) FILTER (({name} IS NULL) = ({name}_reason IS NULL))" for name in measures]
        (counts,) = duck.execute(f"SELECT {', '.join(both)} FROM {view}").fetchall()
        assert dict(zip(measures, counts, strict=True)) == dict.fromkeys(measures, 0), view


def test_the_documented_views_give_the_rows_of_an_export(history_zone: Path, tmp_path: Path) -> None:
    duck = documented(history_zone)
    export_zone(Landing(str(history_zone)), Landing(str(tmp_path)), columns(), ends=months_of_end())
    for view, order in EXPORTED_VIEWS.items():
        rows = duck.execute(
            f"SELECT COLUMNS(lambda one: one <> 'line') FROM {view} ORDER BY {order}"
        ).fetchall()
        exported = f"SELECT * FROM '{tmp_path}/{view}/records.parquet' ORDER BY {order}"
        assert rows == duck.execute(exported).fetchall(), view
        assert rows, view


def test_each_view_that_is_stored_as_a_table_is_one_of_the_scripts() -> None:
    scripts = as_tables(VIEWS + MEASURES)
    assert re.findall(r"^CREATE OR REPLACE TABLE (\w+) AS$", scripts, re.MULTILINE) == list(KEPT)
