"""An Excel workbook of tables: frozen heads, dates as dates, numbers with the digits that were printed.

A cell of Excel holds a binary float, which is exact to 15 digits: a number with more is written as text, and
counted. Nothing of a page becomes a formula or a link. Further rows go to a further sheet.
"""

import datetime as dt
import decimal
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from storage.text_columns import TextColumn

MOST_ROWS = 1_048_575  # of a sheet, without its head
MOST_DIGITS = 15
MOST_TEXT = 32_767  # UTF-16 units in a cell
# Excel takes 1900 for a leap year, so that earlier days would be off by one, and ends with the year 9999.
FIRST_DAY, LAST_DAY = "1900-03-01", "9999-12-31"
EVERY_DIGIT = decimal.Context(prec=200)  # the default of 28 would round
# A file's bytes depend on its tables alone.
CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the workbook has no time zone
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Row = Sequence[str | None]
WIDTHS = {"number": 14, "date": 11, "flag": 7, "text": 12}  # of columns, in characters
UNITS_HEAD = ("table", "field", "unit", "sign", "meaning", "formula", "source")
UNITS_WIDTHS = (24, 34, 14, 26, 70, 60, 50)


class Unit(NamedTuple):
    """A row of the sheet `units`: a field's meaning, unit and source."""

    table: str
    field: str
    unit: str
    sign: str
    meaning: str
    formula: str
    source: str


class Workbook:
    """A workbook while it is written; `as_text` counts numbers too long for a cell, `cut` texts too long."""

    def __init__(self, file: Path) -> None:
        self.as_text = self.cut = 0
        self._book = xlsxwriter.Workbook(str(file), {**OPTIONS, "tmpdir": str(file.parent)})
        self._book.set_properties({"created": CREATED})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._by_decimals: dict[int, Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the file; no file is left after an error."""
        if error is not None:
            return
        try:
            self._book.close()
        except XlsxWriterException as failed:
            raise OSError(str(failed)) from failed

    def add_table(self, name: str, columns: Sequence[TextColumn], rows: Iterable[Row]) -> int:
        """Write a table as one sheet, or several if it has too many rows; returns the number of rows."""
        names, widths = [one.name for one in columns], [WIDTHS[one.kind] for one in columns]
        number, sheet, at = 0, self._add_sheet(name, names, widths), 0
        for row in rows:
            if at == MOST_ROWS:
                number += at
                sheet, at = self._add_sheet(f"{name} {number // MOST_ROWS + 1}", names, widths), 0
            at += 1
            for index, (column, text) in enumerate(zip(columns, row, strict=True)):
                if text is not None:
                    self._write(sheet, at, index, column.kind, text)
        return number + at

    def add_units(self, units: Iterable[Unit]) -> None:
        """The sheet that explains each field."""
        sheet = self._add_sheet("units", UNITS_HEAD, UNITS_WIDTHS)
        for at, unit in enumerate(units, start=1):
            for index, text in enumerate(unit):
                if text:
                    self._write_text(sheet, at, index, text, self._wrapped)

    def _add_sheet(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(index, index, max(width, len(head) + 2))
            sheet.write_string(0, index, head, self._head)
        return sheet

    def _write(self, sheet: Worksheet, at: int, index: int, kind: str, text: str) -> None:
        if kind == "number":
            self._write_number(sheet, at, index, text)
        elif kind == "flag":
            sheet.write_boolean(at, index, text == "true")
        elif kind == "date" and FIRST_DAY <= text <= LAST_DAY:
            sheet.write_datetime(at, index, dt.datetime.fromisoformat(text), self._date)
        else:
            self._write_text(sheet, at, index, text)

    def _write_number(self, sheet: Worksheet, at: int, index: int, text: str) -> None:
        number = Decimal(text)
        if len(number.normalize(EVERY_DIGIT).as_tuple().digits) > MOST_DIGITS:
            self.as_text += 1
            sheet.write_string(at, index, text)
        else:
            sheet.write_number(at, index, number, self._number(len(text.partition(".")[2])))

    def _number(self, decimals: int) -> Format:
        """The cell format for numbers with that many printed decimals."""
        if decimals not in self._by_decimals:
            shown = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
            self._by_decimals[decimals] = self._book.add_format({"num_format": shown})
        return self._by_decimals[decimals]

    def _write_text(
        self, sheet: Worksheet, at: int, index: int, text: str, how: Format | None = None
    ) -> None:
        if len(text) > MOST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > MOST_TEXT:
            self.cut += 1
            text = f"{text[: MOST_TEXT // 2]} … cut: the records have all {len(text):,} characters"
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "  # XlsxWriter puts such a text into the sheet as it is, for rich strings
        sheet.write_string(at, index, text, how)
