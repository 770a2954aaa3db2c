"""Envelopes: the dialects that EDGAR has served and disseminated."""

from datetime import date
from pathlib import Path

import pytest

from crawler.replica import Filer, SubmissionDocument, compose_submission
from parsers.submission import read_submission

BODY = "   first line keeps its indentation\n-----------\n- a dash of its own\nlast line"
FEED = """<SUBMISSION>
<ACCESSION-NUMBER>0000774352-01-000002
<TYPE>8-K
<PUBLIC-DOCUMENT-COUNT>1
<PERIOD>20001226
<ITEMS>5
<FILING-DATE>20010102
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>RESIDENTIAL FUNDING MORTGAGE SECURITIES I INC
<CIK>0000774352
</COMPANY-DATA>
<FILING-VALUES>
<FORM-TYPE>8-K
<FILE-NUMBER>333-57481
</FILING-VALUES>
</FILER>
<DOCUMENT>
<TYPE>EX-1
<SEQUENCE>2
<FILENAME>0002.txt
<TEXT>
    indented
</TEXT>
</DOCUMENT>
</SUBMISSION>
"""


def composed(wrapper: str) -> bytes:
    return compose_submission(
        "0000000003-04-000099",
        "8-K",
        date(2004, 1, 5),
        filers=[Filer(cik=1270371, name="GMACM TRUST"), Filer(cik=1099391, name="RAMP INC")],
        documents=[
            SubmissionDocument(type="8-K", text=BODY.encode(), filename="a.txt", description="NOTICE")
        ],
        wrapper=wrapper,
    )


@pytest.mark.parametrize("wrapper", ["pem", "none"])
def test_a_served_submission_gives_its_header_and_its_documents_unescaped(wrapper: str) -> None:
    submission = read_submission(composed(wrapper))
    assert submission.complete
    assert submission.accession == "0000000003-04-000099"
    assert submission.form == "8-K"
    assert submission.filed == date(2004, 1, 5)
    assert submission.public_document_count == 1
    assert [one.cik for one in submission.registrants] == ["0001270371", "0001099391"]
    assert [(part.type, part.filename, part.text) for part in submission.documents] == [
        ("8-K", "a.txt", BODY)
    ]


def test_the_feed_dialect_says_the_same_in_tags() -> None:
    submission = read_submission(FEED.encode())
    assert submission.complete
    assert submission.accession == "0000774352-01-000002"
    assert (submission.form, submission.filed, submission.period) == (
        "8-K",
        date(2001, 1, 2),
        date(2000, 12, 26),
    )
    assert submission.items == ["5"]
    assert submission.registrants[0].file_numbers == ["333-57481"]
    assert (submission.documents[0].sequence, submission.documents[0].text) == (2, "    indented")


def test_line_ends_of_other_systems_do_not_change_what_is_read() -> None:
    for end in (b"\r\n", b"\r"):
        assert read_submission(FEED.encode().replace(b"\n", end)) == read_submission(FEED.encode())


def test_a_bare_exhibit_is_one_document() -> None:
    submission = read_submission(b"   Servicing Certificate\n")
    assert not submission.is_submission
    assert submission.complete
    assert submission.documents[0].text == "   Servicing Certificate\n"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("wrapper", ["pem", "none"])
def test_a_submission_cut_anywhere_is_not_complete(wrapper: str, share: float) -> None:
    raw = composed(wrapper)
    submission = read_submission(raw[: int(len(raw) * share)])
    assert not submission.complete
    assert submission.damage


def test_a_creep_header_is_read_by_its_labels_whatever_their_depth() -> None:
    raw = (
        composed("none")
        .replace(b"\tCOMPANY DATA:", b"\t\t\tCOMPANY DATA:")
        .replace(b"\n\tFILING VALUES", b"\n</COMPANY-DATA>\n\n\t\t\tFILING VALUES")
    )
    assert [one.cik for one in read_submission(raw).registrants] == ["0001270371", "0001099391"]


@pytest.mark.corpus
def test_every_real_header_names_its_parties_with_role_and_cik(corpus: Path) -> None:
    """Served, feed (.nc) and saved headers of 1994 to 2026, one with 399 filers."""
    paths = sorted(
        path for path in (corpus / "edgar" / "filings").rglob("*.*") if path.suffix in (".txt", ".nc")
    )
    assert len(paths) > 35
    roles = set()
    for path in paths:
        submission = read_submission(path.read_bytes())
        assert submission.registrants, path.name
        assert all(one.role and one.cik and one.name for one in submission.registrants), path.name
        assert submission.missing_documents == 0 or not submission.documents, path.name
        roles |= {one.role for one in submission.registrants}
    assert {"filer", "issuer", "depositor", "securitizer", "issuing_entity", "serial_company"} <= roles


def corpus_filings(corpus: Path) -> list[Path]:
    return sorted((corpus / "edgar" / "filings").rglob("*.txt"))


@pytest.mark.corpus
def test_real_filings_of_all_periods_give_their_accession_and_documents(corpus: Path) -> None:
    whole = [path for path in corpus_filings(corpus) if "header" not in path.name.lower()]
    assert len(whole) > 20
    for path in whole:
        submission = read_submission(path.read_bytes())
        assert submission.accession, path.name
        assert submission.documents, path.name
        assert submission.form, path.name
