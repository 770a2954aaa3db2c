"""What all tests share: the folder of real data, where there is one."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder named by $CORPUS; tests that need it are skipped where it is unset."""
    folder = os.environ.get("CORPUS")
    if not folder:
        pytest.skip("CORPUS is not set")
    return Path(folder)
