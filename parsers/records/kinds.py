"""The kinds of values that records hold, each with its unit; the schema and the dictionary read them here."""

from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType


def _unit(name: str) -> Meta:
    return Meta(extra_json_schema={"unit": name})


# A field left out was not on the page; null was printed without a value.
Money = Annotated[Decimal | UnsetType | None, _unit("usd")]
Percent = Annotated[Decimal | UnsetType | None, _unit("pct")]
Per1000 = Annotated[Decimal | UnsetType | None, _unit("per_1000")]
Factor = Annotated[Decimal | UnsetType | None, _unit("factor")]
Count = Annotated[int | UnsetType | None, _unit("count")]
Days = Annotated[int | UnsetType | None, _unit("days")]
Months = Annotated[Decimal | int | UnsetType | None, _unit("months")]
Date = Annotated[str | UnsetType | None, _unit("date")]
Text = Annotated[str | UnsetType | None, _unit("text")]
Flag = Annotated[bool | UnsetType, _unit("flag")]

# Printed without digits is 0 for these, and null for rates, factors and shares.
DASH_IS_ZERO = frozenset({"usd", "count", "days", "months"})
WHOLE_NUMBERS = frozenset({"count", "days"})


class Record(Struct, tag_field="record", forbid_unknown_fields=True):
    """A line of a records file. `record` is its kind."""


class Line(Record):
    """What every line but `filing` begins with."""

    accession: Annotated[
        str | None, Meta(description="Accession number of the filing, with dashes; null for a bare exhibit.")
    ] = None
    document: Annotated[int, Meta(description="Sequence number of the document within the filing.")] = 1
    statement: Annotated[int, Meta(description="1, 2, …: which statement of the filing.")] = 1
    deal: Annotated[
        Text, Meta(description="Shelf and normalised series, 'GMACM 2003-AR2'. A reading, not print.")
    ] = UNSET
    series: Annotated[Text, Meta(description="Series as printed: '2003-AR2', '1992-S9'.")] = UNSET
    distribution_date: Annotated[
        Date, Meta(description="Date of the distribution ('Distribution Date', 'Payment Date').")
    ] = UNSET
    lines: Annotated[
        list[int],
        Meta(
            description="Lines of the document (text; 1 is the first line after <TEXT>) or table rows in "
            "document order (HTML) that the values were read from."
        ),
    ] = msgspec.field(default_factory=list)


def unit_of(kind: type[Struct], field: str) -> str:
    """The unit of a field: 'usd', 'pct', 'per_1000', 'factor', 'count', 'days', 'months', 'date', 'text'."""
    return UNITS[kind][field]


class _Units(dict[type[Struct], dict[str, str]]):
    """Units by record kind, worked out when first asked for."""

    def __missing__(self, kind: type[Struct]) -> dict[str, str]:
        units = {field.name: _unit_in(field.type) for field in msgspec.structs.fields(kind)}
        self[kind] = units
        return units


def _unit_in(annotation: Any) -> str:
    for meta in getattr(annotation, "__metadata__", ()):
        extra = getattr(meta, "extra_json_schema", None)
        if extra and "unit" in extra:
            return str(extra["unit"])
    return ""


UNITS = _Units()
