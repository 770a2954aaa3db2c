"""`python -m tests.writer.families.freeze FOLDER`: a page or two of each family as files, with their truth.

Beside each page stands a table of its figures, tab-separated: what a reader must make of the page. Files
that are there already are left alone: a fixture does not change because the writer does.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.writer.families import bank_of_new_york, cbass, chase, deutsche, norwest, rfc_html, rfc_report_html
from tests.writer.families import wells_fargo as ctslink
from tests.writer.families.truth import Figure, Written

HEAD = (
    *("line", "text", "value", "record", "class", "group", "remic", "status", "bucket", "name", "column"),
    *("field", "section", "in group", "label", "heading"),
)


def pages() -> Iterator[tuple[str, Written]]:
    """Name and page of each fixture."""
    yield "chase.invented-1999", chase.write(11, html=False, style=chase.Style())
    yield "chase.invented-2006", chase.write(12, html=True, style=chase.Style(year="2006", lower_remic=True))
    yield "deutsche.invented-2004", deutsche.write(13, html=True, style=deutsche.Style(lower_remic=True))
    yield "deutsche.invented-2003", deutsche.write(14, html=False, style=deutsche.Style(parties=False))
    yield (
        "bank_of_new_york.invented-2003",
        bank_of_new_york.write(15, html=True, style=bank_of_new_york.Style(zero="—")),
    )
    yield "cbass.invented-2004", cbass.write(16, html=True, style=cbass.Style())
    yield "wells_fargo.invented-2000", ctslink.write(36, html=False, style=ctslink.Style())
    yield (
        "wells_fargo.invented-2004",
        ctslink.write(
            18,
            html=True,
            style=ctslink.Style(head="V4", denomination=1, cut=8, fees=True, continued="note", keys="all"),
        ),
    )
    yield "norwest.invented-1999", norwest.write(19, html=False, style=norwest.Style())
    yield (
        "rfc_html.invented-20-sections",
        rfc_html.write(20, html=True, style=rfc_html.Style(interest_loss=True)),
    )
    yield (
        "rfc_html.invented-16-sections",
        rfc_html.write(21, html=True, style=rfc_html.Style(sections=16, excess=False)),
    )
    yield "rfc_report_html.invented-2008", rfc_report_html.write(22, html=True, style=rfc_report_html.Style())


def row_of(one: Figure) -> tuple[str, ...]:
    """A figure as a row of the table beside its page."""
    own = one.subject
    reported = (own.record, *own.key[:7]) if own and one.field else ("",) * 8
    section, group, label, column = one.address
    value = "" if one.value is None else str(one.value)
    parts = (str(one.line), one.text, value, *reported, one.field, " / ".join(section), group, label, column)
    return tuple((part or "").replace("\n", " ") for part in parts)


def freeze(folder: Path) -> None:
    """Write the files that are not there."""
    for name, page in pages():
        path = folder / f"{name}.{'htm' if page.html else 'txt'}"
        table = folder / f"{name}.tsv"
        if path.exists() or table.exists():
            continue
        path.write_text(page.text, encoding="utf-8")
        rows = [HEAD, *map(row_of, page.figures)]
        table.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(sys.argv[1]))
