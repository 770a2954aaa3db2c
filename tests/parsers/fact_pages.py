"""Pages around the figures that are known of real ones: each on its line, in the words of its layout."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

Facts = dict[str, Any]  # what one real page shows, by the names of its file
ZERO = Decimal("0.00")


def read_facts(path: Path) -> Facts:
    """The facts of a file of two levels: names, numbers as Decimal, dates and words as text, lists."""
    facts: Facts = {}
    inner: list[Facts] = [facts]
    for line in path.read_text().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name, colon, value = line.strip().partition(":")
        if line.startswith("notes"):
            break
        if not colon or name.startswith(("#", "-")):
            continue
        del inner[depth + 1 :]
        inner[-1][name] = {} if not value.strip() else _value(value.strip())
        if not value.strip():
            inner.append(inner[-1][name])
    return facts


def _value(text: str) -> Any:
    if text.startswith("["):
        return [_value(one.strip()) for one in text[1:-1].split(",")]
    if text.startswith("'"):
        return text.strip("'")
    return None if text == "null" else Decimal(text)


def as_html(rows: Iterable[Sequence[str]]) -> str:
    cells = ("".join(f"<TD>{cell}</TD>" for cell in row or ("&nbsp;",)) for row in rows)
    return "<HTML><BODY><TABLE>" + "".join(f"<TR>{row}</TR>\n" for row in cells) + "</TABLE></BODY></HTML>"


def money(value: Decimal) -> str:
    return f"({-value:,.2f})" if value < 0 else f"{value:,.2f}"


def us_date(iso: str | None) -> str:
    year, month, day = (iso or "--").split("-")
    return f"{month}/{day}/{year}" if iso else "########"


def classes_of(facts: Facts) -> dict[str, Facts]:
    """The classes among the facts, by their names as printed: 'A-1' of A1, 'I-A-1' of IA1."""
    own = {name: value for name, value in facts["expected"].items() if isinstance(value, dict)}
    return {_printed(name): value for name, value in own.items() if not name.startswith("dq")}


def _printed(name: str) -> str:
    letters, number = name.rstrip("0123456789"), name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    parts = [letters[:-1], letters[-1:], number] if number else [letters]
    return "-".join(part for part in parts if part)


CONTENTS = (
    *("Distribution Summary", "Factor Summary", "Components Information", "Interest Summary"),
    *("Other Income Detail", "Interest Shortfalls, Compensation and Expenses"),
    "Prepayment Interest and Basis Risk/Net WAC Shortfall Amounts",
    *("Collateral Summary", "Repurchase Information", "Loan Status Report (Delinquencies)"),
    *("Deal Delinquencies (30 Day Buckets)", "Loss Mitigation and Servicing Modifications"),
    *("Losses and Recoveries", "Credit Enhancement Report", "Distribution Percentages"),
    *("Overcollateralization Summary", "Excess Cash Flow, Overcollateralization Provisions"),
    *("Performance Tests", "Lender Paid Mortgage Insurance", "Comments"),
)
SHELVES = {
    "RAMP": "Residential Asset Mtge Products",
    "RALI": "Residential Accredit Loans Inc",
    "RASC": "Residential Asset Securities Corp",
    "RFMSI": "Residential Funding Mtg Sec I",
}
HEADINGS = (
    *(
        "Class",
        "CUSIP",
        "Original Face Value",
        "Beginning Notional / Principal Balance",
        "Pass - Through Rate",
    ),
    *("Principal Distribution", "Interest Distribution", "Total Distribution", "Principal Loss"),
    *("Interest Loss", "Deferred Interest", "Ending Notional/ Principal Balance"),
)
FORMULA = (
    "",
    "",
    "",
    "(1)",
    "(2)",
    "(3)",
    "(4)",
    "(3) + (4) = (5)",
    "(6)",
    "(7)",
    "(8)",
    "(1)-(3)-(6)+(8)=(9)",
)


def rfc_statement(facts: Facts) -> str:
    """Residential Funding's statement of 20 sections: page 1 and the class table."""
    shelf, series = facts["series"].split(" ")
    reported = facts["expected"]
    deal = f"{SHELVES[shelf]}, {series}"
    parties = (
        ("Deal Name:", deal),
        ("Asset Type:", "Mortgage Asset-Backed Pass-Through Certificates"),
        ("Closing Date:", us_date(reported.get("closing", "2006-01-30"))),
        ("First Distribution Date:", us_date(reported.get("first_distribution", "2006-02-25"))),
        ("Determination Date:", us_date(reported["determination"])),
        ("Distribution Date:", us_date(reported["distribution"])),
        ("Record Date:", ""),
        ("Book-Entry:", us_date(reported["book_entry"]) if reported.get("book_entry") else ""),
        ("Definitive:", us_date(reported["definitive"])),
        ("Trustee:", reported.get("trustee", "Any Bank")),
        ("Main Telephone:", reported.get("trustee_phone", "713-555-0100")),
        ("Bond Administrator:", "A. Person"),
        ("Pool(s) :", ",".join(str(pool) for pool in reported.get("pools", (40001,)))),
    )
    day, _, time = reported.get("printed", "2006-05-25 6:46:43 PM").partition(" ")
    return as_html(_rfc_rows(deal, parties, (us_date(day), time.replace(" ", "")), classes_of(facts)))


def _rfc_rows(
    deal: str, parties: Sequence[tuple[str, str]], stamp: tuple[str, str], classes: Mapping[str, Facts]
) -> Iterator[Sequence[str]]:
    yield ("Statement to Certificateholder",)
    yield ("Distribution Information", "", "Deal Information")
    for number, title in enumerate(CONTENTS):
        yield (f"{number + 1}. {title}", "", *(parties[number] if number < len(parties) else ()))
    yield (*stamp, "GMAC-RFC, 1 Any Street, Burbank, CA 91504", "Page 1 of 2")
    yield from (("Statement to Certificateholder",), (deal,), (parties[5][1],), ("1. Distribution Summary",))
    yield from (HEADINGS, FORMULA)
    for name, one in classes.items():
        begin, principal, interest = one["begin"], one.get("principal", ZERO), one.get("interest", ZERO)
        amounts = (principal, interest, principal + interest, one.get("loss", ZERO))
        rest = (one.get("interest_loss", ZERO), ZERO, one.get("end", begin - principal))
        face = money(one.get("face", begin))
        yield (
            *(name, one.get("cusip", ""), face, money(begin), f"{one['rate']:.8f}"),
            *map(money, (*amounts, *rest)),
        )


def paying_agent(facts: Facts) -> str:
    """The paying agent's summary in text, in two tables."""
    reported = facts["expected"]
    first = ("Class", "CUSIP", "Description", "Rate", "Balance", "Distribution")
    lines = [
        "GMAC Mortgage Corporation",
        "Mortgage Pass-Through Certificates",
        f"Record Date:             {us_date(reported['record'])}",
        f"Distribution Date:       {us_date(reported['distribution'])}",
        *("", f"                    GMA Series {facts['series'].split(' ')[1]}", ""),
        "                 Certificateholder Distribution Summary",
        *("", "                   Certificate     Certificate      Beginning"),
        "                      Class       Pass-Through     Certificate          Interest",
        "{:<6}{:>11}{:>14}{:>14}{:>18}{:>18}".format(*first),
    ]
    for name, one in classes_of(facts).items():
        rate = f"{one.get('rate', Decimal(7)):.5f}%"
        figures = (rate, money(one.get("begin", ZERO)), money(one.get("interest", ZERO)))
        code = one.get("cusip", "36185NAX8")
        lines.append(
            "{:<6}{:>11}{:>14}{:>14}{:>18}{:>18}".format(name, code, one.get("type", "SEN"), *figures)
        )
    return "\n".join([*lines, "", *_second_half(facts)]) + "\n"


def _second_half(facts: Facts) -> Iterator[str]:
    yield "                        Current            Ending                         Cumulative"
    yield "        Principal      Realized       Certificate             Total         Realized"
    yield "{:<6}{:>12}{:>14}{:>18}{:>18}{:>17}".format(
        "Class", "Distribution", "Loss", "Balance", "Distribution", "Losses"
    )
    for name, one in classes_of(facts).items():
        begin, principal = one.get("begin", ZERO), one.get("principal", ZERO)
        total = principal + one.get("interest", ZERO)
        printed = [f"{value:,.2f}" for value in (principal, ZERO, begin - principal, total, ZERO)]
        yield "{:<6}{:>14}{:>12}{:>18}{:>18}{:>17}".format(name, *printed)


LABELS = {
    "begin_pool": "Beginning Pool Balance",
    "begin_pfa": "Beginning PFA",
    "end_pool": "Ending Pool Balance",
    "end_pfa": "Ending PFA Balance",
    "principal": "Principal Collections",
    "draws": "Principal Draws",
    "net_principal": "Net Principal Collections",
    "loans": "Active Loan Count",
    "repurchase_units": "Current Month Repurchases - Units",
    "repurchase_dollars": "Current Month Repurchases - Dollars",
    "interest": "Interest Collections",
    "net_rate": "Weighted Average Net Loan Rate",
    "net_wac": "Weighted Average Net WAC Rate",
    "excess_cash": "Excess Cash",
}
OVERCOLLATERALIZATION = {
    "oc_begin": "Beginning Overcollateralization Amount",
    "oc_change": "Overcollateralization Amount Increase (Decrease)",
    "oc_end": "Outstanding Overcollateralization Amount",
    "oc_target": "Overcollateralization Target Amount",
    "oc_required": "Required Overcollateralization Amount",
}
NOTES = ("", "Beginning", "Ending", "", "", "", "Interest", "Security", "")
NOTES_BELOW = (
    "Term Notes",
    "Balance",
    "Balance",
    "Factor",
    "Principal",
    "Interest",
    "Shortfalls",
    "%",
    "Coupon",
)
COUNTED = ("loans", "repurchase_units")
PERCENT = ("net_rate", "net_wac")


def certificate(facts: Facts) -> str:
    """GMAC Mortgage's servicing certificate: pools, notes in a row each or in one column, their support."""
    return as_html(_certificate_rows(facts))


def _certificate_rows(facts: Facts) -> Iterator[Sequence[str]]:
    reported, single = facts["expected"], "SINGLE" in facts["layout"]
    series = facts["series"].removeprefix("GMACM ")
    yield (f"Home Equity Loan-Backed Term Notes, GMACM Series {series}",)
    yield from (("Payment Date", us_date(reported["payment"])), ())
    groups = reported["begin_pool"] if isinstance(reported["begin_pool"], list) else [None]
    heads = [f"Group {name}" for name in ("1A", "1B")] if len(groups) > 1 else []
    yield ("Servicing Certificate", *heads)
    high = "HLTV" in facts["layout"]
    for name, label in LABELS.items():
        if name in reported:
            values = reported[name] if isinstance(reported[name], list) else [reported[name]]
            words = label.replace("Pool Balance", "Principal Balance") if high else label
            words = words.replace("Weighted Average Net Loan Rate", "Net Loan Rate") if high else words
            yield (words, *(_printed_value(name, value) for value in values))
    yield from _hltv_notes(facts) if high else _single_note(reported) if single else _notes(facts)
    yield (
        "Certificates",
        *(("",) * 0 if single or high else "----"),
        money(reported.get("certificates", ZERO)),
    )
    yield ()
    labels = OVERCOLLATERALIZATION | ({"oc_end": "Ending Overcollateralization Amount"} if high else {})
    own = {label: reported[name] for name, label in labels.items() if name in reported}
    own = own or {"Overcollateralization Target": ZERO}
    yield from ((label, money(value)) for label, value in own.items())
    if late := reported.get("dq30"):
        yield from ((), ("", "Balance", "Number of Loans", "Percent of Balance"))
        yield (
            "Delinquent Loans (30 Days)",
            money(late["balance"]),
            str(late["count"]),
            f"{late['pct']:.2f}%",
        )


def _printed_value(name: str, value: Decimal) -> str:
    if name in COUNTED:
        return f"{value:,.0f}"
    return f"{value}%" if name in PERCENT else money(value)


def _single_note(reported: Facts) -> Iterator[Sequence[str]]:
    yield from (("Note Rate", f"{reported.get('note_rate', Decimal('2.64')):.5f}%"), ())
    yield ("Term Notes", "Amount", "Factor")
    if "note_begin" in reported:
        yield ("Beginning Balance", money(reported["note_begin"]), "0.9876543")
    if "note_end" in reported:
        yield (
            "Ending Balance",
            money(reported["note_end"]),
            f"{reported.get('note_factor', Decimal('0.9000000'))}",
        )
    yield ("Principal", "0.00", f"{reported.get('principal_factor', Decimal('0.0000000'))}")
    yield ("Interest", "0.00", f"{reported.get('interest_factor', Decimal('0.0000000'))}")


def _notes(facts: Facts) -> Iterator[Sequence[str]]:
    yield from ((), NOTES, NOTES_BELOW)
    for name, one in classes_of(facts).items():
        begin = one.get("begin", one.get("notional", ZERO))
        end = one.get("end", begin)
        share = one.get("share", one.get("security_share", ZERO))
        printed = f"{share}%" if "share" in one else f"{share}"
        interest, coupon = money(one.get("interest", ZERO)), one.get("coupon", one.get("rate", Decimal(2)))
        factor = f"{one.get('factor', Decimal('0.5000000'))}"
        names = {"VPRN": "Variable Pay Revolving Notes", "IO": "Class IO"}
        yield (
            *(names.get(name, f"Class {name}"), money(begin), money(end), factor, money(begin - end)),
            *(interest, "0.00", printed, f"{coupon:.3f}%"),
        )


def _hltv_notes(facts: Facts) -> Iterator[Sequence[str]]:
    reported, classes = facts["expected"], classes_of(facts)
    yield from ((f"Note Rate - Class {name} Notes", f"{one['rate']:.4f}%") for name, one in classes.items())
    yield from (
        (),
        ("", "Beginning Note Balance", "Ending Note Balance", "Principal Distribution", "Interest"),
    )
    for name, one in classes.items():
        yield (
            f"Class {name} Notes",
            *map(money, (one["begin"], one["end"], one["principal"], one["interest"])),
        )
    yield (
        "Total Notes",
        money(reported["total_begin"]),
        money(reported["total_end"]),
        "3,851,368.39",
        "118,059.52",
    )


PAGES = {
    "RFC-HTML-1": rfc_statement,
    "RFC-HTML-2": rfc_statement,
    "WF-CTS-TXT": paying_agent,
    "GMACM-CERT": certificate,
    "GMACM-CERT-TXT": certificate,
    "GMACM-SINGLE": certificate,
    "GMACM-SINGLE-TXT": certificate,
    "GMACM-HLTV": certificate,
    "GMACM-1A1B": certificate,
}
# Of these layouts no statement is read, so that no figure of theirs is found.
NOT_READ = {
    "REPT1-PDF": "a PDF: not read",
    "RFC-PDF": "a PDF: not read",
    "REPT1HC-TXT": "one column holds original, beginning and rate: proves nothing",
    "10-K-COVER": "no statement: an annual report",
    "REPT1B-TXT": "a combined cover; its report is read whole in the corpus",
}
