"""An archive folder: tests make their own, add to it while it is served, and may damage it."""

import datetime as dt
from pathlib import Path

import pytest

from crawler.replica import Filer, IndexRow, Replica, SubmissionDocument, compose_submission, write_archive
from crawler.replica.archive import Archive, IndexQuarter
from tests.replica.client import fetch

MASTER = "/Archives/edgar/full-index/2004/QTR1/master.idx"


def filing(number: int, cik: int = 1264853) -> bytes:
    """An invented 8-K."""
    return compose_submission(
        f"0000000003-04-{number:06d}",
        "8-K",
        dt.date(2004, 1, 5),
        filers=[Filer(cik, "GMACM TRUST")],
        documents=[SubmissionDocument("8-K", b"invented")],
    )


def test_a_filing_that_is_added_appears_with_a_new_etag_and_a_later_date(tmp_path: Path) -> None:
    with Replica(write_archive(tmp_path, [filing(1)]), max_rate=0) as edgar:
        before = fetch(edgar, MASTER)
        write_archive(tmp_path, [filing(2)])
        path = "/Archives/edgar/data/1264853/0000000003-04-000002.txt"
        assert fetch(edgar, path).body == filing(2)
        for validator in (
            {"if_none_match": before.headers["etag"]},
            {"if_modified_since": before.headers["last-modified"]},
        ):
            after = fetch(edgar, MASTER, **validator)
            assert after.status == 200
            assert (
                after.body
                == before.body + b"1264853|GMACM TRUST|8-K|2004-01-05|edgar/data" + path[20:].encode() + b"\n"
            )


def test_a_filing_that_is_removed_is_gone(tmp_path: Path) -> None:
    with Replica(write_archive(tmp_path, [filing(1), filing(2)]), max_rate=0) as edgar:
        assert fetch(edgar, MASTER).body.count(b"edgar/data") == 2
        (tmp_path / "submissions/0000000003-04-000002.txt").unlink()
        assert fetch(edgar, MASTER).body.count(b"edgar/data") == 1
        assert fetch(edgar, "/Archives/edgar/data/1264853/0000000003-04-000002.txt").status == 404


def test_another_quarter_keeps_its_validators(tmp_path: Path) -> None:
    path = MASTER.replace("QTR1", "QTR2")
    with Replica(write_archive(tmp_path, [filing(1)])) as edgar:
        before = fetch(edgar, path)
        write_archive(tmp_path, [filing(2)])
        assert fetch(edgar, path, if_none_match=before.headers["etag"]).status == 304
        assert fetch(edgar, path, if_modified_since=before.headers["last-modified"]).status == 304


def test_a_row_can_name_a_filing_that_is_not_there(tmp_path: Path) -> None:
    ghost = IndexRow(
        1264853, "GMACM TRUST", "8-K", dt.date(2004, 2, 3), "edgar/data/1264853/0000000003-04-000009.txt"
    )
    with Replica(write_archive(tmp_path, other_rows=[ghost])) as edgar:
        assert ghost.line().encode() in fetch(edgar, MASTER).body
        assert fetch(edgar, f"/Archives/{ghost.path}").status == 404


def test_a_damaged_submission_is_listed_by_a_row_and_served_as_it_is(tmp_path: Path) -> None:
    accession = "0000000003-04-000007"
    row = IndexRow(1264853, "GMACM TRUST", "8-K", dt.date(2004, 2, 3), f"edgar/data/1264853/{accession}.txt")
    with Replica(write_archive(tmp_path, [(accession, b"\x00damaged")], [row])) as edgar:
        assert fetch(edgar, f"/Archives/{row.path}").body == b"\x00damaged"


def test_a_damaged_submission_without_its_accession_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"give a pair \(accession, bytes\)"):
        write_archive(tmp_path, [b"damaged"])


def test_rows_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    rows = [
        IndexRow(cik, "SOCI\xc9T\xc9 | CO", "6-K", dt.date(2004, 1, 2), f"edgar/data/{cik}/x.txt")
        for cik in (1, 2, 2)
    ]
    write_archive(tmp_path, other_rows=rows[:1])
    write_archive(tmp_path, other_rows=rows[1:])
    assert Archive(tmp_path).contents().rows == {IndexQuarter(2004, 1): rows}


def test_500_filings_are_served(tmp_path: Path) -> None:
    write_archive(tmp_path, [filing(number, cik=1000 + number % 7) for number in range(500)])
    with Replica(tmp_path, max_rate=0) as edgar:
        assert fetch(edgar, MASTER).body.count(b"\n") == 11 + 500
        assert fetch(edgar, "/Archives/edgar/data/1000/0000000003-04-000014.txt").body == filing(14, cik=1000)


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="has no folder 'submissions'"):
        Archive(tmp_path)


@pytest.mark.parametrize(
    ("quarter", "last"),
    [
        ((2004, 1), (2004, 3, 31)),
        ((2004, 2), (2004, 6, 30)),
        ((2003, 4), (2003, 12, 31)),
        ((1999, 3), (1999, 9, 30)),
    ],
)
def test_a_quarter_ends_with_its_last_month(quarter: tuple[int, int], last: tuple[int, int, int]) -> None:
    assert IndexQuarter(*quarter).last_day() == dt.date(*last)
    assert IndexQuarter.of(dt.date(*last)) == quarter
