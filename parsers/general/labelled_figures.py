"""Labelled figures without a layout: taken where the exact label has one meaning below its title.

A figure printed twice is taken where both prints agree; where they differ, neither is: it is unknown which
of the two the label means.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.blocks.finding import Block, BlockRow
from parsers.blocks.known_words import part_below
from parsers.blocks.section_titles import name_group
from parsers.builder import Builder
from parsers.cells import Cell
from parsers.records import CreditSupport
from parsers.vocabulary import fact_wordings, table_titles
from parsers.vocabulary.fact_wordings import Fact


class Figure(NamedTuple):
    """A labelled figure and the fact that its label names."""

    fact: Fact
    group: str | None
    label: str
    cell: Cell
    section: tuple[str, ...] = ()


def read_figures(builder: Builder, blocks: Sequence[Block]) -> None:
    """Put the labelled figures of known meaning into the builder."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    grouped = has_groups(blocks)
    for figure in (figure for block in blocks for figure in _figures(block)):
        if grouped and figure.group is None and _has_lost_its_group(figure):
            continue
        found.setdefault((figure.fact.target, figure.group, _loss_type(figure.section)), []).append(figure)
    for figures in found.values():
        if len({figure.cell.value for figure in figures}) == 1:
            for figure in figures:
                _place(builder, figure)


def _has_lost_its_group(figure: Figure) -> bool:
    """Whether a figure without a group may belong to one, by its section, on a page that names groups."""
    parts = [part for title in figure.section if (part := part_below(title))]
    return figure.fact.record in ("pool", "delinquency") or parts[-1:] != ["deal"]


def has_groups(blocks: Sequence[Block]) -> bool:
    """Whether titles or headings of a page name groups."""
    return any(row.group for block in blocks for row in block.rows) or any(
        name_group(column.heading) for block in blocks for column in block.columns
    )


def _figures(block: Block) -> Iterator[Figure]:
    for row in block.rows:
        groups = groups_of(block, row)
        if groups and len(groups) == len(row.line.values):
            kind = _section_of(row)
            fact = fact_wordings.find(_whole_label(row), kind) or fact_wordings.find(row.label, kind)
            if fact and not fact.awaited and not fact.proposes_only and not _is_refused(row, fact, kind):
                for place, group in groups.items():
                    of_deal = row.headed and fact.record == "amount" and len(groups) == 1
                    yield Figure(fact, None if of_deal else group, row.label, row.values[place], row.section)


def groups_of(block: Block, row: BlockRow) -> dict[int, str | None]:
    """The group of each value of a row whose only headings are group names; {} with other headings."""
    named: dict[int, str | None] = {}
    for place in row.values:
        heading = block.columns[place].heading
        group = name_group(heading) if heading else None
        if group is None and (heading or len(row.values) > 1):
            return {}
        named[place] = group
    return dict.fromkeys(named, row.group) if len(named) == 1 else named


def _whole_label(row: BlockRow) -> str:
    """The words of a row before and behind its value: 'Pool Prepayment Rate', 'CPR'."""
    behind = [
        cell.text for cell in row.line.cells if not cell.is_value and cell.start > row.line.values[0].start
    ]
    return " ".join([row.label, *behind])


def _section_of(row: BlockRow) -> str | None:
    return next((kind for title in reversed(row.section) if (kind := table_titles.section_of(title))), None)


def _is_refused(row: BlockRow, fact: Fact, kind: str | None) -> bool:
    """Whether a title above names another period or subject than the fact's own section does."""
    known = kind is not None and kind in fact.sections
    return not known and any(map(table_titles.refusing_words, row.section))


BY_LOSS_TYPE = frozenset(
    {"cumulative_loss_beginning", "loss_current_month", "recoveries_current_month", "cumulative_loss_ending"}
)
_LOSS_TYPES = ("liquidation", "special hazard", "fraud", "bankruptcy")


def _loss_type(section: tuple[str, ...]) -> str:
    """The type of loss that the nearest title names."""
    words = section[-1].casefold() if section else ""
    return next((name.replace(" ", "_") for name in _LOSS_TYPES if name in words), "")


def _place(builder: Builder, figure: Figure) -> None:
    fact, cell = figure.fact, figure.cell
    if fact.record == "pool":
        builder.put(builder.pool(figure.group), fact.name, cell)
    elif fact.record == "amount":
        loss_type = fact.of or (_loss_type(figure.section) if fact.name in BY_LOSS_TYPE else "")
        where = {"group": figure.group, "loss_type": loss_type}
        keys = {name: value for name, value in where.items() if value}
        builder.add_amount(fact.name, cell, figure.label, **keys)
    elif fact.record == "delinquency":
        builder.put(builder.delinquency(figure.group, fact.of, "total", figure.label), fact.name, cell)
    elif fact.record == "credit_support":
        builder.put(_support(builder, fact.of, figure.label), fact.name, cell)


def _support(builder: Builder, name: str, label: str) -> CreditSupport:
    for record in builder.supports:
        if record.kind == "loss_coverage" and record.name == name:
            return record
    builder.supports.append(CreditSupport(kind="loss_coverage", name=name, label=label))
    return builder.supports[-1]
