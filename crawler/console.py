"""What the commands say, also where nobody listens: a closed stdout or stderr is no failure of a run's."""

import os
import sys
from contextlib import suppress
from typing import TextIO

STREAMS = ("stdin", "stdout", "stderr")


def open_closed_streams() -> None:
    """Open what was closed before the start (`>&-`): else a file opened later gets its number, and output."""
    for number in range(len(STREAMS)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free: this one
    for number, name in enumerate(STREAMS):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", closefd=False))


def say(text: str, stream: TextIO | None = None) -> None:
    """Write to stdout, or to another stream; nothing where its reader is gone. Raises OSError: it is full."""
    stream = stream or sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        drop(stream)


def drop(stream: TextIO) -> None:
    """Let nothing try again to write what could not be written: the process's end would fail by it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def flush_streams() -> None:
    """Write out what is left; Python's own attempt at the end would change the exit code where it fails."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                drop(stream)
