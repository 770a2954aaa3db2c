"""The work of `scrapy reparse`: reads landed submissions again with the current parsers, without EDGAR."""

import argparse
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from scrapy.settings import Settings

import parsers
from crawler.command_base import ZonePlace, add_days, comma_list, no_arguments, read_place, whole_number
from crawler.command_errors import ConfigError
from crawler.console import say
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.progress import with_progress
from crawler.reparse.batches import count_filings, pieces, tasks
from crawler.reparse.executors import check_cluster, cores, spread
from crawler.reparse.reparse_run import Reparse, ReparseStats, recorded
from crawler.reparse.reparse_summary import summary
from crawler.reparse.selection import Selection
from crawler.reparse.selection_check import check_selection
from crawler.reparse.worker import ReparsedFiling, lost_filings, reread
from crawler.reparse.worker_processes import Losses, WorkersLost
from parsers.layouts import LAYOUTS
from storage import Landing, Ledger, ZoneLock

LOSSES = Losses(pieces, lost_filings)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy reparse`."""
    parser.add_argument("--series", metavar="LIST", help="these series or deals only: 2003-AR2,RALI 2000-QS1")
    parser.add_argument("--layout", metavar="LIST", help="only filings that these layouts read: bank_one")
    add_days(parser)
    parser.add_argument("--outdated", action="store_true", help="only what another parser version wrote")
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing; exit 1 if records would change"
    )
    words = "processes on this machine (default: one for each core)"
    parser.add_argument("--workers", type=whole_number, default=cores(), metavar="N", help=words)
    parser.add_argument("--dask", metavar="ADDRESS", help="the scheduler of a Dask cluster that runs")


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy reparse`; returns the exit code."""
    no_arguments(args, "reparse")
    return reparse(read_place(settings), opts)


def reparse(place: ZonePlace, opts: argparse.Namespace) -> int:
    """Read the selected filings, write changed records, report the changes; returns the exit code."""
    selection = read_selection(opts)
    zone = place.open()
    check_selection(zone, selection)
    if opts.dask:
        check_cluster(opts.dask)
    started = time.monotonic()
    sums = ReparseStats()
    with ExitStack() as stack:
        if opts.dry_run:
            with counting_not_reached(sums, zone, selection):
                for batch in read_all(zone, selection, opts, frozenset()):
                    for done in batch:
                        sums.add(done)
        else:
            run = stack.enter_context(writing(zone, place, selection))
            sums = run.sum
            with counting_not_reached(sums, zone, selection):
                for _ in recorded(run, read_all(zone, selection, opts, run.done)):
                    pass
            run.close()
    say(summary(sums, dry_run=opts.dry_run, seconds=time.monotonic() - started))
    would_change = opts.dry_run and (sums.outcomes["changed"] or sums.outcomes["new"])
    return FINDINGS if sums.failed or sums.stopped or would_change else NOTHING


@contextmanager
def counting_not_reached(sums: ReparseStats, zone: Landing, selection: Selection) -> Iterator[None]:
    """If no worker is left, count the filings that were not reached as pending."""
    try:
        yield
    except WorkersLost as error:
        sums.stop(str(error), count_filings(zone, selection))


@contextmanager
def writing(zone: Landing, place: ZonePlace, selection: Selection) -> Iterator[Reparse]:
    """A run that may write: the zone is locked, and its ledger open."""
    with ZoneLock(zone, "reparse"):
        zone.prepare()
        with Ledger(place.state_dir, zone) as ledger:
            yield Reparse(zone, ledger, recorded_arguments(selection))


def read_all(
    zone: Landing, selection: Selection, opts: argparse.Namespace, done: frozenset[str]
) -> Iterable[list[ReparsedFiling]]:
    """Every selected filing, read on the cores or the cluster."""
    todo = tasks(zone, selection, write=not opts.dry_run, done=done)
    total = count_filings(zone, selection) - len(done)
    return with_progress(spread(reread, todo, opts.workers, opts.dask, LOSSES), total, "read")


def read_selection(opts: argparse.Namespace) -> Selection:
    """The selection that the options make; raises ConfigError."""
    layouts, known = comma_list(opts.layout), {layout.name for layout in LAYOUTS}
    unknown = sorted(set(layouts) - known)
    if unknown:
        raise ConfigError(f"there is no layout {unknown[0]!r}: the layouts are {', '.join(sorted(known))}.")
    if opts.since and opts.until and opts.since > opts.until:
        raise ConfigError(f"--since {opts.since} is after --until {opts.until}: swap them.")
    series = tuple(" ".join(name.upper().split()) for name in comma_list(opts.series))
    version = parsers.PARSER_VERSION if opts.outdated else None
    return Selection(series, layouts, opts.since, opts.until, version)


def recorded_arguments(selection: Selection) -> dict[str, Any]:
    """The selection for the manifest; the same one is taken up again after a kill."""
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(selection, name))}
    lists = {name: list(value) for name in ("series", "layouts") if (value := getattr(selection, name))}
    return {**days, **lists, **({"outdated": True} if selection.unless_version else {})}
