"""Spreads tasks over cores or a Dask cluster; few are under way at once, so memory use stays constant."""

import itertools
import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from crawler.command_errors import ConfigError
from crawler.reparse.worker import parsers_digest
from crawler.reparse.worker_processes import AHEAD, Losses, WorkersLost, over_cores

Task = TypeVar("Task")
Done = TypeVar("Done")
ANSWERS_WITHIN = 5.0  # seconds that a Dask scheduler has to answer
ADDRESS = re.compile(r"([a-z]+://)?[^/:\s]+(:[^/:\s]+)*:\d+")
EVERY = 1.0  # seconds between two checks of a silent cluster
WITHOUT_WORKERS = 60.0  # seconds that a cluster may be without workers, as during their restart


def spread(
    work: Callable[[Task], Done],
    tasks: Iterable[Task],
    workers: int,
    dask: str | None = None,
    losses: Losses[Task, Done] | None = None,
) -> Iterator[Done]:
    """The results of `work` on each task, in the order of completion.

    Raises ConfigError if the cluster cannot be reached, and WorkersLost if no worker is left.
    """
    if dask:
        return over_dask(work, tasks, dask, losses)
    waiting = iter(tasks)
    first = list(itertools.islice(waiting, 2))
    everything = itertools.chain(first, waiting)
    if workers == 1 or len(first) < 2:  # starting processes takes longer than one task
        return map(work, everything)
    return over_cores(work, everything, workers, losses)


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def over_dask(
    work: Callable[[Task], Done],
    tasks: Iterable[Task],
    address: str,
    losses: Losses[Task, Done] | None = None,
) -> Iterator[Done]:
    with connected(address) as client:
        waiting = iter(tasks)
        ahead = AHEAD * max(1, sum(client.nthreads().values()))  # workers may still be starting
        under_way: dict[Any, Task] = {}
        done: SimpleQueue[Any] = SimpleQueue()

        def submit(count: int) -> None:
            for task in itertools.islice(waiting, count):
                try:
                    future = client.submit(work, task, pure=False)
                except Exception as error:  # a client without its scheduler raises one of several errors
                    raise WorkersLost(f"the Dask scheduler at {address} went away") from error
                under_way[future] = task  # release finished results here and on the cluster
                future.add_done_callback(done.put)

        submit(ahead)
        while under_way:
            future = next_done(done, client, address)
            yield result_of(future, under_way.pop(future), losses, address)
            submit(1)


def next_done(done: "SimpleQueue[Any]", client: Any, address: str) -> Any:
    """The next finished future; raises WorkersLost if the cluster is gone."""
    late = time.monotonic() + WITHOUT_WORKERS
    while True:
        try:
            return done.get(timeout=EVERY)
        except Empty:
            if client.status != "running":
                raise WorkersLost(f"the Dask scheduler at {address} went away") from None
            if client.scheduler_info()["workers"]:
                late = time.monotonic() + WITHOUT_WORKERS
            elif time.monotonic() > late:
                raise WorkersLost(f"the Dask cluster at {address} has no worker any more") from None


def result_of(future: Any, task: Task, losses: Losses[Task, Done] | None, address: str) -> Done:
    """A task's results; its filings are reported as lost if it killed several workers in turn."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

    try:
        done: Done = future.result()
        return done
    except KilledWorker:
        if losses is None:
            raise
        return losses.result_of(
            task, "each Dask worker that tried it died, as one does that runs out of memory"
        )
    except (CancelledError, OSError, TimeoutError) as error:
        raise WorkersLost(f"the Dask scheduler at {address} went away ({type(error).__name__})") from error


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of a running cluster; its log lines about a dead cluster are suppressed."""
    client = connect(address)
    for name in ("distributed", "distributed.client", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield client
    finally:
        with suppress(Exception):  # the run does not depend on how a client of a dead scheduler ends
            client.close(timeout=ANSWERS_WITHIN)


def check_cluster(address: str) -> None:
    """Before a run begins: raise ConfigError unless the cluster answers and has these parsers."""
    with connected(address) as client:
        check_workers(client)


def connect(address: str) -> Any:
    """A client of a running cluster."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise ConfigError("--dask needs the extra `dask`: pip install dask distributed.") from None
    if not ADDRESS.fullmatch(address):
        raise ConfigError(f"--dask {address} is not a valid address: write it as tcp://scheduler:8786.")
    try:
        client: Any = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)  # type: ignore[no-untyped-call] # it has no types
        return client
    except (OSError, TimeoutError, ValueError) as error:
        raise ConfigError(
            f"no Dask scheduler answers at {address} ({type(error).__name__}):"
            " start one with `dask scheduler`, or correct --dask."
        ) from error


def check_workers(client: Any) -> None:
    """Raise ConfigError unless every worker has the same parsers: output must not depend on the worker."""
    try:
        client.wait_for_workers(1, timeout=30)
    except TimeoutError:
        raise ConfigError("the Dask cluster has no worker: start one with `dask worker`.") from None
    try:
        digests = client.run(parsers_digest)
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"the Dask workers do not have this project ({error}): start `dask worker` in its checkout,"
            " with the checkout on PYTHONPATH."
        ) from error
    others = sorted(worker for worker, digest in digests.items() if digest != parsers_digest())
    if others:
        raise ConfigError(
            f"the parsers of {', '.join(others)} are not the ones here: update the checkout there and"
            " start the worker again."
        )
