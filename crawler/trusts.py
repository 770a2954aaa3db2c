"""The registrants that are trusts of GMACM and RAMP: a list of known CIKs, and rules for new names."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LIST = Path(__file__).with_name("trusts.tsv")

# Index names are capitals, abbreviated by each filer ('RESIDENTIAL ASSET MORT PROD INC GMACM HOME EQ
# LN TR 2004 HE1', 'RESIDENTIAL ASST MRT PRD'): a word keeps its first letter and some others, in order.
# Bytes, as an index is filtered before it is decoded.
_GAP = rb"[^A-Z0-9]+"
_MORTGAGE = rb"M(?:O?R?TG?A?G?E?S?|O?RT?GE?|TGE?)\b"
_LOAN_TRUST = rb"\bLO?A?NS?" + _GAP + rb"TR(?:U?S?T?)S?\b"
_PASS_THROUGH = rb"\b(?:PA?SS?[^A-Z0-9]*TH?R|P[- /]?T CE?R?T)"
_HOME_EQUITY = rb"\bHO?ME?" + _GAP + rb"EQ"
_SERIES = rb"(?:19|20)\d\d[- ]*[A-Z]{1,4} ?\d{1,2}\b"  # '2004-J1', '2005 NC1'

GMACM_NAMES = (
    rb"\bGMACM(?![A-Z])",
    # GMAC Mortgage Corp is also an operating company: a trust's name has more words or a series.
    # GMAC Commercial Mortgage is another business and never has GMAC beside MORTGAGE.
    rb"\bGMAC"
    + _GAP
    + _MORTGAGE
    + rb".*(?:"
    + b"|".join((_LOAN_TRUST, _PASS_THROUGH, _HOME_EQUITY, rb"\b" + _SERIES))
    + rb")",
)
RAMP_NAMES = (
    rb"\bRE?S[IDENTAL]{0,8}" + _GAP + rb"AS{1,2}E?TS?" + _GAP + _MORTGAGE,
    # At the start only, and with a trust's words: other companies are named Ramp.
    rb"^ *RAMP" + _GAP + rb"(?:SER(?:IES)?|TR(?:U?S?T)?|" + _SERIES + rb")(?![A-Z])",
)
# The programs of each spider: the depositor's spider takes the GMACM trusts too.
PROGRAMS = {"gmacm": ("gmacm", "both"), "ramp": ("gmacm", "ramp", "both")}
ANY = "edgar"  # the spider of registrants named by the user
NAMES = {"gmacm": GMACM_NAMES, "ramp": GMACM_NAMES + RAMP_NAMES}


@dataclass(frozen=True)
class Registrants:
    """The registrants of a run: CIKs (unpadded, as an index prints them) and a pattern for names."""

    ciks: frozenset[bytes]
    name: re.Pattern[bytes] | None  # None: the CIKs alone

    def include(self, cik: bytes, name: bytes) -> bool:
        return cik in self.ciks or (self.name is not None and self.name.search(name) is not None)

    @property
    def digest(self) -> str:
        """Identifies the choice, so that cached rows of an index are not used for another choice."""
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
    if spider == ANY:
        return Registrants(frozenset(), None)  # filings named by accession need no registrant
    listed = frozenset(b"%d" % int(cik) for cik, program in read_trusts() if program in PROGRAMS[spider])
    names = b"|".join(b"(?:" + name + b")" for name in NAMES[spider])
    return Registrants(listed, re.compile(names, re.IGNORECASE))
