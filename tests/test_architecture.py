"""docs/architecture.md names modules that there are, and its pictures show the packages and the floors."""

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


def test_the_picture_of_the_rooms_shows_all_of_them() -> None:
    rooms = LINTED["root_packages"]
    assert [room for room in rooms if not re.search(rf"\b{room}\b", picture("rooms"))] == []
    assert [room for room in rooms if not (ROOT / room / "__init__.py").is_file()] == []


def drawn_floors(name: str) -> list[list[str]]:
    """The modules of each floor; a line that begins with a blank goes on with the floor before it."""
    floors: list[list[str]] = []
    for line in picture(name).splitlines():
        modules = line.strip().partition("  ")[0].split()
        if line.startswith(" "):
            floors[-1] += modules
        else:
            floors.append(modules)
    return floors


@pytest.mark.parametrize(("name", "room"), [("floors", "parsers"), ("crawler-floors", "crawler")])
def test_the_picture_of_the_floors_is_what_import_linter_checks(name: str, room: str) -> None:
    [floors] = [one for one in LINTED["contracts"] if one.get("containers") == [room]]
    checked = [re.split(r"\s+[|:]\s+", floor.strip()) for floor in floors["layers"]]
    assert drawn_floors(name) == checked


@pytest.mark.parametrize(("name", "room"), [("floors", "parsers"), ("crawler-floors", "crawler")])
def test_every_package_has_a_floor(name: str, room: str) -> None:
    packages = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    assert packages <= set(picture(name).split())


def test_every_document_that_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([\w.-]+)\)", DOCUMENT)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).is_file()] == []
