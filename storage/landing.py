"""The landing zone: raw submissions, their records and the runs' manifests, each file whole or absent."""

import datetime as dt
import gzip
import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from storage import file_names
from storage.errors import DifferentBytes, Missing, Unreadable, Unwritable, advice
from storage.local_store import LocalStore
from storage.models import Landed, StoredFile
from storage.object_store import ObjectStore
from storage.zone_address import read_address

# No name, time or system: the header depends on the content alone (RFC 1952, section 2.3).
GZIP_HEADER = b"\x1f\x8b\x08\x00" + b"\x00" * 4 + b"\x00\xff"
GZIP_LEVEL = 6
COPIED_AT_ONCE = 1 << 20


class Store(Protocol):
    """The store of the files: `LocalStore` or `ObjectStore`."""

    def read(self, path: str) -> bytes:
        """The file's bytes."""

    def write(self, path: str, parts: Iterable[bytes]) -> None:
        """Write a file, whole or not at all."""

    def exists(self, path: str) -> bool:
        """Whether the file exists."""

    def remove(self, path: str) -> None:
        """Remove a file, if it exists."""

    def names(self, folder: str) -> list[str]:
        """The names in a folder, sorted."""

    def copy(self, folder: str, names: Iterable[str], into: Path) -> None:
        """Copy these files of a folder to this machine's disk."""

    def prepare(self, folders: tuple[str, ...]) -> None:
        """Make the folders and check that they can be written."""

    def sweep(self) -> None:
        """Remove the partial files of dead runs."""


class Landing:
    """A zone at a path or an fsspec URL; raises Unwritable if the URL's protocol is unknown.

    `str()` and `shown` hold no secret of the URL. Serves several threads and can be sent to other processes.
    """

    def __init__(self, url: str, setting: str = "LANDING_ZONE") -> None:
        """`setting` is the setting that holds the address, for messages."""
        self.address, self.setting = read_address(url), setting
        with self._writing():
            folder = self.address.folder
            self.store: Store = LocalStore(folder) if folder else ObjectStore(self.address.url)

    @property
    def shown(self) -> str:
        """The zone's address for messages, without secrets; it also identifies the zone."""
        return self.address.shown

    @property
    def folder(self) -> Path | None:
        """The folder of a local zone."""
        return self.address.folder

    def __str__(self) -> str:
        return self.shown

    def __repr__(self) -> str:
        return f"Landing({self.shown!r})"

    def prepare(self) -> None:
        """Make the folders and check that they can be written; raises Unwritable."""
        with self._writing():
            self.store.prepare(file_names.FOLDERS)

    def sweep(self) -> None:
        """Remove the partial files of dead runs; ZoneLock calls it, because only its holder may."""
        with self._writing():
            self.store.sweep()

    def land_raw(self, accession: str, filed: dt.date | str, raw: bytes) -> StoredFile:
        """Land a submission; the same bytes again change nothing, other bytes raise DifferentBytes."""
        path = file_names.raw_path(accession, filed)
        landed = self._present(path)
        if landed is None:
            self._write(path, compress(raw))
        elif landed != raw:
            raise DifferentBytes(
                f"{self._full(path)} holds {len(landed):,} bytes and {len(raw):,} other bytes came for"
                f" {accession}; raw files never change: move the file away by hand if it is wrong"
            )
        return stored(path, raw)

    def land_anew(self, accession: str, filed: dt.date | str, raw: bytes) -> StoredFile:
        """Replace a raw file that is damaged or missing; its records go first, as they were read from it."""
        path = file_names.raw_path(accession, filed)
        with self._writing(path):
            self.store.remove(file_names.records_path(accession, filed))
        self._write(path, compress(raw))
        return stored(path, raw)

    def write_records(
        self, accession: str, filed: dt.date | str, lines: bytes, *, replace: bool = False
    ) -> StoredFile:
        """Write a filing's records; existing ones stay unchanged unless `replace` is set (for reparse)."""
        path = file_names.records_path(accession, filed)
        present = self._present(path)
        if present is None or (replace and present != lines):
            self._write(path, lines)
            present = lines
        return stored(path, present)

    def write_run(self, name: str, parts: Iterable[bytes]) -> StoredFile:
        """Write a run's manifest; it comes in parts to save memory in a long run."""
        path, size, digest = file_names.run_path(name), 0, hashlib.sha256()

        def counted() -> Iterator[bytes]:
            nonlocal size
            for part in parts:
                size += len(part)
                digest.update(part)
                yield part

        with self._writing(path):
            self.store.write(path, counted())
        return StoredFile(path, size, digest.hexdigest())

    def write_beside(self, path: str, data: bytes) -> None:
        """Write a file that is not part of the zone, such as a table made from it; whole or not at all."""
        self._write(path, data)

    def copy_beside(self, path: str, file: Path) -> None:
        """Copy a local file to a path that does not belong to the zone; whole or not at all."""
        with self._writing(path), file.open("rb") as source:
            self.store.write(path, iter(lambda: source.read(COPIED_AT_ONCE), b""))

    def read_beside(self, path: str) -> bytes:
        """The bytes of a file that does not belong to the zone; raises Unreadable."""
        with self._reading(path):
            return self.store.read(path)

    def remove_beside(self, path: str) -> None:
        """Remove a file that does not belong to the zone, if it exists."""
        with self._writing(path):
            self.store.remove(path)

    def read(self, path: str) -> bytes:
        """A file's bytes, of a .gz the uncompressed ones; raises Unreadable, of which Missing is one kind."""
        file_names.checked_path(path)
        with self._reading(path):
            data = self.store.read(path)
        try:
            return gzip.decompress(data) if path.endswith(".gz") else data
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            message = f"{self._full(path)} is damaged ({error}); run `scrapy verify` for advice"
            raise Unreadable(message) from error

    def copy_records(self, month: str, accessions: Iterable[str], folder: Path) -> None:
        """Copy the records of some filings of a month into a folder of this machine."""
        path = f"records/filed={file_names.month_of(month)}"
        files = [
            f"{file_names.checked_accession(accession)}{file_names.RECORDS_END}" for accession in accessions
        ]
        with self._reading(path):
            self.store.copy(path, files, folder)

    def exists(self, path: str) -> bool:
        """Whether the zone holds this file; raises Unreadable where the zone is out of reach."""
        file_names.checked_path(path)
        with self._reading(path):
            return self.store.exists(path)

    def stored_file(self, path: str) -> StoredFile:
        """Size and SHA-256 of a file in the zone; raises Unreadable."""
        return stored(path, self.read(path))

    def landed(self) -> Iterator[Landed]:
        """Every filing whose raw file is in the zone, by month and accession; a month in memory at a time."""
        for month in self._months():
            with_records = set(self._accessions(f"records/filed={month}", file_names.RECORDS_END))
            for accession in self._accessions(f"raw/filed={month}", file_names.RAW_END):
                records = file_names.records_path(accession, month) if accession in with_records else None
                yield Landed(accession, month, file_names.raw_path(accession, month), records)

    def run_names(self) -> list[str]:
        """The names of the manifests, oldest first; files of other tools are ignored."""
        found = [
            name.removesuffix(file_names.RUN_END)
            for name in self.names("runs")
            if name.endswith(file_names.RUN_END)
        ]
        return [name for name in found if file_names.RUN.fullmatch(name)]

    def names(self, folder: str) -> list[str]:
        """Every name in a folder of the zone, files of other tools included, sorted; raises Unreadable."""
        with self._reading(folder):
            return self.store.names(folder)

    def _months(self) -> list[str]:
        found = (file_names.MONTH_FOLDER.fullmatch(name) for name in self.names("raw"))
        return [match["month"] for match in found if match]

    def _accessions(self, folder: str, end: str) -> list[str]:
        found = (name.removesuffix(end) for name in self.names(folder) if name.endswith(end))
        return [name for name in found if file_names.ACCESSION.fullmatch(name)]

    def _present(self, path: str) -> bytes | None:
        try:
            return self.read(path)
        except Missing:
            return None

    def _write(self, path: str, data: bytes) -> None:
        with self._writing(path):
            self.store.write(path, [data])

    @contextmanager
    def _reading(self, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            message = f"{self._full(path)} is missing; run `scrapy verify` to list all missing files"
            raise Missing(message) from self._cause(error)
        except Exception as error:
            raise Unreadable(self._sentence("cannot read", path, error)) from self._cause(error)

    @contextmanager
    def _writing(self, path: str = "") -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise Unwritable(self._sentence("cannot write to", path, error)) from self._cause(error)

    def _cause(self, error: Exception) -> Exception | None:
        """The error for the traceback, unless a store's package could print the URL's secrets there."""
        return error if self.folder else None

    def _full(self, path: str) -> str:
        return f"{self.shown}/{path}" if path else self.shown

    def _sentence(self, failed: str, path: str, error: Exception) -> str:
        return f"{failed} {self._full(path)}: {self.address.clean(advice(error, self.setting))}"


def stored(path: str, content: bytes) -> StoredFile:
    """The description of a file with this (uncompressed) content."""
    return StoredFile(path, len(content), hashlib.sha256(content).hexdigest())


def compress(content: bytes) -> bytes:
    """gzip whose bytes depend on the content alone (and the zlib in use)."""
    deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    trailer = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return GZIP_HEADER + deflate.compress(content) + deflate.flush() + trailer
