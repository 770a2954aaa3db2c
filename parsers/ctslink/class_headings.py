"""The class tables below the titles of a CTSLink statement, each column with the field of its heading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parsers.blocks.finding import Block, BlockRow
from parsers.general.parts import Part, find_parts, name_of
from parsers.records import UNITS, Tranche
from parsers.vocabulary import table_titles
from parsers.vocabulary.class_columns import TEXT_FIELDS, Term
from parsers.vocabulary.wording import letters, normalize

WORDS = TEXT_FIELDS | {"record_date"}


@dataclass(frozen=True)
class ClassSection:
    """A section with a class table: its title, and the field of each of its headings.

    `ratios`: its figures are per unit of original balance, 1 or 1,000 dollars by its footnote or its
    figures, and are stored per 1,000. `seen`: its headings and rows were seen on pages.
    """

    title: str
    headings: Mapping[str, str]
    ratios: bool = False
    seen: bool = False

    def field_of(self, heading: str) -> str | None:
        """The field of a complete heading; None where it does not belong to this section."""
        name = self._by_letters.get(letters(heading))
        return _ratio_of(name) if name and self.ratios else name

    @cached_property
    def _by_letters(self) -> Mapping[str, str]:
        return {letters(heading): name for heading, name in self.headings.items()}


def _ratio_of(name: str) -> str:
    ratio = f"{name}_per_1000"
    return ratio if ratio in UNITS[Tranche] else name


def parts_of(section: ClassSection, blocks: Sequence[Block]) -> list[Part]:
    """The tables below a section's title, each column with the field of its heading."""
    parts = [part for part in find_parts(blocks) if _stands_below(part, section)]
    for part in parts:
        part.rows = _to_totals(part)
        part.names.update({id(row): match["name"] for row in part.rows if (match := printed_close(row))})
        part.terms = dict(_terms(section, part))
        part.words = {
            place: Term(column.heading, name, "text", ("cts",))
            for place, column in enumerate(part.block.word_columns)
            if (name := section.field_of(column.heading)) in WORDS
        }
    return [part for part in parts if part.terms and not part.refused]


def _to_totals(part: Part) -> list[BlockRow]:
    """The rows down to the totals, which close each table: later rows belong to another."""
    last = next((at for at, row in enumerate(part.rows) if table_titles.is_total(name_of(part, row))), None)
    return part.rows if last is None else part.rows[: last + 1]


def is_of_ratios(part: Part) -> bool:
    return any(term.unit == "per_1000" for term in part.terms.values())


# Name, code and description with a blank between: 'A-1 48184VA24 SEN', 'R NAS99J4R1 RES'.
_CODE = r"(?P<code>(?=[A-Z]*\d)[A-Z0-9]{7,12}|N/?A)(?: (?P<kind>[A-Z_]+))?$"
CLOSE = re.compile(rf"(?P<name>\S+(?: \S+)?) {_CODE}", re.IGNORECASE)
CODE = re.compile(_CODE, re.IGNORECASE)


def printed_close(row: BlockRow) -> re.Match[str] | None:
    """Split a class's name, code and description that are printed as one phrase; None if they are not."""
    first = row.words.get(0)
    return CLOSE.match(first.text) if first is not None and first.kind == "words" else None


def _terms(section: ClassSection, part: Part) -> Iterator[tuple[int, Term]]:
    found = {place: section.field_of(column.heading) for place, column in enumerate(part.block.columns)}
    names = list(found.values())
    for place, name in found.items():
        if name is not None and name not in WORDS and names.count(name) == 1:
            heading = part.block.columns[place].heading
            yield place, Term(heading, name, UNITS[Tranche][name], ("cts",))


def _stands_below(part: Part, section: ClassSection) -> bool:
    known = [title for title in part.titles if table_titles.kind_of(title) or table_titles.section_of(title)]
    return bool(known) and table_titles.bare(known[-1]) == normalize(section.title)
