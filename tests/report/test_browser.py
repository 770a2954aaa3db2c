"""The report in a browser: charts are drawn, numbers speak, links go, nothing runs that should not.

Needs a Chromium (`apt install chromium`); skipped where there is none, unless NEED_BROWSER is set.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from parsers.pipeline import read
from storage import Landing
from tests.report.browser import CHROMIUM, SWITCHES
from tests.report.zones import FIXTURES, hostile_page, small_zone
from tests.zone.landed import land_text
from tests.zone.run import scrapy

if CHROMIUM is None and not os.environ.get("NEED_BROWSER"):
    pytest.skip("there is no Chromium on this machine", allow_module_level=True)

PAGES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".txt", ".htm"))


# The first fixture of each layout: `make soak` looks at the others too.
FIRST = {page.name.partition(".")[0]: place for place, page in reversed(list(enumerate(PAGES, start=1)))}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A report of some histories and of the fixtures of the parsers that the chosen tests look at."""
    is_quick = request.config.option.markexpr == "not slow"
    folder = tmp_path_factory.mktemp("browser")
    zone = small_zone(folder, months=4)
    for number, path in enumerate(PAGES, start=1):
        if is_quick and number not in FIRST.values():
            continue
        land_text(zone, number, path.read_text(encoding="latin-1"), "2004-01")
    land_text(zone, 90, hostile_page(), "2004-02")
    scrapy("report", "--to", "report", zone=str(zone), folder=folder, within=300)
    return folder / "report"


def page_of(report: Path, fixture: str) -> Path:
    """The page of a fixture's statement."""
    number = [path.name for path in PAGES].index(fixture) + 1
    return report / f"statements/0000000009-04-{number:06}-1-1.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that fails the test where a page complains or asks for anything that is not a file."""
    tab = browser.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("request", lambda it: None if it.url.startswith("file:") else faults.append(it.url))
    yield tab
    tab.close()
    assert faults == []


def test_the_index_leads_to_a_deal_and_on_to_a_statement(page: Page, report: Path) -> None:
    page.goto((report / "index.html").as_uri())
    page.locator("table.calendar th a").first.click()
    assert page.locator("figure svg").count() >= 2
    page.locator("td a").first.click()
    assert page.locator("pre.page a.m").count() > 20


def test_charts_draw_a_mark_for_each_figure(page: Page, report: Path) -> None:
    (deal,) = (report / "deals").glob("GMACM-*-T1-*.html")  # of a history of four months
    page.goto(deal.as_uri())
    balances = page.locator("figure", has_text="Balances by class").locator("svg [aria-label*=dollars]")
    rows = page.locator("figure", has_text="Balances by class").locator("tbody tr")
    assert balances.count() >= rows.count() >= 4
    assert all(balances.nth(place).bounding_box() for place in range(3))


def test_a_number_says_its_field_on_hover_and_on_focus(page: Page, report: Path) -> None:
    statement = page_of(report, "bank_one.2003-AR1.txt")
    page.goto(statement.as_uri())
    number = page.locator("pre.page a.m", has_text="167,875,146").first
    number.hover()
    assert page.locator("#say").inner_text() == "167,875,146: tranche A-1 1 · ending_balance"
    page.locator("h1").hover()
    assert page.locator("#say").inner_text() == ""
    page.locator("pre.page a.m").first.focus()
    assert "tranche" in page.locator("#say").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#say").inner_text() == ""


def test_a_number_leads_to_its_record_and_the_record_back_to_its_line(page: Page, report: Path) -> None:
    statement = page_of(report, "bank_one.2003-AR1.txt")
    page.goto(statement.as_uri())
    page.locator("pre.page a.m", has_text="167,875,146").first.click()
    record = page.locator("section:target")
    assert record.is_visible()
    assert "167875146" in record.inner_text()
    record.locator("a").first.click()
    assert page.evaluate("location.hash").startswith("#L")


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(place, marks=() if place in FIRST.values() else pytest.mark.slow, id=page.name)
        for place, page in enumerate(PAGES, start=1)
    ],
)
def test_the_marks_of_a_page_are_its_account(page: Page, report: Path, number: int) -> None:
    reading = read(PAGES[number - 1].read_bytes())
    accounts = [record.numbers for record in reading.records if hasattr(record, "numbers")]
    files = sorted((report / "statements").glob(f"0000000009-04-{number:06}-1-*.html"))
    assert len(files) == len(accounts)
    for file, numbers in zip(files, accounts, strict=True):
        page.goto(file.as_uri())
        shown = {
            fate: page.locator(f"pre.page a.{fate}").count() for fate in ("mapped", "ignored", "unmapped")
        }
        assert shown == {"mapped": numbers.mapped, "ignored": numbers.ignored, "unmapped": numbers.unmapped}


def test_markup_in_a_statement_is_text(page: Page, report: Path) -> None:
    statement = next((report / "statements").glob("0000000009-04-000090-1-1.html"))
    page.goto(statement.as_uri())
    assert page.title() != "taken over"
    assert page.locator("img").count() == 0
    assert "<script>document.title" in page.locator("pre.page").inner_text()


@pytest.mark.parametrize("width", [400, 900, 1600])
def test_no_page_is_wider_than_the_screen(page: Page, report: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    (deal,) = (report / "deals").glob("GMACM-*-T1-*.html")
    hostile = next((report / "statements").glob("0000000009-04-000090-1-1.html"))
    for file in (report / "index.html", deal, page_of(report, "bank_one.2003-AR1.txt"), hostile):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name


def test_a_telephone_shows_all_months_of_the_calendar(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto((report / "index.html").as_uri())
    boxes = [one.bounding_box() for one in page.locator("table.calendar thead th").all()]
    assert len(boxes) >= 13
    assert all(box and box["x"] + box["width"] <= 400 for box in boxes)


def test_a_month_stands_on_one_line(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    (deal,) = (report / "deals").glob("GMACM-*-T1-*.html")
    page.goto(deal.as_uri())
    months = page.locator("tbody th[scope=row]", has_text=re.compile(r"^\d{4}-\d\d$"))
    assert months.count() >= 4
    assert all((one.bounding_box() or {})["height"] < 45 for one in months.all() if one.is_visible())


def test_the_names_of_a_legend_do_not_run_into_each_other(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 900, "height": 900})
    (deal,) = (report / "deals").glob("GMACM-*-T1-*.html")
    page.goto(deal.as_uri())
    boxes = [one.bounding_box() for one in page.locator("svg .role-legend-label text").all()]
    seen = [box for box in boxes if box]
    assert len(seen) > 5
    for place, one in enumerate(seen):
        for other in seen[place + 1 :]:
            is_beside = abs(one["y"] - other["y"]) < 2 and one["x"] < other["x"]
            assert not is_beside or one["x"] + one["width"] < other["x"]


def test_light_and_dark_and_narrow_screens(page: Page, report: Path) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto((report / "index.html").as_uri())
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


@pytest.mark.slow
def test_a_page_of_50_000_numbers_can_be_used(browser: Browser, tmp_path: Path) -> None:
    rows = "\n".join(f"{number:>8} {number}.00 {number}.25 {number}.50 7 9" for number in range(10_000))
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    land_text(zone, 1, f"A TRUST\nStatement to Certificateholders\n\n{rows}\n", "2004-01")
    scrapy("report", "--to", "report", zone=str(zone), folder=tmp_path, within=300)
    (file,) = (tmp_path / "report/statements").iterdir()
    tab = browser.new_page()
    tab.goto(file.as_uri())
    assert tab.locator("pre.page a.unmapped").count() > 40_000
    tab.locator("pre.page a.m").nth(5).hover()
    assert "no field" in tab.locator("#say").inner_text()
    tab.close()
