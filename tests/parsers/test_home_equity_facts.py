"""Figures of real pages of home-equity trusts, printed on pages of their layout, are read to the last one."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.parsers.certificate_pages import records

pytestmark = pytest.mark.corpus

NOTES = ("", "Beginning", "Ending", "", "", "", "Interest", "Security", "")
NOTES_BELOW = (
    *("Term Notes", "Balance", "Balance", "Factor", "Principal"),
    *("Interest", "Shortfalls", "%", "Coupon"),
)
HLTV_NOTES = ("", "Beginning Note Balance", "Ending Note Balance", "Principal Distribution", "Interest")
OVERCOLLATERALIZATION = (
    "Beginning Overcollateralization Amount",
    "Overcollateralization Amount Increase (Decrease)",
    "Outstanding Overcollateralization Amount",
)
Facts = dict[str, Any]


def facts_of(corpus: Path) -> list[Facts]:
    return [json.loads(path.read_text()) for path in sorted((corpus / "facts/home-equity").glob("*.json"))]


def page_of(facts: Facts) -> str:
    """The figures in a page of their layout; what the facts do not give of a row is a dash or zero."""
    rows = [(f"Home Equity Loan-Backed Term Notes, GMACM Series {facts['series']}",)]
    rows += [("Payment Date", facts["payment_date_as_shown"]), ()]
    rows += {"L1": single, "L5": hltv, "L6": hltv}.get(facts["layout"], groups_as_columns)(facts)
    rows += overcollateralization(facts)
    cells = ("".join(f"<TD>{cell}</TD>" for cell in row or ("&nbsp;",)) for row in rows)
    return "<HTML><TABLE>" + "".join(f"<TR>{row}</TR>" for row in cells) + "</TABLE></HTML>"


def groups_of(facts: Facts) -> list[str]:
    """The groups over the pools' columns or behind the rows' labels; none where the title names it."""
    return [group for group in facts["groups"] if "(" not in group and group != "none"]


def groups_as_columns(facts: Facts) -> Iterator[Sequence[str]]:
    yield ("Servicing Certificate", *(f"Group {group}" for group in groups_of(facts)))
    yield ("Beginning Pool Balance", *facts["pool_begin"])
    yield ("Ending Pool Balance", *facts["pool_end"])
    yield from ((), NOTES, NOTES_BELOW)
    for name, beginning, principal, ending in facts.get("note_rows_checked", ()):
        yield (name, beginning, ending, "-", principal, "0.00", "0.00", "1.00%", "1.200%")
    yield ("Certificates", *"----", "0.00", *"---")


def single(facts: Facts) -> Iterator[Sequence[str]]:
    yield ("Servicing Certificate",)
    yield ("Beginning Pool Balance", facts["pool_begin"][0])
    yield ("Ending Pool Balance", facts["pool_end"][0])
    yield from (("Note Rate", "7.95000%"), (), ("Term Notes", "Amount", "Factor"))
    for _, beginning, principal, ending in facts.get("note_rows_checked", ()):
        yield from (("Beginning Balance", beginning, "0.5"), ("Ending Balance", ending, "0.4"))
        yield ("Principal", principal, "1.0")


def hltv(facts: Facts) -> Iterator[Sequence[str]]:
    yield ("Servicing Certificate",)
    for label, of_pool in (("Beginning", "pool_begin"), ("Ending", "pool_end")):
        endings = [f" Group {group}" for group in groups_of(facts)] or [""]
        for ending, printed in zip(endings, facts[of_pool], strict=True):
            yield (f"{label} Principal Balance{ending}", printed)
    yield from (("Note Rate - Class A-1 Notes", "1.9300%"), (), HLTV_NOTES)
    for name, beginning, principal, ending in facts["note_rows_checked"]:
        yield (name, beginning, ending, principal, "0.00")


def overcollateralization(facts: Facts) -> Iterator[Sequence[str]]:
    blocks = facts["oc"] or [["1.00"]]
    for group, block in zip([*groups_of(facts), ""], blocks, strict=False):
        yield from ((), (f"Loan Group {group}",)) if len(blocks) > 1 else ((),)
        labels = (*OVERCOLLATERALIZATION, facts["oc_target_label"] or "Overcollateralization Target")
        yield from ((label, text) for label, text in zip(labels, block, strict=False) if text)


def amount_in(printed: str) -> Decimal:
    sign = -1 if printed.startswith("(") else 1
    return sign * Decimal(printed.strip("()").replace(",", "").replace("-", "0"))


def expected(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records that the page must give, with the fields that the facts give."""
    groups = groups_of(facts)
    for place, (beginning, ending) in enumerate(zip(facts["pool_begin"], facts["pool_end"], strict=True)):
        whose = {"group": groups[place]} if groups else {}
        balances = {"beginning_balance": amount_in(beginning), "ending_balance": amount_in(ending)}
        yield "pool", whose | balances
    for name, beginning, principal, ending in facts.get("note_rows_checked", ()):
        balances = {"beginning_balance": amount_in(beginning), "ending_balance": amount_in(ending)}
        kind = "total" if name.startswith("Total") else "tranche"
        yield kind, balances | {"principal": amount_in(principal)}
    for place, block in enumerate(facts["oc"] or ()):
        whose = {"group": groups[place]} if len(facts["oc"]) > 1 else {}
        for name, printed in zip(("beginning", "change", "ending", "target"), block, strict=False):
            if printed and "#" not in printed:
                yield "amount", {"name": f"overcollateralization_{name}", "value": amount_in(printed)} | whose


def test_each_figure_of_a_real_page_is_in_its_field(corpus: Path) -> None:
    missing = []
    for facts in facts_of(corpus):
        page = page_of(facts)
        for kind, fields in expected(facts):
            found = [one for one in records(page, kind) if fields.items() <= one.items()]
            if len(found) != 1:
                missing.append((facts["file"], kind, fields))
    assert missing == []


def test_there_are_pages_of_nine_layouts(corpus: Path) -> None:
    assert len({facts["layout"] for facts in facts_of(corpus)}) == 9
