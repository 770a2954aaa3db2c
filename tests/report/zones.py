"""Zones for the report: some months of trusts that a writer invents, and single pages."""

from pathlib import Path

from storage import Landing
from tests.zone.histories import Archive, histories, land

FIXTURES = Path(__file__).parents[1] / "parsers/fixtures"
HOSTILE = "<script>document.title = 'taken over'</script><img src=x onerror=alert(1)>"


def small_zone(folder: Path, months: int = 3) -> Landing:
    """Some months of one first-lien trust and one home-equity trust."""
    zone = Landing(str(folder / "zone"))
    zone.prepare()
    for layout in ("bank_one", "servicing_certificate"):
        land(zone, Archive.sound(histories(1, seed=5, layout=layout), months))
    return zone


def hostile_page() -> str:
    """A statement with markup in its labels, its trust's name and its classes."""
    page = (FIXTURES / "bank_one.2003-AR1.txt").read_text(encoding="latin-1")
    return page.replace("Other Fees Paid", HOSTILE).replace("Servicer Advances", "<b>Servicer</b> & Advances")
