"""Where the group that a title names ends: at a title of all groups."""


class TitledGroups:
    """Ends the group of a title ('Group 2', 'Delinquencies for Group 2') at a title of all groups.

    It ends where such titles have named several groups, at a title that was below none of the others.
    """

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = {}  # groups by the words before their names
        self._stem: str | None = None
        self._below: set[str] = set()

    def name(self, stem: str, group: str) -> None:
        """Note a title that names a group."""
        self._named.setdefault(stem, set()).add(group)
        self._stem = stem

    def is_ended_by(self, title: str) -> bool:
        """Note a title that names no group; whether it ends the group above."""
        if self._stem is None:
            return False
        if len(self._named[self._stem]) > 1 and title not in self._below:
            self._stem = None
            return True
        self._below.add(title)
        return False
