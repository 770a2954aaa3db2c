"""Does in a folder what a Containerfile says, without a container: as root, for another user."""

import fnmatch
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTAINERFILE = ROOT / "Containerfile"
# What the base image has, and a machine where the tests run as root.
PATHS = "/usr/local/bin:/usr/bin:/bin"


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """'RUN', 'mkdir /zone' and so on, without comments; lines that go on are not used."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            yield name, rest


def ignored(path: str, rules: Sequence[str]) -> bool:
    """Whether .containerignore keeps a path out; the last rule that fits decides."""
    parts = [path, *(str(parent) for parent in Path(path).parents)]
    decided = False
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        names = [Path(path).name] if "**/" in rule else parts
        if any(fnmatch.fnmatch(name, pattern) for name in names):
            decided = not rule.startswith("!")
    return decided


@dataclass
class Image:
    """A folder that stands for the image's root; absolute paths of the instructions lie below it."""

    root: Path
    context: Path
    folder: Path = field(init=False)
    user: tuple[int, int] = (0, 0)
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATHS, "LANG": "C.UTF-8"})
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder = self.root

    def build(self, text: str) -> None:
        for name, rest in instructions(text):
            getattr(self, f"_{name.lower()}")(rest)

    def run(self, *arguments: str, within: float = 300, **settings: str) -> subprocess.CompletedProcess[str]:
        """What `podman run -e … statements ARGUMENTS` does."""
        command = [*self.entrypoint, *(arguments or self.command)]
        return self._start(command, self.environment | settings, within)

    def may_write(self, folder: Path) -> bool:
        """Whether the image's user may."""
        return self._start(["test", "-w", str(folder)], self.environment, 10).returncode == 0

    def _start(
        self, command: Sequence[str], environment: dict[str, str], within: float
    ) -> subprocess.CompletedProcess[str]:
        user, group = self.user
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            user=user,
            group=group,
            extra_groups=[],
            umask=0o022,
            capture_output=True,
            text=True,
            timeout=within,
            check=False,
        )

    def place(self, path: str) -> Path:
        return self.root / path.lstrip("/") if path.startswith("/") else self.folder / path

    def _words(self, text: str) -> str:
        for top in ("/srv/statements", "/zone"):
            text = text.replace(top, str(self.place(top)))
        return text

    def _from(self, _base: str) -> None:
        """The machine's own Python stands for the base image's."""

    def _workdir(self, path: str) -> None:
        self.folder = self.place(path)
        self.folder.mkdir(parents=True, exist_ok=True)

    def _copy(self, rest: str) -> None:
        rules = (self.context / ".containerignore").read_text().splitlines()
        source, target = rest.split()
        assert not ignored(source, rules), f"{source} is not in the context"
        here, there = self.context / source, self.place(target)
        if here.is_dir():
            shutil.copytree(here, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, there / here.name if there.is_dir() else there)

    def _run(self, line: str) -> None:
        # The environment's own settings of pip (certificates, an index) are the builder's.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        command = ["/bin/sh", "-ec", self._words(line)]
        done = self._start(command, {**inherited, **self.environment}, 900)
        assert done.returncode == 0, f"RUN {line}\n{done.stdout}{done.stderr}"

    def _user(self, ids: str) -> None:
        user, group = ids.split(":")
        self.user = int(user), int(group)

    def _volume(self, path: str) -> None:
        self.volumes.append(path)

    def _env(self, rest: str) -> None:
        self.environment |= dict(word.split("=", 1) for word in shlex.split(self._words(rest)))

    def _entrypoint(self, rest: str) -> None:
        self.entrypoint = json.loads(self._words(rest))

    def _cmd(self, rest: str) -> None:
        self.command = json.loads(self._words(rest))
