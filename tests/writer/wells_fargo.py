"""The summary of Norwest's and Wells Fargo's CTSLink statement for other issuers, as text.

The paying agent's page under another issuer's name. All sections of the statement are written by
`families.wells_fargo`.
"""

from dataclasses import dataclass
from typing import ClassVar

from tests.writer import paying_agent
from tests.writer.pass_through import PassThrough
from tests.writer.style import choice

random_trust = PassThrough.random
write = paying_agent.write


@dataclass(frozen=True)
class Style(paying_agent.Style):
    """How the page is printed."""

    issuer: ClassVar[str] = "Invented Asset Securities Corporation"
    shelf: ClassVar[str] = "NASCOR"
    own: ClassVar[str] = "NAS99J4R1"
    scanned: bool = choice(False)
