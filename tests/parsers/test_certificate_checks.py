"""The arithmetic of servicing certificates: pools, notes, funding accounts, groups."""

from tests.parsers.certificate_pages import GLUED, PREFUNDED, REVOLVING, TWO_GROUPS, changed, outcome, records


def test_the_prefunding_account_buys_loans_for_the_pool() -> None:
    assert outcome(PREFUNDED, "pool_roll") == (1, 0, [])
    page = changed(
        PREFUNDED, ">93,129,526.80<", ">0.00<"
    )  # purchases not printed: what the account holds less
    assert outcome(page, "pool_roll") == (1, 0, [])


def test_loans_added_by_a_row_of_their_own_are_not_counted_again_from_the_account() -> None:
    assert outcome(REVOLVING, "pool_roll") == (1, 0, [])


def test_what_closing_the_account_paid_out_buys_no_loans() -> None:
    page = changed(PREFUNDED, ">9,867,303.44<", ">9,867,302.44<")  # one dollar more left the account
    page = changed(page, ">93,129,526.80<", ">0.00<")
    assert outcome(page, "pool_roll") == (0, 1, [])
    label = "remaining balance due Noteholders</TD><TD></TD><TD ALIGN=right>"
    assert outcome(changed(page, f"{label}0.00", f"{label}1.00"), "pool_roll") == (1, 0, [])


def test_a_pool_that_fell_by_losses_that_the_page_does_not_print_is_not_blamed() -> None:
    page = GLUED[: GLUED.index("Liquidation To-Date")]
    assert outcome(page, "pool_roll") == (0, 0, ["the losses of the month are not on the page"])


def test_notes_and_pools_of_two_groups_are_compared_together() -> None:
    assert outcome(TWO_GROUPS, "pool_vs_securities") == (2, 0, [])


def test_a_funding_account_off_the_page_leaves_pools_and_notes_uncompared() -> None:
    assert outcome(REVOLVING, "pool_vs_securities") == (0, 0, ["the funding account is not on the page"])


def test_more_assets_than_notes_and_overcollateralization_explain_are_a_finding() -> None:
    page = changed(REVOLVING, ">160,236,000.00<", ">100,236,000.00<")
    assert outcome(page, "pool_vs_securities")[1] == 1


def test_a_percentage_over_all_groups_is_named_so() -> None:
    (first, second) = records(TWO_GROUPS, "check")
    for check in (first, second):
        assert "over all groups' 180,424,725.61" in check["message"]


def test_a_note_with_a_balance_and_no_share_of_the_securities_is_notional() -> None:
    page = changed(PREFUNDED, "Class IO", "Class A-6")
    assert [note["class_name"] for note in records(page, "tranche") if note["notional"]] == ["A-6"]
    assert outcome(page, "pool_vs_securities") == (2, 0, [])
