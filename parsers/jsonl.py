"""Writes records as JSON lines: numbers with exactly the printed digits, never a float or an exponent."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from parsers.records import Record

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_EXPONENT = re.compile(rb"\dE-\d")


def to_jsonl(records: Iterable[Record]) -> bytes:
    """One JSON object a line in the order given, each line ended by '\\n'."""
    records = list(records)
    lines: bytes = _ENCODER.encode_lines(records)
    # Python writes Decimal('0.0000000') as 0E-7; such a line is converted digit by digit, which is slower.
    if b"E-" in lines and _EXPONENT.search(lines):
        return b"".join(_to_line(record) + b"\n" for record in records)
    return lines


def _to_line(record: Record) -> bytes:
    line = _ENCODER.encode(record)
    if _EXPONENT.search(line):
        return _ENCODER.encode(_plain(msgspec.to_builtins(record, builtin_types=(Decimal,))))
    return line


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return msgspec.Raw(format(value, "f").encode("ascii"))
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
