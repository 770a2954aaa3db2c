"""The files of a report: each is written atomically; outdated ones of an earlier report are removed."""

import json
from collections.abc import Mapping
from pathlib import Path

from crawler.atomic_files import write_whole
from crawler.command_errors import ConfigError

LIST = ".report.json"  # every page with the digest of its input


def open_folder(folder: Path) -> None:
    """Make the folders; raises ConfigError for a folder that holds other files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / LIST).exists():
            raise ConfigError(
                f"--to {folder} holds other files: name a new folder, or one with an earlier report."
            )
        if not (folder / LIST).exists():
            write_list(folder, {})
        for name in ("deals", "statements"):
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"--to {folder} cannot be written ({error.strerror}): name another folder."
        ) from error


def read_list(folder: Path) -> dict[str, str]:
    """The pages of the earlier report with their digests; none if the list cannot be read."""
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def write_list(folder: Path, digests: Mapping[str, str]) -> None:
    """Keep the digests for the next report."""
    write_page(folder / LIST, json.dumps(digests, indent=0, sort_keys=True))


def write_page(path: Path, text: str) -> None:
    """Write a file atomically, so that a reader never sees a partial file."""
    write_whole(path, text.encode("utf-8"))


def remove_others(folder: Path, earlier: Mapping[str, str], now: Mapping[str, str]) -> int:
    """Remove the pages of an earlier report that this one does not have; returns their number."""
    gone = [name for name in earlier if name not in now]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return len(gone)
