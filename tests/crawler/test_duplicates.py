"""Amendments, filings made twice, one filing under many registrants: all are landed, and distinguished."""

import datetime as dt
import gzip
import json
from pathlib import Path

import parsers
from crawler.replica import Filer, Replica, SubmissionDocument, compose_submission
from crawler.replica.sample_archive import part
from tests.crawler.crawls import Place, accession, archive

TRUST = Filer(1226782, "GMACM HOME EQUITY LOAN TRUST 2003-HE2")
MANY = [Filer(9900000100 + number, f"GMACM MORTGAGE LOAN TRUST 2003-X{number}") for number in range(61)]


def statement(number: int, form: str = "8-K", filers: list[Filer] | None = None) -> bytes:
    """The same statement each time."""
    documents = [SubmissionDocument(form, part("2003-HE2.txt"), "he2.txt")]
    day = dt.date(2004, 1, number)
    return compose_submission(accession(number), form, day, filers=filers or [TRUST], documents=documents)


def test_amendments_and_doubles_are_landed_each_under_its_accession(place: Place, tmp_path: Path) -> None:
    filings = {
        accession(5): statement(5),
        accession(6): statement(6),  # the same again, under another accession
        accession(7): statement(7, "8-K/A"),
        accession(8): statement(8, filers=[*MANY, TRUST]),  # under 62 registrants
    }
    with Replica(archive(tmp_path / "archive", *filings.values()), max_rate=0) as place.edgar:
        place.crawl()
        assert sorted(Path(path).stem for path in place.asked("submission")) == sorted(filings)
    assert {name: gzip.decompress(path.read_bytes()) for name, path in place.raw().items()} == filings
    read = {
        name: [json.loads(line) for line in path.read_bytes().splitlines()]
        for name, path in place.records().items()
    }
    assert [read[name][0]["form"] for name in sorted(read)] == ["8-K", "8-K", "8-K/A", "8-K"]
    # What the audit links them by: the same document, read from each filing for itself.
    assert len({read[name][0]["documents"][0]["sha256"] for name in read}) == 1
    assert len({read[name][0]["sha256"] for name in read}) == len(filings)
    for name, lines in read.items():
        assert not [other for other in filings if other != name and other in json.dumps(lines)]


def test_entities_of_a_document_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE html [<!ENTITY e0 "ten letters">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    page = f"{text}<html><body><table><tr><td>&e11;</td><td>&f;</td></tr></table></body></html>".encode()
    raw = compose_submission(
        accession(1),
        "8-K",
        dt.date(2004, 1, 5),
        filers=[TRUST],
        documents=[SubmissionDocument("EX-99", page)],
    )
    lines = parsers.read(raw).to_jsonl()
    assert len(lines) < 10_000
    assert b"root:" not in lines
