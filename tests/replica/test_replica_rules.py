"""Rules say which requests are befallen by a fault."""

from typing import Any

import pytest

from crawler.replica.fault_rules import BadRule, Rules, read_rule

PATH = "/Archives/edgar/data/1270371/0001019965-04-000027.txt"
OTHER_PATH = "/Archives/edgar/data/1226782/0000000003-04-000002.txt"
INDEX_PATH = "/Archives/edgar/full-index/2004/QTR1/master.gz"


def befallen(rule: dict[str, Any], paths: list[str]) -> list[int]:
    """Which of the requests, counted from 1, the rule befalls."""
    rules = Rules([{"fault": "close", **rule}])
    return [number for number, path in enumerate(paths, start=1) if rules.choose(path)]


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"kind": "submission"}, [1, 2, 4]),
        ({"kind": "index"}, [3]),
        ({"kind": "robots"}, [5]),
        ({"path": "*-000027.txt"}, [1, 2]),
        ({"nth": [1]}, [1, 3, 4, 5]),
        ({"nth": [2]}, [2]),
        ({"first": 1, "kind": "submission"}, [1, 4]),
        ({"first": 2, "per": "rule"}, [1, 2]),
        ({"nth": [3, 5], "per": "rule"}, [3, 5]),
        ({"share": 0}, []),
        ({"share": 1}, [1, 2, 3, 4, 5]),
    ],
)
def test_a_rule_says_which_requests_it_befalls(rule: dict[str, Any], numbers: list[int]) -> None:
    assert befallen(rule, [PATH, PATH, INDEX_PATH, OTHER_PATH, "/robots.txt"]) == numbers


def test_a_rule_distinguishes_requests_to_one_path_by_their_queries() -> None:
    pages = ["/LATEST/search-index?q=a", "/LATEST/search-index?q=a&from=3", "/LATEST/search-index"]
    assert befallen({"path": "/LATEST/search-index", "query": "*from=3"}, pages) == [2]
    assert befallen({"path": "/LATEST/search-index"}, pages) == [1, 2, 3]


def test_a_share_is_chosen_by_its_seed_whatever_the_order() -> None:
    paths = [f"/Archives/edgar/data/1/{number}.txt" for number in range(1000)]
    chosen = {paths[number - 1] for number in befallen({"share": 0.2, "seed": 7}, paths)}
    backwards = paths[::-1]
    assert {backwards[number - 1] for number in befallen({"share": 0.2, "seed": 7}, backwards)} == chosen
    assert 150 < len(chosen) < 250
    assert {paths[number - 1] for number in befallen({"share": 0.2, "seed": 8}, paths)} != chosen


def test_the_seed_mixes_the_faults_of_a_rule() -> None:
    rules = Rules([{"faults": [{"fault": "close"}, {"fault": "truncate", "at": 3}], "seed": 1}])
    chosen = [rules.choose(f"/{number}") for number in range(100)]
    names = [fault.name for fault in chosen if fault]
    assert 20 < names.count("close") < 80
    assert len(names) == 100


def test_the_first_rule_that_fits_wins_and_the_others_count_on() -> None:
    rules = Rules([{"fault": "close", "nth": [1]}, {"fault": "reset", "nth": [1, 2]}])
    chosen = [rules.choose(PATH) for _ in range(3)]
    assert [fault.name if fault else None for fault in chosen] == ["close", "reset", None]


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ({}, "either 'fault' or 'faults'"),
        ({"fault": "close", "faults": []}, "either 'fault' or 'faults'"),
        ({"fault": "explode"}, "no such fault: 'explode'; choose from status, "),
        ({"fault": "truncate"}, r"the fault 'truncate' needs \['at'\]"),
        ({"fault": "close", "kinds": "index"}, r"the fault 'close' has no setting \['kinds'\]"),
        (
            {"faults": [{"fault": "close"}], "at": 3},
            r"belong into the objects of 'faults', not beside it: \['at'\]",
        ),
        ("close", "a rule is an object"),
    ],
)
def test_a_bad_rule_is_refused_with_its_reason(rule: Any, complaint: str) -> None:
    with pytest.raises(BadRule, match=complaint):
        read_rule(rule)
