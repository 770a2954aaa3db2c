"""Writes files atomically: a concurrent reader never sees a partial file."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a temporary file beside the target and rename it when it is complete. Raises OSError."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    partial.write_bytes(content)
    partial.replace(path)
