"""Failures short enough to read: where two long values differ first, and no page of thousands of lines.

A statement's page or its records are some hundred kilobytes, and pytest prints both sides whole where the
environment says that it runs for a machine (CI).
"""

from collections.abc import Generator, Mapping, Sequence
from itertools import zip_longest

import pytest
from pluggy import Result

WIDTH = 200  # characters of a value that are shown
LONG = 2_000  # characters from which on two values are not shown whole
LINES, LAST = 120, 20  # of a failure, and of these how many at its end
ABSENT = "(nothing)"


def first_difference(found: object, expected: object, place: str = "") -> str:
    """The first place where two values differ, and what stands there; '' where they are equal.

    It looks into mappings by key, into sequences by place and into texts by line.
    """
    if found == expected:
        return ""
    for name, one, other in pairs(found, expected):
        if reported := first_difference(one, other, place + name):
            return reported
    return f"{place or 'the value'}: {short(found)} != {short(expected)}"


def pairs(found: object, expected: object) -> list[tuple[str, object, object]]:
    """The parts of two values of one kind, side by side; none where the values have no parts."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        keys = [*found, *(key for key in expected if key not in found)]
        return [(f"[{key!r}]", found.get(key, ABSENT), expected.get(key, ABSENT)) for key in keys]
    one, other = parts(found), parts(expected)
    if len(one) < 2 and len(other) < 2 and not isinstance(found, list | tuple):
        return []
    both = zip_longest(one, other, fillvalue=ABSENT)
    unit = " line " if isinstance(found, str | bytes) else ""
    return [(f"{unit}{place}" if unit else f"[{place}]", *pair) for place, pair in enumerate(both)]


def parts(value: object) -> Sequence[object]:
    """The lines of a text, the members of a list; none of anything else."""
    if isinstance(value, str | bytes):
        return value.splitlines()
    return value if isinstance(value, list | tuple) else ()


def short(value: object) -> str:
    """A value as Python writes it, cut in its middle."""
    text = repr(value)
    half = WIDTH // 2
    return text if len(text) <= WIDTH else f"{text[:half]} … {text[-half:]} ({len(text)} characters)"


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Of two long values only the first difference."""
    if op != "==" or len(repr(left)) + len(repr(right)) < LONG:
        return None
    return [f"{short(left)} == {short(right)}", f"first difference: {first_difference(left, right)}"]


def cut(text: str) -> str:
    """A failure's text without its middle, its lines not longer than a screen's few."""
    lines = [
        line if len(line) <= LONG else f"{line[:LONG]} … ({len(line)} characters)"
        for line in text.split("\n")
    ]
    if len(lines) > LINES:
        left_out = f"E   … {len(lines) - LINES} lines are left out here"
        lines = [*lines[: LINES - LAST], left_out, *lines[-LAST:]]
    return "\n".join(lines)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Generator[None, Result[pytest.TestReport], None]:
    """Cut what a failure says of its values, wherever it is printed."""
    report = (yield).get_result()
    for traceback, crash, _ in getattr(report.longrepr, "chain", ()):
        for entry in traceback.reprentries:
            entry.lines[:] = cut("\n".join(entry.lines)).split("\n")
        if crash is not None:
            crash.message = cut(crash.message)
