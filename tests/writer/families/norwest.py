"""The Certificateholder Distribution Summary alone, as Norwest filed it in 1999-2001.

Text in EDGAR's `<TABLE>`, everything from the issuer on in its `<CAPTION>`; or HTML of the same rows.
"""

from dataclasses import dataclass
from random import Random

from tests.writer.families import wells_fargo
from tests.writer.families.drawing import Drawing
from tests.writer.families.html_face import Dress, as_html
from tests.writer.families.trusts import Shape, Trust, invent
from tests.writer.families.truth import Written
from tests.writer.style import choice, random_style


@dataclass(frozen=True)
class Style:
    """How the page is printed."""

    shelf: str = choice("NASCOR", "NISTAR", "SASC")
    tagged: bool = choice(True, False)  # <TABLE>, <CAPTION> around the page
    cut: int = choice(7, 6, 5)
    continued: str = choice("(continued)", "same title", "nothing")
    keys: str = choice("class", "all")
    strips: bool = choice(True, False)


def write(
    seed: int | Random, *, html: bool = False, style: Style | None = None, trust: Trust | None = None
) -> Written:
    """The page of a seed."""
    rng = seed if isinstance(seed, Random) else Random(seed)
    style = style or random_style(Style, rng)
    trust = trust or invent(rng, Shape(accretion=False, floating=False))
    drawing = Drawing("norwest", html)
    tagged = style.tagged and not html
    if tagged:
        drawing.say("<TABLE>", "<CAPTION>", at=0)
    wells_fargo.draw_statement(drawing, rng, trust, _as_wells_fargo(style))
    if tagged:
        drawing.say("</TABLE>", at=0)
    if html:
        return as_html(drawing.family, drawing.rows, random_style(Dress, rng), tuple(drawing.known))
    return drawing.as_text()


def _as_wells_fargo(style: Style) -> wells_fargo.Style:
    return wells_fargo.Style(
        head="V1",
        shelf=style.shelf,
        continued=style.continued,
        keys=style.keys,
        cut=style.cut,
        strips=style.strips,
        sections=1,
    )
