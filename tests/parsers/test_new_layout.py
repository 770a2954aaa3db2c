"""docs/new-layout.md, followed step by step with the files that it shows."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import parsers
from parsers.blocks.class_table import ClassTable
from parsers.blocks.grouped import Grouped
from parsers.blocks.matrix import Matrix
from parsers.documents import read_page
from parsers.layout import Layout
from parsers.layouts import LAYOUTS, find_layouts
from tests.parsers.golden import PAGES, load
from tests.parsers.layout_words import LINT as RULES
from tests.parsers.layout_words import targets_of

DOCUMENT = Path("docs/new-layout.md").read_text(encoding="utf-8")
FILES = re.findall(r"`(toy_trust[^`]*)`[^`]*\n\n```\w+\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The files of the document, the layout in a folder of layouts of its own."""
    folder = tmp_path_factory.mktemp("toy")
    (folder / "toys").mkdir()
    for name, text in FILES:
        (folder / "toys" / name if name.endswith(".py") else folder / name).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield folder


LINT = [
    ("ruff", "check", "--config", "pyproject.toml", "--no-cache"),
    ("ruff", "format", "--check", "--config", "pyproject.toml", "--no-cache"),
    ("mypy", "--strict", "--follow-imports=silent", "--no-error-summary"),
]


@pytest.mark.parametrize("words", LINT, ids=lambda words: " ".join(words[:2]))
def test_its_file_passes_what_make_lint_asks(folder: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", *words, str(folder / "toys" / "toy_trust.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("rule", RULES)
def test_its_file_passes_the_lint_of_layouts(folder: Path, layouts: list[Layout], rule: str) -> None:
    page = read_page((folder / "toy_trust.2001-T1.txt").read_text())
    assert RULES[rule](layouts[-1], [page]) == []


def test_it_shows_each_thing_that_a_first_layout_needs(layouts: list[Layout]) -> None:
    toy = layouts[-1]
    assert {type(block) for blocks in toy.sections.values() for block in blocks} >= {
        ClassTable,
        Grouped,
        Matrix,
    }
    assert {target.target.record for target in targets_of(toy)} == {"pool", "delinquency", "amount"}


@pytest.fixture(scope="module")
def layouts(folder: Path) -> list[Layout]:
    """All layouts: the project's, and those of the new folder."""
    return [*LAYOUTS, *find_layouts([str(folder / "toys")], "toys")]


def test_the_document_has_ten_steps_and_three_files() -> None:
    assert re.findall(r"^(\d+)\. ", DOCUMENT, re.MULTILINE) == [str(step) for step in range(1, 11)]
    assert [Path(name).suffix for name, _ in FILES] == [".py", ".txt", ".toml"]


def test_without_its_file_the_page_is_no_layouts(folder: Path) -> None:
    page = read_page((folder / "toy_trust.2001-T1.txt").read_text())
    assert [layout.name for layout in LAYOUTS if layout.claims(page)] == []


def test_a_file_in_a_folder_of_layouts_is_found_by_itself(layouts: list[Layout]) -> None:
    assert [layout.name for layout in layouts] == [*(layout.name for layout in LAYOUTS), "toy_trust"]


def test_the_page_fits_the_new_layout_alone_and_the_new_layout_no_other_page(
    folder: Path, layouts: list[Layout]
) -> None:
    page = read_page((folder / "toy_trust.2001-T1.txt").read_text())
    assert [layout.name for layout in layouts if layout.claims(page)] == ["toy_trust"]
    others = [read_page(other.read_text(encoding="latin-1")) for other in PAGES]
    assert not any(layouts[-1].claims(other) for other in others)


def test_the_page_is_read_as_the_figures_typed_from_it(folder: Path, layouts: list[Layout]) -> None:
    reading = parsers.read((folder / "toy_trust.2001-T1.txt").read_bytes(), layouts)
    records = load(reading.to_jsonl().decode())
    typed = tomllib.loads((folder / "toy_trust.2001-T1.toml").read_text(), parse_float=Decimal)
    (statement,) = (record for record in records if record["record"] == "statement")
    assert {kind: statement["numbers"][kind] for kind in typed["account"]} == typed["account"]
    assert statement["checks"]["failed"] == typed["failed"]
    for figure in typed["figure"]:
        _assert_is_there(figure, records)


def _assert_is_there(figure: dict[str, Any], records: list[dict[str, Any]]) -> None:
    kind, where = figure.pop("record"), figure.pop("where")
    (found,) = (record for record in records if record["record"] == kind and where.items() <= record.items())
    for field, value in figure.items():
        assert str(found[field]) == str(value)


def test_the_number_that_the_toy_does_not_know_is_reported(folder: Path, layouts: list[Layout]) -> None:
    reading = parsers.read((folder / "toy_trust.2001-T1.txt").read_bytes(), layouts)
    (unmapped,) = (record for record in reading.records if isinstance(record, parsers.records.Unmapped))
    assert (unmapped.label, unmapped.text) == ("Teddy bears", "7")


def test_two_layouts_that_fit_one_page_are_an_error_and_not_a_choice(
    folder: Path, layouts: list[Layout]
) -> None:
    toy = layouts[-1]
    twin = replace(toy, name="twin")
    page = (folder / "toy_trust.2001-T1.txt").read_text()
    page = page.replace("Toy Trust Report", "Toy Trust Report\n      MONTHLY REPORT TO CERTIFICATEHOLDERS", 1)
    reading = parsers.read(page.encode(), [*layouts, twin])
    assert reading.unrecognised == 1
    assert reading.filing.documents[0].reason == "unrecognised: ambiguous: toy_trust and twin fit"


def test_two_files_that_describe_one_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text_twins").mkdir()
    for name in ("one", "two"):
        (tmp_path / "text_twins" / f"{name}.py").write_text(FILES[0][1])
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match=r"two layouts are named 'toy_trust'"):
        find_layouts([str(tmp_path / "text_twins")], "text_twins")


def test_a_file_without_a_layout_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empties").mkdir()
    (tmp_path / "empties" / "nothing.py").write_text('"""Nothing."""\n')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(TypeError, match=r"empties\.nothing describes no LAYOUT"):
        find_layouts([str(tmp_path / "empties")], "empties")
