"""docs/architecture.md names modules that there are, and its pictures show the packages and the floors."""

import re
import tomllib
from pathlib import Path

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


def test_the_picture_of_the_rooms_shows_all_of_them() -> None:
    rooms = LINTED["root_packages"]
    assert [room for room in rooms if not re.search(rf"\b{room}\b", picture("rooms"))] == []
    assert [room for room in rooms if not (ROOT / room / "__init__.py").is_file()] == []


def test_the_picture_of_the_floors_is_what_import_linter_checks() -> None:
    [floors] = [contract for contract in LINTED["contracts"] if contract["type"] == "layers"]
    checked = [re.split(r" [|:] ", floor) for floor in floors["layers"]]
    drawn = [line.partition("  ")[0].split() for line in picture("floors").splitlines()]
    assert drawn == checked


def test_every_package_of_the_parsers_has_a_floor() -> None:
    packages = {path.parent.name for path in (ROOT / "parsers").glob("*/__init__.py")}
    assert packages <= set(picture("floors").split())


def test_every_document_that_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([\w.-]+)\)", DOCUMENT)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).is_file()] == []
