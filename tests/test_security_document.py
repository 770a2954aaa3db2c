"""SECURITY.md is true: its limits are those of the code, its proofs are there, its promises hold."""

import gzip
import importlib
import json
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import parsers
from crawler import master_index, settings
from crawler.replica import Filer, Replica
from parsers.documents import read_page
from parsers.explain import explain
from parsers.html_rows import WIDEST_SPAN
from parsers.size_limit import MOST_VALUES
from tests.crawler.crawls import Place, archive, filing
from tests.parsers.golden import PAGES

ROOT = Path(__file__).resolve().parent.parent
SECURITY = (ROOT / "SECURITY.md").read_text()
UNITS = {"MB": 1 << 20, "s": 1, "times": 1, "cells": 1, "digits": 1, "columns": 1}
LIMITS = re.findall(r"^\| .+ \| ([\d,]+) ([A-Za-z]+) \| `([\w.]+)` \|$", SECURITY, re.MULTILINE)
ESCAPES = "\x1b[2J\x1b]0;title\x07"


def test_the_table_of_limits_is_read_whole() -> None:
    rows = SECURITY.partition("## Limits")[2].partition("\n\n## ")[0].strip().splitlines()[2:]
    assert len(LIMITS) == len(rows) >= 10


@pytest.mark.parametrize(("number", "unit", "name"), LIMITS, ids=[name for _, _, name in LIMITS])
def test_a_limit_is_what_the_code_says(number: str, unit: str, name: str) -> None:
    module, _, constant = name.rpartition(".")
    assert getattr(importlib.import_module(module), constant) == int(number.replace(",", "")) * UNITS[unit]


def test_what_proves_its_promises_is_there() -> None:
    proofs = re.findall(r"`(tests/[a-z_/]+\.py)`", SECURITY)
    assert len(proofs) >= 10
    assert [proof for proof in proofs if not (ROOT / proof).is_file()] == []


def test_an_index_is_not_unpacked_beyond_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    body = gzip.compress(b"Form|Company\n-----\n" + b"x" * 200_000)
    monkeypatch.setattr(master_index, "LONGEST_INDEX", 100_000)
    with pytest.raises(master_index.BrokenIndex, match="unpacks to more than 100,000 bytes"):
        master_index.find_accessions(body, {"0000000003-04-000001"})


def test_a_line_of_an_index_is_not_kept_beyond_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    body = gzip.compress(b"Form|Company\n" + b"-" * 80 + b"\n" + b"x" * 10_000_000)
    monkeypatch.setattr(master_index, "LONGEST_LINE", 1_000)
    with pytest.raises(master_index.BrokenIndex, match="a line of more than 1,000 bytes"):
        master_index.find_accessions(body, {"0000000003-04-000001"})


def test_a_document_of_more_values_than_the_limit_is_not_read() -> None:
    reading = parsers.read(b"1 2 3 4 5 6 7 8 9 10\n" * (MOST_VALUES // 10 + 1))
    assert reading.unmapped == 0
    assert f"more than {MOST_VALUES:,} value cells" in str(reading.filing.documents[0].reason)


def test_a_number_of_too_many_digits_has_no_value() -> None:
    page = next(path for path in PAGES if "2003-AR2" in path.name).read_bytes()
    digits = b"1" * 101
    reported = parsers.read(page.replace(b"785,773", digits, 1)).to_jsonl()
    assert digits not in re.sub(rb'"[^"]*"', b"", reported)  # outside quotation marks it would be a number


def test_a_span_of_a_million_columns_is_a_wide_one() -> None:
    [line, *_] = read_page("<html><table><tr><td colspan=999999>A<td>1.00</table></html>").lines
    assert max(cell.end for cell in line.cells) < 101 * WIDEST_SPAN  # a hundred places a column


EXTERNAL = """<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<html><body><link rel=stylesheet href=http://127.0.0.1:9/x.css><script src=http://127.0.0.1:9/x.js></script>
<img src=http://127.0.0.1:9/x.png>
<p>host &secret; host</p><table><tr><td>Class A<td>1.00</table></body></html>"""


def test_what_a_page_names_is_not_fetched() -> None:
    hostname = Path("/etc/hostname")
    reported = " ".join(cell.text for line in read_page(EXTERNAL).lines for cell in line.cells)
    assert "Class A" in reported and "host" in reported
    if hostname.is_file() and (name := hostname.read_text().strip()):
        assert f"host {name} host" not in reported


def test_parts_that_are_no_text_are_listed_and_not_opened() -> None:
    part = b"begin 644 report.pdf\n#86)C\n`\nend\n"
    reading = parsers.read(filing(1).replace(b"<TEXT>\n", b"<TEXT>\n" + part, 1))
    [document, *_] = reading.filing.documents
    assert document.layout is None
    assert reading.statements == 0


@pytest.mark.parametrize("page", PAGES[:6], ids=lambda page: page.name)
def test_control_characters_of_a_page_reach_no_terminal(page: Path) -> None:
    raw = re.sub(rb"([A-Za-z]{3})(?= )", rb"\1" + ESCAPES.encode(), page.read_bytes(), count=20)
    assert b"\x1b" in raw
    shown = parsers.read(raw).to_jsonl().decode() + "\n".join(explain(raw))
    assert re.findall(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", shown) == []


def test_control_characters_of_a_header_reach_no_terminal(tmp_path: Path) -> None:
    place = Place(tmp_path / "place")
    filer = Filer(1264853, f"GMACM MORTGAGE {ESCAPES} LOAN TRUST 2003-AR1")
    with Replica(archive(tmp_path / "archive", filing(1, filers=[filer])), max_rate=0) as place.edgar:
        reported = place.crawl()
    [records] = place.records().values()
    assert json.loads(records.read_bytes().splitlines()[0])["registrants"][0]["name"].startswith("GMACM")
    for shown in (reported.stdout, reported.stderr, records.read_text()):
        assert "\x1b" not in shown


def test_no_part_of_scrapy_listens_on_a_port() -> None:
    parts = [*settings.EXTENSIONS, *settings.EXTENSIONS_BASE]
    assert parts
    assert [part for part in parts if "telnet" in part.lower() or "remote" in part.lower()] == []


def test_the_replica_listens_on_one_address_of_loopback() -> None:
    with Replica() as edgar:
        port = urlsplit(edgar.url).port
        assert urlsplit(edgar.url).hostname == "127.0.0.1"
        with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
            pass  # a server on every address of the machine would have answered
