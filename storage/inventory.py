"""Lists the zone by file name: the files of every filing, and files that do not belong there."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage import file_names
from storage.landing import Landing

ENDS = {"raw": file_names.RAW_END, "records": file_names.RECORDS_END}


@dataclass(frozen=True, slots=True)
class FilingFiles:
    """A filing's files in one month's folders; None where a file is missing."""

    accession: str
    month: str
    raw_path: str | None
    records_path: str | None


def months(zone: Landing) -> list[str]:
    """The months, 'YYYY-MM', that the zone has a folder for."""
    matches = (file_names.MONTH_FOLDER.fullmatch(name) for folder in ENDS for name in zone.names(folder))
    return sorted({match["month"] for match in matches if match})


def filings_of(zone: Landing, month: str) -> list[FilingFiles]:
    """The filings of a month by accession, filings with only one of the files included."""
    raw, records = (accessions(zone, folder, month) for folder in ENDS)
    return [
        FilingFiles(
            accession,
            month,
            file_names.raw_path(accession, month) if accession in raw else None,
            file_names.records_path(accession, month) if accession in records else None,
        )
        for accession in sorted(raw | records)
    ]


def find_raw(zone: Landing, accession: str) -> str | None:
    """The path of a filing's raw file; None where it has none."""
    paths = (file_names.raw_path(accession, month) for month in months(zone))
    return next((path for path in paths if zone.exists(path)), None)


def accessions(zone: Landing, folder: str, month: str) -> set[str]:
    """The accessions that have a file in a month's folder."""
    end = ENDS[folder]
    found = (name.removesuffix(end) for name in zone.names(f"{folder}/filed={month}") if name.endswith(end))
    return {name for name in found if file_names.ACCESSION.fullmatch(name)}


def foreign_paths(zone: Landing) -> Iterator[str]:
    """The names in the zone's three folders that are not valid names of zone files."""
    for folder in ENDS:
        for name in zone.names(folder):
            if not file_names.MONTH_FOLDER.fullmatch(name):
                yield f"{folder}/{name}"
                continue
            inside = (f"{folder}/{name}/{file}" for file in zone.names(f"{folder}/{name}"))
            yield from (path for path in inside if not file_names.ZONE_PATH.fullmatch(path))
    runs = (f"runs/{name}" for name in zone.names("runs"))
    yield from (path for path in runs if not file_names.ZONE_PATH.fullmatch(path))
