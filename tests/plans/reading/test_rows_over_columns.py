"""Rows over a table's columns: a theme, the recommendation whose actions follow, and how it stands as a whole."""

from collections.abc import Sequence

import pytest

from storage.importing.source import Line
from tests.plans.reading.sources import Said, codes, merged, proposal

KEY = Line("Key: Complete; On track; Slipped", "line 1")
HEADS = ("Ref", "Action", "Lead", "By when")


@pytest.mark.parametrize(
    ("told", "graded"),
    [
        ([(("Progress at May 2025\nHalf are clean.", 3), "RAG\nOn track")], "On track"),
        ([("Progress at May 2025", ("Half are clean.", 2), "RAG: On track")], "On track"),
        ([("Progress at May 2025", "Half are clean.", "RAG", "On track")], "On track"),
        ([(("Progress at May 2025: Half are clean.", 4),), (("RAG: On track", 4),)], "On track"),
        ([(("Progress at May 2025\nHalf are clean.", 3), "RAG")], None),
    ],
)
def test_rows_over_the_columns_name_themes_and_recommendations_and_rate_them(
    told: list[Sequence[Said]], graded: str | None
) -> None:
    plan = merged(
        HEADS,
        (("Theme A – Glass", 4),),
        (("Recommendation 1: That all the windows are washed.", 4),),
        ("1.1", "Hire a ladder", "Elin Marsh", "March 2025"),
        ("1.2", "Wash the panes", "TBC", "End Q3"),
        *told,
        (("Theme B – Iron", 4),),
        HEADS,
        (("Recommendation 2: That all the hinges are oiled.", 4),),
        ("2.1", "Buy oil", "Tom Okoro", "June 2025"),
        *told,
    )
    read_ = proposal(KEY, plan)
    assert [(one.number, one.section, len(one.sub_actions)) for one in read_.recommendations] == [
        ("1", "Theme A – Glass", 2),
        ("2", "Theme B – Iron", 1),
    ]
    for one in read_.recommendations:
        (update,) = one.updates
        assert (update.round, update.grade, update.evidence) == ("May 2025", graded, "Half are clean.")
    assert "owner_tbc" in codes(read_)
    assert ("grade_missing" in codes(read_) or "rag_colour_lost" in codes(read_)) is (graded is None)
    assert not read_.not_placed


@pytest.mark.parametrize(
    ("named", "actions", "number"),
    [
        ([("R1", ("That all the windows of the hall are washed.", 3))], ("", ""), "R1"),
        ([("R1", ("That all the windows of the hall are washed.", 3))], ("1.1", "1.2"), "R1"),
        ([("1", ("That all the windows of the hall are washed.", 3))], ("a", "b"), "1"),
        ([("1", "That all the windows of the hall are washed.", "", "")], ("1.1", "1.2"), "1"),
        ([(("Recommendation: That all the windows of the hall are washed.", 4),)], ("a", "b"), ""),
    ],
)
def test_a_recommendation_is_named_in_many_ways(
    named: list[Sequence[Said]], actions: tuple[str, str], number: str
) -> None:
    plan = merged(
        HEADS,
        *named,
        (actions[0], "Hire a ladder", "Elin Marsh", "March 2025"),
        (actions[1], "Wash the panes", "Tom Okoro", "April 2025"),
    )
    (one,) = proposal(KEY, plan).recommendations
    assert (one.number, one.text) == (number, "That all the windows of the hall are washed.")
    assert [(sub.text, sub.lead) for sub in one.sub_actions] == [
        ("Hire a ladder", "Elin Marsh"),
        ("Wash the panes", "Tom Okoro"),
    ]


def test_one_column_for_recommendations_and_actions_holds_both() -> None:
    plan = merged(
        ("Ref", "Recommendation / action", "Lead", "By when"),
        (("Glass", 4),),
        (("Recommendation 1: That all the windows are washed.", 4),),
        ("1.1", "Hire a ladder", "Elin Marsh", "March 2025"),
        (("Iron", 4),),
        (("Recommendation 2: That all the hinges are oiled.", 4),),
        ("2.1", "Buy oil", "Tom Okoro", "June 2025"),
    )
    read_ = proposal(KEY, plan).recommendations
    assert [(one.number, one.section, [sub.number for sub in one.sub_actions]) for one in read_] == [
        ("1", "Glass", ["1.1"]),
        ("2", "Iron", ["2.1"]),
    ]


def test_a_merged_text_among_rows_of_its_kind_swallows_none_of_them() -> None:
    plan = merged(
        HEADS,
        ("1", "Hire a ladder", "Elin Marsh", "March 2025"),
        ("2", ("The panel took this one back in the spring of last year.", 3)),
        ("3", "Buy oil", "Tom Okoro", "June 2025"),
    )
    read_ = proposal(KEY, plan)
    assert [one.number for one in read_.recommendations] == ["1", "2", "3"]
    assert "owner_missing" in codes(read_)


def test_on_track_though_the_dates_of_all_actions_have_passed_is_doubted() -> None:
    plan = merged(
        HEADS,
        (("Recommendation 1: That all the windows are washed.", 4),),
        ("1.1", "Hire a ladder", "Elin Marsh", "March 2024"),
        ("1.2", "Wash the panes", "Elin Marsh", "April 2024"),
        (("Progress at May 2025\nThe rating stays at SLIPPED.", 3), "RAG\nOn track"),
    )
    assert "overdue_on_track" in codes(proposal(KEY, plan))
