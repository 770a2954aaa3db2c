"""Reading a quarter's master index: only what is wanted, and nothing that it holds stops it."""

import gzip
import os
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from crawler.filings import FilingRef
from crawler.master_index import CHUNK, BrokenIndex, find_accessions, read_master
from crawler.trusts import choose_registrants

FORMS = ("8-K", "8-K/A", "10-D", "10-D/A")
GMACM = choose_registrants("gmacm")
HEADS = {
    "four blank lines": "Description: Master Index\n\n\n\n\nCIK|Company Name|Form Type|Date Filed|Filename\n",
    "lines of a space": "Description: Master Index\n \n \nCIK|Company Name|Form Type|Date Filed|Filename\n",
    "one line": "CIK|Company Name|Form Type|Date Filed|File Name\n",
    "nothing": "",
}
AR1 = "1264853|GMACM MORTGAGE LOAN TRUST 2003-AR1|8-K|2004-01-26|edgar/data/1264853/0001264853-04-000001.txt"
WANTED = FilingRef(
    "0001264853-04-000001",
    "0001264853",
    "8-K",
    date(2004, 1, 26),
    "edgar/data/1264853/0001264853-04-000001.txt",
)


def index(*rows: str, head: str = HEADS["four blank lines"], end: str = "\n") -> bytes:
    return gzip.compress(
        f"{head}{'-' * 80}\n".encode() + "\n".join(rows).encode("latin-1") + end.encode(), mtime=0
    )


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_the_rows_begin_below_the_dashes_however_long_the_header_is(head: str) -> None:
    assert read_master(index(AR1, head=head), GMACM, FORMS).rows == [WANTED]


def test_a_header_without_rows_is_an_index_of_nothing() -> None:
    assert read_master(index(), GMACM, FORMS).rows == []


def test_the_last_row_may_lack_its_line_feed() -> None:
    assert read_master(index(AR1, end=""), GMACM, FORMS).rows == [WANTED]


def test_a_row_twice_is_a_row() -> None:
    assert read_master(index(AR1, AR1), GMACM, FORMS).rows == [WANTED]


@pytest.mark.parametrize("form", ["10-K", "8-K12B", "8-K405", "424B5", "SC 13D/A"])
def test_other_forms_are_left_out(form: str) -> None:
    assert read_master(index(AR1.replace("|8-K|", f"|{form}|")), GMACM, FORMS).rows == []


def test_forms_with_blanks_can_be_asked_for() -> None:
    row = AR1.replace("|8-K|", "|SC 13D/A|")
    assert [ref.form for ref in read_master(index(row), GMACM, ("SC 13D/A",)).rows] == ["SC 13D/A"]


def test_a_name_may_hold_the_separator_and_bytes_that_are_no_utf_8() -> None:
    row = AR1.replace("2003-AR1|", "2003|8-K|\x83\xe9|")
    assert read_master(index(row), GMACM, FORMS).rows == [WANTED]


def test_a_new_trust_is_found_by_its_name_alone() -> None:
    new = AR1.replace("1264853|", "9900000009|")
    rows = [new, new.replace("GMACM", "OTHER")]
    assert [ref.cik for ref in read_master(index(*rows), GMACM, FORMS).rows] == ["9900000009"]


def test_a_row_of_another_year_is_read_as_it_is() -> None:
    row = AR1.replace("2004-01-26", "2002-12-31")
    assert [ref.filed for ref in read_master(index(row), GMACM, FORMS).rows] == [date(2002, 12, 31)]


@pytest.mark.parametrize(
    "broken",
    [
        AR1.replace("2004-01-26", "2004-13-45"),
        AR1.replace(".txt", ".nc"),
        AR1.replace("edgar/data/1264853/", "../../etc/"),
        "1264853|GMACM MORTGAGE LOAN TRUST|8-K|2004-01-26",
        "1264853 GMACM",
    ],
)
def test_a_broken_row_is_reported_and_the_others_are_read(broken: str) -> None:
    reading = read_master(index(broken, AR1), GMACM, FORMS)
    assert reading.broken == [broken]
    assert reading.rows == [WANTED]


def test_rows_are_found_across_the_borders_of_blocks() -> None:
    others = [
        f"{cik}|ANOTHER COMPANY|8-K|2004-01-05|edgar/data/{cik}/0000000001-04-000001.txt"
        for cik in range(40000)
    ]
    body = index(*others[:20000], AR1, *others[20000:])
    assert len(gzip.decompress(body)) > 2 * CHUNK
    reading = read_master(body, GMACM, FORMS)
    assert (reading.rows, reading.broken) == ([WANTED], [])


def test_an_index_packed_in_several_members_is_read_to_the_last() -> None:
    body = index("1|ANOTHER COMPANY|8-K|2004-01-05|edgar/data/1/0000000001-04-000001.txt")
    assert read_master(body + gzip.compress(f"{AR1}\n".encode()), GMACM, FORMS).rows == [WANTED]


def test_a_form_in_a_name_is_no_second_row_and_hides_no_registrant() -> None:
    rows = [
        AR1.replace("|GMACM", "|8-K REPORTS OF |8-K GMACM"),
        AR1.replace("1264853|GMACM", "7|X|8-K GMACM"),
    ]
    found = read_master(index(*rows), GMACM, FORMS)
    assert [(ref.cik, ref.form) for ref in found.rows] == [("0001264853", "8-K"), ("0000000007", "8-K")]
    assert found.broken == []
    cut = AR1.replace("|GMACM", "|8-K|GMACM").replace("2004-01-26", "2004-01-99")
    assert read_master(index(cut), GMACM, FORMS).broken == [cut]


def test_reading_takes_the_same_memory_whatever_the_index_holds() -> None:
    others = "".join(
        f"{cik}|ANOTHER COMPANY|8-K|2004-01-05|edgar/data/{cik}/0000000001-04-000001.txt\n"
        for cik in range(20000)
    )
    peaks = []
    for times in (2, 10):
        body = index(others * times + AR1)
        tracemalloc.start()
        assert read_master(body, GMACM, FORMS).rows == [WANTED]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2 < 8 * CHUNK


@pytest.mark.parametrize(
    "body, reason",
    [
        (index("GMACM" * 800_000), "a line of more than"),
        (index(AR1) + b"and more", "not gzip"),
        (index(AR1)[:-5], "cut"),
        (b"<html>503</html>", "not gzip"),
        (b"", "cut"),
        (gzip.compress(b"no index at all\n", mtime=0), "no line of dashes"),
    ],
)
def test_what_is_no_whole_index_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(BrokenIndex, match=reason):
        read_master(body, GMACM, FORMS)


def test_an_accession_is_looked_up_whatever_its_form_and_registrant() -> None:
    row = AR1.replace("GMACM", "OTHER").replace("8-K", "NT 10-K").replace("1264853|", "42|")
    found = find_accessions(index(AR1.replace("-000001", "-000002"), row), {"0001264853-04-000001", "0-0-0"})
    assert [(ref.accession, ref.form) for ref in found.rows] == [("0001264853-04-000001", "NT 10-K")]


def test_an_accession_in_a_broken_row_is_reported_and_stops_no_look_up() -> None:
    broken = AR1.replace("2004-01-26", "2004-13-45")
    found = find_accessions(index(broken), {"0001264853-04-000001"})
    assert (found.rows, found.broken) == ([], [broken])


@pytest.mark.corpus
@pytest.mark.skipif("CORPUS" not in os.environ, reason="CORPUS is unset")
@pytest.mark.parametrize(
    "name, rows", [("full-1993-QTR4.master.idx", 20), ("full-2023-QTR1.xbrl.idx", 27606)]
)
def test_real_quarterly_files_are_read_to_the_last_row(name: str, rows: int) -> None:
    plain = (Path(os.environ["CORPUS"]) / "edgar" / "index" / name).read_bytes()
    lines = plain.split(b"-" * 80 + b"\n")[1].splitlines()
    forms = tuple(sorted({line.split(b"|")[2].decode() for line in lines}))
    everyone = choose_registrants("gmacm", {line.split(b"|")[0].decode() for line in lines})
    reading = read_master(gzip.compress(plain), everyone, forms)
    assert reading.broken == []
    assert len(reading.rows) == len(set(lines))
    assert len(lines) == rows
