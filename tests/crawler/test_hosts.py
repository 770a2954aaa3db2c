"""Which hosts are asked for what, and under which rules."""

from pathlib import Path
from typing import Any

import pytest

from crawler import settings
from crawler.config import Config, read_config
from crawler.origins import origin_of
from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, accession, archive, filing


def config(base_url: str | None) -> Config:
    values: dict[str, Any] = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    return read_config("gmacm", values | {"EDGAR_USER_AGENT": "a@b.example", "EDGAR_BASE_URL": base_url}, {})


@pytest.mark.parametrize("base_url", [None, "https://www.sec.gov"])
def test_the_sec_has_a_host_for_each_source_and_one_budget_for_all(base_url: str | None) -> None:
    sec = config(base_url)
    hosts = (sec.base_url, sec.data_url, sec.search_url)
    assert hosts == ("https://www.sec.gov", "https://data.sec.gov", "https://efts.sec.gov")
    assert {origin_of(host) for host in hosts} == {"sec.gov"}
    assert {host.removeprefix("https://") for host in hosts} == set(sec.hosts)


def test_a_mirror_serves_everything_from_one_origin() -> None:
    mirror = config("http://mirror.example:8080/")
    assert {mirror.base_url, mirror.data_url, mirror.search_url} == {"http://mirror.example:8080"}
    assert mirror.hosts == ("mirror.example:8080",)


def test_a_host_that_forbids_its_robots_txt_has_no_rules(place: Place, tmp_path: Path) -> None:
    # efts.sec.gov answers so.
    forbidden = {"fault": "status", "status": 403, "body": '{"message":"Forbidden"}', "kind": "robots"}
    with Replica(archive(tmp_path / "archive", filing(1)), max_rate=0, faults=[forbidden]) as place.edgar:
        place.crawl(*GMACM, "-a", "source=full-text")
        assert len(place.asked("robots")) == 1
    assert list(place.raw()) == [accession(1)]
