"""Headers of submissions: each party with its own name, CIK, file numbers and role, in labels and in tags."""

from datetime import date

import pytest

from parsers.submission import Submission, read_submission

DOCUMENT = "<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\na cover\n</TEXT>\n</DOCUMENT>\n"
ROLES = {
    # as a label prints it: what the record says
    "FILER": "filer",
    "SUBJECT COMPANY": "subject_company",
    "FILED BY": "filed_by",
    "FILED FOR": "filed_for",
    "REPORTING-OWNER": "reporting_owner",
    "ISSUER": "issuer",
    "SERIAL COMPANY": "serial_company",
    "DEPOSITOR": "depositor",
    "SECURITIZER": "securitizer",
    "ISSUING_ENTITY": "issuing_entity",
    "UNDERWRITER": "underwriter",
    # none that EDGAR has today
    "CO-ISSUER": "co_issuer",
    "SERVICER": "servicer",
    "LOAN SELLER": "loan_seller",
}


def labelled(role: str, number: int, data: str = "COMPANY DATA") -> str:
    return (
        f"\n{role}:\n\n\t{data}:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tPARTY {number}\n"
        f"\t\tCENTRAL INDEX KEY:\t\t\t000000000{number}\n\n\tFILING VALUES:\n\t\tFORM TYPE:\t\t8-K\n"
        f"\t\tSEC ACT:\t\t\n\t\tSEC FILE NUMBER:\t333-0000{number}\n\n\tBUSINESS ADDRESS:\t\n\t\tCITY:\t\tX\n"
    )


def tagged(role: str, number: int, data: str = "COMPANY-DATA") -> str:
    tag = role.replace(" ", "-")
    return (
        f"<{tag}>\n<{data}>\n<CONFORMED-NAME>PARTY {number}\n<CIK>000000000{number}\n</{data}>\n"
        f"<FILING-VALUES>\n<FORM-TYPE>8-K\n<FILE-NUMBER>333-0000{number}\n</FILING-VALUES>\n</{tag}>\n"
    )


def served(*blocks: str, lines: str = "") -> Submission:
    head = (
        "<SEC-DOCUMENT>0000000009-04-000001.txt : 20040105\n<SEC-HEADER>0000000009-04-000001.hdr.sgml\n"
        f"ACCESSION NUMBER:\t\t0000000009-04-000001\nCONFORMED SUBMISSION TYPE:\t8-K\n{lines}"
    )
    raw = f"{head}{''.join(blocks)}</SEC-HEADER>\n{DOCUMENT}</SEC-DOCUMENT>\n"
    return read_submission(raw.encode("latin-1"))


def disseminated(*blocks: str) -> Submission:
    head = "<SUBMISSION>\n<ACCESSION-NUMBER>0000000009-04-000001\n<TYPE>8-K\n"
    return read_submission(f"{head}{''.join(blocks)}{DOCUMENT}</SUBMISSION>\n".encode())


def parties(submission: Submission) -> list[tuple[str | None, str | None, str | None, list[str]]]:
    return [(one.role, one.name, one.cik, one.file_numbers) for one in submission.registrants]


def party(role: str, number: int) -> tuple[str, str, str, list[str]]:
    return (role, f"PARTY {number}", f"000000000{number}", [f"333-0000{number}"])


@pytest.mark.parametrize("role", ROLES)
def test_every_block_opens_a_party_with_its_own_role_and_file_number(role: str) -> None:
    expected = [party("filer", 1), party(ROLES[role], 2), party(ROLES[role], 3)]
    for read, block in ((served, labelled), (disseminated, tagged)):
        assert parties(read(block("FILER", 1), block(role, 2), block(role, 3))) == expected


@pytest.mark.parametrize("block, data", [(labelled, "OWNER DATA"), (tagged, "OWNER-DATA")])
def test_an_owners_data_are_a_party_too(block: object, data: str) -> None:
    assert callable(block)
    read = served if block is labelled else disseminated
    blocks = (block("REPORTING-OWNER", 1, data), block("ISSUER", 2))
    assert parties(read(*blocks)) == [party("reporting_owner", 1), party("issuer", 2)]


def test_a_block_opened_by_a_tag_amid_labels_is_a_party() -> None:
    """Form 4s of 1998 to 2000 have '<REPORTING-OWNER>' above labels, one tab less deep."""
    block = labelled("FILER", 2).replace("\nFILER:\n", "<REPORTING-OWNER>\n").replace("\t\t", "\t")
    found = parties(served(labelled("SUBJECT COMPANY", 1), block + "</REPORTING-OWNER>\n"))
    assert found == [party("subject_company", 1), party("reporting_owner", 2)]


def test_a_party_without_a_file_number_is_given_no_others() -> None:
    without = tagged("ISSUER", 2).replace("<FILE-NUMBER>333-00002\n", "")
    found = disseminated(tagged("REPORTING-OWNER", 1), without, tagged("DEPOSITOR", 3)).registrants
    assert [one.file_numbers for one in found] == [["333-00001"], [], ["333-00003"]]


def test_a_file_number_behind_the_last_block_is_no_partys() -> None:
    found = disseminated(tagged("FILER", 1), "<FILE-NUMBER>333-99999\n").registrants
    assert [one.file_numbers for one in found] == [["333-00001"]]


def test_a_party_may_have_several_file_numbers() -> None:
    second = "\tFILING VALUES:\n\t\tFORM TYPE:\t\t8-K\n\t\tSEC FILE NUMBER:\t333-00001-07\n"
    (one,) = served(labelled("FILER", 1) + second).registrants
    assert one.file_numbers == ["333-00001", "333-00001-07"]


@pytest.mark.parametrize("block", ["FILER:\n", "FILER:\n\n\tCOMPANY DATA:\t\n", "SERVICER:\n\n"])
def test_a_block_that_says_nothing_is_no_party(block: str) -> None:
    assert served(block).registrants == []


def test_parties_without_a_section_of_data_are_distinguished() -> None:
    blocks = [labelled(role, place).replace("\tCOMPANY DATA:\t\n", "") for place, role in enumerate(ROLES, 1)]
    assert parties(served(*blocks[:6])) == [
        party(ROLES[role], place) for place, role in enumerate(list(ROLES)[:6], 1)
    ]


@pytest.mark.parametrize(
    "again",
    [
        "ACCESSION NUMBER:\t\t0000000008-03-000002\n",
        "CONFORMED SUBMISSION TYPE:\t10-K\n",
        "PUBLIC DOCUMENT COUNT:\t\t7\n",
        "FILED AS OF DATE:\t\t19990101\n",
        "CONFORMED PERIOD OF REPORT:\t19990101\n",
        "ITEM INFORMATION:\t\tOther Events\n",
    ],
)
def test_of_a_header_line_that_comes_twice_the_first_counts(again: str) -> None:
    lines = (
        "PUBLIC DOCUMENT COUNT:\t\t1\nCONFORMED PERIOD OF REPORT:\t20031231\n"
        "ITEM INFORMATION:\t\tOther Events\nFILED AS OF DATE:\t\t20040105\n"
    )
    assert served(lines=lines + again) == served(lines=lines)
    assert served(labelled("FILER", 1), again, lines=lines) == served(labelled("FILER", 1), lines=lines)


def test_the_documents_own_line_has_the_accession() -> None:
    raw = "<SEC-DOCUMENT>0000000009-04-000001.txt : 20040105\nACCESSION NUMBER:\t0000000008-03-000002\n"
    assert read_submission((raw + DOCUMENT).encode()).accession == "0000000009-04-000001"
    without = raw.replace("0000000009-04-000001.txt : 20040105", "")
    assert read_submission((without + DOCUMENT).encode()).accession == "0000000008-03-000002"


def test_what_stands_behind_the_end_of_the_header_is_no_header() -> None:
    found = served(labelled("FILER", 1), "</SEC-HEADER>\n", labelled("ISSUER", 2))
    assert parties(found) == [party("filer", 1)]


@pytest.mark.parametrize(
    "count", ["²", "1²", "٣".encode().decode("latin-1"), "9" * 5000, "-1", "1.5", "one", ""]
)
def test_a_count_in_odd_digits_is_none(count: str) -> None:
    found = served(lines=f"PUBLIC DOCUMENT COUNT:\t\t{count}\n")
    assert found.public_document_count is None
    assert found.missing_documents == 0
    assert found.complete


@pytest.mark.parametrize("day", ["2004010²", "20041399", "2004", "00000000", "20040230", "9" * 5000, "soon"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    assert served(lines=f"FILED AS OF DATE:\t\t{day}\n").filed is None


def test_a_day_with_its_hour_is_a_day() -> None:
    assert served(lines="FILED AS OF DATE:\t\t20040105173000\n").filed == date(2004, 1, 5)


@pytest.mark.parametrize("cik", ["²", "12345678901", "9" * 5000, "1 2", "x"])
def test_a_cik_in_odd_digits_is_none(cik: str) -> None:
    (one,) = served(labelled("FILER", 1).replace("0000000001", cik)).registrants
    assert (one.cik, one.name) == (None, "PARTY 1")
