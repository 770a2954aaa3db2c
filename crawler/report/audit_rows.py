"""The audit's findings as rows of the report's pages."""

from collections.abc import Collection, Sequence

from crawler.audit_findings import AuditFinding
from crawler.health import Level
from crawler.report.page_names import statement_page
from crawler.report.report_queries import Row

MOST = 30  # findings on the first page; a deal's page has all of the deal


def audit_row(finding: AuditFinding) -> Row:
    """A finding; `page` is that of the last statement with its figures."""
    last = finding.places[-1] if finding.places else None
    page = statement_page(last["accession"], last["document"], last["statement"]) if last else None
    return {
        "level": finding.level.name,
        "deal": finding.deal or "",
        "month": finding.month or "",
        "message": finding.message,
        "page": page,
    }


def worst_findings(found: Sequence[AuditFinding], deals: Collection[str]) -> list[AuditFinding]:
    """The findings above 'info' of some deals, the worst first."""
    own = [one for one in found if one.deal in deals and one.level > Level.info]
    return sorted(own, key=lambda one: -one.level)[:MOST]
