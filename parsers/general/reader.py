"""Reads a statement without a layout: proved names, classes, delinquencies and labelled figures."""

from collections.abc import Sequence
from typing import NamedTuple

from parsers.blocks.finding import Block, find_blocks
from parsers.blocks.known_words import KNOWN
from parsers.builder import GENERAL, Builder
from parsers.general.class_reading import ClassReading, read_classes
from parsers.general.delinquency_reading import read_delinquencies
from parsers.general.labelled_figures import read_figures
from parsers.general.leaving_out import leave_out
from parsers.general.names_and_dates import read_names
from parsers.page import Line


class Found(NamedTuple):
    """A statement's builder, the blocks of its page, and the outcome for its class tables."""

    builder: Builder
    blocks: Sequence[Block]
    classes: ClassReading


def read_blocks(lines: Sequence[Line], blocks: Sequence[Block] = ()) -> Found:
    """Read a statement from its words and arithmetic; `blocks`: its blocks, if already found."""
    builder = Builder(GENERAL)
    blocks = blocks or find_blocks(lines, KNOWN)
    read_names(builder, lines)
    classes = read_classes(builder, blocks)
    read_delinquencies(builder, blocks)
    read_figures(builder, blocks)
    leave_out(builder, lines, blocks)
    return Found(builder, blocks, classes)
