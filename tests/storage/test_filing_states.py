"""A filing's states and moves: one table, which the ledger follows and docs/zone.md shows."""

from pathlib import Path

import pytest
from zone_samples import NOW, Ref, accession

from storage import Run
from storage.filing_states import MOVES, ImpossibleMove, as_markdown, next_state

ROOT = Path(__file__).resolve().parent.parent.parent
STATES = (None, "failed", "gone", "landed", "done")
REF = Ref(accession(1))
RUN = Run("20040126T000000.000000Z-gmacm", "gmacm", NOW)


def test_the_documentation_shows_the_table_as_it_is():
    assert as_markdown() in (ROOT / "docs/zone.md").read_text(encoding="utf-8")


def test_nothing_but_lost_files_undoes_a_filing_that_is_done():
    undone = {event for event in MOVES if next_state("done", event) != "done"}
    assert undone == {"raw landed anew", "records lost"}


def test_what_cannot_happen_is_a_mistake_of_the_caller():
    with pytest.raises(ImpossibleMove, match="'records lost' cannot come to a filing whose state is failed"):
        next_state("failed", "records lost")


def bring_to(ledger, zone, state):
    raw = zone.land_raw(REF.accession, REF.filed, REF.raw)
    if state in ("failed", "gone"):
        ledger.record_failed(REF, "503", final=state == "gone")
    elif state in ("landed", "done"):
        ledger.record_landed(REF, raw)
    if state == "done":
        ledger.record_done(REF.accession, zone.write_records(REF.accession, REF.filed, REF.records), {})
    assert ledger.state(REF.accession) == state
    return raw


RECORD = {
    "raw landed": lambda ledger, zone, raw: ledger.record_landed(REF, raw),
    "raw landed anew": lambda ledger, zone, raw: ledger.record_landed(REF, raw, anew=True),
    "records written": lambda ledger, zone, raw: ledger.record_done(
        REF.accession, zone.write_records(REF.accession, REF.filed, REF.records), {}
    ),
    "failed": lambda ledger, zone, raw: ledger.record_failed(REF, "503"),
    "given up": lambda ledger, zone, raw: ledger.record_failed(REF, "404", final=True),
}


@pytest.mark.parametrize("event", RECORD)
@pytest.mark.parametrize("state", STATES)
def test_the_ledger_moves_as_the_table_says(zone, ledger, state, event):
    raw = bring_to(ledger, zone, state)
    expected = MOVES[event][STATES.index(state)]
    if expected is None:
        with pytest.raises(ImpossibleMove):
            RECORD[event](ledger, zone, raw)
        return
    RECORD[event](ledger, zone, raw)
    assert ledger.state(REF.accession) == expected


@pytest.mark.parametrize("state", STATES)
def test_a_filing_that_is_landed_and_read_is_done_whatever_it_was(zone, ledger, state):
    raw = bring_to(ledger, zone, state)
    records = zone.write_records(REF.accession, REF.filed, REF.records)
    ledger.begin_run(RUN)
    ledger.record_read(REF, raw, records, "landed", {"statements": 1})
    assert ledger.is_done(REF.accession) and ledger.pending() == []
    (entry,) = ledger.run_filings(RUN.name)
    assert (entry.outcome, entry.files, entry.facts) == ("landed", [raw, records], {"statements": 1})
    assert ledger.path(REF.accession) == REF.path
