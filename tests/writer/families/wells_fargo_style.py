"""How a CTSLink statement may be printed: its choices, its number forms, its tables in two halves."""

from dataclasses import dataclass
from random import Random

from tests.writer.families.class_rows import Forms
from tests.writer.families.drawing import Drawing
from tests.writer.families.tables import Pages, TableStyle, random_table_style
from tests.writer.style import choice

SHELVES = ("SMT", "NASCOR", "NISTAR", "SHT", "SAIL")


@dataclass(frozen=True)
class Style:
    """How the page is printed."""

    head: str = choice("V1", "V2", "V3", "V4", "V5")
    shelf: str = choice(*SHELVES)
    continued: str = choice("(continued)", "same title", "nothing", "note")  # over the second half of a table
    keys: str = choice("class", "all", "none")  # which columns the second half repeats
    cut: int = choice(6, 5, 7, 0)  # columns of the first half; 0: all in one
    denomination: int = choice(1000, 1)
    denomination_said: bool = choice(True, False)
    strips: bool = choice(True, False)  # whether the summary prints a strip's notional
    fees: bool = choice(False, True)  # rows of a fee, of overcollateralization
    own_codes: bool = choice(True, False)  # the printer's own code where there is no CUSIP
    totals: str = choice("Totals", "Total")
    components: bool = choice(False, True)
    old_delinquencies: bool = choice(False, True)  # section 8a, else 8b and 9
    rows_before_break: int = choice(0, 5)
    sections: int = choice(15, 5, 2, 1)  # how many are printed


def pages_of(title: str, style: Style) -> Pages:
    def at_part(drawing: Drawing, part: int) -> None:
        drawing.say("")
        if style.continued == "(continued)":
            drawing.title(f"{title} (continued)")
        elif style.continued == "same title":
            drawing.title(title)
        elif style.continued == "note":
            drawing.say("[Continued from above table, first column(s) repeated]", at=0)

    def at_break(drawing: Drawing) -> None:
        drawing.say("", "Page 2", "", f"{style.shelf} Series", "")

    return Pages(at_part, at_break)


def layout_of(rng: Random, style: Style, columns: int) -> TableStyle:
    sizes = (style.cut, columns) if style.cut else ()
    keys = style.keys if style.continued != "nothing" or style.keys != "none" else "class"
    return random_table_style(rng, sizes=sizes, keys=keys, rows_before_break=style.rows_before_break)


def forms_of(style: Style, unit: int = 1000) -> Forms:
    return Forms(negative="-", rate_places=5, rate_sign=" %" if style.head == "V5" else "%", unit=unit)
