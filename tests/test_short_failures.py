"""A failure says where two long values differ first, in lines that a person reads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.short_failures import LINES, LONG, cut, first_difference

PAGE = "\n".join(f"line {number}" for number in range(9_000))


@pytest.mark.parametrize(
    ("found", "expected", "reported"),
    [
        ({"a": [1, 2]}, {"a": [1, 2]}, ""),
        ([{"a": 1}, {"a": 2, "b": 3}], [{"a": 1}, {"a": 2, "b": 4}], "[1]['b']: 3 != 4"),
        ([1, 2], [1], "[1]: 2 != '(nothing)'"),
        ({"a": 1}, {"b": 1}, "['a']: 1 != '(nothing)'"),
        ("a\nb\nc", "a\nx\nc", " line 1: 'b' != 'x'"),
        (b"a\nb", b"a\nx", " line 1: b'b' != b'x'"),
        (1, 2, "the value: 1 != 2"),
        ([], {}, "the value: [] != {}"),
    ],
)
def test_the_first_difference_is_reported_with_its_place(
    found: object, expected: object, reported: str
) -> None:
    assert first_difference(found, expected) == reported


def test_a_failure_keeps_its_beginning_and_its_end() -> None:
    lines = cut(f"first\n{PAGE}\nlast").split("\n")
    assert (lines[0], lines[-1], len(lines)) == ("first", "last", LINES + 1)
    assert cut("a\nb") == "a\nb"
    assert len(cut("x" * 1_000_000)) < 2 * LONG


FAILING = """
PAGE = "\\n".join(f"line {number}" for number in range(900))

def test_records():
    assert [{"page": PAGE, "n": n} for n in range(9)] == [{"page": PAGE, "n": n // 8} for n in range(9)]

def test_message():
    assert PAGE == "", PAGE
"""


def test_what_pytest_prints_of_whole_pages_is_short_for_a_machine_too(tmp_path: Path) -> None:
    (tmp_path / "failing.py").write_text(FAILING)
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "pytest", "-p", "tests.short_failures", "-p", "no:cacheprovider", "-q"]
    environment = {**os.environ, "CI": "true", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(root)}
    run = subprocess.run(
        [*command, "failing.py"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "first difference: [1]['n']: 1 != 0" in run.stdout
    assert "lines are left out here" in run.stdout
    assert len(run.stdout) < 20_000
