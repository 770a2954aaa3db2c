"""Whatever tags stand in whatever order: no figure is lost without a word, and no byte between two parts."""

import random

import pytest

import parsers
from parsers.bundles import part_bundle
from parsers.submission import read_submission

FIGURE = b"1,234.56 text\n"
TOKENS = [
    b"<SEC-DOCUMENT>0000000009-04-000001.txt : 20040105\n",
    b"</SEC-DOCUMENT>\n",
    b"<SEC-HEADER>0000000009-04-000001.hdr.sgml\n",
    b"</SEC-HEADER>\n",
    b"<IMS-HEADER>\n",
    b"<SUBMISSION>\n",
    b"</SUBMISSION>\n",
    b"<DOCUMENT>\n",
    b"</DOCUMENT>\n",
    b"<document>\n",
    b"</document>\n",
    b"<TEXT>\n",
    b"</TEXT>\n",
    b"<TYPE>8-K\n",
    b"<SEQUENCE>2\n",
    b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n",
    b"-----END PRIVACY-ENHANCED MESSAGE-----\n",
    b"ACCESSION NUMBER: 0000000009-04-000001\n",
    b"PUBLIC DOCUMENT COUNT: 3\n",
    b"FILER:\n",
    b"<FILER>\n",
    b"</FILER>\n",
    b"\tCOMPANY DATA:\n",
    b"CENTRAL INDEX KEY: 1\n",
    b"words\n",
    b"\n",
    b"\xef\xbb\xbf",
    FIGURE,
    FIGURE,
]
ROUNDS = 5000


def raws(seed: int) -> list[bytes]:
    rng = random.Random(seed)
    return [
        b"".join(rng.choices(TOKENS, k=rng.randint(0, 25))).replace(
            b"\n", rng.choice([b"\n", b"\n", b"\r", b"\r\n"])
        )
        for _ in range(ROUNDS)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_no_figure_is_lost_without_a_word(seed: int) -> None:
    whole = 0
    for raw in raws(seed):
        parts = part_bundle(raw)
        assert b"".join(parts) == raw
        for part in parts:
            submission = read_submission(part)
            found = sum(document.text.count("1,234.56") for document in submission.documents)
            assert found == part.count(b"1,234.56") or not submission.complete, part
            whole += submission.complete and found > 0
    assert whole > ROUNDS // 10, whole


def test_several_in_one_file_are_never_read_as_one_whole() -> None:
    for raw in raws(7):
        reported = sum(read_submission(part).is_submission for part in part_bundle(raw))
        try:
            reading = parsers.read(raw)
        except parsers.Damaged:
            continue
        assert reported <= 1, (raw, reading.filing)
