"""The layouts, one file each. A new file in this folder is found automatically; there is no list to edit."""

import importlib
import pkgutil
from collections.abc import Iterable
from pathlib import Path

from parsers.layout import Layout


def find_layouts(folders: Iterable[str] = __path__, package: str = __name__) -> list[Layout]:
    """The LAYOUT (or LAYOUTS) of every module in the folders, by name.

    Raises TypeError for a module without one, ValueError where two layouts share a name.
    """
    found: dict[str, Layout] = {}
    for module in pkgutil.iter_modules([str(Path(folder)) for folder in folders]):
        described = importlib.import_module(f"{package}.{module.name}")
        layouts = getattr(described, "LAYOUTS", None) or [getattr(described, "LAYOUT", None)]
        for layout in layouts:
            if not isinstance(layout, Layout):
                raise TypeError(f"{package}.{module.name} describes no LAYOUT")
            if layout.name in found:
                raise ValueError(f"two layouts are named {layout.name!r}")
            found[layout.name] = layout
    return [found[name] for name in sorted(found)]


LAYOUTS = find_layouts()
