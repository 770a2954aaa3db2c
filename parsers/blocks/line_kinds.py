"""What a line can be by its own words: a heading, a title, part of a label, column numbers."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from parsers.blocks.block_headings import COUNTED, NEAR
from parsers.blocks.heading_words import is_of_html
from parsers.blocks.label_numbers import ENDS_SECTION, REFERENCE
from parsers.cells import VALUE_KINDS, Cell
from parsers.headings import overlap
from parsers.page import PAGE_NUMBER, Line


def is_numbering(line: Line) -> bool:
    """Whether the only numbers of a line count columns for formulas: '(1)  (2)  (3)=(1)-(2)'."""
    cells, values = line.cells, line.values
    if len(cells) < 2 or not all(COUNTED.fullmatch(cell.text) for cell in values):
        return False
    counts = [int(cell.text.strip("()")) for cell in values]
    if len(counts) > 2 and counts == list(range(counts[0], counts[0] + len(counts))):
        return True
    return counts_only(line) or (bool(values) and len(cells) - len(values) > 2)


def counts_only(line: Line) -> bool:
    """Whether all cells of a line are column numbers and formulas of these: '(1)   (2)=(1)-(3)'."""
    return all(_NUMBERING.fullmatch(cell.text) for cell in line.cells)


_NUMBERING = re.compile(r"[\s()\d=+*/-]*\(\d{1,2}\)[\s()\d=+*/-]*")


def is_marked(line: Line, columns: int) -> bool:
    """Whether the only number of a line is the mark of a footnote ('… Accretion Realized Loss (1)').

    Such a line is a heading: it has words for each of several `columns` below it, or a phrase for each but
    the mark's.
    """
    words = [cell for cell in line.cells if not cell.is_value]
    mark = line.values[0]
    if len(line.values) > 1:
        return False
    if len(words) > 1 and mark is line.cells[0] and len(line.squashed.split(" ")) >= columns > 2:
        return True  # it is below the words of the first column, on the line above
    touching = any(cell.end + 1 == mark.start for cell in words)
    return touching and len(line.squashed.split(" ")) > columns + 1 > 2


def is_unit_title(line: Line) -> bool:
    """Whether the only number of a title is a unit ('PER $1,000 UNIT') or names a pool or a section."""
    if len(line.values) != 1:
        return False
    words = line.squashed
    is_unit = _may_end_in_unit(words) and _TITLE_NUMBER.search(words) is not None
    return is_unit or _names_section(line)


def _names_section(line: Line) -> bool:
    """Whether the only number of a line refers to the agreement: 'Sec. 4.03(a)(vii)   Loan Groups'."""
    number = line.values[0]
    if REFERENCE.fullmatch(number.text) is None:
        return False
    before = next((cell for cell, own in pairwise(line.cells) if own is number), None)
    return before is not None and ENDS_SECTION.search(before.text) is not None and not is_sentence(line)


def _may_end_in_unit(words: str) -> bool:
    """Whether words have thousands, or end in digits that are not a row's amount or rate."""
    last = words[words.rfind(" ") + 1 :]
    return "000" in words or (last[-1:].isdecimal() and (last.isdecimal() or not last[0].isdecimal()))


def is_of_units(line: Line) -> bool:
    """Whether the numbers of a heading are the units of its columns: 'CUSIP   Per 1,000   Per 1,000'."""
    if len(line.values) < 2:
        return False
    units = sum(not COUNTED.fullmatch(cell.text) for cell in line.values)  # and not '(3)', a footnote's mark
    return units > 1 and len(PER_1000.findall(line.squashed)) == units


PER_1000 = re.compile(r"\bper \$? *1,?000\b(?!\.)", re.IGNORECASE)


_TITLE_NUMBER = re.compile(
    r"\bper \$? ?1,?000\b(?!\.)|^\D*\b(?:pool|group|series|subgroup) ?(?:#|no\.?|number)? ?:? ?\d{1,6}$",
    re.IGNORECASE,
)


def is_broken_off(line: Line) -> bool:
    """Whether dashes are the only values of a line, each the hyphen of a phrase ('Pass -' over 'Through')."""
    dashes = line.values
    if len(line.cells) - len(dashes) < 3:
        return False
    hyphens = len(_HYPHEN_BEHIND.findall(line.text))
    return len(dashes) == hyphens and all(cell.kind == "dash" for cell in dashes)


_HYPHEN_BEHIND = re.compile(r"(?<=[A-Za-z]) -(?=  |\s*$)")


def is_whole_rule(line: Line) -> bool:
    """Whether one rule spans all columns: the lines above it do not belong to the heading below."""
    return len(line.squashed) > 10 and " " not in line.squashed


def label_of(line: Line) -> str:
    """The words of a row before its first value."""
    words: list[str] = []
    for cell in line.cells:
        if cell.kind in VALUE_KINDS:
            break
        words.append(cell.text)
    return " ".join(words)


def is_title(line: Line) -> bool:
    """Whether a line without values is a title: one or two phrases, no sentence, no page number."""
    if is_unit_title(line):
        return True
    if line.is_rule or not line.cells or line.dates or is_numbering(line) or PAGE_NUMBER.match(line.squashed):
        return False
    if is_imprint(line) or names_series(line) or _STATED.match(line.squashed) or _is_answered(line):
        return False
    return len(line.cells) <= 2 and (not is_sentence(line) or line.squashed.endswith(":"))


def is_part_title(line: Line) -> bool:
    """Whether a row of HTML is the title of a part of its table: 'Loan Count:', the other cells empty."""
    return len(line.cells) == 1 and line.squashed.endswith(":") and is_of_html(line.cells[0])


def is_imprint(line: Line) -> bool:
    """Whether a line is part of an address, a contact or a copyright notice."""
    return _says_imprint(line.squashed)


@lru_cache(maxsize=8192)  # a cache: the words of a page are repeated on the next statement's
def _says_imprint(words: str) -> bool:
    return _IMPRINT.search(words) is not None


def names_series(line: Line) -> bool:
    """Whether a line names the trust, as page heads do: 'SMT  Series 2003-1'."""
    return _OF_SERIES.search(line.squashed) is not None


# Text at the head or foot of every page, and contacts: never a title of the lines below.
_IMPRINT = re.compile(
    r"\bcopyright\b|\(c\) ?(?:19|20)\d\d|www\."
    r"|\b(?:tel|telephone|phone|fax|contact|e-?mail|attention|attn)\b ?[:.]"
    r"|^\d+ .*\b(?:street|st\.|avenue|ave\.|road|boulevard|blvd|drive|plaza|floor)\b|\bp\.? ?o\.? box\b"
    r"|, [A-Za-z. ]+ \d{5}(?:-\d{4})?$",
    re.IGNORECASE,
)
_OF_SERIES = re.compile(r"\bseries:?(?: (?:19|20)\d\d-\w+)?$", re.IGNORECASE)
# A fact in words: 'Delinquency Calculation Method: Mortgage Bankers Association'.
_STATED = re.compile(
    r"(?!.*\b(?:group|pool|class|remic)\b|(?:section|part|schedule) [ivx\d]{1,5}:)[^:]*[a-z][^:]*: +\S",
    re.IGNORECASE,
)


def is_sentence(line: Line) -> bool:
    words = line.squashed.split(" ")
    return len(words) > 12 or (len(words) > 5 and line.squashed.endswith("."))


def may_head(line: Line, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a line can belong to a heading: several phrases, some over values, or one over one column."""
    if _is_answered(line):
        return False
    alone = len(line.cells) == 1 and is_of_html(line.cells[0])  # a title, if it is above no value itself
    over = [cell for cell in line.cells if any(_over(cell, span, 0 if alone else NEAR) for span in spans)]
    if not over or line.dates or is_unit_title(line) or (is_sentence(line) and is_phrase(line)):
        return False
    if len(line.cells) > 1:
        return True
    return not _apart({span for span in spans if overlap(over[0].start, over[0].end, *span) > 0})


def _is_answered(line: Line) -> bool:
    """Whether a line is facts in words: 'Has the date occurred?   No', 'Servicer:  A   Phone:  B'."""
    if len(line.cells) == 2:
        return _ANSWER.fullmatch(line.cells[1].text) is not None
    named = [cell.text.endswith(":") for cell in line.cells]
    return sum(one and not behind for one, behind in pairwise(named)) > 1


_ANSWER = re.compile(r"yes|no|true|false|none|pass(?:ed)?|fail(?:ed)?|(?:not )?in effect", re.IGNORECASE)


def is_phrase(line: Line) -> bool:
    """Whether a line is one phrase, apart from a list mark before it: '(ii)   Balance of the Loans'."""
    return len(line.cells) == 1 or (len(line.cells) == 2 and _MARK.fullmatch(line.cells[0].text) is not None)


_MARK = re.compile(r"\(?(?:[ivxlc]{1,6}|[a-z]|\d{1,2})[.)]", re.IGNORECASE)


def counts(line: Line, width: int) -> bool:
    """Whether a line has a phrase for each of several values, even narrow values that no phrase overlaps."""
    return 1 < width <= len(line.cells) <= width + 1 and all(cell.kind == "words" for cell in line.cells)


def _over(cell: Cell, span: tuple[int, int], near: int) -> bool:
    return overlap(cell.start, cell.end, *span) > -near


def _apart(spans: set[tuple[int, int]]) -> bool:
    """Whether stretches are in more than one column: two of them do not overlap."""
    ordered: Iterator[tuple[int, int]] = iter(sorted(spans))
    before = next(ordered, None)
    for span in ordered:
        if before is not None and overlap(*before, *span) <= 0:
            return True
        before = span
    return False


_ENDS_OPEN = re.compile(
    r"(?:\b(?:of|after|the|through|as|in|to|for|and|or|by|from|with|an?|less|plus|per|at|on|net|any|is|are)"
    r"|[,/&-])$",
    re.IGNORECASE,
)
_BEGINS_INSIDE = re.compile(
    r"(?:[a-z]|(?:of|after|through|as of|in|to|for|and|or|by|from|with|including|due|during|on|at)\b)",
)
_INSIDE_CAPITALS = re.compile(
    r"(?:OF|AFTER|THROUGH|AS OF|IN|TO|FOR|AND|OR|BY|FROM|WITH|INCLUDING|DUE|DURING|ON|AT)\b"
)


def runs_on(above: str, below: str) -> bool:
    """Whether a label continues on the next line: it ends, or that line begins, inside a phrase."""
    if _ENDS_OPEN.search(above):
        return True
    return bool(_BEGINS_INSIDE.match(below) or (above.isupper() and _INSIDE_CAPITALS.match(below)))
