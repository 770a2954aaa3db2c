"""The `amount`, `check` and `unmapped` lines: other figures, failed arithmetic, numbers without a field."""

from decimal import Decimal
from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType

from parsers.records.kinds import Line, Text

VALUE_AS_PRINTED = Meta(extra_json_schema={"unit": "as printed"})
VALUE = Meta(extra_json_schema={"unit": "see `unit`"})
# A number with its printed digits, or the words in its place.
Figure = Annotated[Any, Meta(extra_json_schema={"type": ["number", "string", "null"]})]


class Amount(Line, kw_only=True, tag="amount"):
    """A labelled figure that no other record kind has a field for."""

    name: Annotated[str, Meta(description="Name of the figure, from the list of amounts below.")]
    label: Annotated[Text, Meta(description="As printed.")] = UNSET
    group: Annotated[Text, Meta(description="Loan group, where it stands under one.")] = UNSET
    class_name: Annotated[Text, Meta(description="Class, where it is a class's.")] = UNSET
    column: Annotated[Text, Meta(description="Column, where the table has several.")] = UNSET
    section: Annotated[
        Text, Meta(description="The section of the agreement that numbers the figure: '5.8(iii)', 'II'.")
    ] = UNSET
    loss_type: Annotated[
        Text, Meta(description="'liquidation', 'special_hazard', 'fraud' or 'bankruptcy', where it has one.")
    ] = UNSET
    value: Annotated[Decimal | int | None, VALUE, Meta(description="The figure as printed.")] = None
    unit: Annotated[str, Meta(description="'usd', 'usd_per_1000', 'pct', 'count', 'days', 'factor'.")]


class Trigger(Line, kw_only=True, tag="trigger"):
    """A test with its answer as the page prints them: the figure, its target and the result."""

    name: Annotated[
        str,
        Meta(
            description="'stepdown_date', 'senior_enhancement', 'sixty_plus_delinquency', 'cumulative_loss', "
            "'trigger_event'."
        ),
    ]
    label: Annotated[Text, Meta(description="As printed.")] = UNSET
    group: Annotated[Text, Meta(description="Loan group, where it stands under one.")] = UNSET
    current: Annotated[Figure, Meta(description="What the test looks at: a figure or a date.")] = UNSET
    target: Annotated[Figure, Meta(description="What it is held against.")] = UNSET
    unit: Annotated[Text, Meta(description="'pct', 'usd' or 'date'.")] = UNSET
    result: Annotated[Text, Meta(description="The answer as printed: 'NO', 'False'.")] = UNSET


class Check(Line, kw_only=True, tag="check"):
    """A check that failed: what the page's own arithmetic does not bear out."""

    check: Annotated[str, Meta(description="Name of the check.")]
    level: Annotated[
        str,
        Meta(
            description="'info': within ten units of the last printed digit, or a difference of words; "
            "'error': more than 0.1 % of the amount and more than 100 dollars, or a class's balance roll "
            "or total; 'warning': the rest."
        ),
    ] = "warning"
    tranche: Annotated[
        int | UnsetType, Meta(description="The class's position in the statement, where it is about one.")
    ] = UNSET
    class_name: Annotated[Text, Meta(description="That class's name.")] = UNSET
    group: Annotated[Text, Meta(description="The loan group, where it is about one.")] = UNSET
    status: Annotated[Text, Meta(description="The status of a `delinquency` line that it is about.")] = UNSET
    bucket: Annotated[Text, Meta(description="The bucket of that line.")] = UNSET
    subject: Annotated[str, Meta(description="'tranche 12', 'group 3 delinquent 30-59'.")]
    field: Annotated[Text, Meta(description="The field of that record that the check is about, if one.")] = (
        UNSET
    )
    expected: Annotated[Figure, Meta(description="What the arithmetic gives.")] = None
    printed: Annotated[Figure, Meta(description="What the page prints.")] = None
    difference: Annotated[
        Decimal | int | None, Meta(description="Printed less expected; null for words.")
    ] = None
    tolerance: Annotated[
        Decimal | int | None, Meta(description="The difference that rounding explains; null for words.")
    ] = None
    message: Annotated[str, Meta(description="One sentence for a person.")]


class Unmapped(Line, kw_only=True, tag="unmapped"):
    """A number without a field, with its address on the page."""

    section: Annotated[list[str] | UnsetType, Meta(description="The titles above it, the nearest last.")] = (
        UNSET
    )
    group: Annotated[
        Text, Meta(description="The loan group, class or REMIC named above it or by its column.")
    ] = UNSET
    label: Annotated[Text, Meta(description="The words of its row, wrapped ones joined.")] = UNSET
    column: Annotated[Text, Meta(description="The words of its heading, top to bottom.")] = UNSET
    text: Annotated[str, Meta(description="The number as printed, or what stands in its place ('########').")]
    value: Annotated[
        Decimal | int | None,
        VALUE_AS_PRINTED,
        Meta(description="The number; null for a token that is not a number."),
    ] = None
