"""Pages for property tests: any trust, month and style of a layout; how many of them, and how to run more."""

import os
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.writer.html import HtmlStyle
from tests.writer.layouts import WRITERS
from tests.writer.sheet import Written
from tests.writer.style import options_of

# SOAK=1000 tries a thousand new pages for each property; without it the same few every time.
SOAK = int(os.environ.get("SOAK", "0"))
# Percent of a property's examples: a third by default, as there are many layouts; `make soak` tries all.
SHARE = int(os.environ.get("EXAMPLES_PERCENT", "34"))


def share_of(examples: int) -> int:
    """How many of a property's examples this run tries."""
    return max(1, examples * SHARE // 100)


def bounded(examples: int) -> Callable[[Any], Any]:
    """Settings that never flake: the same pages in every run, unless SOAK asks for new ones."""
    return settings(
        max_examples=SOAK or max(4, examples * SHARE // 100),
        derandomize=not SOAK,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large),
    )


# Printed by a line printer, and met as text alone: what sums up is marked there by rules of hyphens.
TEXT_ONLY = frozenset({"rfc_report"})

each_layout = pytest.mark.parametrize("layout", sorted(WRITERS))


def styles(layout: str, **fixed: object) -> st.SearchStrategy[Any]:
    """Any style of a layout, but for the fields that are fixed; the samples' own choices come first."""
    return _any_of(WRITERS[layout].style, fixed)


def _any_of(kind: type, fixed: dict[str, object]) -> st.SearchStrategy[Any]:
    choices = {name: st.sampled_from(options) for name, options in options_of(kind).items()}
    return st.builds(kind, **(choices | {name: st.just(value) for name, value in fixed.items()}))


def html_styles(**fixed: object) -> st.SearchStrategy[HtmlStyle]:
    """Any markup, but for the fields that are fixed."""
    return _any_of(HtmlStyle, fixed)


def pages(layout: str, **fixed: object) -> st.SearchStrategy[Written]:
    """A written page of any trust of the layout."""
    return st.builds(
        WRITERS[layout].page,
        seed=st.integers(0, 2**32),
        month=st.integers(1, 4),
        style=styles(layout, **fixed),
        groups=st.integers(1, 4),
        classes=st.integers(1, 6),
    )


def chances() -> st.SearchStrategy[Random]:
    """Where to damage a page."""
    return st.builds(Random, st.integers(0, 2**32))


def options(layout: str) -> Iterator[tuple[str, object]]:
    """Every single choice of a style, by field."""
    for name, choices in options_of(WRITERS[layout].style).items():
        for choice in choices:
            yield name, choice
