"""The base of all commands. It imports a command's work on demand, because Scrapy imports every command."""

import argparse
from importlib import import_module
from typing import ClassVar

from scrapy.commands import ScrapyCommand


class DeferredCommand(ScrapyCommand):
    """`work` names a module with `add_options(parser)` and `run(args, opts, settings) -> exit code`.

    `run` may raise an error that refuses the command, such as ConfigError: crawler/exit_codes.py turns it
    into a sentence and an exit code.
    """

    requires_project = True
    requires_crawler_process = False  # `crawl` starts its own when everything is checked
    work: ClassVar[str]
    words: ClassVar[str]  # the arguments after the command's name
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
        from crawler.exit_codes import exit_code  # noqa: PLC0415 - only for the command that runs

        assert self.settings is not None
        name = type(self).__module__.rpartition(".")[2]
        self.exitcode = exit_code(name, import_module(self.work).run, args, opts, self.settings)
