"""Schema and dictionary are what the record types say, and every line written is valid."""

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import msgspec
import pytest

import parsers
from parsers.amount_names import AMOUNTS
from parsers.jsonl import to_jsonl
from parsers.records import KINDS, Amount, Tranche
from parsers.schema import files, json_schema
from tests.parsers.golden import PAGES

SCHEMA = json_schema()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_line_of_every_fixture_is_valid(page: Path) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    lines = parsers.read(page.read_bytes()).to_jsonl().decode().splitlines()
    for number, line in enumerate(lines, start=1):
        errors = [error.message for error in validator.iter_errors(json.loads(line))]
        assert not errors, f"line {number}: {errors[0]}"


def test_an_unknown_field_or_a_number_as_text_is_not_valid() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    line = json.loads(to_jsonl([Tranche(tranche=1, principal=Decimal("1.50"))]))
    assert validator.is_valid(line)
    assert not validator.is_valid({**line, "colour": "red"})
    assert not validator.is_valid({**line, "principal": "1.50"})


@pytest.mark.parametrize("name", sorted(files()))
def test_the_generated_documents_are_those_in_docs(name: str) -> None:
    assert (Path("docs") / name).read_text(encoding="utf-8") == files()[name], "run: make docs"


def test_every_field_says_what_it_means() -> None:
    for name, definition in SCHEMA["$defs"].items():
        for field, about in definition["properties"].items():
            assert field == "record" or about.get("description"), f"{name}.{field}"


def test_every_name_of_an_amount_says_its_unit_and_meaning() -> None:
    assert all(meaning.unit and meaning.text for meaning in AMOUNTS.values())


@pytest.mark.parametrize(
    ("digits", "written"),
    [
        ("0.3172680", b"0.3172680"),
        ("0.0000000", b"0.0000000"),
        ("0.00000001", b"0.00000001"),
        ("535821769.48", b"535821769.48"),
        ("-1.00", b"-1.00"),
        ("100000000000000000000.10", b"100000000000000000000.10"),
    ],
)
def test_a_number_is_written_with_its_digits_and_never_an_exponent(digits: str, written: bytes) -> None:
    line = to_jsonl([Amount(name="total_fee", unit="usd", value=Decimal(digits), label="0E-7 as words")])
    assert b'"value":' + written + b"," in line
    assert b'"label":"0E-7 as words"' in line


def test_record_kinds_have_names_of_their_own() -> None:
    tags = [kind.__struct_config__.tag for kind in KINDS]
    assert len(set(tags)) == len(tags)
    assert all(msgspec.structs.fields(kind) for kind in KINDS)
