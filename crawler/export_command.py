"""What `scrapy export` does: the zone as Parquet, one partitioned table per record kind, exact decimals."""

import argparse

from scrapy.settings import Settings

import parsers
from crawler.command_base import ZonePlace, no_arguments, read_place
from crawler.console import say
from crawler.duckdb_types import columns
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.log_redaction import hide_secrets
from crawler.setting_values import ConfigError
from crawler.wording import count
from storage import Landing
from storage.parquet import Exported, export_zone


def add_options(parser: argparse.ArgumentParser) -> None:
    """What `scrapy export` may be told."""
    words = "a folder or an fsspec URL (default: export)"
    parser.add_argument("--to", default="export", metavar="TARGET", help=words)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy export`; returns the exit code."""
    no_arguments(args, "export")
    return export(read_place(settings), opts.to)


def export(place: ZonePlace, to: str) -> int:
    """Write every month's tables; returns the exit code."""
    if not to.strip():
        raise ConfigError("--to is empty: name a folder or an fsspec URL.")
    zone, target = place.open(), Landing(to.strip(), "--to")
    hide_secrets(target)
    if f"{target.shown}/".startswith(f"{zone.shown}/"):
        raise ConfigError(f"--to {target} lies in the landing zone: name another place for the tables.")
    done = export_zone(zone, target, columns(), parsers.SCHEMA_VERSION)
    say(report(zone, target, done))
    return FINDINGS if done.oversized else NOTHING


def report(zone: Landing, target: Landing, done: Exported) -> str:
    """What was written, and what could not be written exactly."""
    lines = [f"export: {count(done.months, 'month')} of {zone} to {target}"]
    if done.emptied:
        lines.append(f"  {', '.join(done.emptied)}: in an earlier export and no longer in the zone, emptied")
    lines += [f"  {kind:<16} {rows:>12,} rows" for kind, rows in done.rows.items()]
    if done.oversized:
        some = ", ".join(done.oversized[:10])
        lines.append(
            f"{count(len(done.oversized), 'filing')} with numbers of more digits than the tables hold,"
            f" rounded or null there: {some}; take these from the records"
        )
    return "\n".join(lines) + "\n"
