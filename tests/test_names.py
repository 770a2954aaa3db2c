"""One name for one thing: no module and no public class of the three packages has the name of another."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("crawler", "parsers", "storage")
TWICE = {
    "Document": "the document of a submission, and the record of it",
    "Line": "a line of a page, and what all records but `filing` have in common",
    "Registrant": "a registrant in a header, and its part of the `filing` record",
}


def names() -> Counter[str]:
    """How often each module's and each public class's name stands in the packages."""
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    classes = [
        node.name
        for path in modules
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    # A module of commands/ has the name of the command, as Scrapy wants it.
    named = [path.stem for path in modules if not path.stem.startswith("__")]
    return Counter([*named, *classes])


def test_no_module_or_public_class_has_the_name_of_another() -> None:
    found = names()
    assert found["RateLimiter"] == found["ClassTable"] == found["Ledger"] == found["rate_limiter"] == 1
    assert {name for name, times in found.items() if times > 1} == set(TWICE)
