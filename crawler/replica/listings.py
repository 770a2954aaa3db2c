"""Directory listings of the index folders as EDGAR writes them: one line, slashes escaped, local times."""

import datetime as dt
import json
from collections.abc import Iterable

# The nightly build of a quarter's files is over by then, Eastern time.
BUILT = "10:12:32 PM"


def quarter_listing(folder: str, names: Iterable[str], day: dt.date) -> bytes:
    """`index.json` of 'full-index/2004/QTR1/' or 'daily-index/...', built on that day."""
    items = [
        {
            "last-modified": f"{day:%m/%d/%Y} {BUILT}",
            "name": name,
            "type": "file",
            "href": name,
            "size": "1 KB",
        }
        for name in sorted(names, key=str.lower)
    ]
    listing = {"directory": {"item": items, "name": folder, "parent-dir": "../"}}
    return json.dumps(listing, separators=(",", ":")).replace("/", "\\/").encode()
