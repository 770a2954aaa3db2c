"""Files on a local disk: a file gets its final name only when it is complete and synced to disk."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Outside raw/, records/ and runs/, as readers watch those; in the zone, as a rename needs one file system.
TEMPORARY = ".tmp"


class LocalStore:
    """Whole files below one folder; every error is an OSError."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes:
        """The file's bytes."""
        return (self.root / path).read_bytes()

    def write(self, path: str, parts: Iterable[bytes]) -> None:
        """Write to a temporary name, put that on the disk, then give it its final name."""
        final = self.root / path
        make_folder(final.parent)
        with self._temporary(parts) as temporary:
            temporary.replace(final)
        sync_folder(final.parent)

    def exists(self, path: str) -> bool:
        """Whether the file exists."""
        return (self.root / path).is_file()

    def remove(self, path: str) -> None:
        """Remove a file, if it exists."""
        (self.root / path).unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none if the folder does not exist."""
        try:
            return sorted(entry.name for entry in (self.root / folder).iterdir())
        except FileNotFoundError:
            return []

    def copy(self, folder: str, names: Iterable[str], into: Path) -> None:
        """Copy these files of a folder."""
        into.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(self.root / folder / name, into / name)

    def prepare(self, folders: tuple[str, ...]) -> None:
        """Make the folders and check that files can be written and moved into each of them."""
        with self._temporary([b"can this be written?"]) as probe:
            for folder in folders:
                make_folder(self.root / folder)
                # It asks the system and writes no test file: programs that watch these folders would see one.
                may_hold(self.root / folder, probe)

    def sweep(self) -> None:
        """Remove the partial files of dead runs; only for the holder of the zone's lock."""
        for name in self.names(TEMPORARY):
            with suppress(FileNotFoundError):
                (self.root / TEMPORARY / name).unlink()

    @contextmanager
    def _temporary(self, parts: Iterable[bytes]) -> Iterator[Path]:
        """A file with these bytes, on the disk; removed at the end unless it was moved away."""
        folder = self.root / TEMPORARY
        make_folder(folder)
        temporary = folder / f"{os.getpid()}-{secrets.token_hex(8)}"
        try:
            # Not tempfile: only the owner can read its files, and other users' pipelines read the zone.
            with temporary.open("xb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)


def may_hold(folder: Path, probe: Path) -> None:
    """Raise an OSError where the file could not be moved into the folder."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    if folder.stat().st_dev != probe.stat().st_dev:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(folder))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each entry on the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Sync a folder's entries to disk: a rename is not durable before that."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
