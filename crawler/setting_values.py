"""Reads the project's own settings; an error is a sentence that says what to set."""

import math
import os
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from crawler.command_errors import ConfigError
from crawler.origins import origin_of

SEC = "https://www.sec.gov"
SEC_LIMIT = 10.0  # requests a second that the SEC allows one user, over all machines
E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
OWN_SETTINGS = (
    "EDGAR_USER_AGENT",
    "EDGAR_BASE_URL",
    "EDGAR_MAX_RATE",
    "EDGAR_BUDGET",
    "EDGAR_BLOCK_PAUSE",
    "EDGAR_RETRY_PAUSE",
    "LANDING_ZONE",
    "STATE_DIR",
)
OWN_PREFIXES = ("EDGAR_", "LANDING_", "STATE_")
MISTYPED = 0.75  # similarity from which an environment variable counts as a mistyped setting


def check_names(settings: Iterable[str], environment: Iterable[str] = os.environ) -> None:
    """Refuse a mistyped setting, which would be without effect; raises ConfigError.

    Other programs may use the same prefixes, so only variables that resemble a setting are refused.
    """
    for name in settings:
        if name.startswith(OWN_PREFIXES) and name not in OWN_SETTINGS:
            raise ConfigError(f"there is no setting {name}{_meant(name, 0.6)}: README.md lists the settings.")
    for name in environment:
        if (
            name.startswith(OWN_PREFIXES[:2])
            and name not in OWN_SETTINGS
            and (meant := _meant(name, MISTYPED))
        ):
            raise ConfigError(f"there is no setting {name}{meant}: correct or unset it in the environment.")


def _meant(name: str, likeness: float) -> str:
    close = get_close_matches(name, OWN_SETTINGS, n=1, cutoff=likeness)
    return f" (is it {close[0]}?)" if close else ""


def read_user_agent(value: str | None) -> str:
    """The User-Agent that the SEC requires: a name and an e-mail address."""
    agent = (value or "").strip()
    if not agent:
        raise ConfigError(
            "EDGAR_USER_AGENT is not set: the SEC requires automated clients to name themselves;"
            " set it to your name and an e-mail address, as in 'Sample Company contact@example.com'."
        )
    if not (agent.isascii() and agent.isprintable()):
        raise ConfigError(
            "EDGAR_USER_AGENT must be plain ASCII in one line, as in 'Sample contact@example.com'."
        )
    if not E_MAIL.search(agent):
        raise ConfigError(
            f"EDGAR_USER_AGENT {agent!r} has no e-mail address: the SEC wants one to contact you,"
            " as in 'Sample Company contact@example.com'."
        )
    return agent


def read_base_url(value: str | None) -> str:
    """The origin for requests; the SEC's own if none is set."""
    if not (value or "").strip():
        return SEC
    value = str(value).strip()
    if "@" in value:  # the password would be in every message and manifest
        raise ConfigError("EDGAR_BASE_URL holds a user or password: set it to http(s)://host[:port] alone.")
    if not _is_origin(value):
        raise ConfigError(
            f"EDGAR_BASE_URL {value!r} is not a valid origin:"
            " set it to http(s)://host[:port] or leave it unset."
        )
    parts = urlsplit(value)
    url = f"{parts.scheme}://{parts.netloc}"
    if origin_of(url) == "sec.gov" and url != SEC:  # it has three hosts, and answers http with a redirect
        raise ConfigError(f"EDGAR_BASE_URL {value!r} is the SEC's own: leave it unset.")
    return url


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port  # the property raises ValueError for an invalid port
    except ValueError:  # no such port, or a half bracketed address
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    return is_web and not (parts.path.strip("/") or parts.query or parts.fragment or " " in value)


def read_rate(value: Any, base_url: str) -> float:
    """Requests a second, over all processes of this machine."""
    rate = _number(value)
    if not rate or rate <= 0:
        raise ConfigError(
            f"EDGAR_MAX_RATE {value!r} is not a valid rate: set it to requests a second, as in 8."
        )
    if rate > SEC_LIMIT and origin_of(base_url) == "sec.gov":
        raise ConfigError(
            f"EDGAR_MAX_RATE {value} is above the SEC's limit of 10 requests a second: set it to 10 or less."
        )
    return rate


def read_folder(name: str, value: str | None, default: Callable[[], Path]) -> Path:
    return read_home(name, value) if value else default()


def read_home(name: str, value: str) -> Path:
    """A path, with '~' as the shell reads it: in `-s NAME=~/folder` the shell leaves it as it is."""
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ConfigError(f"{name} {value!r} names a home folder that is not known: {error}") from error


def default_budget() -> Path:
    """The default folder: the same for all zones, checkouts and virtual environments of this user."""
    return platformdirs.user_cache_path("mortgage-trust-statements") / "budget"


def read_seconds(name: str, value: Any) -> float:
    seconds = _number(value)
    if seconds is None or seconds < 0:
        raise ConfigError(f"{name} {value!r} is not a valid number of seconds: set it to 0 or more.")
    return seconds


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def read_text(name: str, value: str | None) -> str:
    if not (value or "").strip():
        raise ConfigError(f"{name} is empty: set it to a folder, or leave it unset.")
    return str(value).strip()
