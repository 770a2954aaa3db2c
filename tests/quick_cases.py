"""Cases that are alike: some of them in `make test`, all of them in `make soak`."""

from collections.abc import Sequence
from typing import Any

import pytest


def quick(cases: Sequence[Any], number: int) -> list[Any]:
    """The cases for `parametrize`; those behind the first `number` are slow."""
    slow = [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
        for case in cases[number:]
    ]
    return [*cases[:number], *slow]
