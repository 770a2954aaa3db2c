"""Statements of mortgage trusts, read: bytes of a submission in, records out. No network, no disk, no clock.

reading = parsers.read(raw)
reading.records      # Filing, Statement, Tranche, …
reading.to_jsonl()   # the same as JSON lines, numbers with their printed digits
"""

from parsers.pipeline import Damaged, Reading, read
from parsers.versions import PARSER_VERSION, PROJECT_VERSION, SCHEMA_VERSION

__all__ = ["PARSER_VERSION", "PROJECT_VERSION", "SCHEMA_VERSION", "Damaged", "Reading", "read"]
