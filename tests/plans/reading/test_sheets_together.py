"""Workbooks and papers whose tables belong together: recommendations in one, their actions and measures in others."""

from storage.importing.source import Line
from tests.plans.reading.sources import DOWN, actions, codes, proposal, table

KEY = table("Key | What it means", "Green | On track", "Amber | Some delay", "Red | Off track", name="Notes")
PRIORITIES = table(
    "Priority | What needs to improve | Accountable officer | RAG | Summary of progress",
    "P1 | Calls to the contact centre are answered within two minutes | Asha Pryce | Green | Average is 1.8 minutes.",
    "P2 | Complaints are answered within ten working days | Tom Lowe | Amber | Average is 12 days.",
    "P3 | Residents can see where their case stands | Kim Osei | Red | Portal is late.",
    name="Summary",
)


def test_actions_that_name_a_priority_in_each_row_are_its_own() -> None:
    steps = table(
        "Milestone | Who | By when | RAG | Priority",
        "Train six agents | Asha Pryce | 31/03/2024 | Green | P1",
        "Open a call-back line | Tom Lowe | 30/06/2024 | Amber | P1",
        "Write to all complainants | Tom Lowe | 30/04/2024 | Green | P2",
        "Choose a supplier | Kim Osei | 31/05/2024 | Red | P3",
        name="Milestones",
    )
    read = proposal(KEY, PRIORITIES, steps, file="plan.xlsx")
    assert [one.number for one in read.recommendations] == ["P1", "P2", "P3"]
    assert actions(read.recommendations[0]) == [
        "Train six agents | Asha Pryce | 2024-03-31 | Green",
        "Open a call-back line | Tom Lowe | 2024-06-30 | Amber",
    ]
    assert [len(one.sub_actions) for one in read.recommendations] == [2, 1, 1]
    assert read.recommendations[1].updates[0].grade == "Amber"
    assert read.not_placed == ()


def test_a_sheet_of_actions_that_comes_before_the_recommendations() -> None:
    steps = table(
        "Rec no | Step | Action | Lead | Finish",
        "1 | a | Train six agents | Asha Pryce | March 2024",
        " | b | Open a call-back line | Tom Lowe | June 2024",
        "2 | a | Write to all complainants | Tom Lowe | April 2024",
        name="Steps",
    )
    listed = table(
        "No | Recommendation | Owner",
        "1 | Calls are answered within two minutes. | Asha Pryce",
        "2 | Complaints are answered within ten days. | Tom Lowe",
        name="Recommendations",
    )
    read = proposal(steps, listed, file="plan.xlsx")
    assert [(one.number, one.text) for one in read.recommendations] == [
        ("1", "Calls are answered within two minutes."),
        ("2", "Complaints are answered within ten days."),
    ]
    assert actions(read.recommendations[0]) == [
        "a Train six agents | Asha Pryce | 2024-03-31",
        "b Open a call-back line | Tom Lowe | 2024-06-30",
    ]


def test_references_merged_down_and_over_all_columns_in_a_paper() -> None:
    summary = table(
        "Ref | Recommendation | Lead | Status",
        "R1 | The Council should publish a map of play areas. | Parks Manager | Green",
        "R2 | The Council should mend broken swings within a week. | Parks Manager | Amber",
    )
    steps = table(
        "Ref | Action | Officer | Target date | Status",
        "R1 | Survey forty play areas | Ranger | 31 May 2024 | Green",
        f"{DOWN} | Draw the map | Web Editor | 30 June 2024 | Green",
        "R2 | Hire a fitter | Parks Manager | 31 July 2024 | Amber",
        at=2,
    )
    headed = table(
        "Code | Measure | Target | Latest",
        "Recommendation R1",
        "PK1 | Visits to the map | 900 | 640",
        "Recommendation R2",
        "PK2 | Swings mended in a week | 95% | 71%",
        at=3,
    )
    head = Line("Play Areas Review – Action Plan", "line 1", level=1)
    read = proposal(
        head, summary, Line("Actions", "line 2", level=2), steps, Line("Measures", "line 3", level=2), headed
    )
    first, second = read.recommendations
    assert actions(first) == [
        "Survey forty play areas | Ranger | 2024-05-31 | Green",
        "Draw the map | Web Editor | 2024-06-30 | Green",
    ]
    assert actions(second) == ["Hire a fitter | Parks Manager | 2024-07-31 | Amber"]
    assert [(one.code, one.target, one.actual) for one in (*first.indicators, *second.indicators)] == [
        ("PK1", "900", "640"),
        ("PK2", "95%", "71%"),
    ]


def test_measures_and_news_by_reference_go_to_their_recommendations() -> None:
    measures = table(
        "Recommendation | How we will know",
        "P1 | Nine calls in ten are answered in two minutes.",
        "P3 | Half of all cases are looked up online.",
        name="Measures",
    )
    news = table(
        "Ref | Latest position at 31 March 2024 | RAG",
        "P1 | Two agents have left. | Amber",
        "P2 | Answered in nine days. | Green",
        name="March",
    )
    read = proposal(KEY, PRIORITIES, measures, news, file="plan.xlsx")
    assert [one.measures for one in read.recommendations] == [
        ("Nine calls in ten are answered in two minutes.",),
        (),
        ("Half of all cases are looked up online.",),
    ]
    told = [(each.round, each.evidence, each.grade) for each in read.recommendations[0].updates]
    assert ("31 March 2024", "Two agents have left.", "Amber") in told
    assert ("", "Average is 1.8 minutes.", "Green") in told


def test_a_reference_that_no_recommendation_has_is_told() -> None:
    steps = table(
        "Priority | Action | Lead | Due",
        "P1 | Train six agents | Asha Pryce | March 2024",
        "P2 | Write letters | Tom Lowe | March 2024",
        "P3 | Choose a supplier | Kim Osei | March 2024",
        "P2 | Print letters | Tom Lowe | May 2024",
        "P7 | Move the desks | Tom Lowe | May 2024",
        "Total | 5 |  | ",
        name="Actions",
    )
    read = proposal(PRIORITIES, steps, file="plan.xlsx")
    assert [len(one.sub_actions) for one in read.recommendations] == [1, 2, 1, 1]
    assert "reference_unknown" in codes(read)


def test_a_second_table_of_recommendations_with_numbers_of_its_own_is_no_table_of_actions() -> None:
    first = table(
        "No | Recommendation | Lead | Due",
        "1 | Publish a map of play areas. | Ranger | May 2024",
        "2 | Mend swings within a week. | Ranger | June 2024",
        "3 | Plant trees for shade. | Ranger | July 2024",
    )
    second = table(
        "No | Action | Lead | Due",
        "1 | Repaint the sports hall | Asha Pryce | May 2024",
        "2 | Open the pool on Sundays | Asha Pryce | June 2024",
        at=2,
    )
    over = (Line("Play areas", "line 1", level=2), Line("Leisure centres", "line 2", level=2))
    read = proposal(over[0], first, over[1], second)
    assert [(one.section, one.number) for one in read.recommendations] == [
        ("Play areas", "1"),
        ("Play areas", "2"),
        ("Play areas", "3"),
        ("Leisure centres", "1"),
        ("Leisure centres", "2"),
    ]


def test_neither_a_section_nor_a_round_of_one_sheet_is_anothers() -> None:
    current = table(
        "Ref | Recommendation | Owner | Status | Position at 30 June 2024",
        "Housing repairs audit",
        "HR/1 | Check each invoice. | Asha Pryce | Open | Two in three are checked.",
        "Total open | 1 |  |  | ",
        name="Current",
    )
    done = table(
        "Ref | Recommendation | Owner | Status | Comment",
        "CY/1 | Close old accounts. | Tom Lowe | Closed | All are closed.",
        "CY/2 | Lock the server room. | Tom Lowe | Closed | New lock.",
        name="Done",
    )
    read = proposal(current, done, file="tracker.xlsx")
    assert [(one.number, one.section) for one in read.recommendations] == [
        ("HR/1", "Housing repairs audit"),
        ("CY/1", ""),
        ("CY/2", ""),
    ]
    assert [one.updates[0].round for one in read.recommendations] == ["30 June 2024", "", ""]


def test_a_sheet_for_each_service_names_the_sections_and_a_sheet_that_says_nothing_names_none() -> None:
    heads = "Ref | Recommendation | Owner | Status"
    parks = table(heads, "1 | Light every footpath. | Sian Pryor | Open", name="Parks")
    roads = table(heads, "1 | Mend the kerbs. | Owen Tate | Open", name="Roads & Waste")
    others = table(heads, "1 | Publish a map. | Owen Tate | Open", name="Live tracker 2")
    read = proposal(parks, roads, others, file="tracker.xlsx")
    assert [one.section for one in read.recommendations] == ["Parks", "Roads & Waste", ""]
    (alone,) = proposal(parks, file="tracker.xlsx").recommendations
    assert alone.section == ""
