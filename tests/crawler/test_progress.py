"""How far a run says it is: by a bar on a terminal, by a line now and then without one."""

import pytest

from crawler.progress import Progress, Standing, sentence, waiting, with_progress


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def lines_of(standings: list[Standing], seconds: float) -> list[str]:
    """What is printed without a terminal where a standing comes every so many seconds."""
    reported: list[str] = []
    clock = Clock()
    progress = Progress(write=reported.append, on_terminal=False, clock=clock)
    for one in standings:
        clock.now += seconds
        progress.show(one)
    return reported


def test_a_line_says_done_of_known_rate_failures_and_time_left() -> None:
    assert sentence(Standing(120, 400, failed=1), 15.0) == (
        "120 of 400 filings, 8.0 a second, 1 failed, 35 s left"
    )


def test_while_indexes_are_read_no_end_is_predicted() -> None:
    said = sentence(Standing(120, 400, failed=0, looking_at="quarter 31 of 112"), 15.0)
    assert said == "quarter 31 of 112; 120 of 400 filings found so far, 8.0 a second, 0 failed"


def test_the_first_second_divides_by_nothing() -> None:
    assert sentence(Standing(0, 1), 0.0) == "0 of 1 filing, 0.0 a second"


def test_a_line_comes_every_ten_seconds() -> None:
    reported = lines_of([Standing(number, 400, 0) for number in range(40)], seconds=1.0)
    assert [line.partition(" ")[0] for line in reported] == ["9", "19", "29", "39"]


def test_a_block_is_reported_at_once_and_then_every_minute_until_it_ends() -> None:
    blocked = [Standing(5, 400, 0, blocked_for=600.0 - seconds) for seconds in range(0, 150)]
    reported = lines_of([Standing(5, 400, 0), *blocked, *[Standing(6, 400, 0)] * 10], seconds=1.0)
    assert reported[:3] == [waiting(600), waiting(540), waiting(480)]
    assert reported[3].startswith("6 of 400 filings")
    assert waiting(580.4) == "waiting for EDGAR's block to end, 580 s left"


def bar(standing: Standing, capsys: pytest.CaptureFixture[str]) -> str:
    """What a terminal shows."""
    progress = Progress(on_terminal=True)
    progress.show(standing)
    progress.close()
    return capsys.readouterr().err


def test_a_bar_has_no_end_while_indexes_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    said = bar(Standing(7, 7, 0, looking_at="quarter 31 of 112"), capsys)
    assert "quarter 31 of 112" in said
    assert "%" not in said
    assert "100%" in bar(Standing(7, 7, 0), capsys)


def test_a_bar_says_how_long_a_block_lasts(capsys: pytest.CaptureFixture[str]) -> None:
    assert "block to end, 580 s left" in bar(Standing(7, 9, 0, blocked_for=580.0), capsys)


def test_a_reparse_shows_its_progress_by_the_same_lines(capsys: pytest.CaptureFixture[str]) -> None:
    batches = [["a", "b"], ["c"]]
    assert list(with_progress(iter(batches), 3, "read")) == batches
    assert capsys.readouterr().err == ""  # it was done before a line was due
    assert sentence(Standing(2, 3), 1.0, "read") == "2 of 3 filings read, 2.0 a second, 0 s left"
