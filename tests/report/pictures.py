"""Pictures of the report for the README.

`make report`, then `python -m tests.report.pictures report-history docs`.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.report.browser import CHROMIUM, SWITCHES

FAILED = 'class="m mapped failed"'  # a number of a failed check
SIZE = {"width": 1200, "height": 900}


def take(report: Path, to: Path) -> None:
    """A deal's page and a statement's."""
    deal = min((report / "deals").glob("GMACM-2003-T2-*.html"))
    pages = sorted((report / "statements").glob("*.html"))
    statement = next(page for page in pages if FAILED in page.read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_page(viewport=SIZE)
        page.goto(deal.resolve().as_uri())
        page.screenshot(path=to / "report-deal.png")
        page.goto(statement.resolve().as_uri())
        page.locator("pre.page a.failed").first.hover()
        page.screenshot(path=to / "report-statement.png")
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
