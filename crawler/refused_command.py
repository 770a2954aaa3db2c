"""The base of Scrapy's commands that this project refuses; each message names the alternative."""

import argparse
import sys
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from crawler.console import say

USAGE = 2


class RefusedCommand(ScrapyCommand):
    """They would send requests or start spiders outside a run, without its rate limiter, zone and checks."""

    requires_crawler_process = False
    instead: ClassVar[str]

    def short_desc(self) -> str:
        return "(not in this project)"

    def long_desc(self) -> str:
        return f"Not in this project: {self.instead}."

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        name = type(self).__module__.rpartition(".")[2]
        say(f"scrapy {name}: not in this project: {self.instead}.\n", sys.stderr)
        self.exitcode = USAGE
