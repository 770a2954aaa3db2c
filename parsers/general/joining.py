"""Joins parts of class tables to one matrix, by the names of the classes or by their order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from parsers.blocks.finding import BlockRow
from parsers.general.class_matrix import ROOTS, ClassMatrix, ClassRow, proposed
from parsers.general.order import identified_in_order
from parsers.general.parts import Part, name_of, remic_of
from parsers.vocabulary import table_titles

Key = tuple[str, int]  # a class's name, and its index among equal names
LEAST_SUMMED = 2  # rows that a total sums up
TOTALS = "Totals"  # the name of a row of totals beside those of classes
LEAST_COLUMNS = 3  # nonzero columns of money that prove a row to be a sum


def join(parts: Sequence[Part]) -> ClassMatrix:
    """One matrix of the parts of one set of classes; parts about other things are left out."""
    matrix = ClassMatrix([])
    known: dict[Key, ClassRow] = {}
    for part in sorted(parts, key=lambda part: (not part.keyed, part.line)):
        rows = _class_rows(part, matrix)
        keys = _keys(part, rows)
        unnamed = not part.keyed and not any(name_of(part, row) for row in rows)
        if unnamed or (keys and not part.keyed and not set(keys) <= known.keys()):
            if not unnamed or not _join_in_order(matrix, part):
                part.refused = (
                    "no column of it names classes, and no identity shows its rows to be those above"
                )
        elif not rows or keys is None:
            part.refused = "a class is named twice in it, or none is named"
        elif name := _cut_otherwise(keys, known):
            part.refused = f"{name!r} stands in it more or less often than above: it is a cut name of several"
        else:
            _add(matrix, known, part, zip(keys, rows, strict=True))
    _set_apart(matrix)
    return matrix


def _class_rows(part: Part, matrix: ClassMatrix) -> list[BlockRow]:
    """The rows of a part that are classes; its rows of totals go to the matrix."""
    rows = []
    columns = [
        at for at, term in part.terms.items() if term.unit == "usd" and term.field != "original_balance"
    ]
    named = part.keyed or any(name_of(part, row) for row in part.rows)
    for place, row in enumerate(part.rows):
        label = name_of(part, row) or row.label
        last = named and 0 < place == len(part.rows) - 1
        if table_titles.is_total(label) or (last and not label and not row.words):
            matrix.totals.append((part, row))
        elif place < LEAST_SUMMED or not _sums_up(part, place, columns):
            rows.append(row)
    if not named:
        return rows
    with_names = [row for row in rows if name_of(part, row)]
    return with_names or (rows if len(rows) == 1 else [])  # an only class may have no name


def _sums_up(part: Part, place: int, columns: Sequence[int]) -> bool:
    """Whether a row is the sum of the rows right above it in every one of some columns that it prints.

    A strip's balances are sums of others' as well, but not its principal.
    """
    cells = part.rows[place].values
    own = {at: cells[at].value or Decimal(0) for at in columns if at in cells}
    filled = [at for at, value in own.items() if value]
    if len(filled) < LEAST_COLUMNS:
        return False
    first = Decimal(0)
    for start in range(place - 1, -1, -1):
        first += _value(part.rows[start], filled[0])
        if first == own[filled[0]] and place - start >= LEAST_SUMMED:
            above = part.rows[start:place]
            return all(sum(_value(row, at) for row in above) == value for at, value in own.items())
    return False


def _value(row: BlockRow, at: int) -> Decimal:
    cell = row.values.get(at)
    return (cell.value if cell else None) or Decimal(0)


def _keys(part: Part, rows: Sequence[BlockRow]) -> list[Key] | None:
    """Each row's class; None where a complete name occurs twice and no CUSIP separates the two.

    A row that is repeated, figure for figure, is the same class.
    """
    names = [name_of(part, row) for row in rows]
    if len(set(names)) == len(names):
        return [(name, 0) for name in names]
    printed = [
        (name, *(cell.text for cell in row.values.values())) for name, row in zip(names, rows, strict=True)
    ]
    first = {text: place for place, text in reversed(list(enumerate(printed)))}
    again = [first[text] < place and bool(names[place]) for place, text in enumerate(printed)]
    often = Counter(name for name, same in zip(names, again, strict=True) if not same)
    for name, times in often.items():
        if times > 1 and not (name.endswith("-") or _have_own_cusips(rows, names, name)):
            return None
    seen: Counter[str] = Counter()
    keys = []
    for name, same in zip(names, again, strict=True):
        cut = name.endswith("-")
        keys.append((name, 0 if same and not cut else seen[name]))
        seen[name] += cut or not same
    return keys


def _cut_otherwise(keys: Sequence[Key], known: Iterable[Key]) -> str:
    """A cut name that a part has more or less often than the parts above; '' if there is none."""
    own, others = ({key for key in of if key[0].endswith("-")} for of in (keys, known))
    names = {name for name, _ in own & others}
    return min((name for name, _ in own ^ others if name in names), default="")


def _have_own_cusips(rows: Sequence[BlockRow], names: Sequence[str], name: str) -> bool:
    codes = [
        cell.text
        for row, own in zip(rows, names, strict=True)
        if own == name
        for cell in row.words.values()
        if cell.kind == "cusip"
    ]
    return len(codes) == names.count(name) == len(set(codes))


def _add(
    matrix: ClassMatrix, known: dict[Key, ClassRow], part: Part, rows: Iterable[tuple[Key, BlockRow]]
) -> None:
    matrix.parts.append(part)
    for key, row in rows:
        if key not in known:
            known[key] = ClassRow(key[0], group=row.group)
            matrix.classes.append(known[key])
        known[key].rows.append((part, row))


def _join_in_order(matrix: ClassMatrix, part: Part) -> bool:
    """Join a part without names to the table above it, where identities show its rows to be that table's."""
    above = [other for other in matrix.parts if other.keyed and other.line < part.line]
    nearest = max(above, key=lambda other: other.line, default=None)
    if nearest is None:
        return False
    owners = {id(row): one for one in matrix.classes for other, row in one.rows if other is nearest}
    totals = {id(row): row for other, row in matrix.totals if other is nearest}
    beside = [
        owners.get(id(row)) or ClassRow(TOTALS if id(row) in totals else "", [(nearest, row)])
        for row in nearest.rows
    ]
    if len(beside) > len(part.rows) and beside[-1].name == TOTALS:
        beside.pop()
    identified = identified_in_order(part, beside, part.rows) if len(beside) == len(part.rows) else []
    if not any(identified):
        return False
    matrix.parts.append(part)
    for owner, row, shown in zip(beside, part.rows, identified, strict=True):
        if owner.name != TOTALS:
            owner.rows.append((part, row))
        elif shown:
            matrix.totals.append((part, row))
    return True


def _set_apart(matrix: ClassMatrix) -> None:
    """Remove rows that are not classes by their words, and rows without balances, from the classes."""
    matrix.exempt = [row for row in matrix.classes if table_titles.exemption_of(row.words)]
    classes = [row for row in matrix.classes if row not in matrix.exempt]
    whole = classes
    for name in ROOTS:
        if matrix.has(name):
            whole = proposed(whole, name)
    matrix.classes = whole
    matrix.others = [row for row in classes if row not in whole]


def part_sets(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts of each set of classes: of one REMIC, with common names or one table over two pages."""
    sets: list[list[Part]] = []
    for part in parts:
        own = [known for known in sets if any(_belong_together(part, other) for other in known)]
        merged = [other for known in own for other in known]
        sets = [known for known in sets if known not in own] + [[*merged, part]]
    return sets


def _belong_together(part: Part, other: Part) -> bool:
    if remic_of(part) != remic_of(other):
        return False
    names = {name_of(part, row) for row in part.rows} - {""}
    others = {name_of(other, row) for row in other.rows} - {""}
    if not names or not others or any(len(names & one) * 2 > len(one) for one in (names, others)):
        return True
    return part.fields() == other.fields() and not table_titles.is_total(name_of(other, other.rows[-1]))
