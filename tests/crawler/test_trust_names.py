"""Which registrants a spider takes: by the list, and by names as EDGAR's indexes print them."""

import pytest

from crawler.trusts import PROGRAMS, choose_registrants, read_trusts

UNKNOWN = b"9900000001"  # a CIK in no list: the name decides
NAMES = [
    # name, gmacm takes it, ramp takes it
    ("GMACM MORTGAGE LOAN TRUST 2004-AR1", True, True),
    ("GMACM HOME EQUITY LOAN TRUST 2007-HE3", True, True),
    ("gmacm mortgage loan trust 2010-xx1", True, True),
    ("RESIDENTIAL ASSET MORT PROD INC GMACM HOME EQ LN TR 2004 HE1", True, True),
    ("GMAC MORTGAGE PASS-THROUGH CERTIFICATE SERIES 2005-AR6", True, True),
    ("GMAC MORTGAGE PASS THROUGH CERT SER 2005-AR6", True, True),
    ("GMAC MORTGAGE CORP LOAN TRUST 2003-GH2", True, True),
    ("GMAC MORTGAGE CORP HOME EQ LN TR 2000-HE4", True, True),
    ("GMAC MORT CORP LN TR 2001-J5", True, True),
    ("RESIDENTIAL ASSET MORTGAGE PRODUCTS INC", False, True),
    ("RES ASSET MORT PROD INC SERIES 2003-RS8", False, True),
    ("RESIDENTIAL ASSET MTGE PRODUCTS 2007-RZ1", False, True),
    ("RAMP SERIES 2006-EFC2 TRUST", False, True),
    ("Ramp Trust 2009-X1", False, True),
    # As filers abbreviate
    ("GMAC MORTGAGE LN TRUST 2004-J1", True, True),
    ("GMAC MRTG LN TR 2004-J1", True, True),
    ("GMAC MTG CORP LN TRST 2002-J2", True, True),
    ("GMAC MTGE LOAN TR SER 2001-J3", True, True),
    ("GMAC MORTG CORP LNS TRUST", True, True),
    ("GMAC  MORTGAGE  LOAN  TRUST 2004-J1", True, True),
    ("GMAC MORTGAGE CORP MORT PASS THRU CERTS SER 2004-J1", True, True),
    ("GMAC MORTGAGE CORP PASSTHROUGH CERT", True, True),
    ("GMAC MRT PAS-THRU CTFS", True, True),
    ("GMAC MORTGAGE HM EQTY LN TR", True, True),
    ("GMAC MORTGAGE CORP PT CERTS", True, True),
    ("GMAC MORTGAGE CORP HOME  EQUITY LOAN BACKED TERM NOTES", True, True),
    ("GMAC MORTGAGE 2004-J1", True, True),
    ("GMAC MORTGAGE CORP SERIES 2003 GH2", True, True),
    ("GMAC-MORTGAGE LOAN TRUST 2003-J7", True, True),
    ("GMACM MRTG LN TR 2004 AR1", True, True),
    ("RES ASSET MRTG PROD INC GMACM HM EQ LN TR 2004 HE2", True, True),
    ("RESIDENTIAL ASSET MRTG PRODS", False, True),
    ("RESIDENTIAL ASST MRT PRD", False, True),
    ("RESIDENTIAL  ASSET  MORTGAGE  PRODUCTS INC", False, True),
    ("RESID ASSET MORTG PRODS INC SER 2004-RS1", False, True),
    ("RESIDENTAL ASSETS MTG PROD 2003 RZ2", False, True),
    ("RSIDENTIAL AST MTGE PRODUCT", False, True),
    ("RES. ASSET MORT. PROD. INC.", False, True),
    ("RESIDENTIAL ASSET MORTGAG", False, True),
    ("RAMP 2005-NC1 TRUST", False, True),
    ("RAMP 2005 NC1", False, True),
    ("RAMP  SERIES  2006-EFC2  TRUST", False, True),
    ("RAMP SER 2004-SL2", False, True),
    ("RAMP TR 2006-RS4", False, True),
    ("RAMP 2003-RS10", False, True),
    ("GMAC COMMERCIAL MORTGAGE SECURITIES INC", False, False),
    ("GMAC COML MTG SEC INC MORT PASS THRU CERT SER 2000-C1", False, False),
    ("GMAC COM MRTG LN TR 1999-C2", False, False),
    ("GMAC  COMMERCIAL  MORTGAGE  LOAN  TRUST 1998-C2", False, False),
    ("GMAC MORTGAGE CORP /PA/", False, False),
    ("GMAC MORTGAGE LLC", False, False),
    ("GMAC MTG CORP", False, False),
    ("GMAC MORTGAGE HOLDINGS INC 2000", False, False),
    ("GMAC MORTGAGE CORP 401K PLAN 2004", False, False),
    ("GMAC MORTGAGE SERVICES TRAINING LN", False, False),
    ("GMAC BANK", False, False),
    ("CAPITAL AUTO RECEIVABLES ASSET TRUST 2004-1", False, False),
    ("RAMP NETWORKS 2000 INC", False, False),
    ("RAMP 2000 INC", False, False),
    ("RAMP TRANSPORTATION CO", False, False),
    ("RAMP SERVICES INC", False, False),
    ("RAMPART 2005-NC1 TRUST", False, False),
    ("ON RAMP 2005-NC1 TRUST", False, False),
    ("RESIDENTIAL ASSET SECURITIES CORP MORT PASS THRU 2004-KS1", False, False),
    ("RESIDENTIAL ASSET SECURITIZATION TRUST 2004-A1", False, False),
    ("RESIDENTIAL ACCREDIT LOANS INC MORT ASSET BK PASS THR", False, False),
    ("RESIDENTIAL MORTGAGE ASSETS INC", False, False),
    ("RESTAURANT ASSET MTG CO", False, False),
    ("RESOURCE ASSET MTG CO", False, False),
    ("PRESIDENTIAL ASSET MORTGAGE CO", False, False),
    ("STRUCTURED ASSET MORTGAGE INVESTMENTS INC", False, False),
    ("GMAC COMMERCIAL MORTGAGE SEC INC MORT PASS THROUGH CERT SER 1999-C1", False, False),
    ("GMAC COMMERCIAL MORTGAGE LOAN TRUST 1998-C2", False, False),
    ("GMAC MORTGAGE CORP", False, False),
    ("GMAC MORTGAGE CORP OF IOWA", False, False),
    ("GMAC MORTGAGE GROUP INC", False, False),
    ("GENERAL MOTORS ACCEPTANCE CORP", False, False),
    ("RAMP NETWORKS INC", False, False),
    ("RAMP CORP", False, False),
    ("FREE RAMP TRUST CO", False, False),
    ("RAMPART TRUST SERIES A", False, False),
    ("RESIDENTIAL ASSET SECURITIES CORP", False, False),
    ("RESIDENTIAL FUNDING MORTGAGE SECURITIES I INC", False, False),
    ("SGMACM HOLDINGS", False, False),
    ("GMACMART INC", False, False),
]


@pytest.mark.parametrize("name, gmacm, ramp", NAMES)
def test_a_name_in_the_index_shows_the_program(name: str, gmacm: bool, ramp: bool) -> None:
    taken = [choose_registrants(spider).include(UNKNOWN, name.encode()) for spider in ("gmacm", "ramp")]
    assert taken == [gmacm, ramp]


def test_both_spiders_take_the_depositors_filings_under_any_name() -> None:
    assert all(choose_registrants(spider).include(b"1099391", b"X") for spider in ("gmacm", "ramp"))


@pytest.mark.parametrize(
    "cik, spiders",
    [
        (b"1264853", {"gmacm", "ramp"}),  # GMACM 2003-AR1
        (b"1093247", {"gmacm", "ramp"}),  # GMA 1999-J01
        (b"1100982", {"gmacm", "ramp"}),  # GMA 1999-J02
        (b"1346458", {"ramp"}),  # RAMP 2005-EFC7
        (b"320193", set()),
    ],
)
def test_a_listed_cik_is_taken_whatever_its_name(cik: bytes, spiders: set[str]) -> None:
    assert {spider for spider in PROGRAMS if choose_registrants(spider).include(cik, b"")} == spiders


def test_the_list_names_a_program_for_each_of_its_trusts() -> None:
    trusts = read_trusts()
    assert len(trusts) > 50
    assert {program for _, program in trusts} == {"gmacm", "ramp", "both"}
    assert [cik for cik, program in trusts if program == "both"] == ["0001099391"]
    assert all(len(cik) == 10 and cik.isdigit() for cik, _ in trusts)


def test_ciks_that_the_user_names_are_taken_alone() -> None:
    registrants = choose_registrants("gmacm", ["0001264853"])
    assert registrants.include(b"1264853", b"")
    assert not registrants.include(b"1270371", b"GMACM MORTGAGE LOAN TRUST 2003-AR2")


def test_choices_are_distinguished_by_their_digest() -> None:
    choices = [choose_registrants("gmacm"), choose_registrants("ramp"), choose_registrants("gmacm", ["1"])]
    assert len({choice.digest for choice in choices}) == 3
    assert choose_registrants("ramp").digest == choose_registrants("ramp").digest
