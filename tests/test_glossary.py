"""docs/glossary.md: each term is used in the module that it names, and is listed once."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROWS = re.findall(
    r"^\| ([^|]+?) \| ([^|]+?) \| `([^`|]+)` \|$",
    (ROOT / "docs" / "glossary.md").read_text(),
    re.MULTILINE,
)
IDS = [f"{term} in {module}" for term, _, module in ROWS]


def test_every_row_is_read_and_none_comes_twice() -> None:
    lines = [line for line in (ROOT / "docs" / "glossary.md").read_text().splitlines() if line[:2] == "| "]
    assert len(ROWS) == len(lines) - 2 > 50  # two headings
    assert len({(term, module) for term, _, module in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("term", "meaning", "module"), ROWS, ids=IDS)
def test_a_term_is_used_where_the_glossary_says(term: str, meaning: str, module: str) -> None:
    source = (ROOT / module).read_text().lower()
    joined = re.sub(r"[\s_\"'+-]+", " ", source)  # names of code and words of prose
    assert re.sub(r"[\s-]+", " ", term.lower()) in joined, f"{module} does not say '{term}'"
    assert meaning[-1] != "."
