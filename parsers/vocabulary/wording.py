"""Normalizes printed wordings, so that case, punctuation and hyphens make no difference.

    'Pass - Through Rate', 'PASS-THROUGH RATE'      pass through rate
    'Realized Loss(es) (4)'                          realized losses
    '(9) Ending Notional/ Principal Balance'         ending notional principal balance
    'Original $', 'Pass Through Rate (%)'            original $, pass through rate %

A percent, dollar or number sign is a word: 'Original $' and 'Original %' are two columns.
"""

import re
from functools import lru_cache

_FOOTNOTE = re.compile(r"[(\[]\d{1,2}[)\]]|\*+|†+|‡+")
_PLURAL = re.compile(r"(?<=\w)\((e?s)\)")
_IN_NUMBER = re.compile(r"(?<=\d)[,.](?=\d)")
_APOSTROPHE = re.compile("['`\u2018\u2019\u00b4]")
_SIGN = re.compile(r"[%$#<]")
_OPEN_END = re.compile(r"(?<=\d) \+(?= ?(?:days|months|payments|\)|$))")  # '180 + Days'
_PLUS = re.compile(r"(?<!\d)\+|\+(?=\d)")
_NO_WORD = re.compile(r"[^\w%$#<+]+|_+")
# Spelled in two ways on pages of one program, or abbreviated on pages of several.
_SPELLINGS = {
    "thru": "through",
    "passthrough": "pass through",
    "percent": "%",
    "pct": "%",
    "number": "#",
    "no": "#",
    "cert": "certificate",
    "certs": "certificates",
    "bal": "balance",
    "amt": "amount",
    "pmt": "payment",
    "distr": "distribution",
    "princ": "principal",
    "curr": "current",
}


@lru_cache(maxsize=8192)  # a cache: the words of a page are repeated on the next statement's
def normalize(printed: str) -> str:
    """A wording normalized: words with one blank between them, no case, marks or punctuation."""
    text = _PLURAL.sub(r"\1", _FOOTNOTE.sub(" ", printed.replace("&", " and ")))
    text = _APOSTROPHE.sub("", _IN_NUMBER.sub("", text.casefold()))
    text = _OPEN_END.sub("+", text)
    text = _PLUS.sub(" ", _SIGN.sub(lambda sign: f" {sign[0]} ", text))
    return " ".join(_SPELLINGS.get(word, word) for word in _NO_WORD.sub(" ", text).split())


def letters(printed: str) -> str:
    """A normalized wording without blanks, which stacked and wrapped headings gain and lose."""
    return normalize(printed).replace(" ", "")


# Words that headings abbreviate, where the abbreviated wording is not one of the vocabulary's own.
_ABBREVIATED = {
    "beg": "beginning",
    "end": "ending",
    "orig": "original",
    "prin": "principal",
    "int": "interest",
    "dist": "distribution",
    "cum": "cumulative",
    "cumul": "cumulative",
    "cur": "current",
    "real": "realized",
    "sched": "scheduled",
    "def": "deferred",
}


def expanded(printed: str) -> str:
    """A wording normalized, its words in full: 'Beg Cert Bal' is 'beginning certificate balance'."""
    return " ".join(_ABBREVIATED.get(word, word) for word in normalize(printed).split())


def shortened(printed: str) -> set[str]:
    """The normalized forms of a wording with one word lost: 'Non-Supported' is one word or two."""
    return {
        normalize(" ".join(words[:place] + words[place + 1 :]))
        for words in (printed.split(), normalize(printed).split())
        for place in range(len(words))
    } - {""}
