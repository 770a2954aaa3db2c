"""The registrant as covers print it: drawn lines, tags and other lines around the name are no part of it."""

from pathlib import Path

import pytest

from parsers.covers import read_cover
from parsers.documents import read_page
from parsers.submission import read_submission

NAME = "SAMPLE ASSET MORTGAGE PRODUCTS, INC."
CAPTION = "(Exact name of registrant as specified in its charter)"
ABOVE = """
                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549
                                    FORM 8-K
                                 CURRENT REPORT
     Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934
"""
BELOW = """
           Delaware                333-11111              00-0000000
 (State or other jurisdiction  (Commission File Number) (I.R.S. Employer
"""


def cover(name: str = NAME, caption: str = CAPTION, above: str = ABOVE) -> str:
    return f"{above}{name}\n{caption}\n{BELOW}"


RULES = [
    "-" * 36,
    "_" * 36,
    "=" * 36,
    "*" * 36,
    "- - - - - - -",
    "~~~~~~~~",
    "._._._._.",
    "—" * 20,
    "\x97" * 20,
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_under_or_over_the_name_is_no_part_of_it(rule: str) -> None:
    for printed in (
        f"{NAME}\n{rule}",
        f"{rule}\n{NAME}",
        f"{rule}\n\n{NAME}\n{rule}\n",
        f"{rule}\n{NAME}\n{rule}",
    ):
        assert read_cover(read_page(cover(printed))).issuer == NAME
        assert read_cover(read_page(cover(printed, above=""))).issuer == NAME


@pytest.mark.parametrize(
    "printed",
    [
        f"____{NAME}____",
        f"    {NAME}  ------",
        f"<C> {NAME}",
        f"{NAME} </TABLE>",
        f"<PAGE>\n{NAME}",
        f"</TABLE>\n{NAME}\n<S> <C>",
        f"<CAPTION>\n\n{NAME}\n</CAPTION>\n",
    ],
)
def test_rules_and_lone_tags_beside_the_name_are_no_part_of_it(printed: str) -> None:
    assert read_cover(read_page(cover(printed))).issuer == NAME


CAPTIONS = [
    "(Exact name of registrant as specified in its charter)",
    "(Exact name of the registrant as specified in its charter)",
    "(Exact Name of Registrant as Specified in Charter)",
    "(EXACT NAME OF REGISTRANT AS SPECIFIED IN ITS CHARTER)",
    "(Exact name of issuing entity as specified in its charter)",
    "(Exact name of Issuing Entity as specified in charter)",
    "(Exact names of registrants as specified in their charters)",
    "( Exact name of registrant as specified in its charter )",
    "(Exact name of registrant/depositor as specified in its charter)",
    "(Exact name of small business issuer as specified in its charter)",
    "(Exact name of registrant specified in its charter)",
    "(Exact name of registrant)",
    "Exact name of registrant as specified in its charter",
    "(Exact  name of\tregistrant as specified in its charter)",
    "(Exact name of registrant as\n   specified in its charter)",
    "(Exact name of registrant\n as specified in its charter)",
    "(Exact name of\n registrant as specified in its charter)",
    "(Exact name\n of the issuing\n entity as specified in its charter)",
    "(Exact\n name of registrant as specified in its charter)",
]


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("between", ["", "\n", "-" * 36 + "\n", "\n\n" + "_" * 36 + "\n\n"])
def test_captions_in_all_shapes_name_the_registrant_above(caption: str, between: str) -> None:
    assert read_cover(read_page(cover(f"{NAME}\n{between}", caption))).issuer == NAME


def test_a_name_beside_its_caption_is_the_name() -> None:
    assert read_cover(read_page(f"{ABOVE}\n\n{NAME} {CAPTION}\n")).issuer == NAME
    assert read_cover(read_page(f"{ABOVE}\n{NAME}\n________ {CAPTION}\n")).issuer == NAME


def row(*cells: str) -> str:
    """Two rows of two cells in HTML."""
    return "<html><table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr></table>".format(
        *cells
    )


@pytest.mark.parametrize(
    "page",
    [
        f"    {NAME}            333-11111\n"
        "(Exact name of registrant as specified in its charter)   (Commission File Number)\n",
        f"  Delaware            {NAME}          00-0000000\n"
        " (State)   (Exact name of registrant as specified in its charter)  (I.R.S. No.)\n",
        f"  {NAME}      333-11111\n"
        "     (Exact name of registrant        (Commission\n     as specified in its charter)        File)\n",
        row(NAME, "333-1", CAPTION, "(File No.)"),
        row("333-1", NAME, "(File No.)", CAPTION),
    ],
)
def test_of_captions_side_by_side_the_registrants_own_column_counts(page: str) -> None:
    assert read_cover(read_page(page)).issuer == NAME


def test_where_it_is_not_clear_what_stands_over_the_caption_no_name_is_read() -> None:
    page = f"Delaware    ACME TRUST    75-11\n(State) {CAPTION}  (I.R.S.)\n"
    assert read_cover(read_page(page)).issuer is None


def test_a_name_over_several_lines_is_joined() -> None:
    printed = (
        "\n  SAMPLE MORTGAGE PRODUCTS, INC.\n  SAMPLE MORTGAGE LOAN TRUST,\n  SERIES 2003-ZZ1\n  -------"
    )
    assert read_cover(read_page(cover(printed))).issuer == (
        "SAMPLE MORTGAGE PRODUCTS, INC. SAMPLE MORTGAGE LOAN TRUST, SERIES 2003-ZZ1"
    )


@pytest.mark.parametrize(
    "other",
    [
        "Date of Report (Date of earliest event reported): January 27, 2003",
        "(Date of earliest event reported)",
        "Commission File Number of issuing entity: 333-11111-01",
        "Securities Exchange Act of 1934",
        "FORM 10-D",
        "Central Index Key Number of issuing entity: 0001888524",
        "(Mark One)",
        "UNITED STATES",
        "For the monthly distribution period from",
    ],
)
def test_other_lines_of_a_cover_right_above_are_no_part_of_the_name(other: str) -> None:
    assert read_cover(read_page(cover(f"{other}\n{NAME}"))).issuer == NAME


def test_a_10_d_is_of_its_issuing_entity_whatever_the_order() -> None:
    blocks = [
        f"Sample Trust 2007-Q1\n{'(Exact name of issuing entity as specified in its charter)'}\n",
        "Commission File Number of depositor: 333-1\nSAMPLE DEPOSITOR\n"
        "(Exact name of depositor as specified in its charter)\n",
        "SAMPLE BANK\n(Exact name of sponsor as specified in its charter)\n",
    ]
    for order in (blocks, blocks[::-1], blocks[1:] + blocks[:1]):
        assert read_cover(read_page("\n".join(order))).issuer == "Sample Trust 2007-Q1"
    assert read_cover(read_page("\n".join(blocks[1:]))).issuer is None


@pytest.mark.parametrize(
    "page",
    [
        "The exact name of the registrant as specified in its charter is not known.",
        f"{ABOVE}\n{CAPTION}\n",
        f"Registrant: {CAPTION}",
        "-------\n<PAGE>\n" + CAPTION,
        f"{NAME}\n" + "\n" * 12 + CAPTION,
    ],
)
def test_where_no_name_stands_none_is_read(page: str) -> None:
    assert read_cover(read_page(page)).issuer is None


@pytest.mark.parametrize("caption", [one for one in CAPTIONS if one.startswith("(")])
def test_a_cover_in_html_names_the_same(caption: str) -> None:
    parts = ("FORM 8-K", f"<b>{NAME}</b>", "<hr>________________", caption)
    blocks = "".join(f"<p>{part}</p>" for part in parts)
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in parts)
    assert read_cover(read_page(f"<html><body>{blocks}</body></html>")).issuer == NAME
    assert read_cover(read_page(f"<html><table>{rows}</table></html>")).issuer == NAME


@pytest.mark.corpus
def test_the_names_of_real_covers_have_no_rules(corpus: Path) -> None:
    found = []
    for path in sorted((corpus / "edgar" / "filings").rglob("*.*")):
        if path.suffix in (".txt", ".nc"):
            for part in read_submission(path.read_bytes()).documents[:1]:
                found.append(read_cover(read_page(part.text)).issuer)
    names = [name for name in found if name]
    assert len(names) > 20
    assert all("--" not in name and "<" not in name and len(name) < 60 for name in names), names
