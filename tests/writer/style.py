"""How a page may be printed: a style is a frozen dataclass whose every field lists its choices."""

from dataclasses import field, fields
from random import Random
from typing import Any, TypeVar

Style = TypeVar("Style")


def choice(*options: Any) -> Any:
    """A field of a style; the first option is its default, as one of the samples has it."""
    return field(default=options[0], metadata={"options": options})


def options_of(kind: type) -> dict[str, tuple[Any, ...]]:
    """The choices of a style, by field."""
    return {one.name: one.metadata["options"] for one in fields(kind)}


def random_style(kind: type[Style], rng: Random) -> Style:
    return kind(**{name: rng.choice(options) for name, options in options_of(kind).items()})
