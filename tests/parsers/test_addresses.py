"""Pages read without a layout: each number without a field has the address that a person reads there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import parsers
from parsers.records import Unmapped

FOLDER = Path(__file__).parent / "addresses"
LISTS = sorted(FOLDER.glob("*.addresses"))
PROSE = {"servicing_certificate.2003-HE2": range(94, 98)}  # lines that are a paragraph

Number = tuple[str, str, str, str, str]  # nearest title, group, label, column, the number as printed


def page_of(path: Path) -> bytes:
    folders = (FOLDER, FOLDER.parent / "fixtures")
    (page,) = (
        page
        for folder in folders
        for page in folder.glob(f"{path.stem}.*")
        if page.suffix in (".txt", ".htm")
    )
    return page.read_bytes()


def typed(path: Path) -> Iterator[Number]:
    """The numbers of a list; the form is named at the head of the first one."""
    title, columns = "", [""]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            title, _, reported = line[2:].partition("/")
            columns = [column.strip() for column in reported.split("|")]
        elif line and not line.startswith("#"):
            label, *numbers = (part.strip() for part in line.split(" | "))
            for column, number in zip(columns, numbers, strict=True):
                group, found, words = column.rpartition(":")
                yield title.strip(), group if found else "", label, words.strip(), number


def read(path: Path) -> Iterator[Number]:
    for record in parsers.read(page_of(path), layouts=()).records:
        if isinstance(record, Unmapped) and record.lines[0] not in PROSE.get(path.stem, ()):
            title = record.section[-1] if record.section else ""
            yield title, record.group or "", record.label or "", record.column or "", record.text


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_unmapped_numbers_of_a_page_and_their_addresses_are_those_typed_from_it(path: Path) -> None:
    assert sorted(read(path)) == sorted(typed(path))


def test_there_are_lists_of_a_text_of_html_and_of_a_certificate() -> None:
    assert [len(list(typed(path))) > 35 for path in LISTS] == [True] * 3
