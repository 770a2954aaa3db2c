"""The errors of a zone or a ledger; each message says what the user can do."""

import errno

from storage.models import Holder


class Unwritable(Exception):
    """The zone or the state folder cannot be written; no partial file was left."""


class Unreadable(Exception):
    """A file of the zone is missing, damaged or out of reach."""


class Missing(Unreadable):
    """The file is not in the zone."""


class DifferentBytes(Exception):
    """A caller tried to land other bytes under a landed accession: raw files never change."""


class Locked(Exception):
    """Another run on this machine holds the zone; `holder` names it."""

    def __init__(self, shown: str, holder: Holder) -> None:
        who = f"process {holder.pid}" if holder.pid else "another process"
        what = f" ({holder.name}, since {holder.started})" if holder.name else ""
        super().__init__(f"{shown} is held by {who}{what}; wait for it to end or use another LANDING_ZONE")
        self.holder = holder


ADVICE = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "the disk quota is used up; free some space and run again",
    errno.EROFS: "the file system is read-only; set {setting} to a place that can be written",
    errno.ENOTDIR: "a part of this path is a file, not a folder; set {setting} to a folder",
    errno.EEXIST: "there is a file where a folder should be; set {setting} to a folder",
    errno.EXDEV: "the zone's folders lie on different file systems; put the whole zone on one",
}


def advice(error: Exception, setting: str) -> str:
    """The error and its remedy, in words for the user."""
    if isinstance(error, OSError) and error.errno in ADVICE:
        return ADVICE[error.errno].format(setting=setting)
    if type(error).__name__ == "NoCredentialsError":  # botocore's, whose package may be missing
        return "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"
    if isinstance(error, PermissionError) and error.errno is None:  # a store's answer, not the disk's
        return (
            f"permission denied ({error}); correct the credentials (S3: AWS_ACCESS_KEY_ID and"
            f" AWS_SECRET_ACCESS_KEY), give their user the right to write there, or correct {setting}"
        )
    if isinstance(error, PermissionError):
        return (
            f"permission denied; give this user the right to write there, or set {setting} to another place"
        )
    if isinstance(error, FileNotFoundError):
        return f"no such folder or bucket; create it, or correct {setting}"
    return f"{type(error).__name__}: {error}; check {setting} and run again"
