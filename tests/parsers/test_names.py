"""One name for one thing: no module and no public class of the parsers has the name of another."""

import ast
from collections import Counter
from pathlib import Path

PARSERS = Path(__file__).resolve().parent.parent.parent / "parsers"
# A record has the name of what it is the record of; blocks and rows of certificates are theirs alone.
TWICE = {"Document", "Line", "Registrant", "Block", "Row"}


def names() -> Counter[str]:
    """How often each module's and each public class's name stands in the parsers."""
    modules = [path for path in PARSERS.rglob("*.py") if path.stem != "__init__"]
    classes = [
        node.name
        for path in modules
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    return Counter([*(path.stem for path in modules), *classes])


def test_no_module_or_public_class_has_the_name_of_another() -> None:
    found = names()
    assert found["ClassTable"] == found["class_table"] == 1
    assert {name for name, times in found.items() if times > 1} <= TWICE
