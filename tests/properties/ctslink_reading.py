"""Pages of the CTSLink statement with all sections, and what their layout makes of them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from tests.parsers.golden import read_records
from tests.properties.pages import share_of
from tests.writer.families import Written, wells_fargo
from tests.writer.families.record_scoring import score_records
from tests.writer.families.scoring import Tally
from tests.writer.style import random_style

SEEDS = range(share_of(12))


@cache
def whole_page(seed: int, html: bool, **style: Any) -> Written:
    """A page with every section, in any style but for what is given."""
    own = replace(random_style(wells_fargo.Style, Random(seed)), **({"sections": 15} | style))
    return wells_fargo.write(seed, html=html, style=own, whole=True)


def records_of(page: Written) -> list[dict[str, Any]]:
    """The records of a page as its records file has them."""
    return read_records(page.encode())


@cache
def tally_of(page: Written) -> tuple[Tally, list[dict[str, Any]]]:
    """What of a page was read right, wrong and not at all; and its records."""
    records = records_of(page)
    return score_records(page, records), records


def failed(records: list[dict[str, Any]]) -> Iterator[str]:
    """What the failed checks of a page are about: classes by name, else as the check calls it."""
    for record in records:
        if record["record"] == "check":
            yield record.get("class_name") or record["subject"]
