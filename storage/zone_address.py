"""A zone's address, and the form of it without secrets."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

LOCAL = re.compile(r"(file|local)://")
REMOTE = re.compile(r"(?P<scheme>[A-Za-z][\w+.:-]*://)(?P<rest>.*)", re.DOTALL)
# Shorter ones ('1', 'us') are not secrets, and blanking them would garble messages.
LEAST_SECRET = 4


@dataclass(frozen=True, slots=True)
class ZoneAddress:
    """`shown` is free of user names, passwords and keys; it also identifies the zone."""

    url: str
    shown: str
    folder: Path | None  # of a local zone
    secrets: tuple[str, ...]

    def clean(self, text: str) -> str:
        """The text without the secrets that the address holds."""
        text = text.replace(self.url, self.shown)
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return text


def read_address(url: str) -> ZoneAddress:
    """Take apart a path or an fsspec URL."""
    remote = REMOTE.fullmatch(url)
    if remote is None or LOCAL.match(url):
        folder = Path(LOCAL.sub("", url)).expanduser().resolve()
        return ZoneAddress(url, str(folder), folder, ())
    place, secret_parts = split_secrets(remote["rest"])
    pieces = {piece for part in secret_parts for piece in [part, *re.split(r"[:&=@/?]", part)]}
    pieces |= {unquote(piece) for piece in pieces}
    secrets = sorted((piece for piece in pieces if len(piece) >= LEAST_SECRET), key=len, reverse=True)
    return ZoneAddress(url, remote["scheme"] + place.rstrip("/"), None, tuple(secrets))


def split_secrets(rest: str) -> tuple[str, list[str]]:
    """The host and path, and the parts that may be secret: all before the last '@' and all after a '?'.

    Greedy on purpose: keys of object stores contain '/' and passwords '?'; doubtful parts are not shown.
    """
    before, at, behind = rest.rpartition("@")
    if at and "?" in before and "@" not in before.partition("?")[0]:
        return "***", [rest]
    place, _, query = behind.partition("?")
    return place, [part for part in (before, query) if part]
