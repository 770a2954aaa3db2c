"""The bundled archives as a run's EDGAR, each with its own zone and state: their filings are invented."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawler.config import Config
from crawler.replica import Replica
from crawler.replica.archive import Archive
from crawler.replica.history import unpack_history
from crawler.replica.sample_archive import SAMPLE

USER_AGENT = "Sample Crawl sample@example.com"
# The replica runs on loopback and allows a rate that would be far too high for EDGAR.
RATE = 40
ALLOWED = 50


def sample_settings(archive: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a run over a bundled archive; they replace the settings for the real EDGAR."""
    return {
        **settings,
        "EDGAR_USER_AGENT": USER_AGENT,
        "EDGAR_BASE_URL": "http://127.0.0.1",  # its port is known when it runs
        "EDGAR_MAX_RATE": RATE,
        "LANDING_ZONE": f"landing-{archive}",
        "STATE_DIR": f".state-{archive}",
    }


@contextmanager
def served_sample(archive: str, config: Config) -> Iterator[Config]:
    """Serve the archive while the run lasts, and ask for no more quarters than it has."""
    with ExitStack() as stack:
        folder = SAMPLE
        if archive == "history":
            folder = unpack_history(Path(stack.enter_context(TemporaryDirectory())))
        budget = Path(stack.enter_context(TemporaryDirectory()))  # only this run uses the replica
        rows = Archive(folder).contents().rows
        filed = [row.filed for quarter in rows.values() for row in quarter]
        edgar = stack.enter_context(Replica(archive=folder, max_rate=ALLOWED))
        yield replace(
            config,
            base_url=edgar.url,
            budget_folder=budget,
            since=config.since or min(filed),
            until=config.until or max(filed),
        )
