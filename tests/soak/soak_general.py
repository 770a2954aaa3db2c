"""The general reader over many pages: families, traps, damage of every kind, with counts of what was tried.

SOAK_SEEDS says how many pages of each family, face and kind (default 60), SOAK_FIRST the first seed.
"""

import os
from collections import Counter
from random import Random

import pytest

from tests.properties.exchangeable_columns import EXCHANGEABLE, exchanged
from tests.properties.family_pages import each_face, each_family, each_trap
from tests.properties.general_reading import tally
from tests.properties.test_traps import PROVED_BESIDE
from tests.writer.families import FAMILIES, damage, traps

pytestmark = pytest.mark.timeout(7200)
FIRST = int(os.environ.get("SOAK_FIRST", "1000"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("SOAK_SEEDS", "60")))


@each_family
@each_face
def test_families(family: str, html: bool) -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for seed in SEEDS:
        one = tally.__wrapped__(FAMILIES[family].write(seed, html=html))
        counts.update(pages=1, right=len(one.right), missing=len(one.missing), wrong=len(one.wrong))
        wrong += [(seed, *fact) for fact in one.wrong]
    share = counts["right"] / (counts["right"] + counts["missing"])
    print(f"\n{family} {'html' if html else 'text'}: {dict(counts)}, {share:.1%}")
    assert wrong == []
    assert share >= 0.95


@each_trap
@each_face
def test_traps(trap: str, html: bool) -> None:
    besides = [False] if trap in PROVED_BESIDE else [False, True]
    wrong, right = [], 0
    for seed in SEEDS:
        for beside in besides:
            one = tally.__wrapped__(traps.write(trap, seed, html=html, beside=beside))
            right += len(one.right)
            wrong += [(seed, beside, *fact) for fact in one.wrong]
    print(f"\n{trap} {'html' if html else 'text'}: {len(SEEDS) * len(besides)} pages, {right} right")
    assert wrong == []


@pytest.mark.parametrize("kind", damage.DAMAGES)
@each_family
@each_face
def test_damage(kind: str, family: str, html: bool) -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for seed in SEEDS:
        hurt = damage.DAMAGES[kind](FAMILIES[family].write(seed, html=html), Random(seed))
        if hurt is None:
            continue
        one = tally.__wrapped__(hurt.page)
        is_exchangeable = kind == "exchange_columns" and exchanged(hurt) in EXCHANGEABLE
        counts.update(pages=1, right=len(one.right), is_exchangeable=is_exchangeable and bool(one.wrong))
        wrong += [] if is_exchangeable else [(seed, hurt.description, *fact) for fact in one.wrong]
    print(f"\n{kind} {family} {'html' if html else 'text'}: {dict(counts)}")
    assert wrong == []
