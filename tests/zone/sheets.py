"""Reads the cells of an Excel workbook out of its XML: text, number or flag, and number format."""

import re
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Cell(NamedTuple):
    """`kind`: 'n' for a number (dates too), 's' for text, 'b' for a flag; `shown` is the number format."""

    kind: str
    text: str
    shown: str = "General"


Rows = list[dict[str, Cell]]


def read_workbook(file: Path) -> dict[str, Rows]:
    """The rows of each sheet, each cell under its column's head; cells without a value are left out."""
    with zipfile.ZipFile(file) as book:
        names = [
            one.attrib["name"]
            for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        ]
        formats = read_formats(book.read("xl/styles.xml"))
        return {
            name: read_sheet(book.read(f"xl/worksheets/sheet{place}.xml"), formats)
            for place, name in enumerate(names, start=1)
        }


def read_formats(styles: bytes) -> list[str]:
    """The number format of each style of a cell."""
    root = ElementTree.fromstring(styles)
    known = {one.attrib["numFmtId"]: one.attrib["formatCode"] for one in root.iter(f"{MAIN}numFmt")}
    known |= {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00"}
    cells = root.find(f"{MAIN}cellXfs")
    assert cells is not None
    return [known[one.attrib["numFmtId"]] for one in cells]


def read_sheet(xml: bytes, formats: list[str]) -> Rows:
    root = ElementTree.fromstring(xml)
    assert root.find(f".//{MAIN}pane[@state='frozen'][@ySplit='1']") is not None
    assert root.find(f".//{MAIN}f") is None, "a formula"
    assert root.find(f".//{MAIN}hyperlink") is None, "a link"
    heads: dict[str, str] = {}
    rows: Rows = []
    for row in root.iter(f"{MAIN}row"):
        cells = {re.sub(r"\d", "", one.attrib["r"]): read_cell(one, formats) for one in row}
        if not heads:
            heads = {place: cell.text for place, cell in cells.items()}
        else:
            rows.append({heads[place]: cell for place, cell in cells.items()})
    return rows


def read_cell(cell: ElementTree.Element, formats: list[str]) -> Cell:
    shown = formats[int(cell.attrib.get("s", "0"))]
    if cell.attrib.get("t") == "inlineStr":
        return Cell("s", "".join(cell.itertext()), shown)
    return Cell(cell.attrib.get("t", "n"), "".join(cell.itertext()), shown)
