"""The work of `scrapy export`: the zone as Parquet, CSV or Excel, a table by record kind and derived view."""

import argparse

from scrapy.settings import Settings

import parsers
from crawler.command_base import ZonePlace, add_memory, no_arguments, read_place
from crawler.command_errors import ConfigError
from crawler.console import say
from crawler.dictionary_units import units
from crawler.duckdb_types import columns
from crawler.exit_codes import FINDINGS, NOTHING
from crawler.grammar import count
from crawler.log_redaction import hide_secrets
from crawler.reporters import months_of_end
from crawler.text_table import aligned
from storage import Landing
from storage.export_mark import Exported
from storage.parquet import export_zone
from storage.text_export import TextForm, export_text

FORMATS = {"parquet": "export", "csv": "export-csv", "xlsx": "export-xlsx"}  # each with its default folder


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy export`."""
    words = (
        "parquet (default): tables by record kind and month of filing and by derived view, exact decimals;"
        " csv: a file for each table; xlsx: Excel workbooks. All have the printed digits"
    )
    parser.add_argument("--format", choices=FORMATS, default="parquet", help=words)
    words = "with xlsx: a workbook for each deal (default) or one for the zone"
    parser.add_argument("--per", choices=("deal", "zone"), help=words)
    words = "a folder or an fsspec URL, replaced as a whole (default: export, export-csv or export-xlsx)"
    parser.add_argument("--to", metavar="TARGET", help=words)
    add_memory(parser)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy export`; returns the exit code."""
    no_arguments(args, "export")
    return export(read_place(settings), opts)


def export(place: ZonePlace, opts: argparse.Namespace) -> int:
    """Write every table; returns the exit code."""
    to = FORMATS[opts.format] if opts.to is None else opts.to.strip()
    if not to:
        raise ConfigError("--to is empty: name a folder or an fsspec URL.")
    if opts.per and opts.format != "xlsx":
        raise ConfigError(f"--per {opts.per} is for --format xlsx: leave it out, or name that format.")
    zone, target = place.open(), Landing(to, "--to")
    hide_secrets(target)
    if f"{target.shown}/".startswith(f"{zone.shown}/"):
        raise ConfigError(f"--to {target} lies in the landing zone: name another folder for the tables.")
    done = write(zone, target, opts)
    say(report(zone, target, done))
    return FINDINGS if done.oversized or done.cut else NOTHING


def write(zone: Landing, target: Landing, opts: argparse.Namespace) -> Exported:
    """Write the tables in one of the formats."""
    version, ends = parsers.SCHEMA_VERSION, months_of_end()
    if opts.format == "parquet":
        return export_zone(zone, target, columns(), version, ends, opts.memory)
    text_form = (
        TextForm("csv") if opts.format == "csv" else TextForm("xlsx", opts.per or "deal", list(units()))
    )
    return export_text(zone, target, columns(), text_form, version, ends, opts.memory)


def report(zone: Landing, target: Landing, done: Exported) -> str:
    """Report what was written, and numbers and texts that were not written exactly."""
    lines = [f"export: {count(done.months, 'month')} of {zone} to {target}"]
    if done.emptied:
        lines.append(f"  {', '.join(done.emptied)}: in an earlier export and no longer in the zone, emptied")
    lines += aligned(
        ((name, f"{rows:,}", "row" if rows == 1 else "rows") for name, rows in done.rows.items()),
        numbers={1},
        indent=2,
    )
    if done.as_text:
        lines.append(f"{done.as_text:,} numbers have more than 15 digits, which no cell holds: they are text")
    if done.cut:
        lines.append(
            f"{done.cut:,} texts are longer than a cell holds and cut there: take them from the records"
        )
    if done.oversized:
        some = ", ".join(done.oversized[:10])
        lines.append(
            f"{count(len(done.oversized), 'filing')} with numbers of more digits than the tables hold,"
            f" rounded or null there: {some}; take these from the records"
        )
    return "\n".join(lines) + "\n"
