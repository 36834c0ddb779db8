"""A status under or beside an owner is nobody: it goes with the dates, and the clerk is told."""

import pytest

from storage.importing.proposal import ProposedRecommendation
from tests.plans.reading.sources import proposal, table

ROWS = ("2 | Plant trees. | Tom Lowe | June 2024", "3 | Map every tree. | Tom Lowe | June 2024")


@pytest.mark.parametrize(
    ("cell", "owners", "status"),
    [
        (["Tree Manager", "Completed"], ["Tree Manager"], "Completed"),
        (["Asha Pryce", "Ongoing"], ["Asha Pryce"], "Ongoing"),
        (["Asha Pryce", "In progress"], ["Asha Pryce"], "In progress"),
        (["Tree Manager Completed"], ["Tree Manager"], "Completed"),
        (["Tree Manager – overdue"], ["Tree Manager"], "overdue"),
        (["Asha Pryce (completed)"], ["Asha Pryce"], "completed"),
    ],
)
def test_a_status_with_an_owner_is_no_person(cell: list[str], owners: list[str], status: str) -> None:
    together = _first("No. | Recommendation | By whom and when", cell)
    assert [one.text for one in together.owners] == owners
    assert together.due.text == status
    apart = _first("No. | Recommendation | Lead officer | Due date", cell, "June 2024")
    assert [one.text for one in apart.owners] == owners
    assert (apart.due.text, str(apart.due.on)) == (f"June 2024\n{status}", "2024-06-30")


@pytest.mark.parametrize("head", ["By whom and when", "Lead officer"])
def test_a_status_with_an_owner_is_told(head: str) -> None:
    cell = "Tree Manager\nCompleted"
    read = proposal(table(f"No. | Recommendation | {head}", f"1 | Mend the bridge. | {cell}", *_short(ROWS)))
    assert [one.code for one in read.doubts if one.recommendation == 1] in (
        ["status_in_date_cell"],
        ["owner_mixed_with_date"],
    )


@pytest.mark.parametrize(
    "line", ["Early Help Manager", "Asha Done", "Head of Service Delivery", "Annual Review Officer"]
)
def test_a_post_with_such_a_word_in_it_is_a_post(line: str) -> None:
    one = _first("No. | Recommendation | Lead officer | Due date", [line], "June 2024")
    assert ([each.text for each in one.owners], one.due.text) == ([line], "June 2024")


def test_an_owner_still_to_be_confirmed_under_another_is_asked_about() -> None:
    read = proposal(
        table(
            "No. | Recommendation | Lead officer | Due date",
            "1 | Mend the bridge. | Asha Pryce\nTBC | June 2024",
            *ROWS,
        )
    )
    assert [one.code for one in read.doubts if one.recommendation == 1] == ["owner_tbc"]


def _first(heads: str, cell: list[str], *more: str) -> ProposedRecommendation:
    rows = ROWS if more else _short(ROWS)
    said = "\n".join(cell)
    return proposal(table(heads, " | ".join(("1", "Mend the bridge.", said, *more)), *rows)).recommendations[0]


def _short(rows: tuple[str, ...]) -> list[str]:
    return [" | ".join([*row.split(" | ")[:2], "Tom Lowe June 2024"]) for row in rows]
