"""A Dask cluster of processes on loopback, started as a person would start it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.zone.run import environment


@contextmanager
def dask_cluster(folder: Path, workers: int = 1, **settings_of_workers: str) -> Iterator[str]:
    """A scheduler and workers as processes of their own, as a person would start them; its address."""
    # As docs/zone.md says: the profiler's memory of calls grows for hours.
    settings = environment(
        "unused", DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED="False", **settings_of_workers
    )
    script = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    file = folder / "scheduler.json"
    started = [
        subprocess.Popen(
            [*script, "--no-dashboard", "--scheduler-file", str(file)],
            env=settings,
            cwd=folder,
            stderr=subprocess.DEVNULL,
        )
    ]
    try:
        while not file.exists() or not file.read_text().strip():
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        worker = [
            sys.executable,
            "-m",
            "distributed.cli.dask_worker",
            address,
            "--no-nanny",
            "--nthreads",
            "1",
        ]
        for number in range(workers):
            own = ["--no-dashboard", "--local-directory", str(folder / f"worker-{number}")]
            started.append(
                subprocess.Popen([*worker, *own], env=settings, cwd=folder, stderr=subprocess.DEVNULL)
            )
        yield address
    finally:
        for process in reversed(started):
            process.kill()
            process.communicate()
