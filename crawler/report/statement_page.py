"""A statement's page: as printed, every number marked with its result, and links to its record."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from html import escape
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from crawler.report.failed_numbers import checks_by_line, is_about
from crawler.report.page_names import deal_page
from crawler.report.rendering import render
from parsers.marking import Mark, MarkedStatement
from parsers.records import Check, Unmapped

LEFT_OUT = ("record", "accession", "document", "statement", "deal", "series", "distribution_date", "lines")
KINDS = ("statement", "check", "unmapped", "tranche", "total", "pool", "delinquency", "credit_support")


class Neighbours(NamedTuple):
    """The pages of the same deal and group a month before and after."""

    before: str | None = None
    after: str | None = None


def statement_html(
    marked: MarkedStatement, filing: Mapping[str, str], neighbours: Neighbours, banner: str = ""
) -> str:
    """The page; `filing` has accession, sha256 and parser_version."""
    statement: Any = marked.records[0]
    deal = statement.deal if isinstance(statement.deal, str) else None
    numbers = statement.numbers
    page = {
        "name": deal or "A statement",
        "date": _text(statement.distribution_date),
        "deal": deal,
        "deal_page": deal_page(deal) if deal else None,
        "before": neighbours.before,
        "after": neighbours.after,
        "banner": banner,
        "accession": filing["accession"],
        "sha256": filing["sha256"],
        "version": filing["parser_version"],
        "document": statement.document,
        "statement": statement.statement,
        "layout": _text(statement.layout),
        "reason": _text(statement.reason),
        "found": numbers.found,
        "mapped": numbers.mapped,
        "ignored": numbers.ignored,
        "unmapped": numbers.unmapped,
        "ignored_by": sorted(numbers.ignored_by.items()),
        "passed": sum(statement.checks.passed.values()),
        "failed": [record for record in marked.records if isinstance(record, Check)],
        "lines": _lines(marked),
        "records": list(_records(marked.records)),
    }
    return render("statement.html", page=page)


def _lines(marked: MarkedStatement) -> Markup:
    """The HTML of the page. It has thousands of marks: a template's loop would take three times as long."""
    failed = checks_by_line(marked.records)
    names = [escape(_name(record)) for record in marked.records]
    parts: list[str] = []
    number, seen = 0, set[int]()
    for line in marked.lines:
        place = "" if line.number in seen else f' id="L{line.number}"'
        parts.append(f'<span class="n"{place}>{line.number}</span>')
        seen.add(line.number)
        at = 0
        for mark in line.marks:
            number += 1
            if mark.end:  # else a part of a cell, which has no position of its own
                parts.append(escape(line.text[at : mark.start]))
                at = mark.end
            parts.append(_marked(mark, number, marked.records, names, failed))
        parts.append(f"{escape(line.text[at:])}\n")
    return Markup("".join(parts))  # noqa: S704 - the page's text was escaped above


def _marked(
    mark: Mark,
    number: int,
    records: Sequence[Any],
    names: Sequence[str],
    failed: Mapping[int, Sequence[Check]],
) -> str:
    text = escape(mark.text)
    kind: str = mark.fate
    href, record, name = "page", None, ""
    if mark.record is not None:
        href, record, name = f"r{mark.record}", records[mark.record], names[mark.record]
    if kind == "ignored":
        say = escape(f"left out by the rule '{mark.what}'")
    elif isinstance(record, Unmapped):
        say = escape(_address(record))
    else:
        say = f"{name} · {_escaped(mark.what)}"
        checks = failed.get(mark.line, ())
        if message := next((one.message for one in checks if is_about(one, record, mark.what)), None):
            kind, say = "mapped failed", f"{say}. {escape(message)}"
    return f'<a class="m {kind}" id="n{number}" href="#{href}" data-say="{text}: {say}">{text}</a>'


_escaped = cache(escape)  # the names of fields: a page has hundreds of marks and tens of fields


def _address(record: Unmapped) -> str:
    """The description of a number that has no field."""
    parts = [_text(record.group), _text(record.label), _text(record.column)]
    section = record.section if isinstance(record.section, list) else []
    address = " > ".join(part for part in [*section, *parts] if part)
    return f"no field. Its address: {address or 'no words around it'}"


def _name(record: Any) -> str:
    kind = str(record.__struct_config__.tag)
    keys = ("group", "class_name", "tranche", "status", "bucket", "kind", "name", "loss_type", "column")
    values = [_text(getattr(record, key, None)) for key in keys]
    return " ".join([kind, *(word for word in values if word)])


def _records(records: Sequence[Any]) -> Iterator[tuple[str, int, Markup]]:
    """Each kind with its number of records and their fields."""
    by_kind: dict[str, list[str]] = {}
    for place, record in enumerate(records):
        kind = str(record.__struct_config__.tag)
        by_kind.setdefault(kind, []).append(_record(place, kind, record))
    rank = {kind: place for place, kind in enumerate(KINDS)}
    for kind, parts in sorted(by_kind.items(), key=lambda one: rank.get(one[0], len(KINDS))):
        yield kind, len(parts), Markup("".join(parts))  # noqa: S704 - every value was escaped


def _record(place: int, kind: str, record: Any) -> str:
    fields = [
        f"<dt>{name}</dt><dd>{_shown(value)}</dd>"
        for name in _fields(record.__class__)
        if (value := getattr(record, name)) is not msgspec.UNSET
    ]
    lines = " ".join(f'<a href="#L{line}">{line}</a>' for line in record.lines)
    return (
        f'<section id="r{place}" tabindex="-1" aria-label="{kind} {place}"><dl class="record">'
        f"{''.join(fields)}<dt>lines</dt><dd>{lines}</dd></dl></section>\n"
    )


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of record that its page shows."""
    return tuple(name for name in kind.__struct_fields__ if name not in LEFT_OUT)


def _shown(value: Any) -> str:
    """A field's value as the records file has it, for HTML."""
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str | int):
        return escape(str(value))
    return escape(msgspec.json.format(msgspec.json.encode(value), indent=0).decode())


def _text(value: Any) -> str:
    return "" if value is msgspec.UNSET or value is None else str(value)
