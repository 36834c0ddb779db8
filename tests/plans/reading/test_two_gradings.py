"""Two columns that could be one field: a grading of how sure somebody is, deeds beside an account, sheets by their state."""

import pytest

from storage.importing.reading.rows import is_about_document
from storage.importing.source import Line
from tests.plans.reading.sources import codes, proposal, table

KEY = Line("Key: Complete; Green; Amber; Red", "line 1")


@pytest.mark.parametrize("progress", ["Progress", "Status", "Delivery RAG", "Where it stands"])
@pytest.mark.parametrize("sure", ["Confidence", "Confidence rating", "Delivery confidence", "How sure are we?"])
def test_how_sure_somebody_is_is_no_grade_of_the_work(progress: str, sure: str) -> None:
    plan = table(
        f"No | Recommendation | Lead | Due | {progress} | {sure} | Commentary",
        "1 | Rebuild the weir. | Ines Vaughan | May 2025 | Amber | Green | The piles are driven and the gate is ordered.",
        "2 | Mend the fish pass. | Huw Parry | June 2025 | Green | Red | The contractor has left and nobody else was found.",
        "3 | Paint the footbridge. | Huw Parry | July 2025 | | Amber | Nothing was painted before the frosts came.",
    )
    read = proposal(KEY, plan)
    assert [one.updates[0].grade for one in read.recommendations] == ["Amber", "Green", None]
    assert [sure.rstrip("?") in one.text for one in read.recommendations] == [True, True, True]
    assert [(doubt.recommendation, doubt.code) for doubt in read.doubts if doubt.code == "grade_missing"] == [
        (3, "grade_missing")
    ]


def test_the_only_grading_there_is_counts_though_it_is_of_confidence() -> None:
    plan = table(
        "No | Recommendation | Lead | Due | Confidence | Commentary",
        "1 | Rebuild the weir. | Ines Vaughan | May 2025 | Amber | The piles are driven.",
        "2 | Mend the fish pass. | Huw Parry | June 2025 | Green | The stone has come.",
    )
    read = proposal(KEY, plan)
    assert [one.updates[0].grade for one in read.recommendations] == ["Amber", "Green"]
    assert "label_guessed" in codes(read)


def test_another_grading_under_a_head_that_nobody_knows_stays_beside_the_first() -> None:
    plan = table(
        "No | Recommendation | Lead | Due | Progress | Outlook | Commentary",
        "1 | Rebuild the weir. | Ines Vaughan | May 2025 | Amber | Green | The piles are driven.",
        "2 | Mend the fish pass. | Huw Parry | June 2025 | Green | Red | The stone has come.",
    )
    read = proposal(KEY, plan)
    assert [one.updates[0].grade for one in read.recommendations] == ["Amber", "Green"]
    assert read.recommendations[1].text.endswith("Outlook: Red")
    assert "label_unknown" in codes(read)


@pytest.mark.parametrize("deed", ["What we did", "Action taken", "What was done", "Steps taken", "Work completed"])
def test_what_was_done_is_the_action_where_another_column_tells_how_it_stands(deed: str) -> None:
    plan = table(
        f"No | Recommendation | {deed} | Lead | Due | Status | Closing note, March 2025",
        "4 | Tell anglers of closures. | Boards were put up. | Ines Vaughan | May 2024 | Complete | Seven boards stand.",
        "6 | Train the wardens. | A course was held. | Huw Parry | June 2024 | Complete | All nine wardens passed.",
    )
    read = proposal(KEY, plan)
    assert [one.actions for one in read.recommendations] == [("Boards were put up.",), ("A course was held.",)]
    assert [one.updates[0].evidence for one in read.recommendations] == [
        "Seven boards stand.",
        "All nine wardens passed.",
    ]
    assert [doubt.field for doubt in read.doubts if doubt.code == "label_guessed"] == ["actions"]


def test_two_accounts_that_are_put_together_are_told() -> None:
    plan = table(
        "No | Recommendation | Agreed action | Lead | Progress | Service comment",
        "1 | Rebuild the weir. | Drive piles. | Ines Vaughan | The piles are driven. | Fish were counted.",
    )
    read = proposal(KEY, plan)
    assert read.recommendations[0].updates[0].evidence == "The piles are driven.\nFish were counted."
    (doubt,) = [doubt for doubt in read.doubts if doubt.code == "columns_together"]
    assert (doubt.field, "Service comment" in doubt.message) == ("evidence", True)


@pytest.mark.parametrize("name", ["Completed", "Closed 2023", "Completed actions", "Closed & archived", "Not started"])
def test_a_sheet_that_is_called_by_the_state_of_its_rows_is_no_section(name: str) -> None:
    heads = "No | Recommendation | Lead | Due | Status"
    opened = table(heads, "1 | Rebuild the weir. | Ines Vaughan | May 2025 | Amber", name="Open")
    closed = table(heads, "2 | Mend the fish pass. | Huw Parry | June 2024 | Complete", name=name)
    assert [one.section for one in proposal(KEY, opened, closed, file="t.xlsx").recommendations] == ["", ""]


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("Completed actions are on the next sheet.", True),
        ("For closed items see the “Archive” tab", True),
        ("Continued overleaf", True),
        ("The older actions are listed on the sheet behind this one", True),
        ("Put the timetable on the Council's own page for anglers by May.", False),
        ("Rebuild the weir and mend the fish pass.", False),
    ],
)
def test_a_sentence_about_the_document_is_no_recommendation(said: str, points: bool) -> None:
    assert is_about_document(said) is points


def test_such_a_sentence_under_a_table_is_listed_and_nothing_else() -> None:
    plan = table(
        "No | Recommendation | Lead | Due | Status",
        "1 | Rebuild the weir. | Ines Vaughan | May 2025 | Amber",
        " | Closed actions are on the last sheet. |  |  | ",
        name="Open",
    )
    read = proposal(KEY, plan, file="t.xlsx")
    assert [one.number for one in read.recommendations] == ["1"]
    assert [left.text for left in read.not_placed] == ["Closed actions are on the last sheet."]


@pytest.mark.parametrize("between", [": ", " | "])
def test_in_a_form_too_how_sure_somebody_is_stays_beside(between: str) -> None:
    said = (
        ("Recommendation 1", "Rebuild the weir."),
        ("Lead", "Ines Vaughan"),
        ("Status", "Amber"),
        ("Confidence", "Green"),
        ("Progress", "The piles are driven."),
        ("Recommendation 2", "Mend the fish pass."),
        ("Lead", "Huw Parry"),
        ("Status", "Green"),
        ("Confidence", "Red"),
        ("Progress", "The stone has come."),
    )
    rows = [f"{label}{between}{value}" for label, value in said]
    form = [table(*rows)] if between == " | " else [Line(text, f"line {nth}") for nth, text in enumerate(rows, 2)]
    read = proposal(KEY, *form)
    assert [one.updates[0].grade for one in read.recommendations] == ["Amber", "Green"]
    assert [one.text.split("\n")[1] for one in read.recommendations] == ["Confidence: Green", "Confidence: Red"]
