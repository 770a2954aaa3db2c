"""Files in an object store over fsspec: one put for each file; temporary errors are retried."""

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import fsspec
from tenacity import retry, retry_if_not_exception_type, stop_after_attempt, wait_random_exponential

# A retry does not help with these. Any other error may be temporary: each store's package has its own.
FINAL = (
    FileNotFoundError,
    PermissionError,
    NotADirectoryError,
    IsADirectoryError,
    FileExistsError,
    ImportError,
    NotImplementedError,
    AttributeError,
    TypeError,
    ValueError,
)
Answer = TypeVar("Answer")


@retry(
    retry=retry_if_not_exception_type((*FINAL, KeyboardInterrupt, SystemExit)),
    stop=stop_after_attempt(5),
    wait=wait_random_exponential(multiplier=0.2, max=5),
    reraise=True,
)
def with_retries(ask: Callable[[], Answer]) -> Answer:
    """Retry up to five times, within about ten seconds."""
    return ask()


class ObjectStore:
    """Whole files below one URL; errors are those of the store's own package, mostly OSErrors."""

    def __init__(self, url: str) -> None:
        self.fs: Any
        self.fs, root = fsspec.core.url_to_fs(url)
        self.root = str(root).rstrip("/")

    def read(self, path: str) -> bytes:
        """The file's bytes."""
        return with_retries(lambda: bytes(self.fs.cat_file(self._full(path))))

    def write(self, path: str, parts: Iterable[bytes]) -> None:
        """One put: the store shows the file whole or not at all."""
        data = b"".join(parts)
        with_retries(lambda: self.fs.pipe_file(self._full(path), data))

    def exists(self, path: str) -> bool:
        """Whether the file exists."""
        self.fs.invalidate_cache()
        return with_retries(lambda: bool(self.fs.exists(self._full(path))))

    def remove(self, path: str) -> None:
        """Remove a file, if it exists."""
        if self.exists(path):
            with_retries(lambda: self.fs.rm_file(self._full(path)))

    def names(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none if the folder does not exist."""
        self.fs.invalidate_cache()  # others write to the store as well
        try:
            paths = with_retries(lambda: self.fs.ls(self._full(folder), detail=False))
        except FileNotFoundError:
            return []
        found = {str(path).rstrip("/") for path in paths}
        # Consoles and other tools mark a folder by an empty object whose name ends in '/': it lists itself.
        return sorted(path.rpartition("/")[2] for path in found if not path.endswith(f"/{folder}"))

    def copy(self, folder: str, names: Iterable[str], into: Path) -> None:
        """Copy these files of a folder to this machine's disk, many at a time."""
        into.mkdir(parents=True, exist_ok=True)
        there, here = ([f"{place}/{name}" for name in names] for place in (self._full(folder), into))
        if there:
            with_retries(lambda: self.fs.get(there, here))

    def prepare(self, folders: tuple[str, ...]) -> None:
        """Check that a file can be put and removed; a store has no folders to make."""
        probe = f".tmp/{secrets.token_hex(8)}"
        self.write(probe, [b"can this be written?"])
        with_retries(lambda: self.fs.rm_file(self._full(probe)))

    def sweep(self) -> None:
        """Nothing to do: a put leaves no partial file."""

    def _full(self, path: str) -> str:
        return f"{self.root}/{path}"
