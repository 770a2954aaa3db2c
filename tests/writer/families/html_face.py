"""The HTML face of a family page: the drawn rows as tables, in the markups that filers' converters make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from tests.writer.families.drawing import Bit, Drawn
from tests.writer.families.truth import Figure, Subject, Value, Written
from tests.writer.style import choice


@dataclass(frozen=True)
class Dress:
    """How a page is marked up; a person sees the same rows in all of them."""

    titles: str = choice("paragraph", "row", "span")  # lines outside tables; 'row': a row of the table below
    signs: str = choice("", "percent", "parentheses", "both")  # which stand in cells of their own
    dollar: str = choice("", "whole", "apart")  # a currency sign in the first row of a table
    spacers: str = choice("", "empty", "nbsp")  # a narrow column behind each column
    font: str = choice("", "font", "bold", "div")
    breaks: bool = choice(True, False)  # <br> or a blank between the lines of a heading in one cell
    upper: bool = choice(False, True)
    closes: bool = choice(True, False)
    trailing: int = choice(0, 2)  # empty cells behind each row
    wrapped: bool = choice(False, True)  # source lines that break inside cells

    @property
    def parts(self) -> int:
        """Cells that a column takes in the grid."""
        return 1 + 2 * bool(self.signs or self.dollar == "apart") + bool(self.spacers)


def as_html(
    family: str, rows: Sequence[Drawn], dress: Dress, known: tuple[tuple[Subject, str, Value], ...] = ()
) -> Written:
    """The page in that markup."""
    figures: list[Figure] = []
    body: list[str] = []
    number = 0  # of the rows so far
    for table, block in groupby(_blocks(rows, dress), key=lambda row: row.table):
        own = [row for row in block if row.bits]
        if not table:
            body += [f"<p>{_marked(_joined(row), dress)}</p>" for row in own]
            figures += [_at(bit, number + 1) for row in own for bit in row.bits if bit.figure]
            continue
        many = max((bit.column + bit.span for row in own for bit in row.bits), default=1)
        body.append('<table border="0" cellpadding="0">')
        for place, row in enumerate(own):
            number += 1
            body.append("<tr>" + "".join(_cells(row, many, dress, first=not place)) + "</tr>" * dress.closes)
            figures += [_at(bit, number) for bit in row.bits if bit.figure]
        body.append("</table>")
    markup = "\n".join(["<html><head><title>Exhibit 99.1</title></head>", "<body>", *body, "</body></html>"])
    markup = _capitals(markup) if dress.upper else markup
    return Written(family, True, markup + "\n", tuple(figures), tuple(rows), dress, known)


def _at(bit: Bit, line: int) -> Figure:
    assert bit.figure is not None
    return replace(bit.figure, line=line, start=bit.column, end=bit.column + 1)


def _blocks(rows: Sequence[Drawn], dress: Dress) -> Iterator[Drawn]:
    """Rows without rules; lines of words join the table below where the dress has it so."""
    kept = [row for row in rows if not any(bit.kind == "rule" for bit in row.bits)]
    for place, row in enumerate(kept):
        following = next((other.table for other in kept[place + 1 :] if other.table), 0)
        if row.table or dress.titles == "paragraph" or not row.bits:
            yield row
        else:
            yield row._replace(table=following)


def _joined(row: Drawn) -> str:
    return "  ".join(bit.text for bit in row.bits)


def _cells(row: Drawn, many: int, dress: Dress, *, first: bool) -> Iterator[str]:
    """The cells of a row, empty ones where a column has nothing."""
    alone = len(row.bits) == 1 and row.bits[0].kind in ("title", "words")
    if alone and dress.titles == "span":
        yield _cell(row.bits[0].text, many * dress.parts, dress)
        return
    at = 0
    for bit in sorted(row.bits, key=lambda bit: bit.column):
        yield from (_cell("", 1, dress) for _ in range((bit.column - at) * dress.parts))
        yield from _value(bit, dress, first=first) if _is_number(bit) else _words(bit, dress)
        at = bit.column + bit.span
    yield from (_cell("", 1, dress) for _ in range((many - at) * dress.parts + dress.trailing))


def _is_number(bit: Bit) -> bool:
    return bit.figure is not None and bit.figure.is_number


def _words(bit: Bit, dress: Dress) -> Iterator[str]:
    yield _cell(bit.text, bit.span * dress.parts - bool(dress.spacers), dress)
    if dress.spacers:
        yield _cell("&nbsp;" if dress.spacers == "nbsp" else "", 1, dress)


def _value(bit: Bit, dress: Dress, *, first: bool) -> Iterator[str]:
    """A number, with its signs in cells of their own where the dress has it so."""
    before, text, after = "", bit.text, ""
    if dress.signs in ("parentheses", "both") and text.startswith("("):
        before, text, after = "(", text[1:-1], ")"
    if dress.signs in ("percent", "both") and text.endswith("%"):
        text, after = text[:-1].rstrip(), "%"
    is_money = re.fullmatch(r"[\d,]+\.\d\d", text) is not None and first and not before
    if is_money and dress.dollar == "apart":
        before = "$"
    elif is_money and dress.dollar == "whole":
        text = "$" + text
    apart = dress.parts - bool(dress.spacers) > 1
    if apart:
        yield _cell(before, 1, dress)
    yield _cell(text if apart else before + text + after, 1, dress)
    if apart:
        yield _cell(after, 1, dress)
    if dress.spacers:
        yield _cell("&nbsp;" if dress.spacers == "nbsp" else "", 1, dress)


def _cell(text: str, width: int, dress: Dress) -> str:
    span = f' colspan="{width}"' if width > 1 else ""
    return f"<td{span}>{_marked(text, dress)}" + "</td>" * dress.closes


def _marked(text: str, dress: Dress) -> str:
    if not text or text == "&nbsp;":
        return text
    safe = escape(text, quote=False).replace("\n", "<br>" if dress.breaks else " ")
    if dress.wrapped:
        safe = safe.replace(" ", "\n  ", 1)
    before, after = {
        "": ("", ""),
        "font": ('<font size="1">', "</font>"),
        "bold": ("<b>", "</b>"),
        "div": ("<div>", "</div>"),
    }[dress.font]
    return before + safe + after


def _capitals(markup: str) -> str:
    return re.sub(r"<[^<>]+>", lambda tag: tag[0].upper(), markup)
