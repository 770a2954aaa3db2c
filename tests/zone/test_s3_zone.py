"""A zone on an S3 server over real HTTP: the same bytes as on a disk, kills survived, no secret shown."""

import functools
import gzip
import json
import random
import re
import subprocess
import time
from pathlib import Path

import boto3
import pytest
import s3fs

import parsers
from crawler.replica import Replica
from tests.crawler.crawls import GMACM, Place, accession, archive, filing
from tests.zone.dask_cluster import dask_cluster
from tests.zone.run import scrapy
from tests.zone.s3_server import BUCKET, S3

WHOLE = ("gmacm", "-a", "since=2003-01-01", "-a", "until=2004-12-31")


def on_s3(folder: Path, s3: S3, prefix: str, edgar: Replica | None = None) -> Place:
    settings = {"LANDING_ZONE": f"s3://{BUCKET}/{prefix}", "XDG_CACHE_HOME": str(folder / "cache")}
    return Place(folder, edgar, {**s3.environment, **settings})


def store(s3: S3) -> s3fs.S3FileSystem:
    """The server as the tests look at it: nothing cached, as other processes write."""
    keys = {"key": s3.key, "secret": s3.secret}
    return s3fs.S3FileSystem(endpoint_url=s3.url, skip_instance_cache=True, use_listings_cache=False, **keys)


def objects(s3: S3, prefix: str) -> dict[str, bytes]:
    """Every object below a prefix, by its path there."""
    fs = store(s3)
    paths = fs.find(f"{BUCKET}/{prefix}/")
    found = fs.cat(paths) if paths else {}  # many at once
    return {path.removeprefix(f"{BUCKET}/{prefix}/"): data for path, data in found.items()}


def command(
    s3: S3, prefix: str, folder: Path, *words: str, exits: int = 0, within: float = 60
) -> subprocess.CompletedProcess[str]:
    place = on_s3(folder, s3, prefix)
    zone = place.settings.pop("LANDING_ZONE")
    return scrapy(*words, zone=zone, folder=folder, exits=exits, within=within, **place.settings)


def test_the_same_crawl_lands_the_same_bytes_as_on_a_disk(s3: S3, edgar: Replica, tmp_path: Path) -> None:
    disk = Place(tmp_path / "disk", edgar)
    disk.crawl(*WHOLE)
    on_s3(tmp_path / "s3", s3, "same", edgar).crawl(*WHOLE)
    stored = {path: data for path, data in objects(s3, "same").items() if not path.startswith("runs/")}
    files = [path for kind in ("raw", "records") for path in disk.zone.glob(f"{kind}/*/*")]
    assert stored == {path.relative_to(disk.zone).as_posix(): path.read_bytes() for path in files}
    assert len(stored) == 12


def test_the_commands_work_on_it_and_with_the_state_lost_nothing_is_fetched_again(
    s3: S3, edgar: Replica, tmp_path: Path
) -> None:
    place = on_s3(tmp_path, s3, "commands", edgar)
    place.crawl(*WHOLE)
    asked = len(place.asked("submission"))
    for state in (tmp_path / ".state").iterdir():
        state.unlink()
    place.crawl(*WHOLE)
    assert len(place.asked("submission")) == asked
    assert (
        "is whole; 6 filings, 12 files and 2 manifests" in command(s3, "commands", tmp_path, "verify").stdout
    )
    before = objects(s3, "commands/records")
    lost = min(before)
    store(s3).rm_file(f"{BUCKET}/commands/records/{lost}")
    with dask_cluster(tmp_path, **s3.environment) as address:
        read_again = command(s3, "commands", tmp_path, "reparse", "--dask", address)
    assert "6 read: 5 the same, 0 changed, 1 new" in read_again.stdout
    assert objects(s3, "commands/records") == before
    audit = command(s3, "commands", tmp_path, "audit")
    assert "2 findings in s3://zones/commands (2 info): amendment 1, same_content 1" in audit.stdout
    export = command(s3, "commands", tmp_path, "export", "--to", f"s3://{BUCKET}/tables")
    assert re.search(r"^  tranche +49  rows$", export.stdout, re.M)
    assert "tranche/filed_month=2004-01/records.parquet" in objects(s3, "tables")


MARKERS = (
    "",
    "raw/",
    "records/",
    "records/filed=2004-01/",
    "raw/filed=2004-01/",
    "records/filed=2030-01/",
    "runs/",
)
LEFTOVERS = (
    "records/_SUCCESS",
    "records/filed=2004-01/_SUCCESS",
    "records/filed=2004-01/.DS_Store",
    "records/filed=2004-01/.part-0.jsonl.crc",
    "records/filed=2004-01/_temporary/0/part-0.jsonl",
    "records/filed=2004-01_$folder$",
    "raw/_delta_log/0.json",
    "runs/_committed_1.json",
)


@pytest.mark.slow
def test_markers_of_folders_and_what_other_tools_left_are_passed_over(
    s3: S3, edgar: Replica, tmp_path: Path
) -> None:
    place = on_s3(tmp_path, s3, "littered", edgar)
    place.crawl(*WHOLE)
    tables = command(s3, "littered", tmp_path, "export").stdout
    found = command(s3, "littered", tmp_path, "audit").stdout
    keys = {"aws_access_key_id": s3.key, "aws_secret_access_key": s3.secret, "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=s3.url, **keys)
    for name in MARKERS:  # as a console makes them: empty, the name ends in '/'
        client.put_object(Bucket=BUCKET, Key=f"littered/{name}", Body=b"")
    assert "is whole; 6 filings" in command(s3, "littered", tmp_path, "verify").stdout
    for name in LEFTOVERS:
        client.put_object(Bucket=BUCKET, Key=f"littered/{name}", Body=b"left by another tool")
    assert command(s3, "littered", tmp_path, "audit").stdout == found
    assert command(s3, "littered", tmp_path, "export").stdout.split("rows")[1:] == tables.split("rows")[1:]
    asked = len(place.asked("submission"))
    place.crawl(*WHOLE)
    assert len(place.asked("submission")) == asked
    assert f"foreign: {len(LEFTOVERS)}." in command(s3, "littered", tmp_path, "verify", exits=1).stdout


@pytest.mark.slow
def test_kills_during_a_crawl_tear_nothing_and_lose_nothing(s3: S3, tmp_path: Path) -> None:
    crawl_with_kills(s3, tmp_path, count=30, kills=2)


def crawl_with_kills(s3: S3, folder: Path, count: int, kills: int, pause: float = 0.1) -> None:
    """Crawls that are killed at random instants, then one that is let live, and what must be there then."""
    filings = {accession(number): filing(number) for number in range(1, count + 1)}
    chance = random.Random(count)
    with Replica(archive(folder / "archive", *filings.values()), max_rate=0) as edgar:
        place = on_s3(folder / "crawl", s3, f"killed-{count}", edgar)
        for _ in range(kills):
            kill_one(place, chance.uniform(0, pause))
            check_files(objects(s3, f"killed-{count}"), filings)
        assert len(objects(s3, f"killed-{count}/raw")) < count, "the crawl was over before the kills were"
        place.crawl(*GMACM, within=60 + count)
        # A kill between EDGAR's answer and the put loses the answer: at most those under way, 16 a kill.
        assert len(place.asked("submission")) <= count + 16 * kills
    stored = check_files(objects(s3, f"killed-{count}"), filings)
    assert stored == {f"{kind}/{name}" for kind in ("raw", "records") for name in filings}
    command(s3, f"killed-{count}", folder / "crawl", "verify", "--workers", "1", within=60 + count)


def kill_one(place: Place, pause: float) -> None:
    """Start a crawl, and kill it a moment after it asked for its first filing."""
    asked = len(place.asked("submission"))
    process = place.start(*GMACM)
    until = time.monotonic() + 10
    while len(place.asked("submission")) == asked and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(pause)
    process.kill()
    process.communicate()


def check_files(stored: dict[str, bytes], filings: dict[str, bytes]) -> set[str]:
    """Every object is whole: its bytes are those that belong under its name; 'raw/<accession>' and so on."""
    found = set()
    for path, data in stored.items():
        kind, name = path.split("/")[0], Path(path).name.split(".")[0]
        if kind == "raw":
            assert gzip.decompress(data) == filings[name]
        elif kind == "records":
            assert data == records_of(filings[name])
        elif kind == "runs":
            json.loads(data)
            continue
        found.add(f"{kind}/{name}")
    return found


@functools.cache
def records_of(raw: bytes) -> bytes:
    """What a filing's records must be; asked after every kill."""
    return parsers.read(raw).to_jsonl()


WRONG = [
    ({"AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI-wrong"}, BUCKET, "permission denied (The request signature"),
    ({"AWS_ACCESS_KEY_ID": "AKIAWRONG0WRONG0WRNG"}, BUCKET, "permission denied (The AWS Access Key Id"),
    ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, BUCKET, "set AWS_ACCESS_KEY_ID and AWS_SECRET"),
    ({}, "no-such-bucket", "no such folder or bucket; create it, or correct LANDING_ZONE"),
]


@pytest.mark.parametrize(("wrong", "bucket", "reported"), WRONG, ids=["secret", "key", "no keys", "bucket"])
def test_wrong_credentials_or_bucket_refuse_the_crawl_in_a_sentence_without_secrets(
    s3: S3, edgar: Replica, tmp_path: Path, wrong: dict[str, str], bucket: str, reported: str
) -> None:
    place = on_s3(tmp_path, s3, "refused", edgar)
    place.settings |= {**wrong, "LANDING_ZONE": f"s3://{bucket}/refused"}
    asked = len(place.asked("submission"))
    run = place.crawl(*WHOLE, exits=2)
    assert f"scrapy crawl: cannot write to s3://{bucket}/refused: " in run.stderr
    assert reported in run.stderr
    secrets = [s3.secret, wrong.get("AWS_SECRET_ACCESS_KEY") or s3.secret]
    assert not [secret for secret in secrets if secret in run.stdout + run.stderr]
    assert len(place.asked("submission")) == asked


def test_a_bucket_without_a_zone_is_not_taken_for_one_that_is_whole(s3: S3, tmp_path: Path) -> None:
    run = command(s3, "no-zone-here", tmp_path, "verify", exits=2)
    assert "there is no landing zone at s3://zones/no-zone-here: set LANDING_ZONE" in run.stderr
