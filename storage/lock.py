"""One run on a zone and a machine: a lock that dies with its process."""

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
    address. It is the operating system's, on an open file: a killed process frees it.
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
        """Say who holds it, beside the lock: a help for people, never asked whether it is held."""
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "name": self.name, "started": started}
        self.holder_path.write_text(json.dumps(holder))


def lock_path(zone: Landing) -> Path:
    """Where the lock of a zone lies."""
    if zone.folder:
        return zone.folder / ".lock"
    digest = hashlib.sha256(zone.shown.encode()).hexdigest()[:32]
    return platformdirs.user_cache_path(CACHE) / "locks" / f"{digest}.lock"


def find_holder(zone: Landing) -> Holder | None:
    """Who holds a zone, None where nobody does: for those who only read, and never wait for it.

    The lock is tried only where someone signed: trying takes it for an instant, and no run could start in it.
    """
    path = lock_path(zone)
    signed = path.with_name(f"{path.name}.holder")
    if not signed.exists():
        return None
    try:
        with FileLock(path, timeout=0, thread_local=False):
            return None  # signed by a process that was killed
    except Timeout:
        return read_holder(signed)
    except OSError:  # a zone that may only be read: the signature is all there is to see
        return read_holder(signed)


def read_holder(path: Path) -> Holder:
    """Who signed; nobody where the file is missing or only half written."""
    try:
        return Holder(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return Holder()
