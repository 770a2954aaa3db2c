"""The outcome of the checks: passed, failed and skipped checks, and their tolerances."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import UNSET

from parsers.records import Check, Checks

Number = Decimal | int
HALF = Decimal("0.5")
_ONE = Decimal(1)
PERCENT = Decimal(100)  # the scale of a ratio in percent
UNPROVED = "unproved"  # the reason of a skip


def number(value: Any) -> Decimal | None:
    """A field's value as a number; None where it was not printed or printed without digits."""
    if type(value) is Decimal:
        return value
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def numbers(values: Iterable[Any]) -> list[Decimal] | None:
    """Fields' values as numbers, in their order; None where one of them was not printed."""
    found = list(values)
    if set(map(type, found)) == {Decimal}:  # as nearly always
        return found
    converted = [one for value in found if (one := number(value)) is not None]
    return converted if len(converted) == len(found) else None


# The precisions that pages mostly print, each with half a unit of its last digit.
_PRECISIONS = tuple((Decimal(1).scaleb(-places), HALF.scaleb(-places)) for places in (2, 0, 4, 6, 5, 3, 7, 8))


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: the largest rounding error of the number."""
    for unit, half in _PRECISIONS:
        if value.same_quantum(unit):
            return half
    return HALF.scaleb(int(value.as_tuple().exponent))


def rounding(values: Iterable[Decimal]) -> Decimal:
    """The largest rounding error of a sum of the terms: half a unit of the last digit of each.

    A bare zero ('0', '-') has no digits that show its precision; it takes that of its neighbours.
    """
    halves = [None if _bare_zero(term) else half_unit(term) for term in values]
    known = [half for half in halves if half is not None]
    finest = min(known, default=HALF)
    return sum(known, finest * (len(halves) - len(known)))


def _bare_zero(value: Decimal) -> bool:
    return not value and value.same_quantum(_ONE)


def shown(value: Number) -> str:
    """A number with thousands separators: '49,275.15'."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


class Subject(NamedTuple):
    """The subject of a check: its record's key, its lines, its name for a person, and the field, if one."""

    key: str
    lines: Sequence[int]
    name: str = ""
    field: str = ""


class Tally:
    """Counts passed and skipped checks, and keeps a Check line for each failed one."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self.borne_out: Counter[str] = Counter()  # passed with figures other than 0
        self.failed: list[Check] = []
        self.skipped: dict[str, Counter[str]] = {}

    def skip(self, check: str, reason: str) -> None:
        """Count a check that the page does not allow, with the reason."""
        self.skipped.setdefault(check, Counter())[reason] += 1

    def hold(self, check: str, printed: Decimal) -> None:
        """Count a check that passed, and whether with a figure other than 0."""
        self.passed[check] += 1
        if printed:
            self.borne_out[check] += 1

    def is_rounded(self, check: str, *, expected: Decimal, printed: Decimal) -> bool:
        """Count a check as passed where a printed number is the expected one rounded to its own last digit.

        Most are: then the tolerance, which is never less, need not be computed.
        """
        if printed != expected and abs(printed - expected) > half_unit(printed):
            return False
        self.hold(check, printed)
        return True

    def is_ratio(
        self, check: str, *, printed: Decimal, amount: Decimal, whole: Decimal, scale: Decimal
    ) -> bool:
        """Count a check as passed where a printed ratio is `scale` times two amounts', to its last digit."""
        if not amount and not printed:  # 0 of anything, as a third of the ratios are
            self.hold(check, printed)
            return True
        return self.is_rounded(check, expected=scale * amount / whole, printed=printed)

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
        """Whether a printed number agrees with the arithmetic; `message` reports it where it does not.

        Most numbers agree to the last digit: a tolerance given as a function is called only if one does not,
        subject and message only where the check fails. '{gap}' in the message stands for the difference
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
        template = message if isinstance(message, str) else message()
        text = template.format(gap=shown(abs(gap)), expected=shown(near), printed=shown(printed))
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
        """Count a check that failed."""
        self.failed.append(check)

    def settle(self, unproved: Set[str]) -> None:
        """Skip the failed checks whose claim no real page of the layout has shown to be true.

        The claim may be wrong instead of the page; but where it holds for two figures on this page and more
        often than not, the page itself supports it, and its failures stay.
        """
        failed = Counter(check.check for check in self.failed)
        doubted = {name for name in unproved if self.borne_out[name] < max(2, failed[name] + 1)}
        for name in doubted & failed.keys():
            for _ in range(failed[name]):
                self.skip(name, UNPROVED)
        self.failed = [check for check in self.failed if check.check not in doubted]

    def add(self, other: "Tally") -> None:
        """Add the outcome of other checks."""
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
