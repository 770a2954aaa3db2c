"""Filings as users and indexes name them, and the quarters they are listed in."""

from datetime import UTC, date, datetime

import pytest

from crawler.filings import FilingRef, first_year, flat_path, read_ref
from crawler.quarters import Quarter, eastern_today, last_rebuild, quarters_between

AR2 = "0001019965-04-000027"


@pytest.mark.parametrize(
    "text, cik, path",
    [
        (AR2, None, None),
        (f" {AR2} ", None, None),
        (f"1270371:{AR2}", "0001270371", f"edgar/data/1270371/{AR2}.txt"),
        (f"0001270371:{AR2}", "0001270371", f"edgar/data/1270371/{AR2}.txt"),
        (f"edgar/data/1270371/{AR2}.txt", "0001270371", f"edgar/data/1270371/{AR2}.txt"),
        (
            f"https://www.sec.gov/Archives/edgar/data/1270371/000101996504000027/{AR2}.txt",
            "0001270371",
            f"edgar/data/1270371/000101996504000027/{AR2}.txt",
        ),
    ],
)
def test_a_filing_is_named_by_accession_pair_or_path(text: str, cik: str | None, path: str | None) -> None:
    assert read_ref(text) == FilingRef(AR2, cik, path=path)


@pytest.mark.parametrize(
    "text",
    ["", "000101996504000027", f"abc:{AR2}", f"12345678901:{AR2}", f"{AR2}.txt", "edgar/data/1/x.txt", "1:2"],
)
def test_anything_else_names_no_filing(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_ref(text)


def test_a_path_has_the_cik_without_its_zeros() -> None:
    assert flat_path("0000000042", AR2) == f"edgar/data/42/{AR2}.txt"


@pytest.mark.parametrize(
    "text, year", [("0000109446-94-000005", 1994), (AR2, 2004), ("0000000003-26-000001", 2026)]
)
def test_the_year_in_an_accession(text: str, year: int) -> None:
    assert first_year(text) == year


def test_paper_filings_have_no_text_to_fetch() -> None:
    assert not FilingRef("9999999997-02-056978").has_text
    assert FilingRef(AR2).has_text


def test_quarters_between_two_days_go_over_a_year() -> None:
    quarters = [str(quarter) for quarter in quarters_between(date(2003, 9, 30), date(2004, 4, 1))]
    assert quarters == ["2003 Q3", "2003 Q4", "2004 Q1", "2004 Q2"]
    assert Quarter(2004, 1).master_path == "/Archives/edgar/full-index/2004/QTR1/master.gz"


@pytest.mark.parametrize(
    "now, rebuilt",
    [
        ("2026-06-27T11:59", "2026-06-20T12:00"),  # a Saturday, before the rebuild is over
        ("2026-06-27T12:00", "2026-06-27T12:00"),
        ("2026-07-03T23:00", "2026-06-27T12:00"),  # the Friday after
    ],
)
def test_all_quarters_were_last_rebuilt_on_a_saturday(now: str, rebuilt: str) -> None:
    assert last_rebuild(datetime.fromisoformat(f"{now}+00:00")) == datetime.fromisoformat(f"{rebuilt}+00:00")


def test_edgars_day_begins_five_hours_after_utcs() -> None:
    assert eastern_today(datetime(2026, 1, 1, 4, 59, tzinfo=UTC)) == date(2025, 12, 31)
