"""Labels to targets: printed whole, cut or printed over, or naming the class, group or index they are of.

    LabelTable({"Total Fees": …, "Class {class_name} Percentage": …, "{column} Index": …})

The words in braces are a part of the target that the label itself prints.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from parsers.cells import Cell
from parsers.class_names import may_name_class
from parsers.labels import Vocabulary, plain
from parsers.printed_values import squash, tidy_class_name
from parsers.targets import MANY, NOTHING, Target

_PART = re.compile(r"\{(\w+)\}")
_COLON = re.compile(r":(?= )")
_LETTER = re.compile(r"^\([A-Z]\) ")  # '(A) One Monthly Payment'


class LabelTable:
    """The labels that a block knows, each with its target."""

    def __init__(self, labels: Mapping[str, Target]) -> None:
        self.targets = dict(labels)
        self._whole = Vocabulary({label: to for label, to in labels.items() if "{" not in label})
        named = [(label, to) for label, to in labels.items() if "{" in label]
        # 'Class {class_name} Percentage' before 'Class {class_name}': most words of its own first.
        named.sort(key=lambda item: len(_PART.sub("", item[0])), reverse=True)
        self._named = [(pattern_of(label), target) for label, target in named]
        # A page's labels come again on the next statement's.
        self.find_whole = lru_cache(maxsize=MANY)(self._find_whole)

    def find(self, printed: str, cell: Cell, joined: Target = NOTHING) -> Target | None:
        """The target of a label beside a value, also where the label is damaged; None where none is sure.

        `joined` is what the value's column and title say; a target that cannot hold the value is none.
        """
        target = self.find_whole(printed)
        if target is not None:
            return target if joined.join(target).holds(cell) else None
        return self._whole.find(_bare(printed), lambda target: joined.join(target).holds(cell))

    def _find_whole(self, printed: str) -> Target | None:
        """The target of words that are not damaged: a label, a column's heading, a title."""
        label = _bare(printed)
        return self._whole.targets.get(plain(label)) or self._find_named(label)

    def _find_named(self, label: str) -> Target | None:
        for pattern, target in self._named:
            if match := pattern.fullmatch(squash(label).rstrip(" :*")):
                parts = {part: _tidy(part, words) for part, words in match.groupdict().items()}
                return target._replace(**parts) if all(map(_may_be, parts, parts.values())) else None
        return None


def _bare(printed: str) -> str:
    """A label without a letter before it and without the colons of two columns."""
    return _LETTER.sub("", _COLON.sub("", printed)) if ":" in printed or "(" in printed else printed


def pattern_of(label: str) -> re.Pattern[str]:
    """The expression of a label whose words in braces stand for any words."""
    literal = [re.escape(part) if place % 2 == 0 else "" for place, part in enumerate(_PART.split(label))]
    names = [*(rf"(?P<{name}>\S(?:.*?\S)??)" for name in _PART.findall(label)), ""]
    return re.compile("".join(a + b for a, b in zip(literal[::2], names, strict=True)), re.IGNORECASE)


def _tidy(part: str, words: str) -> str:
    return tidy_class_name(words) if part == "class_name" else words


def _may_be(part: str, words: str) -> bool:
    """Whether words are not cut, and where they are to name a class, may."""
    return not words.endswith("-") and (part != "class_name" or may_name_class(words, is_full=False))
