"""The names of the report's files; links use them before the files exist."""

import hashlib
import re

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def statement_page(accession: str, document: int, statement: int) -> str:
    """The page of a statement, below `statements/`."""
    return f"{accession}-{document}-{statement}.html"


def deal_page(deal: str) -> str:
    """The page of a deal, below `deals/`; the digest separates names that differ in unsafe characters."""
    safe = _UNSAFE.sub("-", deal).strip("-.")[:60]
    return f"{safe}-{hashlib.sha256(deal.encode()).hexdigest()[:6]}.html"
