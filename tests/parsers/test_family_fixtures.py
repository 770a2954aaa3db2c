"""Invented pages of families: each value of the table beside a page stands on its line, all have classes."""

import csv
import re
from html import unescape
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "families"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".htm"))

each_page = pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])


def lines_of(path: Path) -> dict[int, str]:
    """The lines of a text, or the rows of HTML with the words that lead to them, without blanks and tags."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return {number: line.replace(" ", "") for number, line in enumerate(text.splitlines(), start=1)}
    rows = re.split(r"<tr\b[^>]*>", text, flags=re.IGNORECASE)
    found: dict[int, str] = {}
    for number, row in enumerate(rows):
        inside, _, after = re.sub(r"(?i)</table>", "</table>", row).partition("</table>")
        for line, markup in ((max(number, 1), inside), (number + 1, after)):
            words = re.sub(r"\s+", "", unescape(re.sub(r"<[^<>]+>", " ", markup)))
            found[line] = found.get(line, "") + words
    return found


def truth_of(path: Path) -> list[dict[str, str]]:
    with path.with_suffix(".tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_pages_of_each_family_and_their_names_say_that_they_are_invented() -> None:
    assert len({path.name.split(".")[0] for path in PAGES}) == 8
    assert all(".invented-" in path.name for path in PAGES)


@each_page
def test_each_value_of_the_table_stands_on_its_line_of_the_page(path: Path) -> None:
    lines = lines_of(path)
    lost = [row for row in truth_of(path) if re.sub(r"\s+", "", row["text"]) not in lines[int(row["line"])]]
    assert lost == []


@each_page
def test_each_page_has_facts_of_classes(path: Path) -> None:
    rows = [row for row in truth_of(path) if row["record"] == "tranche"]
    assert {row["class"] for row in rows} and {"principal", "interest"} <= {row["field"] for row in rows}
