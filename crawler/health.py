"""The health of a zone: graded findings from its files, the request budget and the list of reporters."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from crawler.grammar import age, count, group_failures, names
from crawler.reporters import judge_silence, months_of_end
from storage import Holder
from storage.manifest_reader import Listing
from storage.zone_figures import RunSummary, WorseReading, ZoneFigures

HELD_TOO_LONG = dt.timedelta(days=1)  # a run that holds the zone longer hangs, or is far larger than planned
COMMANDS = ("reparse", "forget")  # manifests of these are not crawls


class Level(IntEnum):
    """The levels of findings, the lowest first."""

    info = 1
    warning = 2
    error = 3


@dataclass(frozen=True)
class HealthFinding:
    """One finding about a zone's health; `subject` is a spider, a run, a deal or ''."""

    level: Level
    finding: str
    subject: str
    message: str


@dataclass
class Health:
    """The facts that the findings are judged from; times are aware, UTC."""

    now: dt.datetime
    runs: Mapping[str, RunSummary]
    listing: Listing
    figures: ZoneFigures
    unread_since: Mapping[str, int]  # by accession: unread statements of the last crawl
    holder: Holder | None
    blocked_for: float  # seconds
    worse: Sequence[WorseReading] = ()  # statements of the last crawl
    max_age: dt.timedelta | None = None
    online: HealthFinding | None = None
    findings: list[HealthFinding] = field(default_factory=list)

    def worst(self) -> Level | None:
        """The level of the worst finding; None where there is none."""
        return max((one.level for one in self.findings), default=None)

    def crawls(self) -> list[RunSummary]:
        """The last run of each spider, the newest first."""
        return [run for spider, run in self.runs.items() if spider not in COMMANDS]


def judge_health(health: Health) -> Health:
    """Fill in the findings, the worst first."""
    judges = (_runs, _pending, _lock, _block, _unread, _worse, _deals)
    parts = [judge(health) for judge in judges]
    found = [finding for part in parts for finding in part]
    found += [health.online] if health.online else []
    health.findings = sorted(found, key=lambda one: -one.level)
    return health


def _runs(health: Health) -> Iterator[HealthFinding]:
    crawls = health.crawls()
    if not crawls:
        yield HealthFinding(Level.warning, "no_run", "", "no crawl has ended in this zone yet")
    for run in crawls:
        if run.outcome in ("died", "interrupted"):
            yield HealthFinding(
                Level.warning, "run_unfinished", run.spider, f"the last run of {run.spider} {run.outcome}"
            )
    ended = [at for run in crawls if (at := moment(run.ended))]
    if health.max_age is not None and ended and health.now - max(ended) > health.max_age:
        words = f"the last crawl ended {age(health.now - max(ended))} ago, more than {age(health.max_age)}"
        yield HealthFinding(Level.warning, "run_late", "", words)


def _pending(health: Health) -> Iterator[HealthFinding]:
    for spider, pending in health.listing.pending.items():
        if pending:
            reasons = {
                f"{index}": str(one.get("reason", "no reason given")) for index, one in enumerate(pending)
            }
            first, *others = group_failures(reasons)
            more = f" (and {count(len(others), 'other reason')})" if others else ""
            times = "" if len(pending) == 1 else f"{count(len(first.items), 'time')} "
            words = f"{count(len(pending), 'item')} pending for {spider}: {times}{first.reason}{more}"
            yield HealthFinding(Level.warning, "pending", spider, words)
    for run, words in health.listing.not_reached.items():
        yield HealthFinding(Level.warning, "not_reached", run, f"{run} did not reach {words}")
    for path, reason in health.listing.unreadable.items():
        yield HealthFinding(Level.error, "manifest_unreadable", path, reason)


def _lock(health: Health) -> Iterator[HealthFinding]:
    holder = health.holder
    if holder is None:
        return
    who = f"{holder.name or 'a run'} (process {holder.pid or 'unknown'})"
    started = moment(holder.started)
    if started is not None and health.now - started > HELD_TOO_LONG:
        words = f"{who} has held the zone for {age(health.now - started)}: look whether it hangs"
        yield HealthFinding(Level.error, "lock_old", holder.name or "", words)
        return
    since = f" since {holder.started}" if holder.started else ""
    yield HealthFinding(Level.info, "zone_held", holder.name or "", f"{who} holds the zone{since}")


def _block(health: Health) -> Iterator[HealthFinding]:
    if health.blocked_for > 0:
        ends = health.now + dt.timedelta(seconds=health.blocked_for)
        left = f"{health.blocked_for:.0f} s are left, until {ends:%H:%M:%S} UTC"
        words = f"EDGAR asked for silence: {left}; runs wait"
        yield HealthFinding(Level.warning, "blocked", "", words)


def _unread(health: Health) -> Iterator[HealthFinding]:
    new = sum(health.unread_since.values())
    old = health.figures.unread - new
    if new:
        some = names(sorted(health.unread_since))
        landed = f"the last crawl landed {count(new, 'statement')} that no layout reads"
        words = f"{landed}, in {some}: `scrapy unread`"
        yield HealthFinding(Level.warning, "unread", "", words)
    if old:
        words = f"{count(old, 'statement')} of earlier runs unread: `scrapy unread`"
        yield HealthFinding(Level.info, "unread_before", "", words)


def _worse(health: Health) -> Iterator[HealthFinding]:
    """Signs of a changed page: its layout no longer matches, or leaves more numbers unmapped."""
    lost = {one.deal: one for one in health.worse if one.is_general}
    for deal, one in lost.items():
        words = (
            f"{deal} is read by words and arithmetic alone in {one.accession}: {one.layout} read it before"
        )
        yield HealthFinding(Level.warning, "layout_lost", deal, words)
    more = [one for one in health.worse if not one.is_general]
    if more:
        deals = list(dict.fromkeys(one.deal for one in more))
        number = count(sum(one.more_unmapped for one in more), "number")
        words = (
            f"the last crawl landed {number} without a field more than the statements before of"
            f" {names(deals)}, as in {more[0].accession}: `scrapy unread`"
        )
        yield HealthFinding(Level.warning, "more_unmapped", "", words)


def _deals(health: Health) -> Iterator[HealthFinding]:
    crawled = last_crawled(health)
    if crawled is None:
        return
    for deal, last in health.figures.last_dates.items():
        silence = judge_silence(deal, last, crawled, months_of_end())
        if silence.state == "late":
            yield HealthFinding(Level.warning, "late", deal, f"{deal} is late: {silence.reason}")
        elif silence.state == "ended":
            yield HealthFinding(Level.info, "ended", deal, f"{deal} has ended: {silence.reason}")


def last_crawled(health: Health) -> dt.date | None:
    """The last day up to which a crawl looked for filings; None if no crawl was completed."""
    return last_day_crawled(health.runs)


def last_day_crawled(runs: Mapping[str, RunSummary]) -> dt.date | None:
    """The same, from the last run of each spider."""
    days = []
    for run in (run for spider, run in runs.items() if spider not in COMMANDS):
        if run.outcome in ("complete", "pending") and (ended := moment(run.ended)):
            until = str(run.arguments.get("until") or "")
            days.append(min(dt.date.fromisoformat(until), ended.date()) if until else ended.date())
    return max(days, default=None)


def deal_states(health: Health) -> Counter[str]:
    """The numbers of deals that are due, late and ended."""
    crawled = last_crawled(health)
    if crawled is None:
        return Counter()
    dates = health.figures.last_dates.items()
    return Counter(judge_silence(deal, last, crawled, months_of_end()).state for deal, last in dates)


def moment(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
