"""The audit finds every fault that was planted in a history, says where it is, and finds nothing else."""

import json
import multiprocessing
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.audit_command import as_json
from crawler.audit_findings import LEVELS, grade
from crawler.duckdb_types import columns
from storage import Landing, ZoneLock
from storage.audit_queries import Finding, findings
from storage.lock import find_holder
from storage.tables import AUDIT
from tests.zone.faulty import faulty_archive
from tests.zone.histories import Archive, Planted, histories, land
from tests.zone.run import scrapy
from tests.zone.shapes import SHAPES


def planted_as(finding: Finding) -> Planted:
    subject = "" if finding.finding == "amendment" else finding.subject
    return Planted(finding.finding, finding.deal, f"{finding.month:%Y-%m}", subject, finding.page_group)


# The report has the statements of so many trusts in each filing.
TRUSTS = dict.fromkeys(SHAPES, 6) | {"rfc_report": 25}


# Of these each fault is planted in `make test`; of the others in `make soak`.
QUICK = ("paying_agent", "rfc_statement", "servicing_certificate_single")
LAYOUTS = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in sorted(SHAPES)]


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if one.values != ("bank_one",)])
def test_every_fault_planted_in_a_history_of_the_layout_is_found_and_nothing_else(
    layout: str, tmp_path: Path
) -> None:
    archive = faulty_archive(histories(TRUSTS[layout], layout=layout), months=8)
    zone = Landing(str(tmp_path / "zone"))
    land(zone, archive)
    assert Counter(map(planted_as, findings(zone, columns()))) == Counter(archive.planted)


def test_only_the_pages_of_residential_funding_print_no_losses_to_date() -> None:
    assert [name for name, shape in SHAPES.items() if not shape.fall] == ["rfc_report", "rfc_statement"]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return faulty_archive(histories(6), months=8)


@pytest.fixture(scope="module")
def zone(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Landing:
    zone = Landing(str(tmp_path_factory.mktemp("audit") / "zone"))
    land(zone, archive)
    return zone


@pytest.fixture(scope="module")
def found(zone: Landing) -> list[Finding]:
    return findings(zone, columns())


def test_every_planted_fault_is_found_and_nothing_else(archive: Archive, found: list[Finding]) -> None:
    assert Counter(map(planted_as, found)) == Counter(archive.planted)


def test_every_kind_of_finding_is_planted(archive: Archive) -> None:
    kinds = {planted.finding for planted in archive.planted}
    views = re.findall(r"CREATE OR REPLACE VIEW found_(\w+)", AUDIT)
    assert kinds | {"layout_lost"} == set(views)  # it has a test of its own


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sound_history_has_nothing_to_report(layout: str, tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    archive = Archive.sound(histories(3, seed=8, layout=layout), months=14)
    land(zone, archive)
    assert findings(zone, columns()) == []
    read = sum(line["record"] == "statement" and line["deal"] is not None for line in records(zone))
    assert read == len(list(archive))


def records(zone: Landing) -> Iterator[dict]:
    assert zone.folder
    for path in sorted(zone.folder.glob("records/*/*.jsonl")):
        yield from map(json.loads, path.read_text().splitlines())


def test_a_finding_names_the_filings_the_figures_and_the_lines_they_stand_on(
    zone: Landing, found: list[Finding]
) -> None:
    finding = next(one for one in found if one.finding == "carry_over")
    assert [place["accession"] for place in finding.places] == finding.filings
    earlier, later = (cited_lines(zone, place) for place in finding.places)
    assert holds(earlier, finding.figures["ending_balance_before"])
    assert holds(later, finding.figures["beginning_balance"])
    assert finding.figures["difference"] == "5000"


def cited_lines(zone: Landing, place: dict) -> str:
    month = next(one.month for one in zone.landed() if one.accession == place["accession"])
    raw = zone.read(f"raw/filed={month}/{place['accession']}.txt.gz").decode()
    lines = raw.partition("<TEXT>\n")[2].splitlines()
    return "\n".join(lines[number - 1] for number in place["lines"])


def holds(text: str, digits: str | None) -> bool:
    assert digits
    return digits in text.replace(",", "")


def test_the_document_explains_every_finding_and_shows_one_as_it_is_reported(found: list[Finding]) -> None:
    document = Path("docs/audit.md").read_text()
    explained = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", document, re.MULTILINE)))
    asked = re.findall(r"CREATE OR REPLACE VIEW found_(\w+)", AUDIT)
    assert sorted(explained) == sorted([*asked, "zone_held", "late", "ended", "left_out"])
    assert set(explained) == set(LEVELS)
    shown = json.loads(re.findall(r"^\{.*\}$", document, re.MULTILINE)[0])
    reported = next(as_json(finding) for finding in grade(found) if finding.finding == shown["finding"])
    assert list(shown) == list(reported)
    assert shown["figures"].keys() == reported["figures"].keys()
    assert [place.keys() for place in shown["places"]] == [place.keys() for place in reported["places"]]


def test_the_command_shows_people_a_table_and_machines_json_lines(zone: Landing, tmp_path: Path) -> None:
    run = scrapy("audit", "--jsonl", "audit.jsonl", zone=str(zone), folder=tmp_path, exits=1)
    lines = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text().splitlines()]
    lines = [line for line in lines if line["finding"] != "ended"]
    assert run.stdout.startswith(f"audit: {len(lines)} findings in {zone} (")
    for line in lines:
        assert line["message"] in run.stdout
        assert line["filings"]
        assert line["places"]


def test_a_zone_with_nothing_to_report_is_exit_code_0_and_no_zone_is_2(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    land(zone, Archive.sound(histories(1, seed=8), months=2))
    run = scrapy("audit", zone=str(zone), folder=tmp_path)
    assert run.stdout == f"audit: nothing to report of {zone}\n1 deal ended; --jsonl FILE names them\n"
    run = scrapy("audit", zone=str(tmp_path / "typo"), folder=tmp_path, exits=2)
    assert f"there is no landing zone at {tmp_path}/typo: set LANDING_ZONE" in run.stderr


def test_statements_that_have_no_place_in_a_history_are_counted(tmp_path: Path) -> None:
    zone = Landing(str(tmp_path / "zone"))
    archive = Archive.sound(histories(1, seed=8), months=2)
    for filing in archive:
        filing.page = filing.page.replace(filing.history.trust.series.encode(), b"")
    land(zone, archive)
    run = scrapy("audit", zone=str(zone), folder=tmp_path)
    assert run.stdout.endswith("  left_out  2 statements in no history, without a known deal\n")


def hold(folder: str, name: str, shared: str) -> None:
    with ZoneLock(Landing(folder), name):
        (Path(shared) / "held").touch()
        signal.pause()


@contextmanager
def held(zone: Landing, name: str, tmp_path: Path) -> Iterator[int]:
    """The zone while another process holds it, as a run does; the process's number."""
    holder = multiprocessing.get_context("fork").Process(target=hold, args=(str(zone), name, str(tmp_path)))
    holder.start()
    try:
        while not (tmp_path / "held").exists():
            time.sleep(0.01)
        yield holder.pid or 0
    finally:
        holder.kill()
        holder.join()
        (tmp_path / "held").unlink()


@pytest.fixture
def gaps(tmp_path: Path) -> Landing:
    """A zone in which a month is missing and nothing else is wrong."""
    zone = Landing(str(tmp_path / "zone"))
    archive = Archive.sound(histories(2, seed=8), months=5)
    archive.lose_months(histories(2, seed=8)[0], 3)
    land(zone, archive)
    return zone


@pytest.mark.parametrize("run", ["gmacm", "ramp", "reparse"])
def test_while_a_run_holds_the_zone_no_month_is_missing_and_a_line_says_why(
    gaps: Landing, tmp_path: Path, run: str
) -> None:
    with held(gaps, run, tmp_path) as process:
        reported = scrapy("audit", "--jsonl", "audit.jsonl", zone=str(gaps), folder=tmp_path).stdout
    heading, info, _ = reported.splitlines()
    assert heading == f"audit: 1 finding in {gaps} (1 info): zone_held 1"
    level, kind, *words = info.split()
    assert (level, kind) == ("info", "zone_held")
    assert " ".join(words).startswith(f"{run} (process {process}, since 20")
    assert info.endswith(
        ") holds the zone and may be about to land missing filings: no month is reported as missing"
    )
    lines = map(json.loads, (tmp_path / "audit.jsonl").read_text().splitlines())
    (line,) = [line for line in lines if line["finding"] != "ended"]
    assert (line["finding"], line["level"], line["message"]) == ("zone_held", "info", " ".join(words))


def test_when_the_run_has_ended_or_was_killed_the_month_is_missing(gaps: Landing, tmp_path: Path) -> None:
    for name in ("gmacm", "reparse"):
        with held(gaps, name, tmp_path):
            pass
        assert (Path(str(gaps)) / ".lock.holder").exists()  # it was killed and could not take its name away
        reported = scrapy("audit", zone=str(gaps), folder=tmp_path, exits=1).stdout
        assert reported.startswith(f"audit: 1 finding in {gaps} (1 warning): missing_month 1\n")


def test_a_verify_that_holds_the_zone_lands_nothing(gaps: Landing, tmp_path: Path) -> None:
    with held(gaps, "verify", tmp_path):
        assert "missing_month 1" in scrapy("audit", zone=str(gaps), folder=tmp_path, exits=1).stdout


def test_other_findings_are_reported_while_a_run_holds_the_zone(zone: Landing, tmp_path: Path) -> None:
    usual = scrapy("audit", zone=str(zone), folder=tmp_path, exits=1).stdout.splitlines()
    with held(zone, "gmacm", tmp_path):
        reported = scrapy("audit", zone=str(zone), folder=tmp_path, exits=1).stdout.splitlines()
    assert [" ".join(line.split()) for line in reported[1:] if " zone_held " not in line] == [
        " ".join(line.split()) for line in usual[1:] if " missing_month " not in line
    ]


def test_the_audit_itself_does_not_keep_a_run_from_starting(zone: Landing) -> None:
    assert find_holder(zone) is None
    with ZoneLock(zone, "gmacm"):
        pass
