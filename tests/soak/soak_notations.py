"""Every number of every fixture in every notation of negatives and as every broken token."""

import os
from pathlib import Path

import pytest

from tests.properties.other_print import BROKEN, NEGATIVES
from tests.properties.test_other_print import each_page, try_broken, try_negatives

pytestmark = pytest.mark.timeout(3600)
NUMBERS = int(os.environ.get("NUMBERS", "10000"))  # of each page; no page has so many


@each_page
def test_every_number_in_every_notation_of_negatives_is_negative_or_reported(page: Path) -> None:
    tried = try_negatives(page, NEGATIVES, NUMBERS)
    print(f"{page.name}: {tried} tried")
    assert tried


@each_page
def test_every_number_as_every_broken_token_is_reported(page: Path) -> None:
    tried = try_broken(page, BROKEN, NUMBERS)
    print(f"{page.name}: {tried} tried")
    assert tried
