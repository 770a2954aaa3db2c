"""Statements landed in a zone without a crawl: raw file and records, as the crawler writes them."""

import parsers
from storage import Landing

ENVELOPE = """<SEC-DOCUMENT>{accession}.txt : {day}
<SEC-HEADER>{accession}.hdr.sgml : {day}
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t{form}
PUBLIC DOCUMENT COUNT:\t\t1
FILED AS OF DATE:\t\t{day}
</SEC-HEADER>
<DOCUMENT>
<TYPE>EX-99
<SEQUENCE>1
<TEXT>
{text}</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def land_text(zone: Landing, number: int, text: str, month: str, form: str = "8-K") -> str:
    """Land an exhibit filed on the 5th of a month ('2004-01'); returns the accession."""
    accession = f"0000000009-04-{number:06}"
    day = f"{month.replace('-', '')}05"
    raw = ENVELOPE.format(accession=accession, day=day, form=form, text=text).encode("latin-1")
    zone.land_raw(accession, month, raw)
    zone.write_records(accession, month, parsers.read(raw).to_jsonl())
    return accession
