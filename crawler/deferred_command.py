"""A command that is imported when it is chosen: for each command Scrapy imports all of them."""

import argparse
from importlib import import_module
from typing import ClassVar

from scrapy.commands import ScrapyCommand


class DeferredCommand(ScrapyCommand):
    """`work` names the module with `add_options(parser)` and `run(args, opts, settings) -> exit code`."""

    requires_project = True
    requires_crawler_process = False  # `crawl` starts its own when everything is checked
    work: ClassVar[str]
    words: ClassVar[str]  # what stands behind the command's name
    about: ClassVar[str]

    def syntax(self) -> str:
        return self.words

    def short_desc(self) -> str:
        return self.about

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        import_module(self.work).add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        self.exitcode = import_module(self.work).run(args, opts, self.settings)
