"""The head of each page: run stamp, companies, series, title and number of the pool."""

import re
from collections.abc import Sequence

from parsers.builder import Builder
from parsers.deals import name_deal
from parsers.page import PAGE_NUMBER, Line
from parsers.printed_values import read_date
from parsers.rfc_report_pages.pool_pages import ReportPage
from parsers.splitting import MOST_VALUES

# The registrant's name in its head; below the master servicer's line any word matches.
_ROLES = r"COMPANY|DEPOSITOR|REGISTRANT|ISSUER|ISSUING ENTITY|SELLER|SPONSOR|TRUST"
# The head of every page; its groups are the series and the number of the pool.
HEAD = (
    r"^Run: \d",
    r"^Page: \d+ of \d",
    r"\(MASTER SERVICER\)$",
    rf"\((?:{_ROLES})\)$",
    r"\bCERTIFICATES,? SERIES ([^\s(]+)(?: ?\(POOL ?# *(\w+))?",
    r"^STATEMENT TO CERTIFICATEHOLDERS$",
    r"^(?:DISTRIBUTION SUMMARY|ADDITIONAL RELATED INFORMATION) FOR POOL ?#? *(\w+)",
)
_RUN = re.compile(r"Run: (\S+)(?: (\d\d:\d\d:\d\d))?(?: \S+)?$", re.I)
_COMPANY = re.compile(rf"(.+) \((MASTER SERVICER|{_ROLES})\)$", re.I)
_ANY_ROLE = re.compile(r"([^(]+) \(([A-Z]{3}[A-Z /&-]*)\)$", re.I)
_SERIES = re.compile(r"(.*?),? ?SERIES ([^\s(]+)[^(]{,30}(?:\(POOL ?#? *(?:(\w+) ?\)|\w*))?$", re.I)
_TITLE = re.compile(r"(?:(DISTRIBUTION SUMMARY)|ADDITIONAL RELATED INFORMATION) FOR POOL ?#? *(\w*)$", re.I)
_STAMP = re.compile(r"(?:Page:.{,20}|STATEMENT TO CERTIFICATEHOLDERS|<PAGE>)$", re.I)
_NUMBER = re.compile(r"\w{1,8}$")


def read_heads(builder: Builder, lines: Sequence[Line]) -> list[ReportPage]:
    """The pages without their heads, whose digits are ignored: run stamp, companies, series, title, pool."""
    pages, above, servicer, in_head = [ReportPage()], "", -9, False
    for line in lines:
        words = line.squashed
        if not words or PAGE_NUMBER.match(words):
            continue
        if _NUMBER.match(words) and pages[-1].lacks_number and not pages[-1].lines:
            words = f"{pages[-1].title} {words}"
        elif words.startswith("("):
            words = f"{above} {words}"  # '(COMPANY)' wrapped onto a line of its own
        company = _COMPANY.match(words) or (_ANY_ROLE.match(words) if line.number - servicer <= 2 else None)
        if len(line.values) > MOST_VALUES or not (company or _is_head(words)):
            above, in_head = "" if line.values else words, in_head and not line.values
            pages[-1].lines.append(line)
            continue
        if not in_head and pages[-1].lines:
            pages.append(ReportPage())
        builder.ignore(line.cells, "page_head")
        above, in_head = "", True
        if company:
            servicer = line.number if company[2].upper() == "MASTER SERVICER" else servicer
            _name_company(builder, company, line)
        else:
            _name_page(builder, pages[-1], words, line)
    return pages


def _is_head(words: str) -> bool:
    return any(head.match(words) for head in (_RUN, _SERIES, _TITLE, _STAMP))


def _name_company(builder: Builder, match: re.Match[str], line: Line) -> None:
    field = "master_servicer" if match[2].upper() == "MASTER SERVICER" else "issuer"
    if not getattr(builder.statement, field):
        setattr(builder.statement, field, match[1])
        builder.statement.lines.append(line.number)


def _name_page(builder: Builder, page: ReportPage, words: str, line: Line) -> None:
    """The values in a head's line: of its page, and of the statement where no page above has them."""
    statement = builder.statement
    if match := _TITLE.match(words):
        page.title, page.number = words, match[2] or page.number
        statement.pool_number = statement.pool_number or match[2] or statement.pool_number
    elif (match := _RUN.match(words)) and not statement.printed_at:
        statement.printed_at = " ".join(part for part in (read_date(match[1]), match[2]) if part)
    elif match := _SERIES.match(words):
        page.number = match[3] or ""
        if not statement.series:
            statement.trust, statement.series = match[1], match[2]
            statement.pool_number = match[3] or statement.pool_number
            deal = name_deal(f"{statement.issuer or ''} {match[1]}", match[2])
            statement.deal = deal or statement.deal
            statement.lines.append(line.number)
