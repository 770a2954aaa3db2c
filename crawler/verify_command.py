"""The work of `scrapy verify`: prints whether the zone is whole, and advice for each fault."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from scrapy.settings import Settings

from crawler.command_base import ZonePlace, lines_to, no_arguments, read_place, whole_number
from crawler.console import say
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.grammar import count
from crawler.progress import with_progress
from crawler.reparse.batches import count_filings, pieces, tasks
from crawler.reparse.executors import check_cluster, cores, spread
from crawler.reparse.worker_processes import Losses
from crawler.text_table import aligned
from crawler.zone_verification import (
    Verification,
    ZoneFault,
    advise,
    everything,
    examine,
    unexamined_filings,
    verify,
)
from storage import Landing, Unwritable, ZoneLock
from storage.manifest_reader import read_listing

LOSSES = Losses(pieces, unexamined_filings)
EXAMPLES = 10  # faults of a kind that are listed; --jsonl has them all


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy verify`."""
    words = "processes on this machine (default: one for each core)"
    parser.add_argument("--workers", type=whole_number, default=cores(), metavar="N", help=words)
    parser.add_argument("--dask", metavar="ADDRESS", help="the scheduler of a Dask cluster that runs")
    parser.add_argument("--jsonl", metavar="FILE", help="every fault as a JSON line ('-': stdout)")


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy verify`; returns the exit code."""
    no_arguments(args, "verify")
    return verify_zone(read_place(settings), opts)


def verify_zone(place: ZonePlace, opts: argparse.Namespace) -> int:
    """Examine every file and report the faults; returns the exit code."""
    zone = place.open()
    if opts.dask:
        check_cluster(opts.dask)
    faults: dict[str, list[ZoneFault]] = defaultdict(list)
    with ExitStack() as stack:
        stack.enter_context(locked(zone))
        write = stack.enter_context(lines_to(opts.jsonl))
        verification = Verification(zone, read_listing(zone))

        def add(fault: ZoneFault) -> None:
            faults[fault.kind].append(fault)
            write({"fault": fault.kind, "path": fault.path, "detail": fault.detail, "do": fault.advice})

        todo = tasks(zone, everything(), write=False)
        total = count_filings(zone, everything())
        reading = with_progress(spread(examine, todo, opts.workers, opts.dask, LOSSES), total, "verified")
        verify(reading, verification, add)
    say(report(zone, verification, faults), sys.stderr if opts.jsonl == "-" else sys.stdout)
    return FINDINGS if faults else NOTHING


@contextmanager
def locked(zone: Landing) -> Iterator[None]:
    """The zone under its lock: a running crawl's unfinished work would look like a fault.

    A read-only zone cannot be locked, and is examined without the lock.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(ZoneLock(zone, "verify"))
        except Unwritable as error:
            sys.stderr.write(f"scrapy verify: examined without a lock, so a run may be under way ({error})\n")
        yield


def report(zone: Landing, verification: Verification, faults: dict[str, list[ZoneFault]]) -> str:
    """The faults by kind, each with advice."""
    number = sum(map(len, faults.values()))
    counts = verification.counts
    filings, files = count(counts["filings"], "filing"), count(counts["files"], "file")
    seen = f"{filings}, {files} and {count(len(zone.run_names()), 'manifest')}"
    verdict = f"has {count(number, 'fault')}" if number else "is whole"
    lines = [f"verify: {zone} {verdict}; {seen}"]
    if verification.incomplete:
        some = ", ".join(sorted(verification.incomplete)[:EXAMPLES])
        held = f"{len(verification.incomplete):,}; {some}"
        lines.append(f"incomplete as EDGAR serves them, and no fault: {held}")
    for kind, found in faults.items():
        words = advise(kind, found)
        lines.append(f"{kind}: {len(found):,}. {words[0].upper()}{words[1:]}.")
        lines += aligned(((one.path, one.detail) for one in found[:EXAMPLES]), indent=2)
        lines += [f"  and {len(found) - EXAMPLES:,} more"] if len(found) > EXAMPLES else []
    return "\n".join(lines) + "\n"
