"""What befalls the classes of a month: losses, what another accretes, interest deferred or short."""

from dataclasses import replace
from random import Random

from tests.writer.families.class_months import ClassMonth
from tests.writer.formats import cents
from tests.writer.trust import draw, part


def with_losses(rng: Random, classes: list[ClassMonth]) -> list[ClassMonth]:
    """In some months the lowest class, in some the two lowest, take losses."""
    found = list(classes)
    low = [place for place, one in enumerate(found) if one.kind in ("MEZ", "SUB")][-rng.choice((1, 2)) :]
    for place in low:
        one = found[place]
        earlier = cents((one.original - one.beginning) * draw(rng, 0.1, 0.6))
        found[place] = replace(one, realized_loss=part(rng, one.beginning, 0.002, 0.04), earlier_loss=earlier)
    return found


def with_accretion_paid(classes: list[ClassMonth]) -> list[ClassMonth]:
    """What one class accretes pays principal of the largest class of its group."""
    found = list(classes)
    for one in classes:
        if one.kind != "ACC":
            continue
        own = [place for place, other in enumerate(found) if other.kind == "SEN" and other.group == one.group]
        largest = max(own, key=lambda place: found[place].beginning)
        paid = found[largest]
        found[largest] = replace(paid, unscheduled=paid.unscheduled + one.deferred)
    return found


def with_deferral(rng: Random, classes: list[ClassMonth]) -> list[ClassMonth]:
    """In some months a senior class is paid a part of its interest, the rest is added to its balance."""
    own = [place for place, one in enumerate(classes) if one.kind == "SEN" and one.principal]
    found = list(classes)
    place = rng.choice(own)
    deferred = part(rng, found[place].accrued, 0.05, 0.4)
    # The loans pay what the classes are paid: what is deferred was interest of the loans.
    found[place] = replace(found[place], deferred=deferred, unscheduled=found[place].unscheduled + deferred)
    return found


def with_shortfall(rng: Random, classes: list[ClassMonth]) -> list[ClassMonth]:
    """A shortfall shared in proportion to what accrued: the same ratio for all classes, to the cent."""
    ratio = draw(rng, 0.00005, 0.0008)
    return [
        replace(one, shortfall=cents(one.accrued * ratio)) if one.kind != "ACC" else one for one in classes
    ]
