"""The manifest: all that a scheduler or a downstream reader must know of a run, also of one that died."""

import datetime as dt
import json
import tracemalloc

import msgspec
import pytest
from zone_samples import NOW, Ref, accession

from storage import Ending, Run, RunFiling, StoredFile, close_dead_runs, close_run, run_name

RUN = Run(run_name(NOW, "gmacm"), "gmacm", NOW, {"since": "2004-01-01"}, {"parser": "1.0.0"})
ONE = Ref(accession(1))


def test_a_run_is_named_by_its_start_in_utc_and_its_spider():
    berlin = NOW.astimezone(dt.timezone(dt.timedelta(hours=1)))
    assert run_name(berlin, "gmacm") == "20260131T120000.250000Z-gmacm"


def test_a_manifest_shows_the_whole_run(zone, ledger):
    ledger.begin_run(RUN)
    raw = zone.land_raw(ONE.accession, ONE.filed, b"raw")
    records = zone.write_records(ONE.accession, ONE.filed, b"{}\n")
    ledger.run_filing(RUN.name, accession(2), "failed", reason="503 four times")
    ledger.run_filing(RUN.name, ONE.accession, "landed", [raw])
    ledger.run_filing(RUN.name, ONE.accession, "parsed", [records], form="8-K", checks={"passed": 7})
    ledger.record_failed(Ref(accession(2)), "503 four times")
    ending = Ending(
        "pending",
        NOW + dt.timedelta(seconds=90.5),
        requests={"submission": 2},
        timings={"parsing": 0.25},
        pending=ledger.pending(),
        counts={"found": 2},
        not_reached={"filings": 3, "indexes": 1},
    )
    file = close_run(zone, ledger, RUN, ending)
    assert file.path == f"runs/{RUN.name}.json"
    document = json.loads(zone.read(file.path))
    (pending,) = document.pop("pending")
    assert (pending["accession"], pending["reason"], pending["filed"]) == (
        accession(2),
        "503 four times",
        "2004-01-05",
    )
    assert document == {
        "run": "20260131T120000.250000Z-gmacm",
        "spider": "gmacm",
        "outcome": "pending",
        "started": "2026-01-31T12:00:00.250Z",
        "ended": "2026-01-31T12:01:30.750Z",
        "seconds": 90.5,
        "arguments": {"since": "2004-01-01"},
        "versions": {"parser": "1.0.0"},
        "counts": {"found": 2},
        "not_reached": {"filings": 3, "indexes": 1},
        "requests": {"submission": 2},
        "timings": {"parsing": 0.25},
        "filings": [
            {
                "accession": ONE.accession,
                "outcome": "parsed",
                "form": "8-K",
                "checks": {"passed": 7},
                "files": [
                    {"path": raw.path, "bytes": 3, "sha256": raw.sha256},
                    {"path": records.path, "bytes": 3, "sha256": records.sha256},
                ],
            },
            {"accession": accession(2), "outcome": "failed", "reason": "503 four times", "files": []},
        ],
    }


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_manifest_is_indented_for_people_to_its_last_filing(zone, ledger, count):
    ledger.begin_run(RUN)
    for number in range(count):
        ledger.run_filing(
            RUN.name, accession(number), "pending", reason="EDGAR said:\n503", parts=[], more={}
        )
    data = zone.read(close_run(zone, ledger, RUN, Ending("pending", NOW, counts={"gone": {}})).path)
    assert len(json.loads(data)["filings"]) == count
    assert data == msgspec.json.format(data, indent=2) + b"\n"


def test_a_manifest_takes_the_same_memory_whatever_its_run_did(zone, ledger):
    peaks = []
    for count in (2_000, 8_000):
        ledger.begin_run(RUN)
        with ledger.at_once():
            for number in range(count):
                ledger.run_filing(RUN.name, accession(number), "landed", [StoredFile("raw/x", 1, "f" * 64)])
        tracemalloc.start()
        file = close_run(zone, ledger, RUN, Ending("complete", NOW))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert file.bytes > count * 200
    assert peaks[1] < 1.1 * peaks[0]


def test_files_that_are_recorded_are_in_the_manifest_even_if_the_run_died_before_it_noted_them(zone, ledger):
    ledger.begin_run(RUN)
    raw = zone.land_raw(ONE.accession, ONE.filed, b"raw")
    ledger.record_landed(ONE, raw)
    assert list(ledger.run_filings(RUN.name)) == [RunFiling(ONE.accession, "landed", [raw])]
    records = zone.write_records(ONE.accession, ONE.filed, b"{}\n")
    ledger.record_done(ONE.accession, records, {})
    ledger.run_filing(RUN.name, ONE.accession, "parsed", form="8-K")
    reported = RunFiling(ONE.accession, "parsed", [raw, records], {"form": "8-K"})
    assert list(ledger.run_filings(RUN.name)) == [reported]


def test_records_of_a_filing_landed_before_are_a_file_of_the_run_that_wrote_them(zone, ledger):
    ledger.record_landed(ONE, zone.land_raw(ONE.accession, ONE.filed, b"raw"))
    ledger.begin_run(RUN)
    records = zone.write_records(ONE.accession, ONE.filed, b"{}\n")
    ledger.record_done(ONE.accession, records, {})
    assert list(ledger.run_filings(RUN.name)) == [RunFiling(ONE.accession, "done", [records])]


def test_the_ledger_forgets_a_run_whose_manifest_is_in_the_zone(zone, ledger):
    ledger.begin_run(RUN)
    ledger.run_filing(RUN.name, ONE.accession, "landed")
    close_run(zone, ledger, RUN, Ending("complete", NOW))
    assert ledger.unfinished_runs() == []
    assert list(ledger.run_filings(RUN.name)) == []


def test_the_next_run_writes_the_manifest_of_one_that_died(zone, ledger):
    ledger.begin_run(RUN)
    file = StoredFile(f"raw/filed=2004-01/{ONE.accession}.txt.gz", 3, "ab" * 32)
    ledger.run_filing(RUN.name, ONE.accession, "landed", [file], form="8-K")
    ledger.record_failed(Ref(accession(2)), "503")
    assert close_dead_runs(zone, ledger) == [RUN]
    document = json.loads(zone.read(f"runs/{RUN.name}.json"))
    assert (document["outcome"], document["ended"], document["seconds"]) == ("died", None, None)
    assert (document["arguments"], document["versions"]) == (RUN.arguments, RUN.versions)
    assert [filing["files"][0]["path"] for filing in document["filings"]] == [file.path]
    assert [pending["accession"] for pending in document["pending"]] == [accession(2)]
    assert document["not_reached"] is None  # nobody knows
    assert close_dead_runs(zone, ledger) == []


def test_a_run_that_died_behind_its_manifest_keeps_it(zone, ledger):
    ledger.begin_run(RUN)
    zone.write_run(RUN.name, [b'{"outcome": "complete"}\n'])
    close_dead_runs(zone, ledger)
    assert zone.read(f"runs/{RUN.name}.json") == b'{"outcome": "complete"}\n'
    assert ledger.unfinished_runs() == []


def test_manifests_are_listed_by_age(zone):
    names = [run_name(NOW + dt.timedelta(seconds=seconds), "gmacm") for seconds in (0, 0.5, 3600)]
    for name in reversed(names):
        zone.write_run(name, [b"{}\n"])
    assert zone.run_names() == names


@pytest.mark.parametrize("name", ["../raw/x", "", ".hidden", "a/b"])
def test_what_is_no_run_name_never_becomes_a_path(zone, name):
    with pytest.raises(ValueError, match="is not the path of a file of a zone"):
        zone.write_run(name, [b"{}\n"])
