"""The rows of the sheet `units` of Excel exports: fields of the data dictionary and of the derived views."""

from collections.abc import Iterator

from parsers.amount_names import AMOUNTS
from parsers.records import KINDS
from parsers.schema import UNIT_WORDS, json_schema
from storage.derived_views import RECORD_OF_VIEW, derived_columns
from storage.workbook import Unit

NUMBERS = frozenset(UNIT_WORDS) - {"date", "text", "flag"}
OF_RECORDS = "as printed"  # the meaning explains a sign where the page's own words do not


def units() -> Iterator[Unit]:
    """Views first, then the record kinds, then the names of `amount`."""
    yield from _of_views()
    yield from _of_records()
    for name, meaning in AMOUNTS.items():
        unit = UNIT_WORDS.get(meaning.unit, meaning.unit)
        yield Unit("amount", f"name = '{name}'", unit, OF_RECORDS, meaning.text, "", "printed")


def _of_views() -> Iterator[Unit]:
    for one in derived_columns():
        unit = UNIT_WORDS.get(one.unit, one.unit)
        source, formula = one.source.replace("`", ""), one.formula.replace("`", "")
        yield Unit(one.view, one.column, unit, one.sign, one.meaning.replace("`", ""), formula, source)
        if one.reason:
            yield Unit(one.view, f"{one.column}_reason", "text", "", f"why {one.column} is null", "", "")
    for view, kind in RECORD_OF_VIEW.items():
        yield Unit(view, "every other", "", "", f"the field of {kind}", "", kind)


def _of_records() -> Iterator[Unit]:
    definitions = json_schema()["$defs"]
    for kind in KINDS:
        fields = definitions[kind.__name__]["properties"]
        table = fields["record"]["enum"][0]
        for field, about in fields.items():
            if field == "record":
                continue
            unit = about.get("unit", "")
            sign = OF_RECORDS if unit in NUMBERS else ""
            source = "computed" if field == "derived" else "printed" if unit else ""
            meaning = about.get("description", "").replace("`", "")
            yield Unit(table, field, UNIT_WORDS.get(unit, unit), sign, meaning, "", source)
