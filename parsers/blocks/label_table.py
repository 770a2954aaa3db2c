"""Maps labels to targets: labels may be complete, cut or overprinted, or name a class, group or index.

    LabelTable({"Total Fees": …, "Class {class_name} Percentage": …, "{column} Index": …})

The words in braces are a part of the target that the label itself gives.
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
_MARK = re.compile(r" ?\((?:\*+|\d)\)$")  # of a footnote: '(*)', '(1)'

# The buckets of a table with a row for each 30 days.
DAYS = {"30": "30-59", "60": "60-89", "90": "90-119", "120": "120-149", "150": "150-179", "180": "180+"}


class LabelTable:
    """The labels that a block knows, each with its target."""

    def __init__(self, labels: Mapping[str, Target]) -> None:
        self.targets = dict(labels)
        self._whole = Vocabulary({label: to for label, to in labels.items() if "{" not in label})
        named = [(label, to) for label, to in labels.items() if "{" in label]
        # 'Class {class_name} Percentage' before 'Class {class_name}': the label with most fixed words first.
        named.sort(key=lambda item: len(_PART.sub("", item[0])), reverse=True)
        self._named = [(pattern_of(label), target) for label, target in named]
        # A cache: the labels of a page are repeated on the next statement's.
        self.find_whole = lru_cache(maxsize=MANY)(self._find_whole)

    def find(self, printed: str, cell: Cell, joined: Target = NOTHING) -> Target | None:
        """The target of a label beside a value, even where the label is damaged; None where it is ambiguous.

        `joined` is the target of the value's column and title; a target that cannot hold the value is none.
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
    """A label without a letter before it, a footnote's mark behind it and the colons of two columns."""
    if ":" not in printed and "(" not in printed:
        return printed
    return _MARK.sub("", _LETTER.sub("", _COLON.sub("", printed)))


def pattern_of(label: str) -> re.Pattern[str]:
    """The expression of a label whose words in braces match any words."""
    literal = [re.escape(part) if place % 2 == 0 else "" for place, part in enumerate(_PART.split(label))]
    names = [*(rf"(?P<{name}>\S(?:.*?\S)??)" for name in _PART.findall(label)), ""]
    return re.compile("".join(a + b for a, b in zip(literal[::2], names, strict=True)), re.IGNORECASE)


def _tidy(part: str, words: str) -> str:
    if part == "bucket":
        days = words.replace(" ", "")  # '180 +'
        return DAYS.get(days, days)
    return tidy_class_name(words) if part == "class_name" else words


def _may_be(part: str, words: str) -> bool:
    """Whether words are not cut, and where they must name a class, can name one."""
    return not words.endswith("-") and (part != "class_name" or may_name_class(words, is_full=False))
