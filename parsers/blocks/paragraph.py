"""Paragraph: labelled figures that run on, in lines that were reflowed or printed over.

Theory of operation. All words between two values are one stretch. A label stands before its value, or around
it, where the value was printed over it: 'due Not0.00lders Total Ending Balance 0.00' is two figures, the
first of them labelled 'due Noteholders'. A stretch is the end of the label before and the beginning of the
next: the longest words that make a whole label count, else those that begin one label only and leave enough
of it. A dash may be a label's own ('Account - balance'). Labels stand in printed order: where a label goes on
over the end of a line, and that line may be lost, its figure counts only if the next label follows.

A value whose words fit no label, or more than one, has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.labels import ENOUGH, plain
from parsers.page import Line
from parsers.targets import Target, place


@dataclass(frozen=True)
class Paragraph:
    """The labels of figures that run on, in printed order."""

    labels: Mapping[str, Target]

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Place the figures of some lines; the lines of which none is placed."""
        of_group = Target(group=group or "")
        taken: set[int] = set()
        for label, printed, cell in read_run(lines, list(self.labels)):
            taken.add(cell.line)
            if label:
                place(builder, of_group.join(self.labels[label]), cell, printed)
            else:
                builder.ignore([cell], "hyphen_in_label")
        return [line for line in lines if line.number not in taken]


class _Piece(NamedTuple):
    """A value and the words before it, back to the value before; `beside` of them stand on its line."""

    words: str
    cell: Cell
    beside: int


class _Figure(NamedTuple):
    """A value with its label, and that as printed; `wrapped` where the label begins on a line before."""

    label: str
    printed: str
    cell: Cell
    wrapped: bool


def read_run(lines: Sequence[Line], labels: Sequence[str]) -> Iterator[tuple[str, str, Cell]]:
    """(label, the same as printed, cell) of each figure whose label is told by the words around it.

    The label is '' where a dash is part of one and no figure.
    """
    plain_labels = {plain(label): label for label in labels}
    yield from (("", "", cell) for cell in _hyphens(lines, plain_labels))
    figures = list(_figures(lines, plain_labels))
    for figure, after in zip_longest(figures, figures[1:]):
        due = labels[labels.index(figure.label) + 1 :][:1]
        if not (figure.wrapped and due) or (after is not None and [after.label] == list(due)):
            yield figure.label, figure.printed, figure.cell


def _figures(lines: Sequence[Line], labels: Mapping[str, str]) -> Iterator[_Figure]:
    """What is told by the labels: each as it is compared (`plain`), with itself as printed."""
    pieces, rest = _pieces(lines, labels)
    for at, piece in enumerate(pieces):
        after = pieces[at + 1].words if at + 1 < len(pieces) else rest
        found = _label_at(piece.words, after, labels)
        if found is None:
            continue
        label, head, tail = found
        yield _Figure(label, f"{head} {tail}".strip(), piece.cell, len(head.split()) > piece.beside)
        if tail and at + 1 < len(pieces):
            pieces[at + 1] = pieces[at + 1]._replace(words=after[len(tail) :].strip())


def _hyphens(lines: Sequence[Line], labels: Mapping[str, str]) -> Iterator[Cell]:
    """The dashes that are their labels' own."""
    words: list[str] = []
    for cell in (cell for line in lines for cell in line.cells):
        if not cell.is_value:
            words += cell.text.split(" ")
        elif _is_hyphen(cell, _join(words), labels):
            words.append(cell.text)
            yield cell
        else:
            words = []


def _pieces(lines: Sequence[Line], labels: Mapping[str, str]) -> tuple[list[_Piece], str]:
    pieces: list[_Piece] = []
    words: list[str] = []
    for line in lines:
        before = len(words)
        for cell in line.cells:
            if cell.is_value and not _is_hyphen(cell, _join(words), labels):
                pieces.append(_Piece(_join(words), cell, len(words) - before))
                words, before = [], 0
            else:
                words += cell.text.split(" ")
    return pieces, _join(words)


MOST = 20  # words of the longest label, and more


def _join(words: Sequence[str]) -> str:
    """The words between two values; of many, those that can belong to the one or the other."""
    if len(words) > 2 * MOST:
        words = [*words[:MOST], "…", *words[-MOST:]]
    return " ".join(words).strip()


def _is_hyphen(cell: Cell, words: str, labels: Mapping[str, str]) -> bool:
    """Whether a dash is the label's own ('Account - balance'), at the end of a reflowed line.

    The words before it may begin with the end of the label before ('Acc0.00) To close … Account -').
    """
    if cell.kind != "dash":
        return False
    parts = words.split()
    heads = {plain(" ".join(parts[skipped:])) for skipped in range(min(2, len(parts)))}
    return any(f"{head} -" in label for head in heads for label in labels)


def _label_at(before: str, after: str, labels: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The label printed around a value, and what of it stands before and behind the value.

    Words left over from a figure that nobody understood may stand first; the longest words that make a
    label count, and they must be the beginning of one label only.
    """
    words = before.split()
    for skipped in range(len(words)):
        head = " ".join(words[skipped:])
        if whole := labels.get(plain(head)):
            return whole, head, ""
        begun = [label for folded, label in labels.items() if folded.startswith(head.casefold())]
        if begun:
            return _if_enough(head, after, begun)
    return None


def _if_enough(head: str, after: str, begun: Sequence[str]) -> tuple[str, str, str] | None:
    """The label that the words before and behind a value are enough of; None where two are begun."""
    tails = {label: _tail(head, after, label) for label in begun}
    ended = [label for label in begun if tails[label]] or list(begun)
    if len(ended) != 1 or len(head) + len(tails[ended[0]]) < ENOUGH * len(ended[0]):
        return None
    return ended[0], head, tails[ended[0]]


def _tail(head: str, after: str, label: str) -> str:
    """The longest beginning of the words behind a value that is the end of its label."""
    lost = label[len(head) :].casefold()
    words = after.split(" ")
    for length in range(len(words), 0, -1):
        tail = " ".join(words[:length])
        if tail and lost.endswith(tail.casefold()):
            return tail
    return ""
