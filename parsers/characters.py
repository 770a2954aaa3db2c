"""Characters: decodes a document's bytes, and replaces typographic characters by plain ones.

Readers compare words in ASCII and columns. So blanks and dashes are replaced one for one, a zero-width
character is dropped, and a form feed or vertical tab becomes a line break.
"""

import re

_BOM = b"\xef\xbb\xbf"


def decode(raw: bytes) -> str:
    """The text of one document: UTF-8 where it is valid UTF-8, else Windows-1252; never raises.

    The declared encoding, which few documents have, is ignored: text of another encoding is hardly ever valid
    UTF-8. The five bytes that Windows-1252 leaves undefined become control characters, as in browsers.
    """
    raw = raw.removeprefix(_BOM)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1").translate(_WINDOWS)


def _windows_characters() -> dict[int, str]:
    codes = (code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    return {code: bytes([code]).decode("cp1252") for code in codes}


_WINDOWS = _windows_characters()

_VARIANTS = {
    " ": "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u2022\u2023\u25aa\u25cf\u25e6",  # the bullets of a list are not words
    "-": "\u02d7\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u23af\u2500\u2501\u2796"
    "\u2e3a\u2e3b\ufe58\ufe63",
    "=": "\u2550",
    "|": "\u2502\u2503\u2551\xa6",
    "'": "\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bc\u02c8\xb4",
    '"': "\u201c\u201d\u201e\u201f\u2033\u2036\xab\xbb",
    "<": "\u2039\u2329\u27e8\u3008",
    ">": "\u203a\u232a\u27e9\u3009",
    "(": "\u207d\u208d\u2768",
    ")": "\u207e\u208e\u2769",
    ".": "\u2024\u2026",  # an ellipsis becomes one point, so that columns keep their positions
    ",": "\u066c",
    "/": "\u2044\u2215",
    "*": "\u2217\u204e\u2731",
    "%": "\u066a",
    "\v": "\u2028\u2029",  # breaks a printed line that is one line of the file
    # Without width: zero-width blanks and joiners, marks of direction, a byte order mark.
    "": "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066"
    "\u2067\u2068\u2069\ufeff\u180e\u034f",
}
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_PLAIN = str.maketrans(
    {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}
    | _LIGATURES
    | {chr(0xFF01 + place): chr(0x21 + place) for place in range(94)}  # full-width forms
)
# A reference such as '&#150;' names a byte of Windows-1252: it is decoded first.
_PLAIN = {code: character.translate(_PLAIN) for code, character in _WINDOWS.items()} | _PLAIN
_PLAIN[0x85] = "."
# Control characters print nothing; a tab, a line's end, a form feed and a vertical tab have a meaning.
_CONTROLS = "".join(chr(code) for code in (*range(9), *range(14, 32), 127))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS)}]")
_BLANKS = dict.fromkeys(map(ord, _CONTROLS), " ")
# A soft hyphen marks a possible word break, and is not printed; elsewhere it is an old hyphen.
_SOFT_HYPHEN = re.compile(
    "(?:(?<=[A-Z]{2})\xad+(?=[A-Z]{2})|(?<=[a-z]{2})\xad+(?=[a-z]{2})"
    "|(?<=[A-Za-z]{2})\xad+(?=\\s|$)|(?:(?<=\\s)|^)\xad+(?=[A-Za-z]{2}))",
    re.MULTILINE,
)


def plain_characters(text: str) -> str:
    """Text with blanks, dashes, quotes, brackets and digits of other scripts as their ASCII equivalents."""
    if text.isascii() and text.replace("\n", "").isprintable():  # nearly every cell, and most pages
        return text
    if _CONTROL.search(text):
        text = text.translate(_BLANKS)
    if text.isascii():
        return text
    if "\xad" in text:
        text = _SOFT_HYPHEN.sub("", text).replace("\xad", "-")
    return text.translate(_PLAIN)
