"""The words of each row of a block, and the words directly before each of its values."""

import re
from collections.abc import Iterator
from itertools import takewhile

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.heading_words import is_of_html
from parsers.blocks.label_numbers import numbers_of_labels
from parsers.blocks.line_kinds import label_of
from parsers.cells import Cell


def words_before(row: BlockRow) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each value of a row with the words directly left of it, including numbers that belong to its label."""
    of_labels = {id(cell) for cell in numbers_of_labels(row.line)}
    words: list[Cell] = []
    for cell in row.line.cells:
        if cell.is_value and id(cell) not in of_labels:
            yield cell, words
            words = []
            continue
        if cell.is_value:
            yield cell, []
        words.append(cell)


def joined(words: list[Cell]) -> str:
    """The words of a label; numbers in a bracket touch it as they are printed."""
    return " ".join(word.text for word in words).replace("( ", "(").replace(" )", ")")


def are_facts_beside(block: Block) -> bool:
    """Whether a block is two or more lists of facts side by side, each below a title of its own.

    Interest Summary                        Principal Summary
    Scheduled Interest     1,301,234.10     Curtailments          55,120.18
    """
    headed = [column for column in block.word_columns if column.heading or column.titles]
    return (
        len(headed) > 1
        and not any(column.heading for column in block.columns)
        and all(words for row in block.rows for _, words in words_before(row))
    )


def read_labels(block: Block) -> list[str]:
    """The words of each row, including words that are printed once for several rows.

    A name on the first of several rows ('FIXED GROUP   PRINCIPAL BALANCE', 'INTEREST') applies to all. A row
    of percentages without words below a row of amounts takes that row's words.
    """
    first: tuple[str, int] | None = None  # the name, and where the words beside it begin
    labels: list[str] = []
    for number, row in enumerate(block.rows):
        label, names = _label(block, row), _names(block, row)
        if len(names) == 2:
            first = names[0].text, names[1].start
        elif first and label and (row.line.cells[0].start < first[1] or _is_wrapped(row)):
            first = None
        elif first and label:
            label = f"{first[0]} {label}"
        if label and number:
            label = _begun_above(block.rows[number - 1], row) + label
        if not label and number and _is_share_of(row, block.rows[number - 1]):
            label = labels[-1]
        labels.append(label)
    return labels


def _begun_above(above: BlockRow, row: BlockRow) -> str:
    """The words behind the last value of the line right above that a sentence continues on this one."""
    if above.line.number + 1 != row.line.number or not row.label[:1].islower():
        return ""
    value, last = above.line.values[-1], above.line.cells[-1]
    if last.is_value or is_of_html(last) or not value.end <= last.start <= value.end + 1:
        return ""
    words = last.text.lstrip(".,; ")
    return f"{words} " if " " in words else ""


def _is_wrapped(row: BlockRow) -> bool:
    """Whether a row's label begins on a line above it."""
    return row.label != label_of(row.line)


def _names(block: Block, row: BlockRow) -> dict[int, Cell]:
    """The words left of a row's values, by column, where they are in the first two columns of words."""
    return {
        place: cell
        for place, cell in row.words.items()
        if place < 2 and cell.start < row.line.values[0].start and not (place and _is_headed(block, place))
    }


def _is_headed(block: Block, place: int) -> bool:
    """Whether a column of words has a heading of its own ('Cusip', 'Class Type')."""
    return bool(block.word_columns[place].heading)


def _is_share_of(row: BlockRow, above: BlockRow) -> bool:
    """Whether a row prints percentages, each right below the amount that it refers to."""
    below = [cell for place, cell in above.values.items() if place in row.values] or above.line.values
    return all(cell.percent for cell in row.line.values) and not any(cell.percent for cell in below)


def own_words(words: list[Cell]) -> list[Cell]:
    """The words of a label without other facts and an address left of them on its line.

    Facts in words print their own labels: 'Closing Date:  3/30/07   Index:  4.87'.
    """
    *others, last = [word.text.endswith(":") for word in words] or [False]
    is_own = last and (all(map(_is_other_fact, words[:-1])) or (not others[-1] and any(others)))
    return words[-1:] if is_own else words


_STATED = re.compile(r"[^:]+: ?\S|(?:.*, [A-Z]{2}(?: +|$))?(?:\d{5}(?:-\d{4})?)?$")


def _is_other_fact(cell: Cell) -> bool:
    """Whether words left of a label are whole: 'Account: 67-8000', an address, a date."""
    return cell.kind == "date" or _STATED.match(cell.text) is not None


def _label(block: Block, row: BlockRow) -> str:
    """The words of a row, without codes and words below a heading of their own ('Class Type')."""
    headed = {id(cell) for place, cell in row.words.items() if place and _is_headed(block, place)}
    words = list(takewhile(lambda cell: not cell.is_value, row.line.cells))
    if (own := own_words(words)) != words:
        return " ".join(cell.text for cell in own)
    kept = [cell for cell in words if id(cell) not in headed and (cell.kind != "cusip" or cell is words[0])]
    if len(kept) == len(words):
        return row.label
    wrapped = row.label.removesuffix(" ".join(cell.text for cell in words))
    return wrapped + " ".join(cell.text for cell in kept)
