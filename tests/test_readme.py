"""The README is true: its commands, settings, dependencies and its example of records."""

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import parsers
from crawler.reporters import FAMILIES
from tests.coverage_table import COLUMNS, READ_IN_PLACE, with_table
from tests.parsers.golden import PAGES, load, records_of

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


# Typed from the pages: the class of 2003-AR2, the glued line of 2003-HE2, and the delinquent loans
# of 2003-AR2's group 3, whose 292,078 are 0.1784 % of its own ending balance and printed as 0.4186 %.
TYPED = {
    "tranche": {
        "class_name": "A-III-",
        "cusip": "36185NF88",
        "beginning_balance": "73970000",
        "principal": "785773",
        "interest": "86791",
        "total_distribution": "872565",
        "realized_loss": "0.00",
        "ending_balance": "73184227",
        "pass_through_rate_pct": "1.3200",
    },
    "amount": {"value": "975292.71"},
    "check": {"expected": "0.1784", "printed": "0.4186", "difference": "0.2402"},
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[:40])
def test_its_example_records_have_the_figures_of_the_pages(example: str) -> None:
    shown = json.loads(example, parse_float=str, parse_int=str)
    assert TYPED[shown["record"]].items() <= shown.items()


def test_its_example_has_all_three_kinds() -> None:
    assert {json.loads(example)["record"] for example in EXAMPLES} == {"tranche", "amount", "check"}


@pytest.mark.parametrize(
    "line", ["A-III-       785,773        86,791", "Increase (D975,292.71", "balan0.00ue GMAC"]
)
def test_its_example_lines_stand_in_the_samples(line: str) -> None:
    assert line in README
    assert any(line in page.read_text(encoding="latin-1") for page in PAGES)


def test_its_table_of_coverage_is_made_from_the_reporters_and_the_test_pages() -> None:
    assert with_table(README) == README, "run `make docs`"


@pytest.mark.parametrize("family", FAMILIES)
def test_its_table_of_coverage_has_every_family(family: str) -> None:
    [row] = re.findall(rf"^\| `{family}` \|.*$", README, re.MULTILINE)
    assert FAMILIES[family].printed_by in row


@pytest.mark.corpus
@pytest.mark.parametrize("column", READ_IN_PLACE["rfc_report"])
def test_the_real_report_read_in_place_has_what_the_table_says(corpus: Path, column: str) -> None:
    report = parsers.read((corpus / "corpus" / "rfc-report-2000-12.cut.txt").read_bytes())
    assert any(map(COLUMNS[column], load(report.to_jsonl().decode())))
