"""Covers as filer agents print them, in text and HTML: the parties, and the period of a 10-D. All invented.

Their forms follow covers of Bank One, Wells Fargo, Chase Manhattan, JPMorgan Chase, Bank of New York,
Deutsche Bank, LaSalle (for Bear Stearns) and Residential Funding.
"""

import json
from collections.abc import Callable

import pytest

import parsers
from parsers.covers import Cover, read_cover
from parsers.documents import read_page

CURRENT = """
                       SECURITIES AND EXCHANGE COMMISSION
                             Washington, D.C. 20549
                                    FORM 8-K
                                 CURRENT REPORT
                Pursuant to Section 13 or 15(d) of the
                    Securities Exchange Act of 1934
"""
STATE = """
New York (governing law of            333-555555-01       54-0000001
Pooling and Servicing Agreement)      (Commission         54-0000002
(State or other                       File Number)        IRS EIN
jurisdiction

       c/o Sample Bank, N.A.
       (Address of principal executive offices)             (Zip Code)
"""
DISTRIBUTION = """
                                    FORM 10-D
                               ASSET-BACKED ISSUER
              DISTRIBUTION REPORT PURSUANT TO SECTION 13 OR 15(d) OF
                       THE SECURITIES EXCHANGE ACT OF 1934
"""
# Agent: its cover, and what it says.
COVERS: dict[str, tuple[str, Cover]] = {
    "bank_one": (
        f"""{CURRENT}
Date of Report (date of earliest event reported):             Dec 19, 2003


Sample Asset Products, Example Mortgage PT Certs, Series 2003-ZZ1
(Exact name of registrant as specified in its charter)


Delaware                          333-555555-07   00-0000000
(State or Other Jurisdiction       (Commission  (I.R.S. Employer
""",
        Cover(registrant="Sample Asset Products, Example Mortgage PT Certs, Series 2003-ZZ1"),
    ),
    "wells_fargo": (
        f"""{CURRENT}
        Date of Report (Date of earliest event reported):  April 26, 2004


                        EXAMPLE MORTGAGE LOAN TRUST
          Mortgage Loan Asset-Backed Certificates, Series 2004-ZZ1 Trust
              (Exact name of registrant as specified in its charter)
{STATE}""",
        Cover(
            registrant="EXAMPLE MORTGAGE LOAN TRUST Mortgage Loan Asset-Backed Certificates, "
            "Series 2004-ZZ1 Trust"
        ),
    ),
    "wells_fargo_without_caption": (
        f"""{CURRENT}
Date of Report (Date of earliest event reported):  September 27, 2004

Example Home Equity Loan Trust
Home Equity Loan-Backed Variable Pay Revolving Notes, Series 2004-ZZ2

{STATE}""",
        Cover(
            registrant="Example Home Equity Loan Trust Home Equity Loan-Backed Variable Pay Revolving Notes,"
            " Series 2004-ZZ2"
        ),
    ),
    "chase": (
        f"""{CURRENT}
                        Date of Report: October 18, 1996
                       -----------------------------------

                            THE EXAMPLE BANK (NATIONAL ASSOCIATION)
         (successor to The Former Bank (National Association))
         --------------------------------------------------------------
                  (Originator of the Trust referred to herein)
             (Exact name of registrant as specified in its charter)

                      EXAMPLE GRANTOR TRUST 1996-Z
                  --------------------------------------------
                      (Issuer with respect to Certificates)

       NEW YORK              33-55555                00-0000000
      ---------------     -----------------       ------------------
      (State or other      (Commission             (IRS Employer
""",
        Cover(
            registrant="THE EXAMPLE BANK (NATIONAL ASSOCIATION)",
            issuing_entity="EXAMPLE GRANTOR TRUST 1996-Z",
        ),
    ),
    "jpmorgan": (
        f"""{CURRENT}
Date of Report (Date of earliest event
Reported): March 15, 2006

EXAMPLE ACCEPTANCE CORPORATION I (as depositor under the Pooling and Servicing Agreement,
relating to the Example Alternative Loan Trust 2006-Z1, Mortgage Pass-Through Certificates,
Series 2006-Z1)

EXAMPLE ALTERNATIVE LOAN TRUST 2006-Z1
(Exact name of Issuing Entity as specified in its charter)

EXAMPLE ACCEPTANCE CORPORATION I
(Exact name of Depositor as specified in its charter)

EXAMPLE MORTGAGE ACQUISITION CORP.
(Exact name of Sponsor as specified in its charter)

Delaware                333-555555               00-0000000
""",
        Cover(
            issuing_entity="EXAMPLE ALTERNATIVE LOAN TRUST 2006-Z1",
            depositor="EXAMPLE ACCEPTANCE CORPORATION I",
            sponsor="EXAMPLE MORTGAGE ACQUISITION CORP.",
        ),
    ),
    "clause_that_is_closed": (
        f"""{CURRENT}
Date of Report (Date of earliest event reported): December 27, 2000

EXAMPLE SECURITIES CORP. (as depositor under the Pooling and Servicing Agreement,
dated as of October 1, 2000, providing for the issuance of certificates (Series 2000-ZZ9))
(Exact name of registrant as specified in its charter)
""",
        Cover(registrant="EXAMPLE SECURITIES CORP."),
    ),
    "lasalle": (
        f"""{CURRENT}
Date of Report (Date of earliest event reported): February 28, 2006

EXAMPLE ASSET BACKED SECURITIES I LLC (as company under a Pooling and Servicing Agreement
dated as of February 1, 2006 providing for, inter alia, the issuance of Sample MTA Trust 2006-ZR1,
Mortgage Pass-Through Certificates Series 2006-ZR1.
(Exact name of registrant as specified in its charter)

Delaware                333-555555               00-0000000
""",
        Cover(registrant="EXAMPLE ASSET BACKED SECURITIES I LLC"),
    ),
    "bank_of_new_york": (
        f"""{CURRENT}
Date of Report (Date of Earliest Event Reported)   September 15, 2003

                SAMPLE MORTGAGE SECURITIES, INC.
             Sample Point Home Equity Loan Trust 2003-Z
          (Exact name of registrant as specified in its charter)

       Delaware              333-55555                00-0000000
(State or other jurisdiction    (Commission         (I.R.S. Employer
""",
        Cover(registrant="SAMPLE MORTGAGE SECURITIES, INC. Sample Point Home Equity Loan Trust 2003-Z"),
    ),
    "residential_funding_10d": (
        f"""{DISTRIBUTION}
For the monthly distribution period from April 1, 2006 to April 30, 2006

Commission File Number of issuing entity: 333-555555-26

SAMPLE Series 2006-QZ3 Trust
(Exact name of issuing entity as specified in its charter)

Commission File Number of depositor: 333-555555

Sample Accredit Loans, Inc.
(Exact name of depositor as specified in its charter)

Sample Funding Corporation
(Exact name of sponsor as specified in its charter)

Delaware                                                 None
(State or other jurisdiction of incorporation or         (I.R.S. Employer
""",
        Cover(
            issuing_entity="SAMPLE Series 2006-QZ3 Trust",
            depositor="Sample Accredit Loans, Inc.",
            sponsor="Sample Funding Corporation",
            period_start="2006-04-01",
            period_end="2006-04-30",
        ),
    ),
    "wells_fargo_10d": (
        f"""{DISTRIBUTION}
 For the monthly distribution period from:
 May 18, 2007 to May 25, 2007

 Commission File Number of issuing entity: 333-555555-59

 Sample Asset Backed Securities Trust 2007-ZD3
 (Exact name of issuing entity as specified in its charter)

 Commission File Number of depositor:  333-555555

 Sample Asset Backed Securities I LLC
 (Exact name of depositor as specified in its charter)

 First Sample Corporation
 (Exact name of sponsor as specified in its charter)

 Second Sample Bank
 (Exact name of sponsor as specified in its charter)

 New York
 (State or other jurisdiction of incorporation or organization
 of the issuing entity)
""",
        Cover(
            issuing_entity="Sample Asset Backed Securities Trust 2007-ZD3",
            depositor="Sample Asset Backed Securities I LLC",
            sponsor="First Sample Corporation; Second Sample Bank",
            period_start="2007-05-18",
            period_end="2007-05-25",
        ),
    ),
}


def as_paragraphs(text: str) -> str:
    """Every printed line a paragraph of its own, blank lines too."""
    parts = (f"<p>{line.strip() or '&nbsp;'}</p>" for line in text.splitlines())
    return f"<html><body>{''.join(parts)}</body></html>"


def as_blocks(text: str) -> str:
    """Lines between blank lines joined in one block, broken by <br>."""
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return "<html><body>{}</body></html>".format(
        "".join(f"<div>{block.replace(chr(10), '<br>')}</div>" for block in blocks)
    )


FACES: list[Callable[[str], str]] = [str, as_paragraphs, as_blocks]


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
@pytest.mark.parametrize("agent", COVERS)
def test_a_cover_says_the_parties_and_the_period(agent: str, face: Callable[[str], str]) -> None:
    text, said = COVERS[agent]
    assert read_cover(read_page(face(text))) == said


APRIL = ("2006-04-01", "2006-04-30")
NONE = (None, None)


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("For the monthly distribution period from April 1, 2006 to April 30, 2006", APRIL),
        ("For the monthly distribution period from: April 1, 2006\n to\n April 30, 2006", APRIL),
        ("for the monthly distribution period from 4/1/2006 to 4/30/2006", APRIL),
        ("For the distribution period from: April 1 2006 through: April 30 2006", APRIL),
        ("For the monthly distribution period from _April 1, 2006_ to _April 30, 2006_", APRIL),
        ("For the distribution period\n beginning April 1, 2006 and ending April 30, 2006", APRIL),
        ("For the monthly distribution period ended April 30, 2006", (None, "2006-04-30")),
        ("For the monthly distribution period from ________ to ________", NONE),
        ("For the monthly distribution period from April 30, 2006 to April 1, 2006", NONE),
        ("For the monthly distribution period from April 31, 2006 to April 30, 2006", NONE),
    ],
)
def test_the_period_is_read_in_all_its_forms(printed: str, period: tuple[str | None, str | None]) -> None:
    said = read_cover(read_page(f"{DISTRIBUTION}\n{printed}\n"))
    assert (said.period_start, said.period_end) == period


def test_a_period_on_another_form_is_none_of_a_10_d() -> None:
    page = read_page(f"{CURRENT}\nFor the distribution period from April 1, 2006 to April 30, 2006\n")
    assert read_cover(page).period_end is None


@pytest.mark.parametrize(
    "lines",
    [
        "Sample Road 5\nFrederick, MD",  # no trust: what stands there is no name
        "",
    ],
)
def test_without_a_caption_only_the_name_of_a_trust_is_taken(lines: str) -> None:
    page = read_page(f"{CURRENT}\nDate of Report: May 1, 2004\n\n{lines}\n\n{STATE}")
    assert read_cover(page) == Cover()


def submission(cover: str, statement: str) -> bytes:
    """A 10-D with its cover and a statement as exhibit."""
    documents = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{place}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        for place, (kind, text) in enumerate([("10-D", cover), ("EX-99.1", statement)], start=1)
    )
    return f"""<SEC-DOCUMENT>0000000009-06-000009.txt : 20060601
<SEC-HEADER>0000000009-06-000009.hdr.sgml : 20060601
ACCESSION NUMBER:\t\t0000000009-06-000009
CONFORMED SUBMISSION TYPE:\t10-D
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t20060525
FILED AS OF DATE:\t\t20060601
</SEC-HEADER>
{documents}</SEC-DOCUMENT>
""".encode()


def statement_of(day: str) -> str:
    """A statement of one class that proves itself."""
    return f"""
                     Sample Trust, Series 2006-QZ3
                     Statement to Certificateholders
                     Distribution Date: {day}

Class    Original Face    Beginning Balance    Principal     Interest        Total    Ending Balance
A-1     10,000,000.00          9,000,000.00    50,000.00    45,000.00    95,000.00      8,950,000.00
A-2     20,000,000.00         19,000,000.00    70,000.00    95,000.00   165,000.00     18,930,000.00
M-1      5,000,000.00          4,900,000.00    10,000.00    24,500.00    34,500.00      4,890,000.00
Total   35,000,000.00         32,900,000.00   130,000.00   164,500.00   294,500.00     32,770,000.00
"""


RFC_COVER, RFC_SAID = COVERS["residential_funding_10d"]


def read_10d(day: str, cover: str = RFC_COVER) -> list[dict[str, object]]:
    lines = parsers.read(submission(cover, statement_of(day))).to_jsonl().decode().splitlines()
    return [json.loads(line) for line in lines]


def test_the_parties_and_the_period_stand_on_the_filing_line() -> None:
    filing, statement, *_ = read_10d("05/25/2006")
    assert filing["issuing_entity"] == statement["issuer"] == RFC_SAID.issuing_entity
    assert (filing["depositor"], filing["sponsor"]) == (RFC_SAID.depositor, RFC_SAID.sponsor)
    assert filing["distribution_period_start"] == "2006-04-01"
    assert filing["distribution_period_end"] == "2006-04-30"


def checks_of(records: list[dict[str, object]]) -> tuple[object, list[dict[str, object]]]:
    """How often the check of the period held, and where it did not."""
    [statement] = [one for one in records if one["record"] == "statement"]
    failed = [one for one in records if one.get("check") == "distribution_period"]
    return statement["checks"]["passed"].get("distribution_period"), failed  # type: ignore[index]


@pytest.mark.parametrize("day", ["05/25/2006", "05/31/2006", "04/25/2006"])
def test_a_distribution_in_the_period_or_the_month_after_it_fits_the_cover(day: str) -> None:
    assert checks_of(read_10d(day)) == (1, [])


@pytest.mark.parametrize("day", ["06/26/2006", "03/27/2006", "05/25/2005"])
def test_a_distribution_of_another_month_is_a_failed_check(day: str) -> None:
    passed, [failed] = checks_of(read_10d(day))
    assert passed is None
    assert (failed["level"], failed["expected"]) == ("warning", "2006-04-01 to 2006-05-31")
    assert "the cover's period ends on 2006-04-30" in str(failed["message"])


def test_where_the_cover_has_no_period_nothing_is_checked() -> None:
    cover = RFC_COVER.replace("from April 1, 2006 to April 30, 2006", "from _____ to _____")
    assert checks_of(read_10d("01/25/2001", cover)) == (None, [])
