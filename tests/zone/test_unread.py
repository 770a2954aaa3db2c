"""`scrapy unread`: what has no field, in groups of likeness."""

import json
from pathlib import Path

import pytest

from storage import Landing
from tests.zone.landed import land_text
from tests.zone.run import scrapy

# Three months of a statement that nothing proves, of two deals; its titles differ in case and numbers.
UNREAD = """{trust}
SERIES {series}
Statement to Certificateholders
Distribution Date: {date}

{title}
Loan                Rate      Balance       Paid
1041            6.250     101,222.13      91.22
1042            6.375     203,101.97     102.12
1043            6.500      87,640.55      64.18
1044            7.125     150,000.00     110.64
"""


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    titles = ("LOAN LIST 1 OF 3", "Loan List 2 of 3", "Loan list")
    for number, title in enumerate(titles, start=1):
        text = UNREAD.format(
            trust="ACME HOME TRUST", series=f"200{number}-1", date=f"0{number}/25/04", title=title
        )
        land_text(zone, number, text, f"2004-0{number + 1}")
    other = UNREAD.format(trust="OTHER TRUST", series="2003-9", date="01/25/04", title="Reserve Fund Detail")
    land_text(zone, 9, other, "2004-02")
    sample = (Path(__file__).parents[1] / "parsers/fixtures/servicing_certificate.2003-HE2.txt").read_text()
    land_text(zone, 10, sample, "2004-03")
    return zone


def test_pages_alike_are_one_group_and_others_another(zone: Landing, tmp_path: Path) -> None:
    run = scrapy("unread", "--jsonl", "groups.jsonl", zone=str(zone), folder=tmp_path)
    groups = [json.loads(line) for line in (tmp_path / "groups.jsonl").read_text().splitlines()]
    statements = [group for group in groups if group["kind"] == "statements"]
    assert [group["statements"] for group in statements] == [3, 1]
    assert statements[0]["example"] == "0000000009-04-000001"
    assert (statements[0]["first"], statements[0]["last"]) == ("2004-01-25", "2004-03-25")
    assert len(statements[0]["deals"]) == 3
    assert "4 statements unread, 0 statements read without a layout, 1 number without a field" in run.stdout


def test_a_number_without_a_field_is_reported_with_its_words(zone: Landing, tmp_path: Path) -> None:
    run = scrapy("unread", "--jsonl", "-", zone=str(zone), folder=tmp_path)
    (number,) = [
        group for line in run.stdout.splitlines() if (group := json.loads(line))["kind"] == "numbers"
    ]
    assert (number["layout"], number["numbers"], number["text"]) == ("servicing_certificate", 1, "0.00")
    assert number["deals"] == ["GMACM 2003-HE2"]


def test_show_prints_the_example_as_it_is_read(zone: Landing, tmp_path: Path) -> None:
    run = scrapy("unread", "--show", "1", zone=str(zone), folder=tmp_path)
    assert "read by words alone" in run.stdout
    assert "101,222.13" in run.stdout


def test_a_group_that_is_not_there_is_refused(zone: Landing, tmp_path: Path) -> None:
    run = scrapy("unread", "--show", "99", zone=str(zone), folder=tmp_path, exits=2)
    assert "--show 99: there are 3 groups" in run.stderr


def test_a_zone_read_whole_has_nothing_to_show(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    sample = (Path(__file__).parents[1] / "parsers/fixtures/bank_one.2003-AR1.txt").read_text()
    land_text(zone, 1, sample, "2004-01")
    run = scrapy("unread", zone=str(zone), folder=tmp_path)
    assert "0 statements unread, 0 statements read without a layout, 0 numbers without a field" in run.stdout
