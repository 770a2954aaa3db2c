"""The README is true: its commands, settings, dependencies and its example of records."""

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tests.parsers.golden import PAGES, records_of

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_it_shows_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for command in ("make crawl", "make test"):
        assert f"\n{command}\n" in README
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)


def test_it_gives_a_reason_for_each_dependency() -> None:
    table = README[README.index("## Dependencies") :]
    extras = [name for group in PROJECT["optional-dependencies"].values() for name in group]
    for requirement in [*PROJECT["dependencies"], *extras]:
        name = re.split(r"[><=\[ ]", requirement)[0]
        assert name in table or (name.startswith("types-") and "types-*" in table), f"{name} has no reason"


def test_every_setting_in_its_table_is_one_of_ours() -> None:
    settings = (ROOT / "crawler" / "settings.py").read_text()
    named = re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)
    assert len(named) >= 7
    assert [name for name in named if not re.search(rf"\b{name}\b", settings)] == []


def test_what_proves_its_promises_is_there() -> None:
    proofs = re.findall(r"`(tests/[a-z_/0-9]+\.py)`", README)
    assert len(proofs) >= 12
    assert [proof for proof in proofs if not (ROOT / proof).is_file()] == []


EXAMPLES = re.findall(r'^\{"record".*\}$', README, re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[:40])
def test_its_example_records_are_read_from_the_samples(example: str) -> None:
    shown = json.loads(example, parse_float=Decimal)
    shown.pop("accession", None)
    records = [record for page in PAGES for record in records_of(page)]
    assert any(all(record.get(field) == value for field, value in shown.items()) for record in records)


def test_its_example_has_all_three_kinds() -> None:
    assert {json.loads(example)["record"] for example in EXAMPLES} == {"tranche", "amount", "check"}


@pytest.mark.parametrize(
    "line", ["A-III-       785,773        86,791", "Increase (D975,292.71", "balan0.00ue GMAC"]
)
def test_its_example_lines_stand_in_the_samples(line: str) -> None:
    assert line in README
    assert any(line in page.read_text(encoding="latin-1") for page in PAGES)
