"""The page of related information of Residential Funding's report: fees, delinquencies, shares, coverages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.writer.formats import count, money, rate
from tests.writer.rfc_trust import BUCKETS, Month
from tests.writer.sheet import Ink, Key, Row, Sheet

if TYPE_CHECKING:
    from tests.writer.rfc_report import Style

# Labels, their last line with the figure; amounts of the vocabulary but for those of other records.
AMOUNTS = {
    "sub_servicing_fee": "SERVICING COMPENSATION RECEIVED BY SUB-SERVICER",
    "master_servicing_fee": "SERVICING COMPENSATION RECEIVED BY MASTER SERVICER",
    "sub_servicer_advances": "SUBSERVICER ADVANCES THIS MONTH",
    "master_servicer_advances": "MASTER SERVICER ADVANCES THIS MONTH",
}
PAYMENTS = ("(A)  ONE MONTHLY PAYMENT:", "(B)  TWO MONTHLY PAYMENTS:", "(C)  THREE OR MORE MONTHLY PAYMENTS:")
SHORTFALLS = {
    "remaining_interest_shortfall": "REMAINING SUBCLASS INTEREST SHORTFALL",
    "class_a_shortfall_principal": "CLASS A SHORTFALL (PRINCIPAL)",
    "class_a_shortfall_interest": "CLASS A SHORTFALL (INTEREST)",
}
COVERAGES = {
    "bankruptcy": "      BANKRUPTCY AMOUNT AVAILABLE",
    "fraud": "      FRAUD AMOUNT AVAILABLE",
    "special_hazard": "      SPECIAL HAZARD AMOUNT AVAILABLE",
}
# The rows of the distribution percentages, in either wording.
SHARES = {
    "classes": {
        "distribution_percentage": "CURRENT DISTRIBUTION",
        "prepayment_percentage": "PREPAYMENT PERCENT",
        "next_distribution_percentage": "NEXT DISTRIBUTION",
    },
    "subordinate": {
        "distribution_percentage": "PERCENTAGE FOR CURRENT DISTRIBUTION",
        "prepayment_percentage": "CURRENT PREPAYMENT PERCENTAGE",
        "next_distribution_percentage": "PERCENTAGE FOR NEXT DISTRIBUTION",
    },
}
COLUMNS = {"classes": ("SENIOR", "CLASS M", "CLASS B"), "subordinate": ("SENIOR", "SUBORDINATE")}


def write_figures(sheet: Sheet, month: Month, style: Style, group: str | None = None) -> None:
    """All below the head of the page: of the deal, or of one of its pools."""
    _Figures(sheet, month, style, group).write()


def parts_of(month: Month, pools: int) -> list[Month]:
    """The figures of so many pools: amounts and counts are parts of the deal's, rates are their own."""
    return [
        replace(
            month,
            figures={name: _part(name, whole, place, pools) for name, whole in month.figures.items()},
            counts={name: _part_of_count(whole, place, pools) for name, whole in month.counts.items()},
        )
        for place in range(pools)
    ]


RATES = frozenset({"ending_wac_pct", "wam_months", "pool_factor_pct", "index_rate"})


def _part(name: str, whole: Decimal, place: int, pools: int) -> Decimal:
    if name in RATES:
        return whole + (place + 1) * Decimal(1).scaleb(int(whole.as_tuple().exponent))
    part = (whole / (pools + 1)).quantize(whole)  # the last pool is twice as large
    return part if place < pools - 1 else whole - (pools - 1) * part


def _part_of_count(whole: int, place: int, pools: int) -> int:
    return whole // pools if place < pools - 1 else whole - (pools - 1) * (whole // pools)


class _Figures:
    def __init__(self, sheet: Sheet, month: Month, style: Style, group: str | None) -> None:
        self.sheet, self.month, self.style, self.group = sheet, month, style, group
        self.pool: Key = ("pool", group)

    def write(self) -> None:
        for name, label in AMOUNTS.items():
            self._amount(name, label)
        self._write_delinquencies()
        self._write_pool()
        for name, label in SHORTFALLS.items():
            self._amount(name, label)
        self.sheet.say("")
        prepaid = money(self.month.figures["prepayments"])
        self._put("TOTAL PREPAYMENTS INCLUDED IN THIS DISTRIBUTION", self.pool, "prepayments", prepaid)
        self._amount("repurchase_balance", "TOTAL REPURCHASES INCLUDED IN THIS DISTRIBUTION")
        self._write_shares()
        self._write_coverages()
        self._write_end()

    def _put(self, label: str, key: Key, field: str, ink: Ink, edge: int | None = None) -> None:
        """A label, in as many lines as it has, and the figure at the end of the last."""
        *above, last = label.split("\n")
        self.sheet.say(*above)
        self.sheet.add(Row(last).figure(key, field, ink, end=edge or self.style.edge))

    def _amount(self, name: str, label: str) -> None:
        self._know(("amount", name, self.group, None), "usd")
        self._put(label, ("amount", name, self.group, None), "value", money(self.month.figures[name]))

    def _know(self, key: Key, unit: str) -> None:
        self.sheet.know(key, unit=unit)

    def _write_delinquencies(self) -> None:
        edges = (64, self.style.edge)
        self.sheet.say("", "")
        for words in (("NUMBER OF", "PRINCIPAL"), ("LOANS", "BALANCE")):
            heading = Row("DELINQUENCIES:") if words[0] == "LOANS" else Row()
            for place, (word, edge) in enumerate(zip(words, edges, strict=True), start=1):
                start = edge - len(word) - (2 if word == "LOANS" else 0)
                heading.label(word, start, "heading", column=place)
            self.sheet.add(heading)
        for bucket, label in zip(BUCKETS, PAYMENTS, strict=True):
            key: Key = ("delinquency", self.group, "delinquent", bucket)
            row = Row(label, 1).figure(key, "loan_count", count(self.month.counts[bucket]), end=edges[0])
            self.sheet.say("")
            self.sheet.add(row.figure(key, "balance", money(self.month.figures[bucket]), end=edges[1]))
        self.sheet.say("", "", "FORECLOSURES")
        key = ("delinquency", self.group, "foreclosure", "total")
        self._put("  NUMBER OF LOANS", key, "loan_count", count(self.month.counts["foreclosure"]))
        lost = money(self.month.figures["foreclosure"])
        self._put("  AGGREGATE PRINCIPAL BALANCE", key, "balance", lost)
        self.sheet.say("")

    def _write_pool(self) -> None:
        figures, counts = self.month.figures, self.month.counts
        scheduled = "SCHEDULED PRINCIPAL BALANCE OF MORTGAGE LOANS AFTER\nDISTRIBUTION"
        self._put(scheduled, self.pool, "ending_balance", money(figures["ending_balance"]))
        self.sheet.say("")
        loans = "AGGREGATE NUMBER OF LOANS IN THE POOL AS OF THE\nDETERMINATION DATE"
        self._put(loans, self.pool, "ending_loan_count", count(counts["loans"]))
        self.sheet.say("")
        acquired = "NUMBER OF REO LOANS ACQUIRED\nINCLUDING ANY PENDING CASH LIQUIDATIONS"
        key: Key = ("delinquency", self.group, "reo", "total")
        self._put(acquired, key, "loan_count", count(counts["reo"]))
        self.sheet.say("")
        self._amount(
            "reo_book_value",
            "BOOK VALUE OF REAL ESTATE ACQUIRED THROUGH\nFORECLOSURE OR GRANT OF A DEED IN LIEU OF\n"
            "FORECLOSURE, INCLUDING ANY PENDING CASH LIQUIDATIONS",
        )
        self.sheet.say("")

    def _write_shares(self) -> None:
        """Shares of each kind of class in principal and prepayments."""
        wording = self.style.wordings
        columns = COLUMNS[wording]
        edges = [45 + 17 * (place + 1) for place in range(len(columns))]
        self.sheet.say("", "DISTRIBUTION PERCENTAGES:")
        heading = Row()
        for place, (column, edge) in enumerate(zip(columns, edges, strict=True), start=1):
            heading.label(column, edge - len(column) - 3, "heading", column=place)
        self.sheet.add(heading)
        for shift, (name, label) in enumerate(SHARES[wording].items()):
            row = Row(label)
            for column, share, edge in zip(columns, self._shares(len(columns), shift), edges, strict=True):
                key: Key = ("amount", name, self.group, None, None, column)
                row.figure(key, "value", rate(share, 8, " %"), end=edge)
                self._know(key, "pct")
            self.sheet.add(row)
        self.sheet.say("")

    def _shares(self, many: int, shift: int) -> Sequence[Decimal]:
        """Shares that make 100; whoever reads them does not have to know what of."""
        senior = Decimal(50) + self.month.figures["index_rate"] * (shift + 1)
        return (senior, 100 - senior) if many == 2 else (senior, 60 - senior / 2, 40 - senior / 2)

    def _write_coverages(self) -> None:
        if self.style.strips:
            for one in self.month.classes:
                if one.of.kind == "strip":
                    key: Key = ("amount", "next_pass_through_rate", self.group, None, one.of.name, None)
                    label = f"CLASS {one.of.name:<5}- STRIP PASS-THROUGH FOR NEXT DISTRIBUTION"
                    self._put(label, key, "value", rate(one.of.rate_pct, 4, " %"))
                    self._know(key, "pct")
        if self.style.letter_of_credit:
            self._coverage("letter_of_credit", "LETTER OF CREDIT - TOTAL AVAILABLE AMOUNT", self.style.edge)
        for name, label in COVERAGES.items() if self.style.coverages else ():
            self._coverage(name, label, 65)
        self.sheet.say("")

    def _coverage(self, name: str, label: str, edge: int) -> None:
        key: Key = ("credit_support", "loss_coverage", name, *([self.group] if self.group else []))
        self._put(label, key, "current_balance", money(self.month.figures[name]), edge)

    def _write_end(self) -> None:
        figures = self.month.figures
        for label, field, places in (
            ("ENDING GROSS WEIGHTED AVERAGE INTEREST RATE", "ending_wac_pct", 8),
            ("ENDING WEIGHTED AVERAGE MATURITY, IN MONTHS", "wam_months", 2),
            ("\nPOOL TRADING FACTOR:", "pool_factor_pct", 8),
        ):
            self._put(label, self.pool, field, rate(figures[field], places, ""))
        self.sheet.say("", "")
        for index in self.style.indexes:
            key: Key = ("amount", "index_rate", self.group, None, None, index)
            self._put(f"{index} INDEX:", key, "value", rate(figures["index_rate"], 4, ""))
            self._know(key, "pct")
        if self.style.components:
            self._write_components()
        if self.style.optimal:
            self.sheet.say("", "OPTIMAL PERCENTAGE:".ljust(50) + "NOT APPLICABLE UNTIL CREDIT")
            self.sheet.say(" " * 50 + "SUPPORT DEPLETION DATE")

    def _write_components(self) -> None:
        """The parts of the first class: what each was paid and what is left of it."""
        first = self.month.classes[0]
        if not first.of.name:
            return
        heading = Row()
        columns = (("PAC", 57), ("COMPANION", self.style.edge))
        for place, (column, edge) in enumerate(columns, start=1):
            heading.label(column, edge - len(column), "heading", column=place)
        self.sheet.add(heading)
        for name, words, whole in (
            ("component_principal", "PRINCIPAL DISTRIBUTION:", first.principal),
            ("component_ending_balance", "ENDING BALANCE:", first.ending_balance),
        ):
            part = (whole / 3).quantize(Decimal("0.01"))
            row = Row(f"CLASS {first.of.name} {words}")
            for (column, edge), value in zip(columns, (part, whole - part), strict=True):
                key: Key = ("amount", name, self.group, None, first.of.name, column)
                row.figure(key, "value", money(value), end=edge)
                self._know(key, "usd")
            self.sheet.add(row)
