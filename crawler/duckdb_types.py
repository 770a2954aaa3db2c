"""Derives the table columns of each record kind from the record types."""

import sys
from pathlib import Path
from typing import Any

from crawler.reporters import months_of_end
from parsers.records import KINDS
from parsers.schema import json_schema
from storage.tables import views_sql

# 26 digits before the point and 12 after it: more than any statement prints.
EXACT = "DECIMAL(38, 12)"
PLAIN = {"integer": "BIGINT", "number": EXACT, "string": "VARCHAR", "boolean": "BOOLEAN"}


def columns() -> dict[str, dict[str, str]]:
    """{kind: {column: type of DuckDB}}, for every record kind."""
    definitions = json_schema()["$defs"]
    found = {}
    for kind in KINDS:
        fields = definitions[kind.__name__]["properties"]
        found[fields["record"]["enum"][0]] = {
            name: column_type(about, definitions) for name, about in fields.items()
        }
    return found


def column_type(about: dict[str, Any], definitions: dict[str, Any]) -> str:
    """The type of one field, as the schema describes it."""
    if "enum" in about:
        return "VARCHAR"
    if "$ref" in about:
        inner = definitions[about["$ref"].rpartition("/")[2]]["properties"]
        fields = ", ".join(f'"{name}" {column_type(field, definitions)}' for name, field in inner.items())
        return f"STRUCT({fields})"
    if about.get("unit") == "date":
        return "DATE"
    if about.get("type") == "array":
        return f"{column_type(about['items'], definitions)}[]"
    if about.get("type") == "object":
        return f"MAP(VARCHAR, {column_type(about['additionalProperties'], definitions)})"
    return plain_type(about)


def plain_type(about: dict[str, Any]) -> str:
    """The type that holds all of a field's values: text if a word may replace a number."""
    said = [one["type"] for one in about["anyOf"]] if "anyOf" in about else about["type"]
    types = ({said} if isinstance(said, str) else set(said)) - {"null"}
    if "string" in types:
        return "VARCHAR"
    return EXACT if "number" in types else PLAIN[types.pop()]


if __name__ == "__main__":  # `make docs`
    (Path(sys.argv[1]) / "views.sql").write_text(views_sql(columns(), months_of_end()), encoding="utf-8")
