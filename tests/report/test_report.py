"""`scrapy report`: which pages there are, what they say, and what a second run writes."""

import re
import shutil
from pathlib import Path

import pytest

from crawler.report.rendering import commands
from storage import Landing
from tests.report.zones import FIXTURES, HOSTILE, hostile_page, small_zone
from tests.zone.histories import Archive, histories, land
from tests.zone.landed import land_text
from tests.zone.run import scrapy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    zone = small_zone(folder)
    land_text(zone, 1, (FIXTURES / "bank_one.2003-AR2.txt").read_text(), "2004-01")
    scrapy("report", "--to", "report", zone=str(zone), folder=folder)
    return folder


def pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_there_is_a_page_for_the_zone_each_deal_and_each_statement(folder: Path) -> None:
    found = pages(folder / "report")
    assert len([page for page in found if page.startswith("statements/")]) == 7
    assert len([page for page in found if page.startswith("deals/")]) == 3
    assert "index.html" in found


def test_every_link_leads_to_a_page_or_place_that_is_there(folder: Path) -> None:
    assert dead_links(folder / "report") == []


def dead_links(report: Path) -> list[tuple[str, str]]:
    """Each page with a target that is not there."""
    dead = []
    for page in pages(report):
        for target in set(re.findall(r'href="([^"]+)"', (report / page).read_text())):
            name, _, place = target.partition("#")
            file = (report / page).parent / name if name else report / page
            if not file.is_file() or (place and f'id="{place}"' not in file.read_text()):
                dead.append((page, target))
    return dead


def test_a_number_says_its_field_and_a_failed_check_its_sentence(folder: Path) -> None:
    html = (folder / "report/statements/0000000009-04-000001-1-1.html").read_text()
    assert 'data-say="73,184,227: tranche A-III- 6 · ending_balance"' in html
    assert "0.4186 % is 292,078 over Group 1&#x27;s 69,774,362" in html
    assert len(re.findall(r'class="m mapped', html)) == 926
    assert re.findall(r'class="m mapped failed"[^>]*>([^<]+)<', html) == [
        "0.4186%",
        "0.4186%",
        "0.6579%",
        "0.6579%",
    ]
    assert len(re.findall(r'class="m ignored', html)) == 1


def test_a_figure_that_fails_its_check_is_red_though_the_check_names_no_field(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    page = (FIXTURES / "bank_one.2003-AR1.txt").read_text()
    land_text(zone, 1, page.replace("167,875,146", "167,875,946"), "2004-01")
    scrapy("report", "--to", "report", zone=str(zone), folder=tmp_path)
    (statement,) = (tmp_path / "report/statements").iterdir()
    red = re.findall(r'class="m mapped failed"[^>]*data-say="([^"]+)"', statement.read_text())
    (ending,) = {one for one in red if one.startswith("167,875,946: tranche A-1 1 ")}
    assert "the balance fell by 800 less than principal and printed loss explain" in ending
    assert not [one for one in red if " tranche A-2 " in one]


def test_a_deal_has_its_charts_and_their_figures(folder: Path) -> None:
    (page,) = (folder / "report/deals").glob("GMACM-2003-AR2-*.html")
    html = page.read_text()
    assert html.count("<svg") == 5
    assert 'Overcollateralization against its target</figcaption>\n<p class="soft">Nothing to draw' in html
    assert '<td class="number">67,692,974</td>' in html


def test_what_no_filing_shows_alone_stands_on_the_page_of_the_deal_and_on_the_first(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    (trust,) = histories(1, seed=5)
    archive = Archive.sound([trust], months=5)
    archive.lose_months(trust, 2)
    archive.break_carry_over(trust, 4)
    land(zone, archive)
    scrapy("report", "--to", "report", zone=str(zone), folder=tmp_path)
    (deal,) = (tmp_path / "report/deals").iterdir()
    for page in (deal, tmp_path / "report/index.html"):
        html = page.read_text()
        assert re.search(r'level-warning">warning</span>[^<]*: (?:<a [^>]+>)?no statement of ', html)
        assert re.search(r'level-error">error</span>[^<]*: <a href="[^"]+">class [^<]* begins ', html)
    assert dead_links(tmp_path / "report") == []


def test_nothing_in_a_page_is_fetched_and_nothing_but_our_script_may_run(folder: Path) -> None:
    for page in pages(folder / "report"):
        html = (folder / "report" / page).read_text()
        assert "default-src &#39;none&#39;; style-src &#39;sha256-" in html
        assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
        assert html.count("<script>") == 1


def test_only_what_changed_is_written_again(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "zone", tmp_path / "zone")
    shutil.copytree(folder / "report", tmp_path / "report")
    run = scrapy("report", "--to", "report", zone="zone", folder=tmp_path)
    assert "11 pages in report, 1 written" in run.stdout
    zone = Landing(str(tmp_path / "zone"))
    land_text(zone, 2, (FIXTURES / "bank_one.2003-AR1.txt").read_text(), "2004-01")
    run = scrapy("report", "--to", "report", zone="zone", folder=tmp_path)
    assert "13 pages in report, 3 written" in run.stdout
    shutil.rmtree(tmp_path / "zone/records/filed=2004-01")
    run = scrapy("report", "--to", "report", zone="zone", folder=tmp_path)
    assert "of an earlier report removed" in run.stdout
    assert not list((tmp_path / "report/statements").glob("0000000009-04-*"))


def test_flagged_statements_and_one_deal_can_be_asked_for(folder: Path, tmp_path: Path) -> None:
    options = ("report", "--deal", "GMACM 2003-AR2", "--statements", "flagged", "--to", str(tmp_path / "one"))
    scrapy(*options, zone=str(folder / "zone"), folder=tmp_path)
    assert len(pages(tmp_path / "one")) == 3
    assert dead_links(tmp_path / "one") == []
    scrapy(*options[:-3], "none", *options[-2:], zone=str(folder / "zone"), folder=tmp_path)
    assert len(pages(tmp_path / "one")) == 2
    assert dead_links(tmp_path / "one") == []


def test_records_of_other_parsers_are_marked_by_a_banner(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    land_text(zone, 1, (FIXTURES / "bank_one.2003-AR1.txt").read_text(), "2004-01")
    (records,) = (tmp_path / "zone/records").rglob("*.jsonl")
    records.write_text(records.read_text().replace('"class_type":"Senior"', '"class_type":"Junior"', 1))
    scrapy("report", "--to", "report", zone=str(zone), folder=tmp_path)
    (page,) = (tmp_path / "report/statements").iterdir()
    assert "records of this filing differ from those of the current parsers" in page.read_text()


def test_markup_in_a_statement_is_shown_and_is_none(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    land_text(zone, 1, hostile_page(), "2004-01")
    scrapy("report", "--to", "report", zone=str(zone), folder=tmp_path)
    for page in pages(tmp_path / "report"):
        assert HOSTILE not in (tmp_path / "report" / page).read_text()
    (page_path,) = (tmp_path / "report/statements").iterdir()
    assert "&lt;script&gt;document.title" in page_path.read_text()


def test_commands_in_a_message_are_code_and_markup_is_none() -> None:
    assert commands("`scrapy unread` & <b>") == "<code>scrapy unread</code> &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (["--deal", "GMACM 1900-X1"], "--deal GMACM 1900-X1: the zone has no statement of it"),
        (["--to", "zone/report"], "lies in the landing zone"),
        (["--to", "."], "holds other files"),
    ],
)
def test_what_cannot_be_reported_is_refused(folder: Path, words: list[str], reported: str) -> None:
    run = scrapy("report", *words, zone=str(folder / "zone"), folder=folder, exits=2)
    assert reported in run.stderr
