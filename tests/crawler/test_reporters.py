"""Who reported whom when: every row of the list is well formed, and late deals differ from ended ones."""

import datetime as dt
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.reporters import FAMILIES, LIST, Reporter, judge_silence, months_of_end, read_reporters
from parsers.deals import SHELVES, find_series
from parsers.layouts import LAYOUTS
from tests.parsers.golden import PAGES, layout_of, records_of

ROWS = read_reporters()
NOT_INVENTED = [page for page in PAGES if "invented" not in page.name]
HEADING = LIST.read_text(encoding="utf-8").splitlines()[0]


@cache
def deals_of_fixtures() -> set[str]:
    """Shelves of other issuers are in no list: their deals are named as a page names them."""
    return {records_of(page)[1]["deal"] for page in NOT_INVENTED}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.deal} {row.reporter} {row.trustee}")
def test_a_deal_is_named_as_records_name_it(row: Reporter) -> None:
    shelf, _, series = row.deal.rpartition(" ")
    assert find_series(row.deal) == series
    # Of another shelf: the trust's name as printed.
    assert shelf in SHELVES or "Trust" in shelf or row.deal in deals_of_fixtures()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.deal} {row.reporter} {row.trustee}")
def test_months_medium_and_evidence_of_a_row_agree(row: Reporter) -> None:
    seen = row.known_by == "statement"
    assert bool(row.first_seen) == bool(row.last_seen) == bool(row.media) == seen
    assert row.reporter and row.source


def test_every_layout_is_a_family_of_the_list() -> None:
    assert {layout.name for layout in LAYOUTS} <= FAMILIES.keys()


def test_the_rows_of_one_deal_follow_each_other_without_overlap() -> None:
    of_deal: dict[str, list[Reporter]] = defaultdict(list)
    for row in ROWS:
        of_deal[row.deal].append(row)
    assert any(len(rows) > 1 for rows in of_deal.values())
    for rows in of_deal.values():
        assert len({row.ends for row in rows}) == 1
        for earlier, later in pairwise(rows):
            assert earlier.last_seen and later.first_seen and earlier.last_seen < later.first_seen


@pytest.mark.parametrize("page", NOT_INVENTED, ids=lambda page: page.stem)
def test_a_fixture_with_figures_of_a_real_page_lies_in_the_months_of_its_deals_row(page: Path) -> None:
    statement = records_of(page)[1]
    rows = [row for row in ROWS if row.deal == statement["deal"] and row.family == layout_of(page)]
    assert rows, f"{statement['deal']} has no row of {layout_of(page)}"
    if day := statement.get("distribution_date"):
        assert any(row.first_seen <= first_day(day) <= row.last_seen for row in rows)


def first_day(day: str) -> dt.date:
    return dt.date.fromisoformat(day).replace(day=1)


def written(folder: Path, *cells: str) -> Path:
    """A list of one row."""
    path = folder / "reporters.tsv"
    path.write_text(HEADING + "\n" + "\t".join(cells) + "\n")
    return path


GOOD = ["RAMP 2006-ZZ1", "Bank", "Bank", "chase", "10-D", "text html", "2006-03", "2006-12", "2006-12"]


def test_a_row_is_read_into_its_types(tmp_path: Path) -> None:
    [row] = read_reporters(written(tmp_path, *GOOD, "statement", "a page"))
    assert row == Reporter(
        "RAMP 2006-ZZ1",
        "Bank",
        "Bank",
        "chase",
        "10-D",
        ("text", "html"),
        dt.date(2006, 3, 1),
        dt.date(2006, 12, 1),
        dt.date(2006, 12, 1),
        "statement",
        "a page",
    )


@pytest.mark.parametrize(
    ("place", "cell", "said"),
    [
        (3, "chaise", "family: 'chaise' is not one of"),
        (4, "10-K", "form: '10-K' is not one of"),
        (5, "text paper", "media: 'paper' is not one of"),
        (6, "2006-13", "first_seen: '2006-13' is not a month"),
        (6, "2007-01", "first_seen, last_seen and ends are not in this order"),
        (8, "2006-11", "first_seen, last_seen and ends are not in this order"),
    ],
)
def test_a_fault_of_the_list_is_reported_with_its_line(
    tmp_path: Path, place: int, cell: str, said: str
) -> None:
    cells = [*GOOD, "statement", "a page"]
    cells[place] = cell
    with pytest.raises(ValueError, match=rf"reporters\.tsv line 2.*{said}"):
        read_reporters(written(tmp_path, *cells))


ENDS = {"RAMP 2007-RS1": dt.date(2007, 12, 1)}


@pytest.mark.parametrize(
    ("deal", "last", "now", "state"),
    [
        ("RAMP 2007-RS1", "2007-12-26", "2008-04-10", "ended"),
        ("RAMP 2007-RS1", "2007-12-26", "2007-12-28", "ended"),
        ("RAMP 2007-RS1", "2007-09-25", "2007-10-12", "due"),
        ("RAMP 2007-RS1", "2007-09-25", "2007-11-01", "late"),
        (
            "RAMP 2007-RS1",
            "2007-06-25",
            "2008-04-10",
            "late",
        ),
        ("GMACM 2003-AR2", "2003-12-19", "2004-01-10", "due"),
        ("GMACM 2003-AR2", "2003-12-19", "2004-02-10", "ended"),
        ("GMACM 2003-AR2", "2003-10-20", "2003-12-10", "late"),
        ("GMACM 2003-AR2", "2003-10-20", "2004-02-10", "late"),
        ("GMACM 2003-AR2", "2003-10-20", "2004-03-10", "ended"),
    ],
)
def test_a_silent_deal_is_due_late_or_ended(deal: str, last: str, now: str, state: str) -> None:
    silence = judge_silence(deal, dt.date.fromisoformat(last), dt.date.fromisoformat(now), ENDS)
    assert silence.state == state, silence.reason


def test_every_deal_of_residential_funding_seen_in_december_2007_ends_there() -> None:
    own = [row for row in ROWS if row.reporter == "Residential Funding"]
    last = {row.deal for row in own if row.last_seen == dt.date(2007, 12, 1)}
    assert len(last) >= 5
    assert {months_of_end()[deal] for deal in last} == {dt.date(2007, 12, 1)}
