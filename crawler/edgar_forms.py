"""The names of EDGAR's forms: finds misspelt ones, as a crawl of `8K` would find nothing and say nothing.

Not all of EDGAR's forms are here, as new ones come. Refused is only what is plainly a misspelling of a form
that mortgage trusts file. Any other name is taken as it is.
"""

import re

DEFAULT_FORMS = "8-K,8-K/A,10-D,10-D/A"  # of a crawl without forms=; those that statements come with

# What the trusts and their depositors file. A name one letter from a report of theirs is misspelt ...
REPORTS = ("8-K", "10-D", "10-K", "10-K405", "15-15D", "ABS-15G", "ABS-EE")
OFFERS = ("305B2", "424B1", "424B2", "424B3", "424B4", "424B5", "FWP", "NT 10-D", "NT 10-K", "S-3", "SF-3")
# ... unless it is one of these other forms of EDGAR.
CLOSE_TO_REPORTS = (
    *("1-K", "6-K", "8-M", "10-C", "10-KSB", "10-KT", "10-KT405", "10-Q", "10-QSB", "11-K"),
    *("15-12B", "15-12G", "15F-15D", "18-K"),
)
KNOWN = (*REPORTS, *OFFERS, *CLOSE_TO_REPORTS)


def with_amendments(forms: tuple[str, ...]) -> list[str]:
    """The forms, each followed by its amendment, whose name has '/A' at its end."""
    return [name for form in forms for name in (form, f"{form}/A")]


SPELT = {re.sub(r"[^A-Z0-9]", "", form): form for form in with_amendments(KNOWN)}


def is_known(form: str) -> bool:
    """Whether the name is one of those above, in EDGAR's own spelling."""
    return form in SPELT.values()


def correction(form: str) -> str | None:
    """The form that is meant by a misspelt name in capital letters: '8-K' by '8K'; None by any other name."""
    if is_known(form):
        return None
    letters = re.sub(r"[^A-Z0-9]", "", form)
    if letters in SPELT:
        return SPELT[letters]
    reports = with_amendments(REPORTS)
    return next((SPELT[one] for one in SPELT if SPELT[one] in reports and is_one_edit(one, letters)), None)


def is_one_edit(first: str, second: str) -> bool:
    """Whether one letter is another, is left out or is added, or two neighbours are swapped."""
    if len(first) == len(second):
        different = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
        at, *others = different or [-1]
        swapped = first[:at] + first[at : at + 2][::-1] + first[at + 2 :]
        return bool(different) and (not others or swapped == second)
    short, long = sorted((first, second), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
