"""The ledger: what is landed, done, pending and gone, what indexes said, what can be read off the zone."""

import datetime as dt
import shutil
import sqlite3

import pytest
from zone_samples import NOW, Ref, accession

from storage import Ending, Landing, Ledger, Run, Unwritable, close_dead_runs, close_run
from storage.filing_states import ImpossibleMove

ONE, TWO, THREE = (Ref(accession(number)) for number in (1, 2, 3))


def land(zone, ledger, ref):
    raw = zone.land_raw(ref.accession, ref.filed, ref.raw)
    ledger.record_landed(ref, raw)


def finish(zone, ledger, ref):
    land(zone, ledger, ref)
    records = zone.write_records(ref.accession, ref.filed, ref.records)
    ledger.record_done(ref.accession, records, {"statements": 1})


def test_a_filing_goes_from_unknown_over_landed_to_done(zone, ledger):
    assert ledger.state(ONE.accession) is None
    land(zone, ledger, ONE)
    assert ledger.state(ONE.accession) == "landed"
    assert [landed.accession for landed in ledger.unparsed()] == [ONE.accession]
    assert not ledger.is_done(ONE.accession)
    finish(zone, ledger, ONE)
    assert ledger.is_done(ONE.accession)
    assert ledger.unparsed() == []
    assert ledger.counts() == {"done": 1}


def test_a_landed_filing_is_reported_as_it_is_in_the_zone(zone, ledger):
    land(zone, ledger, ONE)
    assert ledger.unparsed() == list(zone.landed())


def test_a_failed_filing_is_pending_with_its_last_reason_and_the_count(ledger):
    ledger.record_failed(ONE, "503 four times")
    ledger.record_failed(ONE, "truncated")
    (pending,) = ledger.pending()
    assert (pending.accession, pending.cik, pending.form, pending.filed, pending.path) == (
        ONE.accession,
        ONE.cik,
        ONE.form,
        ONE.filed,
        ONE.path,
    )
    assert (pending.reason, pending.attempts) == ("truncated", 2)
    assert pending.first_failed <= pending.last_failed


def test_a_pending_filing_can_fail_again_as_it_is(ledger):
    ledger.record_failed(ONE, "503")
    ledger.record_failed(ledger.pending()[0], "504")
    assert [(pending.reason, pending.attempts) for pending in ledger.pending()] == [("504", 2)]


def test_a_bare_accession_that_was_not_found_is_pending(ledger):
    ledger.record_failed(Ref(ONE.accession, None, None, None, None), "in no index")
    ledger.record_failed(Ref(ONE.accession), "503")
    assert [(pending.cik, pending.filed) for pending in ledger.pending()] == [(ONE.cik, ONE.filed)]


def test_a_filing_that_is_gone_is_no_longer_pending(ledger):
    ledger.record_failed(ONE, "503")
    ledger.record_failed(ONE, "404, deleted since", final=True)
    assert ledger.pending() == []
    assert ledger.state(ONE.accession) == "gone"


def test_a_filing_that_failed_and_came_is_no_longer_pending(zone, ledger):
    ledger.record_failed(ONE, "503")
    land(zone, ledger, ONE)
    assert ledger.pending() == []
    assert ledger.state(ONE.accession) == "landed"


def test_a_landed_filing_whose_parser_crashed_is_parsed_again_but_not_fetched(zone, ledger):
    land(zone, ledger, ONE)
    ledger.record_failed(ONE, "the parser crashed")
    assert ledger.pending() == []
    assert [landed.accession for landed in ledger.unparsed()] == [ONE.accession]


def test_nothing_undoes_a_filing_that_is_done(zone, ledger):
    finish(zone, ledger, ONE)
    ledger.record_failed(ONE, "404", final=True)
    land(zone, ledger, ONE)
    assert ledger.is_done(ONE.accession)


def test_done_without_landed_is_a_mistake_of_the_caller(zone, ledger):
    records = zone.write_records(ONE.accession, ONE.filed, b"{}\n")
    with pytest.raises(
        ImpossibleMove, match="'records written' cannot come to a filing whose state is unknown"
    ):
        ledger.record_done(ONE.accession, records, {})


def test_what_is_recorded_at_once_is_recorded_whole_or_not(zone, ledger):
    with pytest.raises(KeyError), ledger.at_once():
        ledger.record_failed(ONE, "503")
        ledger.record_failed(TWO, "503")
        raise KeyError
    assert ledger.pending() == []
    with ledger.at_once():
        ledger.record_failed(ONE, "503")
    assert len(ledger.pending()) == 1


def test_everything_is_there_when_the_ledger_is_opened_again(zone, ledger, state_dir):
    finish(zone, ledger, ONE)
    land(zone, ledger, TWO)
    ledger.record_failed(THREE, "503")
    with Ledger(state_dir, zone) as again:
        assert again.rebuilt is None
        assert again.counts() == {"done": 1, "landed": 1, "failed": 1}
        assert again.pending() == ledger.pending()


# Indexes


URL = "https://www.sec.gov/Archives/edgar/full-index/2004/QTR1/master.gz"


def test_an_index_is_remembered_with_the_rows_that_passed(ledger):
    ledger.record_index(
        URL, "gmacm", '"abc"', "Sat, 03 Jan 2004 03:00:00 GMT", [["1264853", "8-K"], {"a": 1}]
    )
    state = ledger.index_state(URL, "gmacm")
    assert (state.etag, state.last_modified) == ('"abc"', "Sat, 03 Jan 2004 03:00:00 GMT")
    assert state.rows == [["1264853", "8-K"], {"a": 1}]


def test_another_filter_must_ask_without_validators(ledger):
    ledger.record_index(URL, "gmacm", '"abc"', None, [])
    assert ledger.index_state(URL, "ramp") is None
    assert ledger.index_state(URL + "x", "gmacm") is None


def test_two_filters_that_take_turns_both_keep_their_rows(ledger):
    ledger.record_index(URL, "gmacm", '"abc"', None, [1])
    ledger.record_index(URL, "ramp", '"abc"', None, [1, 2])
    assert ledger.index_state(URL, "gmacm").rows == [1]
    assert ledger.index_state(URL, "ramp").rows == [1, 2]


def test_a_changed_index_replaces_what_was_remembered(ledger):
    ledger.record_index(URL, "gmacm", '"abc"', None, [1])
    ledger.record_index(URL, "gmacm", '"def"', None, [2])
    assert (ledger.index_state(URL, "gmacm").etag, ledger.index_state(URL, "gmacm").rows) == ('"def"', [2])


def test_a_filter_that_changes_daily_does_not_grow_the_ledger(ledger):
    for day in range(10):
        ledger.record_index(URL, f"since day {day}", None, None, [])
    kept = [day for day in range(10) if ledger.index_state(URL, f"since day {day}")]
    assert kept == [6, 7, 8, 9]


# The zone is enough


def fill(zone, ledger):
    """One filing of each state."""
    finish(zone, ledger, ONE)
    land(zone, ledger, TWO)
    ledger.record_failed(THREE, "503")
    ledger.close()


def test_a_lost_ledger_is_read_off_the_zone(zone, ledger, state_dir, caplog):
    fill(zone, ledger)
    shutil.rmtree(state_dir)
    with Ledger(state_dir, zone) as again:
        assert again.rebuilt == "it is new and the zone is not"
        assert again.is_done(ONE.accession)
        assert again.unparsed() == [landed for landed in zone.landed() if not landed.records_path]
    assert "The ledger was rebuilt from" in caplog.text


def test_a_new_ledger_of_a_new_zone_is_nothing_to_warn_of(zone, ledger, caplog):
    assert ledger.rebuilt is None
    assert caplog.text == ""


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(
            b"this is no database, though it is long enough to be taken for one" * 100
        ),
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: file.write_bytes(file.read_bytes()[:4096] + b"\xff" * (file.stat().st_size - 4096)),
        lambda file: alter(file, "PRAGMA user_version = 99"),
    ],
    ids=["foreign", "cut", "overwritten", "of a later version"],
)
def test_a_damaged_ledger_is_set_aside_with_a_warning_and_rebuilt(zone, ledger, state_dir, caplog, harm):
    fill(zone, ledger)
    (file,) = state_dir.glob("*.sqlite")
    harm(file)
    harmed = file.read_bytes()
    with Ledger(state_dir, zone) as again:
        assert again.is_done(ONE.accession)
        assert again.state(TWO.accession) == "landed"
        assert "the file was kept as" in again.rebuilt
    (kept,) = state_dir.glob("*.damaged-*Z")
    assert kept.read_bytes() == harmed
    assert kept.name in caplog.text


def alter(file, statement):
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_empty_file_is_a_ledger_not_yet_laid_out(zone, ledger, state_dir):
    fill(zone, ledger)
    (file,) = state_dir.glob("*.sqlite")
    file.write_bytes(b"")
    with Ledger(state_dir, zone) as again:
        assert again.is_done(ONE.accession)


def test_a_zone_that_was_emptied_is_not_believed_to_be_full(zone, ledger, state_dir):
    fill(zone, ledger)
    shutil.rmtree(zone.folder)
    zone.prepare()
    with Ledger(state_dir, zone) as again:
        assert again.rebuilt == f"raw/filed=2004-01/{ONE.accession}.txt.gz is no longer in the zone"
        assert again.state(ONE.accession) is None
        assert [pending.accession for pending in again.pending()] == [THREE.accession]


def test_a_zone_put_back_to_an_older_state_is_read_again(zone, ledger, state_dir):
    fill(zone, ledger)
    (zone.folder / f"raw/filed=2004-01/{TWO.accession}.txt.gz").unlink()
    with Ledger(state_dir, zone) as again:
        assert again.state(TWO.accession) is None
        assert again.is_done(ONE.accession)


def test_one_state_folder_keeps_two_zones_apart(zone, ledger, state_dir, tmp_path):
    fill(zone, ledger)
    other = Landing(str(tmp_path / "other"))
    with Ledger(state_dir, other) as empty:
        assert empty.counts() == {}
    with Ledger(state_dir, zone) as again:
        assert again.rebuilt is None
        assert again.is_done(ONE.accession)


def test_what_another_machine_landed_is_known_by_its_manifest(zone, ledger, state_dir, tmp_path):
    with Ledger(tmp_path / "another machine", zone) as other:
        finish(zone, other, ONE)
        zone.write_run("20260201T000000.000000Z-gmacm", [b"{}\n"])
    ledger.close()
    with Ledger(state_dir, zone) as again:
        assert again.is_done(ONE.accession)
        assert again.rebuilt is None


def test_behind_a_run_that_ended_well_the_zone_is_not_read_again(zone, ledger, state_dir, monkeypatch):
    run = Run("20260131T120000.250000Z-gmacm", "gmacm", NOW)
    ledger.begin_run(run)
    finish(zone, ledger, ONE)
    close_run(zone, ledger, run, Ending("complete", NOW))
    ledger.close()
    monkeypatch.setattr(zone, "landed", lambda: pytest.fail("the whole zone was listed"))
    with Ledger(state_dir, zone) as again:
        assert again.is_done(ONE.accession)


def test_a_rebuild_that_was_killed_halfway_is_made_again(zone, ledger, state_dir, monkeypatch):
    fill(zone, ledger)
    shutil.rmtree(state_dir)

    def killed():
        yield next(landed())
        raise KeyboardInterrupt

    landed = zone.landed
    monkeypatch.setattr(zone, "landed", killed)
    with pytest.raises(KeyboardInterrupt):
        Ledger(state_dir, zone)
    monkeypatch.undo()
    with Ledger(state_dir, zone) as again:
        assert again.counts() == {"done": 1, "landed": 1}


# Runs that died


@pytest.mark.parametrize("step", ["raw", "records"])
def test_what_a_killed_run_landed_but_could_not_record_is_not_fetched_again(zone, ledger, state_dir, step):
    ledger.begin_run(Run("20260131T120000.250000Z-gmacm", "gmacm", NOW))
    zone.land_raw(ONE.accession, ONE.filed, ONE.raw)
    if step == "records":
        zone.write_records(ONE.accession, ONE.filed, ONE.records)
    ledger.close()
    with Ledger(state_dir, zone) as again:
        assert again.state(ONE.accession) == ("landed" if step == "raw" else "done")
        assert again.rebuilt is None
        (run,) = close_dead_runs(zone, again)
        assert again.unfinished_runs() == []
    assert ONE.accession.encode() in zone.read(f"runs/{run.name}.json")


# Disks that are full or closed


def test_a_state_folder_that_cannot_be_made_is_reported(zone, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match=r"cannot write the ledger .*; set STATE_DIR to a folder"):
        Ledger(tmp_path / "file" / "state", zone)


def test_a_full_disk_is_reported_and_the_ledger_stays_whole(ledger, zone, state_dir):
    ledger.record_failed(ONE, "503")
    (pages,) = ledger.database.rows("PRAGMA page_count")[0]
    ledger.database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unwritable, match=r"cannot write the ledger .*\.sqlite: the disk is full; free"):
        ledger.record_index(URL, "gmacm", None, None, ["x" * 100_000])
    assert [pending.accession for pending in ledger.pending()] == [ONE.accession]
    ledger.record_failed(ONE, "504")
    assert ledger.pending()[0].attempts == 2


def test_a_pending_date_is_a_date(ledger):
    ledger.record_failed(ONE, "503")
    assert ledger.pending()[0].filed == dt.date(2004, 1, 5)
