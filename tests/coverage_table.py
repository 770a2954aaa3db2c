"""The README's table of what is read of each family, made from the list of reporters and the test pages.

`python -m tests.coverage_table` writes it; a test compares.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from crawler.reporters import FAMILIES, read_reporters
from tests.parsers.golden import PAGES, records_of

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- coverage: made by `make docs` -->\n", "<!-- end of coverage -->\n"
INVENTED_PAGES = Path(__file__).parent / "parsers" / "families"
GENERAL = "general"

Record = Mapping[str, Any]
LOSSES = {"realized_loss", "cumulative_realized_loss", "interest_loss"}
COLUMNS: Mapping[str, Callable[[Record], bool]] = {
    "classes": lambda one: one["record"] == "tranche",
    "pools": lambda one: one["record"] == "pool",
    "delinquencies": lambda one: one["record"] == "delinquency",
    "losses": lambda one: (
        any(one.get(field) is not None for field in LOSSES)
        or (one["record"] == "amount" and "loss" in one["name"])
    ),
    "enhancement": lambda one: (
        one["record"] == "credit_support"
        or (one["record"] == "amount" and one["name"].startswith("overcollateralization"))
    ),
}
# The best proof first: what a name says of the page.
PROOFS = ("real", "figures", "invented")
# Real statements that a test reads where they lie, as they are no fixtures: tests/parsers/test_rfc_corpus.py.
READ_IN_PLACE = {"rfc_report": ("classes", "pools", "delinquencies", "losses", "enhancement")}


class Shown(NamedTuple):
    """What one test page shows: its family, how it came to be, and which columns its records fill."""

    family: str
    proof: str
    medium: str
    columns: frozenset[str]


def shown_by(page: Path) -> Iterator[Shown]:
    """What a page shows; a page whose layout is 'general' counts for the family that its name begins with."""
    records = records_of(page)
    prefix = page.name.split(".")[0]
    named = prefix if prefix in FAMILIES else GENERAL
    layouts = {one.get("layout") for one in records if one["record"] == "statement"} - {None}
    for layout in layouts:
        family = named if layout == GENERAL else layout
        filled = frozenset(name for name, holds in COLUMNS.items() if any(map(holds, records)))
        yield Shown(family, proof_of(page), "html" if page.suffix == ".htm" else "text", filled)


def proof_of(page: Path) -> str:
    """'real' page, 'figures' of a real page on one of ours, or 'invented'."""
    if ".invented-" in page.name:
        return "invented"
    return "figures" if ".from-facts-" in page.name else "real"


def all_shown() -> list[Shown]:
    """What all test pages show, and the real statements that are read in place."""
    pages = [*PAGES, *(path for path in sorted(INVENTED_PAGES.iterdir()) if path.suffix in (".txt", ".htm"))]
    in_place = [Shown(family, "real", "text", frozenset(names)) for family, names in READ_IN_PLACE.items()]
    return [*in_place, *(one for page in pages for one in shown_by(page))]


def table() -> str:
    """The table in Markdown, a row for each family."""
    shown = all_shown()
    heading = ["family", "printed by", "statements seen", "medium", *COLUMNS]
    rows = [
        [f"`{name}`", about.printed_by, months_of(name), media_of(name, shown), *proofs_of(name, shown)]
        for name, about in FAMILIES.items()
    ]
    other = ["any other trustee", "", media_of(GENERAL, shown), *proofs_of(GENERAL, shown)]
    rows.append([f"`{GENERAL}`", *other])
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def proofs_of(family: str, shown: Iterable[Shown]) -> list[str]:
    """For each column the best proof that some page gives; 'none' where no page fills it."""
    cells = []
    for name in COLUMNS:
        found = {one.proof for one in shown if one.family == family and name in one.columns}
        cells.append(next((proof for proof in PROOFS if proof in found), "none"))
    return cells


def months_of(family: str) -> str:
    """'2003-12, 2 deals; expected of 7 more; …' from the rows of the list."""
    rows = [one for one in read_reporters() if one.family == family]
    seen = {one.deal for one in rows if one.first_seen}
    expected = {one.deal for one in rows} - seen
    first = min((one.first_seen for one in rows if one.first_seen), default=None)
    last = max((one.last_seen for one in rows if one.last_seen), default=None)
    parts = []
    if first and last:
        span = f"{first:%Y-%m}" if first == last else f"{first:%Y-%m} to {last:%Y-%m}"
        parts.append(f"{span}, {len(seen)} deal{'s' if len(seen) > 1 else ''}")
    if expected:
        parts.append(f"expected of {len(expected)} {'more' if seen else 'deals'}")
    if FAMILIES[family].elsewhere:
        parts.append(FAMILIES[family].elsewhere)
    return "; ".join(parts)


def media_of(family: str, shown: Iterable[Shown]) -> str:
    """The media in which statements were seen or test pages are; PDF is left out, as it is not read."""
    seen = {medium for one in read_reporters() if one.family == family for medium in one.media}
    seen |= {one.medium for one in shown if one.family == family}
    return ", ".join(medium for medium in ("text", "html") if medium in seen)


def with_table(readme: str) -> str:
    """The README with the table of now; raises ValueError where a mark is missing."""
    before, behind = readme.split(BEGIN)
    return before + BEGIN + table() + END + behind.split(END)[1]


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
