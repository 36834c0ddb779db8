"""One thing written in two ways: a reference with a hyphen and without, a date in two languages; and who gave an update."""

import pytest

from storage.importing.source import Line, Table
from tests.plans.reading.sources import codes, proposal, row, table

KEY = Line("Status: Complete; On track; Slipped", "line 1")
PLAN = (
    "Ref | Recommendation | Owner | Target",
    "WL-01 | Count the swans each spring. | Ines Vaughan | May 2025",
    "WL-02 | Fence the reed bed. | Huw Parry | June 2025",
)


@pytest.mark.parametrize(
    ("written", "told"), [("WL-02", False), ("wl-02", False), ("WL02", True), ("WL 2", True), ("WL.02", True)]
)
def test_a_reference_that_is_written_otherwise_is_the_same_and_told(written: str, told: bool) -> None:
    log = table(
        "Ref | Date of update | Given by | Update | Status",
        f"{written} | 04/06/2025 | R Amos | The posts are in. | On track",
        "WL-01 | 05/06/2025 | R Amos | Forty were counted. | Complete",
        name="Log",
    )
    read = proposal(KEY, table(*PLAN, name="Plan"), log, file="t.xlsx")
    assert [(one.number, one.updates[0].evidence) for one in read.recommendations] == [
        ("WL-01", "Forty were counted."),
        ("WL-02", "The posts are in."),
    ]
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "reference_alike"] == ([2] if told else [])
    assert not [left for left in read.not_placed if left.text == written]


def test_references_that_only_look_alike_are_two() -> None:
    rows = (
        "WL-1/2 | Count the swans. | Ines Vaughan | May 2025",
        "WL-12 | Fence the reed bed. | Huw Parry | June 2025",
    )
    assert [one.number for one in proposal(KEY, table(PLAN[0], *rows)).recommendations] == ["WL-1/2", "WL-12"]


@pytest.mark.parametrize("head", ["Given by", "Submitted by", "Update provided by"])
def test_who_gave_an_update_is_neither_an_owner_nor_a_date(head: str) -> None:
    plan = table(
        f"Ref | Recommendation | Owner | Target | {head} | Update | Status",
        "1 | Count the swans each spring. | Ines Vaughan | May 2025 | R Amos | Forty were counted. | Complete",
    )
    (one,) = proposal(KEY, plan).recommendations
    assert ([owner.text for owner in one.owners], one.due.text) == (["Ines Vaughan"], "May 2025")
    assert one.text.endswith(f"{head}: R Amos")


def test_a_reference_of_which_only_an_update_is_known_has_no_text_and_it_is_told() -> None:
    log = table("Ref | Given by | Update | Status", "WL-07 | R Amos | Done. | Complete", name="Log")
    read = proposal(KEY, table(*PLAN, name="Plan"), log, file="t.xlsx")
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "text_missing"] == [3]


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("Mai 2025 / May 2025", "2025-05-31"),
        ("Mai 2025 / June 2025", "None"),
        ("May 2025 | Mehefin 2025", "None"),
        ("4 Mehefin 2025 / 4 June 2025", "2025-06-04"),
        ("Chwarter 2 2025/26", "2025-09-30"),
        ("Chwarter 2", "None"),
    ],
)
def test_a_date_in_two_languages_is_one_day_or_none(due: str, day: str) -> None:
    heads = row("Ref | Recommendation | Owner | Target | Status", "row 1")
    plan = Table((heads, row(["1", "Count the swans.", "Ines Vaughan", due, "Complete"], "row 2")), "table 1")
    read = proposal(KEY, plan)
    assert str(read.recommendations[0].due.on) == day
    assert any(doubt.field == "due" for doubt in read.doubts) is (day == "None")
    assert ("due_two_languages" in codes(read)) is (day == "None" and "2025" in due)
