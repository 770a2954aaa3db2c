"""Where a reader left the numbers of a family page: in the right field, at the right address, or neither."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.records import Unmapped
from tests.writer.families.truth import Address, Figure, Written, address_faults

# Sections whose every number is left out by a rule, as it is of a kind that no record holds.
LEFT_OUT = re.compile(r"contents|detail report", re.IGNORECASE)


@dataclass
class Places:
    """The numbers of a page by where they were left; `astray`: those at a wrong address, and with which."""

    in_field: list[Figure] = field(default_factory=list)
    addressed: list[Figure] = field(default_factory=list)
    left_out: list[Figure] = field(default_factory=list)
    astray: list[tuple[Figure, Address]] = field(default_factory=list)
    elsewhere: list[Figure] = field(default_factory=list)  # in another field, or nowhere

    @property
    def share(self) -> float:
        """The share that is in its field, at its address or left out by a rule."""
        right = len(self.in_field) + len(self.addressed) + len(self.left_out)
        return right / (right + len(self.astray) + len(self.elsewhere))


def place_numbers(page: Written, records: Iterable[object]) -> Places:
    """The places of a page's numbers; of equal numbers on one line those at the right address come first."""
    found = Places()
    unmapped: dict[tuple[int, str], list[Address]] = defaultdict(list)
    held: set[tuple[int, str, Decimal]] = set()
    for record in records:
        if isinstance(record, Unmapped):
            unmapped[record.lines[0], _plain(record.text)].append(_address(record))
        else:
            held |= set(_fields(record))
    same: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in page.numbers:
        same[figure.line, _plain(figure.text)].append(figure)
    for key, figures in same.items():
        _place(found, figures, unmapped[key], held)
    return found


def _place(
    found: Places, figures: list[Figure], addresses: list[Address], held: set[tuple[int, str, Decimal]]
) -> None:
    left = list(figures)
    for address in sorted(addresses, key=lambda one: all(list(address_faults(f.address, one)) for f in left)):
        own = next((one for one in left if not list(address_faults(one.address, address))), left[0])
        left.remove(own)
        if list(address_faults(own.address, address)):
            found.astray.append((own, address))
        else:
            found.addressed.append(own)
    for figure in left:
        if figure.value is None or (figure.line, _name(figure), Decimal(str(figure.value))) in held:
            found.in_field.append(figure)
        elif not figure.field and LEFT_OUT.search(" ".join(figure.address.section)):
            found.left_out.append(figure)
        else:
            found.elsewhere.append(figure)


def _name(figure: Figure) -> str:
    return (figure.subject and figure.subject.name) or figure.field


def _fields(record: object) -> Iterator[tuple[int, str, Decimal]]:
    """(line, field, value) of each number of a record; an amount's field is its name."""
    for line in getattr(record, "lines", None) or ():
        for name in getattr(record, "__struct_fields__", ()):
            value = getattr(record, name)
            if isinstance(value, Decimal | int) and not isinstance(value, bool):
                own = getattr(record, "name", name) if name == "value" else name
                yield line, str(own), Decimal(value)


def _address(record: Unmapped) -> Address:
    return Address(tuple(record.section or ()), record.group or None, record.label or "", record.column or "")


def _plain(text: str) -> str:
    return re.sub(r"[\s$]", "", text)
