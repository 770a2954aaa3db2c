"""Grades the audit's findings: levels, one finding for one cause, and late and ended deals."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from crawler.command_errors import ConfigError
from crawler.grammar import count
from crawler.health import Level
from crawler.reporters import judge_silence, months_of_end
from storage.audit_queries import Finding

# A contradiction is an error; a possible habit of the filer or a filing still to fetch is a warning.
LEVELS = {
    "amendment": Level.info,
    "same_content": Level.info,
    "zone_held": Level.info,
    "ended": Level.info,
    "left_out": Level.info,
    "missing_month": Level.warning,
    "late": Level.warning,
    "filed_twice": Level.warning,
    "class_vanished": Level.warning,
    "class_appeared": Level.warning,
    "layout_lost": Level.warning,
    "carry_over": Level.error,
    "original_balance_changed": Level.error,
    "cumulative_loss_fell": Level.error,
    "factor_rose": Level.error,
    "two_deals": Level.error,
}
# Findings about single classes; several of a kind in a statement have one cause: a page that
# repeats another month's, or a month that is missing.
BY_CLASS = frozenset(
    {"carry_over", "original_balance_changed", "factor_rose", "class_vanished", "class_appeared"}
)
MOST_SINGLE = 3
KEY = ("finding", "deal", "group", "month", "subject")


@dataclass(frozen=True)
class AuditFinding:
    """A finding with its level; `count` is the number of merged findings, `month` the first of them."""

    level: Level
    finding: str
    deal: str | None
    group: str | None
    month: str | None
    subject: str | None
    message: str
    figures: Mapping[str, str | None] = field(default_factory=dict)
    filings: Sequence[str] = ()
    places: Sequence[Mapping[str, Any]] = ()
    count: int = 1

    @property
    def key(self) -> tuple[str | None, ...]:
        """The key of a finding without its figures: acknowledgements match it."""
        return tuple(getattr(self, name) for name in KEY)


def grade(found: Iterable[Finding]) -> Iterator[AuditFinding]:
    """The findings with their levels, those of one cause as one; in the order of deals and months."""
    ordered = sorted(found, key=lambda one: (one.deal, one.page_group, one.finding, one.month))
    for (_, _, kind), group in groupby(ordered, key=lambda one: (one.deal, one.page_group, one.finding)):
        own = list(group)
        if kind == "missing_month":
            yield from _gaps(own)
        elif kind in BY_CLASS:
            yield from _by_statement(own)
        else:
            yield from map(_single, own)


def _single(one: Finding) -> AuditFinding:
    return AuditFinding(
        level=LEVELS[one.finding],
        finding=one.finding,
        deal=one.deal,
        group=one.page_group or None,
        month=f"{one.month:%Y-%m}",
        subject=one.subject or None,
        message=one.message,
        figures=one.figures,
        filings=one.filings,
        places=one.places,
    )


def _gaps(missing: Sequence[Finding]) -> Iterator[AuditFinding]:
    """One finding for months in a row."""
    gap: list[Finding] = []
    for one in missing:
        if gap and _months_between(gap[-1].month, one.month) > 1:
            yield _gap(gap)
            gap = []
        gap.append(one)
    if gap:
        yield _gap(gap)


def _gap(months: Sequence[Finding]) -> AuditFinding:
    first = _single(months[0])
    if len(months) == 1:
        return first
    around = first.message.partition("; ")[2]
    words = f"no statements from {first.month} to {months[-1].month:%Y-%m} ({len(months)} months); {around}"
    return replace(first, message=words, count=len(months))


def _by_statement(found: Sequence[Finding]) -> Iterator[AuditFinding]:
    for _, group in groupby(found, key=lambda one: one.month):
        own = [_single(one) for one in group]
        if len(own) <= MOST_SINGLE:
            yield from own
            continue
        names = [str(one.subject) for one in own]
        words = f"{len(own)} classes alike ({', '.join(names[:MOST_SINGLE])}, …): {own[0].message}"
        figures = {f"{one.subject} {name}": value for one in own for name, value in one.figures.items()}
        places = [place for one in own for place in one.places]
        filings = sorted({name for one in own for name in one.filings})
        yield replace(
            own[0],
            subject=", ".join(names),
            message=words,
            figures=figures,
            filings=filings,
            places=places,
            count=len(own),
        )


def silent_deals(last_dates: Mapping[str, dt.date], crawled: dt.date | None) -> Iterator[AuditFinding]:
    """The deals that are late or have ended, as of the last crawled day."""
    if crawled is None:
        return
    for deal, last in sorted(last_dates.items()):
        silence = judge_silence(deal, last, crawled, months_of_end())
        if silence.state != "due":
            words = f"{'late' if silence.state == 'late' else 'has ended'}: {silence.reason}"
            month = f"{last:%Y-%m}"
            yield AuditFinding(LEVELS[silence.state], silence.state, deal, None, month, None, words)


def left_out(lacking: Mapping[str, int]) -> Iterator[AuditFinding]:
    """The statements that the audit skips because they cannot be part of a history."""
    for what, number in lacking.items():
        words = f"{count(number, 'statement')} in no history, without a known {what}"
        words += ": `scrapy unread`" if what == "layout" else ""
        figures: Mapping[str, str | None] = {"statements": f"{number}"}
        yield AuditFinding(LEVELS["left_out"], "left_out", None, None, None, what, words, figures)


def read_acknowledged(path: Path) -> set[tuple[str | None, ...]]:
    """The findings that a file acknowledges: lines as `--jsonl` writes them. Raises ConfigError."""
    keys = set()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}): name another file.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            finding = json.loads(line)
            keys.add(tuple(finding[name] for name in KEY))
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{path}, line {number} is not a finding: use the lines that `scrapy audit --jsonl` writes."
            ) from error
    return keys


def _months_between(first: dt.date, second: dt.date) -> int:
    return 12 * (second.year - first.year) + second.month - first.month
