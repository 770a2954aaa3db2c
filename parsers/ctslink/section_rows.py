"""The rows of a CTSLink statement by their section.

A section is known by its title alone: pages order them differently, omit some and add others. A row
below an unknown title is in no section, even with a known title above that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.blocks.finding import Block, BlockRow
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.page import Line
from parsers.targets import Target, place
from parsers.vocabulary import table_titles
from parsers.vocabulary.loan_types import name_loan_type
from parsers.vocabulary.wording import letters, normalize

PARTS = frozenset(map(normalize, ("Deposits", "Withdrawals")))  # titles of parts of a section
_AS_OF = re.compile(r"\s+(?:at|as of)\s+\d.*$", re.IGNORECASE)  # 'Ending Actual … Balance at 31-Oct-1999'


class SectionRows:
    """The blocks of a statement, and the section of each of their rows."""

    def __init__(self, lines: Sequence[Line], blocks: Sequence[Block]) -> None:
        self.lines = lines
        self.blocks = blocks
        self._opened = [(line.number, title) for line in lines if (title := _known_title(line))]
        alone = (line for line in lines if len(line.cells) == 1 and not line.values)
        self._kinds = [(line.number, kind) for line in alone if (kind := name_loan_type(line.squashed))]

    def section_of(self, row: BlockRow) -> str:
        """The title above a row, normalized; '' where there is none.

        The name of a group ends the titles of parts, so that its rows belong to the section opened last.
        """
        titles = [table_titles.bare(title) for title in reversed(row.section)]
        nearest = next((title for title in titles if title not in PARTS and not name_loan_type(title)), "")
        if self.group_of(row) is None or (nearest and not _is_known(nearest)):
            return nearest
        # In HTML the words above a table have the number of its first row.
        return next((title for at, title in reversed(self._opened) if at <= row.line.number), "")

    def group_of(self, row: BlockRow) -> str | None:
        """The group of a row, named above it by its number or by the kind of its loans.

        A kind of loans alone on a line applies down to the next one or to the next section.
        """
        if row.group is not None:
            return row.group
        opened = next((at for at, _ in reversed(self._opened) if at <= row.line.number), 0)
        return next((kind for at, kind in reversed(self._kinds) if opened <= at <= row.line.number), None)

    def below(self, titles: Iterable[str]) -> Iterator[Block]:
        """The tables whose rows are all below one of these titles."""
        wanted = set(map(normalize, titles))
        return (
            block
            for block in self.blocks
            if block.heading and {self.section_of(row) for row in block.rows} <= wanted
        )


def _known_title(line: Line) -> str:
    """A line as the title of a section; '' where it is not one."""
    title = "" if line.values or len(line.cells) != 1 else table_titles.bare(line.squashed)
    return title if title and _is_known(title) else ""


def _is_known(title: str) -> bool:
    return table_titles.section_of(title) is not None or table_titles.kind_of(title) is not None


def place_facts(
    builder: Builder, page: SectionRows, labels: Mapping[str, Mapping[str, Target]], summed: str
) -> None:
    """Map the labelled figures: `labels` by the title of their section.

    A row of the section `summed` without a field may be a term of its sums, and is kept as unread. A line may
    hold several figures in a row. A repeated label belongs to a group whose name was lost: then neither
    figure is mapped.
    """
    tables = {normalize(title): _by_letters(own) for title, own in labels.items()}
    found: dict[Target, list[tuple[Cell, str]]] = {}
    for row in (row for block in page.blocks for row in block.rows):
        section = page.section_of(row)
        table = tables.get(section, {})
        for label, cell in labelled(row.line.cells):
            group, words = _group_before(label) if table else ("", label)
            target = table.get(letters(_AS_OF.sub("", words)))
            if target is None and section == normalize(summed):
                builder.unread_rows.append(row.line.number)
            elif target is not None:
                own = target._replace(group=group or page.group_of(row) or "")
                found.setdefault(own, []).append((cell, label))
    for target, figures in found.items():
        if len(figures) == 1:
            place(builder, target, *figures[0])


_GROUP_BEFORE = re.compile(r"(?:loan )?group (?P<name>\d{1,2}|[IVX]{1,4}) (?P<rest>\D+)$", re.IGNORECASE)


def _group_before(label: str) -> tuple[str, str]:
    """The group that a label begins with, and the rest: 'Group 1 Senior Percentage'."""
    match = _GROUP_BEFORE.match(label)
    return (match["name"], match["rest"]) if match else ("", label)


def _by_letters(labels: Mapping[str, Target]) -> dict[str, Target]:
    return {letters(label): target for label, target in labels.items()}


def labelled(cells: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """Each value of a line with the words right before it; several values behind one label have none."""
    words: list[str] = []
    for at, cell in enumerate(cells):
        if cell.is_value:
            is_one_of_several = any(one.is_value for one in cells[at + 1 : at + 2])
            yield "" if is_one_of_several else " ".join(words), cell
            words = []
        else:
            words.append(cell.text)
