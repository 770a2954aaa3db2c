"""Builds and checks the names of the zone's files."""

import datetime as dt
import re

ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
MONTH_FOLDER = re.compile(rf"filed=(?P<month>{MONTH.pattern})")
RUN = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
FOLDERS = ("raw", "records", "runs")
RAW_END = ".txt.gz"
RECORDS_END = ".jsonl"
RUN_END = ".json"
# Only a path of this form is opened, whatever path a manifest names.
ZONE_PATH = re.compile(
    rf"raw/filed={MONTH.pattern}/{ACCESSION.pattern}\.txt\.gz"
    rf"|records/filed={MONTH.pattern}/{ACCESSION.pattern}\.jsonl"
    rf"|runs/{RUN.pattern}\.json"
)


def raw_path(accession: str, filed: dt.date | str) -> str:
    """raw/filed=YYYY-MM/<accession>.txt.gz"""
    return f"raw/filed={month_of(filed)}/{checked_accession(accession)}{RAW_END}"


def records_path(accession: str, filed: dt.date | str) -> str:
    """records/filed=YYYY-MM/<accession>.jsonl"""
    return f"records/filed={month_of(filed)}/{checked_accession(accession)}{RECORDS_END}"


def run_path(name: str) -> str:
    """runs/<name>.json"""
    return checked_path(f"runs/{name}{RUN_END}")


def run_name(started: dt.datetime, spider: str) -> str:
    """<UTC start>-<spider>; microseconds, as two short runs may begin in one second."""
    return f"{started.astimezone(dt.UTC):%Y%m%dT%H%M%S.%fZ}-{spider}"


def month_of(filed: dt.date | str) -> str:
    """'YYYY-MM' of a filing date, or of a month that a `Landed` names."""
    month = f"{filed:%Y-%m}" if isinstance(filed, dt.date) else filed
    if not MONTH.fullmatch(month):
        raise ValueError(f"{filed!r} is not a filing date or month; expected a date or 'YYYY-MM'")
    return month


def checked_accession(accession: str) -> str:
    """The accession, checked because it becomes a file name; raises ValueError."""
    if not ACCESSION.fullmatch(accession):
        raise ValueError(f"{accession!r} is not an accession; expected ten digits, two and six, with dashes")
    return accession


def checked_path(path: str) -> str:
    """The path, checked to be one that a file of a zone can have; raises ValueError."""
    if not ZONE_PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not the path of a file of a zone")
    return path
