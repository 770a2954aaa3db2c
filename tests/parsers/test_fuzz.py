"""Damaged pages neither crash nor hang the parsers, and cost time in proportion to their size."""

import os
import random
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

import parsers
from tests.parsers.golden import PAGES
from tests.properties.pages import share_of

SAMPLES = sorted(Path("crawler/replica/sample/submissions").glob("*.txt"))
SOURCES = [path.read_bytes() for path in [*PAGES, *SAMPLES]]
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", share_of(200)))


def read(raw: bytes) -> parsers.Reading | None:
    """The only refusal that damage may meet is Damaged; the account of numbers is always whole."""
    try:
        reading = parsers.read(raw)
    except parsers.Damaged:
        return None
    for record in reading.records:
        if isinstance(record, parsers.records.Statement):
            numbers = record.numbers
            assert numbers.found == numbers.mapped + numbers.ignored + numbers.unmapped
    assert reading.to_jsonl().count(b"\n") == len(reading.records)
    return reading


def flip_bytes(raw: bytes, rng: random.Random) -> bytes:
    page = bytearray(raw)
    for _ in range(rng.randint(1, 60)):
        page[rng.randrange(len(page))] = rng.randrange(256)
    return bytes(page)


def drop_lines(raw: bytes, rng: random.Random) -> bytes:
    return b"\n".join(line for line in raw.split(b"\n") if rng.random() > 0.05)


def double_lines(raw: bytes, rng: random.Random) -> bytes:
    return b"\n".join(line for line in raw.split(b"\n") for _ in range(1 + (rng.random() < 0.05)))


def swap_lines(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.split(b"\n")
    for _ in range(10):
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def truncate(raw: bytes, rng: random.Random) -> bytes:
    return raw[: rng.randrange(len(raw))]


def cut_columns(raw: bytes, rng: random.Random) -> bytes:
    at, width = rng.randrange(10, 70), rng.randrange(1, 12)
    return b"\n".join(line[:at] + line[at + width :] for line in raw.split(b"\n"))


def splice(raw: bytes, rng: random.Random) -> bytes:
    other = rng.choice(SOURCES)
    return raw[: rng.randrange(len(raw))] + other[rng.randrange(len(other)) :]


DAMAGES = (flip_bytes, drop_lines, double_lines, swap_lines, truncate, cut_columns, splice)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_page_is_read_or_refused(damage: Callable[[bytes, random.Random], bytes]) -> None:
    rng = random.Random(damage.__name__)
    outcomes = set()
    for _ in range(ROUNDS // len(DAMAGES)):
        outcomes.add(read(damage(rng.choice(SOURCES), rng)) is None)
    assert False in outcomes  # some are still read


HE2 = next(path for path in PAGES if "HE2" in path.name and path.suffix == ".txt").read_text()
AR2 = next(path for path in PAGES if "AR2" in path.name).read_text()
CLASS_ROW = next(line for line in AR2.split("\n") if line.startswith("M-1 "))
SIZES: dict[str, Callable[[int], str]] = {
    "one character": lambda n: "9" * 40 * n,
    "blanks": lambda n: " " * 40 * n + "x",
    "brackets": lambda n: "(" * 40 * n,
    "one line of numbers": lambda n: "Class A " + "1,234.56 " * 4 * n,
    "dashes": lambda n: "- " * 20 * n,
    "a row of dashes": lambda n: AR2.replace(CLASS_ROW, f"M-1 {'- ' * n}x", 1),
    "a row of digits": lambda n: AR2.replace(CLASS_ROW, f"M-1 {'1 ' * n}x", 1),
    "headings": lambda n: "Beg Bal Prin Int Total\n" * n,
    "header labels": lambda n: "<SEC-DOCUMENT>x\n" + "FILER:\n" * 5 * n,
    "open documents": lambda n: "<SEC-DOCUMENT>x\n" + "<DOCUMENT>\n" * 4 * n,
    "closed documents": lambda n: "<SUBMISSION>\n" + "<DOCUMENT>\n<TEXT>\n</TEXT>\n</DOCUMENT>\n" * n + "</SUBMISSION>\n",
    "class rows": lambda n: AR2.replace(CLASS_ROW, "\n".join([CLASS_ROW] * n), 1),
    "groups": lambda n: AR2.replace(
        "Group 1\nCut-Off", "".join(f"Group {k}\nServicer Advances    1\n" for k in range(9, n)) + "Group 1\nCut-Off", 1
    ),
    "statements": lambda n: AR2[1500:] * (n // 100),
    "reflowed words": lambda n: HE2.replace("Prefunding Account\n", "Prefunding Account\n" + "due Not 0.00 " * n, 1),
    "table cells": lambda n: "<html><table>" + "<tr><td>Class A<td>1.00" * n + "</table></html>",
    "returns": lambda n: "<html><pre>" + "&#13;" * 40 * n + "</pre></html>",
    "nested tables": lambda n: "<html>" + "<table><tr><td>1.00" * n + "</html>",
    "nested divisions": lambda n: "<html><tr>" + "<div>" * 5 * n + "1.00</html>",
    "tags": lambda n: "<html><tr>" + "<" * 40 * n,
}  # fmt: skip


def seconds(text: str) -> float:
    raw = text.encode()
    start = time.process_time()
    read(raw)
    return time.process_time() - start


@pytest.fixture(scope="module")
def page_time() -> float:
    """What a page of 900 numbers takes here: the measure of what is not worth measuring."""
    return min(seconds(AR2) for _ in range(3))


@pytest.mark.parametrize("shape", SIZES)
def test_time_grows_with_the_input_and_not_faster(shape: str, page_time: float) -> None:
    """Eight times the input: far below the 64 times that quadratic work would take, in one of some tries."""
    once, much = SIZES[shape](500), SIZES[shape](4000)
    large = seconds(much)
    if large < 5 * page_time:
        return
    assert large < 200 * page_time
    seconds(once)
    small = seconds(once)
    for _ in range(5):
        if large < 24 * small + 5 * page_time:
            return
        small, large = min(small, seconds(once)), min(large, seconds(much))
    pytest.fail(f"{small:.2f} s for a text, {large:.2f} s for one of eight times the size")


def test_memory_grows_with_the_input_and_not_faster() -> None:
    peaks = []
    for times in (1, 8):
        raw = (AR2[1500:] * times).encode()
        tracemalloc.start()
        read(raw)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 10 * peaks[0]
