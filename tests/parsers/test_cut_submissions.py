"""Of a submission that EDGAR itself serves cut, what is whole is read and what is missing is said."""

from pathlib import Path

import pytest

import parsers
from tests.parsers.test_refused_files import WITH_STATEMENT, run

WHOLE = WITH_STATEMENT.read_bytes()
END_OF_DOCUMENT = WHOLE.index(b"</DOCUMENT>")
EXHIBIT = b"<DOCUMENT>\n<TYPE>EX-99\n<SEQUENCE>2\n<TEXT>\nAn exhibit of one line.\n</TEXT>\n</DOCUMENT>\n"


def two_documents() -> bytes:
    """The statement, then an exhibit."""
    end = END_OF_DOCUMENT + len(b"</DOCUMENT>\n")
    counted = WHOLE[:end].replace(b"DOCUMENT COUNT:\t\t1", b"DOCUMENT COUNT:\t\t2")
    assert counted != WHOLE[:end]
    return counted + EXHIBIT + WHOLE[end:]


def figures(reading: parsers.Reading) -> bytes:
    """All but the filing line, which describes the bytes."""
    return reading.to_jsonl().partition(b"\n")[2]


def test_a_document_that_is_whole_is_read_though_what_follows_is_cut() -> None:
    raw = two_documents()
    cut = raw[: raw.index(b"one line.")]
    reading = parsers.read(cut, even_cut=True)
    assert figures(reading) == figures(parsers.read(WHOLE))
    assert reading.statements == 1
    assert [document.sequence for document in reading.filing.documents] == [1]
    last = len(cut.splitlines())
    assert reading.filing.incomplete == (
        f"cut off: document 2 has no </DOCUMENT>: the file ends at line {last}"
    )


def test_of_a_document_that_is_cut_nothing_is_read() -> None:
    reading = parsers.read(WHOLE[: END_OF_DOCUMENT - 1], even_cut=True)
    assert reading.records == [reading.filing]
    assert reading.filing.documents == []
    assert reading.filing.accession == "0001019965-04-000027"
    assert "document 1 has no </DOCUMENT>" in str(reading.filing.incomplete)


def test_a_document_behind_one_that_was_never_closed_is_read_as_itself() -> None:
    last_lines = WHOLE.rindex(b"\n", 0, END_OF_DOCUMENT - 2000) + 1
    cut_inside = two_documents().replace(WHOLE[last_lines : END_OF_DOCUMENT + len(b"</DOCUMENT>\n")], b"")
    reading = parsers.read(cut_inside, even_cut=True)
    (document,) = reading.filing.documents
    assert (document.sequence, document.type, document.layout) == (2, "EX-99", None)
    assert reading.statements == 0
    assert "cut off" in str(reading.filing.incomplete)


def test_a_closing_tag_alone_can_be_missing() -> None:
    cut = WHOLE[: WHOLE.index(b"</SEC-DOCUMENT>")]
    reading = parsers.read(cut, even_cut=True)
    assert figures(reading) == figures(parsers.read(WHOLE))
    assert str(reading.filing.incomplete).startswith("cut off: no </SEC-DOCUMENT> after document 1")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.5, 0.9, 0.999])
def test_cut_anywhere_it_is_never_reported_as_whole(share: float) -> None:
    cut = WHOLE[: int(len(WHOLE) * share)]
    with pytest.raises(parsers.Damaged):
        parsers.read(cut)
    try:
        filing = parsers.read(cut, even_cut=True).filing
    except parsers.Damaged:
        assert share < 0.1  # it does not even say which filing it is
    else:
        assert "cut off" in str(filing.incomplete)


def test_fewer_documents_than_the_header_counts_are_reported_and_read(tmp_path: Path) -> None:
    raw = WHOLE.replace(b"DOCUMENT COUNT:\t\t1", b"DOCUMENT COUNT:\t\t3")
    reading = parsers.read(raw)
    assert reading.filing.incomplete == "its header counts 3 documents, 1 are there"
    assert figures(reading) == figures(parsers.read(WHOLE))
    path = tmp_path / "filing.txt"
    path.write_bytes(raw)
    reported = run(str(path))
    assert reported.returncode == 0
    assert reported.stderr.decode() == f"{path}: read, but its header counts 3 documents, 1 are there\n"


def test_a_whole_submission_says_nothing_of_the_kind() -> None:
    assert b"incomplete" not in parsers.read(WHOLE, even_cut=True).to_jsonl()
    assert parsers.read(WHOLE, even_cut=True).to_jsonl() == parsers.read(WHOLE).to_jsonl()
