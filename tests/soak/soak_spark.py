"""Spark reads an export by the example of docs/zone.md, in an environment of its own; it needs Java 17."""

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.crawler.crawls import Place
from tests.soak.soak_schedulers import own_environment
from tests.zone.run import environment, scrapy
from tests.zone.test_examples import SPARK

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(
        shutil.which("java") is None, reason="there is no Java: apt install default-jre-headless"
    ),
]

# Typed from the pages: the printed totals of the classes' ending balances; of 2003-HE2, its classes added up.
# The first two print whole dollars, and totals of the unrounded figures: these differ by 1 from the sums.
ENDING_BALANCES = {
    "GMACM 2003-AR1": ("2003-12-19", Decimal("518862339")),
    "GMACM 2003-AR2": ("2003-12-19", Decimal("593992831")),
    "GMACM 2003-HE2": ("2004-02-25", Decimal("384460895.61")),
}


def test_spark_adds_up_the_balances_of_the_deals(tmp_path: Path) -> None:
    python = own_environment(tmp_path / "environment", "pyspark==4.3.0")
    with Replica(archive="sample", max_rate=0) as edgar:
        Place(tmp_path, edgar).crawl("gmacm", "-a", "since=2003-01-01", "-a", "until=2004-12-31")
    scrapy("export", zone="landing", folder=tmp_path)
    done = subprocess.run(
        [python, "-c", SPARK[0]],
        cwd=tmp_path,
        env=environment("landing", SPARK_LOCAL_IP="127.0.0.1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    shown = re.findall(r"^\|(\w+ \S+) *\|(\S+) *\|([\d.]+) *\|$", done.stdout, re.MULTILINE)
    assert [(deal, day) for deal, day, _ in shown] == [
        (deal, day) for deal, (day, _) in ENDING_BALANCES.items()
    ]
    assert [abs(Decimal(sum_) - ENDING_BALANCES[deal][1]) for deal, _, sum_ in shown] == [1, 1, 0]
