"""Verifies a zone: every file against the manifests, all records against their raw files, nothing pending."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import parsers
from crawler.grammar import count
from crawler.reparse.selection import Selection
from crawler.reparse.worker import ReparsedFiling, Task, describe_old, open_zone, read_again
from storage import Landing, StoredFile, Unreadable
from storage.file_names import ACCESSION, records_path
from storage.inventory import FilingFiles, foreign_paths
from storage.landing import stored
from storage.manifest_reader import Listing

REPARSE = "run `scrapy reparse`"
# A crawl that names the filing does not change undamaged files.
AGAIN = (
    "restore it from a copy of the zone, or fetch it anew: `scrapy crawl gmacm -a accession={accessions}"
    " -a again=yes`"
)
ADVICE = {
    "missing": "a manifest names it and it is missing: " + AGAIN,
    "altered": "its bytes are not those that the manifest names: " + AGAIN,
    "unreadable": "it cannot be read: " + AGAIN,
    "unreadable_records": f"it cannot be read: move it away and {REPARSE}",
    "unreadable_manifest": "it cannot be read: restore it from a copy of the zone; without one move it away"
    f" and {REPARSE}, whose manifest will name the files that it named",
    "foreign": "no file of a zone has this name: move it away",
    "unlisted": "a run was killed; the next crawl lists its files",
    "rewritten": f"a reparse was killed; {REPARSE}, whose manifest lists what it wrote",
    "misnamed": "it holds another filing or month than its name says: move it and its records away"
    " and fetch it anew: `scrapy crawl gmacm -a accession={accessions} -a again=yes`",
    "twice": "its filing lies under two months: remove the files of the month that is not the header's",
    "different": f"it is not what its raw file gives: {REPARSE}",
    "outdated": f"another version of the parsers wrote it: {REPARSE}",
    "unread": f"landed, and without records: {REPARSE} or a crawl",
    "unexamined": "it could not be examined: run `scrapy verify --workers 1` where there is more memory",
    "pending": "the last run could not do it: run the same crawl again; an accession that EDGAR does not have"
    " is given up with `scrapy forget`",
    "not_reached": "the run was stopped before it reached them: run the same crawl again",
}


@dataclass(frozen=True)
class ZoneFault:
    """Something that keeps the zone from being whole; `kind` is one of ADVICE's."""

    kind: str
    path: str
    detail: str = ""

    @property
    def advice(self) -> str:
        """The advice for it."""
        return advise(self.kind, [self])


def advise(kind: str, faults: Sequence[ZoneFault]) -> str:
    """The advice for some faults of a kind, in one sentence."""
    found = (ACCESSION.search(fault.path) for fault in faults)
    names = dict.fromkeys(match[0] for match in found if match)
    return ADVICE[kind].format(accessions=",".join(names))


@dataclass
class Examined:
    """A filing's files, and the records that the current parsers make of the raw file."""

    reread: ReparsedFiling
    unreadable: dict[str, str]  # by path
    lost: str = ""  # the reason why it could not be examined


def examine(task: Task) -> list[Examined]:
    """Examine each filing of a task; writes nothing."""
    zone = open_zone(task.zone)
    return [examine_one(zone, filing) for filing in task.filings]


def unexamined_filings(task: Task, reason: str) -> list[Examined]:
    """The filings of a task whose worker was killed."""
    return [Examined(ReparsedFiling(filing, "failed"), {}, reason) for filing in task.filings]


def examine_one(zone: Landing, filing: FilingFiles) -> Examined:
    found = Examined(ReparsedFiling(filing, "failed"), {})
    raw, old = (look(zone, path, found) for path in (filing.raw_path, filing.records_path))
    describe_old(found.reread, old)
    if raw is not None and filing.raw_path is not None:
        found.reread.raw = stored(filing.raw_path, raw)
        try:
            read_again(found.reread, raw, old)
        except Exception as error:  # damaged, or a parser bug: either way there are no records to compare
            found.reread.reason = f"{type(error).__name__}: {error}"
    return found


def look(zone: Landing, path: str | None, found: Examined) -> bytes | None:
    """A file's bytes, None where there is none or it cannot be read."""
    try:
        return zone.read(path) if path else None
    except Unreadable as error:
        found.unreadable[str(path)] = str(error)
        return None


class Verification:
    """Takes every filing's examination; reports the faults, those of the whole zone at the end."""

    def __init__(self, zone: Landing, listing: Listing) -> None:
        self.zone, self.listing = zone, listing
        self.unseen = set(listing.files)
        self.months: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.incomplete: list[str] = []  # as EDGAR itself serves them: not a fault of the zone
        self.landed: set[str] = set()  # filings with a raw file
        self.twice: set[str] = set()  # filings under two months
        self.unlisted: list[str] = []  # paths
        self.rewritten: list[str] = []

    def faults_of(self, found: Examined) -> Iterator[ZoneFault]:
        """The faults of one filing."""
        done = found.reread
        filing = done.filing
        paths = {path for path in (filing.raw_path, filing.records_path) if path}
        self.unseen -= paths
        self.counts["files"] += len(paths)
        self.counts["filings"] += 1
        if found.lost:
            yield ZoneFault("unexamined", filing.raw_path or str(filing.records_path), found.lost)
            return
        self.incomplete += [filing.accession] if "incomplete" in done.facts else []
        for path, words in found.unreadable.items():
            yield ZoneFault(
                "unreadable_records" if path == filing.records_path else "unreadable", path, words
            )
        first = self.months.setdefault(filing.accession, filing.month)
        if first != filing.month:
            self.twice.add(filing.accession)
            yield from (ZoneFault("twice", path, f"the other month is {first}") for path in sorted(paths))
        self.landed |= {filing.accession} if filing.raw_path else set()
        raw_faults = list(self._raw_faults(done))
        yield from raw_faults
        # A changed raw file cannot confirm the existing records.
        yield from self._records_faults(done, raw_is_sound=done.raw is not None and not raw_faults)

    def _raw_faults(self, done: ReparsedFiling) -> Iterator[ZoneFault]:
        filing = done.filing
        if filing.raw_path is None:
            path = f"raw/filed={filing.month}/{filing.accession}.txt.gz"
            if path not in self.listing.files:  # a listed one is reported with the missing files
                yield ZoneFault("missing", path, "its records are there")
        elif done.raw:
            yield from self._against_listing(done.raw)
            accession, filed = done.names
            if accession not in (None, filing.accession):
                yield ZoneFault("misnamed", filing.raw_path, f"it holds {accession}")
            elif filed and not filed.startswith(filing.month):
                yield ZoneFault("misnamed", filing.raw_path, f"its header says that it was filed {filed}")

    def _records_faults(self, done: ReparsedFiling, raw_is_sound: bool) -> Iterator[ZoneFault]:
        filing = done.filing
        path = filing.records_path or records_path(filing.accession, filing.month)
        self.unseen.discard(path)
        if filing.records_path is None:
            if filing.raw_path not in self.unlisted:  # else the run that was killed did not reach it
                yield ZoneFault("unread", path, done.reason)
        elif done.old and not raw_is_sound:
            yield from self._against_listing(done.old)
        elif done.old and done.outcome != "same":
            yield self._difference(done)
        elif done.old and self.listing.files.get(path, done.old) != done.old:
            self.rewritten.append(path)  # valid, though a manifest names its earlier content
        elif done.old:
            yield from self._against_listing(done.old)

    def _difference(self, done: ReparsedFiling) -> ZoneFault:
        """The fault of records that do not match the raw file, by its cause."""
        assert done.old
        path, listed = done.old.path, self.listing.files.get(done.old.path)
        if not done.records:
            return ZoneFault("different", path, done.reason)
        if done.written_by != parsers.PARSER_VERSION and (listed is None or listed == done.old):
            return ZoneFault("outdated", path, f"written by version {done.written_by}")
        if listed not in (None, done.old):
            return ZoneFault("different", path, "it was altered since it was written")
        return ZoneFault("different", path, "these parsers give other records")

    def _against_listing(self, file: StoredFile) -> Iterator[ZoneFault]:
        listed = self.listing.files.get(file.path)
        if listed is None:
            self.unlisted.append(file.path)
        elif listed != file:
            yield ZoneFault("altered", file.path, f"{file.bytes:,} bytes; the manifest says {listed.bytes:,}")

    def last_faults(self) -> Iterator[ZoneFault]:
        """The faults of the zone as a whole, when every filing was seen."""
        yield from (
            ZoneFault("missing", path) for path in sorted(self.unseen) if not self._is_elsewhere(path)
        )
        yield from (ZoneFault("foreign", path) for path in foreign_paths(self.zone))
        yield from (ZoneFault("unreadable_manifest", *item) for item in self.listing.unreadable.items())
        unlisted = [path for path in self.unlisted if self._accession_in(path) not in self.twice]
        for kind, paths in (("unlisted", unlisted), ("rewritten", self.rewritten)):
            if paths:
                words = f"{count(len(paths), 'file')} in no manifest, the first {min(paths)}"
                yield ZoneFault(kind, "runs", words)
        yield from (ZoneFault("not_reached", run, words) for run, words in self.listing.not_reached.items())
        # Filings that a reparse did not reach are in the zone, and were examined.
        runs = ((spider, left) for spider, left in self.listing.pending.items() if spider != "reparse")
        for spider, pending in runs:
            yield from (fault for one in pending if (fault := self._pending(spider, one)))

    def _accession_in(self, path: str) -> str:
        match = ACCESSION.search(path)
        return match[0] if match else ""

    def _is_elsewhere(self, path: str) -> bool:
        """Whether the filing of a missing file is in the zone under another month, that of its header."""
        accession = self._accession_in(path)
        return accession in self.landed and f"filed={self.months[accession]}" not in path

    def _pending(self, spider: str, one: dict[str, object]) -> ZoneFault | None:
        """Items that a spider's last run left pending and no other run has landed."""
        accession = str(one.get("accession", ""))
        if accession in self.months:
            return None
        return ZoneFault("pending", accession or str(one.get("index")), f"{spider}: {one.get('reason')}")


def everything() -> Selection:
    """Every filing of the zone."""
    return Selection()


def verify(
    batches: Iterable[list[Examined]], verification: Verification, add: Callable[[ZoneFault], None]
) -> None:
    """Add every fault of the zone."""
    for batch in batches:
        for found in batch:
            for fault in verification.faults_of(found):
                add(fault)
    for fault in verification.last_faults():
        add(fault)
