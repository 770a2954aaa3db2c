"""Statements of mortgage trusts, read: bytes of a submission in, records out. No network, no disk, no clock.

reading = parsers.read(raw)
reading.records      # Filing, Statement, Tranche, …
reading.to_jsonl()   # the same as JSON lines, numbers with their printed digits
"""

from parsers.pipeline import PARSER_VERSION, SCHEMA_VERSION, Damaged, Reading, read

__all__ = ["PARSER_VERSION", "SCHEMA_VERSION", "Damaged", "Reading", "read"]
