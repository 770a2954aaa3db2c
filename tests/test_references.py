"""What texts and docstrings call a file of the project is one: no name outlives its file."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("bench", "crawler", "docs", "parsers", "storage", "tests")
WRITTEN = {".md", ".py", ".sql", ".toml"}
TEXTS = sorted(
    path
    for top in (ROOT, *(ROOT / folder for folder in FOLDERS))
    for path in (top.rglob("*") if top != ROOT else top.glob("*"))
    if path.suffix in WRITTEN or path.name == "Makefile"
)
# A path from the project's root; a module as `python -m` names it; a test file by its name alone.
PATH = re.compile(rf"(?<![\w./-])(?:{'|'.join(FOLDERS)})/[\w./-]+\.(?:py|md|sql|tsv|toml|json|txt|htm)\b")
MODULE = re.compile(r"python -m ((?:crawler|parsers|storage|tests|bench)(?:\.\w+)*)")
TEST = re.compile(r"(?<![\w/])test_\w+\.py\b")


TESTS = {path.name for path in TEXTS if path.name.startswith("test_")}


def missing(text: str) -> Iterator[str]:
    """The files that a text names and that are not there."""
    roots = (ROOT, ROOT / "tests")  # tests join paths to their own folder
    yield from (name for name in PATH.findall(text) if not any((root / name).exists() for root in roots))
    yield from (name for name in TEST.findall(text) if name not in TESTS)
    for name in MODULE.findall(text):
        place = ROOT / name.replace(".", "/")
        if not place.with_suffix(".py").exists() and not (place / "__main__.py").exists():
            yield name


def test_every_file_that_a_text_names_is_there() -> None:
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in TEXTS}
    assert {"README.md", "Makefile", "tests/conftest.py", "storage/audit.sql", "docs/zone.md"} <= texts.keys()
    lost = {path: names for path, text in texts.items() if (names := list(missing(text)))}
    assert lost == {}


def test_a_name_of_no_file_is_found() -> None:
    lost = "see tests/zone/" + "lost.py, test_" + "lost.py and `python -m " + "tests.lost`"
    assert len(list(missing(lost))) == 3
