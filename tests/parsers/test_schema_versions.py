"""A released schema does not change: another field, type or unit needs another SCHEMA_VERSION."""

import copy
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from parsers.amount_names import AMOUNTS
from parsers.pipeline import SCHEMA_VERSION
from parsers.schema import json_schema

CHANGELOG = Path("CHANGELOG.md").read_text(encoding="utf-8")
# The digest of each released version: whoever dates the heading of one in the changelog adds it here.
RELEASED: dict[str, str] = {}
SAID_BETTER = {"description", "title"}  # what a field means may be said better at any time


def digest(schema: dict[str, Any]) -> str:
    """Of every field with type and unit, and of every name of an amount with its unit."""
    amounts = sorted((name, meaning.unit) for name, meaning in AMOUNTS.items())
    return hashlib.sha256(repr((shape(schema["$defs"]), amounts)).encode()).hexdigest()


def shape(node: Any) -> Any:
    """A schema without its words."""
    if isinstance(node, dict):
        kept = sorted(key for key, value in node.items() if key not in SAID_BETTER or isinstance(value, dict))
        return [(key, shape(node[key])) for key in kept]
    return [shape(one) for one in node] if isinstance(node, list) else node


def test_this_version_is_in_the_changelog_and_as_it_was_released() -> None:
    heading = re.search(rf"^## .*\bschema {re.escape(SCHEMA_VERSION)}\b.*$", CHANGELOG, re.MULTILINE)
    assert heading, f"CHANGELOG.md has no heading with 'schema {SCHEMA_VERSION}'"
    is_released = "unreleased" not in heading[0]
    assert is_released == (SCHEMA_VERSION in RELEASED)
    assert RELEASED.get(SCHEMA_VERSION, digest(json_schema())) == digest(json_schema())


@pytest.mark.parametrize("change", ["a field more", "a field less", "another type", "another unit"])
def test_a_change_is_seen(change: str) -> None:
    schema = json_schema()
    before, fields = digest(schema), schema["$defs"]["Tranche"]["properties"]
    if change == "a field more":
        fields["description"] = {"type": "string"}
    elif change == "a field less":
        del fields["cusip"]
    else:
        fields["factor"]["type" if change == "another type" else "unit"] = "string"
    assert digest(schema) != before


def test_what_a_field_means_may_be_said_better() -> None:
    schema = copy.deepcopy(json_schema())
    schema["$defs"]["Tranche"]["properties"]["factor"]["description"] = "In better words."
    assert digest(schema) == digest(json_schema())
