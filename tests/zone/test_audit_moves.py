"""Identities over time hold where a deal's statements change: another trustee, another edition, a revision.

The figures of the mixed history are those of a Goldman Sachs deal (GSAA 2004-6) whose revised and original
statements were both filed: the months' own pages add up, the months do not follow from each other.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from crawler.duckdb_types import columns
from storage import Landing
from storage.audit_queries import Finding, findings
from tests.writer.families import chase, rfc_html
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.layouts import WRITERS
from tests.zone.changing_deals import as_family_trust, months_of
from tests.zone.histories import Archive, Filing, History, histories, land
from tests.zone.test_audit_cases import Page, audited, balances

CHASE = chase.Style(
    year="1999", totals="TOTALS", lower_remic=False, delinquencies=False, facts=False, strips=False
)


def by_chase(history: History, number: int, rename: Callable[[str], str] = str) -> bytes:
    """The month's classes as Chase's statement, text, of the same GMACM trust."""
    trust = as_family_trust(history, number, rename)
    page = chase.write(number, html=False, style=CHASE, trust=trust).text
    return page.replace("Invented Home Loan Trust", "GMACM Mortgage Loan Trust").encode()


def moved(months: int, at: int, rename: Callable[[str], str] = str) -> tuple[History, Archive]:
    """A trust that Bank One reports until the month before `at`, and Chase from then on."""
    [history] = histories(1, seed=8)
    archive = Archive.sound([history], months)
    for number in range(at, months + 1):
        [filing] = archive.of(history, number)
        filing.page = by_chase(history, number, rename)
    return history, archive


def reported(zone: Landing) -> list[tuple[str, str, str]]:
    """What the audit finds, but that the new trustee's pages have no layout."""
    found = [one for one in findings(zone, columns()) if one.finding != "layout_lost"]
    return [(one.finding, f"{one.month:%Y-%m}", one.subject) for one in found]


@pytest.fixture
def zone(tmp_path: Path) -> Landing:
    return Landing(str(tmp_path / "zone"))


def without_hyphens(name: str) -> str:
    return name.replace("-", "")


@pytest.mark.parametrize("rename", [str, without_hyphens], ids=["A-I-1", "AI1"])
def test_a_sound_deal_that_moves_to_another_trustee_has_nothing_to_report(
    zone: Landing, rename: Callable[[str], str]
) -> None:
    _, archive = moved(months=6, at=4, rename=rename)
    land(zone, archive)
    assert layouts_of(zone) == ["bank_one"] * 3 + ["chase"] * 3
    assert reported(zone) == []


def layouts_of(zone: Landing) -> list[str]:
    assert zone.folder
    paths = sorted(zone.folder.glob("records/*/*.jsonl"))
    return [path.read_text().split('"layout":"')[1].split('"')[0] for path in paths]


@pytest.mark.parametrize("layout", ["bank_of_new_york", "chase", "deutsche"])
def test_a_sound_deal_goes_on_in_each_layout_of_another_trustee(zone: Landing, layout: str) -> None:
    history, archive = moved(months=6, at=4)
    writer = WRITERS[layout]
    for number in range(4, 7):
        [filing] = archive.of(history, number)
        filing.page = writer.write(history.month(number), writer.style()).text.encode()
    land(zone, archive)
    assert layouts_of(zone) == ["bank_one"] * 3 + [layout] * 3
    assert reported(zone) == []


def test_a_balance_that_is_not_carried_over_to_the_other_trustee_is_found(zone: Landing) -> None:
    history, archive = moved(months=6, at=4)
    month = history.month(4)
    place = history.shape.place(month)
    one = history.classes(4)[place]
    more = {"beginning_balance": one.beginning_balance + 5_000, "principal": one.principal + 5_000}
    wrong = history.shape.with_class(month, place, **more)
    [filing] = archive.of(history, 4)
    filing.page = by_chase(replace(history, trust=Months(history.trust, {4: wrong})), 4)
    land(zone, archive)
    assert reported(zone) == [("carry_over", f"{month.distribution_date:%Y-%m}", one.of.name)]


class Months:
    """A trust with other figures in some months."""

    def __init__(self, trust: object, changed: dict[int, object]) -> None:
        self.trust, self.changed = trust, changed

    def __getattr__(self, name: str) -> object:
        return getattr(self.trust, name)

    def month(self, number: int) -> object:
        return self.changed.get(number) or self.trust.month(number)  # type: ignore[attr-defined]


def sections(number: int) -> rfc_html.Style:
    return rfc_html.Style(
        sections=number, shelf="Residential Asset Mtge Products", excess=True, revised="", interest_loss=False
    )


def sixteen_then_twenty(months: int, at: int) -> list[tuple[Trust, bytes]]:
    """Months of one deal in the statement of 16 sections, and from `at` on in that of 20."""
    trust = invent(Random(4), Shape(excess=True, principal_only=False, shortfall=False, losses=False))
    return [
        (one, rfc_html.write(7, html=True, style=sections(16 if n < at else 20), trust=one).encode())
        for n, one in enumerate(months_of(trust, months), start=1)
    ]


def land_pages(zone: Landing, pages: list[tuple[Trust, bytes]]) -> None:
    """Each page a filing of its own."""
    [history] = histories(1, seed=8)
    filed = []
    for number, (trust, page) in enumerate(pages, start=1):
        dated = replace(history.month(number), distribution_date=trust.distribution_date)
        own = replace(history, trust=Months(history.trust, {number: dated}))
        filed.append(Filing(own, number, page, form="10-D"))
    land(zone, filed)


def test_a_sound_deal_of_16_then_20_sections_has_nothing_to_report(zone: Landing) -> None:
    pages = sixteen_then_twenty(months=6, at=4)
    land_pages(zone, pages)
    assert layouts_of(zone)[3:] == ["rfc_statement"] * 3
    assert reported(zone) == []


def test_a_month_missing_between_16_and_20_sections_is_found(zone: Landing) -> None:
    pages = sixteen_then_twenty(months=6, at=4)
    land_pages(zone, [*pages[:3], *pages[4:]])
    assert reported(zone) == [("missing_month", f"{pages[3][0].distribution_date:%Y-%m}", "")]


# Class A-1, August to December 2004: original balance, the month's beginning and ending balance, revised.
FACES = {
    "2004-08": ("124177000.00", "121000000.00", "118500000.00", False),
    "2004-09": ("124415000.00", "118738001.24", "116238001.24", True),
    "2004-10": ("124177000.00", "115999998.52", "113499998.52", False),
    "2004-11": ("124415000.00", "113737998.73", "111237998.73", False),
    "2004-12": ("124415000.00", "111237998.73", "108737998.73", False),
}


def mixed_history() -> list[Page]:
    return [
        Page(
            month, balances(began, ended, f',"original_balance":{face}'), deal="GSAA 2004-6", revised=revised
        )
        for month, (face, began, ended, revised) in FACES.items()
    ]


def test_months_of_before_and_after_a_correction_are_named_by_their_breaks(tmp_path: Path) -> None:
    found = audited(tmp_path, *mixed_history())
    assert [(one.finding, f"{one.month:%Y-%m}", one.figures["difference"]) for one in found] == [
        ("carry_over", "2004-09", "238001.24"),
        ("original_balance_changed", "2004-09", "238000"),
        ("carry_over", "2004-10", "-238002.72"),
        ("original_balance_changed", "2004-10", "-238000"),
        ("carry_over", "2004-11", "238000.21"),
        ("original_balance_changed", "2004-11", "238000"),
    ]


def test_where_one_of_two_months_is_revised_the_break_says_which(tmp_path: Path) -> None:
    messages = [one.message for one in audited(tmp_path, *mixed_history())]
    says = "; of the two statements only that of 2004-09 says that it is revised"
    assert [message.endswith(says) for message in messages] == [True, True, True, True, False, False]
    assert messages[1].startswith(
        "class A-1 has an original balance of 124415000.00 in 2004-09 and of 124177000.00 in 2004-08"
    )


FIRST = Page("2004-01", balances("100.00", "90.00"))
REVISED = Page("2004-02", balances("90.00", "80.00"), revised=True)


def kinds(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.finding, one.subject) for one in found]


def test_a_page_that_says_that_it_is_revised_supersedes_the_months_other_one_whatever_the_form(
    tmp_path: Path,
) -> None:
    wrong = Page("2004-02", balances("70.00", "60.00"))
    [found] = audited(tmp_path, FIRST, wrong, REVISED, Page("2004-03", balances("80.00", "75.00")))
    assert (found.finding, found.subject) == ("amendment", "0000000003-04-000003")
    assert "(8-K, revised, filed 2004-02-28) supersedes 0000000003-04-000002" in found.message


def test_the_original_filed_again_behind_the_revised_page_does_not_count(tmp_path: Path) -> None:
    wrong = Page("2004-02", balances("70.00", "60.00"))
    found = audited(tmp_path, FIRST, REVISED, wrong, Page("2004-03", balances("80.00", "75.00")))
    assert kinds(found) == [("amendment", "0000000003-04-000002")]


def test_a_revised_page_whose_original_was_never_filed_is_nothing_to_report(tmp_path: Path) -> None:
    assert audited(tmp_path, FIRST, REVISED) == []


CASES = {
    "one trustee prints hyphens in names": (
        [Page("2004-01", balances("9.00", "8.00", name="II-A-1", cusip=None))],
        [Page("2004-02", balances("8.00", "7.00", name="IIA1", cusip=None))],
        [],
    ),
    "one trustee prints hyphens, and the balance is not carried over": (
        [Page("2004-01", balances("9.00", "8.00", name="II-A-1", cusip=None))],
        [Page("2004-02", balances("8.50", "7.00", name="IIA1", cusip=None))],
        [("carry_over", "IIA1")],
    ),
    "two names that differ by hyphens alone are two classes": (
        [
            Page(
                "2004-01",
                balances("9.00", "8.00", name="A-11", cusip=None),
                balances("5.00", "4.00", name="A-1-1", cusip=None),
            )
        ],
        [
            Page(
                "2004-02",
                balances("4.00", "3.00", name="A-1-1", cusip=None),
                balances("8.00", "7.00", name="A-11", cusip=None),
            )
        ],
        [],
    ),
    "one trustee prints CUSIPs": (
        [Page("2004-01", balances("9.00", "8.00", name="II-A-1"))],
        [Page("2004-02", balances("8.00", "7.00", name="IIA1", cusip=None))],
        [],
    ),
    "one trustee prints whole dollars": (
        [Page("2004-01", balances("9", "8", ',"original_balance":10'))],
        [Page("2004-02", balances("8.40", "7.40", ',"original_balance":10.00'))],
        [],
    ),
    "one trustee prints the notional of a strip": (
        [Page("2004-01", balances("0.00", "0.00", ',"notional":true,"original_balance":0.00', name="X"))],
        [Page("2004-02", balances("8.00", "7.00", ',"notional":true,"original_balance":9.00', name="X"))],
        [],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES.keys())
def test_a_deal_goes_on_under_another_trustees_layout(
    tmp_path: Path, before: list[Page], after: list[Page], expected: list[tuple[str, str]]
) -> None:
    for page in after:
        page.layout = "chase"  # any but that of the months before
    assert kinds(audited(tmp_path, *before, *after)) == expected


def test_within_one_layout_a_notional_balance_that_comes_from_nothing_is_a_break(tmp_path: Path) -> None:
    before = Page("2004-01", balances("0.00", "0.00", ',"notional":true', name="X"))
    after = Page("2004-02", balances("8.00", "7.00", ',"notional":true', name="X"))
    assert kinds(audited(tmp_path, before, after)) == [("carry_over", "X")]
