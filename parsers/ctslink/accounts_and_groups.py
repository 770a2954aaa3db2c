"""Tables of a CTSLink statement with an account, a loan group or a component a row or a column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.blocks.finding import Block
from parsers.blocks.section_titles import name_group
from parsers.blocks.value_columns import ValueColumn
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.ctslink.section_rows import SectionRows
from parsers.headings import overlap
from parsers.page import Line
from parsers.printed_values import tidy_class_name
from parsers.targets import Target, place
from parsers.vocabulary.loan_types import name_loan_type
from parsers.vocabulary.wording import letters, normalize


def place_accounts(builder: Builder, page: SectionRows, columns: Mapping[str, str]) -> None:
    """Place the other accounts: `columns` are headings with the amount's name; the account is its label."""
    names = {letters(heading): name for heading, name in columns.items()}
    for block in page.below(("Other Accounts",)):
        fields = _known_columns(block, names)
        for row in block.rows:
            for at, cell in row.values.items():
                if at in fields and row.label:
                    place(builder, Target("amount", fields[at], column=row.label), cell, row.label)


def _known_columns(block: Block, names: Mapping[str, str]) -> dict[int, str]:
    """The columns with a whole known heading; of two for one name, neither."""
    found = {at: names.get(letters(column.heading), "") for at, column in enumerate(block.columns)}
    often = list(found.values())
    return {at: name for at, name in found.items() if name and often.count(name) == 1}


class Components(NamedTuple):
    """The table of components: its title, and the amount of each heading."""

    title: str
    columns: Mapping[str, str]


def place_components(builder: Builder, page: SectionRows, table: Components) -> None:
    """Place components, each below the line of its class, which has no values."""
    names = {letters(heading): name for heading, name in table.columns.items()}
    classes = {str(one.class_name) for one in builder.tranches}
    for block in page.below((table.title,)):
        fields = _known_columns(block, names)
        for row in block.rows:
            owner = _class_above(page.lines, row.line.number, classes)
            for at, cell in row.values.items():
                if at in fields and owner:
                    target = Target("amount", fields[at], class_name=owner, column=row.label)
                    place(builder, target, cell, row.label)


def _class_above(lines: Sequence[Line], number: int, classes: set[str]) -> str:
    """The class whose name alone is on the nearest line above without values; '' where other words are."""
    for line in reversed([line for line in lines if line.number < number]):
        if line.values:
            continue
        name = tidy_class_name(line.squashed)
        return name if name in classes else ""
    return ""


class GroupTable(NamedTuple):
    """The table with a column for each loan group: its title, its rows of pools and of amounts."""

    title: str
    pools: Mapping[str, str]
    amounts: Mapping[str, str]


def place_groups(builder: Builder, page: SectionRows, table: GroupTable) -> None:
    """Place the groups' figures; the column headed 'Total' is of the whole deal."""
    rows = {letters(label): Target("pool", name) for label, name in table.pools.items()}
    rows |= {letters(label): Target("amount", name) for label, name in table.amounts.items()}
    groups: dict[int, str] = {}
    for block in page.below((table.title,)):
        groups = dict(_groups(block)) or groups
        for row in block.rows:
            numbered = [cell for at, cell in row.values.items() if at not in groups]
            label = " ".join([row.label, *(cell.text for cell in numbered)])
            target = rows.get(letters(label))
            if target is None:
                continue
            builder.ignore(numbered, "label")  # the 1 of 'Spread 1'
            for at, cell in row.values.items():
                if at in groups:
                    place(builder, _of_group(target, groups[at]), cell, label)


def _of_group(target: Target, group: str) -> Target:
    if group != TOTAL:
        return target._replace(group=group)
    return target._replace(column="Total") if target.record == "amount" else target


TOTAL = "total"


def _groups(block: Block) -> Iterator[tuple[int, str]]:
    """The group that the heading's line names over each column; none where two columns have one name."""
    line = next((line for line in block.heading if _begins(line, "group")), None)
    names = [_name_over(column, line) for column in block.columns]
    first = next((at for at, name in enumerate(names) if name), 0)  # digits of labels may stand before it
    found = list(enumerate(names))[first:]
    whole = all(names[first:]) and len(set(names[first:])) == len(found)
    return iter(found if whole else ())


def _begins(line: Line, label: str) -> bool:
    return bool(line.cells) and normalize(line.cells[0].text) == label


def _name_over(column: ValueColumn, line: Line | None) -> str:
    cells: Sequence[Cell] = line.cells[1:] if line is not None else column.phrases
    own = [cell for cell in cells if overlap(cell.start, cell.end, column.start, column.end) > 0]
    if len(own) != 1:
        return ""
    words = own[0].text
    return TOTAL if normalize(words) == TOTAL else name_group(words) or name_loan_type(words) or ""


def read_descriptions(builder: Builder, page: SectionRows, title: str) -> None:
    """The kind of loans, words beside 'Collateral Description' above the figures."""
    for block in page.below((title,)):
        for line in block.heading:
            if _begins(line, "collateral description") and len(line.cells) == 2:
                pool = builder.pool(None)
                builder.set(pool, "collateral_description", line.cells[1].text, line.number)
