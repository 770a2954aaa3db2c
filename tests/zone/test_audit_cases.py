"""What the audit calls a fault and what it lets pass, one case each, on records written for it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from crawler.duckdb_types import columns
from storage import Landing
from storage.audit_queries import Finding, findings

DEAL = "GMACM 2003-AR2"


class Page:
    """A statement of a month: its classes as text of JSON members, so that digits stay as printed."""

    def __init__(self, month: str, *classes: str, deal: str = DEAL, form: str = "8-K", **more: Any) -> None:
        self.month, self.classes, self.deal, self.form = month, classes, deal, form
        self.amounts: Iterable[str] = more.pop("amounts", ())
        self.day = more.pop("day", 25)
        self.layout = "bank_one"
        self.more = more

    def records(self, accession: str) -> bytes:
        place = f'"accession":"{accession}","document":1,"statement":1,"deal":"{self.deal}"'
        place += f',"distribution_date":"{self.month}-{self.day}","lines":[7,9]'
        document = {
            "sequence": 1,
            "sha256": self.more.pop("content", accession),
            "bytes": 1,
            "layout": self.layout,
        }
        filing = {"record": "filing", "accession": accession, "form": self.form, "filed": f"{self.month}-28"}
        lines = [json.dumps({**filing, "documents": [document]}, separators=(",", ":"))]
        extra = "".join(f',"{name}":{json.dumps(value)}' for name, value in self.more.items())
        lines.append(f'{{"record":"statement",{place},"layout":"{self.layout}"{extra}}}')
        for number, members in enumerate(self.classes, start=1):
            lines.append(f'{{"record":"tranche",{place},"tranche":{number},{members}}}')
        lines += [f'{{"record":"amount",{place},{members}}}' for members in self.amounts]
        return "\n".join([*lines, ""]).encode()


def reported(folder: Path, *pages: Page) -> list[tuple[str, str]]:
    """The findings over these pages: kind, and class or what else it is about."""
    return [(one.finding, one.subject) for one in audited(folder, *pages)]


def audited(folder: Path, *pages: Page) -> list[Finding]:
    zone = Landing(str(folder / "zone"))
    zone.prepare()
    for number, page in enumerate(pages, start=1):
        accession = f"0000000003-04-{number:06}"
        zone.write_records(accession, page.month, page.records(accession))
    return findings(zone, columns())


def balances(
    began: str, ended: str, more: str = "", name: str = "A-1", cusip: str | None = "36185NF88"
) -> str:
    code = f'"cusip":"{cusip}",' if cusip else ""
    return f'"class_name":"{name}",{code}"beginning_balance":{began},"ending_balance":{ended}{more}'


FIRST = Page("2004-01", balances("100.00", "90.00"))

CASES = {
    "a balance is carried over": ([FIRST, Page("2004-02", balances("90.00", "80.00"))], []),
    "a cent is missing": (
        [FIRST, Page("2004-02", balances("89.99", "80.00"))],
        [("carry_over", "A-1")],
    ),
    "whole dollars from now on": ([FIRST, Page("2004-02", balances("90", "80"))], []),
    "whole dollars, and one too many": (
        [FIRST, Page("2004-02", balances("91", "80"))],
        [("carry_over", "A-1")],
    ),
    "more than the interest that was deferred": (
        [FIRST, Page("2004-02", balances("90.00", "96.00", ',"deferred_interest":5.00'))],
        [("factor_rose", "A-1")],
    ),
    "more than the loss that was written up": (
        [FIRST, Page("2004-02", balances("90.00", "96.00", ',"realized_loss":-0.50'))],
        [("factor_rose", "A-1")],
    ),
    "interest was added as negative principal": (
        [FIRST, Page("2004-02", balances("90.00", "90.50", ',"principal":-0.50'))],
        [],
    ),
    "whole dollars of deferred interest, each rounded": (
        [
            Page("2004-01", balances("90", "90", ',"factor":0.9000000')),
            Page("2004-02", balances("90", "96", ',"factor":0.9600000,"deferred_interest":5')),
        ],
        [],
    ),
    "across a missing month a class rises": (
        [FIRST, Page("2004-03", balances("96.00", "95.00"))],
        [("missing_month", ""), ("factor_rose", "A-1")],
    ),
    "what a missing month added is not known": (
        [FIRST, Page("2004-03", balances("95.00", "96.00", ',"deferred_interest":1.00'))],
        [("missing_month", "")],
    ),
    "a class that was left out for a month rises": (
        [
            Page("2004-01", balances("8", "8"), balances("9", "9", name="B-1", cusip=None)),
            Page("2004-02", balances("8", "8")),
            Page("2004-03", balances("8", "8"), balances("9", "10", name="B-1", cusip=None)),
        ],
        [("class_vanished", "B-1"), ("class_appeared", "B-1"), ("factor_rose", "B-1")],
    ),
    "a class of variable funding": (
        [
            Page("2004-01", balances("9", "9", name="I-A-1-VF-1", cusip=None)),
            Page("2004-02", balances("9", "10", name="I-A-1-VF-1", cusip=None)),
        ],
        [],
    ),
    "two groups have classes of one name, and one prints CUSIPs": (
        [
            Page("2004-01", balances("9.00", "8.00", name="Term Notes"), group="1"),
            Page("2004-01", balances("7.00", "6.00", name="Term Notes", cusip=None), group="2"),
            Page("2004-02", balances("8.00", "7.00", name="Term Notes"), group="1"),
            Page("2004-02", balances("5.00", "5.00", name="Term Notes", cusip=None), group="2"),
        ],
        [("carry_over", "Term Notes")],
    ),
    "across a missing month nothing is carried": (
        [FIRST, Page("2004-03", balances("70.00", "60.00"))],
        [("missing_month", "")],
    ),
    "a class rises": (
        [FIRST, Page("2004-02", balances("90.00", "95.00"))],
        [("factor_rose", "A-1")],
    ),
    "interest was deferred": (
        [FIRST, Page("2004-02", balances("90.00", "95.00", ',"deferred_interest":5.00'))],
        [],
    ),
    "a loss was written up again": (
        [FIRST, Page("2004-02", balances("90.00", "90.50", ',"realized_loss":-0.50'))],
        [],
    ),
    "a variable pay revolving note": (
        [
            Page("2004-01", balances("100.00", "90.00", name="Variable Pay Revolving Note")),
            Page("2004-02", balances("90.00", "95.00", name="Variable Pay Revolving Note")),
        ],
        [],
    ),
    "a notional balance": (
        [FIRST, Page("2004-02", balances("90.00", "95.00", ',"notional":true'))],
        [],
    ),
    "the printed factor falls": (
        [
            Page("2004-01", balances("100", "90", ',"factor":0.9000000')),
            Page("2004-02", balances("90", "90", ',"factor":0.8999999')),
        ],
        [],
    ),
    "the printed factor rises": (
        [
            Page("2004-01", balances("100", "90", ',"factor":0.9000000')),
            Page("2004-02", balances("90", "90", ',"factor":0.9000001')),
        ],
        [("factor_rose", "A-1")],
    ),
    "names are cut, and distinguished by their order": (
        [
            Page("2004-01", *(balances("9", ended, name="A-III-", cusip=None) for ended in ("8", "7"))),
            Page("2004-02", *(balances(began, "1", name="A-III-", cusip=None) for began in ("8", "7"))),
        ],
        [],
    ),
    "a CUSIP that one month does not print": (
        [
            FIRST,
            Page("2004-02", balances("90.00", "80.00", cusip=None)),
            Page("2004-03", balances("80.00", "70.00")),
        ],
        [],
    ),
    "a class is paid off and gone": (
        [
            Page("2004-01", balances("9.00", "8.00"), balances("1.00", "0.00", name="R", cusip=None)),
            Page("2004-02", balances("8.00", "7.00")),
        ],
        [("class_vanished", "R")],
    ),
    "an amendment counts": (
        [
            FIRST,
            Page("2004-02", balances("70.00", "60.00")),
            Page("2004-02", balances("90.00", "80.00"), form="8-K/A"),
            Page("2004-03", balances("80.00", "70.00")),
        ],
        [("amendment", "0000000003-04-000003")],
    ),
    "an amendment of what is not there": (
        [Page("2004-02", balances("90.00", "80.00"), form="10-D/A")],
        [("amendment", "0000000003-04-000001")],
    ),
    "groups of a deal have their own months": (
        [
            Page("2004-01", balances("9.00", "8.00"), group="1"),
            Page("2004-01", balances("7.00", "6.00"), group="2"),
            Page("2004-02", balances("8.00", "7.00"), group="1"),
        ],
        [],
    ),
    "the same bytes filed again": (
        [Page("2004-01", balances("9", "8"), content="x"), Page("2004-01", balances("9", "8"), content="x")],
        [("same_content", "")],
    ),
    "all classes of two deals are alike": (
        [
            Page("2004-01", balances("9.00", "8.00", cusip=None), deal="RAMP 2003-RS8"),
            Page("2004-01", balances("9.00", "8.00", cusip=None), deal="RAMP 2003-RS9"),
        ],
        [("two_deals", "RAMP 2003-RS9")],
    ),
    "one class of two deals is alike by chance": (
        [
            Page(
                "2004-01",
                *(balances(one, one, cusip=None) for one in ("100.00", "7.00")),
                deal="RAMP 2003-RS8",
            ),
            Page(
                "2004-01",
                *(balances(one, one, cusip=None) for one in ("100.00", "6.00")),
                deal="RAMP 2003-RS9",
            ),
        ],
        [],
    ),
}


@pytest.mark.parametrize(("pages", "expected"), CASES.values(), ids=CASES.keys())
def test_a_case(tmp_path: Path, pages: list[Page], expected: list[tuple[str, str]]) -> None:
    assert reported(tmp_path, *pages) == expected


def losses(class_loss: str, ending: str, recovered: str, realized: str = "0.00") -> dict[str, Any]:
    loss = '"loss_type":"liquidation","group":"1","unit":"usd"'
    classes = balances("9.00", "9.00", f',"cumulative_realized_loss":{class_loss},"realized_loss":{realized}')
    amounts = [
        f'"name":"cumulative_loss_ending",{loss},"value":{ending}',
        f'"name":"recoveries_current_month",{loss},"value":{recovered}',
    ]
    return {"classes": [classes], "amounts": amounts}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (losses("50.00", "50.00", "0.00"), []),
        (losses("49.00", "50.00", "0.00"), ["A-1"]),
        (losses("49.00", "50.00", "0.00", realized="-1.00"), []),
        (losses("50.00", "48.00", "2.00"), []),
        (losses("50.00", "47.99", "2.00"), ["liquidation loss group 1"]),
    ],
    ids=["same", "a class's", "written up", "recovered", "more than recovered"],
)
def test_losses_fall_by_no_more_than_was_recovered(
    tmp_path: Path, after: dict[str, Any], expected: list[str]
) -> None:
    before = losses("50.00", "50.00", "0.00")
    pages = [
        Page(month, *figures["classes"], amounts=figures["amounts"])
        for month, figures in (("2004-01", before), ("2004-02", after))
    ]
    assert reported(tmp_path, *pages) == [("cumulative_loss_fell", subject) for subject in expected]


def test_losses_that_fall_across_a_missing_month_are_reported_with_what_is_not_known(tmp_path: Path) -> None:
    pages = [
        Page(month, *figures["classes"], amounts=figures["amounts"])
        for month, figures in (
            ("2004-01", losses("50.00", "50.00", "0.00")),
            ("2004-03", losses("50.00", "40.00", "2.00")),
        )
    ]
    (fell,) = (one for one in audited(tmp_path, *pages) if one.finding == "cumulative_loss_fell")
    assert fell.message == (
        "the cumulative liquidation loss of group 1 falls from 50.00 in 2004-01 to 40.00"
        " in 2004-03; the statement prints recoveries of 2.00, those of the months between are not known"
    )


def test_dates_that_differ_within_a_month_are_reported(tmp_path: Path) -> None:
    amended, twice = audited(
        tmp_path,
        Page("2004-01", balances("9", "9")),
        Page("2004-01", balances("9", "9"), form="8-K/A", day=26),
        Page("2004-02", balances("9", "9")),
        Page("2004-02", balances("9", "9"), day=27),
    )
    assert amended.message.endswith("dated 2004-01-25 there and 2004-01-26 in the amendment")
    assert "filed 2004-02-28 and dated 2004-02-25, " in twice.message
    assert twice.message.endswith("filed 2004-02-28 and dated 2004-02-27")


def test_two_deals_with_the_same_classes_in_one_filing_name_it_once(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    zone.prepare()
    accession = "0000000003-04-000001"
    lines = Page("2004-01", balances("9", "8")).records(accession).splitlines()
    other = Page("2004-01", balances("9", "8"), deal="RFMSI 1992-S9").records(accession).splitlines()
    other = [line.replace(b'"statement":1', b'"statement":2') for line in other[1:]]
    zone.write_records(accession, "2004-01", b"\n".join([*lines, *other, b""]))
    (shared,) = findings(zone, columns())
    assert (shared.finding, shared.filings) == ("two_deals", [accession])
    assert [place["statement"] for place in shared.places] == [1, 2]
