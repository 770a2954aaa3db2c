"""Titles to deals: shelf and normalised series."""

import pytest

from parsers.deals import find_series, name_deal


@pytest.mark.parametrize(
    ("title", "series", "deal"),
    [
        ("GMACM Mortgage Loan Trust, Series 2003-AR2", "2003-AR2", "GMACM 2003-AR2"),
        ("GMA  Series: 2000-J1", "2000-J1", "GMA 2000-J01"),
        ("GMA Series 2000-J01", "2000-J01", "GMA 2000-J01"),
        ("GMA Series 1999-J0l", "1999-J0l", "GMA 1999-J01"),
        ("GMA Series 1999-JOl", "1999-JOl", "GMA 1999-J01"),
        ("GMACM 2001-J5", "2001-J5", "GMACM 2001-J5"),
        ("Residential Asset Mtge Products, 2006-RS3", "2006-RS3", "RAMP 2006-RS3"),
        ("Residential Accredit Loans Inc, 2006-QS3", "2006-QS3", "RALI 2006-QS3"),
        ("Residential Asset Securities Corp. 2006-KS7", "2006-KS7", "RASC 2006-KS7"),
        ("Residential Funding Mtg Sec I, 2006-S7", "2006-S7", "RFMSI 2006-S7"),
        ("Some Other Trust, Series 2003-ZZ1", "2003-ZZ1", None),
        ("GMACM Mortgage Loan Trust", None, None),
    ],
)
def test_a_title_names_its_deal(title: str, series: str | None, deal: str | None) -> None:
    assert (find_series(title), name_deal(title, series)) == (series, deal)
