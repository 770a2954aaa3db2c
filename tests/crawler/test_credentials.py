"""No password, cookie or proxy that lies about on this machine has a part in what is asked of EDGAR."""

import base64
import json
from pathlib import Path

import pytest

from crawler.online_check import plain_session
from crawler.replica import Replica
from tests.crawler.changing_proxy import Front, Reply, unchanged
from tests.crawler.crawls import Place, accession, archive, filing

EVERYTHING = [
    # how filings are found
    ("gmacm", "-a", "since=2004-01-01", "-a", "until=2004-03-31"),
    ("gmacm", "-a", f"accession={accession(2)}", "-a", "until=2004-06-30"),
    ("gmacm", "-a", "source=submissions", "-a", "cik=1264853"),
]
SECRETS = ("authorization", "proxy-authorization", "cookie")
PASSWORD = base64.b64encode(b"somebody:their-password").decode()


def secrets_of(front: Front) -> list[str]:
    return [name for _, headers in front.seen for name in headers if name.lower() in SECRETS]


@pytest.mark.parametrize("arguments", EVERYTHING)
def test_no_password_of_a_netrc_goes_out(place: Place, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    entries = "machine 127.0.0.1 login somebody password their-password\ndefault login a password b\n"
    for name in (".netrc", "_netrc"):
        (tmp_path / name).write_text(entries)
        (tmp_path / name).chmod(0o600)
    filings = archive(tmp_path / "archive", *(filing(number) for number in (1, 2, 3)))
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url) as front:
        netrc = str(tmp_path / ".netrc")
        place.settings = {"EDGAR_BASE_URL": front.url, "HOME": str(tmp_path), "NETRC": netrc}
        place.crawl(*arguments)
    assert front.seen and secrets_of(front) == []


@pytest.mark.parametrize("arguments", EVERYTHING)
def test_a_cookie_that_was_given_is_not_given_back(
    place: Place, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    def with_cookie(_path: str, reply: Reply) -> Reply:
        return reply.but(headers={"Set-Cookie": "session=of-a-firewall; Path=/"})

    filings = archive(tmp_path / "archive", *(filing(number) for number in (1, 2, 3)))
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url, with_cookie) as front:
        place.settings = {"EDGAR_BASE_URL": front.url}
        place.crawl(*arguments)
    assert len(front.seen) > 2 and secrets_of(front) == []


@pytest.mark.parametrize("arguments", EVERYTHING)
def test_the_environments_proxies_are_not_used(
    place: Place, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    filings = archive(tmp_path / "archive", *(filing(number) for number in (1, 2, 3)))
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url, unchanged) as proxy:
        address = proxy.url.replace("http://", "http://somebody:their-password@")
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        place.settings = {**dict.fromkeys(names, address), "no_proxy": ""}
        place.crawl(*arguments)
        assert place.edgar.requests()
    assert proxy.seen == []


@pytest.mark.parametrize("name", SECRETS)
def test_no_setting_adds_a_password(place: Place, tmp_path: Path, name: str) -> None:
    filings = archive(tmp_path / "archive", filing(1))
    header = json.dumps({name: f"Basic {PASSWORD}"})
    with Replica(filings, max_rate=0) as place.edgar, Front(place.edgar.url) as front:
        place.settings = {"EDGAR_BASE_URL": front.url}
        place.crawl(*EVERYTHING[0], "-s", f"DEFAULT_REQUEST_HEADERS={header}", "-s", "COOKIES_ENABLED=True")
    assert front.seen and secrets_of(front) == []


def test_the_online_check_says_who_asks_and_nothing_else_of_this_machine() -> None:
    session = plain_session("Sample sample@example.com")
    assert session.headers["User-Agent"] == "Sample sample@example.com"
    assert not session.trust_env
