"""Selects the filings named with `again=yes` that are damaged in the zone, and finds their paths at EDGAR."""

import logging
from collections.abc import Collection
from dataclasses import replace

import msgspec

from crawler.filings import FilingRef, read_ref
from storage import Landing, Ledger, Unreadable
from storage.inventory import filings_of, months
from storage.landing import stored
from storage.manifest_reader import Listing, read_listing

LOG = logging.getLogger(__name__)


class FilingLine(msgspec.Struct):
    """The fields of a records file's first line that this module reads."""

    url: str = ""


def find_damaged(zone: Landing, accessions: Collection[str]) -> set[str]:
    """The filings whose raw file is missing, unreadable or not as its manifest says; raises Unreadable."""
    listing = read_listing(zone)
    named = [one for month in months(zone) for one in filings_of(zone, month) if one.accession in accessions]
    whole = {
        one.accession
        for one in named
        if one.raw_path and is_whole(zone, listing, one.accession, one.raw_path)
    }
    for accession in sorted(whole):
        LOG.info("%s is in the zone as its manifest names it: it is not fetched again.", accession)
    return set(accessions) - whole


def is_whole(zone: Landing, listing: Listing, accession: str, path: str) -> bool:
    """Whether a raw file is as it was landed."""
    from parsers.submission import read_submission  # noqa: PLC0415 - not for `scrapy list`

    try:
        raw = zone.read(path)
    except Unreadable:
        return False
    if listing.files.get(path, stored(path, raw)) != stored(path, raw):
        return False
    return read_submission(raw).accession in (None, accession)


def locate(ref: FilingRef, zone: Landing, ledger: Ledger) -> FilingRef:
    """The filing with its path at EDGAR from the ledger or its records, if they have it: saves an index."""
    if path := ref.path or ledger.path(ref.accession) or path_in_records(zone, ref.accession):
        found = read_ref(path)
        return replace(ref, path=found.path, cik=ref.cik or found.cik)
    return ref


def path_in_records(zone: Landing, accession: str) -> str | None:
    """The path in the address in a filing's records."""
    for month in months(zone):
        for files in filings_of(zone, month):
            if files.accession == accession and files.records_path:
                return path_in(zone, files.records_path, accession)
    return None


def path_in(zone: Landing, records_path: str, accession: str) -> str | None:
    try:
        line = msgspec.json.decode(zone.read(records_path).partition(b"\n")[0], type=FilingLine)
        ref = read_ref(line.url)
    except (Unreadable, msgspec.DecodeError, ValueError):  # damaged as well: the path comes from the indexes
        return None
    return ref.path if ref.accession == accession else None
