"""What all manifests together say that the zone holds, and what the last runs left pending."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from storage.errors import Unreadable
from storage.landing import Landing
from storage.names import run_path
from storage.values import StoredFile


class FilingEntry(msgspec.Struct):
    """A filing of a manifest, as far as it is asked for here."""

    accession: str
    files: list[StoredFile] = []


class RunEntry(msgspec.Struct):
    """A manifest, as far as it is asked for here."""

    run: str
    spider: str
    pending: list[dict[str, Any]] = []
    owed: list[dict[str, Any]] = []  # the name of `pending` in the manifests of earlier versions
    filings: list[FilingEntry] = []


@dataclass
class Listing:
    """`files` by path, as the newest manifest that names them has them; what each spider's last run left."""

    files: dict[str, StoredFile] = field(default_factory=dict)
    pending: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)  # manifests by path, with the reason


def read_listing(zone: Landing) -> Listing:
    """Read every manifest of the zone, oldest first."""
    listing = Listing()
    for name in zone.run_names():
        path = run_path(name)
        try:
            entry = read_manifest(zone, path)
        except Unreadable as error:
            listing.unreadable[path] = str(error)
            continue
        listing.files |= {file.path: file for filing in entry.filings for file in filing.files}
        listing.pending[entry.spider] = entry.pending or entry.owed
    return listing


def read_manifest(zone: Landing, path: str) -> RunEntry:
    """One manifest; raises Unreadable where it is none."""
    try:
        return msgspec.json.decode(zone.read(path), type=RunEntry)
    except msgspec.DecodeError as error:
        raise Unreadable(f"{zone}/{path} is no manifest ({error}); restore it from a copy") from error
