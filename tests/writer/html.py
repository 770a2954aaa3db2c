"""The HTML face of a written page: the same print as a spreadsheet or a report writer exports it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby

from tests.writer.formats import CENT
from tests.writer.sheet import Cells, Figure, Piece, Written
from tests.writer.style import choice


@dataclass(frozen=True)
class HtmlStyle:
    """How the page is marked up; whatever is chosen, a person sees the same rows."""

    shape: str = choice("table", "tables", "pre")  # one table, one for each block, or the text as it is
    head: bool = choice(True, False)
    upper: bool = choice(False, True)
    closes: bool = choice(True, False)  # else cells and rows are left open
    spacer: str = choice("", "empty", "nbsp")  # a narrow column behind each column
    signs: str = choice("", "percent", "parentheses", "all")  # which stand in cells of their own
    dollar: str = choice("", "whole", "apart")
    soup: str = choice("", "font", "bold", "crossed", "paragraph")
    blanks: str = choice("", "nbsp", "wrapped")  # in labels
    nested: int = choice(0, 1, 2)  # tables around the table
    margin: str = choice("", "cells", "rowspan")  # an empty column before the first
    titles: str = choice("cell", "span", "paragraph")  # rows of a single phrase
    gaps: str = choice("row", "none", "nbsp", "tall")  # blank lines
    trailing: int = choice(0, 3)  # empty cells behind each row
    tall: bool = choice(False)  # or True: a heading of one line beside others of two is as tall as they are
    attributes: bool = choice(False, True)

    @property
    def parts(self) -> int:
        """Cells that a column takes in the grid, its spacer included."""
        return 1 + self.opens + self.shuts + bool(self.spacer)

    @property
    def opens(self) -> bool:
        """Whether a column has a cell for '(' and '$'."""
        return self.signs in ("parentheses", "all") or self.dollar == "apart"

    @property
    def shuts(self) -> bool:
        """Whether a column has a cell for ')' and '%'."""
        return bool(self.signs)


def as_html(page: Written, style: HtmlStyle) -> bytes:
    """The page in that markup."""
    if style.shape == "pre":
        body = f"<pre>\n{escape(page.text, quote=False)}</pre>"
    else:
        body = "\n".join(_body(_clean(page.rows), style))
    if style.head:
        title = "<head><title>1,234.00</title><style>td {width: 1.00}</style></head>"
        body = f"<html>{title}\n<body><!-- 2.00 -->\n{body}\n</body></html>"
    return _cased(body, style).encode("ascii")


def _clean(rows: Iterable[Cells]) -> list[Cells]:
    """Rows without cells of markup; no two blank rows in a row."""
    kept = [tuple(piece for piece in row if piece.text.strip()) for row in rows]
    return [row for place, row in enumerate(kept) if row or (place and kept[place - 1])]


def _body(rows: Sequence[Cells], style: HtmlStyle) -> Iterator[str]:
    """Tables and the paragraphs between them."""
    for _, block in groupby(_blocks(rows, style), key=lambda pair: pair[0]):
        own = [row for _, row in block]
        if style.titles == "paragraph" and len(own) == 1 and _is_title(own[0]):
            yield f"<p>{_marked(own[0][0].text, style)}</p>"
        else:
            yield from _table(own, style)


def _blocks(rows: Sequence[Cells], style: HtmlStyle) -> Iterator[tuple[int, Cells]]:
    """Rows with the number of their block: a title that stands alone is one, and so is what is between."""
    number = 0
    for place, row in enumerate(rows):
        alone = style.titles == "paragraph" and _is_title(row)
        after_title = style.titles == "paragraph" and place and _is_title(rows[place - 1])
        number += bool(alone or after_title or (style.shape == "tables" and not row))
        yield number, row


def _is_title(row: Cells) -> bool:
    return len(row) == 1 and (row[0].figure is None or not row[0].figure.ink.is_number)


def _table(rows: Sequence[Cells], style: HtmlStyle) -> Iterator[str]:
    many = max((piece.column for row in rows for piece in row), default=0) + 1
    heights = _heights(rows) if style.tall else {}
    rows = [_raised(row, place, heights) for place, row in enumerate(rows)]
    opening = '<table border="0" cellspacing="0">' if style.attributes else "<table>"
    around = "<table><tr><td>", "</td></tr></table>"
    yield around[0] * style.nested + opening
    for place, row in enumerate(rows):
        margin = {"": "", "cells": "<td></td>", "rowspan": f'<td rowspan="{len(rows)}"></td>'}[style.margin]
        if style.margin == "rowspan" and place:
            margin = ""
        tall = {column: heights[place, column][1] for column in range(many) if (place, column) in heights}
        cells = "".join(_row(row, many, style, tall)) if row else _gap(many, style)
        if row or style.gaps != "none" or margin:
            yield _opened("tr", style) + margin + cells + "<td></td>" * style.trailing + _closed("tr", style)
    yield "</table>" + around[1] * style.nested


def _heights(rows: Sequence[Cells]) -> dict[tuple[int, int], tuple[Piece, int]]:
    """Headings that stand in the last of several lines alone: by row and column, how tall each is there.

    A height of 0 is a place that the tall cell above takes.
    """
    heights: dict[tuple[int, int], tuple[Piece, int]] = {}
    first = 0
    for place, row in enumerate(rows):
        if not _is_heading(row):
            first = place + 1
        elif place > first and not (place + 1 < len(rows) and _is_heading(rows[place + 1])):
            above = {piece.column for other in rows[first:place] for piece in other}
            for piece in (piece for piece in row if piece.column not in above):
                heights[first, piece.column] = piece, place + 1 - first
                heights |= {(below, piece.column): (piece, 0) for below in range(first + 1, place + 1)}
    return heights


def _is_heading(row: Cells) -> bool:
    """Whether a row is a line of column headings."""
    return len(row) > 1 and all(piece.label is not None and piece.label.kind == "heading" for piece in row)


def _raised(row: Cells, place: int, heights: dict[tuple[int, int], tuple[Piece, int]]) -> Cells:
    """A row with the tall cells that begin in it, without those that began above."""
    kept = [piece for piece in row if (place, piece.column) not in heights]
    tall = [piece for (own, _), (piece, height) in heights.items() if own == place and height]
    return tuple(sorted([*kept, *tall], key=lambda piece: piece.column))


def _gap(many: int, style: HtmlStyle) -> str:
    if style.gaps == "nbsp":
        return "<td>&nbsp;</td>" * many
    return f'<td colspan="{many * style.parts}"></td>' if style.gaps == "tall" else ""


def _row(row: Cells, many: int, style: HtmlStyle, tall: dict[int, int]) -> Iterator[str]:
    """The cells of a row, and empty ones where a column has nothing and no tall cell takes its place."""
    if _is_title(row) and style.titles == "span":
        yield _cell(row[0].text, many * style.parts, style)
        return
    at = 0
    for column, pieces in groupby(row, key=lambda piece: piece.column):
        own = list(pieces)
        for empty in range(at, column):
            yield _cell("", 1, style) * (bool(style.spacer) if tall.get(empty) == 0 else style.parts)
        yield from _column(own, style, tall.get(column, 1))
        at = column + 1


def _column(pieces: Sequence[Piece], style: HtmlStyle, height: int) -> Iterator[str]:
    """The cells of one column: a number with its signs, or words over all of them."""
    figure = pieces[0].figure if len(pieces) == 1 else None
    if figure is not None and figure.ink.is_number:
        before, number, after = _signed(figure, pieces[0].text, style)
        yield from [_cell(before, 1, style)] * style.opens
        yield _cell(number, 1, style)
        yield from [_cell(after, 1, style)] * style.shuts
    else:
        text = " ".join(piece.text.strip() for piece in pieces)
        yield _cell(text, style.parts - bool(style.spacer), style, height)
    if style.spacer:
        yield _cell("&nbsp;" if style.spacer == "nbsp" else "", 1, style)


def _signed(figure: Figure, text: str, style: HtmlStyle) -> tuple[str, str, str]:
    """What stands before a number, the number, and what stands behind it."""
    before = "$" if style.dollar and _is_money(figure) else ""
    after = ""
    if style.signs in ("parentheses", "all") and text.startswith("("):
        before, text, after = before + "(", text[1:-1], ")"
    if style.signs in ("percent", "all") and text.endswith("%"):
        text, after = text[:-1].rstrip(), "%"
    if before and not style.opens:
        before, text = "", before + text
    if style.dollar == "whole" and before.startswith("$"):
        before, text = before[1:], "$" + text if before == "$" else text
    return before, text, after


def _is_money(figure: Figure) -> bool:
    value = figure.ink.value
    cents = isinstance(value, Decimal) and value.same_quantum(CENT) and "%" not in figure.ink.text
    rates = ("_pct", "_per_1000", "_months", "factor", "value")
    return cents and figure.ink.text[0] in "(0123456789" and not figure.field.endswith(rates)


def _cell(text: str, width: int, style: HtmlStyle, height: int = 1) -> str:
    span = f' colspan="{width}"' * (width > 1) + f' rowspan="{height}"' * (height > 1)
    more = ' align="right" nowrap' if style.attributes and text else ""
    return f"<td{span}{more}>{_marked(text, style)}" + _closed("td", style)


SOUP = {
    "": ("", ""),
    "font": ('<font size="1" face="Arial">', "</font>"),
    "bold": ("<b>", "</b>"),
    "crossed": ("<font size=1><b>", "</font></b>"),
    "paragraph": ("<p>", "</p>"),
}


def _marked(text: str, style: HtmlStyle) -> str:
    """Text as a cell holds it."""
    if not text or text == "&nbsp;":
        return text
    safe = escape(text, quote=False)
    if style.blanks:
        safe = safe.replace(" ", "&nbsp;" if style.blanks == "nbsp" else "\n  ", 1)
    before, after = SOUP[style.soup]
    return before + safe + after


def _opened(tag: str, style: HtmlStyle) -> str:
    return f'<{tag} height="12">' if style.attributes else f"<{tag}>"


def _closed(tag: str, style: HtmlStyle) -> str:
    return f"</{tag}>" if style.closes else ""


def _cased(markup: str, style: HtmlStyle) -> str:
    """Tags in capitals, where the style has it; text stays."""
    if not style.upper:
        return markup
    parts = markup.split("<")
    tags = (part.partition(">") for part in parts[1:])
    return parts[0] + "".join(f"<{tag.upper()}{end}{rest}" for tag, end, rest in tags)
