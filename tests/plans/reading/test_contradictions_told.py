"""What a careless reading turns round or leaves unsaid: negations, an update against its cell, rows over a page's end."""

import pytest

from storage.importing.reading.dates import read_when
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.owners import read_owners
from storage.importing.reading.scales import meaning_of
from storage.importing.source import Line
from storage.vocabulary import Meaning
from tests.plans.reading.sources import actions, codes, proposal, table

GRADED = "No. | Recommendation | Lead | By when | Progress (May 2024) | RAG"


@pytest.mark.parametrize(
    ("label", "definition", "meaning"),
    [
        ("Red", "Not progressing; the deadline cannot be kept", Meaning.NOT_ACHIEVED),
        ("Red", "No progress since the last report", Meaning.NOT_ACHIEVED),
        ("Amber", "Work is not on course", Meaning.SLIPPED),
        ("Amber", "No longer on target", Meaning.SLIPPED),
        ("Amber", "Progressing, and will miss its deadline", Meaning.SLIPPED),
        ("Amber", "In progress, unlikely to finish when planned", Meaning.SLIPPED),
        ("Green", "Progressing to plan", Meaning.ON_TRACK),
        ("Green", "Not finished, on course for its deadline", Meaning.NOT_ACHIEVED),
        ("Green", "On track, and without delay", Meaning.ON_TRACK),
    ],
)
def test_a_definition_that_says_no_is_not_read_as_yes(label: str, definition: str, meaning: Meaning) -> None:
    assert meaning_of(label, definition) is meaning


@pytest.mark.parametrize(
    ("said", "is_doubted"),
    [
        ("RED – the bridge is closed and no date is known.", True),
        ("Stays at Amber: the parts have not come.", True),
        ("Green: all of it is in place.", False),
        ("The bridge was rated AMBER by the Cabinet in March and has reopened.", False),
        ("Red paint was chosen for the bridge - it is on order.", False),
        ("The rating remains AMBER.", True),
    ],
)
def test_an_update_that_opens_with_another_grade_than_its_cell_is_doubted(said: str, is_doubted: bool) -> None:
    read = proposal(
        table(
            GRADED,
            f"1 | Mend the bridge. | Asha Pryce | June 2024 | {said} | Green",
            "2 | Plant trees. | Tom Lowe | June 2024 | Forty are planted. | Amber",
            "3 | Map every tree. | Tom Lowe | June 2024 | Nobody has begun. | Red",
        )
    )
    assert read.recommendations[0].updates[0].grade is not None
    assert ("rag_text_cell_conflict" in codes(read)) is is_doubted


@pytest.mark.parametrize(
    ("line", "owners", "doubts"),
    [
        ("Asst Director (Parks) and Tree Officer", ["Asst Director (Parks)", "Tree Officer"], []),
        (
            "Sgt. Asha Pryce (Otter Vale Police) and Depot Manager",
            ["Sgt. Asha Pryce (Otter Vale Police)", "Depot Manager"],
            [],
        ),
        ("Depot (Northern) and the rest", ["Depot (Northern) and the rest"], ["owner_role_mixed"]),
        ("Head of Parks (tbc)", ["Head of Parks (tbc)"], ["owner_tbc"]),
        ("Tree Officer [to be confirmed]", ["Tree Officer [to be confirmed]"], ["owner_tbc"]),
        ("Head of Parks (north)", ["Head of Parks (north)"], []),
    ],
)
def test_brackets_hide_no_second_owner_and_no_uncertainty(line: str, owners: list[str], doubts: list[str]) -> None:
    read = read_owners([line])
    assert [one.text for one in read.owners] == owners
    assert [one.code for one in read.findings] == doubts


@pytest.mark.parametrize(
    ("one", "other", "is_doubted"),
    [
        ("Kim Osei-Lowe", "Kim Osei Lowe", True),
        ("Tom Garragh", "Tom GARRAHG", True),
        ("Tom Garragh", "Tom GARRAGH", False),
        ("Tom Garragh", "Asha Pryce", False),
    ],
)
def test_names_apart_by_a_hyphen_or_in_capitals_may_be_one(one: str, other: str, is_doubted: bool) -> None:
    read = proposal(
        table(
            GRADED,
            f"1 | Mend the bridge. | {one} | June 2024 | Begun. | Green",
            f"2 | Plant trees. | {other} | June 2024 | Begun. | Green",
        )
    )
    assert ("owner_name_variant" in codes(read)) is is_doubted


AREAS = "Area to improve | Action | Who and by when"


def test_the_lower_half_of_a_row_in_a_second_table_says_more_of_it() -> None:
    read = proposal(
        table(AREAS, "Footpaths should be signed. | Order the signs\nAsk the parishes | Path Warden"),
        Line("Footpaths plan", "paragraph 1"),
        table(
            AREAS,
            " | Report to the forum | 30 June 2024",
            "Stiles should be mended. | Survey | Tom Lowe\nMay 2024",
            at=2,
        ),
    )
    first, second = read.recommendations
    assert first.actions == ("Order the signs", "Ask the parishes", "Report to the forum")
    assert (first.sub_actions, [one.text for one in first.owners], str(first.due.on)) == (
        (),
        ["Path Warden"],
        "2024-06-30",
    )
    assert second.text == "Stiles should be mended."


def test_a_whole_action_in_a_second_table_is_one_of_its_own() -> None:
    read = proposal(
        table(AREAS, "Footpaths should be signed. | Order the signs | Path Warden\n30 April 2024"),
        table(AREAS, " | Report to the forum | Tom Lowe\n30 June 2024", at=2),
    )
    assert actions(read.recommendations[0]) == [
        "Order the signs | Path Warden | 2024-04-30",
        "Report to the forum | Tom Lowe | 2024-06-30",
    ]


@pytest.mark.parametrize("said", ["14/03/2024 00:00", "14/03/2024 00:00:00", "14/03/2024"])
def test_midnight_beside_a_day_is_only_how_a_sheet_shows_it(said: str) -> None:
    read = read_when([said])
    assert (str(read.dated.on), read.findings) == ("2024-03-14", ())


def test_grades_that_stand_under_their_recommendations_are_no_totals() -> None:
    lines = """Review of Trees
Recommendation 1: Plant two hundred trees.
Lead: Asha Pryce
Progress (May 2024): 4 Not achieved
Assessment (May 2024):
Recommendation 2: Map every tree.
Lead: Tom Lowe
Progress (May 2024): Half are mapped.
Assessment (May 2024): 3 Slipped
Grading: 1 Fully achieved; 2 On track; 3 Slipped; 4 Not achieved"""
    read = proposal(*(Line(line, f"line {at}") for at, line in enumerate(lines.split("\n"), 1)), file="trees.txt")
    assert (read.totals_stated, "totals_mismatch" in codes(read)) == ({}, False)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Estyn said we should", Field.RECOMMENDATION),
        ("They told us to", Field.RECOMMENDATION),
        ("The panel said the council must", Field.RECOMMENDATION),
        ("What residents asked us to do", Field.RECOMMENDATION),
        ("Our response", Field.ACTION),
        ("What we said we would do", Field.ACTION),
        ("Evidence seen by the auditor", Field.EVIDENCE),
        ("Evidence required", Field.MEASURE),
    ],
)
def test_heads_in_a_council_s_own_voice(head: str, field: Field) -> None:
    label = read_label(head, loose=True)
    assert label is not None
    assert label.field is field


def test_a_sheet_of_closed_items_keeps_what_was_seen_and_when_it_closed() -> None:
    read = proposal(
        table(
            "Ref | Recommendation | Officer | Target date | Date closed | Status | Evidence seen by auditors",
            "T-1 | Count the trees. | Asha Pryce | May 2024 | 3 May 2024 | Implemented | The list of 40 was seen.",
            "T-2 | Map the trees. | Tom Lowe | June 2024 | 3 June 2024 | Implemented | The map was seen.",
            name="Closed",
        )
    )
    first = read.recommendations[0]
    assert first.updates[0].evidence == "The list of 40 was seen."
    assert first.text.split("\n") == ["Count the trees.", "Date closed: 3 May 2024"]


def test_a_recommendation_of_a_word_or_three_among_sentences_is_asked_about() -> None:
    read = proposal(
        table(
            GRADED,
            "1 | Open every path in the three parks to people who use a wheelchair. | Ines Vaughan | May 2024 | Begun. | G",
            "2 | Getting about | Ines Vaughan | May 2024 | Begun. | G",
            "3 | Publish a map of the paths that are open, in large print and online. | Huw Parry | May 2024 | Begun. | G",
        )
    )
    assert [one.recommendation for one in read.doubts if one.code == "text_short"] == [2]


def test_a_number_without_words_is_asked_about() -> None:
    rows = (
        GRADED,
        "1 |  | Ines Vaughan | May 2024 | Begun. | G",
        "2 | Publish a map. | Huw Parry | May 2024 | Begun. | G",
    )
    read = proposal(table(*rows))
    assert [one.recommendation for one in read.doubts if one.code == "text_missing"] == [1]
