"""The table of docs/running.md on what happens when EDGAR does not answer as usual, row by row."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import Replica
from tests.crawler.crawls import ROOT, Place, accession, archive, filing
from tests.crawler.test_crawl import GHOST
from tests.crawler.test_served_cut import CUT

DOCUMENT = (ROOT / "docs" / "running.md").read_text()
TABLE = DOCUMENT[DOCUMENT.index("| what happens |") :].partition("\n\n")[0].splitlines()[2:]
ROWS = dict(re.findall(r"^\| (.+?) \| .+ \| (\d) \| .+ \|$", "\n".join(TABLE), re.MULTILINE))
OF_TWO = f"*{accession(2)}*"


@dataclass
class Happening:
    """What the replica gets wrong beside one sound filing, and what the run must say."""

    said: str
    faults: list[dict[str, Any]] = field(default_factory=list)
    second: bytes = filing(2)
    rows: tuple[Any, ...] = ()
    landed: int = 2
    pause: str = "0"


HAPPENINGS: dict[str, Happening] = {
    "EDGAR blocks this machine": Happening(
        "gmacm: complete", [{"fault": "rate-page", "path": OF_TWO, "first": 1, "block": 0.1}], pause="0.3"
    ),
    "a filing is listed and EDGAR has no such file": Happening(accession(99), rows=(GHOST,)),
    "an outage": Happening(accession(2), [{"fault": "reset", "path": OF_TWO}], landed=1),
    "a file comes cut": Happening(
        "gmacm: complete", [{"fault": "truncate", "at": 0.5, "path": OF_TWO, "first": 1}]
    ),
    "EDGAR itself holds a cut file": Happening("incomplete   1 as EDGAR serves", second=CUT),
}


def row_of(words: str) -> str:
    [row] = [row for row in ROWS if row.startswith(words)]
    return row


def test_the_table_has_these_rows_and_no_other() -> None:
    assert len(ROWS) == len(TABLE) == len(HAPPENINGS)
    assert {row_of(words) for words in HAPPENINGS} == set(ROWS)


@pytest.mark.parametrize("words", HAPPENINGS)
def test_the_run_ends_with_the_exit_code_of_the_row(place: Place, tmp_path: Path, words: str) -> None:
    one = HAPPENINGS[words]
    place.settings = {"EDGAR_RETRY_PAUSE": "0", "EDGAR_BLOCK_PAUSE": one.pause}
    filings = archive(tmp_path / "archive", filing(1), one.second, rows=one.rows)
    with Replica(filings, max_rate=0, block_seconds=0.1, faults=one.faults) as place.edgar:
        reported = place.crawl(exits=int(ROWS[row_of(words)]))
    assert one.said in reported.stdout
    assert len(place.raw()) == one.landed
