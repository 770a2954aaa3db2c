"""Replaces a folder of tables as a whole: the new folder replaces the old one at the end or never.

A local folder is written under a temporary name beside its place and swapped in by renaming. An object store
cannot rename: there each file is one put, and MARK is removed before the first and written after the last.
"""

import ctypes
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from storage.errors import Unwritable, advice
from storage.export_mark import MARK, marked_files
from storage.landing import Landing
from storage.local_store import TEMPORARY, make_folder, sync_folder

LOCK = ".lock"  # held while the export is written: a folder whose lock is free was left by a killed export
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # Linux: fcntl.h, renameat2(2)


@contextmanager
def replaced(target: Landing) -> Iterator[Landing]:
    """The folder to write to; raises Unwritable if the target is not an export or cannot be replaced."""
    if target.folder is None:
        target.remove_beside(MARK)
        yield target
        return
    with os_errors_as_sentences(target):
        refuse_foreign_files(target.folder, marked_files(target))
        lock = make_partial(target.folder)
    partial = Path(lock.lock_file).parent
    try:
        yield Landing(str(partial), target.setting)
        with os_errors_as_sentences(target):
            shutil.rmtree(partial / TEMPORARY, ignore_errors=True)
            swap(partial, target.folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)  # the incomplete export, or the tables that were replaced
        lock.release()


@contextmanager
def os_errors_as_sentences(target: Landing) -> Iterator[None]:
    """Turn an OSError into Unwritable, with a message for the user."""
    try:
        yield
    except OSError as error:
        raise Unwritable(f"cannot replace {target}: {advice(error, target.setting)}") from error


def make_partial(folder: Path) -> FileLock:
    """The lock of a new empty folder beside another."""
    make_folder(folder.parent)
    recover(folder)
    while True:
        partial = folder.with_name(f".{folder.name}.partial-{secrets.token_hex(4)}")
        partial.mkdir()
        lock = FileLock(partial / LOCK)
        # Before it is locked, another export may take it for one that a killed export left.
        with suppress(FileNotFoundError):
            lock.acquire()
            if (partial / LOCK).exists():
                return lock
            lock.release()


def recover(folder: Path) -> None:
    """Remove the folders of killed exports; the tables of one that died between two renames are restored."""
    for left in folder.parent.glob(f".{folder.name}.old-*"):
        if folder.exists():
            shutil.rmtree(left, ignore_errors=True)  # another export may be removing it too
        else:
            left.rename(folder)
    for left in folder.parent.glob(f".{folder.name}.partial-*"):
        try:
            with FileLock(left / LOCK, timeout=0):
                shutil.rmtree(left, ignore_errors=True)
        except (Timeout, FileNotFoundError):  # another export is being written, or is removing it too
            continue


def refuse_foreign_files(folder: Path, files: Collection[str]) -> None:
    """Raise Unwritable if the folder holds a file that no export wrote: it would be removed.

    `files` are those that the mark of the export in it names.
    """
    if not folder.exists():
        return
    if folder.is_mount():
        raise Unwritable(f"{folder} is a mount point and cannot be replaced: name a folder in it")
    for entry in folder.iterdir():
        if not (is_aside(entry) or is_table(entry) or entry.name in files):
            raise Unwritable(f"{folder} holds {entry.name!r}, which no export wrote: name a new folder")


def is_aside(entry: Path) -> bool:
    """Names that an export or other tools put beside the tables."""
    return entry.name.startswith((".", "_"))


def is_table(entry: Path) -> bool:
    """Whether a folder holds an export's files only."""
    return entry.is_dir() and all(
        is_aside(inner) or inner.name == "records.parquet" or inner.name.startswith("filed_month=")
        for inner in entry.iterdir()
    )


def swap(partial: Path, folder: Path) -> None:
    """Give the new folder the old one's name, atomically where the system supports it."""
    (partial / LOCK).unlink(missing_ok=True)
    if not folder.exists():
        with suppress(OSError):  # another export finished first
            partial.rename(folder)
            sync_folder(folder.parent)
            return
    if not exchange(partial, folder):
        old = folder.with_name(partial.name.replace(".partial-", ".old-"))
        folder.rename(old)
        partial.rename(folder)
        shutil.rmtree(old)
    sync_folder(folder.parent)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names; False if the system or file system does not support it."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    done: int = call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return done == 0
