"""Spreads tasks over cores or a Dask cluster; few are under way at once, so memory stays flat."""

import itertools
import multiprocessing
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

from crawler.config import ConfigError
from crawler.rereading.work import parsers_digest

Task = TypeVar("Task")
Done = TypeVar("Done")
ANSWERS_WITHIN = 5.0  # seconds that a Dask scheduler has to answer
ADDRESS = re.compile(r"([a-z]+://)?[^/:\s]+(:[^/:\s]+)*:\d+")
AHEAD = 3  # tasks for each worker: one under way, the others ready when it is done


def spread(
    work: Callable[[Task], Done], tasks: Iterable[Task], workers: int, dask: str | None = None
) -> Iterator[Done]:
    """What `work` makes of each task, as it comes; raises ConfigError where there is no such cluster."""
    if dask:
        return over_dask(work, tasks, dask)
    waiting = iter(tasks)
    first = list(itertools.islice(waiting, 2))
    everything = itertools.chain(first, waiting)
    if workers == 1 or len(first) < 2:  # starting processes would take longer than one task
        return map(work, everything)
    return over_cores(work, everything, workers)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def over_cores(work: Callable[[Task], Done], tasks: Iterable[Task], workers: int) -> Iterator[Done]:
    # Not forked: object stores' packages have threads, which do not outlive a fork.
    context = multiprocessing.get_context("spawn")
    waiting = iter(tasks)
    with ProcessPoolExecutor(workers, context, initializer=follow_the_parent) as pool:
        under_way = {pool.submit(work, task) for task in itertools.islice(waiting, workers * AHEAD)}
        try:
            while under_way:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                under_way |= {pool.submit(work, task) for task in itertools.islice(waiting, len(done))}
                yield from (future.result() for future in done)
        finally:
            cancel(under_way)


def follow_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; the parent alone decides what becomes of it.

    Where it is killed its workers end too: they would go on writing into a zone that nobody holds any more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_the_parent, daemon=True).start()


def end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def cancel(futures: Iterable[Future[Any]]) -> None:
    for future in futures:
        future.cancel()


def over_dask(work: Callable[[Task], Done], tasks: Iterable[Task], address: str) -> Iterator[Done]:
    with connect(address) as client:
        from distributed import as_completed  # noqa: PLC0415 - an extra

        waiting = iter(tasks)
        ahead = AHEAD * max(1, sum(client.nthreads().values()))  # workers may be about to come
        first = itertools.islice(waiting, ahead)
        started = [client.submit(work, task, pure=False) for task in first]
        under_way: Any = as_completed(started, loop=client.loop)  # type: ignore[no-untyped-call] # Dask has no types
        del started  # what is done is let go of, there and here
        for future in under_way:
            yield future.result()
            for task in itertools.islice(waiting, 1):
                under_way.add(client.submit(work, task, pure=False))


def check_cluster(address: str) -> None:
    """Before a run begins: raise ConfigError unless the cluster answers and has these parsers."""
    with connect(address) as client:
        check_workers(client)


def connect(address: str) -> Any:
    """A client of a running cluster."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise ConfigError("--dask needs the extra `dask`: pip install dask distributed.") from None
    if not ADDRESS.fullmatch(address):
        raise ConfigError(f"--dask {address} is no address: write it as tcp://scheduler:8786.")
    try:
        client: Any = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)  # type: ignore[no-untyped-call] # as above
        return client
    except (OSError, TimeoutError, ValueError) as error:
        raise ConfigError(
            f"no Dask scheduler answers at {address} ({type(error).__name__}):"
            " start one with `dask scheduler`, or correct --dask."
        ) from error


def check_workers(client: Any) -> None:
    """Every worker has these very parsers: else the bytes would depend on who did the work."""
    client.wait_for_workers(1, timeout=30)
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
