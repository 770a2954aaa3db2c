"""JSON Schema and data dictionary, generated from the record types: `python -m parsers.schema FOLDER`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from parsers.amounts import AMOUNTS
from parsers.reading import SCHEMA_VERSION
from parsers.records import KINDS

REF = "#/$defs/{name}"
UNIT_WORDS = {
    "usd": "US dollars",
    "pct": "percent",
    "per_1000": "per $1,000",
    "factor": "fraction",
    "count": "number",
    "days": "days",
    "months": "months",
    "date": "ISO date",
    "text": "text",
    "flag": "true or false",
}


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of one line of a records file."""
    lines, definitions = msgspec.json.schema_components(KINDS, ref_template=REF)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a records file",
        "version": SCHEMA_VERSION,
        "anyOf": list(lines),
        "$defs": {name: _numbers(definition) for name, definition in definitions.items()},
    }


def _numbers(node: Any) -> Any:
    """Decimals are JSON numbers here; msgspec's schema has its default, a string."""
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {**{key: value for key, value in node.items() if key != "format"}, "type": "number"}
        return {key: _numbers(value) for key, value in node.items()}
    return [_numbers(item) for item in node] if isinstance(node, list) else node


def data_dictionary() -> str:
    """Every record kind and field with its unit and meaning, and every name of an amount, as Markdown."""
    definitions = json_schema()["$defs"]
    return "\n".join(_dictionary(definitions)) + "\n"


def _dictionary(definitions: dict[str, Any]) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield f"Schema version {SCHEMA_VERSION}. Made from the record types by `make docs`; do not edit."
    yield ""
    yield "Numbers carry exactly the printed digits. A field left out was not on the page; null was printed"
    yield "without a value (a dash under a rate, `########`). What is a reading and not print says so."
    common = set(definitions["Statement"]["properties"]) & set(definitions["Unmapped"]["properties"])
    yield from _table("Every line but `filing`", "", definitions["Unmapped"], keep=common - {"record"})
    for kind in KINDS:
        definition = definitions[kind.__name__]
        tag = definition["properties"]["record"]["enum"][0]
        keep = set(definition["properties"]) - (common if tag != "filing" else {"record"})
        yield from _table(f"`{tag}`", definition["description"], definition, keep)
    for name in ("Document", "Registrant", "Derived", "Numbers", "Checks"):
        definition = definitions[name]
        yield from _table(
            f"{name} (inside)", definition["description"], definition, set(definition["properties"])
        )
    yield from _amounts()


def _table(title: str, text: str, definition: dict[str, Any], keep: set[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    if text:
        yield from (text, "")
    yield from ("| field | unit | meaning |", "|---|---|---|")
    for field, about in definition["properties"].items():
        if field in keep:
            unit = UNIT_WORDS.get(about.get("unit", ""), about.get("unit", ""))
            yield f"| `{field}` | {unit} | {_cell(about.get('description', ''))} |"


def _amounts() -> Iterator[str]:
    yield from ("", "## Names of `amount`", "", "| name | unit | read from |", "|---|---|---|")
    for name, meaning in AMOUNTS.items():
        yield f"| `{name}` | {UNIT_WORDS.get(meaning.unit, meaning.unit)} | {_cell(meaning.text)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def files() -> dict[str, str]:
    """The generated documents by file name."""
    schema = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
    return {"schema.json": schema, "data-dictionary.md": data_dictionary()}


if __name__ == "__main__":
    for name, text in files().items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
