"""The three versions: the meaning of each, and when it is raised.

PROJECT_VERSION is the release's, as in pyproject.toml and CHANGELOG.md. Its first number moves when users of
a command, a setting, an exit code or the zone must change something, its second when something is added.

PARSER_VERSION moves when the same submission gives other records, and only then. Every records file says who
wrote it, and `scrapy reparse --outdated` reads again what another version wrote.

SCHEMA_VERSION moves when a field, its type or its unit changes; its first number when a reader of the earlier
schema would misread the new one. A released one is frozen: a test compares its fields.
"""

PROJECT_VERSION = "1.0.0"
PARSER_VERSION = "0.5.0"
SCHEMA_VERSION = "1.0"


def versions() -> dict[str, str]:
    """The three by name, as a run's manifest has them."""
    return {"project": PROJECT_VERSION, "parser": PARSER_VERSION, "schema": SCHEMA_VERSION}
