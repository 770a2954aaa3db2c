"""What cron mails of a zone in each situation, by `crawl.sh` of docs/running.md as it stands."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from crawler.origins import origin_of
from crawler.rate_limiter import RateLimiter
from crawler.replica import Filer, Replica, SubmissionDocument, compose_submission
from tests.crawler.crawls import Place, archive
from tests.crawler.running_examples import checkout, environment, example, run
from tests.zone.histories import Filing, History, histories
from tests.zone.loan_list import LOAN_LIST

FIXTURES = Path(__file__).parents[1] / "parsers/fixtures"
MONTHS = 3
UNREAD = (
    """GMACM MORTGAGE LOAN TRUST {series}
Statement to Certificateholders
Distribution Date: {date:%B %d, %Y}

List of the Largest Loans
"""
    + LOAN_LIST
)


@pytest.fixture(scope="module")
def trust() -> History:
    """An invented trust whose statements a layout reads whole, and whose year does not end meanwhile."""
    return histories(1, seed=5)[0]


def day_of(trust: History, month: int) -> dt.date:
    day: dt.date = trust.month(month).distribution_date
    return day


def sound(trust: History, months: int = MONTHS) -> list[bytes]:
    return [Filing(trust, one, trust.page(trust.month(one))).raw for one in range(1, months + 1)]


def unread(series: str, day: dt.date, number: int) -> bytes:
    """A filing whose statement nothing reads."""
    filed = day + dt.timedelta(days=10)
    page = UNREAD.format(series=series, date=day).encode()
    filer = Filer(1264853, f"GMACM MORTGAGE LOAN TRUST {series}")
    accession = f"0000000008-{filed.year % 100:02}-{number:06}"
    return compose_submission(
        accession, "8-K", filed, filers=[filer], documents=[SubmissionDocument("8-K", page)]
    )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "statements")
    checkout(place)
    script = place.folder / "crawl.sh"
    script.write_text(example("crawl.sh", place))
    script.chmod(0o755)
    return place


@pytest.fixture
def edgar(request: pytest.FixtureRequest, tmp_path: Path, place: Place) -> Iterator[Replica]:
    """The trust's months, at an EDGAR that answers."""
    own = sound(request.getfixturevalue("trust"))
    with Replica(archive(tmp_path / "archive", *own), max_rate=0) as replica:
        place.edgar = replica
        yield replica


def night(place: Place, until: dt.date, exits: int = 0) -> str:
    """What cron mails of a night's run that looks for filings up to a day."""
    words = [str(place.folder / "crawl.sh"), "-a", f"since={until.year - 1}-01-01", "-a", f"until={until}"]
    done = run(words, Path("/"), environment(place, "EDGAR_USER_AGENT"))
    assert done.returncode == exits, done.stdout + done.stderr + (place.folder / "crawl.log").read_text()
    return done.stdout + done.stderr


@pytest.mark.parametrize("nights", [2, pytest.param(7, marks=pytest.mark.slow)])
def test_a_sound_zone_has_no_word_for_a_week(
    place: Place, edgar: Replica, trust: History, nights: int
) -> None:
    first = day_of(trust, MONTHS) + dt.timedelta(days=11)
    assert [night(place, first + dt.timedelta(days=one)) for one in range(nights)] == [""] * nights
    log = (place.folder / "crawl.log").read_text()
    assert log.count("gmacm: complete") == nights  # what is not mailed is in the log
    assert log.count("INFO: landed ") == MONTHS


def test_a_month_that_is_late_is_mailed(place: Place, edgar: Replica, trust: History) -> None:
    last = day_of(trust, MONTHS)
    assert last.month < 11  # else the silence is a year's end
    mail = night(place, last + dt.timedelta(days=70))
    assert mail == f"warning: {trust.deal} is late: no statement since {last:%Y-%m}\n"


def test_six_of_eight_statements_unread_are_mailed_once(place: Place, tmp_path: Path, trust: History) -> None:
    day = day_of(trust, 2)
    own = sound(trust, months=2) + [unread(f"2003-X{number}", day, number) for number in range(1, 7)]
    with Replica(archive(tmp_path / "archive", *own), max_rate=0) as place.edgar:
        mail = night(place, day + dt.timedelta(days=12))
        later = night(place, day + dt.timedelta(days=13))
    assert mail.startswith("warning: the last crawl landed 6 statements that no layout reads, in 0000000008-")
    assert mail.count("\n") == 1
    assert later == ""


@pytest.mark.slow
def test_a_statement_that_a_layout_reads_less_of_is_mailed(
    place: Place, tmp_path: Path, trust: History
) -> None:
    own, last = sound(trust, months=2), day_of(trust, 3)
    page = trust.page(trust.month(3)).replace(b"Prepayment", b"Curtailment and Payoff")
    own.append(Filing(trust, 3, page + b"\nA NEW SECTION\n  1,234.56   7,890.12   3,456.78\n").raw)
    with Replica(archive(tmp_path / "archive", *own), max_rate=0) as place.edgar:
        assert night(place, day_of(trust, 2) + dt.timedelta(days=11)) == ""
        mail = night(place, last + dt.timedelta(days=11))
    assert re.fullmatch(
        rf"warning: the last crawl landed \d+ numbers without a field more than the statements before of"
        rf" {trust.deal}, as in \S+: `scrapy unread`\n",
        mail,
    )


def hold(place: Place, hours: float) -> FileLock:
    """The lock of a run that began so long ago."""
    zone = place.folder / "landing"
    zone.mkdir(exist_ok=True)
    started = dt.datetime.now(dt.UTC) - dt.timedelta(hours=hours)
    signed = {"pid": 4711, "name": "gmacm", "started": started.isoformat()}
    (zone / ".lock.holder").write_text(json.dumps(signed))
    return FileLock(zone / ".lock")


@pytest.mark.slow
def test_a_run_that_hangs_for_more_than_a_day_is_mailed_and_one_of_an_hour_is_not(
    place: Place, edgar: Replica, trust: History
) -> None:
    day = day_of(trust, MONTHS) + dt.timedelta(days=11)
    assert night(place, day) == ""
    with hold(place, hours=1):
        assert night(place, day, exits=3) == ""
    with hold(place, hours=49):
        mail = night(place, day, exits=3)
    assert mail == "error: gmacm (process 4711) has held the zone for 49 h: look whether it hangs\n"


def test_a_block_that_lasts_is_mailed_with_its_end(place: Place, edgar: Replica, trust: History) -> None:
    RateLimiter(Path(environment(place)["EDGAR_BUDGET"]), origin_of(edgar.url), 8).block(2 * 3600)
    mail = night(place, day_of(trust, MONTHS), exits=1)
    assert "gmacm: stopped: EDGAR asks for no requests for 2.0 hours more: start again then" in mail
    assert edgar.requests() == []


def test_a_deal_that_has_ended_is_no_reason_for_mail(place: Place, edgar: Replica, trust: History) -> None:
    assert night(place, day_of(trust, MONTHS) + dt.timedelta(days=400)) == ""
