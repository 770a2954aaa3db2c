"""Which registrants are trusts of GMACM and RAMP: a list of CIKs seen, and rules for new names."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LIST = Path(__file__).with_name("trusts.tsv")

# Index names are capitals, abbreviated as their filer liked ('RESIDENTIAL ASSET MORT PROD INC GMACM HOME EQ
# LN TR 2004 HE1'). Bytes, as an index is filtered before it is decoded.
GMACM_NAMES = (
    rb"\bGMACM(?![A-Z])",
    # GMAC Mortgage Corp is also an operating company: only with a word that makes it a trust.
    # GMAC Commercial Mortgage is another business and never has GMAC beside MORTGAGE.
    rb"\bGMAC (?:MORTGAGE|MORT|MTGE?)\b.*\b(?:LOAN TRUST|LO?A?N TR\b|PASS[- ]?THR|HOME EQ)",
)
RAMP_NAMES = (
    rb"\bRES(?:IDENTIAL)? ASSET (?:MORT|MTG)",
    rb"^RAMP (?:SERIES|TRUST)\b",  # at the start only: there are other ramps
)
# What a spider's name selects: the depositor's spider takes the GMACM trusts too.
PROGRAMS = {"gmacm": ("gmacm", "both"), "ramp": ("gmacm", "ramp", "both")}
NAMES = {"gmacm": GMACM_NAMES, "ramp": GMACM_NAMES + RAMP_NAMES}


@dataclass(frozen=True)
class Registrants:
    """Whose filings are wanted: CIKs (unpadded, as an index prints them) and what a name may look like."""

    ciks: frozenset[bytes]
    name: re.Pattern[bytes] | None  # None: the CIKs alone

    def include(self, cik: bytes, name: bytes) -> bool:
        return cik in self.ciks or (self.name is not None and self.name.search(name) is not None)

    @property
    def digest(self) -> str:
        """Tells two choices apart, so that rows kept of an index are not used under another choice."""
        pattern = self.name.pattern if self.name else b""
        return sha256(b"\n".join([pattern, *sorted(self.ciks)])).hexdigest()


def read_trusts() -> list[tuple[str, str]]:
    """CIK and program of every trust in the list."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return [(row["cik"], row["program"]) for row in csv.DictReader(lines, delimiter="\t")]


def choose_registrants(spider: str, ciks: Iterable[str] = ()) -> Registrants:
    """The registrants of a spider, or exactly those that the user names."""
    named = frozenset(b"%d" % int(cik) for cik in ciks)
    if named:
        return Registrants(named, None)
    listed = frozenset(b"%d" % int(cik) for cik, program in read_trusts() if program in PROGRAMS[spider])
    names = b"|".join(b"(?:" + name + b")" for name in NAMES[spider])
    return Registrants(listed, re.compile(names, re.IGNORECASE))
