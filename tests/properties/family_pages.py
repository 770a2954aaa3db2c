"""Pages of families, traps and damaged pages for the tests about them; each drawn once."""

import re
from functools import cache
from html import unescape

import pytest

from tests.properties.pages import share_of
from tests.writer.families import FAMILIES, Written, traps

SEEDS = range(share_of(12))

each_family = pytest.mark.parametrize("family", FAMILIES)
each_face = pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
each_trap = pytest.mark.parametrize("trap", traps.TRAPS)


@cache
def page_of(family: str, seed: int, html: bool) -> Written:
    page: Written = FAMILIES[family].write(seed, html=html)
    return page


def pages(family: str, html: bool) -> list[Written]:
    return [page_of(family, seed, html) for seed in SEEDS]


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def lines_of(page: Written) -> dict[int, str]:
    """What is printed on each line, without blanks; of HTML on each row and in the words that lead to it."""
    if not page.html:
        return dict(enumerate(map(squashed, page.text.splitlines()), start=1))
    found: dict[int, str] = {}
    for number, row in enumerate(re.split(r"<tr\b[^>]*>", page.text, flags=re.IGNORECASE)):
        inside, *after = re.split(r"</table>", row, maxsplit=1, flags=re.IGNORECASE)
        for line, markup in [(max(number, 1), inside), *((number + 1, words) for words in after)]:
            words = squashed(unescape(re.sub(r"<[^<>]+>", " ", markup)))
            found[line] = found.get(line, "") + words
    return found


def misprinted(page: Written) -> list[object]:
    """Figures that do not stand where the truth says."""
    lines = lines_of(page)
    return [one for one in page.figures if squashed(one.text) not in lines.get(one.line, "")]
