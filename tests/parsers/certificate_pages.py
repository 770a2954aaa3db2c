"""Pages of servicing certificates for tests, and what is read of one when a word or figure is changed."""

from typing import Any

from tests.parsers.golden import FIXTURES, read_records

SAMPLE = (FIXTURES / "servicing_certificate.2003-HE2.txt").read_text()
REVOLVING = (FIXTURES / "servicing_certificate.from-facts-2003-HE1-2003-12-26.htm").read_text()
TWO_GROUPS = (FIXTURES / "servicing_certificate.from-facts-2001-HE3-2003-11-25.htm").read_text()
SPREADSHEET_ERRORS = (FIXTURES / "servicing_certificate.from-facts-2002-HE1-2002-07-25.htm").read_text()
GLUED = (FIXTURES / "servicing_certificate.from-facts-2002-HE1-2004-02-25.txt").read_text()
SINGLE = (FIXTURES / "servicing_certificate_single.from-facts-2000-HE1-2004-02-25.htm").read_text()
PREFUNDED = (FIXTURES / "servicing_certificate.from-facts-2003-HE2-2003-06-25.htm").read_text()
SUFFIXES = (FIXTURES / "servicing_certificate_hltv.from-facts-2000-HLTV2-2002-09-18.htm").read_text()


def records(text: str, kind: str) -> list[dict[str, Any]]:
    read = read_records(text.encode("latin-1"))
    return [record for record in read if record["record"] == kind]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1, f"{old!r} is not on the page"
    return text.replace(old, new, 1)


def amount(text: str, name: str, **where: str) -> Any:
    found = [one for one in records(text, "amount") if one["name"] == name]
    (one,) = [one for one in found if all(one.get(field) == value for field, value in where.items())]
    return one["value"]


def unmapped(text: str) -> list[Any]:
    """The numbers without a field; a token that is no number as it is printed."""
    found = records(text, "unmapped")
    return [one["text"] if one["value"] is None else one["value"] for one in found]


def outcome(text: str, check: str) -> tuple[int, int, list[str]]:
    """(passed, failed, reasons of skips) of a check on a page with one statement."""
    (statement,) = records(text, "statement")
    reported = statement["checks"]
    return (
        reported["passed"].get(check, 0),
        reported["failed"].get(check, 0),
        list(reported["skipped"].get(check, {})),
    )
