"""The origin of an address: what EDGAR counts requests by, and the name of the state that is kept for it."""

from urllib.parse import urlsplit

SEC_ORIGIN = "sec.gov"


def origin_of(url: str) -> str:
    """The name under which hosts share a limit: www, data and efts of sec.gov count as one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host == SEC_ORIGIN or host.endswith(f".{SEC_ORIGIN}"):
        return SEC_ORIGIN
    return f"{parts.scheme}-{parts.netloc}".replace(":", "-")
