"""What the label of a certificate's row stands for, also where it was cut or a figure was printed over it."""

from collections.abc import Callable

from parsers.labels import Vocabulary, plain
from parsers.page import Line
from parsers.targets import Target


def find_target(words: Vocabulary[Target], line: Line, may_be: Callable[[Target], bool]) -> Target | None:
    """The target of a row's label, whole or damaged; `may_be` says what a damaged one can be left of.

    Words behind the value are what it left of the label's end; else the label lost no more than its end:
    'Ending Balance' is not what is left of 'Ending PFA Balance'.
    """
    label = line.label
    if whole := words.targets.get(plain(label)):
        return whole
    left = words.find(label, may_be)
    return left if left is not None and (_has_words_behind(line) or words.begins(label, left)) else None


def _has_words_behind(line: Line) -> bool:
    return any(cell.kind == "words" and cell.start > line.values[0].start for cell in line.cells)
