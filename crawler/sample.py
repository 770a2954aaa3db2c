"""The bundled sample archive as a run's EDGAR, with zone and state of its own: it holds invented filings."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawler.config import Config
from crawler.replica import Replica
from crawler.replica.archive import Archive
from crawler.replica.sample_archive import SAMPLE

ZONE = "landing-sample"
STATE = ".state-sample"
USER_AGENT = "Sample Crawl sample@example.com"
# Loopback is nobody's service: the replica allows what would be far too much for EDGAR.
RATE = 40
ALLOWED = 50


def sample_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a run over the sample archive, whatever those for the real one are."""
    return {
        **settings,
        "EDGAR_USER_AGENT": USER_AGENT,
        "EDGAR_BASE_URL": "http://127.0.0.1",  # its port is known when it runs
        "EDGAR_MAX_RATE": RATE,
        "LANDING_ZONE": ZONE,
        "STATE_DIR": STATE,
    }


@contextmanager
def served_sample(config: Config) -> Iterator[Config]:
    """Serve the archive while the run lasts, and ask for no more quarters than it has."""
    rows = Archive(SAMPLE).contents().rows
    filed = [row.filed for quarter in rows.values() for row in quarter]
    with TemporaryDirectory() as budget, Replica(archive="sample", max_rate=ALLOWED) as edgar:
        yield replace(
            config,
            base_url=edgar.url,
            budget_folder=Path(budget),  # nobody else asks this replica
            since=config.since or min(filed),
            until=config.until or max(filed),
        )
