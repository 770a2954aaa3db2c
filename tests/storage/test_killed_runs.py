"""Runs killed at random instants, each followed by another, end where an undisturbed run ends."""

import json
import multiprocessing
import os
import random
import signal
import sys
from datetime import UTC, datetime

from zone_samples import Ref, accession, tree

from storage import Ending, Landing, Ledger, Run, ZoneLock, close_dead_runs, close_run, run_name

FORK = multiprocessing.get_context("fork")
FILINGS = [Ref(accession(number)) for number in range(150)]
MOST_CALLS = 20_000  # of functions before a run is killed: a few filings' worth
BY_PATH = {f"raw/filed=2004-01/{ref.accession}.txt.gz": ref.raw for ref in FILINGS}
BY_PATH |= {f"records/filed=2004-01/{ref.accession}.jsonl": ref.records for ref in FILINGS}


def crawl(folder):
    """A run over all filings, as the crawler makes it."""
    zone = Landing(str(folder / "zone"))
    with ZoneLock(zone, "gmacm"):
        zone.prepare()
        with Ledger(folder / "state", zone) as ledger:
            close_dead_runs(zone, ledger)
            now = datetime.now(UTC)
            run = Run(run_name(now, "gmacm"), "gmacm", now)
            ledger.begin_run(run)
            for ref in FILINGS:
                if not ledger.is_done(ref.accession):
                    fetch_and_parse(zone, ledger, run, ref)
            close_run(zone, ledger, run, Ending("complete", datetime.now(UTC)))


def fetch_and_parse(zone, ledger, run, ref):
    path = f"raw/filed=2004-01/{ref.accession}.txt.gz"
    if ledger.state(ref.accession) == "landed":
        raw = zone.stored_file(path)
    else:
        assert not zone.exists(path), f"{ref.accession} was landed and is fetched again"
        raw = zone.land_raw(ref.accession, ref.filed, ref.raw)
    records = zone.write_records(ref.accession, ref.filed, ref.records)
    ledger.record_read(ref, raw, records, "parsed", {"form": "8-K"})


def crawl_and_die(folder, calls):
    """A run that ends as if killed at its so many-th call of a function, in whatever it then does."""
    left = calls

    def count(frame, event, called):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    crawl(folder)


def run_and_kill(folder, calls):
    """The exit code of a run that is killed after so many calls of functions, if it has not ended."""
    process = FORK.Process(target=crawl_and_die, args=(folder, calls))
    process.start()
    process.join()
    return process.exitcode


def run_to_the_end(folder):
    process = FORK.Process(target=crawl, args=(folder,))
    process.start()
    process.join()
    return process.exitcode


def check_that_no_file_is_torn(zone):
    for path in tree(zone.folder):
        if path.startswith(("raw/", "records/")):
            assert zone.read(path) == BY_PATH[path], f"{path} is torn"
        elif path.startswith("runs/"):
            json.loads(zone.read(path))


def test_no_kill_tears_a_file_loses_a_filing_or_fetches_one_twice(tmp_path):
    zone = Landing(str(tmp_path / "zone"))
    chance, codes = random.Random(2003), []
    while len(codes) < 20 and 0 not in codes:
        codes.append(run_and_kill(tmp_path, chance.randrange(MOST_CALLS)))
        check_that_no_file_is_torn(zone)
    assert codes.count(-signal.SIGKILL) >= 10, "the runs need fewer calls: more filings to be killed among"
    assert run_to_the_end(tmp_path) == 0
    check_that_no_file_is_torn(zone)
    assert {path for path in tree(zone.folder) if path.startswith(("raw/", "records/"))} == set(BY_PATH)


def test_the_manifests_of_killed_runs_and_the_last_one_name_every_file(tmp_path):
    zone = Landing(str(tmp_path / "zone"))
    for _ in range(5):
        run_and_kill(tmp_path, MOST_CALLS)
    assert run_to_the_end(tmp_path) == 0
    manifests = [json.loads(zone.read(f"runs/{name}.json")) for name in zone.run_names()]
    assert {manifest["outcome"] for manifest in manifests} == {"died", "complete"}
    filings = [filing for manifest in manifests for filing in manifest["filings"]]
    assert {file["path"] for filing in filings for file in filing["files"]} == set(BY_PATH)


def test_a_run_killed_and_completed_leaves_what_an_undisturbed_run_leaves(tmp_path):
    (tmp_path / "disturbed").mkdir()
    (tmp_path / "undisturbed").mkdir()
    for calls in (10_000, 30_000, 60_000):
        assert run_and_kill(tmp_path / "disturbed", calls) == -signal.SIGKILL
    assert run_to_the_end(tmp_path / "disturbed") == 0
    assert run_to_the_end(tmp_path / "undisturbed") == 0
    zones = [tree(tmp_path / name / "zone") for name in ("disturbed", "undisturbed")]
    for zone in zones:
        for path in [path for path in zone if path.startswith("runs/")]:
            del zone[path]
    assert zones[0] == zones[1]
