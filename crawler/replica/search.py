"""Full-text search (EFTS) over the archive: a hit for each document, pages of 100, a cap, errors as 200."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from crawler.replica.archive import Contents
from crawler.replica.headers import SubmissionHeader

PAGE = 100
CAP = 10_000
BEGINS = dt.date(2001, 1, 1)
BLANK = "Blank search not valid.  Either entity, keywords, location, or filing types must be submitted."
DOCUMENT = re.compile(
    rb"^<DOCUMENT>\n<TYPE>(?P<type>[^\n]*)\n<SEQUENCE>(?P<sequence>\d+)\n(?:<FILENAME>(?P<name>[^\n]*)\n)?"
    rb"(?:<DESCRIPTION>(?P<description>[^\n]*)\n)?<TEXT>(?P<text>.*?)^</TEXT>",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class SearchMatch:
    """A searchable document."""

    header: SubmissionHeader
    type: str
    sequence: int
    name: str
    description: str
    text: str


class ReplicaSearch:
    """The documents of an archive since 2001; `page` and `cap` default to EDGAR's values."""

    def __init__(self, contents: Contents, page: int = PAGE, cap: int = CAP) -> None:
        self.page = page
        self.cap = cap
        self._documents = [
            document
            for accession, header in contents.headers.items()
            if header.filed >= BEGINS
            for document in _documents(header, contents.files[accession].read_bytes())
        ]
        # Newest first, as without keywords; an order by score would not be stable.
        self._documents.sort(key=lambda one: (one.header.filed, one.header.accession), reverse=True)

    def answer(self, query: str) -> bytes:
        """The body for a query string; its status is always 200."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if not asked.keys() & {"q", "forms", "ciks"}:
            return _compact({"error": BLANK, "hits": {"hits": []}})
        start = int(asked.get("from", "0"))
        if start + self.page > self.cap and start:
            return _compact(_too_far(start + self.page, self.cap))
        hits = [one for one in self._documents if _fits(one, asked)]
        total = {"value": min(len(hits), self.cap), "relation": "gte" if len(hits) > self.cap else "eq"}
        shown = [_hit(one) for one in hits[start : start + self.page]]
        return _compact(
            {
                "took": 49,
                "timed_out": False,
                "_shards": {"total": 50, "successful": 50, "skipped": 0, "failed": 0},
                "hits": {"total": total, "max_score": None, "hits": shown},
                "aggregations": {},
                "query": {"_source": {"exclude": ["doc_text"]}, "from": start, "size": self.page},
            }
        )


def _documents(header: SubmissionHeader, raw: bytes) -> list[SearchMatch]:
    return [
        SearchMatch(
            header,
            found["type"].decode("latin-1"),
            int(found["sequence"]),
            (found["name"] or b"%04d.txt" % int(found["sequence"])).decode("latin-1"),
            (found["description"] or b"").decode("latin-1"),
            " ".join(found["text"].decode("latin-1").lower().split()),
        )
        for found in DOCUMENT.finditer(raw)
    ]


def _fits(one: SearchMatch, asked: dict[str, str]) -> bool:
    header = one.header
    ciks = {f"{who.cik:010d}" for who in header.registrants}
    roots, amended = _forms(asked.get("forms", ""))
    return (
        (asked.get("startdt", "") <= str(header.filed) <= asked.get("enddt", "9999"))
        and ("ciks" not in asked or bool(ciks & set(asked["ciks"].split(","))))
        and (not roots or header.form.removesuffix("/A") in roots)
        and (not amended or header.form in amended)
        and _has_words(one, asked.get("q"))
    )


def _has_words(one: SearchMatch, q: str | None) -> bool:
    """Without keywords only the first document of a filing is found."""
    return one.sequence == 1 if q is None else all(phrase in one.text for phrase in _phrases(q))


def _forms(asked: str) -> tuple[set[str], set[str]]:
    """A root form finds its amendments too; an amendment's form excludes all other forms."""
    forms = {form for form in asked.split(",") if form}
    return {form.removesuffix("/A") for form in forms}, {form for form in forms if form.endswith("/A")}


def _phrases(q: str) -> list[str]:
    """A quoted string is one phrase, each bare word another; all must occur."""
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|(\S+)', q.lower())]


def _hit(one: SearchMatch) -> dict[str, Any]:
    header = one.header
    return {
        "_index": "edgar_file",
        "_id": f"{header.accession}:{one.name}",
        "_score": None,
        "_source": {
            "ciks": [f"{who.cik:010d}" for who in header.registrants],
            "period_ending": None,
            "file_num": [who.file_number for who in header.registrants],
            "display_names": [f"{who.name}  (CIK {who.cik:010d})" for who in header.registrants],
            "xsl": None,
            "sequence": one.sequence,
            "root_forms": [header.form.removesuffix("/A")],
            "file_date": str(header.filed),
            "sics": ["6189"],
            "form": header.form,
            "adsh": header.accession,
            "film_num": [who.film_number for who in header.registrants],
            "file_type": one.type,
            "file_description": one.description or None,
            "items": [],
        },
    }


def _too_far(end: int, cap: int) -> dict[str, Any]:
    reason = f"Result window is too large, from + size must be less than or equal to: [{cap}] but was [{end}]"
    cause = {"type": "illegal_argument_exception", "reason": reason}
    error = {
        "root_cause": [cause],
        "type": "search_phase_execution_exception",
        "reason": "all shards failed",
        "phase": "query",
        "grouped": True,
    }
    return {"error": error, "status": 400}


def _compact(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()
