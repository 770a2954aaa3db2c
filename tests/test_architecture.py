"""docs/architecture.md names modules that there are, and its pictures show the packages and the layers."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "architecture.md").read_text()
LINTED = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def picture(name: str) -> str:
    [drawn] = re.findall(rf"^```{name}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    return str(drawn)


def test_every_module_and_folder_that_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:crawler|parsers|storage|docs|tests)/[\w./]*)`", DOCUMENT))
    assert len(named) >= 15
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_picture_of_the_packages_shows_all_of_them() -> None:
    packages = LINTED["root_packages"]
    assert [package for package in packages if not re.search(rf"\b{package}\b", picture("packages"))] == []
    assert [package for package in packages if not (ROOT / package / "__init__.py").is_file()] == []


def drawn_layers(name: str) -> list[list[str]]:
    """The modules of each layer; a line that begins with a blank goes on with the layer before it."""
    layers: list[list[str]] = []
    for line in picture(name).splitlines():
        modules = line.strip().partition("  ")[0].split()
        if line.startswith(" "):
            layers[-1] += modules
        else:
            layers.append(modules)
    return layers


@pytest.mark.parametrize(("name", "package"), [("layers", "parsers"), ("crawler-layers", "crawler")])
def test_the_picture_of_the_layers_is_what_import_linter_checks(name: str, package: str) -> None:
    [declared] = [one for one in LINTED["contracts"] if one.get("containers") == [package]]
    checked = [re.split(r"\s+[|:]\s+", layer.strip()) for layer in declared["layers"]]
    assert drawn_layers(name) == checked


@pytest.mark.parametrize(("name", "package"), [("layers", "parsers"), ("crawler-layers", "crawler")])
def test_every_package_has_a_layer(name: str, package: str) -> None:
    packages = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    assert packages <= set(picture(name).split())


def test_every_document_that_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([\w.-]+)\)", DOCUMENT)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).is_file()] == []


def changes() -> list[list[str]]:
    """The rows of the table of changes: what is to change, where, and what is found there."""
    table = DOCUMENT.partition("## Where to look for a change\n")[2].partition("\n## ")[0]
    return [row.strip("| ").split(" | ") for row in table.strip().splitlines()[2:]]


def paths(text: str) -> list[Path]:
    return [ROOT / name for name in re.findall(r"`((?:crawler|parsers|storage)/[\w./]+)`", text)]


@pytest.mark.parametrize("row", changes(), ids=lambda row: row[0])
def test_where_a_change_is_looked_for_there_is_what_the_table_names(row: list[str]) -> None:
    _, where, found = row
    assert paths(where)
    assert [path for path in paths(where) if not path.exists()] == []
    files = [
        file
        for path in [*paths(where), *paths(found)]
        for file in (path.glob("*.py") if path.is_dir() else [path])
    ]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    names = re.findall(r"`(\w+)`", found)
    assert [name for name in names if not re.search(rf"\b{name}", text)] == []


def test_many_kinds_of_change_are_in_the_table() -> None:
    assert len(changes()) >= 20
