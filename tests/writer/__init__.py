"""A writer of statements: pages of each layout from random but arithmetically sound trusts.

    trust = FirstLien.random(random.Random(7))
    written = bank_one.write(trust.month(3), bank_one.Style())
    written.text, written.records, written.figures
    html.as_html(written, html.HtmlStyle())

Every figure knows where it is printed and which field it must be read into, so that a page can be damaged
in one place (`mutations`) and what is read be compared whole with what was written (`comparison`).
`submission.history` makes a trust's filings month by month, `submission.report` one document of many pages.
`html.as_html` gives the same print as a spreadsheet exports it, in any markup; `html_mutations` damages that.

A new layout is a module of its name with `random_trust(rng)`, a frozen dataclass `Style`, whose fields are
`choice(...)`s, and a function `write(month, style) -> Written` that puts every figure on a `Sheet` with its
record and field. `layouts.WRITERS` finds it, and the property tests try it in all its styles.

`families` writes pages that no layout reads, with the truth about every number on them, for the reading by
words and arithmetic.
"""
