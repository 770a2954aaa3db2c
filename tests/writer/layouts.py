"""The layouts that the writer knows: which trusts fill them, and how their pages may look."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.writer.sheet import Written


class LayoutWriter(NamedTuple):
    """A layout as the writer knows it: `trust` draws one, `write` prints one of its months in a style."""

    trust: Callable[..., Any]
    write: Callable[..., Written]
    style: type

    def page(self, seed: int, month: int, style: object, **shape: int) -> Written:
        """The page of a seed's trust; `shape` gives how many groups and classes it has at most."""
        return self.write(self.trust(Random(seed), **shape).month(month), style)


def find_writers(folder: Path, package: str) -> Iterable[tuple[str, LayoutWriter]]:
    """The modules of a folder that write a layout: with `random_trust`, `write` and `Style`, by its name."""
    for module in pkgutil.iter_modules([str(folder)]):
        if module.ispkg or module.name == "layouts":
            continue
        found = importlib.import_module(f"{package}.{module.name}")
        if all(hasattr(found, name) for name in ("random_trust", "write", "Style")):
            yield module.name, LayoutWriter(found.random_trust, found.write, found.Style)


WRITERS = dict(find_writers(Path(__file__).parent, "tests.writer"))
