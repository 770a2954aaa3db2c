"""The `statement` line: one statement's head, its signature, and the account of its numbers and checks."""

from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from parsers.records.kinds import Date, Days, Flag, Line, Text


class Numbers(Struct, kw_only=True, forbid_unknown_fields=True):
    """The account of numbers: found = mapped + ignored + unmapped."""

    found: Annotated[int, Meta(description="Value cells between the statement's title and its end.")] = 0
    mapped: Annotated[
        int, Meta(description="Those read into a field; a figure printed twice counts twice.")
    ] = 0
    ignored: Annotated[int, Meta(description="Those that a named rule leaves out.")] = 0
    unmapped: Annotated[int, Meta(description="Those without a field; each has an `unmapped` line.")] = 0
    ignored_by: Annotated[
        dict[str, int], Meta(description="How many each rule leaves out, by the rule's name.")
    ] = msgspec.field(default_factory=dict)


class Checks(Struct, kw_only=True, forbid_unknown_fields=True):
    """How the arithmetic on the page came out, by the name of the check."""

    passed: Annotated[dict[str, int], Meta(description="How often each check held.")] = msgspec.field(
        default_factory=dict
    )
    failed: Annotated[dict[str, int], Meta(description="How often it did not; each has a `check` line.")] = (
        msgspec.field(default_factory=dict)
    )
    skipped: Annotated[
        dict[str, dict[str, int]], Meta(description="How often it was skipped, by the reason.")
    ] = msgspec.field(default_factory=dict)


class Derived(Struct, kw_only=True, forbid_unknown_fields=True):
    """What is computed and not printed: readings of the page's own figures."""

    interest_paid_ratio: Annotated[
        Decimal | UnsetType,
        Meta(description="Share of full 30/360 interest that the classes were paid (RFC)."),
    ] = UNSET


class Statement(Line, kw_only=True, tag="statement"):
    """One statement as its page's head and foot show it."""

    layout: Annotated[str | None, Meta(description="The layout that read it; null: unrecognised.")] = None
    reason: Annotated[Text, Meta(description="Why no layout read it, where none did.")] = UNSET
    trust: Annotated[Text, Meta(description="The trust as printed, without the series.")] = UNSET
    issuer: Annotated[Text, Meta(description="The registrant as printed on the cover.")] = UNSET
    group: Annotated[Text, Meta(description="Where a page covers one loan group or class only: which.")] = (
        UNSET
    )
    cutoff_date: Annotated[Date, Meta(description="'Cut-Off Date'.")] = UNSET
    determination_date: Annotated[Date, Meta(description="'Determination Date'.")] = UNSET
    record_date: Annotated[Date, Meta(description="'Record Date', where the page has one.")] = UNSET
    book_entry_record_date: Annotated[
        Date, Meta(description="'Book-Entry' below 'Record Date' (RFC, 2006 and 2007).")
    ] = UNSET
    definitive_record_date: Annotated[Date, Meta(description="'Definitive' below 'Record Date'.")] = UNSET
    variable_book_entry_record_date: Annotated[
        Date, Meta(description="'Variable Book Entry' below 'Record Date'.")
    ] = UNSET
    fixed_book_entry_record_date: Annotated[Date, Meta(description="'Fixed BE' below 'Record Date'.")] = UNSET
    closing_date: Annotated[Date, Meta(description="'Closing Date'.")] = UNSET
    first_distribution_date: Annotated[Date, Meta(description="'First Distribution Date'.")] = UNSET
    printed_at: Annotated[
        Text,
        Meta(
            description="Run stamp of the page, 'YYYY-MM-DD hh:mm:ss'; revisions differ by it. As printed "
            "where the stamp is damaged."
        ),
    ] = UNSET
    revised: Annotated[
        Flag,
        Meta(
            description="True where the page, or the name of its file ('eqs3_072006rev.htm'), says revised."
        ),
    ] = UNSET
    accrual_start: Annotated[Date, Meta(description="First day of the 30/360 accrual period.")] = UNSET
    accrual_end: Annotated[Date, Meta(description="End of the 30/360 accrual period.")] = UNSET
    accrual_days: Annotated[Days, Meta(description="'Number of Days in (30/360) Accrual Period'.")] = UNSET
    actual_accrual_start: Annotated[Date, Meta(description="First day of the actual accrual period.")] = UNSET
    actual_accrual_end: Annotated[Date, Meta(description="End of the actual accrual period.")] = UNSET
    actual_accrual_days: Annotated[Days, Meta(description="'Number of Days in Actual Accrual Period'.")] = (
        UNSET
    )
    asset_type: Annotated[Text, Meta(description="'Asset Type' as printed.")] = UNSET
    trustee: Annotated[Text, Meta(description="The trustee that signs or is named, 'Bank One, NA'.")] = UNSET
    trustee_phone: Annotated[Text, Meta(description="The trustee's 'Main Telephone' as printed.")] = UNSET
    bond_administrator: Annotated[Text, Meta(description="'Bond Administrator' as printed.")] = UNSET
    bond_administrator_phone: Annotated[
        Text, Meta(description="The bond administrator's 'Telephone' as printed.")
    ] = UNSET
    master_servicer: Annotated[Text, Meta(description="The master servicer as printed.")] = UNSET
    pool_number: Annotated[Text, Meta(description="RFC's pool number, or several: '40340,40339'.")] = UNSET
    denomination: Annotated[
        int | UnsetType,
        Meta(
            description="1 or 1000: the dollars of original balance that the page's factors are printed "
            "per. A reading of its footnote, or of its figures."
        ),
    ] = UNSET
    sections_not_applicable: Annotated[
        list[int] | UnsetType,
        Meta(description="Numbers of the sections that the contents mark '(Not Applicable)' (RFC)."),
    ] = UNSET
    delinquency_method: Annotated[
        Text, Meta(description="How days are counted: 'mba' or 'ots'. A reading of 'Mortgage Bankers …'.")
    ] = UNSET
    comments: Annotated[Text, Meta(description="The words of the section 'Comments' (RFC).")] = UNSET
    signer: Annotated[Text, Meta(description="Who signed the report.")] = UNSET
    signer_title: Annotated[Text, Meta(description="The signer's title.")] = UNSET
    derived: Annotated[
        Derived | UnsetType, Meta(description="Computed from the page, not printed on it.")
    ] = UNSET
    numbers: Annotated[Numbers, Meta(description="The account of the page's numbers.")] = msgspec.field(
        default_factory=Numbers
    )
    checks: Annotated[Checks, Meta(description="The outcome of the checks.")] = msgspec.field(
        default_factory=Checks
    )
