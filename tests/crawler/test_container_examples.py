"""The examples of docs/running.md for containers: their manifest is whole and their commands land filings."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.replica import Replica
from tests.containerfile import CONTAINERFILE, instructions
from tests.crawler.crawls import Place, accession, archive, filing
from tests.crawler.running_examples import BLOCKS, checkout, environment, run

CLAIM, CRONJOB = yaml.safe_load_all(BLOCKS["statements.yaml"])
POD = CRONJOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]
[CONTAINER] = POD["containers"]
IMAGE: dict[str, list[str]] = {}
for instruction, rest in instructions(CONTAINERFILE.read_text()):
    IMAGE.setdefault(instruction, []).append(rest)


def test_the_job_runs_every_night_and_never_twice_at_once() -> None:
    assert len(CRONJOB["spec"]["schedule"].split()) == 5
    assert CRONJOB["spec"]["concurrencyPolicy"] == "Forbid"
    assert (POD["restartPolicy"], CRONJOB["spec"]["jobTemplate"]["spec"]["backoffLimit"]) == ("Never", 0)


def test_the_job_runs_as_the_user_of_the_image() -> None:
    security = POD["securityContext"]
    assert security["runAsNonRoot"] is True
    assert IMAGE["USER"] == [f"{security['runAsUser']}:{security['runAsGroup']}"]
    assert security["fsGroup"] == security["runAsGroup"]  # so that it may write the volume
    assert CONTAINER["securityContext"]["readOnlyRootFilesystem"] is True


def test_the_job_mounts_its_claim_where_the_image_writes() -> None:
    mounts = {mount["name"]: mount["mountPath"] for mount in CONTAINER["volumeMounts"]}
    volumes = {volume["name"]: volume for volume in POD["volumes"]}
    assert mounts.keys() == volumes.keys()
    assert [mounts["zone"]] == IMAGE["VOLUME"]
    assert volumes["zone"]["persistentVolumeClaim"]["claimName"] == CLAIM["metadata"]["name"]


def keys(tree: Any, path: str = "") -> set[str]:
    """Every key of a manifest with the keys above it."""
    if isinstance(tree, list):
        return set().union(*(keys(one, f"{path}[]") for one in tree)) if tree else set()
    if not isinstance(tree, dict):
        return set()
    below = (keys(value, f"{path}.{name}") for name, value in tree.items())
    return {f"{path}.{name}" for name in tree}.union(*below)


@pytest.mark.skipif(not shutil.which("kubectl"), reason="there is no kubectl here")
@pytest.mark.parametrize("manifest", [CLAIM, CRONJOB], ids=lambda manifest: manifest["kind"])
def test_kubectl_knows_every_key_of_the_manifest(tmp_path: Path, manifest: dict[str, Any]) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(manifest))
    # Without a cluster kubectl reads the manifest by its own types, and drops what they do not have.
    command = ["kubectl", "annotate", "--local", "-f", str(file), "-o", "json", "read=yes"]
    read = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert keys(manifest) - keys(json.loads(read.stdout)) == set()


def image_environment(place: Place) -> dict[str, str]:
    words = [word for line in IMAGE["ENV"] for word in shlex.split(line)]
    values = dict(word.split("=", 1) for word in words)
    ours = {name: value for name, value in values.items() if name not in ("HOME", "PYTHONPATH")}
    return {name: value.replace("/zone", str(place.folder / "zone")) for name, value in ours.items()}


def run_image(place: Place, arguments: list[str], given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What the image does with these arguments, in a checkout."""
    [entrypoint] = map(json.loads, IMAGE["ENTRYPOINT"])
    program = str(place.folder / ".venv" / "bin" / Path(entrypoint[0]).name)
    checkout(place)
    inherited = {**environment(place, "EDGAR_USER_AGENT", "EDGAR_BUDGET"), "PYTHONPATH": str(place.folder)}
    zone = place.folder / "zone"
    zone.mkdir()
    return run([program, *arguments], zone, inherited | image_environment(place) | given)


def kubernetes() -> tuple[list[str], dict[str, str]]:
    return CONTAINER["args"], {one["name"]: one["value"] for one in CONTAINER["env"]}


def podman() -> tuple[list[str], dict[str, str]]:
    [words] = [shlex.split(line) for line in BLOCKS["container.sh"].splitlines() if "crawl" in line]
    options, arguments = words[: words.index("statements")], words[words.index("statements") + 1 :]
    return arguments, dict([options[options.index("-e") + 1].split("=", 1)])


@pytest.mark.parametrize("words", [kubernetes, pytest.param(podman, marks=pytest.mark.slow)])
def test_the_command_lands_the_filings_in_the_volume(tmp_path: Path, words: Any) -> None:
    arguments, given = words()
    with Replica(archive(tmp_path / "archive", filing(1), filing(2)), max_rate=0) as edgar:
        place = Place(tmp_path / "statements", edgar)
        done = run_image(place, arguments, given)
    assert done.returncode == 0, done.stdout + done.stderr
    landed = (place.folder / "zone" / "landing").glob("raw/*/*.txt.gz")
    assert sorted(path.name for path in landed) == [f"{accession(number)}.txt.gz" for number in (1, 2)]
    assert (place.folder / "zone" / "state").is_dir()
