"""The shape of the records by schema version, kept in docs/schemas; `make docs` writes it.

A released version's shape never changes: who changes a field raises SCHEMA_VERSION and says so in the
changelog. While every heading of the changelog for a version says 'unreleased', its shape is written anew.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parsers.amount_names import AMOUNTS
from parsers.schema import json_schema
from parsers.versions import SCHEMA_VERSION

SHAPES = Path("docs/schemas")
CHANGELOG = Path("CHANGELOG.md")


def shape(schema: dict[str, Any]) -> str:
    """Every field and amount with type and unit, a line each; what they mean may be said better any time."""
    lines = (
        f"{name}.{field}: {type_of(about)}{' ' + about['unit'] if 'unit' in about else ''}"
        for name, definition in schema["$defs"].items()
        for field, about in definition["properties"].items()
    )
    amounts = (f"amount {name}: {meaning.unit}" for name, meaning in AMOUNTS.items())
    return "\n".join(sorted([*lines, *amounts])) + "\n"


def type_of(about: dict[str, Any]) -> str:
    """'number|null', 'array of integer', the name of a structure, or a fixed word in quotation marks."""
    if "enum" in about:
        return "|".join(repr(word) for word in about["enum"])
    if "$ref" in about:
        return about["$ref"].rpartition("/")[2]
    if "anyOf" in about:
        return "|".join(type_of(one) for one in about["anyOf"])
    kinds = about["type"] if isinstance(about["type"], list) else [about["type"]]
    inner = about.get("items") or about.get("additionalProperties")
    return "|".join(kinds) + (f" of {type_of(inner)}" if inner else "")


def complaints(version: str, now: str, stored: dict[str, str], changelog: str) -> Iterator[str]:
    """What is missing for this shape to be this version of the schema."""
    if not headings(version, changelog):
        yield f"CHANGELOG.md has no heading with 'schema {version}': say there what changed"
    if version not in stored:
        yield f"there is no docs/schemas/{version}.txt: run `make docs`"
    elif stored[version] != now:
        before, after = set(stored[version].splitlines()), set(now.splitlines())
        told = "; ".join([*(f"-{line}" for line in before - after), *(f"+{line}" for line in after - before)])
        if is_released(version, changelog):
            yield (
                f"schema {version} is released and its fields changed ({told}): raise SCHEMA_VERSION in"
                " parsers/versions.py, say in CHANGELOG.md what changed, and run `make docs`"
            )
        else:
            yield f"the fields changed ({told}): run `make docs`"


def headings(version: str, changelog: str) -> list[str]:
    """The releases that have this version of the schema; several have the same one."""
    return re.findall(rf"^## .*\bschema {re.escape(version)}\b.*$", changelog, re.MULTILINE)


def is_released(version: str, changelog: str) -> bool:
    """Whether a release has it: a version that no heading names is not to be written either."""
    found = headings(version, changelog)
    return not found or any("unreleased" not in heading for heading in found)


def store() -> None:
    """Write the shape of the version in work; a released one stays as it is."""
    path, now, changelog = SHAPES / f"{SCHEMA_VERSION}.txt", shape(json_schema()), CHANGELOG.read_text()
    if path.exists() and path.read_text() != now and is_released(SCHEMA_VERSION, changelog):
        sys.exit(next(complaints(SCHEMA_VERSION, now, {SCHEMA_VERSION: path.read_text()}, changelog)))
    SHAPES.mkdir(exist_ok=True)
    path.write_text(now)


if __name__ == "__main__":
    store()
