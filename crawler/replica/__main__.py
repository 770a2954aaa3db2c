"""The command line of the replica: `python -m crawler.replica --archive sample`."""

import argparse
import asyncio
import datetime as dt
import json
import os
import signal
import sys
from pathlib import Path

from crawler.replica.archive import Archive
from crawler.replica.fault_rules import BadRule, Rules
from crawler.replica.guard import RateWatch
from crawler.replica.routes import Site
from crawler.replica.sample_archive import SAMPLE
from crawler.replica.search import CAP, PAGE
from crawler.replica.server import Server


def read_arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        "crawler.replica", description="Serve an archive as EDGAR does, on loopback."
    )
    parser.add_argument("--archive", default="sample", help="'sample' or a folder")
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose")
    parser.add_argument(
        "--log", type=Path, default=Path(os.devnull), help="file that gets a JSON line for each request"
    )
    parser.add_argument("--max-rate", type=int, default=10, help="requests in any sliding second, 0 for any")
    parser.add_argument("--rate-status", type=int, default=403, help="status of the rate page")
    parser.add_argument(
        "--block-seconds", type=float, default=600, help="seconds for which the rate page stays"
    )
    parser.add_argument("--recent-rows", type=int, default=1000, help="rows of the API's first answer")
    parser.add_argument("--search-page", type=int, default=PAGE, help="hits of one answer of the search")
    parser.add_argument("--search-cap", type=int, default=CAP, help="maximum hits of one search")
    parser.add_argument("--today", type=dt.date.fromisoformat, help="the current day, YYYY-MM-DD")
    parser.add_argument("--faults", type=Path, help="file with a JSON list of rules")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="end with the process that started it"
    )
    return parser.parse_args()


async def run(server: Server, port: int, until_stdin_closes: bool) -> None:
    """Serve until SIGTERM, SIGINT or, as an option, the end of stdin."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if until_stdin_closes:
        loop.add_reader(sys.stdin.fileno(), stop.set)
    await server.serve(port, stop)


def main() -> int:
    """Start the replica; returns 2 if the archive or the faults cannot be read."""
    arguments = read_arguments()
    folder = SAMPLE if arguments.archive == "sample" else Path(arguments.archive)
    try:
        archive = Archive(folder)
        rules = Rules(json.loads(arguments.faults.read_bytes()) if arguments.faults else [])
    except (OSError, BadRule, json.JSONDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    site = Site(archive, arguments.today, arguments.recent_rows, arguments.search_page, arguments.search_cap)
    watch = RateWatch(arguments.max_rate, arguments.block_seconds)
    server = Server(site, watch, rules, arguments.log, arguments.rate_status)
    asyncio.run(run(server, arguments.port, arguments.until_stdin_closes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
