"""What cannot be read is refused with words, and a page without a statement is not an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import parsers
from parsers.__main__ import main
from tests.parsers.golden import FIXTURES

SAMPLES = Path("crawler/replica/sample/submissions")
WITH_STATEMENT = SAMPLES / "0001019965-04-000027.txt"
WITHOUT = SAMPLES / "0000000003-04-000004.txt"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "parsers", *arguments], input=stdin, capture_output=True, check=False
    )


DAMAGED = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n \n", "it is blank"),
    "binary": (bytes(range(256)) * 8, "it is not text"),
    "cut in a document": (
        WITH_STATEMENT.read_bytes()[:9000],
        "0001019965-04-000027 was cut off: document 1 has no </DOCUMENT>",
    ),
    "cut at the end": (WITH_STATEMENT.read_bytes()[:-30], "was cut off"),
}


@pytest.mark.parametrize(("content", "said"), DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = tmp_path / "filing.txt"
    path.write_bytes(content)
    assert main([str(path)]) == 1
    reported = capsys.readouterr()
    assert reported.out == ""
    assert f"{path}: damaged, nothing read: " in reported.err
    assert said in reported.err


def test_damaged_files_are_refused_without_a_traceback(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in DAMAGED]
    for path, (content, _) in zip(paths, DAMAGED.values(), strict=True):
        path.write_bytes(content)
    result = run(*map(str, paths))
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.count(b": damaged, nothing read: ") == len(DAMAGED)
    assert b"Traceback" not in result.stderr


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(os.urandom(4096))
    assert main([str(path)]) == 1


def test_a_submission_without_a_statement_is_read() -> None:
    result = run(str(WITHOUT))
    assert result.returncode == 0
    assert result.stderr == b""
    assert result.stdout.count(b"\n") == 1
    assert b'"statements":0' in result.stdout


def test_one_damaged_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    result = run(str(tmp_path / "empty"), str(WITHOUT))
    assert (result.returncode, result.stdout.count(b"\n")) == (1, 1)


def test_a_fault_of_the_parsers_in_one_file_does_not_keep_the_others_from_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = parsers.read

    def fail_on(raw: bytes) -> parsers.Reading:
        if raw == b"fault":
            raise ZeroDivisionError("a fault")
        return read(raw)

    monkeypatch.setattr("parsers.__main__.read", fail_on)
    (tmp_path / "fault").write_bytes(b"fault")
    assert main([str(tmp_path / "fault"), str(tmp_path), "no-such-file", str(WITHOUT)]) == 2
    reported = capsys.readouterr()
    assert f"{tmp_path / 'fault'}: not read, the parsers failed: ZeroDivisionError: a fault" in reported.err
    assert reported.out.count('"record":"filing"') == 1


def test_no_file_and_a_missing_file_are_usage_errors() -> None:
    assert run().returncode == 2
    missing = run("no-such-file")
    assert missing.returncode == 2
    assert b"no-such-file: cannot be opened" in missing.stderr


def test_a_statement_comes_in_by_standard_input() -> None:
    result = run("-", stdin=WITH_STATEMENT.read_bytes())
    assert (result.returncode, result.stdout.count(b'"record":"tranche"')) == (0, 20)


def test_a_statement_of_no_known_layout_is_reported_with_its_numbers() -> None:
    rows = "\n".join(
        f"Row {letter}      1,234.5{place}   {place}.00" for place, letter in enumerate("ABCDEFG")
    )
    page = f"Some Trust, Series 2003-ZZ1\n\n   DISTRIBUTION STATEMENT\n\n{rows}\n"
    reading = parsers.read(page.encode())
    statement = reading.records[1]
    assert (reading.unrecognised, reading.unmapped) == (1, 14)
    assert isinstance(statement, parsers.records.Statement)
    assert statement.layout is None
    assert statement.series == "2003-ZZ1"
    assert run("-", stdin=page.encode()).returncode == 1


def test_the_same_bytes_give_the_same_records_alone_or_wrapped() -> None:
    bare = parsers.read((FIXTURES / "bank_one.2003-AR2.txt").read_bytes())
    wrapped = parsers.read(WITH_STATEMENT.read_bytes())
    for one, other in zip(bare.records[1:], wrapped.records[1:], strict=True):
        one.accession = other.accession
        assert one == other
