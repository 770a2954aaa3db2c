"""Starts `scrapy crawl` in a process forked from one that has imported it: the real command, sooner."""

import multiprocessing
import os
import tempfile
import threading
from collections.abc import Mapping, Sequence
from multiprocessing.connection import wait
from pathlib import Path

# All but the settings, which read the environment when they are imported, and the reactor.
COMMANDS = ("audit", "crawl", "export", "forget", "report", "reparse", "status", "unread", "verify")
SCRAPYS = ("bench", "check", "crawl", "edit", "fetch", "genspider", "list", "parse", "runspider")
WITH = multiprocessing.get_context("forkserver")
WITH.set_forkserver_preload(
    [
        *("scrapy.cmdline", "scrapy.shell", "scrapy.core.downloader.handlers.http11", "scrapy.pqueues"),
        *("scrapy.core.engine", "scrapy.core.scraper", "scrapy.squeues", "scrapy.dupefilters"),
        *("scrapy.statscollectors", "scrapy.logformatter", "scrapy.utils.engine", "encodings.idna"),
        *(f"scrapy.commands.{name}" for name in (*SCRAPYS, "settings", "shell", "startproject", "view")),
        *(f"scrapy.spidermiddlewares.{name}" for name in ("depth", "httperror", "start", "urllength")),
        *(f"scrapy.extensions.{name}" for name in ("closespider", "corestats", "logcount", "memusage")),
        *(f"crawler.commands.{name}" for name in COMMANDS),
        *(
            "crawler.spider",
            "crawler.download_handler",
            "crawler.response_middleware",
            "crawler.filing_landing",
        ),
        *("crawler.redirects", "crawler.robots", "crawler.heartbeat", "crawler.spiders.gmacm"),
        *(f"crawler.{name}_command" for name in COMMANDS),
        *("crawler.refused_command", "crawler.report.report_writer", "vl_convert", "jinja2.ext"),
        *("bs4", "s3fs", "_strptime", "encodings.latin_1", "encodings.utf_8_sig", "encodings.charmap"),
    ]
)
# Who asks for the end of one child, asks for that of all; two threads that ask at once read it once.
ONE_AT_A_TIME = threading.Lock()


def run_scrapy(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], output: Path, prelude: str
) -> None:
    """The forked process: what `python -m scrapy` does there, after what a test wants to go wrong."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for name, number in (("out", 1), ("err", 2)):
        os.dup2(os.open(output / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    exec(prelude, {})
    from scrapy.cmdline import execute  # noqa: PLC0415 - it looks at the environment

    execute(["scrapy", *arguments])


class Started:
    """A crawl that runs, with what is used of a subprocess.Popen."""

    def __init__(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], prelude: str = ""
    ) -> None:
        self.args = list(arguments)
        self._output = tempfile.TemporaryDirectory(prefix="crawl-")
        output = Path(self._output.name)
        self._process = WITH.Process(
            target=run_scrapy, args=(self.args, folder, dict(environment), output, prelude)
        )
        with ONE_AT_A_TIME:
            self._process.start()
        self.pid = self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        with ONE_AT_A_TIME:
            return self._process.exitcode

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """Wait for its end; what it said on stdout and stderr."""
        wait([self._process.sentinel], timeout)
        if self.returncode is None:
            self.kill()
            said = self.communicate()
            raise TimeoutError(f"{self.args} ran for more than {timeout} s\n{said}")
        out, err = (self._read(name) for name in ("out", "err"))
        self._output.cleanup()
        return out, err

    def _read(self, name: str) -> str:
        file = Path(self._output.name) / name
        return file.read_text() if file.exists() else ""

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()
