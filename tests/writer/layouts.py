"""The layouts that the writer knows: which trusts fill them, and how their pages may look."""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from tests.writer import (
    bank_one,
    paying_agent,
    rfc_report,
    rfc_statement,
    servicing_certificate,
    servicing_certificate_hltv,
    servicing_certificate_single,
)
from tests.writer.first_lien import FirstLien
from tests.writer.home_equity import HomeEquity
from tests.writer.pass_through import PassThrough
from tests.writer.rfc_trust import RfcTrust
from tests.writer.sheet import Written


class LayoutWriter(NamedTuple):
    """A layout as the writer knows it: `trust` draws one, `write` prints one of its months in a style."""

    trust: Callable[..., Any]
    write: Callable[..., Written]
    style: type

    def page(self, seed: int, month: int, style: object, **shape: int) -> Written:
        """The page of a seed's trust; `shape` tells how many groups and classes it has at most."""
        return self.write(self.trust(Random(seed), **shape).month(month), style)


WRITERS = {
    "bank_one": LayoutWriter(FirstLien.random, bank_one.write, bank_one.Style),
    "paying_agent": LayoutWriter(PassThrough.random, paying_agent.write, paying_agent.Style),
    "rfc_report": LayoutWriter(RfcTrust.random, rfc_report.write, rfc_report.Style),
    "rfc_statement": LayoutWriter(PassThrough.random, rfc_statement.write, rfc_statement.Style),
    "servicing_certificate": LayoutWriter(
        HomeEquity.random, servicing_certificate.write, servicing_certificate.Style
    ),
    "servicing_certificate_hltv": LayoutWriter(
        servicing_certificate_hltv.random_trust,
        servicing_certificate_hltv.write,
        servicing_certificate_hltv.Style,
    ),
    "servicing_certificate_single": LayoutWriter(
        servicing_certificate_single.random_trust,
        servicing_certificate_single.write,
        servicing_certificate_single.Style,
    ),
}
