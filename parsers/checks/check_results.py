"""The outcome of the checks: what held, what did not, what could not be tried; and their tolerances."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import UNSET

from parsers.records import Check, Checks

Number = Decimal | int
HALF = Decimal("0.5")
_ONE = Decimal(1)
UNPROVED = "unproved"  # the reason of a skip


def number(value: Any) -> Decimal | None:
    """A field's value as a number; None where it was not printed or printed without digits."""
    if type(value) is Decimal:
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def numbers(values: Iterable[Any]) -> list[Decimal] | None:
    """Fields' values as numbers, in their order; None where one of them was not printed."""
    found: list[Decimal] = []
    for value in values:
        one = value if type(value) is Decimal else number(value)
        if one is None:
            return None
        found.append(one)
    return found


# The precisions that pages mostly print, each with half a unit of its last digit.
_PRECISIONS = tuple((Decimal(1).scaleb(-places), HALF.scaleb(-places)) for places in (2, 0, 4, 6, 5, 3, 7, 8))


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: what rounding may have hidden."""
    for unit, half in _PRECISIONS:
        if value.same_quantum(unit):
            return half
    return HALF.scaleb(int(value.as_tuple().exponent))


def rounding(values: Iterable[Decimal]) -> Decimal:
    """What rounding may add up to over the terms of a sum: half a unit of the last digit of each.

    A bare zero ('0', '-') has no digits to tell its precision and takes that of its neighbours.
    """
    halves = [None if _bare_zero(term) else half_unit(term) for term in values]
    known = [half for half in halves if half is not None]
    finest = min(known, default=HALF)
    return sum(known, finest * (len(halves) - len(known)))


def _bare_zero(value: Decimal) -> bool:
    return not value and value.same_quantum(_ONE)


def shown(value: Number) -> str:
    """A number as a person reads it: '49,275.15'."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


class Subject(NamedTuple):
    """What a check is about: its record's key, its lines, what a person calls it, and the field, if one."""

    key: str
    lines: Sequence[int]
    name: str = ""
    field: str = ""


class Tally:
    """Counts what passed and was skipped, and keeps a Check line for what failed."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self.borne_out: Counter[str] = Counter()  # by figures other than 0
        self.failed: list[Check] = []
        self.skipped: dict[str, Counter[str]] = {}

    def skip(self, check: str, reason: str) -> None:
        """A check that the page does not allow, with the reason."""
        self.skipped.setdefault(check, Counter())[reason] += 1

    def hold(self, check: str, printed: Decimal) -> None:
        """A check that held, and whether of a figure other than 0."""
        self.passed[check] += 1
        if printed:
            self.borne_out[check] += 1

    def is_rounded(self, check: str, *, expected: Decimal, printed: Decimal) -> bool:
        """Count a check as held where a printed number is the expected one rounded to its own last digit.

        Most are: then the tolerance, which is no less, need not be worked out.
        """
        if printed != expected and abs(printed - expected) > half_unit(printed):
            return False
        self.hold(check, printed)
        return True

    def compare(
        self,
        check: str,
        subject: Subject | Callable[[], Subject],
        *,
        expected: Decimal,
        printed: Decimal,
        tolerance: Decimal | Callable[[], Decimal],
        message: str | Callable[[], str],
    ) -> None:
        """Whether a printed number is what the arithmetic gives; `message` says it where it is not.

        Most numbers are to the digit what they should be: the tolerance may be worked out where one is not,
        subject and message may be made where it fails. '{gap}' in the message stands for the difference
        without its sign, '{expected}' and '{printed}' for the numbers.
        """
        is_right = printed == expected
        if not is_right:
            allowed = tolerance() if callable(tolerance) else tolerance
            is_right = abs(printed - expected) <= allowed
        if is_right:
            self.hold(check, printed)
            return
        about = subject() if callable(subject) else subject
        places = min(int(printed.as_tuple().exponent), 0)
        near = expected.quantize(Decimal(1).scaleb(places))
        gap = printed - near
        told = message if isinstance(message, str) else message()
        text = told.format(gap=shown(abs(gap)), expected=shown(near), printed=shown(printed))
        self.fail(
            Check(
                check=check,
                subject=about.key,
                field=about.field or UNSET,
                expected=near,
                printed=printed,
                difference=gap,
                tolerance=allowed.quantize(Decimal("1e-9")).normalize() + 0,
                message=f"{about.name or about.key}: {text}",
                lines=sorted(set(about.lines)),
            )
        )

    def note(self, check: str, *, expected: Decimal, printed: Decimal, tolerance: Decimal) -> None:
        """Try an identity that no page has yet shown to hold: it passes, or is skipped as unproved."""
        if abs(printed - expected) <= tolerance:
            self.passed[check] += 1
        else:
            self.skip(check, UNPROVED)

    def fail(self, check: Check) -> None:
        """A check that did not hold."""
        self.failed.append(check)

    def settle(self, unproved: Set[str]) -> None:
        """Skip the failed checks whose claim no real page of the layout has shown to be true.

        There the claim may be wrong and not the page; but where it holds of two figures on this page and more
        often than not, the page itself bears it out.
        """
        failed = Counter(check.check for check in self.failed)
        doubted = {name for name in unproved if self.borne_out[name] < max(2, failed[name] + 1)}
        for name in doubted & failed.keys():
            for _ in range(failed[name]):
                self.skip(name, UNPROVED)
        self.failed = [check for check in self.failed if check.check not in doubted]

    def add(self, other: "Tally") -> None:
        """Take over what other checks came to."""
        self.passed += other.passed
        self.failed += other.failed
        self.borne_out += other.borne_out
        for check, reasons in other.skipped.items():
            self.skipped.setdefault(check, Counter()).update(reasons)

    def summary(self) -> Checks:
        """The counts for the statement line."""
        failed = Counter(check.check for check in self.failed)
        return Checks(
            passed=dict(sorted(self.passed.items())),
            failed=dict(sorted(failed.items())),
            skipped={name: dict(sorted(reasons.items())) for name, reasons in sorted(self.skipped.items())},
        )
