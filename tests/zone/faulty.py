"""One of every fault that the audit looks for, planted in a history."""

from tests.zone.histories import Archive, History


def faulty_archive(trusts: list[History], months: int) -> Archive:
    """Sound months of six or more trusts, but for the planted faults."""
    archive = Archive.sound(trusts, months)
    last, middle = months - 1, months // 2
    classes = next(one for one in trusts if len(one.classes(1)) > 1)
    gaps, doubles, amended, carried, losing = [one for one in trusts if one is not classes][:5]
    archive.lose_months(gaps, 2, *range(middle, middle + 2))
    archive.file_twice(doubles, 2)
    archive.file_same_content(doubles, middle - 1)
    archive.file_under_two_deals(doubles, last)
    archive.amend(amended, middle)
    archive.break_carry_over(carried, middle)
    archive.raise_factor(carried, last - 1)
    if losing.shape.fall:
        archive.let_losses_fall(losing, last)
    if gaps.shape.issued:
        archive.restate(gaps, last, months)
    archive.lose_class(classes, middle)
    return archive
