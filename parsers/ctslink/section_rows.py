"""The rows of a CTSLink statement by the section that they stand in.

A section is known by its title alone: pages order them differently, leave some out and add others. A row
below a title that is not known is in no section, whatever known title stands above that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.blocks.finding import Block, BlockRow
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.targets import Target, place
from parsers.vocabulary import table_titles
from parsers.vocabulary.wording import letters, normalize

PARTS = frozenset(map(normalize, ("Deposits", "Withdrawals")))  # titles of parts of a section
_AS_OF = re.compile(r"\s+(?:at|as of)\s+\d.*$", re.IGNORECASE)  # 'Ending Actual … Balance at 31-Oct-1999'


def section_of(row: BlockRow) -> str:
    """The title that a row stands below, normalized; '' where it stands below none."""
    titles = (table_titles.bare(title) for title in reversed(row.section))
    return next((title for title in titles if title not in PARTS), "")


def blocks_below(blocks: Iterable[Block], titles: Iterable[str]) -> Iterator[Block]:
    """The tables whose rows all stand below one of these titles."""
    wanted = set(map(normalize, titles))
    return (block for block in blocks if block.heading and {section_of(row) for row in block.rows} <= wanted)


def place_facts(
    builder: Builder, blocks: Iterable[Block], labels: Mapping[str, Mapping[str, Target]]
) -> None:
    """Place the labelled figures: `labels` by the title of the section that they stand in.

    A line may hold several, one behind the other. A label that comes again is printed for a group whose
    name was lost: neither figure is placed.
    """
    tables = {normalize(title): _by_letters(own) for title, own in labels.items()}
    found: dict[Target, list[tuple[Cell, str]]] = {}
    for row in (row for block in blocks for row in block.rows):
        table = tables.get(section_of(row), {})
        for label, cell in labelled(row.line.cells):
            target = table.get(letters(_AS_OF.sub("", label)))
            if target is not None:
                found.setdefault(target._replace(group=row.group or ""), []).append((cell, label))
    for target, figures in found.items():
        if len(figures) == 1:
            place(builder, target, *figures[0])


def _by_letters(labels: Mapping[str, Target]) -> dict[str, Target]:
    return {letters(label): target for label, target in labels.items()}


def labelled(cells: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """Each value of a line with the words right before it; a second value behind one label has none."""
    words: list[str] = []
    for cell in cells:
        if cell.is_value:
            yield " ".join(words), cell
            words = []
        else:
            words.append(cell.text)
