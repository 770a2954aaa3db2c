"""The replica's answers by path, before the checks of rate and User-Agent and before faults."""

import datetime as dt
import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import format_datetime, parsedate_to_datetime

from crawler.replica import error_pages
from crawler.replica.archive import Archive, IndexQuarter
from crawler.replica.company_json import RECENT_ROWS, company_files
from crawler.replica.indexes import FIRST_QUARTER, build_daily_master, build_index
from crawler.replica.listings import quarter_listing
from crawler.replica.search import CAP, PAGE, ReplicaSearch

SEARCH_PATH = "/LATEST/search-index"
# Filings before this have no folder of their own, only the flat file.
FOLDERS_SINCE = dt.date(1999, 6, 1)
# Old files carry the days of a migration, not of their filing.
MIGRATION = dt.datetime(2017, 10, 2, 4, 0, 0, tzinfo=dt.UTC)

STRICT = {"Strict-Transport-Security": "max-age=31536000 ; includeSubDomains ; preload"}
STORE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-XSS-Protection": "1; mode=block",
    **STRICT,
}
DATA_HOST = {"Access-Control-Allow-Origin": "*", "Strict-Transport-Security": "max-age=31536000 ; preload"}


@dataclass(frozen=True)
class ReplicaResponse:
    """An answer before it is encoded: `name` is a word for its kind, `etag` is without quotes."""

    status: int
    name: str
    content_type: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    last_modified: dt.datetime | None = None
    # Whether the body is compressed for a client that asks for gzip.
    compressible: bool = True
    # Compressed for every client, as EDGAR's rate page was seen.
    always_gzip: bool = False


def kind_of(path: str) -> str:
    """'robots', 'index', 'submission', 'json' or 'other': the kinds in faults and logs."""
    if path == "/robots.txt":
        return "robots"
    folders = {
        "/Archives/edgar/full-index/": "index",
        "/Archives/edgar/daily-index/": "index",
        "/Archives/edgar/data/": "submission",
        "/submissions/": "json",
        SEARCH_PATH: "json",
    }
    return next((kind for folder, kind in folders.items() if path.startswith(folder)), "other")


class Site:
    """EDGAR's paths over an archive folder. `today` decides which quarters have begun."""

    def __init__(
        self,
        archive: Archive,
        today: dt.date | None = None,
        recent_rows: int = RECENT_ROWS,
        search_page: int = PAGE,
        search_cap: int = CAP,
    ) -> None:
        self._archive = archive
        self._today = today
        self._recent_rows = recent_rows
        self._search = search_page, search_cap
        self._full_text: tuple[int, ReplicaSearch] | None = None
        self._rebuilt: dt.datetime | None = None
        self._indexes: dict[str, tuple[int, dt.date, ReplicaResponse]] = {}
        self._stamps: dict[str, tuple[str, dt.datetime]] = {}

    def rebuild(self) -> None:
        """Simulate EDGAR's Saturday rebuild: every index is rewritten, even if no byte changes."""
        self._rebuilt = dt.datetime.now(dt.UTC).replace(microsecond=0)

    def publish(self) -> None:
        """Move the submissions in the folder 'later' into the archive."""
        self._archive.publish()

    def answer(self, target: str) -> ReplicaResponse:
        """The answer to a GET of that path, with its query if it has one."""
        path, _, query = target.partition("?")
        for pattern, answer in ROUTES:
            if found := re.fullmatch(pattern, path):
                return answer(self, path, query, *found.groups())
        return access_denied(path) if kind_of(path) == "index" else no_such_key(path, STORE)

    def robots(self, _: str, __: str) -> ReplicaResponse:
        """The rules for crawlers."""
        return ReplicaResponse(200, "robots", "text/plain", error_pages.ROBOTS, STORE)

    def search(self, _: str, query: str) -> ReplicaResponse:
        """Full-text search."""
        return ReplicaResponse(
            200, "search", "application/json", self._full_text_now().answer(query), DATA_HOST
        )

    def index(self, path: str, _: str, year: str, number: str, kind: str, ending: str) -> ReplicaResponse:
        """An index of a quarter."""
        quarter = IndexQuarter(int(year), int(number))
        today = self._this_day()
        if not FIRST_QUARTER <= quarter <= IndexQuarter.of(today):
            return access_denied(path)
        contents = self._archive.contents()
        known = self._indexes.get(path)
        if known and known[:2] == (self._archive.version, today):
            return self._as_rebuilt(known[2])
        text = build_index(kind, quarter, contents.rows.get(quarter, []), today)
        answer = ReplicaResponse(200, "index", "text/plain", text, {"Accept-Ranges": "bytes", **STORE})
        if ending == "gz":
            # The type under which the store keeps these, seen in its 304s.
            answer = replace(answer, content_type="binary/octet-stream", compressible=False)
            answer = replace(answer, body=gzip.compress(text, mtime=0))
        changed = dt.datetime.fromtimestamp(int(contents.changed.get(quarter, 0)), dt.UTC)
        answer = self._stamped(path, answer, max(changed, MIGRATION))
        self._indexes[path] = (self._archive.version, today, answer)
        return self._as_rebuilt(answer)

    def _as_rebuilt(self, index: ReplicaResponse) -> ReplicaResponse:
        if self._rebuilt is None or index.last_modified is None:
            return index
        # Dates have no parts of a second: a rebuild in the second of the last change is dated a second later.
        later = index.last_modified + dt.timedelta(seconds=1)
        return replace(index, last_modified=max(self._rebuilt, later))

    def _this_day(self) -> dt.date:
        return self._today or dt.datetime.now(dt.UTC).date()

    def daily(self, path: str, _: str, year: str, number: str, digits: str) -> ReplicaResponse:
        """The index of a day."""
        quarter = IndexQuarter(int(year), int(number))
        day = next((day for day in self._days(quarter) if f"{day:%Y%m%d}" == digits), None)
        if day is None:
            return access_denied(path)
        text = build_daily_master(day, self._archive.contents().days[day])
        answer = ReplicaResponse(200, "index", "text/plain", text, {"Accept-Ranges": "bytes", **STORE})
        return self._stamped(path, answer, dt.datetime.combine(day, dt.time(22, 10), dt.UTC))

    def _days(self, quarter: IndexQuarter) -> list[dt.date]:
        """The days with a daily index; today's appears late in the evening."""
        days = self._archive.contents().days
        return [day for day in sorted(days) if IndexQuarter.of(day) == quarter and day < self._this_day()]

    def listing(self, path: str, _: str, folder: str, kind: str, year: str, number: str) -> ReplicaResponse:
        """The listing of a quarter's folder."""
        quarter = IndexQuarter(int(year), int(number))
        if not FIRST_QUARTER <= quarter <= IndexQuarter.of(self._this_day()):
            return access_denied(path)
        names = [f"{name}.{end}" for name in ("company", "form", "master") for end in ("gz", "idx")]
        if kind == "daily":
            names = [f"master.{day:%Y%m%d}.idx" for day in self._days(quarter)]
        built = min(quarter.last_day(), self._this_day())
        return ReplicaResponse(
            200, "listing", "application/json", quarter_listing(folder, names, built), STORE
        )

    def _full_text_now(self) -> ReplicaSearch:
        contents = self._archive.contents()
        if self._full_text is None or self._full_text[0] != self._archive.version:
            self._full_text = self._archive.version, ReplicaSearch(contents, *self._search)
        return self._full_text[1]

    def submission(self, path: str, _: str, cik: str, folder: str | None, accession: str) -> ReplicaResponse:
        """A complete submission, flat or in its folder."""
        contents = self._archive.contents()
        header = contents.headers.get(accession)
        folder_is_wrong = folder is not None and (
            folder != accession.replace("-", "") or (header is not None and header.filed < FOLDERS_SINCE)
        )
        if (
            folder_is_wrong
            or accession not in contents.files
            or int(cik) not in contents.ciks.get(accession, ())
        ):
            return no_such_key(path, STORE)
        raw = contents.files[accession].read_bytes()
        answer = ReplicaResponse(200, "submission", "text/plain", raw, {"Accept-Ranges": "bytes", **STORE})
        minutes = int(hashlib.sha256(accession.encode()).hexdigest(), 16) % 40_000
        return self._stamped(path, answer, MIGRATION + dt.timedelta(minutes=minutes))

    def company(self, path: str, _: str, name: str, cik: str) -> ReplicaResponse:
        """A file of the submissions API."""
        files = company_files(int(cik), self._archive.contents(), self._recent_rows)
        if name not in files:
            return no_such_key(path, DATA_HOST)
        return ReplicaResponse(200, "json", "application/json", files[name], DATA_HOST)

    def _stamped(self, path: str, answer: ReplicaResponse, last_modified: dt.datetime) -> ReplicaResponse:
        """With its MD5 and a Last-Modified that is later than that of other bytes served before."""
        etag = hashlib.md5(answer.body, usedforsecurity=False).hexdigest()
        old_etag, old = self._stamps.get(path, (etag, last_modified))
        if old_etag != etag and last_modified <= old:
            last_modified = old + dt.timedelta(seconds=1)
        elif old_etag == etag:
            last_modified = old
        self._stamps[path] = etag, last_modified
        return replace(answer, etag=etag, last_modified=last_modified)


# The handler of each path; the groups of its pattern are the last arguments.
ROUTES: tuple[tuple[str, Callable[..., ReplicaResponse]], ...] = (
    (r"/robots\.txt", Site.robots),
    (SEARCH_PATH, Site.search),
    (r"/Archives/edgar/full-index/(\d{4})/QTR([1-4])/(master|form|company)\.(idx|gz)", Site.index),
    (r"/Archives/edgar/daily-index/(\d{4})/QTR([1-4])/master\.(\d{8})\.idx", Site.daily),
    (r"/Archives/edgar/((full|daily)-index/(\d{4})/QTR([1-4])/)index\.json", Site.listing),
    (r"/Archives/edgar/data/([1-9]\d*)/(?:(\d{18})/)?(\d{10}-\d{2}-\d{6})\.txt", Site.submission),
    (r"/submissions/(CIK(\d{10})(?:-submissions-\d{3})?\.json)", Site.company),
)


def access_denied(path: str) -> ReplicaResponse:
    """The 403 for a missing key of an index folder; it is never compressed."""
    headers = {"Server": "Apache", **STORE}
    body = error_pages.access_denied(path)
    return ReplicaResponse(403, "access denied", "application/xml", body, headers, compressible=False)


def no_such_key(path: str, headers: dict[str, str]) -> ReplicaResponse:
    """The 404 for a missing submission, document or company."""
    return ReplicaResponse(
        404, "no such key", "application/xml", error_pages.no_such_key(path.lstrip("/")), headers
    )


def is_unchanged(answer: ReplicaResponse, if_none_match: str, if_modified_since: str) -> bool:
    """Whether the client already has these bytes; an ETag in the request decides alone."""
    if answer.status != 200 or not answer.etag:
        return False
    if if_none_match:
        named = {tag.strip().removeprefix("W/").strip('"') for tag in if_none_match.split(",")}
        return bool({"*", answer.etag, f"{answer.etag}-gzip"} & named)
    if not if_modified_since or answer.last_modified is None:
        return False
    try:
        return answer.last_modified <= parsedate_to_datetime(if_modified_since)
    except (TypeError, ValueError):
        # Not a date, or one without a zone.
        return False


def not_modified(answer: ReplicaResponse) -> ReplicaResponse:
    """The 304 for an answer: its validators and no body."""
    return replace(answer, status=304, name="not modified", content_type="", body=b"", headers=STRICT)


def http_date(moment: dt.datetime) -> str:
    """A time in the format of headers: 'Sat, 27 Jun 2026 07:11:02 GMT'."""
    return format_datetime(moment, usegmt=True)
