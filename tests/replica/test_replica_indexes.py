"""Index files: heads, columns, order and bytes as EDGAR builds them."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest

from crawler.replica import IndexRow, Replica
from crawler.replica.archive import IndexQuarter, read_rows
from crawler.replica.indexes import build_index
from tests.replica.client import CORPUS, fetch, needs_corpus

TODAY = dt.date(2026, 6, 29)
FOLDER = "/Archives/edgar/full-index"

MASTER_OF_2003_QTR4 = b"""Description:           Master Index of EDGAR Dissemination Feed
Last Data Received:    December 31, 2003
Comments:              webmaster@sec.gov
Anonymous FTP:         ftp://ftp.sec.gov/edgar/
Cloud HTTP:            https://www.sec.gov/Archives/

\x20
\x20
\x20
CIK|Company Name|Form Type|Date Filed|Filename
--------------------------------------------------------------------------------
1270371|GMACM MORTGAGE LOAN TRUST 2003-AR2|8-K|2003-11-14|edgar/data/1270371/0000000003-03-000001.txt
9900000101|GMAC COMMERCIAL MORTGAGE SECURITIES INC|8-K|2003-11-17|edgar/data/9900000101/0000000004-03-000001.txt
9900000102|GMAC MORTGAGE CORP|8-K|2003-12-03|edgar/data/9900000102/0000000004-03-000002.txt
9900000103|RAMP NETWORKS INC|8-K|2003-12-15|edgar/data/9900000103/0000000004-03-000003.txt
"""  # noqa: E501


def row(cik: int = 1226782, name: str = "A TRUST", form: str = "8-K", day: str = "2004-02-25") -> IndexRow:
    """A row with an invented accession."""
    return IndexRow(cik, name, form, dt.date.fromisoformat(day), f"edgar/data/{cik}/0000000003-04-000099.txt")


def data_lines(index: bytes) -> list[bytes]:
    """The lines after the dashes."""
    return re.split(rb"\n-{70,}\n", index, maxsplit=1)[1].splitlines()


def build(kind: str, *rows: IndexRow, quarter: IndexQuarter = IndexQuarter(2004, 1)) -> bytes:  # noqa: B008 - a tuple
    return build_index(kind, quarter, rows, TODAY)


def test_the_master_index_is_served_as_edgar_writes_it(sample: Replica) -> None:
    assert fetch(sample, f"{FOLDER}/2003/QTR4/master.idx").body == MASTER_OF_2003_QTR4


@pytest.mark.parametrize("kind", ["master", "form", "company"])
def test_the_gz_of_an_index_holds_the_idx(sample: Replica, kind: str) -> None:
    packed = fetch(sample, f"{FOLDER}/2004/QTR1/{kind}.gz", accept_encoding="gzip")
    assert packed.headers["content-type"] == "binary/octet-stream"
    assert "content-encoding" not in packed.headers
    assert gzip.decompress(packed.body) == fetch(sample, f"{FOLDER}/2004/QTR1/{kind}.idx").body


def test_a_cik_is_sorted_as_the_bytes_of_its_line() -> None:
    lines = data_lines(build("master", row(101538), row(1015383), row(99), row(100)))
    assert [line.split(b"|")[0] for line in lines] == [b"100", b"1015383", b"101538", b"99"]


def test_capitals_come_before_small_letters() -> None:
    lines = data_lines(build("company", row(name="Abc"), row(name="AZ"), row(name="aB")))
    assert [line.split(b" ")[0] for line in lines] == [b"AZ", b"Abc", b"aB"]


def test_the_columns_of_the_form_index_stand_where_edgar_puts_them() -> None:
    [line] = data_lines(build("form", row()))
    assert [line[a:b].decode().rstrip() for a, b in ((0, 12), (12, 74), (74, 86), (86, 98))] == [
        "8-K",
        "A TRUST",
        "1226782",
        "2004-02-25",
    ]
    assert line[98:] == b"edgar/data/1226782/0000000003-04-000099.txt"


def test_the_rows_of_the_company_index_have_150_bytes() -> None:
    [line] = data_lines(build("company", row()))
    assert len(line) == 150
    assert line[:74].split() == [b"A", b"TRUST", b"8-K"]
    assert line[74:].split() == [b"1226782", b"2004-02-25", b"edgar/data/1226782/0000000003-04-000099.txt"]


def test_the_column_line_of_the_company_index_is_broken_in_two() -> None:
    lines = build("company").split(b"\n")
    assert [lines[8].split(), lines[9].split()] == [
        [b"Company", b"Name", b"Form", b"Type", b"CIK"],
        [b"Date", b"Filed", b"File", b"Name"],
    ]


def test_a_name_that_is_too_long_pushes_its_row_to_the_right() -> None:
    name = "UNITED PLANNERS' FINANCIAL SERVICES OF AMERICA A LIMITED PARTNER"
    [line] = data_lines(build("form", row(name=name)))
    assert line[12 : 12 + 64 + 2] == name.encode() + b"  "


def test_the_form_column_is_wider_from_2025_on() -> None:
    [line] = data_lines(
        build("form", row(form="SCHEDULE 13D/A", day="2025-02-03"), quarter=IndexQuarter(2025, 1))
    )
    assert (line[:17].rstrip(), line[17:24]) == (b"SCHEDULE 13D/A", b"A TRUST")


def test_doubles_are_kept(sample: Replica) -> None:
    lines = data_lines(fetch(sample, f"{FOLDER}/2004/QTR1/master.idx").body)
    assert sum(b"|485BPOS|" in line for line in lines) == 3


def test_names_are_latin_1(sample: Replica) -> None:
    assert b"|SOCI\xc9T\xc9 IMAGINAIRE SA" in fetch(sample, f"{FOLDER}/2004/QTR1/master.idx").body


def test_a_name_with_a_bar_is_read_back_whole() -> None:
    piped = row(name="PIPE | DREAM|INC")
    assert IndexRow.read(piped.line()) == piped


def test_a_filing_is_listed_under_each_registrant(sample: Replica) -> None:
    lines = data_lines(fetch(sample, f"{FOLDER}/2004/QTR1/master.idx").body)
    ciks = [line.split(b"|")[0] for line in lines if line.endswith(b"/0000000003-04-000001.txt")]
    assert ciks == [b"1099391", b"1264853"]


@pytest.mark.parametrize("quarter", ["1993/QTR1", "1999/QTR3", "2004/QTR3", "2026/QTR2"])
def test_a_quarter_without_filings_has_a_head_and_no_rows(quarter: str) -> None:
    with Replica(today=TODAY) as edgar:
        answer = fetch(edgar, f"{FOLDER}/{quarter}/form.idx")
    assert answer.status == 200
    assert answer.body.endswith(b"-" * 141 + b"\n")


@pytest.mark.parametrize(
    "key", ["1992/QTR4/form.idx", "2026/QTR3/form.gz", "2004/QTR5/form.idx", "2004/QTR1/x.idx"]
)
def test_a_missing_key_of_the_index_is_a_403_in_xml(key: str) -> None:
    with Replica(today=TODAY) as edgar:
        answer = fetch(edgar, f"{FOLDER}/{key}", accept_encoding="gzip")
    assert (answer.status, answer.headers["content-type"]) == (403, "application/xml")
    assert answer.body.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message>"
    )
    assert "content-encoding" not in answer.headers


def test_the_current_quarter_was_last_received_today() -> None:
    assert b"\nLast Data Received:    June 29, 2026\n" in build("master", quarter=IndexQuarter(2026, 2))


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize(
    ("name", "rows"), [("full-1993-QTR4.master.idx", 20), ("full-2023-QTR1.xbrl.idx", 27606)]
)
def test_real_rows_come_out_in_edgars_order(tmp_path: Path, name: str, rows: int) -> None:
    real = data_lines((CORPUS / "edgar/index" / name).read_bytes())
    (tmp_path / "rows").write_bytes(b"\n".join(sorted(real, reverse=True)))
    assert data_lines(build("master", *read_rows(tmp_path / "rows"))) == real
    assert len(real) == rows


def read_form_line(line: str) -> IndexRow:
    """From the right, as a fixed-width row with a long name must be read."""
    found = re.fullmatch(r"(.{12})(.*?) +(\d+) +(\d{4}-\d\d-\d\d)  (edgar\S+)", line)
    assert found, line
    form, name, cik, day, path = found.groups()
    return IndexRow(int(cik), name, form.rstrip(), dt.date.fromisoformat(day), path)


@pytest.mark.corpus
@needs_corpus
def test_a_real_form_index_is_rebuilt_to_the_byte() -> None:
    real = (CORPUS / "edgar/index/full.form.bad-rows.idx").read_bytes()
    rows = [read_form_line(line.decode()) for line in data_lines(real)]
    built = build_index("form", IndexQuarter(2021, 1), rows, TODAY)
    # The stored copy lost the blanks of the four spacer lines and the last line feed.
    assert built.replace(b"\n ", b"\n") == real + b"\n"


@pytest.mark.corpus
@needs_corpus
def test_a_real_empty_index_is_rebuilt_to_the_byte() -> None:
    real = (CORPUS / "edgar/index/full.form.empty.idx").read_bytes()
    built = build_index("form", IndexQuarter(2025, 1), [], dt.date(2025, 3, 29))
    assert built.replace(b"\n ", b"\n") == real


@pytest.mark.corpus
@needs_corpus
def test_the_company_index_has_the_columns_of_a_real_daily_one() -> None:
    real = (CORPUS / "edgar/index/daily-20230703.company.idx").read_bytes().split(b"\n")
    built = build("company", row()).split(b"\n")
    assert built[2:11] == real[2:11]
    assert len(built[11]) == len(real[11])
