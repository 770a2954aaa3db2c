"""The vocabulary: each wording has one field, a unit and a source, and a lost word makes no other of it."""

from itertools import combinations

import pytest

from parsers.records import UNITS, Tranche
from parsers.vocabulary import class_columns, table_titles
from parsers.vocabulary.class_columns import AMBIGUOUS, AWAITED, IDENTITIES, TABLES, confusable, terms
from parsers.vocabulary.evidence import EVIDENCE
from parsers.vocabulary.section_words import SECTION_TITLES
from parsers.vocabulary.title_words import CLASS_TITLES
from parsers.vocabulary.wording import normalize, shortened

KINDS = list(TABLES)
RECORD_UNITS = UNITS[Tranche]


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("CURRENT PASS-THRU RATE", "current pass through rate"),
        ("Pass - Through Rate", "pass through rate"),
        ("Pass Through Rate (%)", "pass through rate %"),
        ("Realized Loss(es) (4)", "realized losses"),
        ("Premium(s) Paid:", "premiums paid"),
        ("Realized Loss *", "realized loss"),
        ("(9) Ending Notional/ Principal Balance (1)-(3)-(6)+(8) = (9)", "ending notional principal balance"),
        ("Prin.", "prin"),
        ("Remaining Int. Carryover Amount", "remaining int carryover amount"),
        ("AMOUNTS PER $1,000 UNIT", "amounts per $ 1000 unit"),
        ("No. of Loans", "# of loans"),
        ("Number of Loans", "# of loans"),
        ("Percent of Balance", "% of balance"),
        ("180 + Days", "180+ days"),
        ("180+ Days", "180+ days"),
        ("Monthly P &I Constant", "monthly p and i constant"),
        ("Servicer\u2019s Fee", "servicers fee"),
        ("Beginning Cert. Bal", "beginning certificate balance"),
        ("Princ Pmt Amt", "principal payment amount"),
    ],
)
def test_a_wording_has_one_form_whatever_its_case_and_punctuation(printed: str, normal: str) -> None:
    assert normalize(printed) == normal
    assert normalize(normalize(printed)) == normal


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("Beg Bal", None, "beginning_balance"),
        ("Beginning Certificate Balance", None, "beginning_balance"),
        ("PRIOR PRINCIPAL BALANCE", "dollars", "beginning_balance"),
        ("Prin", "dollars", "principal"),
        ("Principal Distribution Amount", "dollars", "principal"),
        ("CURRENT PRINCIPAL BALANCE", "dollars", "ending_balance"),
        ("Cur Loss", "dollars", "realized_loss"),
        ("REALIZED LOSSES", "dollars", "realized_loss"),
        ("Realized Loss(es)", "principal detail", "realized_loss"),
        ("Realized Loss(es)", "interest detail", "interest_loss"),
        ("Deferred Interest", "dollars", "deferred_interest"),
        ("Deferred Interest", "per_1000", "deferred_interest_per_1000"),
        ("Interest Loss", "dollars", "interest_loss"),
        ("Accretion", "principal detail", "accretion"),
        ("Accretion Principal", "principal detail", "acc_principal"),
        ("Original Face Value", "per_1000", "original_balance"),
        ("Pass- Through Rate", "dollars", "pass_through_rate_pct"),
        ("Passthrough Rate", "dollars", "pass_through_rate_pct"),
        ("Current Pass-Through Rate", "rates", "pass_through_rate_pct"),
        ("Total Distribution", "dollars", "total_distribution"),
        ("Total Distribution", "per_1000", "total_per_1000"),
        ("Ending Class Factor", "dollars", "factor"),
        ("Ending Certificate Percentage", "principal detail", "factor"),
        ("Ending Certificate Balance", "factor", "factor"),
        ("Prior Principal Factor", "per_1000", "beginning_balance_per_1000"),
    ],
)
def test_a_whole_heading_stands_for_its_field(heading: str, kind: str | None, field: str) -> None:
    term = class_columns.find(heading, kind)
    assert term is not None
    assert term.field == field


@pytest.mark.parametrize("kind", KINDS)
def test_every_class_column_is_a_field_with_its_unit_and_a_source(kind: str | None) -> None:
    assert terms(kind)
    for term in terms(kind).values():
        assert term.unit == RECORD_UNITS.get(term.field, AWAITED.get(term.field))
        assert term.sources
        assert set(term.sources) <= EVIDENCE.keys()


def test_an_awaited_field_is_in_no_record_yet() -> None:
    assert not AWAITED.keys() & RECORD_UNITS.keys(), "a record holds it now: take it from AWAITED"


def test_identities_are_of_fields_that_records_hold() -> None:
    assert IDENTITIES.keys() <= RECORD_UNITS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_no_table_gives_one_wording_two_fields(kind: str | None) -> None:
    for table in TABLES[kind]:
        fields: dict[str, str] = {}
        for field, by_source in table.items():
            for heading in (heading for printed in by_source.values() for heading in printed):
                assert fields.setdefault(normalize(heading), field) == field, heading


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("original", "rates")])
def test_a_word_that_measures_nothing_alone_is_no_heading(kind: str | None) -> None:
    assert not AMBIGUOUS & {term.wording for term in terms(kind).values()}
    assert class_columns.find("Balance", kind) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_of_another_fields_wording_only_proposes(kind: str | None) -> None:
    known = {term.wording: term for term in terms(kind).values()}
    for longer, term in known.items():
        for shorter in shortened(term.printed) & known.keys():
            left = known[shorter]
            if left.field != term.field and left.field not in class_columns.TEXT_FIELDS:
                assert left.proposes_only, f"{longer!r} less a word is {shorter!r}"


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("realized losses", "cumulative realized losses"),
        ("principal distribution", "scheduled principal distribution"),
        ("int", "def int"),
        ("total distribution", "total principal distribution"),
        ("pass through rate", "next pass through rate"),
        ("interest shortfall", "non supported interest shortfall"),  # 'Non-Supported' is one printed word
    ],
)
def test_known_pairs_that_a_lost_word_confuses_are_reported(shorter: str, longer: str) -> None:
    assert (shorter, longer) in confusable(terms("dollars").values())


def test_columns_without_an_identity_that_are_taken_by_words_cannot_be_left_of_others() -> None:
    taken = [term for term in terms("dollars").values() if not term.proposes_only]
    assert {"cumulative_realized_loss", "accrued_interest", "net_principal"} <= {term.field for term in taken}
    for one, other in combinations(taken, 2):
        assert one.field == other.field or other.wording not in shortened(one.printed)


def test_general_knowledge_only_proposes() -> None:
    unseen = [term for kind in KINDS for term in terms(kind).values() if not term.seen]
    assert unseen
    assert all(term.proposes_only for term in unseen)


def test_a_total_below_a_title_of_one_part_is_not_the_distribution() -> None:
    assert class_columns.find("Total", "dollars") is not None
    for kind in table_titles.DETAILS:
        assert class_columns.find("Total", kind) is None
        assert class_columns.find("Total Distribution", kind) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("DISTRIBUTION SUMMARY FOR POOL# 4020", "dollars"),
        ("1. Distribution Summary", "dollars"),
        ("Current Period Distribution - REMIC-II", "dollars"),
        ("Certificateholder Distribution Summary (continued)", "dollars"),
        ("DISTRIBUTION IN DOLLARS", "dollars"),
        ("FACTOR INFORMATION PER $1000 OF ORIGINAL FACE", "per_1000"),
        ("AMOUNTS PER $1,000 UNIT", "per_1000"),
        ("Some Figures per $1,000", "per_1000"),
        ("Principal Distribution Factors Statement", "factor"),
        ("Interest Distribution Detail", "interest detail"),
        ("PASS-THROUGH RATES", "rates"),
        ("Distribution to Date", None),
        ("Distribution Summary of the Servicer", None),
        ("", None),
    ],
)
def test_a_known_title_shows_the_kind_of_its_table(title: str, kind: str | None) -> None:
    assert table_titles.kind_of(title) == kind


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("DISTRIBUTION TO DATE", ["to date"]),
        ("Principal Paid To-Date", ["to date"]),
        ("Payments Since Issue (in thousands)", ["since", "issue", "thousands"]),
        ("Balances since inception", ["since", "inception"]),
        ("Previous Distribution", ["previous"]),
        ("Last Month's Distribution", ["last"]),
        ("Projected Distributions", ["projected"]),
        ("Cumulative Amounts", ["cumulative"]),
        ("Calendar Year 2003", ["year"]),
        ("Interest Shortfall Detail", ["shortfall"]),
        ("Certificateholder Account Statement", ["account"]),
        ("Available Funds", ["available funds"]),
        ("Life to Date, Prior Year", ["life", "to date", "prior", "year"]),
        ("Class Balances (000's)", ["000s"]),
        ("Issuer: Example Trust", []),
        ("Distribution Date: 12/26/2000", []),
        ("Distribution Summary", []),
    ],
)
def test_a_title_of_another_period_or_of_no_class_refuses(title: str, words: list[str]) -> None:
    assert list(table_titles.refusing_words(title)) == words


def test_no_known_title_of_a_class_table_is_refused() -> None:
    assert [title for title in CLASS_TITLES if table_titles.refusing_words(title)] == []


def test_a_title_names_a_class_table_or_a_section_not_both() -> None:
    assert not CLASS_TITLES.keys() & SECTION_TITLES.keys()
    assert {kind for kind, _ in CLASS_TITLES.values()} == table_titles.KINDS == set(TABLES) - {None}


def test_every_title_has_a_source() -> None:
    for _, sources in [*CLASS_TITLES.values(), *SECTION_TITLES.values()]:
        assert set(sources.split(" ")) <= EVIDENCE.keys()


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("DELINQUENCY  INFORMATION", "delinquency"),
        ("Collateral Information - Group 1", "pool"),
        ("10. Loan Status Report (Delinquencies)", "delinquency"),
        ("INTEREST SHORTFALLS, COMPENSATION AND EXPENSES", "fees"),
        ("Certificate Account", "certificate account"),
        ("Something Else", None),
    ],
)
def test_a_known_title_shows_the_kind_of_its_section(title: str, section: str | None) -> None:
    assert table_titles.section_of(title) == section


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        *[(word, "class") for word in ("Class", "CERTIFICATE", "Notes", "Bond", "Security")],
        *[(word, "other") for word in ("Group", "Pool", "Loan Number", "Account Type", "Date")],
        ("Beginning Balance", None),
    ],
)
def test_a_key_column_says_whose_rows_follow(heading: str, key: str | None) -> None:
    assert table_titles.key_of(heading) == key


@pytest.mark.parametrize(
    ("label", "total", "exempt"),
    [
        ("TOTALS:", True, None),
        ("Deal Totals", True, None),
        ("Sub-Total", True, None),
        ("A-1", False, None),
        ("FEE", False, "fee"),
        ("O/C", False, "overcollateralization"),
        ("OC", False, "overcollateralization"),
        ("Over-Collateralization", False, "overcollateralization"),
        ("L DRAW", False, "draw"),
        ("Reserve Fund", False, "reserve"),
        ("SOC-1 ", False, None),
    ],
)
def test_rows_of_totals_and_of_no_class_are_known(label: str, total: bool, exempt: str | None) -> None:
    assert table_titles.is_total(label) is total
    assert table_titles.exemption_of(label) == exempt


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Beg Cert Bal", "beginning_balance"),
        ("Prin Dist", "principal"),
        ("Cum Real Loss", "cumulative_realized_loss"),
        ("Beg Bal", "beginning_balance"),
        ("Beg Prin", None),
        ("End Prin Dist", None),
    ],
)
def test_an_abbreviated_heading_has_the_field_of_the_whole_one(heading: str, field: str | None) -> None:
    found = class_columns.find(heading, "dollars")
    assert (found.field if found else None) == field
