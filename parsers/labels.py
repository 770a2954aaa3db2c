"""Printed labels to what they mean, also where the page cut them or printed over them."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

Target = TypeVar("Target")

# A label that kept less than this share of its letters says too little to be sure of.
ENOUGH = 0.6


class Vocabulary(Generic[Target]):
    """Labels as they are printed whole, each with what it stands for."""

    def __init__(self, labels: Mapping[str, Target]) -> None:
        self.targets = {plain(label): target for label, target in labels.items()}
        # By first letter: what is left of a label begins as the label does.
        self._closed: dict[str, list[tuple[str, Target]]] = {}
        for label, target in self.targets.items():
            self._closed.setdefault(label[:1], []).append((close(label), target))
        # What is too little for the shortest of them is too little for all.
        self._enough = {
            first: ENOUGH * min(len(whole) for whole, _ in wholes) for first, wholes in self._closed.items()
        }

    def find(self, printed: str, fits: Callable[[Target], bool] = lambda target: True) -> Target | None:
        """What a label stands for, whole or damaged; None where nothing or more than one thing fits.

        `fits` says whether a target can hold the printed value: 'Special Hazard Loss' cut from 'Special
        Hazard Loss Percentage' must not take a percentage for an amount.
        """
        label = plain(printed)
        exact = self.targets.get(label)
        if exact is not None:
            return exact if fits(exact) else None
        return self._find_damaged(close(label), fits)

    def begins(self, printed: str, target: Target) -> bool:
        """Whether a label of that target begins as printed, blanks apart."""
        letters = close(plain(printed))
        return any(
            whole.startswith(letters) for whole, own in self._closed.get(letters[:1], ()) if own == target
        )

    def _find_damaged(self, label: str, fits: Callable[[Target], bool]) -> Target | None:
        """The one target that the letters can be left of, if enough of them are left of it."""
        if len(label) < self._enough.get(label[:1], 1):
            return None
        left_of = [
            (whole, target)
            for whole, target in self._closed.get(label[:1], ())
            if may_be_left_of(label, whole) and fits(target)
        ]
        if not left_of or any(target != left_of[0][1] for _, target in left_of):
            return None
        shortest = min(len(whole) for whole, _ in left_of)
        return left_of[0][1] if len(label) >= ENOUGH * shortest else None


def plain(label: str) -> str:
    """A label for comparing: one blank between words, no case, no colon or footnote mark at its end."""
    return " ".join(label.split()).casefold().rstrip(" :*")


def close(label: str) -> str:
    """The letters of a plain label without its blanks, which print over it and wrapping add or take."""
    return label.replace(" ", "")


def may_be_left_of(label: str, whole: str) -> bool:
    """Whether `label` can be what is left of `whole` when its end or one stretch inside it is lost.

    'Beginning Aggregate Pool Stated Principal Balanc' was cut, 'BankruPercentage' printed over.
    """
    if not label or len(label) > len(whole):
        return False
    if label[0] != whole[0]:
        return False
    if whole.startswith(label):
        return True
    if label[-1] != whole[-1]:
        return False
    head = next(place for place, letter in enumerate(label) if letter != whole[place])
    return whole.endswith(label[head:])
