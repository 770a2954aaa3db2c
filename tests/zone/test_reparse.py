"""`scrapy reparse` gives the same bytes whichever way, writes only what differs, and says what changed."""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import parsers
from crawler.command_errors import ConfigError
from crawler.reparse.changes import compare
from crawler.reparse.executors import check_workers
from crawler.reparse.selection import Selection
from crawler.reparse.worker import parsers_digest
from tests.crawler.started import Started
from tests.zone.dask_cluster import dask_cluster
from tests.zone.histories import histories
from tests.zone.run import environment, scrapy
from tests.zone.two_tasks import MONTHS, TRUSTS, records


def reparse(zone: Path, *words: str, exits: int = 0) -> str:
    if not {"--workers", "--dask"} & set(words):
        words = ("--workers", "1", *words)  # processes take longer to start than these few filings to read
    return scrapy("reparse", *words, zone=str(zone), folder=zone.parent, exits=exits).stdout


def empty(zone: Path) -> None:
    shutil.rmtree(zone / "records")


def last_manifest(zone: Path) -> dict:
    return json.loads(max(zone.glob("runs/*-reparse.json")).read_bytes())


@pytest.mark.parametrize("workers", ["1", "2"])
def test_records_are_the_same_bytes_on_one_core_and_on_two(sound: Path, zone: Path, workers: str) -> None:
    empty(zone)
    assert f"{TRUSTS * MONTHS} read: 0 the same, 0 changed, {TRUSTS * MONTHS} new" in reparse(
        zone, "--workers", workers
    )
    assert records(zone) == records(sound)


def test_a_dask_cluster_gives_the_same_bytes(sound: Path, zone: Path, tmp_path: Path) -> None:
    empty(zone)
    with dask_cluster(tmp_path) as address:
        reported = reparse(zone, "--dask", address)
    assert f"{TRUSTS * MONTHS} new" in reported
    assert records(zone) == records(sound)


def test_a_cluster_that_is_not_there_is_refused(zone: Path) -> None:
    soon = "import crawler.reparse.executors as spread; spread.ANSWERS_WITHIN = 0.2"
    words = ("reparse", "--dask", "tcp://127.0.0.1:9")
    run = scrapy(*words, zone=str(zone), folder=zone.parent, exits=2, prelude=soon)
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["nonsense", "tcp://scheduler", "host:port"])
def test_what_is_no_address_of_a_cluster_is_refused(zone: Path, address: str) -> None:
    run = scrapy("reparse", "--dask", address, zone=str(zone), folder=zone.parent, exits=2)
    assert run.stderr == (
        f"scrapy reparse: --dask {address} is not a valid address: write it as tcp://scheduler:8786.\n"
    )
    assert not list(zone.glob("runs/*-reparse.json"))


def test_workers_with_other_parsers_are_refused() -> None:
    class Client:
        def wait_for_workers(self, *_: object, **__: object) -> None:
            pass

        def run(self, _: object) -> dict[str, str]:
            return {"tcp://one:1": parsers_digest(), "tcp://other:2": "0" * 16}

    with pytest.raises(ConfigError, match=r"the parsers of tcp://other:2 are not the ones here: update"):
        check_workers(Client())


def test_a_cluster_without_a_worker_is_refused() -> None:
    class Client:
        def wait_for_workers(self, *_: object, **__: object) -> None:
            raise TimeoutError("Only 0/1 workers arrived")

    with pytest.raises(ConfigError, match=r"the Dask cluster has no worker: start one with `dask worker`"):
        check_workers(Client())


def edit(path: Path, *changes: tuple[bytes, bytes]) -> None:
    """What an older parser might have written."""
    data = path.read_bytes()
    for old, new in changes:
        assert old in data
        data = data.replace(old, new, 1)
    path.write_bytes(data)


OLDER = (b'"parser_version":"', b'"parser_version":"0.')


def test_a_dry_run_shows_what_would_change_and_writes_nothing(zone: Path) -> None:
    first, second, third = sorted(zone.glob("records/*/*"))[:3]
    edit(first, OLDER, (b'"class_type":"', b'"class_type":"Very '), (b'"pass_through_rate_pct":', b'"rate":'))
    edit(second, OLDER)
    lines = third.read_bytes().splitlines(keepends=True)
    third.write_bytes(b"".join(line for line in lines if b'"record":"pool"' not in line))
    pools = sum(b'"record":"pool"' in line for line in lines)
    before = {path: path.read_bytes() for path in zone.rglob("*") if path.is_file()}
    reported = " ".join(reparse(zone, "--dry-run", exits=1).split())
    assert (
        "32 read: 29 the same, 3 changed, 0 new 1 of the changed differ in the parsers' version alone"
        in reported
    )
    for words in (
        "1 tranche.class_type changed",
        "1 tranche.pass_through_rate_pct added",
        "1 tranche.rate removed",
    ):
        assert f"fields {words}" in reported
    assert f"lines {pools} pool added" in reported
    assert {path: path.read_bytes() for path in zone.rglob("*") if path.is_file()} == before


def test_what_changed_is_written_and_reported_in_the_manifest(sound: Path, zone: Path) -> None:
    path = sorted(zone.glob("records/*/*"))[0]
    edit(path, (b'"class_type":"', b'"class_type":"Very '))
    assert "32 read: 31 the same, 1 changed, 0 new" in reparse(zone)
    assert records(zone) == records(sound)
    manifest = last_manifest(zone)
    assert manifest["outcome"] == "complete"
    assert manifest["counts"]["changes"]["fields"] == {"tranche.class_type changed": 1}
    assert len(manifest["versions"]["parsers_digest"]) == 16
    (changed,) = [filing for filing in manifest["filings"] if filing["outcome"] == "changed"]
    assert path.name.startswith(changed["accession"])


def selected(zone: Path, **conditions: Any) -> int:
    """How many filings a selection takes."""
    selection = Selection(**conditions)
    landed = [
        (path.parent.name.removeprefix("filed="), path.read_bytes()) for path in zone.glob("records/*/*")
    ]
    return sum(selection.takes_month(month) and selection.takes(data) for month, data in landed)


def test_a_selection_takes_what_it_says(sound: Path) -> None:
    deal = histories(1)[0].deal
    assert selected(sound, series=(deal.split()[1],)) == MONTHS
    assert selected(sound, series=(deal, "GMACM 1990-X1")) == MONTHS
    assert selected(sound, layouts=("bank_one",)) == TRUSTS * MONTHS
    assert selected(sound, layouts=("servicing_certificate",)) == 0
    days = sorted(
        date.fromisoformat(json.loads(data.splitlines()[0])["filed"]) for data in records(sound).values()
    )
    among = sum(days[5] <= day <= days[9] for day in days)
    assert selected(sound, since=days[5], until=days[9]) == among
    assert selected(sound, unless_version=parsers.PARSER_VERSION) == 0
    assert selected(sound, unless_version="0.0.1") == TRUSTS * MONTHS


def test_what_is_selected_alone_is_read(zone: Path) -> None:
    first, second = (min(zone.glob(f"records/*/{trust.cik:010}-*")) for trust in histories(2))
    third = max(zone.glob("records/*/*"))
    edit(first, OLDER)
    edit(second, OLDER)
    edit(third, (b'"class_type":"', b'"class_type":"Very '))
    series = json.loads(first.read_bytes().splitlines()[1])["series"]
    reported = reparse(zone, "--outdated", "--series", series.lower())
    assert "1 read: 0 the same, 1 changed, 0 new; 31 not selected" in reported
    assert OLDER[1] in second.read_bytes()
    assert b"Very " in third.read_bytes()


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (
            ("--layout", "no_such"),
            "there is no layout 'no_such': the layouts are bank_of_new_york,",
        ),
        (("--since", "2004-02-01", "--until", "2004-01-01"), "is after --until 2004-01-01: swap them"),
        (("--since", "2004-2-1"), "2004-2-1 is not a valid day: use YYYY-MM-DD"),
        (("gmacm",), "'gmacm' is not understood"),
    ],
)
def test_a_selection_that_makes_no_sense_is_refused(
    zone: Path, words: tuple[str, ...], reported: str
) -> None:
    assert reported in scrapy("reparse", *words, zone=str(zone), folder=zone.parent, exits=2).stderr


def test_a_damaged_raw_file_fails_alone_and_keeps_its_records(sound: Path, zone: Path) -> None:
    raw = sorted(zone.glob("raw/*/*"))[0]
    raw.write_bytes(raw.read_bytes()[:500])
    reported = reparse(zone, exits=1)
    assert "31 read: 31 the same" in reported
    assert f"failed       {raw.name.removesuffix('.txt.gz')}:" in reported
    assert records(zone) == records(sound)
    assert last_manifest(zone)["outcome"] == "pending"


CRASH = """
import parsers
read = parsers.read
def crash(raw, **how):
    if b"-01-000010" in raw[:2000]:
        raise KeyError("a fault of ours")
    return read(raw, **how)
parsers.read = crash
"""


def test_a_crash_of_the_parsers_costs_one_filing_and_keeps_its_records(sound: Path, zone: Path) -> None:
    victims = [path for path in zone.glob("records/*/*") if "-01-000010" in path.name]
    assert victims
    run = scrapy("reparse", "--workers", "1", zone=str(zone), folder=zone.parent, exits=1, prelude=CRASH)
    assert f"{TRUSTS * MONTHS - len(victims)} read" in run.stdout
    assert "the parsers crashed: KeyError: 'a fault of ours'" in run.stdout
    assert records(zone) == records(sound)


def test_records_are_not_replaced_by_those_of_a_raw_file_that_was_exchanged(sound: Path, zone: Path) -> None:
    first, second = sorted(zone.glob("raw/*/*"))[:2]
    first.write_bytes(second.read_bytes())
    assert "is not the file that its records were read from" in " ".join(reparse(zone, exits=1).split())
    assert records(zone) == records(sound)


SLOW = """
import parsers, time
read = parsers.read
parsers.read = lambda raw, **how: (time.sleep(0.04), read(raw, **how))[1]
"""


def test_a_killed_reparse_goes_on_where_it_stopped(sound: Path, zone: Path) -> None:
    empty(zone)
    process = Started(["reparse", "--workers", "1"], zone.parent, environment(str(zone)), SLOW)
    while len(records(zone)) < 25:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    written = {path: path.stat().st_mtime_ns for path in zone.glob("records/*/*")}
    assert len(written) < TRUSTS * MONTHS
    reported = reparse(zone, "--workers", "1")
    assert "32 read: " in reported  # what both halves read, as one sum
    assert records(zone) == records(sound)
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert len(list(zone.glob("runs/*-reparse.json"))) == 1
    scrapy("verify", zone=str(zone), folder=zone.parent)


def linger(folder: Path) -> None:
    """A task that names the process that does it, and does not end."""
    (folder / str(os.getpid())).touch()
    time.sleep(60)


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux shows them")
def test_the_processes_of_a_killed_reparse_end_with_it(tmp_path: Path) -> None:
    words = (
        "from pathlib import Path; from crawler.reparse.executors import over_cores\n"
        "from tests.zone.test_reparse import linger\n"
        f"list(over_cores(linger, [Path({str(tmp_path)!r})] * 6, 2))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", words], env=environment("unused"))
    try:
        while len(list(tmp_path.iterdir())) < 2:
            assert process.poll() is None
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()
    workers = [int(path.name) for path in tmp_path.iterdir()]
    until = time.monotonic() + 10
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


FILING = b'{"record":"filing","accession":"x","documents":[],"sha256":"0","parser_version":"1"}\n'


def test_changes_are_counted_by_field_line_and_check() -> None:
    old = FILING + (
        b'{"record":"statement","statement":1,"checks":{"passed":{"cpr":2},"failed":{"cpr":1},"skipped":{}}}\n'
        b'{"record":"tranche","statement":1,"tranche":1,"principal":1.50,"interest":2.00}\n'
        b'{"record":"amount","statement":1,"name":"total_fee","value":1}\n'
    )
    new = FILING + (
        b'{"record":"statement","statement":1,"checks":{"passed":{"cpr":3},"failed":{},"skipped":{"x":{"why":2}}}}\n'
        b'{"record":"tranche","statement":1,"tranche":1,"principal":1.5,"factor":0.1}\n'
        b'{"record":"amount","statement":1,"name":"other_fee","value":1}\n'
    )
    assert compare(old, new).as_json() == {
        "fields": {"tranche.factor added": 1, "tranche.interest removed": 1, "tranche.principal changed": 1},
        "lines": {"amount added": 1, "amount removed": 1},
        "checks": {"cpr failed": -1, "cpr passed": 1, "x skipped": 2},
    }
    assert not compare(old, old.replace(b'"parser_version":"1"', b'"parser_version":"2"'))
    assert compare(old[:-30], new).as_json()["lines"] == {"damaged file replaced": 1}
