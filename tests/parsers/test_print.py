"""What print does to titles, characters and numbers, example by example."""

import pytest

import parsers
from parsers.characters import decode, plain_characters
from parsers.page import Line, Page
from parsers.records import Pool, Statement, Tranche
from tests.parsers.golden import PAGES

ROWS = "".join(
    f"  Collections of kind {'ABCDEFGHIJKLMNO'[kind]}          {kind},000.25\n" for kind in range(1, 15)
)
AR2 = next(page for page in PAGES if "AR2" in page.name).read_text()
HE2 = next(page for page in PAGES if "2003-HE2.txt" in page.name).read_text()


def read(text: str, encoding: str = "utf-8") -> parsers.Reading:
    return parsers.read(text.encode(encoding))


# Titles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Monthly Investor Report",
        "MONTHLY SERVICING REPORT",
        "Certificate Distribution Detail",
        "Distribution Summary",
        "REMIC Certificate Report",
        "Noteholders' Statement",
        "Servicer's Monthly Certificate",
        "Trustee's Report to Certificateholders",
        "Payment Statement",
        "Certificateholder Monthly Distribution Summary",
        "Monthly Statement to Noteholders",
        "Monthly\nInvestor Report",
        "Servicer\u2019s  Certificate",
        "EXHIBIT 99.1   Monthly Servicing Report (continued)",
        "Amended Payment\tStatement",
        "*** CORRECTED DISTRIBUTION STATEMENT ***",
        "Some Trust 2004-X1 - Monthly Noteholders' Report",
        "Distribution Statement - January 26, 2004",
        "Some Trust        Statement To Certificateholders     Page 1 of 9",
    ],
)
def test_a_page_under_a_title_in_use_is_a_statement(title: str) -> None:
    reading = read(f"Some Trust 2004-X1\n\n   {title}\n\n{ROWS}")
    assert (reading.statements, reading.unrecognised, reading.unmapped) == (1, 1, 14)


@pytest.mark.parametrize(
    "line",
    [
        "as set forth in the Servicing Certificate delivered by it,",
        "Form of Monthly Statement to Noteholders to be delivered",
        "the payment statement that each holder",
        "Reports to Certificateholders",
    ],
)
def test_prose_that_names_a_title_is_no_title(line: str) -> None:
    assert read(f"{line}\n{ROWS}").statements == 0


def test_a_list_of_exhibits_begins_no_statement() -> None:
    listed = f"Exhibits\n\n     Exhibit 20.1    Statement to Certificateholders\n\n{AR2}"
    assert read(listed).statements == 1


def test_a_title_continued_on_a_later_page_begins_no_statement() -> None:
    place = AR2.index("COLLATERAL")
    paged = f"{AR2[:place]}STATEMENT TO CERTIFICATEHOLDERS (continued)\n\n{AR2[place:]}"
    assert read(paged).statements == 1


@pytest.mark.parametrize("word", ["Revised", "AMENDED", "Corrected", "Restated"])
def test_a_statement_says_that_it_is_revised(word: str) -> None:
    statement = read(HE2.replace("Servicing Certificate", f"{word} Servicing Certificate", 1)).records[1]
    assert isinstance(statement, Statement)
    assert statement.revised is True


BODY = """Some Trust 2004-X1
{label}   January 26, 2004

Class      Beginning Balance     Principal     Interest     Ending Balance
A-1           1,234,567.00       10,111.11     1,222.22       1,224,455.89
A-2           2,234,567.00       20,111.11     2,222.22       2,214,455.89
M-1           3,234,567.00       30,111.11     3,222.22       3,204,455.89
"""


@pytest.mark.parametrize("label", ["Distribution Date:", "PAYMENT DATE", "Remittance Date:"])
def test_the_body_of_a_statement_without_a_title_is_reported(label: str) -> None:
    reading = read(BODY.format(label=label))
    statement = reading.records[1]
    assert isinstance(statement, Statement)
    assert (reading.unrecognised, reading.unmapped) == (1, 12)
    assert statement.distribution_date == "2004-01-26"


@pytest.mark.parametrize(
    "page",
    [
        BODY.format(label="First Distribution Date:"),
        BODY.format(label="Closing Date:"),
        BODY.format(label="Distribution Date:").replace("Ending Balance", "Price to Public"),
        BODY.format(label="Distribution Date:").replace("M-1 ", "Group 1"),
        "PROSPECTUS SUPPLEMENT\n" + BODY.format(label="Distribution Date:"),
        "PRELIMINARY TERM SHEET\n" + BODY.format(label="Distribution Date:"),
    ],
)
def test_the_terms_of_an_offering_are_no_statement(page: str) -> None:
    assert read(page).statements == 0


# Characters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        ("Société \u2013 “x”".encode(), "Société \u2013 “x”"),
        ("\ufeffSociété".encode(), "Société"),
        (b"\xef\xbb\xbfplain", "plain"),
        ("Société \u2013 “x”".encode("cp1252"), "Société \u2013 “x”"),
        (b"\x81\x8d\x8f\x90\x9d\x97", "\x81\x8d\x8f\x90\x9d\u2014"),
    ],
)
def test_a_document_is_utf_8_or_windows_1252(raw: bytes, text: str) -> None:
    assert decode(raw) == text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("State\xadment to Certificate\xad\nholders", "Statement to Certificate\nholders"),
        ("A\xad1  M\xad2  \xad1.00  \xad", "A-1  M-2  -1.00  -"),
        ("CERTIFI\xadCATE", "CERTIFICATE"),
        ("Pass\xadThrough", "Pass-Through"),
        ("1\u2009234.50\u2003\uff11", "1 234.50 1"),
        ("Certi\ufb01cate", "Certificate"),
    ],
)
def test_typographic_characters_become_plain_ones(printed: str, plain: str) -> None:
    assert plain_characters(printed) == plain


@pytest.mark.parametrize("blank", ["\xa0", "\u2007", "\u3000"])
def test_a_blank_of_another_kind_moves_no_column(blank: str) -> None:
    (cell,) = Page.from_text(f"Balance{blank * 9}1,234.50").lines[0].values
    assert (cell.start, cell.end) == (16, 24)


def test_a_form_feed_ends_a_printed_line_and_counts_none_of_the_file() -> None:
    lines = Page.from_text("one\f  two\n\fthree\n\f\nfour").lines
    assert [(line.number, line.text) for line in lines] == [
        (1, "one"),
        (1, "  two"),
        (2, "three"),
        (3, ""),
        (4, "four"),
    ]


def test_hashes_and_bytes_are_those_of_the_file_whatever_its_encoding() -> None:
    raw = HE2.replace("Servicing Certificate", "Servicing\xa0Certificate").encode("utf-8")
    (document,) = parsers.read(raw).filing.documents
    assert (document.bytes, document.sha256) == (len(raw), parsers.read(raw).filing.sha256)


def test_each_document_of_a_submission_has_its_own_encoding() -> None:
    parts = [
        HE2.replace("Servicing Certificate", "Servicing\xa0Certificate").encode(code)
        for code in ("utf-8", "cp1252")
    ]
    wrapped = b"".join(
        b"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n" + part + b"\n</TEXT>\n</DOCUMENT>\n" for part in parts
    )
    raw = (
        b"<SEC-DOCUMENT>0000000003-04-000009.txt : 20040109\n<SEC-HEADER>\n</SEC-HEADER>\n"
        + wrapped
        + b"</SEC-DOCUMENT>\n"
    )
    for ends in (b"\n", b"\r", b"\r\n"):
        reading = parsers.read(raw.replace(b"\n", ends))
        assert [document.layout for document in reading.filing.documents] == ["servicing_certificate"] * 2


# Numbers -----------------------------------------------------------------------------------------------


def cells(printed: str) -> list[tuple[str, str | None]]:
    found = Line(1, f"Excess Cash    {printed}    7.25").values
    return [(cell.kind, str(cell.value) if cell.value is not None else None) for cell in found[:-1]]


@pytest.mark.parametrize(
    "printed",
    [
        "-1,234.50",
        "1,234.50-",
        "(1,234.50)",
        "<1,234.50>",
        "[1,234.50]",
        "{1,234.50}",
        "1,234.50 CR",
        "CR 1,234.50",
        "$(1,234.50)",
        "($1,234.50)",
        "-$1,234.50",
        "$-1,234.50",
        "( $1,234.50 )",
        "-$ 1,234.50",
        "(US$1,234.50)",
        "1,234.50cr",
        "1,234.50 (CR)",
        "$<1,234.50>",
    ],
)
def test_a_negative_is_negative_however_accounts_print_it(printed: str) -> None:
    assert cells(printed) == [("number", "-1234.50")]


@pytest.mark.parametrize(
    "printed",
    [
        "- 1,234.50",
        "--1,234.50",
        "(1,234.50",
        "1,234.50)",
        "(1,234.50]",
        "-(1,234.50)",
        "(-1,234.50)",
        "1,234.50DR",
        "1,234.50 DR",
        "1,234.50?",
        "3.99E+05",
        "3.99e-5",
        "4E+05",
        "12,34.5",
        "1 ,234.00",
        "1 ,731,029",
        "1,234 .50",
        "1, 234.00",
        "1,234. 50",
        "1.2.3",
        "12a4.00",
        "1,23O.00",
        "l,234.50",
        "1,234.5O",
        "1.5M",
        "1.00/2.00",
        "1.00-2.00",
        "1234,567.00",
        "06,013,442.19",
        "#1.00",
        "_1.00",
        "1'234.50",
        "minus 1.00",
        "12a4",
        "1O4",
        "#NULL!",
        "********",
        "########",
        "NIL",
        "NONE",
        "----",
        "1.#IND",
    ],
)
def test_a_token_that_is_no_number_whole_is_one_broken_cell(printed: str) -> None:
    assert cells(printed) == [("broken", None)]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("-0-", ("number", "0")),
        ("N/A", ("absent", None)),
        ("Not Applicable", ("absent", None)),
        ("\u2014", ("dash", None)),
        ("+1.50", ("number", "1.50")),
        ("\xa31.50", ("number", "1.50")),
        ("1.50*", ("number", "1.50")),
    ],
)
def test_what_else_stands_in_a_cell(printed: str, read: tuple[str, str | None]) -> None:
    (line,) = Page.from_text(f"Excess Cash    {printed}    7.25").lines
    cell = line.values[0]
    assert (cell.kind, str(cell.value) if cell.value is not None else None) == read


@pytest.mark.parametrize(
    ("prose", "value"),
    [
        ("subject to the net WAC cap of 7.88120%.", "7.88120"),
        ("the premium paid was $12,345.00.", "12345.00"),
        ("at a rate of 5.25%, payable monthly", "5.25"),
        ("Trustee Fee (@ 0.0035%)", "0.0035"),
        ("3) Advances (before write-offs of $1,200.00)", "1200.00"),
    ],
)
def test_the_mark_that_ends_a_phrase_of_prose_is_not_part_of_its_number(prose: str, value: str) -> None:
    assert cells(prose) == [("number", value)]


@pytest.mark.parametrize("month", ["December 2004", "Sept. 1999", "May, 2001"])
def test_the_year_behind_a_month_is_not_a_figure(month: str) -> None:
    assert cells(month) == []


@pytest.mark.parametrize("printed", ["12,345.", "1,234.50.7", "1,234.50."])
def test_a_number_with_a_point_behind_it_outside_prose_is_broken(printed: str) -> None:
    assert cells(printed) == [("broken", None)]


def test_a_trailing_sign_must_touch_its_number() -> None:
    assert cells("1,234.50 -") == [("number", "1234.50"), ("dash", None)]


@pytest.mark.parametrize("digits", ["1" * 30, "9" * 40 + ".25", "7" * 99])
def test_a_number_of_many_digits_is_read_as_printed(digits: str) -> None:
    row = next(line for line in HE2.split("\n") if line.startswith("Beginning Pool Balance"))
    reading = read(HE2.replace(row, f"Beginning Pool Balance          {digits}", 1))
    (pool,) = (record for record in reading.records if isinstance(record, Pool))
    assert str(pool.beginning_balance) == digits
    assert reading.failed
    assert digits in reading.to_jsonl().decode()


def test_a_number_of_more_than_a_hundred_digits_is_broken() -> None:
    assert cells("7" * 101) == [("broken", None)]


def test_not_applicable_is_null_and_mapped() -> None:
    row = next(line for line in HE2.split("\n") if line.startswith("Excess Cash"))
    reading = read(HE2.replace(row, "Excess Cash                     N/A", 1))
    fields = [record.excess_cash for record in reading.records if hasattr(record, "excess_cash")]
    assert None in fields
    assert reading.unmapped == read(HE2).unmapped


@pytest.mark.parametrize("stamp", ["<PAGE>    2", "<PAGE> - 12 -", "PAGE      3", "Page 2/15", "- 4 -"])
def test_the_stamp_of_a_page_is_no_number(stamp: str) -> None:
    place = HE2.index("Excess Cash")
    assert read(f"{HE2[:place]}{stamp}\n{HE2[place:]}").unmapped == read(HE2).unmapped


# Class tables ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stranger",
    [
        "Distribution Date:  December 19, 2003",
        "Run: 12/19/03   10:25:33",
        "GMACM Mortgage Loan Trust   12/19/03",
        "NOTE 1: 30 days of interest at 5.25 were paid",
        "(1) includes 1,234.00 of late interest",
        "PAGE     2",
    ],
)
def test_a_line_between_the_classes_is_no_class(stranger: str) -> None:
    rows = [line for line in AR2.split("\n") if line.startswith("M-2 ")]
    for row in rows:
        page = AR2.replace(row, f"{stranger}\n{row}", 1)
        assert classes(page) == classes(AR2), row


def classes(page: str) -> list[tuple[object, object, object]]:
    tranches = [record for record in read(page).records if isinstance(record, Tranche)]
    return [(one.tranche, one.class_name, one.ending_balance) for one in tranches]


# Size --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "large",
    [
        "   SERVICING CERTIFICATE\n" + "A-1   1,234.00   5.00   7.25\n" * 100_001,
        "<html><p>Servicing Certificate</p><table>"
        + "<tr><td>A</td><td>1.00</td><td>2.00</td></tr>" * 150_001,
        "- " * 300_001,
    ],
    ids=["text", "html", "dashes"],
)
def test_a_document_of_too_many_values_is_not_read_and_its_neighbours_are(large: str) -> None:
    parts = "".join(
        f"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n{part}\n</TEXT>\n</DOCUMENT>\n" for part in (large, HE2)
    )
    reading = read(f"<SEC-DOCUMENT>0000000003-04-000009.txt : 20040109\n{parts}</SEC-DOCUMENT>\n")
    first, second = reading.filing.documents
    assert first.reason == "unrecognised: not read, it has more than 300,000 value cells"
    assert (first.layout, second.layout) == (None, "servicing_certificate")
    assert (reading.unrecognised, reading.statements) == (1, 1)


def test_a_large_document_of_words_is_looked_at() -> None:
    assert read("word " * 200_000).unrecognised == 0


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "base"),
    [
        *[
            (f"{name}.txt", "base-servicing-certificate.txt")
            for name in ("01-revised-title", "01-title-two-blanks")
        ],
        ("01-title-revised-behind.txt", "base-paying-agent.txt"),
        *[
            (f"{name}.txt", "base-servicing-certificate.txt")
            for name in (
                "02-form-feed-before-title",
                "03-nbsp-for-blanks",
                "03-nbsp-in-gaps",
                "27-windows-dashes",
            )
        ],
        ("26-page-tag-with-number.txt", "base-servicing-certificate.txt"),
        ("04-utf8-dashes.htm", "base-servicing-certificate.txt"),
        ("04-utf8-nbsp.htm", "base-servicing-certificate.txt"),
    ],
)
def test_a_case_is_read_as_its_sound_page(corpus: object, name: str, base: str) -> None:
    folder = corpus / "cases"  # type: ignore[operator]
    case, sound = (parsers.read((folder / one).read_bytes()) for one in (name, base))
    assert case.unmapped == sound.unmapped
    assert len(case.records) == len(sound.records)
