"""Pages of trustees that no layout knows: the class tables are read by words and arithmetic, none wrong."""

from tests.properties.family_pages import SEEDS, each_face, each_family, page_of
from tests.properties.general_reading import read, tally

LEAST_SHARE = 0.95


@each_family
@each_face
def test_95_percent_of_a_familys_class_facts_are_read_and_none_is_wrong(family: str, html: bool) -> None:
    tallies = [tally(page_of(family, seed, html)) for seed in SEEDS]
    assert [wrong for one in tallies for wrong in one.wrong] == []
    right, missing = (sum(len(getattr(one, name)) for one in tallies) for name in ("right", "missing"))
    assert right / (right + missing) >= LEAST_SHARE, (right, missing)


@each_family
def test_a_text_and_its_html_twin_give_the_same_share_of_the_facts(family: str) -> None:
    shares = [
        [tally(page_of(family, seed, html)).share for seed in list(SEEDS)[:6]] for html in (False, True)
    ]
    assert abs(sum(shares[0]) - sum(shares[1])) < 0.3


@each_family
def test_each_table_that_is_not_read_says_why(family: str) -> None:
    _, reading = read(page_of(family, 3, False).text)
    assert reading.proved
    assert all(part.refused for part in reading.refused)
    assert not any(part.refused for matrix in reading.proved for part in matrix.parts)


@each_family
def test_rows_without_titles_and_headings_say_nothing(family: str) -> None:
    """Words propose: without them nothing is proposed, whatever adds up."""
    lines = page_of(family, 1, False).text.splitlines()
    builder, reading = read("\n".join(line for line in lines if any(map(str.isdigit, line))))
    assert (builder.tranches, reading.proved) == ([], [])
