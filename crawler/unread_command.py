"""The work of `scrapy unread`: groups of similar unread statements and numbers without a field."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from scrapy.settings import Settings

import parsers
from crawler.command_base import ZonePlace, add_memory, lines_to, no_arguments, read_place, whole_number
from crawler.command_errors import ConfigError
from crawler.console import say
from crawler.duckdb_types import columns
from crawler.exit_codes import NOTHING
from crawler.grammar import count
from crawler.text_table import aligned
from parsers.explain import explain
from storage import Landing
from storage.inventory import find_raw
from storage.unread_groups import NumberGroup, StatementGroup, Unread, find_unread

SHOWN = 40  # groups of a kind in the table; --jsonl has them all
MOST_WORDS = 90  # characters of a group's words in the table
MOST_NAMES = 3  # deals named in the table


def add_options(parser: argparse.ArgumentParser) -> None:
    """Define the options of `scrapy unread`."""
    words = "print the example of group N as it is read: its tables and the result for each number"
    parser.add_argument("--show", type=whole_number, metavar="N", help=words)
    parser.add_argument("--jsonl", metavar="FILE", help="every group as a JSON line ('-': stdout)")
    add_memory(parser)


def run(args: list[str], opts: argparse.Namespace, settings: Settings) -> int:
    """`scrapy unread`; returns the exit code."""
    no_arguments(args, "unread")
    return list_unread(read_place(settings), opts.show, opts.jsonl, opts.memory)


def list_unread(place: ZonePlace, show: int | None, jsonl: str | None, memory: str) -> int:
    """Print the groups, or one of them; returns the exit code."""
    zone = place.open()
    found = find_unread(zone, columns(), parsers.SCHEMA_VERSION, memory)
    groups: list[StatementGroup | NumberGroup] = [*found.statements, *found.numbers]
    if show is not None:
        if show > len(groups):
            raise ConfigError(f"--show {show}: {there_are(len(groups))}.")
        say("\n".join(explain(read_raw(zone, groups[show - 1].example))) + "\n")
        return NOTHING
    with lines_to(jsonl) as write:
        for number, group in enumerate(groups, start=1):
            write(as_json(number, group))
    say(report(zone, found), sys.stderr if jsonl == "-" else sys.stdout)
    return NOTHING


def there_are(number: int) -> str:
    """'there is 1 group', 'there are 2 groups'."""
    return f"there {'is' if number == 1 else 'are'} {count(number, 'group')}"


def read_raw(zone: Landing, accession: str) -> bytes:
    """The raw submission of a filing."""
    path = find_raw(zone, accession)
    if path is None:
        raise ConfigError(f"{accession} has no raw file in {zone}: run `scrapy verify` for advice.")
    return zone.read(path)


def as_json(number: int, group: StatementGroup | NumberGroup) -> dict[str, Any]:
    """A group as JSON, with its number for --show."""
    kind = "statements" if isinstance(group, StatementGroup) else "numbers"
    return {"group": number, "kind": kind} | group._asdict()


def report(zone: Landing, found: Unread) -> str:
    """The groups as text."""
    unread = sum(group.statements for group in found.statements if group.read_as == "unread")
    general = sum(group.statements for group in found.statements) - unread
    numbers = sum(group.numbers for group in found.numbers)
    lines = [
        f"unread: of {zone}: {count(unread, 'statement')} unread, {count(general, 'statement')} read without"
        f" a layout, {count(numbers, 'number')} without a field on pages that a layout reads"
    ]
    first = 1
    for groups in (found.statements, found.numbers):
        shown: Sequence[StatementGroup | NumberGroup] = groups[:SHOWN]
        table: list[tuple[str, str]] = []
        for number, group in enumerate(shown, start=first):
            table += zip((str(number), "", ""), described(group), strict=True)
        lines += aligned(table, numbers={0}, indent=2)
        if len(groups) > SHOWN:
            lines.append(f"and {count(len(groups) - SHOWN, 'group')} more: --jsonl FILE has them all")
        first += len(groups)
    return "\n".join(lines) + "\n"


def described(group: StatementGroup | NumberGroup) -> Iterator[str]:
    """A group in three lines: how many, the words on the page, and the filings."""
    if isinstance(group, StatementGroup):
        share = f"{100 * group.mapped / group.found:.0f} %" if group.found else "none"
        many = count(group.statements, "statement")
        yield f"{many} {group.read_as}, {share} of the numbers in fields"
        yield short(group.titles or "no titles")
        agents = f"; by {', '.join(group.agents[:MOST_NAMES])}" if group.agents else ""
    else:
        words = " > ".join(part for part in (group.section, group.label, group.column) if part)
        yield f"{count(group.numbers, 'number')} of {group.layout}, as {group.text}"
        yield short(words or "no words")
        agents = ""
    yield f"{years(group)}; {deals(group.deals)}{agents}; example {group.example}"


def short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


def years(group: StatementGroup | NumberGroup) -> str:
    """'2003' or '2003 to 2005'; 'no date' where none is known."""
    if group.first is None or group.last is None:
        return "no date"
    return (
        f"{group.first.year}"
        if group.first.year == group.last.year
        else f"{group.first.year} to {group.last.year}"
    )


def deals(names: list[str] | None) -> str:
    if not names:
        return "no known deal"
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
