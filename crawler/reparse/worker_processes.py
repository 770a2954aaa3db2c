"""Worker processes on this machine. The tasks of a killed one are tried again, a filing at a time.

The system kills a process that uses too much memory, which breaks the pool: the task at fault is unknown. So
the tasks that were under way are split, and one process works on piece after piece; a piece whose process is
killed again is reported as lost, and the run goes on.
"""

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from crawler.command_errors import Stopped

Task = TypeVar("Task")
Done = TypeVar("Done")
AHEAD = 3  # tasks for each worker: one under way, the others ready when it is done
IN_A_ROW = 20  # this many processes were killed without a result between: give up
KILLED = "its worker process was killed, as the system does where memory runs out"


class WorkersLost(Stopped):
    """No worker is left; the remaining tasks are pending."""


@dataclass(frozen=True)
class Losses(Generic[Task, Done]):
    """How to split a task whose worker was killed, and what to report for a lost piece."""

    split: Callable[[Task], Iterable[Task]]
    result_of: Callable[[Task, str], Done]


def over_cores(
    work: Callable[[Task], Done],
    tasks: Iterable[Task],
    workers: int,
    losses: Losses[Task, Done] | None = None,
) -> Iterator[Done]:
    """The results of `work` on each task, in the order of completion; raises WorkersLost."""
    waiting = iter(tasks)
    while lost := (yield from until_a_kill(work, waiting, workers)):
        if losses is None:
            raise WorkersLost(KILLED)
        yield from one_by_one(work, [piece for task in lost for piece in losses.split(task)], losses)


def until_a_kill(
    work: Callable[[Task], Done], waiting: Iterator[Task], workers: int
) -> Generator[Done, None, list[Task]]:
    """The tasks in one pool; those that were under way when a worker was killed, none when all are done."""
    with new_pool(workers) as pool:
        under_way = {submit(pool, work, task): task for task in itertools.islice(waiting, workers * AHEAD)}
        try:
            while under_way:
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                    wait(under_way)
                    lost = [task for future, task in under_way.items() if future.exception()]
                    yield from (future.result() for future in under_way if not future.exception())
                    return lost
                yield from (future.result() for future in done)
                for future in done:
                    del under_way[future]
                under_way |= {submit(pool, work, task): task for task in itertools.islice(waiting, len(done))}
        finally:
            cancel(under_way)
    return []


def one_by_one(
    work: Callable[[Task], Done], pieces: Iterable[Task], losses: Losses[Task, Done]
) -> Iterator[Done]:
    """Run each piece by itself; one that kills two more processes is reported as lost."""
    waiting, killed = deque((piece, False) for piece in pieces), 0
    while waiting:
        with new_pool(1) as pool:
            while waiting:
                piece, was_tried = waiting.popleft()
                try:
                    done = submit(pool, work, piece).result()
                except BrokenProcessPool:
                    killed += 1
                    if was_tried:
                        yield losses.result_of(piece, KILLED)
                    else:  # memory may have been short only briefly
                        waiting.appendleft((piece, True))
                    break
                killed = 0
                yield done
        if killed == IN_A_ROW:
            raise WorkersLost(f"{IN_A_ROW} worker processes were killed in a row: give them more memory")


def new_pool(workers: int) -> ProcessPoolExecutor:
    # Not forked from here: object stores' packages have threads, which do not survive a fork. A server that
    # has imported the work forks a worker in milliseconds; a new interpreter takes most of a second.
    has_server = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if has_server else "spawn")
    context.set_forkserver_preload(["scrapy.cmdline", "crawler.zone_verification"])
    return ProcessPoolExecutor(workers, context, initializer=follow_the_parent)


def submit(pool: ProcessPoolExecutor, work: Callable[[Task], Done], task: Task) -> Future[Done]:
    """Give a task to the pool; a pool that broke meanwhile says so when it is asked for the result."""
    try:
        return pool.submit(work, task)
    except BrokenProcessPool as error:
        future: Future[Done] = Future()
        future.set_exception(error)
        return future
    except OSError as error:
        raise WorkersLost(f"no worker process can be started: {error}") from error


def follow_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; the parent alone decides what becomes of it.

    If it is killed its workers end too: they would go on writing into a zone whose lock is free.
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
