"""A command imports what it uses: `scrapy list` neither tables nor parsers, a crawl no tables."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, archive, filing

# What takes long to import, and who may import it.
TABLES = {"duckdb", "pyarrow", "pandas", "polars", "storage.tables"}
CLUSTER = {"dask", "distributed", "concurrent.futures.process"}
STORES = {"s3fs", "boto3", "botocore", "aiohttp"}
SERVERS = {"twisted.conch.telnet", "scrapy.extensions.telnet"}
PAGES = {"bs4", "requests"}
IMPORTED = """
import sys
from scrapy.cmdline import execute
try:
    execute()
finally:
    with open("imported", "w") as out:
        out.write("\\n".join(sys.modules))
"""


def imported(place: Place, *words: str) -> set[str]:
    """The modules that a command had imported when it ended; its exit code must be 0."""
    place.folder.mkdir(exist_ok=True)
    run = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words],
        cwd=place.folder,
        env=place.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run
    return set((place.folder / "imported").read_text().split())


def test_a_list_of_the_spiders_imports_nothing_for_the_commands(place: Place) -> None:
    found = imported(place, "list")
    assert "crawler.commands.audit" in found
    for_others = TABLES | CLUSTER | STORES | SERVERS | PAGES | {"parsers", "crawler.download_handler"}
    assert sorted(found & for_others) == []


def test_a_crawl_imports_neither_tables_nor_what_it_does_not_meet(place: Place, tmp_path: Path) -> None:
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0) as place.edgar:
        found = imported(place, "crawl", *GMACM)
    assert "parsers.pipeline" in found
    assert sorted(found & (TABLES | CLUSTER | STORES | SERVERS | PAGES)) == []


INTERRUPTED = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from scrapy.cmdline import execute
execute()
"""


@pytest.mark.parametrize(
    "module",
    [
        *("scrapy.commands.bench", "crawler.bundled_archives"),  # the first and the last of them
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("crawler.commands.audit", "crawler.crawl_command")
        ),
    ],
)
def test_ctrl_c_during_the_imports_is_said_in_a_line(place: Place, module: str) -> None:
    place.folder.mkdir()
    words = [sys.executable, "-c", INTERRUPTED.format(module=module), "crawl", *GMACM]
    run = subprocess.run(
        words, cwd=place.folder, env=place.environment(), capture_output=True, text=True, check=False
    )
    assert run.stderr == "scrapy: interrupted before anything began\n"
    assert run.returncode == -signal.SIGINT
