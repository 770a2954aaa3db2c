"""Runs killed at random instants, each followed by another, end where an undisturbed run ends."""

import json
import multiprocessing
import random
import signal
from datetime import UTC, datetime

from zone_samples import Ref, accession, tree

from storage import Ending, Landing, Ledger, Run, ZoneLock, close_dead_runs, close_run, run_name

FORK = multiprocessing.get_context("fork")
FILINGS = [Ref(accession(number)) for number in range(150)]
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
    if ledger.state(ref.accession) != "landed":
        path = f"raw/filed=2004-01/{ref.accession}.txt.gz"
        assert not zone.exists(path), f"{ref.accession} was landed and is fetched again"
        ledger.record_landed(ref, zone.land_raw(ref.accession, ref.filed, ref.raw))
    records = zone.write_records(ref.accession, ref.filed, ref.records)
    ledger.record_done(ref.accession, records, {})
    ledger.run_filing(run.name, ref.accession, "parsed", form="8-K")


def run_and_kill(folder, after):
    """The exit code of a run that is killed after so many seconds, if it has not ended."""
    process = FORK.Process(target=crawl, args=(folder,))
    process.start()
    process.join(after)
    process.kill()
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
        codes.append(run_and_kill(tmp_path, chance.uniform(0.005, 0.05)))
        check_that_no_file_is_torn(zone)
    assert codes.count(-signal.SIGKILL) >= 10, "a disk so fast needs more filings to be killed among"
    assert run_and_kill(tmp_path, 60) == 0
    check_that_no_file_is_torn(zone)
    assert {path for path in tree(zone.folder) if path.startswith(("raw/", "records/"))} == set(BY_PATH)


def test_the_manifests_of_killed_runs_and_the_last_one_name_every_file(tmp_path):
    zone = Landing(str(tmp_path / "zone"))
    for _ in range(5):
        run_and_kill(tmp_path, 0.05)
    assert run_and_kill(tmp_path, 60) == 0
    manifests = [json.loads(zone.read(f"runs/{name}.json")) for name in zone.run_names()]
    assert {manifest["outcome"] for manifest in manifests} == {"died", "complete"}
    filings = [filing for manifest in manifests for filing in manifest["filings"]]
    assert {file["path"] for filing in filings for file in filing["files"]} == set(BY_PATH)


def test_a_run_killed_and_completed_leaves_what_an_undisturbed_run_leaves(tmp_path):
    (tmp_path / "disturbed").mkdir()
    (tmp_path / "undisturbed").mkdir()
    for seconds in (0.03, 0.06, 0.09, 60):
        code = run_and_kill(tmp_path / "disturbed", seconds)
    assert code == 0
    assert run_and_kill(tmp_path / "undisturbed", 60) == 0
    zones = [tree(tmp_path / name / "zone") for name in ("disturbed", "undisturbed")]
    for zone in zones:
        for path in [path for path in zone if path.startswith("runs/")]:
            del zone[path]
    assert zones[0] == zones[1]
