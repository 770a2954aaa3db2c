"""What a block makes of a few lines of text: for the tests of the kinds of block."""

from typing import Any

import msgspec

from parsers.blocks.grouped import Kind
from parsers.builder import Builder
from parsers.page import Page


def read_with(kind: Kind, text: str, group: str | None = None) -> tuple[Builder, list[str]]:
    """The builder that a block filled from a page, and the words of the lines that it left."""
    builder = Builder("any")
    rest = kind.read(builder, Page.from_text(text).lines, group)
    return builder, [line.squashed for line in rest if line.cells]


def fields(record: Any, *without: str) -> dict[str, Any]:
    """The figures and names of a record as text, without what every line has."""
    common = {"record", "accession", "document", "statement", "lines", *without}
    reported = msgspec.to_builtins(record)
    return {name: str(value) for name, value in reported.items() if name not in common}


def amounts(builder: Builder) -> dict[str, str]:
    """The amounts by name."""
    return {amount.name: str(amount.value) for amount in builder.amounts}
