"""How accounts print a number: signs, brackets, currency and CR around its digits, and what makes it broken.

The digits of a number are found first (cells). The characters that touch them, or are one blank apart and can
belong to them, are then read as one token. A token that is not a number as a whole yields none of its parts:
'3.99E+05' is not 3.99. An ambiguous sign makes the number broken, never positive.
"""

import re
from typing import Literal, NamedTuple

OPENERS, CLOSERS = "(<[{", ")>]}"
CURRENCY = "$£€¥"
_SIDES = dict(zip(OPENERS, CLOSERS, strict=True))


class Token(NamedTuple):
    """A number with all its decorations, or a broken one: `begin` to `end` of the text."""

    kind: Literal["number", "broken"]
    begin: int
    end: int


# Right before and right behind the digits. CR is a credit, and negative; DR is recognised to be refused.
_CREDIT = r"(?:\(?[Cc][Rr]\)?|\(?[Dd][Rr]\)?)\.?"
_BEFORE = re.compile(
    rf"(?:(?:(?<![A-Za-z]){_CREDIT}|(?<![A-Za-z])(?:U\.?S\.?D?|minus|negative|neg)"
    rf"|(?<!\w)[-+]|[-+](?! )|[(<\[{{{CURRENCY}]) ?)+$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?: {{0,2}}%| ?{_CREDIT}(?![A-Za-z])| ?[)>\]}}]| ?(?:minus|negative|neg)(?![A-Za-z])"
    rf"| ?(?:DB|debit|credit)(?= ?$|  )|[-+{CURRENCY}])+",
    re.IGNORECASE,
)
WINDOW = 24  # characters: more than all of a number's decorations
# The meaning of the decorations around digits ('0'), without currency and percent signs; others are broken.
_SIGNS = {
    **dict.fromkeys(("0", "+0"), "positive"),
    **dict.fromkeys(("-0", "0-", "(0)", "<0>", "[0]", "{0}", "C0", "0C", "(C)0", "0(C)"), "negative"),
    "-0-": "zero",  # accounts print '-0-' for zero
}
_CR, _DR = re.compile("cr", re.IGNORECASE), re.compile("dr", re.IGNORECASE)
_SILENT = re.compile(rf"[{CURRENCY}%. ]|U\.?S\.?D?", re.IGNORECASE)

# Words that a number was printed into ('Amou6,258,626.61', '0.00lders'), and marks that stand against one.
_TAG = re.compile(r"<[^<>]*>")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS_BEFORE = re.compile(r"[^\d]*[^\W\d_][:='\").*|]*$")
_MARKS_BEFORE = re.compile(r"[*=:'\"|.(]*$")
_WORDS_BEHIND = re.compile(r"(?:[a-z]{2,}|[A-Z]{2,}|[A-Z][a-z]+)[^\d]*$")
_MARKS_BEHIND = re.compile(r"[*†‡§|\"';:!]*$|[)\]][.,;:]*$")
_LIKE_DIGITS = re.compile(r"[OoIlSBZ]+$")  # letters that a scan prints for digits
_UNITS = frozenset({"mm", "mn", "bn", "mil", "mln", "bp", "bps", "st", "nd", "rd", "th", "cr", "dr", "pct"})
# A blank before a comma or behind a point, inside one number.
_PARTED = re.compile(r" [.,]\d\S*")
_HYPHEN_OF_WORDS = re.compile(r"- ?[A-Za-z]")


def read_token(text: str, begin: int, end: int, floor: int, stop: int) -> Token:
    """The token around the digits at `begin` to `end`; not from before `floor`, prose not behind `stop`."""
    if _stands_alone(text, begin, end, floor):
        return Token("number", begin, end)
    left = _start_of_signs(text, begin, floor)
    right = _end_of_signs(text, begin, end, stop)
    left += text[left:begin].startswith("((")  # the first is the end of a cut label
    if _closes_prose(text, begin, text[left:begin], text[end:right]):
        left = begin if text[left:begin].strip(CURRENCY + " ") else left
        right = end + len(_PERCENT.match(text[end:right])[0])  # type: ignore[index] # may be empty
    elif _opens_prose(text, end, stop, text[left:begin], text[end:right]):
        left = floor = begin
    if not text[left:begin].strip(f"+ {CURRENCY}") and " " in text[left:begin]:
        left = floor = begin  # '$ 1.00': the digits are the cell
    sign = sign_of(text[left:begin], text[end:right])
    if sign == "zero" and text[begin:end].strip("0.,"):
        sign = None
    before, behind = _before_token(text, left, floor), _behind_token(text, right)
    start, finish = left, right
    if (before, behind) != (left, right):
        start, finish = _without_words(text, (left, begin, right), (before, behind), floor)
    if parted := _PARTED.match(text, finish):
        return Token("broken", start, parted.end())
    whole = sign is not None and (start, finish) == (left, right)
    return Token("number" if whole else "broken", start, finish)


def _without_words(
    text: str, token: tuple[int, int, int], run: tuple[int, int], floor: int
) -> tuple[int, int]:
    """Where a token begins and ends that touches words; words that belong to it make it broken."""
    (left, begin, right), (before, behind) = token, run
    printed_over = _LETTER_BEFORE.search(text, max(floor, left - WINDOW), left)
    inside = text[before:left].isalpha() and text[right:behind].isalpha()
    inside = inside and not _LIKE_DIGITS.match(text[before:left] + text[right:behind])
    words_before = "" if inside else text[before:left]  # letters on both sides: printed into a word
    start = left if _is_whole_before(words_before, text[left:begin], printed_over) else before
    return start, right if _is_whole_behind(text, right, behind, printed_over) else behind


def _stands_alone(text: str, begin: int, end: int, floor: int) -> bool:
    """Whether blanks separate the digits, as they mostly do, from neighbours that cannot be their signs."""
    if begin > floor and (
        text[begin - 1] != " " or (begin - 1 > floor and text[begin - 2] in _CAN_END_SIGNS)
    ):
        return False
    behind = text[end : end + 2]
    return not behind or (behind[0] == " " and behind[-1] not in _CAN_BEGIN_SIGNS)


_CAN_BEGIN_SIGNS = frozenset("%)>]}(CcDdMmNn.,")


def sign_of(before: str, behind: str) -> str | None:
    """'positive', 'negative' or 'zero' by the decorations of digits; None where these mean none of them."""
    if not before and not behind:
        return "positive"
    if "- " in before or "+ " in before:  # a lone dash, perhaps, and the next cell's number
        return None
    marks = _SILENT.sub("", before) + "0" + _SILENT.sub("", behind)
    return _SIGNS.get(_CR.sub("C", _DR.sub("D", marks)))


def _start_of_signs(text: str, begin: int, floor: int) -> int:
    near = begin - 1 - (text[begin - 1 : begin] == " ")
    if near < floor or text[near] not in _CAN_END_SIGNS:
        return begin
    window = max(floor, begin - WINDOW)
    found = _BEFORE.search(text[window:begin])
    return window + found.start() if found else begin


_CAN_END_SIGNS = frozenset("-+(<[{.)" + CURRENCY + "RDSrdsGgEe")


def _end_of_signs(text: str, begin: int, end: int, stop: int) -> int:
    found = _BEHIND.match(text, end, stop)
    if found is None:
        return end
    if found[0].endswith("-") and text[found.end() : found.end() + 1].strip() == "":
        # A hyphen one blank before words belongs to them, where the number was printed into words.
        hyphen = _HYPHEN_OF_WORDS.match(text, found.end() - 1)
        if hyphen and begin and text[begin - 1].isalpha():
            return found.end() - 1
    return found.end()


def _closes_prose(text: str, begin: int, before: str, behind: str) -> bool:
    """Whether the bracket behind a number closes one opened in the words before it ('(see page 2, 1.00)')."""
    if not any(mark in behind for mark in CLOSERS) or any(mark in before for mark in OPENERS):
        return False
    near = text[max(0, begin - LONG) : begin]
    opened = max(map(near.rfind, OPENERS))
    held = near[opened + 1 :]
    return opened > max(map(near.rfind, CLOSERS)) and _WORD_OF_PROSE.match(held) is not None


_WORD_OF_PROSE = re.compile(r"(?:[A-Za-z]?[a-z]+[,;]?|@) ")
_PERCENT = re.compile(r" {0,2}%|")
_WORDS_AHEAD = re.compile(r"[ \d.%]*[ ,;-]+[A-Za-z]")
LONG = 200  # columns: longer than any remark in brackets


def _opens_prose(text: str, end: int, stop: int, before: str, behind: str) -> bool:
    """Whether the bracket before a number encloses words behind it too ('(0.50% of the balance)')."""
    marks = before.strip(CURRENCY + " ")
    if marks not in ("(", "[") or any(mark in behind for mark in CLOSERS):
        return False
    return _WORDS_AHEAD.match(text, end, stop) is not None and _SIDES[marks] in text[end : end + LONG]


def _before_token(text: str, left: int, floor: int) -> int:
    """Where the run of characters begins that ends right before a token."""
    return max(floor, text.rfind(" ", floor, left) + 1)


def _behind_token(text: str, right: int) -> int:
    end = text.find(" ", right)
    return end if end >= 0 else len(text)


def _is_whole_before(words: str, signs: str, printed_over: re.Match[str] | None) -> bool:
    """Whether the text that a number touches is words of a label, or marks, and no digits of the number.

    One letter alone may be a digit that a scan misread, unless it begins a word of a phrase.
    """
    words = _TAG.sub("", words)
    if not words:
        return True
    if "-" in signs or "+" in signs:
        return False  # a hyphen or a sign: ambiguous
    if _MARKS_BEFORE.match(words):
        return "(" not in words or "(" in signs
    letters = "".join(_LETTERS.findall(words))
    if not _WORDS_BEFORE.match(words):
        return False
    if printed_over and printed_over["phrase"] and letters not in ("l", "o"):
        return True
    return (len(letters) > 1 or words[0] == "(") and not _LIKE_DIGITS.match(letters)


# Letters right before a number, or a phrase that goes on with it.
_LETTER_BEFORE = re.compile(
    r"(?P<phrase>[A-Za-z][A-Za-z,]*[,)]? (?=[A-Za-z]*$)|- (?=[A-Za-z]+$))?(?P<glued>[A-Za-z]+)?$"
)


def _is_whole_behind(text: str, right: int, end: int, printed_over: re.Match[str] | None) -> bool:
    """The same test for the text right behind it; a multiplying letter ('1.5M') is not a label's."""
    words = _TAG.sub("", text[right:end])
    if not words or _MARKS_BEHIND.match(words):
        return True
    if words in (".", ",") and printed_over and printed_over["phrase"]:
        return "." in text[text.rfind(" ", 0, right) + 1 : right]  # '… a cap of 7.8812%.', not '12,345.'
    if words == "-":
        return _HYPHEN_OF_WORDS.match(text, right) is not None
    letters = _LETTERS.match(words)
    if letters is None or letters[0].casefold() in _UNITS:
        return False
    if printed_over and (printed_over["glued"] or (printed_over["phrase"] and words[0] not in _MULTIPLES)):
        return not any(character.isdigit() for character in words)
    return _WORDS_BEHIND.match(words) is not None


_MULTIPLES = frozenset("KkMmBbXxCD")


# Tokens that look like numbers but are not: digits around a comma or a point, letters for digits, exponents.
NEARLY_NUMBER = re.compile(r"\d[.,]\d|[\dOoIl][.,][\dOoIl]{2}")
_ALONE = re.compile(r"\d[\dOol]*[Ool][\dOol]*$|\d+[Ee](?:[+-]\d+|\d\d)$|\d+[a-z]+\d+$|[(<\[{]\$?\d+$")


def is_nearly_number(token: str, *, alone: bool) -> bool:
    """Whether a token of words is a number that went wrong; `alone` where it is a cell of its own."""
    if not any(character.isdigit() for character in token):
        return False
    return NEARLY_NUMBER.search(token) is not None or (alone and _ALONE.match(token) is not None)
