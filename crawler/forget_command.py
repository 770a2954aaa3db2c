"""The work of `scrapy forget`: gives up a pending filing, so that no later run requests it or ends with 1."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime

from scrapy.settings import Settings

from crawler.command_base import ZonePlace, read_place
from crawler.command_errors import ConfigError
from crawler.console import say
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.filings import FilingRef, read_ref
from parsers.versions import versions
from storage import Ending, Landing, Ledger, Run, ZoneLock, close_run, run_name
from storage.filing_states import IN_THE_ZONE
from storage.manifest_reader import read_listing

SOME = 10  # pending filings named where another was


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the arguments of `scrapy forget`: accessions."""
    parser.epilog = (
        "accession: of a pending filing, as 0001019965-04-000027; `scrapy status` names those pending"
    )


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy forget`; returns the exit code. Its manifest informs `scrapy verify` and a rebuilt ledger."""
    return forget(read_place(settings), read_names(args))


def read_names(args: list[str]) -> list[str]:
    """The accessions; raises ConfigError."""
    if not args:
        raise ConfigError("name what to give up, as in `scrapy forget 0001019965-04-000027`.")
    names = []
    for text in args:
        try:
            names.append(read_ref(text).accession)
        except ValueError:
            raise ConfigError(f"{text!r} is not an accession, as in 0001019965-04-000027.") from None
    return list(dict.fromkeys(names))


def forget(place: ZonePlace, names: Iterable[str]) -> int:
    """Give up the pending accessions and report the others; returns the exit code."""
    zone = place.open()
    with ZoneLock(zone, "forget"):
        zone.prepare()
        with Ledger(place.state_dir, zone) as ledger:
            pending = {one.accession: one.reason for one in ledger.pending()}
            pending = read_listing(zone).pending_filings() | pending
            pending = {name: pending[name] for name in pending if ledger.state(name) not in IN_THE_ZONE}
            given_up = [name for name in names if name in pending]
            if given_up:
                give_up(zone, ledger, given_up)
            said = [sentence(name, pending, ledger.state(name)) for name in names]
    say("".join(f"{line}\n" for line in said))
    return NOTHING if len(given_up) == len(said) else FINDINGS


def give_up(zone: Landing, ledger: Ledger, names: list[str]) -> None:
    """Mark them as final in the ledger and write a manifest."""
    now = datetime.now(UTC)
    arguments = {"accession": ",".join(names)}
    run = Run(run_name(now, "forget"), "forget", now, arguments, versions())
    reason = "given up by `scrapy forget`"
    ledger.begin_run(run)
    for name in names:
        ledger.record_failed(FilingRef(name), reason, final=True)
        ledger.run_filing(run.name, name, "forgotten", reason=reason)
    close_run(zone, ledger, run, Ending("complete", datetime.now(UTC), not_reached={}))


def sentence(name: str, pending: dict[str, str], state: str | None) -> str:
    """The outcome for one accession."""
    if name in pending:
        return (
            f"{name}: given up, and not asked for again unless it is named (it was pending: {pending[name]})"
        )
    if state in IN_THE_ZONE:
        return f"{name}: not pending, it is in the zone"
    if state == "gone":
        return f"{name}: not pending, it is given up already"
    known = ", ".join(sorted(pending)[:SOME]) or "nothing"
    return f"{name}: not pending; pending is {known}{' and more' if len(pending) > SOME else ''}"
