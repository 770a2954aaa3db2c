"""What a zone's records say of its health, counted over single statements."""

import json
from pathlib import Path
from typing import Any

from crawler.duckdb_types import columns
from storage import Landing
from storage.zone_figures import WorseReading, read_figures


def statement(number: int, month: int, layout: str | None, unmapped: int, **more: Any) -> str:
    line = {
        "record": "statement",
        "accession": f"0000000003-04-{number:06}",
        "document": 1,
        "statement": 1,
        "deal": "GMACM 2003-AR9",
        "distribution_date": f"2004-{month:02}-25",
        "layout": layout,
        "numbers": {"found": 9, "mapped": 9 - unmapped, "ignored": 0, "unmapped": unmapped},
    }
    return json.dumps(line | more)


def worse(folder: Path, *statements: str) -> list[WorseReading]:
    zone = Landing(str(folder / "zone"))
    zone.prepare()
    for place, line in enumerate(statements, start=1):
        accession = json.loads(line)["accession"]
        filing = json.dumps({"record": "filing", "accession": accession, "documents": []})
        zone.write_records(accession, f"2004-{place:02}", f"{filing}\n{line}\n".encode())
    return read_figures(zone, columns()).worse


def test_a_statement_with_more_unmapped_numbers_than_the_one_before_is_worse(tmp_path: Path) -> None:
    own = [statement(one, one, "bank_one", unmapped) for one, unmapped in ((1, 1), (2, 1), (3, 5), (4, 2))]
    assert worse(tmp_path, *own) == [
        WorseReading("0000000003-04-000003", "GMACM 2003-AR9", "bank_one", False, 4)
    ]


def test_a_statement_that_its_layout_does_not_read_any_more_is_worse(tmp_path: Path) -> None:
    own = [statement(1, 1, "bank_one", 0), statement(2, 2, "general", 0), statement(3, 3, "general", 7)]
    (one,) = worse(tmp_path, *own)
    assert (one.accession, one.is_general) == ("0000000003-04-000002", True)


def test_groups_of_a_deal_are_compared_each_with_its_own(tmp_path: Path) -> None:
    own = [
        statement(1, 1, "servicing_certificate_single", 4, group="I"),
        statement(2, 1, "servicing_certificate_single", 0, group="II"),
        statement(3, 2, "servicing_certificate_single", 4, group="I"),
        statement(4, 2, "servicing_certificate_single", 0, group="II"),
    ]
    assert worse(tmp_path, *own) == []


def test_an_unread_statement_and_a_deals_first_one_are_reported_elsewhere(tmp_path: Path) -> None:
    assert worse(tmp_path, statement(1, 1, "bank_one", 9), statement(2, 2, None, 9)) == []
