"""Several family pages in one document: what a reader must split at the titles that repeat."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.writer.families.truth import Written


@dataclass(frozen=True)
class Document:
    """The document, and its pages with the lines where they stand in it."""

    text: str
    pages: tuple[Written, ...]

    def encode(self) -> bytes:
        return self.text.encode("utf-8")


def joined(pages: Sequence[Written]) -> Document:
    """Pages of one face one after the other; their figures' lines are those of the document."""
    texts, moved, before = [], [], 0
    for page in pages:
        text = _body(page) if page.html else page.text
        texts.append(text)
        figures = tuple(replace(one, line=one.line + before) for one in page.figures)
        moved.append(replace(page, figures=figures))
        before += len(re.findall(r"<tr\b", text, re.IGNORECASE)) if page.html else text.count("\n")
    whole = "".join(texts)
    return Document(f"<html><body>\n{whole}</body></html>\n" if pages[0].html else whole, tuple(moved))


def _body(page: Written) -> str:
    """What stands in a page's body."""
    match = re.search(r"<body>(.*)</body>", page.text, re.IGNORECASE | re.DOTALL)
    assert match is not None
    return match[1]
