"""Pages of families that no layout knows, each with the whole truth about what stands on it; all invented.

A family is a module with a frozen dataclass `Style` (its fields are `choice(...)`s) and

    write(seed_or_random, *, html: bool, style: Style | None = None, trust: Trust | None = None) -> Written

Without a style and a trust both are drawn; HTML markup, widths, splits and numbers differ from seed to
seed.

    from tests.writer.families import FAMILIES, chase

    page = FAMILIES["chase"].write(7, html=False)    # or html=True
    page = chase.write(7, html=False, style=chase.Style(year="2006", lower_remic=True))
    page.text, page.encode()    # what a reader is given
    page.records()[Subject("tranche", "A-1")]    # {'principal': Decimal('2911815.51'), ...}
    page.facts    # Fact(subject, field, text, value, line) of each value
    page.class_facts    # the numbers of 'tranche' and 'total' alone
    page.numbers    # Figure: every number, its line, its address, its field
    page.strays    # numbers without a field: `unmapped` or ignored by a rule
    scoring.score(page, records).wrong    # what a reader made of the classes: must be empty
    documents.joined([page, other])    # several statements in one document

The truth (`truth.py`):

* `Subject(record, class_name, group, remic, status, bucket, name, column, loss_type, unit)` says which
  record: 'tranche' and 'total' by class name (and REMIC or group), 'pool' by group, 'delinquency' by
  group, status and bucket, 'credit_support' by name (its kind is in `column`), 'amount' by name,
  'statement' by nothing.
* `Fact.text` is what is printed, `Fact.value` the value a reader makes of it, `Fact.line` the 1-based
  source line of a text or the row (`<tr>`) of an HTML page, words between tables counted with the row
  that follows. In HTML a number's signs may stand in cells of their own, and a table's first row may have
  currency signs: `text` has none of those '$'.
* `Figure.address` is `Address(section, group, label, column)`: titles above (nearest last, a title
  straight over two or more columns is one of them), the group named above or in the row, the row's words,
  the heading's words from top to bottom. `address_faults(true, found)` yields the parts that differ,
  compared without case, blanks, hyphens, colons and points.
* Heading rows, their marks '(1)', page numbers, rules, addresses and footers hold no figure: a reader
  leaves what it sees there out by named rules.

A fact says what a value means, not that a reader must take it: columns that no identity touches, and
labels that are general knowledge, may stay `unmapped`; they must never be another field. `traps` writes
tables that fit the words and are no class table of the period; `damage` damages a page and says what it
did; `freeze` writes pages as files.
"""

from types import ModuleType

from tests.writer.families import (
    bank_of_new_york,
    cbass,
    chase,
    deutsche,
    norwest,
    rfc_html,
    rfc_report_html,
    wells_fargo,
)
from tests.writer.families.truth import Address, Fact, Figure, Subject, Written, address_faults, same_words

FAMILIES: dict[str, ModuleType] = {
    "bank_of_new_york": bank_of_new_york,
    "cbass": cbass,
    "chase": chase,
    "deutsche": deutsche,
    "norwest": norwest,
    "rfc_html": rfc_html,
    "rfc_report_html": rfc_report_html,
    "wells_fargo": wells_fargo,
}

__all__ = ["FAMILIES", "Address", "Fact", "Figure", "Subject", "Written", "address_faults", "same_words"]
