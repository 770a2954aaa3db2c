"""A schema change without a new version and a changelog entry does not pass."""

import copy
from typing import Any

import pytest

from parsers.schema import json_schema
from parsers.versions import SCHEMA_VERSION
from tests.parsers.schema_versions import CHANGELOG, SHAPES, complaints, shape

SCHEMA = json_schema()
RELEASED = f"# Changelog\n\n## 0.1.0 (schema {SCHEMA_VERSION})\n"


def test_the_shape_of_this_version_is_kept_and_in_the_changelog() -> None:
    stored = {path.stem: path.read_text() for path in SHAPES.glob("*.txt")}
    assert list(complaints(SCHEMA_VERSION, shape(SCHEMA), stored, CHANGELOG.read_text())) == []


def test_every_version_kept_is_in_the_changelog() -> None:
    for path in SHAPES.glob("*.txt"):
        assert f"schema {path.stem}" in CHANGELOG.read_text()


def changed(change: str) -> dict[str, Any]:
    schema = copy.deepcopy(SCHEMA)
    fields = schema["$defs"]["Tranche"]["properties"]
    if change == "a field more":
        fields["colour"] = {"type": "string"}
    elif change == "a field less":
        del fields["cusip"]
    elif change == "another type":
        fields["factor"] = {"type": "string"}
    elif change == "another unit":
        fields["factor"]["unit"] = "pct"
    else:
        del schema["$defs"]["Pool"]
    return schema


@pytest.mark.parametrize(
    "change", ["a field more", "a field less", "another type", "another unit", "a kind less"]
)
def test_a_released_version_may_not_change(change: str) -> None:
    now = shape(changed(change))
    (told,) = complaints(SCHEMA_VERSION, now, {SCHEMA_VERSION: shape(SCHEMA)}, RELEASED)
    assert "raise SCHEMA_VERSION in parsers/versions.py" in told
    assert list(complaints("9.9", now, {"9.9": now}, RELEASED)) == [
        "CHANGELOG.md has no heading with 'schema 9.9': say there what changed"
    ]
    assert list(complaints("9.9", now, {"9.9": now}, RELEASED + "\n## 9.0.0 (schema 9.9)\n")) == []


def test_a_released_version_stays_so_while_the_next_release_is_in_work() -> None:
    two = RELEASED.replace("\n## ", f"\n## 0.2.0 (schema {SCHEMA_VERSION}), unreleased\n\n## ")
    (told,) = complaints(SCHEMA_VERSION, "x\n", {SCHEMA_VERSION: shape(SCHEMA)}, two)
    assert "is released and its fields changed" in told


def test_a_version_in_work_may_change_and_its_shape_must_be_written() -> None:
    unreleased = RELEASED.replace(")\n", "), unreleased\n")
    (told,) = complaints(SCHEMA_VERSION, "x\n", {SCHEMA_VERSION: shape(SCHEMA)}, unreleased)
    assert told.endswith("run `make docs`")


def test_what_a_field_means_may_be_said_better() -> None:
    schema = copy.deepcopy(SCHEMA)
    schema["$defs"]["Tranche"]["properties"]["factor"]["description"] = "In better words."
    assert shape(schema) == shape(SCHEMA)
