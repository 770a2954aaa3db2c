"""The shared parts of the commands on a zone: the zone and the option parsers."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from scrapy.settings import Settings

from crawler.command_errors import ConfigError
from crawler.health import Level
from crawler.log_redaction import hide_secrets
from crawler.quarters import FIRST_INDEX
from crawler.setting_values import read_home
from storage import Landing
from storage.file_names import FOLDERS

SIZE = re.compile(r"[1-9]\d*(MB|GB)")


class ZonePlace(NamedTuple):
    """The addresses of the zone and its ledger."""

    url: str
    state_dir: Path

    def open(self) -> Landing:
        """The zone; raises ConfigError if it does not exist: a mistyped zone would pass every check."""
        zone = Landing(self.url)
        hide_secrets(zone)
        if not any(zone.names(folder) for folder in FOLDERS):
            raise ConfigError(f"there is no landing zone at {zone}: set LANDING_ZONE to the one you mean.")
        return zone


def read_place(settings: Settings) -> ZonePlace:
    """LANDING_ZONE and STATE_DIR; raises ConfigError."""
    for name in ("LANDING_ZONE", "STATE_DIR"):
        if not (settings[name] or "").strip():
            raise ConfigError(f"{name} is empty: set it to a folder, or leave it unset.")
    state_dir = read_home("STATE_DIR", settings["STATE_DIR"].strip())
    return ZonePlace(settings["LANDING_ZONE"].strip(), state_dir)


def no_arguments(args: list[str], command: str) -> None:
    """Refuse arguments that the command does not use."""
    if args:
        raise ConfigError(f"{args[0]!r} is not understood: see `scrapy {command} --help`.")


def comma_list(text: str | None) -> tuple[str, ...]:
    """'a,b' as its parts, none for an option that is not given; raises ConfigError for an empty part."""
    if text is None:
        return ()
    parts = tuple(part.strip() for part in text.split(","))
    if not all(parts):
        raise ConfigError(
            f"{text!r} names nothing, or has an empty part: leave the option out to select all."
        )
    return parts


def add_days(parser: argparse.ArgumentParser) -> None:
    """--since and --until."""
    for name in ("since", "until"):
        words = f"filings filed {name} this day, inclusive"
        parser.add_argument(f"--{name}", type=day, metavar="YYYY-MM-DD", help=words)


def add_fail_on(parser: argparse.ArgumentParser) -> None:
    """--fail-on: the level from which findings make the exit code."""
    words = "exit with 1 from this level up (default: warning)"
    levels = [level.name for level in Level]
    parser.add_argument("--fail-on", choices=levels, default="warning", help=words)


def add_memory(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """--memory: the memory limit of DuckDB's tables of the zone."""
    from storage.tables import MEMORY  # noqa: PLC0415 - only some commands need DuckDB

    default = default or MEMORY
    words = f"memory limit of the tables, as 4GB (default: {default}); the rest spills to disk"
    parser.add_argument("--memory", type=size, default=default, metavar="SIZE", help=words)


def size(text: str) -> str:
    """Parse an amount of memory in an option."""
    if not SIZE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text} is not a valid amount of memory: use MB or GB, as in 4GB")
    return text


def day(text: str) -> date:
    """Parse a day in an option."""
    try:
        if len(text) != len("YYYY-MM-DD"):
            raise ValueError(text)
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text} is not a valid day: use YYYY-MM-DD, as in 2004-01-26"
        ) from None
    if found < FIRST_INDEX:
        raise argparse.ArgumentTypeError(
            f"{text} is before {FIRST_INDEX}: EDGAR has no filing of an earlier day"
        )
    return found


def whole_number(text: str) -> int:
    """Parse a number of 1 or more in an option."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number: use 1 or more")
    return int(text)


@contextmanager
def lines_to(path: str | None) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """A function that writes mappings as JSON lines to a file, to stdout for '-', nowhere for None."""
    if path is None:
        yield lambda record: None
        return
    with ExitStack() as stack:
        try:
            out = (
                sys.stdout.buffer
                if path == "-"
                else stack.enter_context(read_home("--jsonl", path).open("wb"))
            )
        except OSError as error:
            raise ConfigError(f"{path} cannot be written ({error.strerror}): name another file.") from error

        def write(record: Mapping[str, Any]) -> None:
            out.write(msgspec.json.encode(record) + b"\n")

        yield write
