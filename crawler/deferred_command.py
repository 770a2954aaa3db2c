"""The base of all commands: its work is imported when it is chosen, as Scrapy imports all for each."""

import argparse
from importlib import import_module
from typing import ClassVar

from scrapy.commands import ScrapyCommand


class DeferredCommand(ScrapyCommand):
    """`work` names a module with `add_options(parser)` and `run(args, opts, settings) -> exit code`.

    `run` may raise what refuses the command, ConfigError for one: it is said in a sentence, and is the exit
    code (crawler/exit_codes.py).
    """

    requires_project = True
    requires_crawler_process = False  # `crawl` starts its own when everything is checked
    work: ClassVar[str]
    words: ClassVar[str]  # what stands behind the command's name
    about: ClassVar[str]

    def syntax(self) -> str:
        return self.words

    def short_desc(self) -> str:
        return self.about

    def long_desc(self) -> str:
        return f"{self.about}."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        import_module(self.work).add_options(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.exit_codes import exit_code  # noqa: PLC0415 - for the chosen one alone

        assert self.settings is not None
        name = type(self).__module__.rpartition(".")[2]
        self.exitcode = exit_code(name, import_module(self.work).run, args, opts, self.settings)
