"""Landing: whole files under fixed names, never changed; what cannot be written is said in a sentence."""

import datetime as dt
import errno
import gzip
import hashlib
import os
import pickle
import stat
from pathlib import Path

import pytest
from zone_samples import Ref, accession, tree

from storage import DifferentBytes, Landed, Landing, Unreadable, Unwritable
from storage.errors import advice
from storage.landing import compress
from storage.local_store import may_hold

FILED = dt.date(2004, 1, 5)
ONE = accession(1)
RAW = f"raw/filed=2004-01/{ONE}.txt.gz"


def test_a_submission_is_landed_by_filing_month_and_accession(zone):
    file = zone.land_raw(ONE, FILED, b"<SEC-DOCUMENT>\n")
    assert file.path == RAW
    assert gzip.decompress((zone.folder / RAW).read_bytes()) == b"<SEC-DOCUMENT>\n"


def test_size_and_digest_of_a_raw_file_are_those_of_the_uncompressed_bytes(zone):
    raw = b"x" * 1000
    file = zone.land_raw(ONE, FILED, raw)
    assert (file.bytes, file.sha256) == (1000, hashlib.sha256(raw).hexdigest())
    assert zone.stored_file(file.path) == file


def test_compressed_bytes_depend_on_the_content_alone():
    # Typed from RFC 1952: magic, deflate, no flags, no time, no extra flags, unknown system.
    assert compress(b"abc")[:10] == bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
    assert compress(b"abc") == compress(b"abc")


@pytest.mark.parametrize("content", [b"", b"a", b"\x00" * 100_000, os.urandom(100_000)])
def test_what_is_compressed_is_read_by_any_gzip(content):
    assert gzip.decompress(compress(content)) == content


def test_records_are_written_as_they_are(zone):
    file = zone.write_records(ONE, FILED, b'{"record":"filing"}\n')
    assert file.path == f"records/filed=2004-01/{ONE}.jsonl"
    assert zone.read(file.path) == b'{"record":"filing"}\n'


def test_the_month_of_a_landed_filing_serves_as_well_as_its_date(zone):
    assert zone.write_records(ONE, "2004-01", b"{}\n").path == f"records/filed=2004-01/{ONE}.jsonl"


def test_landing_the_same_bytes_again_changes_nothing(zone):
    first = zone.land_raw(ONE, FILED, b"same")
    before = (zone.folder / RAW).stat()
    assert zone.land_raw(ONE, FILED, b"same") == first
    after = (zone.folder / RAW).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_content_compressed_by_another_gzip_is_the_same_filing(zone):
    zone.land_raw(ONE, FILED, b"same")
    (zone.folder / RAW).write_bytes(gzip.compress(b"same", 1))
    zone.land_raw(ONE, FILED, b"same")


def test_other_bytes_under_a_landed_accession_are_refused(zone):
    zone.land_raw(ONE, FILED, b"first")
    with pytest.raises(DifferentBytes, match=rf"{ONE}\.txt\.gz holds 5 bytes and 6 other bytes came"):
        zone.land_raw(ONE, FILED, b"second")
    assert zone.read(RAW) == b"first"


def test_records_stay_as_they_are_unless_they_are_to_be_replaced(zone):
    old = zone.write_records(ONE, FILED, b"old\n")
    assert zone.write_records(ONE, FILED, b"new\n") == old
    assert zone.read(old.path) == b"old\n"
    new = zone.write_records(ONE, FILED, b"newer\n", replace=True)
    assert (zone.read(new.path), new.bytes) == (b"newer\n", 6)


def test_records_that_would_not_change_are_not_written_again(zone):
    file = zone.write_records(ONE, FILED, b"same\n")
    before = (zone.folder / file.path).stat().st_ino
    zone.write_records(ONE, FILED, b"same\n", replace=True)
    assert (zone.folder / file.path).stat().st_ino == before


@pytest.mark.parametrize("name", ["", "1019965-04-1", "../0001019965-04-000001", ONE + "/x", ONE + "\n"])
def test_what_is_no_accession_never_becomes_a_path(zone, name):
    with pytest.raises(ValueError, match="is not an accession"):
        zone.land_raw(name, FILED, b"x")
    assert tree(zone.folder) == {}


@pytest.mark.parametrize("month", ["2004", "2004-13", "2004-01/..", "2004-1"])
def test_what_is_no_month_never_becomes_a_folder(zone, month):
    with pytest.raises(ValueError, match="is not a filing date or month"):
        zone.write_records(ONE, month, b"x")


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "raw/filed=2004-01/../../x", "records", ""])
def test_only_paths_of_a_zone_are_opened(zone, path):
    with pytest.raises(ValueError, match="is not the path of a file of a zone"):
        zone.read(path)


def test_landed_filings_come_by_month_and_accession_with_their_records(zone):
    for number, filed in ((3, dt.date(2003, 12, 30)), (2, FILED), (1, FILED)):
        zone.land_raw(accession(number), filed, b"raw")
    zone.write_records(accession(2), FILED, b"{}\n")
    assert list(zone.landed()) == [
        Landed(accession(3), "2003-12", f"raw/filed=2003-12/{accession(3)}.txt.gz", None),
        Landed(accession(1), "2004-01", f"raw/filed=2004-01/{accession(1)}.txt.gz", None),
        Landed(
            accession(2),
            "2004-01",
            f"raw/filed=2004-01/{accession(2)}.txt.gz",
            f"records/filed=2004-01/{accession(2)}.jsonl",
        ),
    ]


def test_foreign_files_are_not_taken_for_filings(zone):
    for name in ("raw/README", "raw/filed=2004-01/notes.txt.gz", f"raw/filed=2004-01/{ONE}.txt"):
        (zone.folder / name).parent.mkdir(exist_ok=True)
        (zone.folder / name).write_bytes(b"")
    assert list(zone.landed()) == []


def test_landed_looks_at_one_month_at_a_time(zone, monkeypatch):
    zone.land_raw(accession(1), dt.date(2003, 12, 30), b"raw")
    zone.land_raw(accession(2), FILED, b"raw")
    looked = []
    names = zone.store.names
    monkeypatch.setattr(zone.store, "names", lambda folder: looked.append(folder) or names(folder))
    next(zone.landed())
    assert "raw/filed=2004-01" not in looked


def test_an_empty_zone_has_landed_nothing(tmp_path):
    assert list(Landing(str(tmp_path / "none yet")).landed()) == []


def test_files_are_for_all_who_may_read_the_folder(zone):
    mask = os.umask(0o022)
    try:
        zone.land_raw(ONE, FILED, b"raw")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((zone.folder / RAW).stat().st_mode) == 0o644


def test_a_missing_and_a_damaged_file_are_reported_with_their_path(zone):
    with pytest.raises(Unreadable, match=rf"{RAW} is missing"):
        zone.read(RAW)
    zone.land_raw(ONE, FILED, Ref(ONE).raw)
    whole = (zone.folder / RAW).read_bytes()
    for damaged in (whole[:-1], whole[:50], b"no gzip", whole[:-8] + b"\x00" * 8):
        (zone.folder / RAW).write_bytes(damaged)
        with pytest.raises(Unreadable, match=rf"{RAW} is damaged"):
            zone.read(RAW)


def test_a_zone_can_be_sent_to_another_process(zone):
    zone.land_raw(ONE, FILED, b"raw")
    assert pickle.loads(pickle.dumps(zone)).read(RAW) == b"raw"


def test_prepare_makes_the_three_folders_and_leaves_no_file(zone):
    zone.prepare()
    assert {"raw", "records", "runs"} <= {entry.name for entry in zone.folder.iterdir()}
    assert tree(zone.folder) == {}


def test_a_zone_below_a_file_is_unwritable(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(
        Unwritable, match=r"file/zone: there is a file where a folder should be; set LANDING_ZONE"
    ):
        Landing(str(tmp_path / "file" / "zone")).prepare()
    assert tree(tmp_path) == {"file": b"mine"}


def test_a_zone_where_the_system_allows_no_folder_is_unwritable():
    with pytest.raises(Unwritable, match=r"cannot write to /proc/zone: .*LANDING_ZONE"):
        Landing("/proc/zone").prepare()


def test_a_folder_that_may_not_be_written_is_found_before_anything_is_landed(zone, monkeypatch):
    # Tests may run as root, who may write everywhere: the system's answer is given by hand.
    monkeypatch.setattr(os, "access", lambda folder, mode: folder.name != "records")
    with pytest.raises(Unwritable, match="permission denied; give this user the right"):
        zone.prepare()


def test_a_folder_on_another_file_system_is_found_before_anything_is_landed(tmp_path):
    # A rename between file systems is no rename; /proc is one for certain.
    with pytest.raises(OSError) as caught:
        may_hold(tmp_path, Path("/proc/version"))
    assert advice(caught.value, "LANDING_ZONE").startswith("the zone's folders lie on different file systems")


@pytest.mark.parametrize(
    ("number", "reported"),
    [
        (errno.ENOSPC, "the disk is full; free some space and run again"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EROFS, "the file system is read-only; set LANDING_ZONE"),
        (errno.EACCES, "permission denied; give this user the right"),
        (errno.EIO, "Input/output error; check LANDING_ZONE"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_names_the_file_and_leaves_nothing(zone, monkeypatch, number, reported, step):
    def fail(*_args):
        raise OSError(number, os.strerror(number))

    zone.land_raw(accession(2), FILED, b"landed before")
    before = tree(zone.folder)
    # The last moments at which a write can fail: its bytes reach the disk, or it gets its name.
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(Unwritable, match=rf"cannot write to {zone.folder}/{RAW}: .*{reported}"):
        zone.land_raw(ONE, FILED, b"raw")
    assert tree(zone.folder) == before


def test_a_file_gets_its_name_only_when_it_is_on_the_disk(zone, monkeypatch):
    order = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: order.append("fsync") or fsync(handle))
    monkeypatch.setattr(os, "replace", lambda *names: order.append("replace") or replace(*names))
    (zone.folder / RAW).parent.mkdir()
    zone.land_raw(ONE, FILED, b"raw")
    assert order == ["fsync", "replace", "fsync"]
