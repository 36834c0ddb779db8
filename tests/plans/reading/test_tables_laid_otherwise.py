"""Tables with the recommendations side by side, and forms with their labels to the right of the values."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.importing.printing import as_data
from storage.importing.reading import read
from storage.importing.source import Line, Source, Table
from storage.importing.text import read_text
from tests.plans.reading.sources import Said, codes, merged, proposal, table
from tests.plans.reading.test_no_word_is_lost import QUIETLY, WORD, values, words, words_of

KEY = Line("Key: Complete; On track; Slipped", "line 1")


# ---- side by side
def test_recommendations_side_by_side_are_read_with_every_round() -> None:
    plan = table(
        " | Recommendation 1 | Recommendation 3",
        "What the panel asked for | Wash the windows. | Oil the hinges.",
        "Responsible officer | Elin Marsh | Tom Okoro / Elin Marsh",
        "Date | March 2025 | end Q2",
        "Progress – May 2024 | Half are clean. | None yet.",
        "Grade – May 2024 | On track | Slipped",
        "Progress – May 2025 | All are clean. | Most are oiled.",
        "Grade – May 2025 | Complete | ",
        "Explanation – May 2025 | | The oil was late.",
    )
    read_ = proposal(KEY, plan)
    first, third = read_.recommendations
    assert [(one.number, one.text) for one in (first, third)] == [("1", "Wash the windows."), ("3", "Oil the hinges.")]
    assert [owner.text for owner in third.owners] == ["Tom Okoro", "Elin Marsh"]
    assert [(one.round, one.grade, one.evidence) for one in first.updates] == [
        ("May 2024", "On track", "Half are clean."),
        ("May 2025", "Complete", "All are clean."),
    ]
    assert [(one.grade, one.explanation) for one in third.updates] == [("Slipped", ""), (None, "The oil was late.")]
    assert {"due_ambiguous_quarter", "grade_missing", "numbering_gap"} <= set(codes(read_))
    assert not read_.not_placed


def test_a_table_for_one_recommendation_and_one_for_two_are_read_alike() -> None:
    parts = [
        table(" | Recommendation 4", "Wording | Wash the windows.", "Lead | Elin Marsh", "Update (May 2025) | Half."),
        table(" | Rec 5 | Rec 6", "Wording | Oil it. | Lift it.", "Lead | Tom Okoro | ", "Update (May 2025) | | All."),
    ]
    read_ = proposal(KEY, *parts).recommendations
    assert [(one.number, one.text) for one in read_] == [
        ("4", "Wash the windows."),
        ("5", "Oil it."),
        ("6", "Lift it."),
    ]
    assert [[owner.text for owner in one.owners] for one in read_] == [["Elin Marsh"], ["Tom Okoro"], []]
    assert read_[2].updates[-1].evidence == "All."


def test_numbers_beside_a_label_with_a_blank_column_and_a_row_of_themes() -> None:
    plan = table(
        "Ref: | R1 | | R2",
        "Theme: | Glass | | Iron",
        "Recommendation: | Wash the windows. | | Oil the hinges.",
        "Lead: | Elin Marsh | | Tom Okoro",
        "By when: | March 2025 | | June 2025",
        "Progress May 2025: | Half are clean. | | All are oiled.",
        "RAG: | Slipped | | Complete",
    )
    first, second = proposal(KEY, plan).recommendations
    assert [(one.number, one.section, one.updates[0].grade) for one in (first, second)] == [
        ("R1", "Glass", "Slipped"),
        ("R2", "Iron", "Complete"),
    ]


def test_texts_side_by_side_without_numbers_are_recommendations_each() -> None:
    plan = table(
        "Recommendation | Wash the windows. | Oil the hinges.",
        "Agreed action | Hire a ladder | Buy oil",
        "Lead officer | Elin Marsh | Tom Okoro",
        "Due date | March 2025 | June 2025",
        "Budget | £300 | £20",
        "Update (May 2025) | Half are clean. | All are oiled.",
    )
    read_ = proposal(plan)
    assert [one.actions for one in read_.recommendations] == [("Hire a ladder",), ("Buy oil",)]
    assert [one.text.splitlines()[-1] for one in read_.recommendations] == ["Budget: £300", "Budget: £20"]
    assert "kept_with_text" in codes(read_)


def test_a_head_may_hold_the_text_and_a_row_over_all_columns_the_round() -> None:
    plan = merged(
        ("", "Recommendation 1: Wash the windows.", "Recommendation 2: Oil the hinges."),
        ("Lead officer", ("Elin Marsh", 2)),
        (("May 2024", 3),),
        ("Progress", "Half are clean.", "None yet."),
        ("Grade", "On track", "Slipped"),
        ("", "Recommendation 1: Wash the windows.", "Recommendation 2: Oil the hinges."),
        (("May 2025", 3),),
        ("Progress", "All are clean.", ""),
        ("Grade", "Complete", ""),
        (("Put together by the works depot", 3),),
    )
    read_ = proposal(KEY, plan)
    first, second = read_.recommendations
    assert (first.text, second.text) == ("Wash the windows.", "Oil the hinges.")
    assert [one.owners[0].text for one in (first, second)] == ["Elin Marsh", "Elin Marsh"]
    assert [(one.round, one.grade) for one in first.updates] == [("May 2024", "On track"), ("May 2025", "Complete")]
    assert [one.grade for one in second.updates] == ["Slipped"]
    assert "round_blank" in codes(read_)
    assert [one.text for one in read_.not_placed] == ["Put together by the works depot"]


def test_a_theme_over_several_columns_is_the_section_of_each() -> None:
    plan = merged(
        ("", ("Theme A: Glass", 2), "Theme B: Iron"),
        ("", "Recommendation 1", "Recommendation 2", "Recommendation 3"),
        ("Wording", "Wash it.", "Polish it.", "Oil it."),
        ("Lead", "Elin Marsh", "Elin Marsh", "Tom Okoro"),
        ("Progress (May 2025)", "Done.", "Begun.", "None."),
    )
    assert [one.section for one in proposal(KEY, plan).recommendations] == [
        "Theme A: Glass",
        "Theme A: Glass",
        "Theme B: Iron",
    ]


def test_what_stands_over_the_labels_is_told() -> None:
    plan = table("  | Depot | Yard", " | | Recommendation 1", "Lead | | Elin Marsh", "Progress (May 2025) | | Half.")
    assert [one.text for one in proposal(KEY, plan).not_placed] == ["Depot", "Yard"]


def test_labels_in_two_columns_are_read_together() -> None:
    plan = merged(
        ("", "", "Rec 1", "Rec 2"),
        ("Plan", "Recommendation", "Wash the windows.", "Oil the hinges."),
        ("", "Lead", "Elin Marsh", "Tom Okoro"),
        ("May 2024", "Progress", "Half are clean.", "None yet."),
        ("", "Grade", "On track", "Slipped"),
        ("May 2025", "Progress", "All are clean.", "Most are oiled."),
        ("", "Grade", "Complete", "On track"),
    )
    second = proposal(KEY, plan).recommendations[1]
    assert [(one.round, one.grade, one.evidence) for one in second.updates] == [
        ("May 2024", "Slipped", "None yet."),
        ("May 2025", "On track", "Most are oiled."),
    ]


def test_a_column_without_a_number_is_read_by_its_text_and_without_either_left_aside() -> None:
    rows = (
        " | Recommendation 1 | | Recommendation 3",
        "Wording | Wash the windows. | {} | Oil the hinges.",
        "Lead | Elin Marsh | Uma Lund | Tom Okoro",
        "Progress (May 2025) | Half are clean. | It is bought. | None yet.",
    )
    worded = proposal(KEY, table(*(one.format("Buy a ladder.") for one in rows)))
    assert [(one.number, one.text) for one in worded.recommendations] == [
        ("1", "Wash the windows."),
        ("", "Buy a ladder."),
        ("3", "Oil the hinges."),
    ]
    nameless = proposal(KEY, table(*(one.format("") for one in rows)))
    assert [one.number for one in nameless.recommendations] == ["1", "3"]
    assert [one.text for one in nameless.not_placed] == ["Uma Lund", "It is bought."]


def test_several_such_tables_in_one_sheet_with_its_title_and_key() -> None:
    text = (
        "Windows and doors review,,\nPosition reported: July 2025,,\n"
        ",Recommendation 1,Recommendation 2\nRecommendation,Wash all windows.,Oil all hinges.\n"
        "Lead,Elin Marsh,Tom Okoro\nUpdate,Half are clean.,None yet.\nStatus,On track,Slipped\n"
        ",Recommendation 3,\nRecommendation,Paint all doors.,\nLead,Uma Lund,\nUpdate,Two are red.,\nStatus,Complete,\n"
        "Key: Complete; On track; Slipped,,\n"
    )
    read_ = read(read_text("plan.csv", text.encode()))
    assert read_.title == "Windows and doors review"
    assert [(one.number, one.text) for one in read_.recommendations] == [
        ("1", "Wash all windows."),
        ("2", "Oil all hinges."),
        ("3", "Paint all doors."),
    ]
    assert [(one.updates[0].round, one.updates[0].grade) for one in read_.recommendations] == [
        ("July 2025", "On track"),
        ("July 2025", "Slipped"),
        ("July 2025", "Complete"),
    ]


def test_a_form_and_a_matrix_of_few_labels_stay_as_they_are() -> None:
    form = table("Recommendation 1 | Wash it.", "Lead | Elin Marsh", "By when | End Q2", "Progress (May 2025) | Half.")
    (one,) = proposal(KEY, form).recommendations
    assert (one.due.text, one.updates[0].evidence) == ("End Q2", "Half.")
    matrix = table(" | Rec 1 | Rec 2", "Ward | North | South", "Status | On track | Slipped")
    assert not [one for one in proposal(KEY, matrix).recommendations if one.text]


# ---- labels on the right
def test_values_left_of_their_labels_are_read_and_a_blank_one_names_no_section() -> None:
    text = (
        "Your answer,,What we ask\nWash all the windows.,,Recommendation 1\nElin Marsh,,Lead officer\n"
        "March 2025,,By when\nHalf are clean.,,Progress (May 2025)\nOn track,,Grade (May 2025)\n,,Reasons if late\n"
        "Oil all the hinges.,,Recommendation 2\nEnd Q3,,By when\nTom Okoro,,Lead officer\nNone yet.,,Progress (May 2025)\n"
        ",,Grade (May 2025)\nThe oil was late.,,Reasons if late\n"
        "Those below were closed in the spring.,,\nNo,Recommendation,Lead,Position when closed (March 2024)\n"
        "3,Paint all the doors.,Uma Lund,All are red.\n"
    )
    read_ = read(read_text("plan.csv", text.encode()))
    assert [(one.number, one.text, one.section) for one in read_.recommendations] == [
        ("1", "Wash all the windows.", ""),
        ("2", "Oil all the hinges.", ""),
        ("3", "Paint all the doors.", ""),
    ]
    first, second, third = read_.recommendations
    assert ([one.text for one in first.owners], first.updates[0].grade) == (["Elin Marsh"], "On track")
    assert (second.due.text, second.updates[0].explanation) == ("End Q3", "The oil was late.")
    assert (third.updates[0].round, third.updates[0].evidence) == ("March 2024", "All are red.")
    assert {"due_ambiguous_quarter", "grade_missing"} <= set(codes(read_))


def test_two_values_with_labels_to_a_row_and_a_head_over_both() -> None:
    form = merged(
        (("Return to the panel", 4),),
        ("Wash all the windows.", "Recommendation", "7", "Number"),
        ("Elin Marsh", "Responsible officer", "March 2025", "Target date"),
        ("Half are clean.\nThe rest wait for a ladder.", "Progress May 2025", "Slipped", "Grade"),
    )
    (one,) = proposal(KEY, form).recommendations
    assert (one.text, one.due.text) == ("Wash all the windows.", "March 2025")
    assert (one.updates[0].evidence, one.updates[0].grade) == (
        "Half are clean.\nThe rest wait for a ladder.",
        "Slipped",
    )


def test_a_guide_to_the_columns_is_no_form() -> None:
    guide = table("Column A | Recommendation", "Column B | Action", "Column C | Lead officer", "Column D | Progress")
    assert not proposal(KEY, guide).recommendations


# ---- whatever is in them
ROWS = ("Wording", "Lead:", "Due date", "Progress (May 2025)", "Progress", "Grade", "Cost", "May 2024", "", "Theme")


@st.composite
def lying(draw: st.DrawFn) -> Table:
    wide = draw(st.integers(1, 4))
    heads = [draw(st.sampled_from((f"Recommendation {nth}", f"Rec {nth}: w{nth} w1{nth}", ""))) for nth in range(wide)]
    rows: list[list[Said]] = [["", *heads]]
    for _ in range(draw(st.integers(1, 8))):
        label = draw(st.sampled_from(ROWS))
        over = draw(st.integers(0, 7))
        rows.append([(f"{label} {draw(words)}", wide + 1)] if over == 0 else [label, *(draw(values) for _ in heads)])
    return merged(*rows)


@st.composite
def mirrored(draw: st.DrawFn) -> Table:
    rows: list[list[Said]] = []
    for nth in range(1, draw(st.integers(2, 4))):
        rows.append([f"w{nth} is washed w2{nth} w3{nth}.", f"Recommendation {nth}"])
        rows += [[draw(values), label] for label in ("Lead", "Due date", "Progress (May 2025)", "Grade", "w9")]
    return merged(*rows)


@settings(QUIETLY, max_examples=150)
@given(st.lists(st.one_of(lying(), mirrored()), min_size=1, max_size=3))
def test_no_word_is_lost_however_a_table_lies(tables: list[Table]) -> None:
    source = Source("any.docx", tuple(tables))
    data = as_data(read(source))
    data["doubts"] = [doubt for doubt in data["doubts"] if doubt["code"] == "label_guessed"]
    assert set(words_of(source)) <= set(WORD.findall(json.dumps(data)))
