"""Submissions have the form that EDGAR serves, and the sample archive is what its parts compose."""

import datetime as dt

import pytest

from crawler.replica import Filer, SubmissionDocument, compose_submission, wrap
from crawler.replica.headers import read_header
from crawler.replica.sample_archive import PARTS, SAMPLE, compose_sample
from tests.replica.client import CORPUS, needs_corpus

SMALL = b"""-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
Originator-Name: webmaster@www.sec.gov
Originator-Key-Asymmetric:
 MFgwCgYEVQgBAQICAf8DSgAwRwJAW2sNKK9AVtBzYZmr6aGjlWyK3XmZv3dTINen
 TWSM7vrzLADbmYQaionwg5sDW3P6oaM5D3tdezXMm7z1T+B+twIDAQAB
MIC-Info: RSA-MD5,RSA,
 INVENTED+SIGNATURE+INVENTED+SIGNATURE+INVENTED+SIGNATURE+INVENTE
 D+SIGNATURE+INVENTED+Q==

<SEC-DOCUMENT>0000000003-04-000099.txt : 20040303
<SEC-HEADER>0000000003-04-000099.hdr.sgml : 20040303
<ACCEPTANCE-DATETIME>20040303120000
ACCESSION NUMBER:\t\t0000000003-04-000099
CONFORMED SUBMISSION TYPE:\t8-K/A
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20040225
ITEM INFORMATION:\t\tOther events
FILED AS OF DATE:\t\t20040303

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tGMACM TRUST
\t\tCENTRAL INDEX KEY:\t\t\t0001226782
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tASSET-BACKED SECURITIES [6189]
\t\tSTATE OF INCORPORATION:\t\t\tDE
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tFORM TYPE:\t\t8-K/A
\t\tSEC ACT:\t\t1934 Act
\t\tSEC FILE NUMBER:\t333-000000-00
\t\tFILM NUMBER:\t\t04000000
</SEC-HEADER>
<DOCUMENT>
<TYPE>EX-99
<SEQUENCE>1
<FILENAME>a.txt
<DESCRIPTION>REPORT
<TEXT>
Balance   Rate
- -------   ----
 - 1.00   2.00
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
-----END PRIVACY-ENHANCED MESSAGE-----
"""


def compose(**changes: object) -> bytes:
    """The small submission, but for the changes."""
    settings: dict[str, object] = {
        "filers": [Filer(1226782, "GMACM TRUST")],
        "documents": [
            SubmissionDocument("EX-99", b"Balance   Rate\n-------   ----\n - 1.00   2.00", "a.txt", "REPORT")
        ],
        "period": dt.date(2004, 2, 25),
        "items": ["Other events"],
    }
    return compose_submission("0000000003-04-000099", "8-K/A", dt.date(2004, 3, 3), **(settings | changes))  # type: ignore[arg-type]


def test_a_submission_has_the_wrapper_the_tabs_and_the_escapes_of_2004() -> None:
    assert compose() == SMALL


def test_a_submission_of_today_has_no_wrapper_and_no_escapes() -> None:
    raw = compose(wrapper="none")
    assert raw.startswith(b"<SEC-DOCUMENT>")
    assert raw.endswith(b"</SEC-DOCUMENT>\n")
    assert b"\n-------   ----\n" in raw
    assert wrap(raw) == SMALL


def test_an_unknown_wrapper_is_refused() -> None:
    with pytest.raises(ValueError, match="no such wrapper: 'zip'"):
        compose(wrapper="zip")


def test_every_co_registrant_has_a_block_of_its_own() -> None:
    header = read_header(
        compose(filers=[Filer(1264853, "TRUST", "333-1-05"), Filer(1099391, "DEPOSITOR", "333-1")])
    )
    assert header is not None
    assert [(who.cik, who.name, who.file_number) for who in header.registrants] == [
        (1264853, "TRUST", "333-1-05"),
        (1099391, "DEPOSITOR", "333-1"),
    ]


def test_the_header_says_what_the_indexes_and_the_api_need() -> None:
    header = read_header(SMALL)
    assert header is not None
    assert (header.accession, header.form, header.filed) == (
        "0000000003-04-000099",
        "8-K/A",
        dt.date(2004, 3, 3),
    )
    assert (header.period, header.accepted, header.items) == ("20040225", "20040303120000", ("Other events",))
    assert (header.filename, header.description, header.size) == ("a.txt", "REPORT", len(SMALL))


@pytest.mark.parametrize("damage", [b"", SMALL[:700], SMALL.replace(b"20040303\n\nFILER", b"2004\n\nFILER")])
def test_a_damaged_header_is_no_header(damage: bytes) -> None:
    assert read_header(damage) is None


def test_the_sample_files_are_what_their_parts_compose() -> None:
    files = {file.stem: file.read_bytes() for file in (SAMPLE / "submissions").iterdir()}
    assert files == dict(compose_sample())
    assert len(files) == 8


def text_of_document(raw: bytes, sequence: int) -> bytes:
    """The n-th document's text, unescaped as RFC 1421 says."""
    body = b"\n".join(line.removeprefix(b"- ") for line in raw.split(b"\n"))
    return body.split(b"<TEXT>\n")[sequence].split(b"\n</TEXT>")[0]


@pytest.mark.parametrize(
    ("series", "accession", "sequence"),
    [
        ("2003-AR1", "0000000003-04-000001", 1),
        ("2003-AR2", "0001019965-04-000027", 1),
        ("2003-HE2", "0000000003-04-000002", 2),
        ("2003-HE2", "0000000003-04-000003", 2),
    ],
)
def test_each_statement_is_in_its_submission_byte_for_byte(
    series: str, accession: str, sequence: int
) -> None:
    raw = (SAMPLE / "submissions" / f"{accession}.txt").read_bytes()
    assert text_of_document(raw, sequence) == (PARTS / f"{series}.txt").read_bytes()


def test_only_the_wrapper_begins_a_line_with_a_dash() -> None:
    for file in (SAMPLE / "submissions").iterdir():
        lines = file.read_bytes().split(b"\n")
        dashed = [line for line in lines if line.startswith(b"-") and not line.startswith(b"- -")]
        assert dashed == [
            b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----",
            b"-----END PRIVACY-ENHANCED MESSAGE-----",
        ], file


def test_what_is_invented_says_so() -> None:
    parts = {file.name: file.read_text() for file in PARTS.iterdir()}
    statements = {f"2003-{series}.txt" for series in ("AR1", "AR2", "HE2")}
    assert {name for name, text in parts.items() if "This document is invented" not in text} == statements


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("series", ["2003-AR1", "2003-AR2", "2003-HE2"])
def test_the_statements_are_the_real_ones(series: str) -> None:
    assert (PARTS / f"{series}.txt").read_bytes() == (CORPUS / f"corpus/seeds/{series}.txt").read_bytes()


@pytest.mark.corpus
@needs_corpus
def test_a_real_8k_of_february_2004_is_composed_to_the_byte_but_for_its_signature() -> None:
    real = (CORPUS / "edgar/filings/edgar-crawler/0001125282-04-000620.txt").read_bytes()
    filer = Filer(
        cik=1001258,
        name="ASTA FUNDING INC",
        file_number="000-26906",
        film_number="04612921",
        sic="SHORT-TERM BUSINESS CREDIT INSTITUTIONS [6153]",
        irs_number="223388607",
        fiscal_year_end="0930",
        street="210 SYLVAN AVE",
        city="ENGLEWOOD CLIFFS",
        state_of_address="NJ",
        zip_code="07632",
        phone="2015675648",
    )
    composed = compose_submission(
        "0001125282-04-000620",
        "8-K",
        dt.date(2004, 2, 18),
        filers=[filer],
        documents=[SubmissionDocument("8-K", b"", "b330116_8k.txt", "CURRENT REPORT")],
        period=dt.date(2004, 2, 18),
        items=["Other events", "Financial statements and exhibits"],
        accepted=dt.datetime(2004, 2, 18, 14, 46, 46),  # noqa: DTZ001 - Eastern, as printed
        document_count=2,
    )
    # The real filer has a mail address too, which composed ones do without.
    before, after = real.split(b"\n\n\tMAIL ADDRESS:", 1)
    expected = before + b"\n</SEC-HEADER>\n" + after.split(b"</SEC-HEADER>\n", 1)[1]
    signature = slice(7, 9)
    composed_lines, real_lines = composed.split(b"\n"), expected.split(b"\n")
    del composed_lines[signature], real_lines[signature]
    head = composed_lines.index(b"<TEXT>") + 1
    assert composed_lines[:head] == real_lines[:head]
    end = [b"</TEXT>", b"</DOCUMENT>", b"</SEC-DOCUMENT>", b"-----END PRIVACY-ENHANCED MESSAGE-----", b""]
    assert composed_lines[-5:] == real_lines[-5:] == end
