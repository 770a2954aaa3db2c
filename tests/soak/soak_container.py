"""The Containerfile, step by step in an empty folder, and crawls as its user, who may write only the zone."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.containerfile import CONTAINERFILE, ROOT, Image
from tests.crawler.crawls import accession, archive, filing

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become the image's user"),
    pytest.mark.timeout(1200),
]


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    # pytest's own folders are closed to other users.
    root = Path(tempfile.mkdtemp(prefix="image-"))
    root.chmod(0o755)
    built = Image(root, ROOT)
    built.build(CONTAINERFILE.read_text())
    yield built
    shutil.rmtree(root)


def contents(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def test_its_user_has_no_rights_but_on_the_zone(image: Image) -> None:
    assert image.user[0] > 0
    assert image.may_write(image.place("/zone"))
    program = image.place("/srv/statements")
    folders = [program, *(path for path in program.rglob("*") if path.is_dir() and not path.is_symlink())]
    assert [folder for folder in folders[:400] if image.may_write(folder)] == []


def test_it_crawls_the_sample_and_leaves_the_program_as_it_was(image: Image) -> None:
    before = contents(image.place("/srv/statements"))
    done = image.run("crawl", "gmacm", "-a", "archive=sample")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("gmacm: complete\n")
    zone = image.place("/zone/landing-sample")
    written = [path for path in zone.rglob("*") if path.is_file()]
    assert len([path for path in written if path.name.endswith(".txt.gz")]) == 6
    assert {path.stat().st_uid for path in written} == {image.user[0]}
    assert contents(image.place("/srv/statements")) == before


def test_its_own_command_crawls_into_the_volume(image: Image, tmp_path: Path) -> None:
    with Replica(archive(tmp_path, filing(1), filing(2)), max_rate=0) as edgar:
        settings = {"EDGAR_BASE_URL": edgar.url, "EDGAR_USER_AGENT": "A container tests@example.com"}
        done = image.run(*image.command, "-a", "since=2004-01-01", "-a", "until=2004-03-31", **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    [volume] = image.volumes
    landed = image.place(volume).glob("landing/raw/*/*.txt.gz")
    assert sorted(path.name for path in landed) == [f"{accession(number)}.txt.gz" for number in (1, 2)]
    assert image.run("verify").returncode == 0
    assert "gmacm: complete, ended" in image.run("status").stdout


def test_without_a_user_agent_it_says_what_to_set(image: Image) -> None:
    refused = image.run()
    assert refused.returncode == 2
    assert "EDGAR_USER_AGENT is not set" in refused.stderr
