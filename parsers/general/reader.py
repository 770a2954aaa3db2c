"""A statement that no layout reads: names, classes, delinquencies and labelled figures that it proves."""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.blocks.tables import Block, find_blocks
from parsers.draft import GENERAL, Draft
from parsers.general.classes import ClassReading, read_classes
from parsers.general.delinquencies import read_delinquencies
from parsers.general.figures import read_figures
from parsers.general.leaving_out import leave_out
from parsers.general.names import read_names
from parsers.general.words import KNOWN
from parsers.page import Line


class Found(NamedTuple):
    """A statement's draft, the blocks of its page, and what became of its class tables."""

    draft: Draft
    blocks: Sequence[Block]
    classes: ClassReading


def read_blocks(lines: Sequence[Line], blocks: Sequence[Block] = ()) -> Found:
    """Read a statement from its words and arithmetic; `blocks`: its blocks, if found before."""
    draft = Draft(GENERAL)
    blocks = blocks or find_blocks(lines, KNOWN)
    read_names(draft, lines)
    classes = read_classes(draft, blocks)
    read_delinquencies(draft, blocks)
    read_figures(draft, blocks)
    leave_out(draft, lines, blocks)
    return Found(draft, blocks, classes)
