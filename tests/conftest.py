"""What all tests share: the folder of real data, where there is one, and when garbage is collected."""

import atexit
import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.short_failures import pytest_assertrepr_compare, pytest_runtest_makereport

__all__ = ["pytest_assertrepr_compare", "pytest_runtest_makereport"]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder named by $CORPUS; tests that need it are skipped where it is unset."""
    folder = os.environ.get("CORPUS")
    if not folder:
        pytest.skip("CORPUS is not set")
    return Path(folder)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests live until the end: to look for garbage among them costs each worker seconds."""
    gc.disable()
    result = yield
    gc.collect()
    gc.freeze()
    gc.enable()
    atexit.register(gc.unfreeze)  # DuckDB complains of whatever lives to the end of the process
    return result


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: the tests that wait for a pause or a server leave theirs to another."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1
