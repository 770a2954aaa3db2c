"""Files as people save them: a document in its own tags, a header alone, several in one file."""

import json
from pathlib import Path

import pytest

import parsers
from parsers.bundles import part_bundle
from parsers.submission import read_submission
from tests.parsers.golden import FIXTURES
from tests.parsers.test_refused_files import SAMPLES, run

PAGE = (FIXTURES / "servicing_certificate.2003-HE2.txt").read_bytes()
ONE, OTHER = sorted(SAMPLES.glob("*.txt"))[:2]
HEADER = b"""<SEC-HEADER>0000000009-96-000004.hdr.sgml : 19960213
<ACCESSION-NUMBER>0000000009-96-000004
<TYPE>8-K
<PUBLIC-DOCUMENT-COUNT>1
<FILING-DATE>19960212
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>WRITTEN TRUST 1995-A
<CIK>0000000009
</COMPANY-DATA>
</FILER>
</SEC-HEADER>
"""


def document(page: bytes = PAGE, sequence: str = "4", tag: bytes = b"TEXT", newline: bytes = b"\n") -> bytes:
    head = f"<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>{sequence}\n<FILENAME>x0225rev.txt\n<DESCRIPTION>JANUARY\n"
    return head.encode("latin-1") + b"<" + tag + b">\n" + page + newline + b"</" + tag + b">\n</DOCUMENT>\n"


def submission(documents: bytes, opening: str = "SEC-DOCUMENT") -> bytes:
    head = f"<{opening}>0000000009-96-000004.txt : 19960213\n"
    return head.encode() + HEADER + documents + f"</{opening}>\n".encode()


def figures(raw: bytes) -> list[dict[str, object]]:
    """The figures with their lines, but not of which filing they are."""
    lines = [json.loads(line) for line in parsers.read(raw).to_jsonl().splitlines()[1:]]
    return [{name: line[name] for name in line if name not in ("accession", "document")} for line in lines]


def documents(raw: bytes) -> list[dict[str, object]]:
    line = json.loads(parsers.read(raw).to_jsonl().splitlines()[0])
    found: list[dict[str, object]] = line["documents"]
    return found


# A document in its own tags


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n", b"  \r\n"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_saved_document_is_read_as_in_its_submission(before: bytes, end: bytes) -> None:
    saved = before + document().replace(b"\n", end)
    assert documents(saved) == documents(submission(document()))
    assert figures(saved) == figures(submission(document()))
    (one,) = documents(saved)
    assert (one["sequence"], one["type"], one["filename"], one["description"]) == (
        4,
        "EX-99.1",
        "x0225rev.txt",
        "JANUARY",
    )
    assert figures(saved)[0]["revised"] is True


def test_two_saved_documents_are_two() -> None:
    saved = document(b"a cover", "1") + document()
    assert [one["sequence"] for one in documents(saved)] == [1, 4]
    assert figures(saved) == figures(document())
    assert read_submission(saved).is_submission is False


def test_a_saved_document_that_is_cut_off_is_refused() -> None:
    with pytest.raises(parsers.Damaged, match=r"no </DOCUMENT>"):
        parsers.read(document()[:-20])


# Its <TEXT> tags

IN_TAGS = submission(document())


@pytest.mark.parametrize(
    "spoilt",
    [
        document().replace(b"<TEXT>\n", b""),
        document().replace(b"</TEXT>\n", b""),
        document().replace(b"<TEXT>\n", b"").replace(b"</TEXT>\n", b""),
        document(tag=b"text"),
        document(tag=b"Text"),
        document().replace(b"<TEXT>", b"<TEXT>  "),
        document().replace(b"<TEXT>\n", b"\n<TEXT>\n"),
        document().replace(b"JANUARY\n", b"JANUARY STATEMENT OF\nTHE TRUST\n"),
        document().replace(b"<TYPE>", b"<type>").replace(b"<SEQUENCE>", b"<sequence>"),
        document().replace(b"DOCUMENT>", b"document>"),
    ],
)
def test_a_text_whose_tags_are_missing_or_in_small_letters_is_read(spoilt: bytes) -> None:
    assert figures(submission(spoilt)) == figures(IN_TAGS)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("tags", [b"</TEXT>\n<TEXT>\n", b"</TEXT>\n", b"</text>\n<text>\n"])
def test_a_text_that_is_closed_early_is_read_to_its_end(place: float, tags: bytes) -> None:
    at = PAGE.index(b"\n", int(len(PAGE) * place)) + 1
    read = figures(submission(document(PAGE[:at] + tags + PAGE[at:])))
    amounts = [line for line in read if line["record"] in ("tranche", "pool", "amount")]
    assert len(amounts) > 10
    for line, whole in zip(read, figures(IN_TAGS), strict=True):
        assert {**line, "lines": 0} == {**whole, "lines": 0}


def test_figures_behind_the_end_of_a_document_are_not_lost_in_silence() -> None:
    at = PAGE.index(b"\n", len(PAGE) // 2) + 1
    closed = document().replace(
        PAGE, PAGE[:at] + b"</TEXT>\n</DOCUMENT>\n" + PAGE[at:] + document(b"end", "5")
    )
    with pytest.raises(parsers.Damaged, match=r"figures stand behind the </DOCUMENT> of document 1"):
        parsers.read(submission(closed))


@pytest.mark.parametrize("sequence", ["²", "9" * 5000, "1.5", "", "first"])
def test_a_sequence_in_odd_digits_is_the_documents_place(sequence: str) -> None:
    assert [one["sequence"] for one in documents(submission(document(sequence=sequence)))] == [1]


def test_the_small_tags_of_an_xml_exhibit_are_its_own() -> None:
    xml = document(b"<XML>\n<document>\n<text>\n1,234.56\n</text>\n</document>\n</XML>", "5")
    assert [one["sequence"] for one in documents(submission(document() + xml))] == [4, 5]


# A header alone


@pytest.mark.parametrize(
    "alone",
    [
        HEADER,
        b"\xef\xbb\xbf" + HEADER,
        HEADER.replace(b"\n", b"\r"),
        submission(b""),
        submission(b"", "IMS-DOCUMENT").replace(b"SEC-HEADER", b"IMS-HEADER"),
        HEADER.partition(b"\n")[2],
        b"<ACCEPTANCE-DATETIME>20040105170000\n" + HEADER.partition(b"\n")[2],
    ],
)
def test_a_header_alone_is_read_and_reported_as_incomplete(alone: bytes) -> None:
    reading = parsers.read(alone)
    assert reading.filing.accession == "0000000009-96-000004"
    assert reading.filing.filed == "1996-02-12"
    assert [one.name for one in reading.filing.registrants or []] == ["WRITTEN TRUST 1995-A"]
    assert reading.filing.documents == []
    assert reading.filing.incomplete == "it holds its header alone, and no document"
    assert not read_submission(alone).complete


def test_a_header_alone_is_no_success(tmp_path: Path) -> None:
    path = tmp_path / "header.txt"
    path.write_bytes(HEADER)
    said = run(str(path))
    assert said.returncode == 1
    assert said.stderr.decode() == f"{path}: read, but it holds its header alone, and no document\n"
    assert b'"cik":"0000000009"' in said.stdout


# Several in one file


def parts_of(*paths: Path) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def test_several_submissions_in_one_file_are_read_each_as_its_own(tmp_path: Path) -> None:
    parts = parts_of(ONE, OTHER)
    path = tmp_path / "both.txt"
    path.write_bytes(b"".join(parts))
    alone = b"".join(parsers.read(part).to_jsonl() for part in parts)
    assert run(str(path)).stdout == alone
    assert run("-", stdin=path.read_bytes()).stdout == alone


MIXED = [
    submission(document()),
    b"\xef\xbb\xbf" + ONE.read_bytes(),
    b"<SUBMISSION>\n<ACCESSION-NUMBER>0000000007-04-000001\n" + document() + b"</SUBMISSION>\n",
    HEADER,
    PAGE + b"\n",
    OTHER.read_bytes(),
    document(),
    HEADER,
    HEADER,
]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_submissions_headers_documents_and_exhibits_are_parted(end: bytes) -> None:
    parts = [part.replace(b"\n", end) for part in MIXED]
    assert part_bundle(b"".join(parts)) == parts


def test_a_submission_that_was_cut_off_does_not_take_the_next_with_it() -> None:
    cut = submission(document())[:-2000]
    whole = ONE.read_bytes()
    assert part_bundle(cut + b"\n" + whole) == [cut + b"\n", whole]


def test_a_submission_that_a_document_quotes_is_part_of_it() -> None:
    quoting = submission(document(b"as filed:\n" + submission(document())))
    assert part_bundle(quoting) == [quoting]


@pytest.mark.parametrize(
    "tail", [b"", b"\n\n", b"\x1a", b"</pre>\n</html>\n", b"-----END PRIVACY-ENHANCED MESS"]
)
def test_what_is_nothing_to_read_behind_a_submission_is_no_part(tail: bytes) -> None:
    raw = submission(document()) + tail
    assert part_bundle(raw) == [raw]


def test_the_library_refuses_several_as_one() -> None:
    with pytest.raises(parsers.Damaged, match="the file holds 2 submissions or exhibits"):
        parsers.read(b"".join(parts_of(ONE, OTHER)))


def test_a_damaged_one_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    path.write_bytes(submission(document())[:-2000] + b"\n" + ONE.read_bytes() + OTHER.read_bytes())
    said = run(str(path))
    assert said.returncode == 1
    assert f"{path}: 1 of 3: damaged, nothing read: 0000000009-96-000004 was cut off" in said.stderr.decode()
    assert said.stdout == b"".join(parsers.read(part).to_jsonl() for part in parts_of(ONE, OTHER))
