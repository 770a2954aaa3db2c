"""Derived views that other views query many times: where all records are loaded, they are stored as tables.

DuckDB puts a view's query into each query over it, and plans and runs it as often. The views here have a
row for each statement, class or month, and no record's text.
"""

import re

KEPT = (
    *("latest_statement", "deal_pool", "prepayment_speed", "loss_history", "class_enhancement"),
    *("serious_delinquency", "deal_history"),
)
_VIEW = re.compile(rf"^CREATE OR REPLACE VIEW ({'|'.join(KEPT)}) AS$", re.MULTILINE)


def as_tables(views: str) -> str:
    """The SQL of views, that of the kept ones as tables of what the records say now."""
    return _VIEW.sub(r"CREATE OR REPLACE TABLE \1 AS", views)
