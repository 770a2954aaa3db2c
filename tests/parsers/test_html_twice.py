"""The rows of HTML pages, read from the parser's events and from BeautifulSoup's tree: the same either way.

The events need no tree: a third of the time, and less memory. BeautifulSoup is the measure here because it
says what a page holds whatever its markup lacks.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from parsers.html import RowReader, read_rows
from tests.properties.pages import share_of

PAGES = sorted(Path(__file__).parent.joinpath("fixtures").glob("*.htm"))
MARKUP = (
    *("<table>", "</table>", "<tr>", "</tr>", "<tr", "<td>", "</td>", "<th>"),
    *("<td colspan=3>", "<td rowspan=2>"),
    *("<p>", "</p>", "<div>", "</div>", "<b>", "<font>", "</font>", "<pre>", "</pre>", "<br>", "<center>"),
    *("<", "&", "&nbsp;", "&#150;", "&bogus;", "<!--", "-->", "<?xml", "<![CDATA[", "]]>", "\0"),
    '<a href="x',
    *("<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<form>", "<select><option>"),
    *("</body>", "</html>", "<html>", "<tbody>", "</tbody>", "<td/>"),
)
DAMAGES = share_of(8)  # of each page


def _walk(soup: BeautifulSoup) -> Iterator[tuple[bool, PageElement]]:
    """Every node at its opening and every tag at its closing, in document order."""
    path, tags = [iter(soup.contents)], []
    while path:
        node = next(path[-1], None)
        if node is None:
            path.pop()
            if tags:
                yield False, tags.pop()
            continue
        yield True, node
        if isinstance(node, Tag):
            tags.append(node)
            path.append(iter(node.contents))


def _rows_of_tree(text: str):
    reader = RowReader()
    for opened, node in _walk(BeautifulSoup(text, "lxml")):
        if isinstance(node, Tag) and opened:
            reader.start(node.name, {name: str(value) for name, value in node.attrs.items()})
        elif isinstance(node, Tag):
            reader.end(node.name)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            reader.data(str(node))
    return reader.close()


def _printed(lines) -> list[tuple[object, ...]]:
    return [
        (line.number, line.text, [(cell.kind, cell.text, cell.start, cell.end) for cell in line.cells])
        for line in lines
    ]


def _damaged(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text))
        stop = min(len(text), start + chance.choice((0, 1, 5, 30, 300)))
        text = text[:start] + (chance.choice(MARKUP) if chance.random() < 0.8 else "") + text[stop:]
    return text


def test_there_are_pages_to_read():
    assert len(PAGES) > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_whole_or_damaged_has_the_rows_of_its_tree(page):
    text, chance = page.read_text(encoding="utf-8"), random.Random(page.stem)
    for text_of_page in [text, *(_damaged(text, chance) for _ in range(DAMAGES))]:
        assert _printed(read_rows(text_of_page)) == _printed(_rows_of_tree(text_of_page))
