"""Cells: the words and values of a printed line, separated even where they touch."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from parsers.notation import CLOSERS, NEARLY_NUMBER, is_nearly_number, read_token
from parsers.printed_values import read_number

Kind = Literal["words", "number", "dash", "broken", "absent", "date", "cusip", "rate_type"]

# The kinds of value cells: they must be mapped, ignored by a named rule, or reported.
VALUE_KINDS = frozenset({"number", "dash", "broken", "absent"})

_GROUPED = r"(?!0)\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # '06,013,442.19' lost its first digits
_DECIMAL = r"\d+\.\d+|(?<![\w)])\.\d+"
_PERCENT = r"(?:[ ]{0,2}%)?"
# A number with a comma or a point is one even where it is printed into a word ('Amou6,258,626.61',
# 'Not0.00lders'); a bare integer must be free-standing, else every 'A-1' and '(30 Days)' would be one. Signs
# and brackets around the digits are read by `notation`.
_STRONG = rf"(?<![\d,/])(?<!\d\.)(?:{_GROUPED}|{_DECIMAL})"
_CREDIT = r"(?i:CR|DR)"
_WEAK = (
    rf"(?<!\S)(?:[-+$]*\([-$]*\d+{_PERCENT}\)|[-+$]*<[-$]*\d+{_PERCENT}>"
    rf"|[-+$]*\[[-$]*\d+{_PERCENT}\]|[-+$]*\{{[-$]*\d+{_PERCENT}\}}|[-+$]*\d+{_PERCENT}[-$]?)"
    rf"%?(?: ?{_CREDIT}(?![A-Za-z]))?(?![^\s*])"
)
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]*"
_SLASHED = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
_RATE_TYPE = r"(?i:Var|Fix)[A-Za-z]*[ ]?-[ ]?(?i:30|Act)[A-Za-z]*[ ]?/[ ]?36[05]"
_CUSIP = r"\d{3}(?=[A-Z0-9]*[A-Z])[A-Z0-9]{5}\d"
# One number, split in two by a blank inside it ('1 ,234.00', '1, 234.00', '1,234. 50').
_PARTED = (
    r"\d[\d,]*+ [.,]\d|\d{1,3}(?:,\d{3})*, \d{3}(?!\d)"
    r"|(?:\d{1,3}(?:,\d{3})+|\d{3,}|(?<=  )\d+)\. \d\d(?![\d.,])"
)
# Only a few letters can begin something other than words: without one of these, no expression is tried.
_TYPED = re.compile(
    r"(?=[\d($#.*<\[{+-]|\b[JFMASONDVjfmasondv])"
    rf"(?:(?P<date>(?<![\d/]){_SLASHED}(?![\d/])"
    rf"|\b{_MONTH}\.? \d{{1,2}}(?:, ?\d{{4}}| (?:19|20)\d\d(?![\d.,]\d|\d))"  # 'August 15 2003' too
    rf"|(?<!\S)\d{{1,2}}-{_MONTH}-\d{{2,4}}(?!\S))"
    rf"|(?P<rate_type>\b{_RATE_TYPE})"
    r"|(?P<broken>#{3,}|#[A-Z]+(?:/[A-Z0])?[!?]?(?!\w)|(?<!\S)(?:\*{4,}|-{3,5})(?!\S))"
    rf"|(?P<parted>(?<!\S)[-$(]*(?:{_PARTED})[\d,.]*\S*)"
    rf"|(?P<cusip>(?<![\w.,-]){_CUSIP}(?:(?![\w.,-])|(?={_GROUPED}(?![\d,]))))"
    rf"|(?P<strong>{_STRONG})"
    r"|(?P<absent>(?<!\S)(?:N/A|n/a)(?!\S))"
    rf"|(?P<fragment>(?<!\S)-?(?!{_GROUPED}(?!\S))\d+,[\d,]*\d[\d,.]*(?!\S))"
    r"|(?P<stub>(?<=  )\d+\.(?!\S))"
    rf"|(?P<weak>{_WEAK})"
    r"|(?P<dash>(?<!\S)\$?--?(?!\S)))"
)
# Neither a value nor a lead to one ('$', '....').
_WORD = r"(?:[A-Za-z][\w-]*+(?![^ ])|[^\s\d#$.-][^\s\d#.]*+(?:\.(?!\.)[^\s\d#.]*+)*+)"
# Words separated by one blank are a phrase; two blanks or more separate two cells. Nearly every such stretch
# is a single thing, which its group names; `mixed` may hold several. A page is mostly
# blanks: the expression skips them once, from the first of them (`(?<! ) *+`).
_STRETCH = re.compile(
    r"(?<! ) *+(?:(?:(?P<number>(?:(?!0)\d{1,3}(?:,\d{3})++|\d++(?!,))(?:\.\d++)?)"
    rf"|(?P<words>{_WORD}(?: {_WORD})*+)"
    rf"|(?P<cusip>{_CUSIP})|(?P<rate_type>{_RATE_TYPE})|(?P<dash>--?)"
    rf"|(?P<date>{_SLASHED})|(?P<percent>\d++(?:\.\d++)?%))(?! ?[^ ])"
    r"|(?P<mixed>\S+(?: \S+)*))"
)
# Groups by number, as a comparison of their names takes longer.
_NUMBER, _WORDS, _MIXED, _PERCENT_SIGNED = (
    _STRETCH.groupindex[name] for name in ("number", "words", "mixed", "percent")
)
# What must follow a bare integer: values one blank apart, if any, then a wide gap, a unit or the line's end
# ('Number of Loans 4 0 -'). `stop` matches where it does.
_VALUES_AHEAD = re.compile(
    rf"(?: ?\*)?(?: (?:--?|\(?-?\$?(?:{_GROUPED}|{_DECIMAL}|\d+)\)?%?)(?!\S))*+"
    r"(?P<stop> ?$|[ ]{2,}| CPR\b)?"
)
# A bare integer after one of these is a name ('Group 1', 'Page 2 of 3'), not a value.
_NAMING = re.compile(
    r"(?:\b(?:group|class|classes|page|of|pool|pool#|series|no\.?|item|number|exhibit|form|and|to)"
    r"|[A-Za-z]-|#)$",
    re.IGNORECASE,
)
# A class's name is words, even with blanks: 'Class I - A - 1', 'Class A-II -2', 'Class I-A-1 - VF - 1'.
_CLASS_NAME = re.compile(r"Class [A-Z]{1,3}(?: ?- ?(?:[A-Z]{1,3}|\d{1,2}))+(?![\w.,])", re.IGNORECASE)


MOST_DIGITS = 100  # of one number; a longer one is an error of the page, or a drawing


class Cell(Struct, eq=False, gc=False):  # compared by identity; refers to no other object
    """A printed thing: `text` at columns `start` to `end` of line `line`; `value` if it is a number."""

    kind: Kind
    text: str
    line: int
    start: int
    end: int
    value: Decimal | None = None
    percent: bool = False

    @classmethod
    def number(cls, text: str, line: int, start: int, end: int) -> "Cell":
        """A printed number with its value; of too many digits it is broken."""
        if len(text) > MOST_DIGITS:
            return cls("broken", text, line, start, end)
        return cls("number", text, line, start, end, read_number(text), "%" in text)

    @property
    def is_value(self) -> bool:
        """Whether the account of numbers must explain it."""
        return self.kind in VALUE_KINDS

    def __repr__(self) -> str:
        return f"Cell({self.kind} {self.text!r} line {self.line}, {self.start}-{self.end})"


_ZEROS = {zero: Decimal(zero) for zero in ("0", "0.00", "0.0000")}  # a third of a page's numbers
_DRAWN = re.compile(r"[-=_]{3,} .*[-=_]{3,}")


def read_cells(text: str, number: int) -> list[Cell]:
    """The cells of a line of text from left to right; `number` is the line's."""
    cells: list[Cell] = []
    detached = has_signs = False
    for stretch in _STRETCH.finditer(text):
        group = stretch.lastindex or 0
        words, (start, end) = stretch[group], stretch.span(group)
        if group == _NUMBER and end - start <= MOST_DIGITS:  # nearly all numbers
            value = _ZEROS[words] if words in _ZEROS else Decimal(words.replace(",", ""))
            cells.append(Cell("number", words, number, start, end, value))
        elif group == _WORDS:
            is_short = end - start <= _LONGEST_UNLIKE
            if (is_short and words in _UNLIKE_WORDS) or words.endswith(_ENDS_UNLIKE_WORDS):
                detached = detached or words in _DETACHED
                cells += _words_or_nothing(words, number, start, end, first=not cells)
            else:
                cells.append(Cell("words", words, number, start, end))
        elif group == _MIXED:
            detached = detached or words in _DETACHED
            has_signs = True
            cells += _part(text, number, start, end)
        elif group == _PERCENT_SIGNED and end - start <= MOST_DIGITS:
            cells.append(Cell("number", words, number, start, end, Decimal(words[:-1]), percent=True))
        elif group in (_PERCENT_SIGNED, _NUMBER):
            cells.append(Cell.number(words, number, start, end))
        else:
            has_signs = True
            cells.append(Cell(stretch.lastgroup, words, number, start, end))  # type: ignore[arg-type] # its kind
    if has_signs and ("--" in text or "==" in text or "__" in text):
        _leave_rules(text, cells)
    if detached:
        _break_detached(cells)
    return cells


def _leave_rules(text: str, cells: Sequence[Cell]) -> None:
    """Take a lone dash among rules drawn below a heading, below its '%', for one of these."""
    if _DRAWN.search(text):
        for cell in cells:
            cell.kind = "words" if cell.kind == "dash" else cell.kind


# A sign or bracket that a wide gap separates from its number; it may belong to the number on either side.
_DETACHED = frozenset(
    {*"()<>[]{}", "-$", "$-$", "($", "$(", "<$", "[$", "CR", "Cr", "cr", "DR", "Dr", "dr", "(CR)", "(DR)"}
)
# Printed in place of a value: null, and mapped where words say so; '-' is handled elsewhere.
ABSENT = frozenset(
    {"N/A", "n/a", "N/a", "NA", "N.A.", "n.a.", "NOT APPLICABLE", "Not Applicable", "Not applicable"}
)
_NOTHING = frozenset(
    {"NIL", "Nil", "nil", "NONE", "None", "none", "NULL", "Null", "null", "NaN", "nan", "ERR", "INF"}
)
_UNLIKE_WORDS = _DETACHED | ABSENT | _NOTHING
_LONGEST_UNLIKE = max(map(len, _UNLIKE_WORDS))
_ENDS_UNLIKE_WORDS = ("N/A", "n/a", "BLE", "ble", "***", "???")
_ABSENT_ENDS = (" N/A", " n/a", " NOT APPLICABLE", " Not Applicable", " Not applicable")


def _words_or_nothing(words: str, number: int, start: int, end: int, *, first: bool) -> Iterable[Cell]:
    """A phrase; or words in place of a value, alone in their column or at the end of a label."""
    if stands_for_nothing(words) and not first:
        yield Cell("absent" if words in ABSENT else "broken", words, number, start, end)
    elif words.endswith(_ABSENT_ENDS):
        mark = next(word for word in _ABSENT_ENDS if words.endswith(word))
        yield Cell("words", words[: -len(mark)].rstrip(), number, start, end - len(mark))
        yield Cell("absent", mark[1:], number, end - len(mark) + 1, end)
    else:
        yield Cell("words", words, number, start, end)


def stands_for_nothing(words: str) -> bool:
    """Whether a cell prints words ('N/A', 'NONE') or asterisks ('********') in place of a value."""
    return words in ABSENT or words in _NOTHING or (len(words) > 3 and not words.strip("*?"))


def _break_detached(cells: Sequence[Cell]) -> None:
    """Numbers beside a detached sign: it is ambiguous which of them the sign belongs to."""
    for place, cell in enumerate(cells):
        if cell.text not in _DETACHED or cell.kind not in ("words", "dash") or cell.text == "$-":
            continue
        beside = cells[max(place - 1, 0) : place] if cell.text not in _OPEN_DETACHED else []
        ahead = cells[place + 1 : place + 2] if cell.text not in CLOSERS and place else []
        for other in (*beside, *ahead):
            if other.kind == "number":
                other.kind, other.value = "broken", None


_OPEN_DETACHED = frozenset({*"(<[{", "-$", "$-$", "($", "$(", "<$", "[$"})


def _part(text: str, number: int, start: int, stop: int) -> Iterable[Cell]:
    """The cells of a stretch of text without wide gaps, in which values and words may touch."""
    at = start
    for kind, begin, end in _typed(text, start, stop):
        yield from _read_words(text, number, at, begin)
        if kind == "number":
            yield Cell.number(text[begin:end], number, begin, end)
        else:
            yield Cell(kind, text[begin:end], number, begin, end)
        at = end
    yield from _read_words(text, number, at, stop)


def _typed(text: str, start: int, stop: int) -> Iterable[tuple[Kind, int, int]]:
    """The parts of a stretch of text that are not words: kind, begin and end of each."""
    at = start
    ahead: re.Match[str] | None = None
    name = _CLASS_NAME.match(text, start, stop)
    for match in _TYPED.finditer(text, name.end() if name else start, stop):
        kind = match.lastgroup or ""
        begin, end = match.span()
        if begin < at:
            continue
        if kind in _FREE_STANDING:
            if ahead is None or ahead.end() < end:  # else it is one of the values ahead of an earlier one
                ahead = _VALUES_AHEAD.match(text, end + _closes(text, begin, end))
            if ahead is None or not ahead.lastgroup or not _stands_free(text[at:begin], end - begin):
                continue  # '30 Days', 'Account - balance', 'December 2004'
            if kind == "dash" and _LEADS_NUMBER.match(text, end) and len(_DASH.findall(text)) < MANY_DASHES:
                continue  # '- 1,234.00': an ambiguous sign
        if kind == "stub" and not text[:begin].strip():
            continue  # '1.' at the beginning of a line numbers a paragraph
        if kind == "broken" and text[begin] == "-" and not text[:begin].strip(" -=_"):
            continue  # '----  1,234.56': drawn above a sum, as longer rules are, and in no column of values
        kind = _KINDS.get(kind, kind)
        if kind == "number":
            digits = _DIGITS.search(text, begin, end)
            begin, end = digits.span() if digits else (begin, end)
            kind, begin, end = read_token(text, begin, end, at, stop)
        yield kind, begin, end  # type: ignore[misc] # a group's name
        at = end


_ENDS_MONTH = re.compile(rf"\b{_MONTH}\.?,? $")
_FREE_STANDING = frozenset({"weak", "dash"})
_KINDS = {"strong": "number", "weak": "number", "fragment": "broken", "stub": "broken", "parted": "broken"}
# A row with at least this many dashes prints a dash for zero; elsewhere one before a number may be its sign.
MANY_DASHES = 3
_DASH = re.compile(r"(?:(?<=  )|^)-(?!\S)|(?<!\S)-(?=  |$)")  # not a hyphen of 'Class I - A - 1'
_DIGITS = re.compile(r"[\d,]*\.?\d+")
_LEADS_NUMBER = re.compile(rf" [$(<\[{{]* ?(?:{_GROUPED}|{_DECIMAL})")


def _closes(text: str, begin: int, end: int) -> int:
    """How far behind '( 5 )' its bracket ends."""
    return 2 if text[begin - 2 : begin] in _APART_BEFORE and text[end : end + 2] in _APART_BEHIND else 0


_APART_BEFORE, _APART_BEHIND = ("( ", "< ", "[ ", "{ "), (" )", " >", " ]", " }")


def _stands_free(before: str, length: int) -> bool:
    """Whether a bare integer or dash is a value by the text before it: none, a wide gap or a label.

    The label must not be one that a number names ('Group 1'), nor a month with its year.
    """
    if not before.strip() or before.endswith("  "):
        return True
    return not (_NAMING.search(before.rstrip()) or (length == 4 and _ENDS_MONTH.search(before)))


# Text that leads to a value and is not a word: dots, and a currency sign apart from its number.
_LEADER = re.compile(r"(?:(?<!\S)\$|(?:(?<!\S)\.|\.{3})[. ]*)$")


def _read_words(text: str, number: int, start: int, stop: int) -> Iterable[Cell]:
    """Words between values, split at tokens that look like numbers but are not."""
    phrase = text[start:stop]
    words = _LEADER.sub("", phrase.strip()).rstrip()
    if not words:
        return
    left = start + len(phrase) - len(phrase.lstrip())
    if words[0] in _BEGINS_TOKEN or NEARLY_NUMBER.search(words):
        yield from _part_at_broken(words, number, left, alone=words == text[left:stop].rstrip())
    else:
        yield Cell("words", words, number, left, left + len(words))


def _part_at_broken(words: str, number: int, left: int, *, alone: bool) -> Iterable[Cell]:
    at = 0
    for token in _TOKEN.finditer(words):
        if is_nearly_number(token[0], alone=alone and token[0] == words):
            if before := words[at : token.start()].rstrip():
                yield Cell("words", before, number, left + at, left + at + len(before))
            yield Cell("broken", token[0], number, left + token.start(), left + token.end())
            at = token.end() + 1
    if rest := words[at:].strip():
        at = words.index(rest, at)
        yield Cell("words", rest, number, left + at, left + at + len(rest))


_TOKEN = re.compile(r"\S+")
_BEGINS_TOKEN = frozenset("0123456789(<[{")
