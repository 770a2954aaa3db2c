"""The examples of docs/running.md as processes: as they stand but for the folder and the address of EDGAR."""

import configparser
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.crawler.crawls import ROOT, Place

DOCUMENT = (ROOT / "docs" / "running.md").read_text()
FOLDER = "/srv/statements"
BLOCK = re.compile(r"^```(?P<name>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {block["name"].split()[-1]: block["text"] for block in BLOCK.finditer(DOCUMENT)}


def example(name: str, place: Place) -> str:
    return BLOCKS[name].replace(FOLDER, str(place.folder))


def checkout(place: Place) -> None:
    """A folder that looks like a checkout with its virtual environment."""
    place.folder.mkdir()
    for name in ("crawler", "parsers", "storage", "scrapy.cfg"):
        (place.folder / name).symlink_to(ROOT / name)
    (place.folder / ".venv").symlink_to(sys.prefix)


def environment(place: Place, *left_out: str) -> dict[str, str]:
    """What the examples do not set and a test must: the replica in place of EDGAR."""
    set_by_examples = {"LANDING_ZONE", "STATE_DIR", "PYTHONPATH", "SCRAPY_SETTINGS_MODULE", *left_out}
    values = place.environment() | {"EDGAR_MAX_RATE": "500"}
    return {name: value for name, value in values.items() if name not in set_by_examples}


def run_cron(place: Place) -> subprocess.CompletedProcess[str]:
    script = place.folder / "crawl.sh"
    script.write_text(example("crawl.sh", place))
    script.chmod(0o755)
    command = example("cron", place).splitlines()[-1].split(maxsplit=5)[5]
    # As cron does it: with the shell, in another folder.
    return run(["/bin/sh", "-c", command], Path("/"), environment(place, "EDGAR_USER_AGENT"))


def read_unit(place: Place, name: str) -> configparser.RawConfigParser:
    unit = configparser.RawConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(example(name, place))
    return unit


def run_systemd(place: Place) -> subprocess.CompletedProcess[str]:
    text = example("statements.service", place)
    service = read_unit(place, "statements.service")["Service"]
    words = [word for line in re.findall(r"^Environment=(.*)$", text, re.M) for word in shlex.split(line)]
    settings = dict(word.split("=", 1) for word in words)
    inherited = environment(place, "EDGAR_USER_AGENT", "EDGAR_BUDGET", "HOME", "XDG_CACHE_HOME")
    return run(
        shlex.split(service["ExecStart"]), Path(service["WorkingDirectory"]), {**inherited, **settings}
    )


def run_scrapyd(place: Place) -> subprocess.CompletedProcess[str]:
    """The command that scrapyd makes of a request (its launcher.py and utils.py)."""
    words = shlex.split(example("schedule.sh", place))
    given = [words[number + 1].split("=", 1) for number, word in enumerate(words) if word == "-d"]
    arguments = [f"{name}={value}" for name, value in given if name not in ("project", "spider", "setting")]
    settings = [value for name, value in given if name == "setting"]
    log = place.folder / "logs" / "default" / "gmacm"
    log.mkdir(parents=True)
    command = [sys.executable, "-m", "scrapy", "crawl", dict(given)["spider"]]
    for argument in [*arguments, "_job=2c1f"]:
        command += ["-a", argument]
    for setting in [*settings, f"LOG_FILE={log / '2c1f.log'}"]:
        command += ["-s", setting]
    return run(command, place.folder, environment(place) | {"SCRAPY_PROJECT": dict(given)["project"]})


def run(command: list[str], folder: Path, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=values, capture_output=True, text=True, timeout=100, check=False
    )
