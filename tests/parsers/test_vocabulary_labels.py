"""Labels of the vocabulary: figures, delinquencies, dates and parties have one meaning where they stand."""

import pytest

from parsers.amount_names import AMOUNTS
from parsers.records import UNITS, CreditSupport, Statement
from parsers.targets import Target
from parsers.vocabulary import (
    dates_and_parties,
    delinquency_words,
    enhancement_facts,
    fact_wordings,
    pool_facts,
)
from parsers.vocabulary.account_facts import ACCOUNT_COLUMNS
from parsers.vocabulary.dates_and_parties import EDGES, LABELS, OTHER_DATES, PERIODS
from parsers.vocabulary.delinquency_words import MEASURE_WORDINGS, STATUS_WORDINGS, Bucket
from parsers.vocabulary.enhancement_facts import COVERAGE_COLUMNS, COVERAGE_ROWS
from parsers.vocabulary.evidence import EVIDENCE
from parsers.vocabulary.fact_wordings import AWAITED, LEFT_OUT, RECORDS, Fact
from parsers.vocabulary.loss_facts import LOSS_TYPES
from parsers.vocabulary.markdown import vocabulary
from parsers.vocabulary.printers import (
    columns_by,
    coverage_columns_by,
    coverages_by,
    dates_by,
    facts_by,
    measures_by,
    statuses_by,
)
from parsers.vocabulary.section_words import SECTIONS
from parsers.vocabulary.title_words import TITLES, entries
from parsers.vocabulary.wording import letters, normalize, shortened

FACTS = list(fact_wordings.all_facts())


def name_of(fact: Fact) -> str:
    """An id for a test that a person can read."""
    return f"{fact.printed[:40]}-{fact.sections[0] or 'any'}"


@pytest.mark.parametrize("fact", FACTS, ids=name_of)
def test_every_labelled_figure_has_a_field_a_unit_a_section_and_a_source(fact: Fact) -> None:
    units = {name: meaning.unit for name, meaning in AMOUNTS.items()}
    if fact.record != "amount":
        units = UNITS[RECORDS[fact.record]]
    assert fact.unit == (AWAITED[fact.name] if fact.awaited else units[fact.name])
    assert set(fact.sections) <= {"", *SECTIONS}
    assert fact.sources
    assert set(fact.sources) <= EVIDENCE.keys()
    assert fact_wordings.find(fact.printed.upper(), fact.sections[0] or None) is not None


@pytest.mark.parametrize("fact", [fact for fact in FACTS if not fact.seen], ids=name_of)
def test_what_was_not_seen_stands_below_its_own_title_alone(fact: Fact) -> None:
    assert "" not in fact.sections
    elsewhere = fact_wordings.find(fact.printed)
    assert elsewhere is None or elsewhere.target != fact.target


def test_no_label_has_two_meanings_where_it_stands() -> None:
    meanings: dict[tuple[str, str], tuple[str, str, str]] = {}
    for fact in FACTS:
        for section in fact.sections:
            assert meanings.setdefault((letters(fact.printed), section), fact.target) == fact.target, fact


def test_an_awaited_field_of_a_pool_is_in_no_record_yet() -> None:
    assert not AWAITED.keys() & UNITS[RECORDS["pool"]].keys(), "a record holds it now: take it from AWAITED"
    assert AWAITED.keys() == {fact.name for fact in FACTS if fact.awaited}


@pytest.mark.parametrize("label", sorted(LEFT_OUT))
def test_a_label_of_two_meanings_is_no_figure_of_any_section(label: str) -> None:
    assert fact_wordings.find(label) is None


@pytest.mark.parametrize(
    ("label", "section", "name"),
    [
        ("Beginning Balance", "capitalized interest account", "capitalized_interest_beginning"),
        ("Beginning Balance", "prefunding account", "prefunding_beginning"),
        ("Beginning Balance", "certificate account", "certificate_account_beginning"),
        ("Beginning Balance", "pool", None),
        ("Total Fees", "fees", "total_fee"),
        ("Total Fees", "pool", None),
        ("Number of Loans", "foreclosure", "loan_count"),
        ("Number of Loans", "delinquency", None),
        ("Scheduled Principal", "pool", "scheduled_principal"),
        ("Scheduled Principal", None, None),
        ("PRINCIPAL COLLECTIONS:", None, "principal_collections"),
        ("(A) Principal Draws", None, "principal_draws"),
        ("iv. Principal Draws", None, "principal_draws"),
        ("Insurance Premiums Paid", "fees", "insurance_premium"),
        ("Cuurent Month Repurchases ($)", None, "repurchase_balance"),
        ("Current Month Repurchases", None, None),
        ("Principal Collections Not Remitted", None, None),
        ("", None, None),
    ],
)
def test_a_label_is_read_whole_and_below_its_title(label: str, section: str | None, name: str | None) -> None:
    fact = fact_wordings.find(label, section)
    assert (fact.name if fact else None) == name


@pytest.mark.parametrize("section", [None, *SECTIONS])
def test_what_is_left_of_another_label_only_proposes(section: str | None) -> None:
    known = {fact.label: fact for fact in fact_wordings.facts(section).values()}
    for longer in known.values():
        for shorter in shortened(longer.printed) & known.keys():
            if known[shorter].target != longer.target:
                assert known[shorter].proposes_only, f"{longer.printed!r} less a word is {shorter!r}"


def test_principal_collections_may_be_net_ones_that_lost_a_word() -> None:
    fact = fact_wordings.find("Principal Collections")
    assert fact is not None
    assert fact.proposes_only
    assert fact_wordings.IDENTITIES[fact.name] == ("pool_roll",)


def test_identities_are_of_known_figures() -> None:
    assert fact_wordings.IDENTITIES.keys() <= {fact.name for fact in FACTS}


@pytest.mark.parametrize(
    ("labels", "buckets"),
    [
        (["30-59", "60-89", "90+", "Total"], ["30-59", "60-89", "90+", "total"]),
        (["30 Days", "60 Days", "90 Days", "120 Days"], ["30-59", "60-89", "90-119", None]),
        (["Delinquent Loans (150 Days)*", "Delinquent Loans (180 + Days)*"], ["150-179", "180+"]),
        (["150 Days", "180 Days", "REO"], ["150-179", "180+", "total"]),
        (["150 days", "180 days", "181+ days"], ["150-179", "180", "181+"]),
        (["30 Days", "90 Days"], [None, None]),  # the row between them may be lost
        (["(A) ONE MONTHLY PAYMENT:", "(B) TWO MONTHLY PAYMENTS:"], ["30-59", None]),
        (["Two Monthly Payments", "Three or More Monthly Payments"], ["60-89", "90+"]),
        (["1 Month", "2 Months", "3 Months"], ["30-59", "60-89", None]),
        (["< 1 Payment", "1 Payment", "2 Payments", "3+ Payments"], ["0-29", "30-59", "60-89", "90+"]),
        (["Current", "0-29 Days", "30-59 Days"], ["current", "0-29", "30-59"]),
        (["690-719", "720 and over"], ["690-719", "720+"]),
        (["Loans in Thousands", "2003"], [None, None]),
        ([], []),
    ],
)
def test_a_list_of_labels_shows_how_far_each_bucket_reaches(
    labels: list[str], buckets: list[str | None]
) -> None:
    assert delinquency_words.read_buckets(labels) == buckets


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("One Month", Bucket("delinquent", "30-59")),
        ("30-59 Days", Bucket("delinquent", "30-59")),
        ("30 Days Delinquent", Bucket("delinquent", "30-59")),
        ("1 Payment", Bucket("delinquent", "30-59")),
        ("90 days or more", Bucket("delinquent", "90+")),
        ("Foreclosed Loans", Bucket("foreclosure", "total")),
        ("R.E.O.", Bucket("reo", "total")),
        ("Bankruptcies", Bucket("bankruptcy", "total")),
        ("Delinquencies", Bucket("delinquent", "total")),
        ("Totals", Bucket("", "total")),
        ("3 Months", None),  # open or not
        ("12 Months", None),  # of a history
        ("10-20", None),
        ("Group 1", None),
    ],
)
def test_a_row_shows_status_and_bucket(label: str, row: Bucket | None) -> None:
    assert delinquency_words.find_row(label) == row


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("No. of Loans", "loan_count"),
        ("# of Loans", "loan_count"),
        ("Percent of Balance", "balance_pct"),
        ("% of Total Loans", "loan_count_pct"),
        ("Scheduled Bal", "balance"),
        ("of Loans", None),
        ("Percentage", None),  # of balance or of loans
        ("Number", None),
    ],
)
def test_a_column_of_delinquencies_shows_its_measure(heading: str, field: str | None) -> None:
    assert delinquency_words.find_column(heading) == field


@pytest.mark.parametrize("table", [STATUS_WORDINGS, MEASURE_WORDINGS, TITLES, SECTIONS, LABELS])
def test_no_wording_of_a_table_stands_twice_with_two_meanings(
    table: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    meanings: dict[str, str] = {}
    for meaning, sources, printed in entries(table):
        assert meanings.setdefault(letters(printed), meaning) == meaning, printed
        assert set(sources.split(" ")) <= EVIDENCE.keys()


def test_a_lost_word_gives_no_measure_or_status_another_meaning() -> None:
    for known, table in (
        (delinquency_words.MEASURES, MEASURE_WORDINGS),
        (delinquency_words.STATUSES, STATUS_WORDINGS),
    ):
        for meaning, _, printed in entries(table):
            for shorter in shortened(printed) & known.keys():
                assert known[shorter][0] == meaning, f"{printed!r} less a word is {shorter!r}"


@pytest.mark.parametrize("printer", ["bank_one", "cts_later"])
def test_row_and_column_of_coverage_show_the_field_together(printer: str) -> None:
    rows, columns = coverages_by(printer), coverage_columns_by(printer)
    fields = {column.join(row).field for row in rows.values() for column in columns.values()}
    sides, figures = ("original", "current"), ("balance", "share_pct")
    assert fields == {f"{side}_{figure}" for side in sides for figure in figures}
    assert fields <= UNITS[CreditSupport].keys()


def test_the_words_of_one_printer_are_all_those_that_name_it() -> None:
    assert columns_by("bny")["Certificate Rate Type"] == "rate_type"
    assert "Beg Bal" not in columns_by("bny")
    assert columns_by("bank_one", "per_1000")["Prin"] == "principal_per_1000"
    assert facts_by("rfc_report", enhancement_facts)["Fraud Amount Available"] == Target(
        "credit_support", "current_balance", of="fraud"
    )
    assert dates_by("chase")["Payment Date"] == Target("statement", "distribution_date")
    assert statuses_by("bank_one")["REO"].status == "reo"
    assert measures_by("bank_one")["% of Total Loans"] == Target("delinquency", "loan_count_pct")


def test_a_word_of_several_printers_is_each_ones() -> None:
    assert facts_by("certificate", pool_facts).keys() & facts_by("rfc_report", pool_facts).keys() == set()
    assert columns_by("cts")["Class"] == columns_by("chase")["Class"] == "class_name"


def test_coverage_and_accounts_have_sources_and_names() -> None:
    sources = [
        *(row.source for row in COVERAGE_ROWS.values()),
        *(one for _, one in COVERAGE_COLUMNS.values()),
    ]
    assert set(sources) <= EVIDENCE.keys()
    assert {name for name, _ in ACCOUNT_COLUMNS.values()} <= AMOUNTS.keys()
    assert set(LOSS_TYPES.values()) == {"liquidation", "special_hazard", "fraud", "bankruptcy"}


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Dist Date", "distribution_date"),
        ("PAYMENT DATE:", "distribution_date"),
        ("Record Date", "record_date"),
        ("Cutoff Date", "cutoff_date"),
        ("First Distribution Date", "first_distribution_date"),
        ("Next Payment Date", None),
        ("Statement Date", None),
        ("Ending Interest Accrual Period", "accrual_end"),
        ("Indenture Trustee", "trustee"),
        ("Telephone", None),
    ],
)
def test_a_label_of_the_head_shows_its_field(label: str, field: str | None) -> None:
    found = dates_and_parties.find(label)
    assert (found.field if found else None) == field


def test_labels_of_the_head_are_fields_of_the_statement() -> None:
    units = UNITS[Statement]
    for label in dates_and_parties.labels().values():
        assert label.unit == units[label.field]
        assert label.unit in ("date", "text", "days")
    assert {f"{prefix}_{edge}" for prefix in PERIODS.values() for edge in EDGES.values()} <= units.keys()


def test_dates_of_other_distributions_are_no_field() -> None:
    assert not OTHER_DATES & {label.wording for label in dates_and_parties.labels().values()}


def test_a_distribution_date_may_be_another_date_that_lost_a_word() -> None:
    found = dates_and_parties.find("Distribution Date")
    assert found is not None
    assert found.proposes_only
    pairs = dates_and_parties.confusable(dates_and_parties.labels().values())
    assert ("distribution date", "next distribution date") in pairs
    assert ("distribution date", "first distribution date") in pairs


def test_the_document_has_every_wording() -> None:
    text = vocabulary()
    assert all(f"| {fact.printed} |" in text for fact in FACTS)
    assert all(f"| {label} |" in text for label in LEFT_OUT)
    assert all(f"| {title} |" in text for _, _, title in [*entries(TITLES), *entries(SECTIONS)])
    assert normalize("Cumulative Realized Losses") in text
