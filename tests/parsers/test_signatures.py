"""A layout's expressions are found on a page by the words they begin with: just where they are without."""

import re
from pathlib import Path

import pytest

from parsers.documents import read_page
from parsers.layouts import LAYOUTS
from parsers.page import Page
from parsers.signatures import Signature
from parsers.splitting import Titles
from tests.parsers.golden import PAGES

FOREIGN = sorted((Path(__file__).parent / "foreign").glob("*.txt"))
TITLES = {layout.splitting.title for layout in LAYOUTS if isinstance(layout.splitting, Titles)}
EXPRESSIONS = sorted(TITLES.union(*((*layout.signatures, *layout.excludes) for layout in LAYOUTS)))


@pytest.mark.parametrize("path", [*PAGES, *FOREIGN], ids=lambda path: path.name)
def test_a_page_has_the_signs_that_its_lines_have(path: Path) -> None:
    page = read_page(path.read_text(encoding="latin-1"))
    for words in filter(None, EXPRESSIONS):
        plain = re.compile(words, re.IGNORECASE)
        places = [place for place, line in enumerate(page.lines) if plain.search(line.text)]
        assert page.places(Signature(words)) == places, words
        assert page.has(Signature(words)) == bool(places)


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        (r"^[ ]*FOR POOL ?#", "for pool#1"),
        (r"^[ ]*FOR POOL ?#", "  For Pool #1"),
        (r"\bNotes {2,}Factor", "Term Notes    Factor"),
        (r"\bNotes?\b", "A Note"),
        (r"^[ ]*(?:Beginning|Ending) Balance", "Ending Balance"),
        (r"Notes$", "the notes"),
    ],
)
def test_a_letter_that_an_expression_may_lack_is_not_looked_for(expression: str, line: str) -> None:
    page = Page.from_text(f"first\n{line}\nlast")
    assert page.places(Signature(expression)) == [1]


def test_the_words_of_a_sign_elsewhere_on_a_line_are_not_the_sign() -> None:
    page = Page.from_text(
        "Report of a Servicing Certificate\nServicing Certificate\nno Servicing Certificates"
    )
    assert page.places(Signature(r"^[ ]*Servicing Certificate\b")) == [1]
