"""The command that writes a golden writes it once, whole or not at all, and says in a sentence why not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.parsers.golden import FIXTURES, PAGES, golden_of, main, records_of


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return Path(shutil.copy(PAGES[0], tmp_path))


def test_it_writes_the_golden_of_a_fixture_that_has_none(page: Path) -> None:
    main([page.name], page.parent)
    assert golden_of(page).read_text().count("\n") == len(records_of(PAGES[0]))


@pytest.mark.parametrize(
    "name", ["nosuch", "nosuch.txt", "", "../nosuch.htm", "fixture.jsonl", "fixture.pdf"]
)
def test_a_name_that_is_no_fixture_is_refused_and_leaves_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "fixture.pdf").touch()
    with pytest.raises(SystemExit, match="there is no fixture"):
        main([name], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["fixture.pdf"]


def test_a_golden_that_is_there_stays_as_it_is(page: Path) -> None:
    golden_of(page).write_text("looked over\n")
    with pytest.raises(SystemExit, match="is there: delete it first to write it anew"):
        main([page.name], page.parent)
    assert golden_of(page).read_text() == "looked over\n"


def test_a_page_that_cannot_be_read_leaves_no_file(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.read", lambda raw: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main([page.name], page.parent)
    assert not golden_of(page).exists()


@pytest.mark.parametrize("words", [["nosuch"], []])
def test_as_a_command_it_says_so_in_one_line(words: list[str]) -> None:
    before = sorted(FIXTURES.iterdir())
    command = [sys.executable, "-m", "tests.parsers.golden", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert sorted(FIXTURES.iterdir()) == before
