"""A released schema does not change: another field, type or unit needs another SCHEMA_VERSION."""

import copy
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from parsers.amount_names import AMOUNTS
from parsers.schema import json_schema
from parsers.versions import SCHEMA_VERSION

CHANGELOG = Path("CHANGELOG.md").read_text(encoding="utf-8")
# The digest of each released version: whoever dates the heading of one in the changelog adds it here.
RELEASED = {"1.0": "b0c3dfbbdb722e127394d7d9f01933dcf0110aa5f42b6b3784176765ba496234"}
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


def complaint(version: str, found: str, released: dict[str, str], changelog: str) -> str:
    """Why fields of this digest cannot be this version; empty where they can."""
    headings = re.findall(rf"^## .*\bschema {re.escape(version)}\b.*$", changelog, re.MULTILINE)
    if not headings:
        return f"CHANGELOG.md has no heading with 'schema {version}': say there what changed"
    # A later release in work may have the same schema, which is released all the same.
    if all("unreleased" in heading for heading in headings):
        return f"schema {version} has a digest and is unreleased" if version in released else ""
    if released.get(version) == found:
        return ""
    if version not in released:
        return f"schema {version} has a day in CHANGELOG.md: add its digest to RELEASED, {found}"
    return (
        f"schema {version} is released and its fields changed (a git diff of docs/schema.json says which):"
        " raise SCHEMA_VERSION in parsers/versions.py and say in CHANGELOG.md what changed"
    )


def test_this_version_is_in_the_changelog_and_as_it_was_released() -> None:
    assert complaint(SCHEMA_VERSION, digest(json_schema()), RELEASED, CHANGELOG) == ""


IN_WORK, DATED = "## 2.0.0 (schema 9.9), unreleased\n", "## 1.9.0 (schema 9.9), 2026-12-24\n"


@pytest.mark.parametrize(
    ("released", "changelog", "reported"),
    [
        ({}, "# Changelog\n", "has no heading with 'schema 9.9'"),
        ({}, IN_WORK, ""),
        ({"9.9": "now"}, IN_WORK, "has a digest and is unreleased"),
        ({}, DATED, "add its digest to RELEASED, now"),
        ({"9.9": "now"}, DATED, ""),
        ({"9.9": "then"}, DATED, "is released and its fields changed"),
        ({"9.9": "now"}, IN_WORK + DATED, ""),
        ({"9.9": "then"}, IN_WORK + DATED, "is released and its fields changed"),
    ],
)
def test_a_released_version_does_not_change_while_one_in_work_may(
    released: dict[str, str], changelog: str, reported: str
) -> None:
    said = complaint("9.9", "now", released, changelog)
    assert reported in said and bool(reported) == bool(said)


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
