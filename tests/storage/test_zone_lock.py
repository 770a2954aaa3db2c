"""The lock: one run on a zone, freed by the death of its process."""

import multiprocessing
import signal
from contextlib import contextmanager

import pytest

from storage import Landing, Locked, Unwritable, ZoneLock

FORK = multiprocessing.get_context("fork")


def hold(url, ready):
    with ZoneLock(Landing(url), "ramp"):
        ready.set()
        signal.pause()


@contextmanager
def another_process_holds(url):
    ready = FORK.Event()
    process = FORK.Process(target=hold, args=(url, ready))
    process.start()
    try:
        assert ready.wait(10)
        yield process
    finally:
        process.kill()
        process.join()


@pytest.fixture(params=["disk", "memory"])
def url(request, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return str(tmp_path / "zone") if request.param == "disk" else "memory://someone:secret@bucket/zone"


def test_a_zone_that_another_process_holds_is_refused_with_its_name(url):
    with another_process_holds(url) as process, pytest.raises(Locked) as caught, ZoneLock(Landing(url), "x"):
        pass
    assert f"is held by process {process.pid} (ramp, since 20" in str(caught.value)
    assert (caught.value.holder.pid, caught.value.holder.name) == (process.pid, "ramp")
    assert "secret" not in str(caught.value)


def test_a_killed_process_frees_the_zone(url):
    with another_process_holds(url) as process:
        process.kill()
        process.join()
        with ZoneLock(Landing(url), "gmacm"):
            pass


def test_a_zone_is_free_again_at_the_end_even_after_an_error(url):
    with pytest.raises(KeyError), ZoneLock(Landing(url), "gmacm"):
        raise KeyError
    with ZoneLock(Landing(url), "gmacm"):
        pass


def test_two_runs_of_one_process_exclude_each_other_too(url):
    with (
        ZoneLock(Landing(url), "first"),
        pytest.raises(Locked, match="first"),
        ZoneLock(Landing(url), "second"),
    ):
        pass


def test_two_zones_are_held_side_by_side(tmp_path):
    with ZoneLock(Landing(str(tmp_path / "a")), "gmacm"), ZoneLock(Landing(str(tmp_path / "b")), "ramp"):
        pass


def test_a_zone_is_one_zone_by_whatever_path_it_is_reached(tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(tmp_path / "zone")
    monkeypatch.chdir(tmp_path)
    for other in ("zone", "./link", f"file://{tmp_path}/zone/"):
        with ZoneLock(Landing(str(tmp_path / "zone")), "gmacm"), pytest.raises(Locked):
            ZoneLock(Landing(other), "ramp").__enter__()


def test_the_holder_of_the_lock_sweeps_up_what_a_dead_run_left_half_written(zone):
    left = zone.folder / ".tmp" / "1234-half-written"
    left.write_bytes(b"half")
    with ZoneLock(zone, "gmacm"):
        assert not left.exists()


def test_who_does_not_get_the_lock_sweeps_up_nothing(zone):
    with another_process_holds(str(zone.folder)):
        being_written = zone.folder / ".tmp" / "1234-being-written"
        being_written.write_bytes(b"half")
        with pytest.raises(Locked):
            ZoneLock(zone, "gmacm").__enter__()
        assert being_written.exists()


def test_a_zone_that_cannot_be_made_is_unwritable(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match=r"cannot lock .*; set LANDING_ZONE to a folder"):
        ZoneLock(Landing(str(tmp_path / "file" / "zone")), "gmacm").__enter__()
