"""A client that shows an answer as it came over the wire, and where the real data is."""

import http.client
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.replica import Replica

CONTACT = "Sample Company Name contact@example.com"
CORPUS = Path(os.environ.get("CORPUS", ""))
needs_corpus = pytest.mark.skipif("CORPUS" not in os.environ, reason="CORPUS is not set")


@dataclass(frozen=True)
class Reply:
    """An answer as received: header names in lower case, the body not decoded."""

    status: int
    headers: dict[str, str]
    body: bytes


def fetch(edgar: Replica, path: str, *, method: str = "GET", timeout: float = 5, **headers: str) -> Reply:
    """One request on a connection of its own; `if_none_match=` and the like become headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(edgar.url.removeprefix("http://"), timeout=timeout)
    try:
        connection.request(method, path, headers={"user-agent": CONTACT, **named})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)
