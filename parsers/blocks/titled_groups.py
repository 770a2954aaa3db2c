"""Where the group that a title names ends: at a title of all groups."""

from parsers.vocabulary.delinquency_words import find_status


class TitledGroups:
    """Ends the group of a title ('Group 2', 'Delinquencies for Group 2') at a title of all groups.

    It ends where such titles have named several groups, at a title that was below none of the others and is
    no status of loans, which a group without such loans may not print.
    """

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = {}  # groups by the words before their names
        self._stem: str | None = None
        self._below: set[str] = set()

    def name(self, stem: str, group: str) -> None:
        """Note a title that names a group."""
        self._named.setdefault(stem, set()).add(group)
        self._stem = stem

    def begin_section(self) -> None:
        """Forget groups that were titles by themselves: the section's own groups come below it."""
        if self._named.pop("", None) and not self._stem:
            self._stem, self._below = None, set()

    def is_ended_by(self, title: str) -> bool:
        """Note a title that names no group; whether it ends the group above."""
        if self._stem is None:
            return False
        is_below = title in self._below or find_status(title) is not None
        if len(self._named[self._stem]) > 1 and not is_below:
            self._stem = None
            return True
        self._below.add(title)
        return False
