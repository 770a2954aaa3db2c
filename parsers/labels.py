"""Maps printed labels to their meanings, including labels that the page cut or overprinted."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

Target = TypeVar("Target")

# A label with less than this share of its letters is too ambiguous.
ENOUGH = 0.6


class Vocabulary(Generic[Target]):
    """Complete labels, each with its target."""

    def __init__(self, labels: Mapping[str, Target]) -> None:
        self.targets = {plain(label): target for label, target in labels.items()}
        # By first letter: a damaged label begins as the complete one does.
        self._closed: dict[str, list[tuple[str, Target]]] = {}
        for label, target in self.targets.items():
            self._closed.setdefault(label[:1], []).append((close(label), target))
        # Fewer letters than the shortest label needs are too few for all.
        self._enough = {
            first: ENOUGH * min(len(whole) for whole, _ in wholes) for first, wholes in self._closed.items()
        }

    def find(self, printed: str, fits: Callable[[Target], bool] = lambda target: True) -> Target | None:
        """The target of a label, complete or damaged; None where no target or more than one fits.

        `fits` tests whether a target can hold the printed value: 'Special Hazard Loss' cut from 'Special
        Hazard Loss Percentage' must not take a percentage for an amount.
        """
        label = plain(printed)
        exact = self.targets.get(label)
        if exact is not None:
            return exact if fits(exact) else None
        return self._find_damaged(close(label), fits)

    def begins(self, printed: str, target: Target) -> bool:
        """Whether a label of that target begins with the printed letters, ignoring blanks."""
        letters = close(plain(printed))
        return any(
            whole.startswith(letters) for whole, own in self._closed.get(letters[:1], ()) if own == target
        )

    def _find_damaged(self, label: str, fits: Callable[[Target], bool]) -> Target | None:
        """The one target whose label the letters may come from, if enough of its letters remain."""
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
    """A label normalized: one blank between words, no case, no colon or footnote mark at its end."""
    return " ".join(label.split()).casefold().rstrip(" :*")


def close(label: str) -> str:
    """The letters of a plain label without its blanks, which overprinting and wrapping add or remove."""
    return label.replace(" ", "")


def may_be_left_of(label: str, whole: str) -> bool:
    """Whether `label` is `whole` after its end, or one stretch inside it, is lost.

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
