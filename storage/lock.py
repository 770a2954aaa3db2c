"""The zone's lock: one run at a time on a zone and a machine; the lock ends with its process."""

import datetime as dt
import hashlib
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs
from filelock import FileLock, Timeout

from storage.errors import Locked, Unwritable, advice
from storage.landing import Landing
from storage.local_store import make_folder
from storage.models import Holder

CACHE = "mortgage-trust-statements"


class ZoneLock:
    """Holds a zone for this process as `name` (the spider or command); raises Locked or Unwritable.

    The lock of a local zone lies in the zone, that of a remote one in the user's cache folder by the zone's
    address. It is an operating system lock on an open file: the end of a killed process releases it.
    """

    def __init__(self, zone: Landing, name: str) -> None:
        self.zone = zone
        self.name = name
        self.path = lock_path(zone)
        self.holder_path = self.path.with_name(f"{self.path.name}.holder")
        self.lock = FileLock(self.path, timeout=0, thread_local=False)

    def __enter__(self) -> Self:
        try:
            self._take()
            self.zone.sweep()
        except BaseException:
            self.lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.holder_path.unlink(missing_ok=True)
        self.lock.release()

    def _take(self) -> None:
        try:
            make_folder(self.path.parent)
            self.lock.acquire()
            self._sign()
        except Timeout:
            raise Locked(self.zone.shown, read_holder(self.holder_path)) from None
        except OSError as error:
            setting = "LANDING_ZONE" if self.zone.folder else "XDG_CACHE_HOME"
            raise Unwritable(
                f"cannot lock {self.zone.shown} by {self.path}: {advice(error, setting)}"
            ) from error

    def _sign(self) -> None:
        """Write the holder's name beside the lock, for messages; only the lock shows whether it is held."""
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "name": self.name, "started": started}
        self.holder_path.write_text(json.dumps(holder))


def lock_path(zone: Landing) -> Path:
    """The path of a zone's lock file."""
    if zone.folder:
        return zone.folder / ".lock"
    digest = hashlib.sha256(zone.shown.encode()).hexdigest()[:32]
    return platformdirs.user_cache_path(CACHE) / "locks" / f"{digest}.lock"


def find_holder(zone: Landing) -> Holder | None:
    """The holder of a zone, None if it is free: for commands that only read and never wait for the lock.

    The lock is tried only if a holder's file exists: a run cannot start in the instant of the try.
    """
    path = lock_path(zone)
    signed = path.with_name(f"{path.name}.holder")
    if not signed.exists():
        return None
    try:
        with FileLock(path, timeout=0, thread_local=False):
            return None  # written by a process that was killed
    except Timeout:
        return read_holder(signed)
    except OSError:  # a read-only zone: the lock cannot be tried, so the holder's file is the only evidence
        return read_holder(signed)


def read_holder(path: Path) -> Holder:
    """The holder in the file beside the lock; its fields are None if the file is missing or incomplete."""
    try:
        return Holder(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return Holder()
