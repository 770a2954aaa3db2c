"""Refuses a selection that is empty because of a mistyped name or day."""

from collections.abc import Iterator

from crawler.command_errors import ConfigError
from crawler.named_deals import choose_deals
from crawler.reparse.selection import Selection, series_in
from storage import Landing, Unreadable
from storage.inventory import filings_of, months


def check_selection(zone: Landing, selection: Selection) -> None:
    """Raise ConfigError if no filing is of the selected days, or none is of a named series or deal."""
    there = months(zone)
    taken = [month for month in there if selection.takes_month(month)]
    if there and not taken:
        raise ConfigError(f"no filing of these days is in {zone}: it has {there[0]} to {there[-1]}.")
    if selection.series and not _has_unread_files(zone, taken):
        _check_names(zone, selection, there)


def _has_unread_files(zone: Landing, taken: list[str]) -> bool:
    """Whether a raw file has no records: its content is unknown until it is read."""
    return any(one.records_path is None for month in taken for one in filings_of(zone, month))


def _check_names(zone: Landing, selection: Selection, there: list[str]) -> None:
    """Search the records until every name is found."""
    missing, known = set(selection.series), set[str]()
    for names in _names(zone, there):
        known |= names
        missing -= names
        if not missing:
            return
    choose_deals(sorted(missing), known, "--series")


def _names(zone: Landing, there: list[str]) -> Iterator[set[str]]:
    """Series and deals of each records file; unreadable ones are skipped, because `reparse` replaces them."""
    for month in there:
        for filing in filings_of(zone, month):
            try:
                records = zone.read(filing.records_path) if filing.records_path else b""
                yield set(series_in(records.splitlines()))
            except (Unreadable, ValueError):
                continue
