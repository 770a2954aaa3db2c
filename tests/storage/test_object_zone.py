"""A zone in an object store: one put a file, passing errors tried again, secrets never shown."""

import datetime as dt
import traceback
from collections.abc import Iterator

import fsspec
import pytest
from zone_samples import NOW, Ref, accession

from storage import Ending, Landing, Ledger, Run, Unreadable, Unwritable, ZoneLock, close_run
from storage.object_store import with_retries

FILED = dt.date(2004, 1, 5)
ONE = accession(1)


@pytest.fixture
def zone(monkeypatch, tmp_path) -> Iterator[Landing]:
    monkeypatch.setattr(with_retries.retry, "sleep", lambda seconds: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    zone = Landing("memory://bucket/prefix/")
    yield zone
    fsspec.filesystem("memory").store.clear()


@pytest.fixture
def failing_puts(zone, monkeypatch):
    """Let puts fail with the given errors, then succeed; returns how often was put."""

    def fail(*errors: Exception) -> list[str]:
        puts, left = [], list(errors)
        put = zone.store.fs.pipe_file

        def put_or_fail(path, data):
            puts.append(path)
            if left:
                raise left.pop(0)
            put(path, data)

        monkeypatch.setattr(zone.store.fs, "pipe_file", put_or_fail)
        return puts

    zone.prepare()
    return fail


def test_a_whole_run_works_as_on_a_disk(zone, state_dir):
    ref = Ref(ONE)
    with ZoneLock(zone, "gmacm"), Ledger(state_dir, zone) as ledger:
        zone.prepare()
        run = Run("20260131T120000.250000Z-gmacm", "gmacm", NOW)
        ledger.begin_run(run)
        raw = zone.land_raw(ONE, FILED, ref.raw)
        ledger.record_landed(ref, raw)
        records = zone.write_records(ONE, FILED, ref.records)
        ledger.record_done(ONE, records, {})
        close_run(zone, ledger, run, Ending("complete", NOW))
    stored = fsspec.filesystem("memory").find("/bucket")
    assert stored == [
        f"/bucket/prefix/raw/filed=2004-01/{ONE}.txt.gz",
        f"/bucket/prefix/records/filed=2004-01/{ONE}.jsonl",
        "/bucket/prefix/runs/20260131T120000.250000Z-gmacm.json",
    ]
    assert [landed.accession for landed in zone.landed()] == [ONE]
    with Ledger(state_dir / "another", zone) as ledger:
        assert ledger.is_done(ONE)


def test_the_same_bytes_are_landed_as_on_a_disk(zone, tmp_path):
    disk = Landing(str(tmp_path))
    path = zone.land_raw(ONE, FILED, b"raw").path
    disk.land_raw(ONE, FILED, b"raw")
    assert fsspec.filesystem("memory").cat(f"/bucket/prefix/{path}") == (tmp_path / path).read_bytes()


def test_a_zone_that_is_empty_has_landed_nothing(zone):
    zone.prepare()
    assert list(zone.landed()) == []


def test_a_lost_connection_is_tried_again(zone, failing_puts):
    puts = failing_puts(OSError("connection reset"), TimeoutError(), OSError("503 Slow Down"))
    zone.land_raw(ONE, FILED, b"raw")
    assert len(puts) == 4
    assert zone.read(f"raw/filed=2004-01/{ONE}.txt.gz") == b"raw"


def test_a_store_that_stays_away_is_given_up_after_five_attempts(zone, failing_puts):
    puts = failing_puts(*[OSError("connection reset")] * 10)
    with pytest.raises(Unwritable, match=r"cannot write to memory://bucket/prefix/raw/.*connection reset"):
        zone.land_raw(ONE, FILED, b"raw")
    assert len(puts) == 5


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (PermissionError("Forbidden"), r"permission denied \(Forbidden\); correct the credentials"),
        (FileNotFoundError("NoSuchBucket"), "no such folder or bucket; create it, or correct LANDING_ZONE"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(zone, failing_puts, error, advice):
    puts = failing_puts(error)
    with pytest.raises(Unwritable, match=advice):
        zone.land_raw(ONE, FILED, b"raw")
    assert len(puts) == 1


def test_a_store_out_of_reach_is_not_taken_for_an_empty_one(zone, state_dir, monkeypatch):
    def away(*_args, **_options):
        raise OSError("connection refused")

    monkeypatch.setattr(zone.store.fs, "ls", away)
    with pytest.raises(Unreadable, match="connection refused"):
        Ledger(state_dir, zone)


SECRET_URLS = [
    "s3://AKIAEXAMPLE:wJalr/XUtn+FEMI?K7@bucket/prefix",
    "s3://bucket/prefix?secret=wJalr/XUtn+FEMI&token=wJalr9",
    "s3://bucket/prefix?secret=wJalr@FEMI",
    "ftp://someone:wJalr%40FEMI@127.0.0.1:1/prefix",
    "nosuchkind://someone:wJalr@host/prefix",
]


@pytest.mark.parametrize("url", SECRET_URLS)
def test_no_error_shows_the_secrets_of_the_zones_url(url, monkeypatch):
    monkeypatch.setattr(with_retries.retry, "sleep", lambda seconds: None)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")  # where nobody answers
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")  # keys are not looked for on the network
    with pytest.raises(Unwritable, match="cannot write to ") as caught:
        Landing(url).prepare()
    reported = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in ("wJalr", "FEMI", "AKIA", "someone") if secret in reported]


def test_secrets_in_a_stores_own_message_are_blanked(monkeypatch):
    zone = Landing("memory://someone:wJalr%40FEMI@bucket/prefix?key=AKIA-0123")

    def refuse(path, data):
        raise ValueError(
            f"403 for {zone.address.url}/{path}: user someone, wJalr@FEMI (wJalr%40FEMI), AKIA-0123"
        )

    monkeypatch.setattr(zone.store.fs, "pipe_file", refuse)
    with pytest.raises(Unwritable) as caught:
        zone.land_raw(ONE, FILED, b"raw")
    assert str(caught.value).startswith("cannot write to memory://bucket/prefix/raw/")
    reported = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in ("wJalr", "FEMI", "AKIA", "someone") if secret in reported]


def test_a_zone_shows_its_place_without_secrets():
    zone = Landing("memory://someone:wJalr@bucket/prefix/?key=AKIA0123")
    assert str(zone) == "memory://bucket/prefix"
    assert repr(zone) == "Landing('memory://bucket/prefix')"


def test_a_folder_with_an_at_sign_or_a_question_mark_is_a_folder(tmp_path):
    assert Landing(f"{tmp_path}/me@home?").folder == tmp_path / "me@home?"
    assert Landing(f"file://{tmp_path}/zone").folder == tmp_path / "zone"


def test_a_kind_of_store_whose_package_is_missing_is_reported(monkeypatch):
    with pytest.raises(Unwritable, match="LANDING_ZONE"):
        Landing("nosuchkind://bucket")
