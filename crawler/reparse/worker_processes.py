"""Worker processes on this machine. What a killed one may have been doing is tried again, a filing at a time.

The system kills the process that asks for too much memory, and with it the pool breaks: which task did it is
not known. So the tasks that were under way are taken apart, and one process works on piece after piece; a
piece whose process is killed again is told as lost, and all else goes on.
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

from crawler.exit_codes import Stopped

Task = TypeVar("Task")
Done = TypeVar("Done")
AHEAD = 3  # tasks for each worker: one under way, the others ready when it is done
IN_A_ROW = 20  # so many processes killed with nothing done between: no other will fare better
KILLED = "its worker process was killed, as the system does where memory runs out"


class WorkersLost(Stopped):
    """Nobody is left who could do the work; what was not done is pending."""


@dataclass(frozen=True)
class Losses(Generic[Task, Done]):
    """What becomes of a task whose worker was killed: its pieces, and what is told of one that is lost."""

    split: Callable[[Task], Iterable[Task]]
    tell: Callable[[Task, str], Done]


def over_cores(
    work: Callable[[Task], Done],
    tasks: Iterable[Task],
    workers: int,
    losses: Losses[Task, Done] | None = None,
) -> Iterator[Done]:
    """What `work` makes of each task, as it comes; raises WorkersLost."""
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
    """Each piece by itself; one that costs two more processes is told as lost."""
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
                        yield losses.tell(piece, KILLED)
                    else:  # memory may have been short for a moment
                        waiting.appendleft((piece, True))
                    break
                killed = 0
                yield done
        if killed == IN_A_ROW:
            raise WorkersLost(f"{IN_A_ROW} worker processes were killed in a row: give them more memory")


def new_pool(workers: int) -> ProcessPoolExecutor:
    # Not forked from here: object stores' packages have threads, which do not outlive a fork. A server that
    # has imported the work forks a worker in milliseconds; a new interpreter takes most of a second.
    has_server = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if has_server else "spawn")
    context.set_forkserver_preload(["scrapy.cmdline", "crawler.verify_command"])
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
