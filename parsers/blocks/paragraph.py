"""Paragraph: labelled figures in running text, in lines that were reflowed or overprinted.

Theory of operation. All words between two values are one stretch. A label is before its value, or around
it, where the value was printed over it: 'due Not0.00lders Total Ending Balance 0.00' is two figures, the
first of them labelled 'due Noteholders'. A stretch is the end of one label and the beginning of the next:
the longest words that make a complete label count, else words that begin exactly one label and contain enough
of it. A dash may belong to a label ('Account - balance'). Labels are printed in order: where one continues
past the end of a line, and that line may be lost, its figure counts only if the next label follows.

A value whose words fit no label, or several, is not mapped. Words alone below a blank line are the heading of
another table, and end the paragraph.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import NamedTuple

from parsers.builder import Builder
from parsers.cells import Cell
from parsers.labels import ENOUGH, plain
from parsers.page import Line
from parsers.targets import Target, place


@dataclass(frozen=True)
class Paragraph:
    """The labels of figures in running text, in printed order."""

    labels: Mapping[str, Target]

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Map the figures of some lines; returns the lines of which none is mapped."""
        of_group = Target(group=group or "")
        taken: set[int] = set()
        for label, printed, cell in read_run(_to_next_heading(lines), list(self.labels)):
            taken.add(cell.line)
            if label:
                place(builder, of_group.join(self.labels[label]), cell, printed)
            else:
                builder.ignore([cell], "hyphen_in_label")
        return [line for line in lines if line.number not in taken]


def _to_next_heading(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to words alone below a blank line, which are the heading of another table."""
    for at, (above, line) in enumerate(pairwise(lines), start=1):
        if not above.text.strip() and line.cells and not line.values:
            return lines[:at]
    return lines


class _Piece(NamedTuple):
    """A value and the words before it, back to the value before; `beside` of them are on its line."""

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
    """(label, its printed form, cell) of each figure whose label the words around it identify.

    The label is '' where a dash belongs to a label and is not a figure.
    """
    plain_labels = {plain(label): label for label in labels}
    yield from (("", "", cell) for cell in _hyphens(lines, plain_labels))
    figures = list(_figures(lines, plain_labels))
    for figure, after in zip_longest(figures, figures[1:]):
        due = labels[labels.index(figure.label) + 1 :][:1]
        if not (figure.wrapped and due) or (after is not None and [after.label] == list(due)):
            yield figure.label, figure.printed, figure.cell


def _figures(lines: Sequence[Line], labels: Mapping[str, str]) -> Iterator[_Figure]:
    """The labels that the words identify: each normalized (`plain`), with its printed form."""
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
    """The dashes that belong to labels."""
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
    """The words between two values; if there are many, those that can belong to one of the two."""
    if len(words) > 2 * MOST:
        words = [*words[:MOST], "…", *words[-MOST:]]
    return " ".join(words).strip()


def _is_hyphen(cell: Cell, words: str, labels: Mapping[str, str]) -> bool:
    """Whether a dash at the end of a reflowed line belongs to the label ('Account - balance').

    The words before it may begin with the end of the label before ('Acc0.00) To close … Account -').
    """
    if cell.kind != "dash":
        return False
    parts = words.split()
    heads = {plain(" ".join(parts[skipped:])) for skipped in range(min(2, len(parts)))}
    return any(f"{head} -" in label for head in heads for label in labels)


def _label_at(before: str, after: str, labels: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The label printed around a value, and its parts before and behind the value.

    Words left over from an unmapped figure may come first; the longest words that make a label count, and
    they must be the beginning of one label only.
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
    """The label of which the words around a value are enough; None where they begin two labels."""
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
