"""What all trusts share: classes, CUSIPs, money shared out to the cent, dates of distribution."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.writer.formats import cents

ZERO = Decimal("0.00")
REVOLVING = "Revolving"
ROMAN = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class TrustClass:
    """A class as the agreement defines it; `group` is the loan group that pays it, None for all."""

    name: str
    kind: str  # 'Senior', 'Mezzanine', 'Junior', 'Strip IO', 'Residual', REVOLVING
    original: Decimal
    rate_pct: Decimal
    rate_type: str = "fixed"
    day_count: str = "30/360"
    cusip: str = ""
    group: int | None = None

    @property
    def is_strip(self) -> bool:
        return self.kind == "Strip IO"


def draw(rng: Random, low: float, high: float) -> Decimal:
    """A random decimal with six digits behind the point."""
    return Decimal(rng.randint(round(low * 1_000_000), round(high * 1_000_000))).scaleb(-6)


def part(rng: Random, whole: Decimal, low: float, high: float) -> Decimal:
    """A random share of an amount, to the cent."""
    return cents(whole * draw(rng, low, high))


def share_out(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount in proportion to weights, to the cent; the heaviest takes what rounding leaves."""
    whole = sum(weights, Decimal(0))
    if not whole:
        return [ZERO for _ in weights]
    shares = [cents(amount * weight / whole) for weight in weights]
    shares[weights.index(max(weights))] += amount - sum(shares, ZERO)
    return shares


def pay_down(amount: Decimal, balances: dict[str, Decimal], order: Iterable[str]) -> Decimal:
    """Pay balances off one after the other; what is left when all are paid."""
    for name in order:
        paid = min(amount, balances[name])
        balances[name] -= paid
        amount -= paid
    return amount


_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def random_issuer(rng: Random) -> str:
    """The six characters of an issuer; as in the samples, digits first and letters last."""
    return "".join(rng.choices("0123456789", k=5)) + rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")


def cusip_of(issuer: str, number: int) -> str:
    """The issuer's CUSIP of a running number, with its check digit (modulus 10, double add double)."""
    body = issuer + _ALPHABET[10 + number // 24 % 24] + _ALPHABET[number % 24 + 2]
    digits = "".join(str(_ALPHABET.index(one) * (1 + place % 2)) for place, one in enumerate(body))
    return body + str(-sum(int(digit) for digit in digits) % 10)


def months_after(day: date, count: int) -> date:
    """The same day so many months later; a Sunday or Saturday waits for Monday."""
    month = day.month - 1 + count
    moved = date(day.year + month // 12, month % 12 + 1, day.day)
    return moved + timedelta(days=max(0, 7 - moved.weekday()) if moved.weekday() > 4 else 0)
