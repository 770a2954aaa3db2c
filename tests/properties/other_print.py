"""One page in other print: its title dressed, its characters' twins, one number in another notation."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import parsers
from tests.writer.comparison import ABSENT, printed_differences, read_records
from tests.writer.sheet import Records

TITLE = re.compile(
    r"(?im)(?P<title>Servicing Certificate|Statement to Certificateholders?|Certif\w*holder'?s?'? (?:Monthly )?Distribution Summary|Certificate Payment Report)"
    r"(?=[ ]{2}|[ ]*(?:$|<))"
)


def is_html(page: Path) -> bool:
    """Whether a fixture is in HTML."""
    return page.suffix == ".htm"


def text_of(page: Path) -> str:
    """A fixture's text."""
    return page.read_text(encoding="latin-1")


def statements(reading: parsers.Reading) -> list[Records]:
    """The fields that were read, statement by statement."""
    return [read_records(reading, number) for number in range(1, reading.statements + 1)]


def changed_fields(base: parsers.Reading, other: parsers.Reading) -> dict[object, tuple[object, object]]:
    """(sound, read) of the fields that differ, of all statements of a page."""
    pairs = zip(statements(base), statements(other), strict=True)
    return {
        (number, *place): values
        for number, (sound, read) in enumerate(pairs, start=1)
        for place, values in printed_differences(sound, read).items()
    }


# Titles ------------------------------------------------------------------------------------------------


def _inside(title: str, mark: str) -> str:
    return f"{title[:4]}{mark}{title[4:]}"


class Dress(NamedTuple):
    """A way to print a title; `once` where only the first of a page is printed so, `revised` what it says."""

    name: str
    text: Callable[[str], str]
    html: Callable[[str], str] | None = None
    once: bool = False
    revised: bool = False


DRESSES = (
    Dress("in capitals", str.upper),
    Dress("in small letters", str.lower),
    Dress("two blanks", lambda title: title.replace(" ", "  ")),
    Dress("a tab", lambda title: title.replace(" ", "\t", 1)),
    Dress("over two lines", lambda title: title.replace(" ", "\n", 1), lambda title: title.replace(" ", "<br>", 1)),
    Dress("continued", lambda title: f"{title} (continued)", once=True),
    Dress("continued, in short", lambda title: f"{title} (Cont'd)", once=True),
    Dress("an exhibit's number", lambda title: f"EXHIBIT 20.1   {title}", once=True),
    Dress("revised before", lambda title: f"Revised {title}", revised=True),
    Dress("amended and restated before", lambda title: f"AMENDED AND RESTATED {title}", revised=True),
    Dress("revised behind", lambda title: f"{title} (Revised)", revised=True),
    Dress("corrected behind", lambda title: f"{title} - Corrected", revised=True),
    Dress("restated behind", lambda title: f"{title}, as restated", revised=True),
    Dress("revised above", lambda title: f"*** REVISED ***\n{title}", lambda title: f"REVISED<br>{title}", revised=True),
    Dress("a form feed", lambda title: f"\f{title}"),
    Dress("a vertical tab", lambda title: f"\v{title}"),
    Dress("no-break blanks", lambda title: title.replace(" ", "\xa0"), lambda title: title.replace(" ", "&nbsp;")),
    Dress("soft hyphens", lambda title: _inside(title, "\xad"), lambda title: _inside(title, "&shy;")),
    Dress("zero-width blanks", lambda title: _inside(title, "\u200b")),
    Dress("typographic quotes", lambda title: f"\u201c{title}\u201d"),
    Dress("a colon", lambda title: f"{title}:"),
    Dress("in asterisks", lambda title: f"** {title} **"),
    Dress("a byte order mark", lambda title: f"\ufeff{title}"),
)  # fmt: skip


def dressed(page: Path, dress: Dress) -> bytes:
    """A fixture with its titles dressed."""
    change = (dress.html or dress.text) if is_html(page) else dress.text
    count = 1 if dress.once else 0
    text, times = TITLE.subn(lambda match: change(match["title"]), text_of(page), count=count)
    assert times
    return text.encode("utf-8")


# Characters --------------------------------------------------------------------------------------------


class Twin(NamedTuple):
    """What is printed for a character, and in which encoding; `entity` is only met in HTML."""

    plain: str
    twin: str
    encoding: str = "utf-8"
    entity: bool = False


TWINS = (
    *(Twin(" ", blank) for blank in "\xa0\u2002\u2003\u2007\u2009\u202f\u3000"),
    Twin(" ", "\xa0", "cp1252"),
    *(Twin("-", dash) for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"),
    *(Twin("-", dash, "cp1252") for dash in "\u2013\u2014"),
    *(Twin("'", quote) for quote in "\u2018\u2019\u02bc\u2032\xb4"),
    *(Twin("'", quote, "cp1252") for quote in "\u2018\u2019\xb4"),
    *(Twin(plain, chr(ord(plain) + 0xFEE0)) for plain in "0123456789.,()%$/*"),
    Twin("fi", "\ufb01"),
    Twin("\n", "\r", "latin-1"),
    Twin("\n", "\r\n", "latin-1"),
    *(Twin(" ", entity, entity=True) for entity in ("&nbsp;", "&#160;", "&#xA0;")),
    *(Twin("-", entity, entity=True) for entity in ("&ndash;", "&#8212;", "&#150;", "&minus;")),
)
_OUTSIDE_TAGS = re.compile(r"<[^<>]*>|&[#\w]+;|[^<>&]+")


def twinned(page: Path, twin: Twin) -> bytes | None:
    """A fixture with every such character replaced, in HTML outside its tags; None where it has none."""
    text = text_of(page)
    if twin.plain not in text or (twin.entity and not is_html(page)):
        return None
    if twin.plain == "\n" or not ("<" in text and text.isascii()):
        changed = text.replace(twin.plain, twin.twin)
    else:
        changed = _OUTSIDE_TAGS.sub(
            lambda part: part[0] if part[0][0] in "<&" else part[0].replace(twin.plain, twin.twin), text
        )
    return changed.encode(twin.encoding)


# Numbers -----------------------------------------------------------------------------------------------

NEGATIVES = (
    "-{}", "\u2212{}", "\u2013{}", "\u2014{}", "{}-", "{}\u2212", "({})", "<{}>", "[{}]", "{{{}}}", "${}-", "-${}",
    "$-{}", "$({})", "(${})", "$ ({})", "($ {})", "( {} )", "( ${} )", "$ -{}", "-$ {}", "- {}", "{} CR", "{}CR",
    "CR {}", "CR{}", "{} cr", "{}Cr.", "{} (CR)", "(US${})", "US$({})", "[${}]", "<${}>", "({}", "{})", "({}]",
    "({} )", "\uff08{}\uff09", "--{}", "(-{})", "-({})",
)  # fmt: skip
# A broken token is made of the digits of a number; whatever part of it is one, none may be taken.
BROKEN: tuple[Callable[[str], str], ...] = (
    lambda printed: f"{printed}E+05",
    lambda printed: f"{printed}e-3",
    lambda printed: f"{printed}DR",
    lambda printed: f"{printed} DR",
    lambda printed: f"DR {printed}",
    lambda printed: f"{printed}M",
    lambda printed: f"{printed}K",
    lambda printed: f"{printed}/2",
    lambda printed: f"{printed}.1.2",
    lambda printed: f"{printed},5",
    lambda printed: f"1a{printed}",
    lambda printed: f"1'{printed}",
    lambda printed: f"1 ,{printed}" if len(printed.split(",")[0].split(".")[0]) == 3 else f"1,,{printed}",
    lambda printed: f"{printed[:-1]}O",
    lambda printed: f"{printed[:-1]}l",
    lambda printed: f"l{printed}",
    lambda printed: f"#{printed}",
    lambda printed: f"\u25b3{printed}",
    lambda printed: f"\xac{printed}",
    lambda printed: f"{printed}?",
    lambda printed: f"{printed}@",
    lambda printed: f"_{printed}",
    lambda printed: f"{printed[:-1]}#{printed[-1]}",
    lambda printed: f"{printed}-{printed}",
    lambda printed: "#NULL!",
    lambda printed: "********",
    lambda printed: "########",
    lambda printed: "NIL",
)
_NUMBER = re.compile(
    r"(?:(?<=  )|(?<=>))(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+|\d{1,3}(?:,\d{3})+)(?=\s|$|<)",
    re.MULTILINE,
)


def numbers_of(page: Path) -> list[re.Match[str]]:
    """The numbers of a fixture, below its title, that are not zero."""
    text = text_of(page)
    title = TITLE.search(text)
    assert title
    found = _NUMBER.finditer(text, title.end())
    return [match for match in found if match["digits"].strip("0.,")]


def printed_as(page: Path, place: re.Match[str], token: str, digits: str) -> bytes | None:
    """A fixture with another token for a number; its digits keep their columns. None where it has no room."""
    text = text_of(page)
    if is_html(page):
        token = token.replace("<", "&lt;").replace(">", "&gt;")
        return f"{text[: place.start()]}{token}{text[place.end() :]}".encode()
    at = token.find(digits)
    before = at if at >= 0 else max(len(token) - len(digits), 0)
    behind = len(token) - before - (place.end() - place.start())
    left, right = text[: place.start()], text[place.end() :]
    if behind < 0:
        token, behind = token + " " * -behind, 0
    room = right.split("\n", 1)[0].rstrip()
    taken = right[:behind] if room else ""
    if before and not left.endswith(" " * (before + 2)):
        return None
    if taken.strip() or (room and not right.startswith(" " * (behind + 2))):
        return None
    return f"{left[: len(left) - before]}{token}{right[len(taken) :]}".encode()


def fresh(digits: str, offset: int) -> str:
    """A number of the same shape whose digits stand nowhere else; a fraction stays one."""
    kept = "0." if digits.startswith("0.") else ""
    others = iter(f"{7310293847561029384756 + offset * 9173}" * 3)
    return kept + "".join(next(others) if one.isdigit() else one for one in digits.removeprefix(kept))


def wrong(
    base: parsers.Reading, other: parsers.Reading, right: Decimal | None
) -> dict[object, tuple[object, object]]:
    """Fields that are neither as they were, nor right, nor without a value."""
    allowed = [] if right is None else [right, right * 100]  # a column of fractions is stored as percent
    return {
        place: pair
        for place, pair in changed_fields(base, other).items()
        if pair[1] not in (None, ABSENT) and pair[1] not in allowed
    }


def is_reported(base: parsers.Reading, other: parsers.Reading, right: Decimal | None) -> bool:
    """Whether a changed number is in a field with its right value, or reported."""
    if other.unmapped > base.unmapped:
        return True
    values = [pair[1] for pair in changed_fields(base, other).values()]
    return right is not None and any(value in (right, right * 100) for value in values)
