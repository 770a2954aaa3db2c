"""Exports as CSV and as Excel: the digits that were printed, dates, and nothing that a page can run."""

import csv
import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Literal

import duckdb
import fsspec
import pytest

import storage.workbook
from crawler.dictionary_units import units
from crawler.duckdb_types import columns
from storage import Landing
from storage.deal_workbooks import workbook_names
from storage.derived_views import EXPORTED_VIEWS
from storage.export_mark import MARK
from storage.text_export import TextForm, export_text
from tests.crawler.started import Started
from tests.zone.histories import Archive, histories, land
from tests.zone.run import environment, scrapy
from tests.zone.sheets import Cell, read_workbook
from tests.zone.test_interrupted_export import DYING, files

TABLES = {*columns(), *EXPORTED_VIEWS}
ACCESSION = "0000000003-04-000001"
KEYS = {"accession": ACCESSION, "document": 1, "statement": 1}
DEAL = "GMACM 2003-T1"
DATED = KEYS | {"deal": DEAL, "distribution_date": "2003-12-25"}
HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(A1)",
    "http://example.com/",
    "internal:units!A1",
    "{=1}",
    "<r><t>x</t></r>",
    "<script>alert(1)</script> & more",
    "_x0041_ and \x07",
]


def as_json(record: dict[str, object]) -> bytes:
    """A line as a records file has it: a value of bytes is put in as it is."""
    said = []
    for name, value in record.items():
        text = value.decode() if isinstance(value, bytes) else json.dumps(value, separators=(",", ":"))
        said.append(f"{json.dumps(name)}:{text}")
    return f"{{{','.join(said)}}}\n".encode()


def write_zone(folder: Path, *records: dict[str, object], deal: str | None = DEAL) -> Landing:
    """A filing of one statement with these records."""
    zone = Landing(str(folder / "zone"))
    zone.prepare()
    filing = {"record": "filing", "accession": ACCESSION, "form": "8-K", "filed": "2004-01-05"}
    statement = {"record": "statement", **DATED, "deal": deal, "layout": "bank_one"}
    lines = [filing | {"documents": [], "statements": 1, "schema_version": "1.0"}, statement]
    lines += [
        {"record": record["record"]} | DATED | {"deal": deal, "lines": [1, 2]} | record for record in records
    ]
    zone.write_records(ACCESSION, "2004-01", b"".join(map(as_json, lines)))
    return zone


def tranche(**fields: object) -> dict[str, object]:
    return {"record": "tranche", "tranche": 1, "class_name": "A-1", "notional": False, **fields}


def amount(value: bytes, label: str = "Fee") -> dict[str, object]:
    return {"record": "amount", "name": "other_fee", "label": label, "value": value, "unit": "usd"}


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def export(zone: Landing, folder: Path, form: Literal["csv", "xlsx"]) -> Path:
    form_of = TextForm(form, units=list(units()))
    export_text(zone, Landing(str(folder / "out")), columns(), form_of, "1.0")
    return folder / "out"


def book_of(folder: Path) -> dict[str, list[dict[str, Cell]]]:
    return read_workbook(folder / f"{DEAL}.xlsx")


PRINTED = [
    "0.3172680",
    "535821769.48",
    "76000000",
    "0.00",
    "-0.07",
    "1000.0000",
    "99999999999999.99",
    "0.0000000",
]


@pytest.mark.parametrize("digits", [*PRINTED, "12345678901234567890123456789.123456789012345"])
def test_csv_has_the_digits_of_the_record(tmp_path: Path, digits: str) -> None:
    zone = write_zone(tmp_path, tranche(interest=digits.encode()))
    (row,) = read_csv(export(zone, tmp_path, "csv") / "tranche.csv")
    assert row["interest"] == digits


def test_csv_distinguishes_null_from_an_empty_text_and_has_dates_flags_and_lists(tmp_path: Path) -> None:
    zone = write_zone(tmp_path, tranche(class_type="", day_count=None, accrual_start="2003-11-01"))
    text = (export(zone, tmp_path, "csv") / "tranche.csv").read_text()
    head, line = (row.split(",") for row in text.replace('"[1,2]"', "LINES").splitlines())
    row = dict(zip(head, line, strict=True))
    shown = [row[name] for name in ("class_type", "day_count", "distribution_date", "notional", "lines")]
    assert shown == ['""', "", "2003-12-25", "false", "LINES"]
    assert row["accrual_start"] == "2003-11-01"


def test_computed_figures_have_no_zeros_that_nobody_printed_and_printed_ones_keep_theirs(
    tmp_path: Path,
) -> None:
    printed = tranche(original_balance=b"200000.00", ending_balance=b"50000.00", factor=b"0.2500000")
    computed = tranche(tranche=2, class_name="A-2", original_balance=b"200000.00", ending_balance=b"50000.00")
    folder = export(write_zone(tmp_path, printed, computed), tmp_path, "csv")
    rows = read_csv(folder / "class_history.csv")
    assert [(row["ending_balance"], row["factor"]) for row in rows] == [
        ("50000.00", "0.2500000"),
        ("50000.00", "0.25"),
    ]
    (deal,) = read_csv(folder / "deal_history.csv")
    assert (deal["ending_balance"], deal["remaining_pct"], deal["cpr_pct"]) == ("100000", "25", "")
    assert deal["cpr_pct_reason"] == "no pool is printed"


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Landing:
    """Three months of two deals."""
    zone = Landing(str(tmp_path_factory.mktemp("two") / "zone"))
    land(zone, Archive.sound(histories(2), 3))
    return zone


def test_each_format_has_every_kind_and_view_with_the_same_rows(zone: Landing, tmp_path: Path) -> None:
    scrapy("export", "--format", "csv", "--to", "out", zone=str(zone), folder=tmp_path)
    folder = tmp_path / "out"
    assert {path.stem for path in folder.glob("*.csv")} == TABLES
    scrapy("export", zone=str(zone), folder=tmp_path)
    scrapy("export", "--format", "xlsx", "--per", "zone", zone=str(zone), folder=tmp_path)
    book = read_workbook(tmp_path / "export-xlsx/zone.xlsx")
    assert set(book) == {*TABLES, "units"}
    for table in TABLES:
        found = f"{tmp_path}/export/{table}/**/*.parquet"
        ((rows,),) = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [found]).fetchall()
        assert len(read_csv(folder / f"{table}.csv")) == len(book[table]) == rows, table
    assert len(book["deal_history"]) == 6


def test_a_workbook_a_deal_holds_that_deal_and_its_filings(zone: Landing, tmp_path: Path) -> None:
    folder = export(zone, tmp_path, "xlsx")
    books = sorted(folder.glob("*.xlsx"))
    assert len(books) == 2
    for file in books:
        book = read_workbook(file)
        assert {row["deal"].text for name in ("tranche", "coverage") for row in book[name]} == {file.stem}
        assert len(book["filing"]) == len(book["deal_history"]) == 3


def test_what_has_no_deal_has_a_workbook_too(tmp_path: Path) -> None:
    folder = export(write_zone(tmp_path, amount(b"1.50"), deal=None), tmp_path, "xlsx")
    book = read_workbook(folder / "no deal.xlsx")
    assert [row["value"] for row in book["amount"]] == [Cell("n", "1.50", "#,##0.00")]
    assert len(book["filing"]) == 1


@pytest.mark.parametrize("digits", PRINTED)
def test_excel_has_the_digits_and_as_many_decimals(tmp_path: Path, digits: str) -> None:
    book = book_of(export(write_zone(tmp_path, amount(digits.encode())), tmp_path, "xlsx"))
    cell = book["amount"][0]["value"]
    if len(digits.strip("-0.").replace(".", "")) > 15:
        assert cell == Cell("s", digits)
    else:
        assert (cell.kind, Decimal(cell.text)) == ("n", Decimal(digits))
        decimals = len(digits.partition(".")[2])
        assert cell.shown == ("#,##0." + "0" * decimals if decimals else "#,##0")


LONG = [
    ("123456789012345", "n"),
    ("1234567890123456", "s"),
    ("0.1234567890123450", "n"),
    ("0.1234567890123456", "s"),
]


@pytest.mark.parametrize(("digits", "kind"), [*LONG, ("1" + "0" * 25, "n")])
def test_a_number_of_more_than_15_digits_is_text_and_reported(tmp_path: Path, digits: str, kind: str) -> None:
    zone = write_zone(tmp_path, amount(digits.encode()))
    words = ("export", "--format", "xlsx", "--to", "out")
    exits = int(len(digits) > 15 and digits.startswith("0.1"))  # more decimals than a column has
    run = scrapy(*words, zone=str(zone), folder=tmp_path, exits=exits)
    cell = book_of(tmp_path / "out")["amount"][0]["value"]
    assert (cell.kind, Decimal(cell.text)) == (kind, Decimal(digits))
    assert ("have more than 15 digits, which no cell holds: they are text" in run.stdout) == (kind == "s")


def test_a_date_is_a_date_and_one_that_excel_has_not_is_text(tmp_path: Path) -> None:
    days = ("2003-11-01", "1899-12-31")
    rows = [tranche(tranche=number, accrual_start=day) for number, day in enumerate(days, start=1)]
    found = book_of(export(write_zone(tmp_path, *rows), tmp_path, "xlsx"))["tranche"]
    serial = (dt.date(2003, 11, 1) - dt.date(1899, 12, 30)).days
    assert [row["accrual_start"] for row in found] == [
        Cell("n", str(serial), "yyyy-mm-dd"),
        Cell("s", "1899-12-31"),
    ]
    assert found[0]["notional"] == Cell("b", "0")


def test_the_words_of_a_page_are_words_in_a_workbook(tmp_path: Path) -> None:
    rows = [amount(b"1.00", words) for words in HOSTILE]
    book = book_of(export(write_zone(tmp_path, *rows), tmp_path, "xlsx"))
    labels = [row["label"] for row in book["amount"]]
    assert {label.kind for label in labels} == {"s"}
    # As Excel reads them back.
    escaped = [words.replace("_x0041_", "_x005F_x0041_").replace("\x07", "_x0007_") for words in HOSTILE]
    assert sorted(label.text.rstrip() for label in labels) == sorted(escaped)


def test_a_text_longer_than_a_cell_is_cut_and_reported(tmp_path: Path) -> None:
    zone = write_zone(tmp_path, amount(b"1.00", "é" * 40_000), amount(b"1.00", "\N{GRINNING FACE}" * 16_000))
    run = scrapy("export", "--format", "xlsx", "--to", "out", zone=str(zone), folder=tmp_path, exits=1)
    assert "1 texts are longer than a cell holds and cut there: take them from the records" in run.stdout
    first, second = (row["label"].text for row in book_of(tmp_path / "out")["amount"])
    assert first.endswith("é … cut: the records have all 40,000 characters")
    assert second == "\N{GRINNING FACE}" * 16_000


def test_rows_beyond_a_sheet_go_on_in_a_further_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.workbook, "MOST_ROWS", 2)
    zone = write_zone(tmp_path, *(amount(f"{number}.00".encode()) for number in range(5)))
    done = export_text(zone, Landing(str(tmp_path / "out")), columns(), TextForm("xlsx"))
    book = book_of(tmp_path / "out")
    sheets = [[row["value"].text for row in book[name]] for name in ("amount", "amount 2", "amount 3")]
    assert sheets == [["0.00", "1.00"], ["2.00", "3.00"], ["4.00"]]
    assert done.rows["amount"] == 5


def test_the_sheet_of_units_has_every_field_of_every_table(zone: Landing, tmp_path: Path) -> None:
    book = read_workbook(min(export(zone, tmp_path, "xlsx").glob("*.xlsx")))
    known = {(row["table"].text, row["field"].text) for row in book["units"]}
    for table in {*TABLES} - {"latest_statement"}:
        for row in book[table]:
            for name in row:
                field = (table, name.partition(".")[0])
                assert field in known or (table, "every other") in known, field
    (cpr,) = [
        row for row in book["units"] if row["field"].text == "cpr_pct" and row["table"].text == "deal_history"
    ]
    assert (cpr["unit"].text, cpr["sign"].text) == ("percent", "positive or 0")
    assert cpr["formula"].text == "100 \N{MULTIPLICATION SIGN} (1 − (1 − SMM)^12)"


def test_names_of_deals_that_are_no_names_of_files_give_two_files() -> None:
    deals = ["A/B 1", "A:B 1", "a_b 1", "..", "x" * 300, ""]
    names = workbook_names(deals)
    long = "x" * 80 + ".xlsx"
    files = ["A_B 1.xlsx", "A_B 1 2.xlsx", "a_b 1 3.xlsx", "no deal.xlsx", long, "no deal 2.xlsx"]
    assert list(names.values()) == files


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_same_zone_gives_the_same_bytes(
    zone: Landing, tmp_path: Path, form: Literal["csv", "xlsx"]
) -> None:
    first = files(export(zone, tmp_path, form))
    assert files(export(zone, tmp_path, form)) == first


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "step",
    [
        pytest.param(("storage.Landing", "copy_beside", 2), marks=pytest.mark.slow),
        ("storage.replacing", "exchange", 1),
        pytest.param(("shutil", "rmtree", 3), marks=pytest.mark.slow),
    ],
)
def test_a_killed_export_leaves_the_old_files_or_the_new_ones(
    zone: Landing, tmp_path: Path, form: Literal["csv", "xlsx"], step: tuple[str, str, int]
) -> None:
    before = files(export(write_zone(tmp_path, amount(b"1.00")), tmp_path, form))
    words = ["export", "--format", form, "--to", "out"]
    Started(words, tmp_path, environment(str(zone)), DYING.format(step=step, signal="SIGKILL")).communicate()
    left = files(tmp_path / "out")
    after = files(export(zone, tmp_path, form))
    assert left in (before, after)
    assert before != after
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "zone"]


def test_a_folder_with_a_file_that_no_export_wrote_is_refused(zone: Landing, tmp_path: Path) -> None:
    folder = export(zone, tmp_path, "csv")
    (folder / "mine.csv").write_text("mine")
    run = scrapy("export", "--format", "csv", "--to", "out", zone=str(zone), folder=tmp_path, exits=2)
    assert "out holds 'mine.csv', which no export wrote: name a new folder" in run.stderr
    assert (folder / "mine.csv").read_text() == "mine"


def test_each_format_has_a_folder_of_its_own_unless_one_is_named(zone: Landing, tmp_path: Path) -> None:
    scrapy("export", "--format", "csv", zone=str(zone), folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["export-csv"]
    run = scrapy("export", "--format", "csv", "--per", "deal", zone=str(zone), folder=tmp_path, exits=2)
    assert "--per deal is for --format xlsx: leave it out, or name that format" in run.stderr
    scrapy("export", "--to", "export-csv", zone=str(zone), folder=tmp_path)  # replaced as a whole
    assert not list((tmp_path / "export-csv").glob("*.csv"))


def test_in_a_store_a_workbook_of_a_deal_that_is_gone_is_removed_and_the_mark_comes_last(
    zone: Landing, tmp_path: Path
) -> None:
    bucket = Landing("memory://books/export")
    store = fsspec.filesystem("memory")
    try:
        export_text(zone, bucket, columns(), TextForm("xlsx"))
        earlier = set(bucket.names(""))
        export_text(write_zone(tmp_path, amount(b"1.00")), bucket, columns(), TextForm("xlsx"))
        assert set(bucket.names("")) == {f"{DEAL}.xlsx", MARK}
        assert len(earlier) == 3
        assert json.loads(store.cat(f"/books/export/{MARK}"))["files"] == [f"{DEAL}.xlsx"]
    finally:
        store.store.clear()
