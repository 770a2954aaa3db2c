"""Writes the commands' output; a closed stdout or stderr does not fail a run."""

import os
import sys
from contextlib import suppress
from typing import TextIO

STREAMS = ("stdin", "stdout", "stderr")


def open_closed_streams() -> None:
    """Open streams closed before the start (`>&-`): a later file would get their number, and output."""
    for number in range(len(STREAMS)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free: this one
    for number, name in enumerate(STREAMS):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", closefd=False))


def say(text: str, stream: TextIO | None = None) -> None:
    """Write to stdout or another stream; ignores a closed pipe. Raises OSError if the disk is full."""
    stream = stream or sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        drop(stream)


def drop(stream: TextIO) -> None:
    """Discard output that could not be written: another attempt would fail at the process's end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def flush_streams() -> None:
    """Flush the streams; a failure of Python's own flush at exit would change the exit code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                drop(stream)
