"""Reads text in a section: the method of counting delinquency, rates of indices, tests, comments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.builder import Builder
from parsers.labels import plain
from parsers.page import Line
from parsers.targets import Target, place, place_text

METHOD = re.compile(r"Delinquency Calculation Method:?\s*(?P<name>.+)", re.IGNORECASE)
METHODS = {"mortgage bankers association": "mba", "office of thrift supervision": "ots"}


class Method:
    """The line that names the method of counting days; with a footnote's mark behind it."""

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the line; returns the others."""
        rest = []
        for line in lines:
            match = METHOD.match(line.squashed)
            if match is None:
                rest.append(line)
                continue
            builder.ignore(line.cells, "footnote_mark")
            named = [code for name, code in METHODS.items() if plain(match["name"]).startswith(name)]
            if named:
                builder.set(builder.statement, "delinquency_method", named[0], line.number)
        return rest


class IndexRates:
    """'Index Type   Rate   Classes': a code with blanks and digits, a rate, the classes that have it."""

    heading = re.compile(r"(?:(?:Index )?(?:Type )?Rate Classes|Type)$", re.IGNORECASE)

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the rows below the heading; returns the other lines."""
        rest: list[Line] = []
        is_below = False
        for line in lines:
            is_heading = self.heading.match(line.squashed) is not None
            is_below = is_heading or (is_below and bool(line.values))
            if not is_heading and not (is_below and self._take(builder, line)):
                rest.append(line)
        return rest

    def _take(self, builder: Builder, line: Line) -> bool:
        rates = [cell for cell in line.values if cell.text.count(".") == 1 and cell.kind == "number"]
        if len(rates) != 1:
            return False
        code = " ".join(cell.text for cell in line.cells if cell.start < rates[0].start)
        classes = " ".join(cell.text for cell in line.cells if cell.start > rates[0].start)
        if not code or not classes:
            return False
        builder.ignore([cell for cell in line.values if cell is not rates[0]], "index_code")
        target = Target("amount", "index_rate", class_name=classes, column=code)
        return place(builder, target, rates[0], code)


@dataclass(frozen=True)
class Answers:
    """Labels with an answer in words or a date behind them: 'Trigger Event in Effect   False'."""

    labels: Mapping[str, Target]

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Read the lines with such a label and one more cell; returns the others."""
        known = {plain(label): target for label, target in self.labels.items()}
        rest = []
        for line in lines:
            cells = line.cells
            target = known.get(plain(cells[0].text)) if len(cells) == 2 else None
            answers = target is not None and not cells[1].is_value
            if target is None or not answers or not place_text(builder, target, cells[1], cells[0].text):
                rest.append(line)
        return rest


class Comments:
    """The last section: free text, whose numbers are ignored."""

    def read(self, builder: Builder, lines: Sequence[Line], group: str | None = None) -> list[Line]:
        """Keep the text."""
        said = [line for line in lines if line.squashed]
        if said:
            words = " ".join(line.squashed for line in said)
            builder.set(builder.statement, "comments", words, said[0].number)
        for line in said:
            builder.ignore(line.cells, "comment")
        return []
