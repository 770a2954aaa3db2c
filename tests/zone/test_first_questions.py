"""An analyst's first questions: the one query that docs/measures.md has for each, against the printed pages.

The figures were typed from the pages of the bundled archives: of the sample the three statements in
crawler/replica/sample/parts, of the archive with a history the page of the deal and month that a test names.
"""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.crawler.crawls import Place
from tests.zone.run import ROOT, environment

DOCUMENT = (ROOT / "docs/measures.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"^```sql (\w+)\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL))
(PYTHON,) = re.findall(r"^```python\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
DECEMBER, FEBRUARY, MARCH = dt.date(2003, 12, 1), dt.date(2004, 2, 1), dt.date(2005, 3, 1)
AR1, AR2, HE2 = "GMACM 2003-AR1", "GMACM 2003-AR2", "GMACM 2003-HE2"
FIRST_LIEN, HOME_EQUITY = "GMACM 2003-T2", "GMACM 2004-HE1"  # of the archive with a history
Answers = Callable[[str], list[dict[str, Any]]]


def zone_of(archive: str, spider: str, folder: Path) -> duckdb.DuckDBPyConnection:
    """The zone that a crawl of a bundled archive leaves, with the documented views over it."""
    place = Place(folder)
    place.crawl(spider, "-a", f"archive={archive}", within=100)
    duck = duckdb.connect()
    duck.execute("SET VARIABLE zone = ?", [str(folder / f"landing-{archive}")])
    duck.execute((ROOT / "docs/views.sql").read_text(encoding="utf-8"))
    return duck


def answering(duck: duckdb.DuckDBPyConnection) -> Answers:
    @cache
    def ask(question: str) -> list[dict[str, Any]]:
        found = duck.sql(QUERIES[question])
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    return ask


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Answers:
    return answering(zone_of("sample", "gmacm", sample_folder))


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return answering(zone_of("history", "ramp", tmp_path_factory.mktemp("history")))


def of(rows: list[dict[str, Any]], deal: str, month: dt.date, *fields: str) -> list[Any]:
    """The rows of a deal's month: the fields asked for, or the one."""
    own = [row for row in rows if row["deal"] == deal and row["month"] == month]
    return [row[fields[0]] if len(fields) == 1 else tuple(row[name] for name in fields) for row in own]


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def test_each_question_has_one_query() -> None:
    assert list(QUERIES) == [
        "balances",
        "speeds",
        "pipeline",
        "losses",
        "support",
        "overcollateralization",
        "months",
        "proofs",
    ]
    assert not [name for name, query in QUERIES.items() if ";" in query]


def test_the_python_shown_opens_a_zone(sample: Answers, sample_folder: Path) -> None:
    assert sample("balances")
    code = PYTHON.replace("docs/views.sql", str(ROOT / "docs/views.sql"))
    words = [sys.executable, "-c", code]
    run = subprocess.run(
        words, cwd=sample_folder, env=environment("x"), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "GMACM 2003-HE2" in run.stdout


# 'End Bal' of the class table and 'End Bal' of AMOUNTS PER $1,000 UNIT.
CLASSES_OF_AR1 = """
A-1 167,875,146 915.3997
A-2 43,930,000 1000.0000
A-3 42,000,000 1000.0000
A-4 122,702,000 1000.0000
A-5 114,955,872 989.0804
A-6 11,374,425 989.0804
X 376,507,146 960.4235
M-1 6,141,923 996.9036
M-2 4,272,729 996.9036
M-3 2,402,538 996.9036
B-1 1,067,684 996.9036
B-2 800,514 996.9036
B-3 1,339,509 996.9036
R-I 0 0.0000
R-II 0 0.0000
"""


def test_balance_and_factor_of_each_class(sample: Answers) -> None:
    typed = [line.split() for line in CLASSES_OF_AR1.strip().splitlines()]
    found = of(sample("balances"), AR1, DECEMBER, "class_name", "ending_balance", "factor", "factor_source")
    assert found == [
        (name, money(balance), Decimal(per_1000) / 1000, "per 1,000") for name, balance, per_1000 in typed
    ]
    # 'Ending Balance' and 'Factor' of the Term Notes; the certificates have a dash for both.
    assert of(
        sample("balances"), HE2, FEBRUARY, "class_name", "ending_balance", "factor", "factor_source"
    ) == [
        ("A-1", money("116,261,895.61"), Decimal("0.3172680"), "printed"),
        ("A-2", money("161,627,000.00"), Decimal("1.0000000"), "printed"),
        ("A-3", money("20,875,000.00"), Decimal("1.0000000"), "printed"),
        ("A-4", money("22,233,000.00"), Decimal("1.0000000"), "printed"),
        ("A-5", money("63,464,000.00"), Decimal("1.0000000"), "printed"),
        ("IO", money("76,000,000.00"), Decimal("0.9047619"), "printed"),
        ("Certificates", 0, None, None),
    ]


def test_prepayment_speed(sample: Answers, history: Answers) -> None:
    # 'Aggregate Pool Prepayment' and 'Ending Aggregate Pool Stated Principal Balance' of the four groups.
    paid = money("1,971,392") + money("1,388,170") + money("578,704") + money("1,577,005")
    left = money("69,774,362") + money("189,347,188") + money("163,739,263") + money("171,132,018")
    speed = 100 * (1 - (1 - paid / (left + paid)) ** 12)
    ((prepayments, cpr),) = of(sample("speeds"), AR2, DECEMBER, "prepayments", "cpr_pct")
    assert (prepayments, round(cpr, 6)) == (paid, round(speed, 6))
    # The home-equity page has collections and no prepayments.
    assert of(sample("speeds"), HE2, FEBRUARY, "cpr_pct", "cpr_pct_reason") == [
        (None, "prepayments are not printed")
    ]
    # One group: 'Pool Prepayment Rate' of 2005-03; of three months as (1 - SMM)^12 = 1 - CPR.
    ((cpr, three),) = of(history("speeds"), FIRST_LIEN, MARCH, "cpr_pct", "cpr_3_months_pct")
    assert round(cpr, 4) == Decimal("12.8533")
    kept = (1 - Decimal("0.027316")) * (1 - Decimal("0.216824")) * (1 - Decimal("0.128533"))
    assert round(three, 3) == round(100 * (1 - kept ** (Decimal(1) / 3)), 3)


def test_delinquency_pipeline(sample: Answers, history: Answers) -> None:
    statuses = (
        "delinquent_30_59",
        "delinquent_60_89",
        "delinquent_90_or_more",
        "bankruptcy",
        "foreclosure",
        "reo",
    )
    assert of(sample("pipeline"), AR1, DECEMBER, "group", *statuses) == [
        ("1", money("6,314,237"), 0, 0, 0, 0, 0),
        ("2", money("348,000"), 0, 0, 0, 0, 0),
    ]
    # 'Delinquent Loans (30 Days)' to '(180+ Days)', 'Bankruptcies', 'Foreclosures', 'REO'.
    late = sum(map(money, ("233,224.98", "439,258.41", "284,255.95", "134,295.14")))
    assert of(sample("pipeline"), HE2, FEBRUARY, *statuses) == [
        (money("1,451,029.62"), money("754,849.24"), late, money("1,848,459.36"), money("192,238.58"), 0)
    ]
    assert of(history("pipeline"), FIRST_LIEN, MARCH, *statuses) == [
        (0, money("2,765,659"), money("397,879"), 0, money("3,927,283"), money("11,811,733"))
    ]


def test_cumulative_loss(sample: Answers, history: Answers) -> None:
    fields = ("realized_loss", "cumulative_loss", "cumulative_loss_source", "is_net")
    # 107,436.07 + 138,191.09 - 67.14 = 245,560.02: recoveries are taken off.
    assert of(sample("losses"), HE2, FEBRUARY, *fields) == [
        (money("138,191.09"), money("245,560.02"), "loss table", True)
    ]
    assert of(sample("losses"), AR1, DECEMBER, *fields) == [(0, 0, "class totals", None)]
    # 'Ending Loss Amount', and 'Ending Amount' of special hazard, fraud and bankruptcy.
    ended = sum(map(money, ("716,119.52", "42,110.07", "50,245.43", "48,636.37")))
    assert of(history("losses"), HOME_EQUITY, MARCH, "cumulative_loss", "is_net") == [(ended, True)]


def test_credit_support(sample: Answers, history: Answers) -> None:
    found = of(sample("support"), AR2, DECEMBER, "class_name", "enhancement_below_pct")
    by_class = {name: round(below, 4) for name, below in found}
    # 'Class M-1 Percentage' … 'Class B-3 Percentage' below CURRENT, from the class below on.
    printed = [Decimal(text) for text in ("1.0594", "0.8071", "0.4540", "0.2015", "0.1511", "0.2542")]
    names = ("A-I-1", "M-1", "M-2", "M-3", "B-1", "B-2", "B-3")
    for place, name in enumerate(names):
        assert abs(by_class[name] - sum(printed[place:])) <= Decimal("0.0003"), name
    # Class A has 95.6630 % of all.
    ((below,),) = {
        (below,)
        for name, below in of(history("support"), FIRST_LIEN, MARCH, "class_name", "enhancement_below_pct")
        if name.startswith("A-")
    }
    assert round(below, 4) == 100 - Decimal("95.6630")
    assert set(of(sample("support"), HE2, FEBRUARY, "enhancement_below_pct_reason")) == {
        "the names do not give the order of all classes"
    }


def test_overcollateralization_against_its_target(sample: Answers, history: Answers) -> None:
    fields = ("ending", "target", "above_target")
    assert of(sample("overcollateralization"), HE2, FEBRUARY, *fields) == [
        (money("6,258,626.61"), money("7,933,075.00"), money("-1,674,448.39"))
    ]
    assert of(history("overcollateralization"), HOME_EQUITY, MARCH, *fields) == [
        (money("-18,478,142.24"), money("15,579,391.77"), money("-34,057,534.01"))
    ]


def test_missing_months(sample: Answers, history: Answers) -> None:
    assert [tuple(row.values()) for row in sample("months")] == [
        (AR1, dt.date(2004, 1, 1), "ended"),  # silent since a December, while another deal goes on
        (AR2, dt.date(2004, 1, 1), "ended"),
        (HE2, FEBRUARY, "read with unmapped numbers"),  # the second '0.00' behind 'Ending Loss Amount'
    ]
    missing = [(row["deal"], row["month"]) for row in history("months") if row["status"] == "missing"]
    assert missing == [  # the months that the archive leaves out
        ("GMACM 2001-HE2", dt.date(2002, 10, 1)),
        ("GMACM 2001-HE2", dt.date(2002, 11, 1)),
        ("GMACM 2001-T1", dt.date(2002, 7, 1)),
    ]


def test_failed_proofs(sample: Answers, history: Answers) -> None:
    reported = [row["message"] for row in sample("proofs") if row["deal"] == AR2]
    # '0.4186%' of Group 3 is of Group 1's 69,774,362; of its own 163,739,263 it is 292,078 / 163,739,263.
    assert next(words for words in reported if "0.4186 %" in words).endswith(
        "0.4186 % is 292,078 over Group 1's 69,774,362; over Group 3's it is 0.1784 %"
    )
    # Planted: 5,000 dollars more at the month's beginning than at the last one's end.
    broken = [row for row in history("proofs") if row["check"] == "balance_roll"]
    assert [(row["deal"], str(row["distribution_date"])) for row in broken] == [(FIRST_LIEN, "2004-12-20")]
