"""JSON Schema, data dictionary and vocabulary, from types and tables: `python -m parsers.schema FOLDER`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from parsers.amount_names import AMOUNTS
from parsers.records import KINDS
from parsers.versions import SCHEMA_VERSION
from parsers.vocabulary.markdown import vocabulary

REF = "#/$defs/{name}"
UNIT_WORDS = {
    "usd": "US dollars",
    "usd_per_1000": "US dollars per 1,000",
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

# Each row: the record that is a total, what it is the total of, and how to take each figure once.
TOTALS = (
    (
        "`delinquency`, `bucket` 'total'",
        "the status's other buckets",
        "take 'total' where there is one, else add up the buckets; 'current' loans are not late",
    ),
    (
        "`delinquency`, `status` 'all'",
        "delinquent, foreclosure, bankruptcy and REO",
        "leave 'all' out, or take it alone; the delinquent figures may hold the other three too: `includes`",
    ),
    (
        "`delinquency`, `pool` and `amount` with `group` null, beside others with a group",
        "the loan groups",
        "take the line without a group where the statement has one, else add up the groups",
    ),
    (
        "`total`",
        "the `tranche` lines; under a `group`, the same certificates again",
        "do not add the two kinds up, nor the totals of several groups",
    ),
    (
        "`tranche`, `notional` true",
        "balances that other classes hold",
        "leave strips out of sums of balances, keep them in sums of interest and distributions",
    ),
    (
        "`credit_support`, `kind` 'class' or 'subordination'",
        "the classes, or all that stand below one",
        "do not add them up: a class stands below several others",
    ),
    (
        "`amount` named `total_…`, and every `…_ending`",
        "the amounts of the same section; the same amount at the period's beginning and its change",
        "choose by `name` and never add up across names",
    ),
)


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
    yield from _totals()


def _totals() -> Iterator[str]:
    yield from ("", "## Totals beside their parts", "")
    yield "A page prints sums beside their parts, and the records keep both. A query that adds up a whole"
    yield "column counts the same dollars twice, unless one of the two is left out:"
    yield from ("", "| this line | stands beside | so |", "|---|---|---|")
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in TOTALS)
    yield ""
    yield "The same statement can be filed again and amended: join with `latest_statement` first."


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
    return {"schema.json": schema, "data-dictionary.md": data_dictionary(), "vocabulary.md": vocabulary()}


if __name__ == "__main__":
    for name, text in files().items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
