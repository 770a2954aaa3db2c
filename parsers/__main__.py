"""`python -m parsers FILE...` reads saved submissions or bare exhibits and writes records to stdout.

The records are JSON lines. A file may hold several submissions, gzipped or not. Exit code 0: every file was
read (a file without a statement counts as read). 1: a file is damaged, is a header alone, or holds a
statement that is not recognised; with --strict also where a number has no field. 2: usage.
"""

import argparse
import gzip
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from parsers.bundles import part_bundle
from parsers.explain import explain
from parsers.pipeline import Damaged, Reading, read
from parsers.versions import versions


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the files in order; messages go to stderr, each with the file's name."""
    parser = argparse.ArgumentParser(
        prog="python -m parsers",
        description="Read saved EDGAR submissions or bare exhibits; records as JSON lines on stdout.",
        epilog="Exit code: 0 all read, 1 some file damaged or unrecognised, 2 usage.",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="submissions or exhibits, one or several; - for stdin"
    )
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a number has no field")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="in place of records, the page as it is read: tables, columns, and what became of each number",
    )
    parser.add_argument(
        "--version",
        action="version",
        version="mortgage-trust-statements {project}, parsers {parser}, schema {schema}".format(**versions()),
        help="the versions of the project, of the parsers and of the records' schema",
    )
    options = parser.parse_args(arguments)
    return max(_read_file(name, options) for name in options.files)


def _read_file(name: str, options: argparse.Namespace) -> int:
    try:
        raw = _unpack(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return _say(f"{name}: damaged, nothing read: it is not a whole gzip file: {error}")
    except OSError as error:
        _say(f"{name}: cannot be opened: {error.strerror}")
        return 2
    parts = part_bundle(raw)
    several = len(parts) > 1
    return max(
        _read_part(f"{name}: {place} of {len(parts)}" if several else name, part, options)
        for place, part in enumerate(parts, start=1)
    )


def _unpack(raw: bytes) -> bytes:
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def _read_part(name: str, raw: bytes, options: argparse.Namespace) -> int:
    if options.explain:
        print(f"{name}:", *explain(raw), sep="\n")
        return 0
    try:
        lines = (reading := read(raw)).to_jsonl()
    except Damaged as damage:
        return _say(f"{name}: damaged, nothing read: {damage}")
    except Exception as fault:  # a fault of the parsers: report it, and read the next file
        return _say(f"{name}: not read, the parsers failed: {type(fault).__name__}: {fault}")
    sys.stdout.buffer.write(lines)
    sys.stdout.buffer.flush()
    lost = 0
    if reading.filing.incomplete:
        said = _say(f"{name}: read, but {reading.filing.incomplete}")
        lost = 0 if reading.filing.documents else said
    if reading.unmapped:
        many = "number has" if reading.unmapped == 1 else "numbers have"
        _say(f"{name}: {reading.unmapped} {many} no field: see its `unmapped` lines")
        lost = max(lost, int(options.strict))
    return max(lost, _report_unrecognised(name, reading))


def _report_unrecognised(name: str, reading: Reading) -> int:
    exit_code = 0
    for document in reading.filing.documents:
        if isinstance(document.reason, str) and document.reason.startswith("unrecognised"):
            what = "" if "not read" in document.reason else "; its numbers are `unmapped` lines"
            exit_code = _say(f"{name}: document {document.sequence}: {document.reason}{what}")
    return exit_code


def _say(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader closed the pipe, as `| head` does
        sys.stderr.close()
        sys.exit(0)
