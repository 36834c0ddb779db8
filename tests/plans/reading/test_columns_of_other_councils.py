"""Columns of other councils' trackers: grades beside each quarter, sections that are merged down, references of two kinds."""

from storage.importing.source import Cell, Line, Row, Table
from storage.vocabulary import Meaning
from tests.plans.reading.sources import DOWN, codes, proposal, row, table

KEY = Line("Key: Green = on track; Amber = delayed; Red = stopped; Blue = complete", "line 1")


def test_a_grade_beside_each_quarters_account_is_of_that_quarter() -> None:
    plan = table(
        "No | Recommendation | Q1 update (Apr – Jun 2024) | RAG | Q2 update (Jul – Sep 2024) | RAG",
        "1 | Light every footpath. | Lamps are ordered. | Green | Half are lit. | Amber",
        "2 | Mend the benches. | A list is made. | Green | All are mended. | Blue",
    )
    first, second = proposal(KEY, plan).recommendations
    assert [(one.round, one.grade) for one in first.updates] == [
        ("Q1 update (Apr – Jun 2024)", "Green"),
        ("Q2 update (Jul – Sep 2024)", "Amber"),
    ]
    assert [one.grade for one in second.updates] == ["Green", "Blue"]


def test_a_column_that_is_merged_down_over_recommendations_is_their_section_whatever_its_head() -> None:
    plan = table(
        "Review | Rec | Recommendation | Owner | Progress",
        "Parks after dark | R1 | Light every footpath. | Sian Pryor | Lamps are ordered.",
        f"{DOWN} | R2 | Mend the benches. | Sian Pryor | All are mended.",
        "Market square | R1 | Move the taxi rank. | Owen Tate | Consultation has begun.",
        f"{DOWN} | R2 | Plant six trees. | Owen Tate | None yet.",
    )
    read = proposal(KEY, plan)
    assert [one.section for one in read.recommendations] == [
        "Parks after dark",
        "Parks after dark",
        "Market square",
        "Market square",
    ]
    assert [one.text for one in read.recommendations][:2] == ["Light every footpath.", "Mend the benches."]
    assert "duplicate_ref" not in codes(read)


def test_an_area_merged_down_over_numbered_actions_is_their_section() -> None:
    plan = table(
        "Ref | Area of weakness | Action | Lead | Position",
        "1.1 | Area 1: Plans are late | Hire two plan writers. | Sian Pryor | One has begun.",
        f"1.2 | {DOWN} | Check ten plans a month. | Owen Tate | Twelve were checked.",
        "2.1 | Area 2: Waiting times | Agree a trajectory. | Owen Tate | Agreed in May.",
    )
    read = proposal(KEY, plan).recommendations
    assert [(one.number, one.section, one.text) for one in read] == [
        ("1.1", "Area 1: Plans are late", "Hire two plan writers."),
        ("1.2", "Area 1: Plans are late", "Check ten plans a month."),
        ("2.1", "Area 2: Waiting times", "Agree a trajectory."),
    ]


def test_a_recommendation_merged_down_over_rows_with_numbers_of_their_own_is_never_left_without_words() -> None:
    plan = table(
        "Ref | Recommendation | Action | Lead | Position",
        "1.1 | Plans should be on time. | Hire two plan writers. | Sian Pryor | One has begun.",
        f"1.2 | {DOWN} | Check ten plans a month. | Owen Tate | Twelve were checked.",
    )
    read = proposal(KEY, plan).recommendations
    assert all(one.text == "Plans should be on time." for one in read)


def test_the_reference_that_tells_the_rows_apart_is_the_number() -> None:
    plan = table(
        "Audit ref | Finding no. | Recommendation | Owner | Due | Status",
        "PK/24/1 | 1.1 | Reconcile the ledger each month. | Head of Finance | 31/05/2024 | Green",
        "PK/24/1 | 1.2 | Value each property. | Head of Finance | 30/06/2024 | Amber",
        "PK/24/7 | 2.1 | Sample the permits. | Network Manager | 31/07/2024 | Red",
    )
    read = proposal(KEY, plan)
    assert [one.number for one in read.recommendations] == ["1.1", "1.2", "2.1"]
    assert "PK/24/1" in read.recommendations[0].text
    assert "duplicate_ref" not in codes(read)


def test_of_two_columns_that_could_be_the_section_the_first_is_and_the_other_is_kept() -> None:
    plan = table(
        "Ref | Audit | Recommendation | Owner | Status | Directorate",
        "1 | Deferred payments | Reconcile the ledger. | Head of Finance | Green | Adults",
        "2 | Street works | Sample the permits. | Network Manager | Amber | Place",
    )
    first, second = proposal(KEY, plan).recommendations
    assert (first.section, second.section) == ("Deferred payments", "Street works")
    assert first.text.endswith("Directorate: Adults")


def test_a_response_that_only_accepts_is_no_action() -> None:
    plan = table(
        "No | Recommendation | Cabinet response | Owner | Progress",
        "1 | Light every footpath. | Accepted | Sian Pryor | Lamps are ordered.",
        "2 | Mend the benches. | Rejected | Sian Pryor | None.",
        "3 | Plant six trees. | Accepted in principle, subject to funding | Owen Tate | A bid is made.",
    )
    read = proposal(KEY, plan).recommendations
    assert all(one.actions == () and one.sub_actions == () for one in read)
    assert read[1].text.endswith("Cabinet response: Rejected")


def test_a_date_that_was_revised_twice_is_the_last_of_the_three() -> None:
    plan = table(
        "Ref | Recommendation | Owner | Original date | Revised date | Revised again | Status",
        "1 | Reconcile the ledger. | Head of Finance | 31/03/2024 | 30/06/2024 | 30/11/2024 | Amber",
        "2 | Sample the permits. | Network Manager | 31/03/2024 |  |  | Green",
    )
    read = proposal(KEY, plan)
    first, second = read.recommendations
    assert (str(first.due.on), str(second.due.on)) == ("2024-11-30", "2024-03-31")
    (doubt,) = [one for one in read.doubts if one.code == "due_multiple"]
    assert doubt.candidates == ("2024-03-31", "2024-06-30", "2024-11-30")


def test_what_difference_an_action_will_make_is_its_measure() -> None:
    plan = table(
        "Action | Who | When | Progress | What difference will we see?",
        "Light every footpath. | Sian Pryor | May 2024 | Lamps are ordered. | More people walk home.",
        "Mend the benches. | Owen Tate | June 2024 | All are mended. | People sit down.",
    )
    first, _ = proposal(KEY, plan).recommendations
    assert first.measures == ("More people walk home.",)
    assert first.updates[0].impact == ""


def test_a_title_that_stands_over_every_table_names_no_recommendation() -> None:
    rows = ("Ref | Action | Lead | Due | Progress", "1.1 | Light every footpath. | Sian Pryor | May 2024 | Ordered.")
    more = ("Ref | Action | Lead | Due | Progress", "1.2 | Mend the benches. | Owen Tate | June 2024 | Mended.")
    title = "Area Partnership Inspection: Joint Plan"
    read = proposal(Line(title, "line 1"), table(*rows), Line(f"{title} – version 6", "line 2"), table(*more, at=2))
    assert [one.text for one in read.recommendations] == ["Light every footpath.", "Mend the benches."]


def test_a_third_of_four_cells_with_a_colon_is_a_label_though_no_fields() -> None:
    form = table(
        "Breach: | The medicines were not stored safely. | Regulation: | Safe care",
        "Action: | Buy a trolley. | Who: | Deputy Manager",
        "Status: | Green | Date completed: | 20 September 2024",
        "Progress: | The trolley has come. | By when: | June 2024",
    )
    (one,) = proposal(KEY, form).recommendations
    (update,) = one.updates
    assert (update.grade, update.explanation) == ("Green", "")
    assert "20 September 2024" in one.text


def test_a_tick_under_a_grade_is_that_grade() -> None:
    plan = table(
        "No | Recommendation | Who | When | Not started | Under way | Done | Position",
        "A1 | Replace the boilers. | Sian Pryor | March 2027 |  | ✓ |  | A grant is made.",
        "A2 | Fit panels to the roofs. | Sian Pryor | May 2025 |  |  | ✓ | Eleven roofs have them.",
        "No | Recommendation | Who | When | Not started | Under way | Done | Position",
        "A3 | Plant a wood. | Owen Tate | June 2025 | ✓ |  |  | None yet.",
        "A4 | Mend the windows. | Owen Tate | June 2025 | ✓ | ✓ |  | Two ticks.",
    )
    read = proposal(plan)
    assert [(one.number, one.updates[0].grade) for one in read.recommendations] == [
        ("A1", "Under way"),
        ("A2", "Done"),
        ("A3", "Not started"),
        ("A4", None),
    ]
    assert [one.recommendation for one in read.doubts if one.field == "grade" and one.recommendation] == [4]


def test_a_column_of_assents_is_no_text_whatever_stands_over_it() -> None:
    plan = table(
        "Recommendation |  | Response |  | July 2025",
        "Ref | Wording | Cabinet decision | Lead | Update",
        "S1 | Measure the air at both schools. | Agreed | Sian Pryor | Both are measured.",
        "S2 | Write to every resident. | Agreed in part | Owen Tate | Half were written to.",
    )
    first, second = proposal(KEY, plan).recommendations
    assert first.text.startswith("Measure the air at both schools.")
    assert second.text.startswith("Write to every resident.")


def test_a_label_with_its_value_over_the_rest_ends_a_table_of_actions() -> None:
    rows = (
        row("No. | Action | Lead officer | Start | Finish | Status", "table 1, row 1"),
        row("1.1 | Hire two officers | Sian Pryor | April 2025 | July 2025 | Green", "table 1, row 2"),
        row("1.2 | Revise the policy | Owen Tate | May 2025 | December 2025 | Amber", "table 1, row 3"),
        pair("Accountable officer", "Menna Rhys", 4),
        pair("Success criteria", "Attendance is at the median.", 5),
        pair("Progress as at 30 November 2025", "Attendance was 89.6%.", 6),
        pair("Overall status", "Amber", 7),
    )
    read = proposal(KEY, Line("R1: Improve attendance in every school", "line 2"), Table(rows, "table 1"))
    (one,) = read.recommendations
    assert [owner.text for owner in one.owners] == ["Menna Rhys"]
    assert one.measures == ("Attendance is at the median.",)
    assert [sub.number for sub in one.sub_actions] == ["1.1", "1.2"]
    assert (one.updates[0].round, one.updates[0].grade) == ("30 November 2025", "Amber")


def test_one_row_of_action_lead_and_date_under_each_recommendation_is_its_own() -> None:
    blocks = [
        (
            Line(f"Recommendation {number} – {text}", f"line {number}"),
            table("Action | Lead agency | By when | RAG", f"{action} | Kelder Council | May 2025 | Green", at=number),
        )
        for number, text, action in (
            (1, "Write down each refusal.", "Revise the form."),
            (2, "Share a list.", "Agree it."),
        )
    ]
    first, second = proposal(KEY, *(one for pair_ in blocks for one in pair_)).recommendations
    assert (first.sub_actions, first.actions, str(first.due.on)) == ((), ("Revise the form.",), "2025-05-31")
    assert second.updates[0].grade == "Green"


def test_the_grade_beside_a_diary_is_of_its_last_day() -> None:
    plan = table(
        "No | Recommendation | Lead | Status | Updates",
        "1 | Survey the homes. | Sian Pryor | Green | 02.05.25 – The survey has begun.\n09.09.25 – Half are surveyed.",
        "2 | Train the staff. | Owen Tate | Amber | 11.06.25 – A tender is out.\n12.09.25 – Nobody bid.",
    )
    first, second = proposal(KEY, plan).recommendations
    assert [(str(one.on), one.grade) for one in first.updates] == [("2025-05-02", None), ("2025-09-09", "Green")]
    assert [(str(one.on), one.grade) for one in second.updates] == [("2025-06-11", None), ("2025-09-12", "Amber")]


def test_the_position_at_a_day_is_an_account_of_that_day() -> None:
    said = [
        "Area for improvement 1: Begin without delay at weekends.",
        "What we will do: Add workers to the rota.",
        "How we will know: Four hours or less.",
        "Position at 15 September 2025: The rota has covered weekends since May.",
        "Rating: Green",
    ]
    (one,) = proposal(KEY, *(Line(text, f"line {at}") for at, text in enumerate(said, 2))).recommendations
    assert one.measures == ("Four hours or less.",)
    assert (one.updates[0].round, one.updates[0].evidence) == (
        "15 September 2025",
        "The rota has covered weekends since May.",
    )


def test_the_reason_for_a_decision_is_no_update() -> None:
    form = table(
        "Recommendation no. | (ii) | Executive decision | Agreed in part",
        "Recommendation | That a mobile counter is bought. | Target date | March 2026",
        "Reason for decision | One camera tells nothing of the smaller towns. | Lead | Sian Pryor",
    )
    again = table(
        "Recommendation no. | (iii) | Executive decision | Not agreed",
        "Recommendation | That two posts are added. | Target date | N/A",
        "Reason for decision | There is no money for posts. | Lead | N/A",
        at=2,
    )
    first, second = proposal(form, again).recommendations
    assert (first.number, second.number) == ("(ii)", "(iii)")
    assert first.updates == second.updates == ()
    assert "Executive decision: Not agreed" in second.text


def pair(label: str, value: str, nth: int) -> Row:
    place = f"table 1, row {nth}"
    return Row((Cell((Line(label, place),), 0, 2), Cell((Line(value, place),), 2, 4)), place)


def test_a_target_that_is_a_day_is_the_due_date_where_nothing_is_measured() -> None:
    plan = table(
        "Ref | Recommendation | Owner | Original target | Revised target | Status",
        "1 | Reconcile the ledger. | Head of Finance | 31/03/2024 | 31/10/2024 | Amber",
        "2 | Sample the permits. | Network Manager | 31/01/2024 |  | Red",
    )
    first, second = proposal(KEY, plan).recommendations
    assert (str(first.due.on), str(second.due.on)) == ("2024-10-31", "2024-01-31")


def test_letters_beside_long_definitions_mean_what_the_definitions_say() -> None:
    key = table(
        "Colour | What it means",
        "R | Not begun, or off track with no agreed way of getting back to it",
        "A | Under way and on track for the date that was given",
        "G | Done",
        "B | Done, and evidence of impact was tested by the sub-group of the board",
        at=2,
    )
    plan = table(
        "Ref | Recommendation | Who | By when | Progress | RAG",
        "1 | Agree one template. | Ines Vaughan | May 2025 | Agreed. | G",
        "2 | Train the staff. | Huw Parry | June 2025 | Half are trained. | A",
    )
    levels = proposal(key, plan).key.levels
    assert {one.code: one.meaning for one in levels} == {
        "R": Meaning.NOT_ACHIEVED,
        "A": Meaning.ON_TRACK,
        "G": Meaning.COMPLETE,
        "B": Meaning.COMPLETE,
    }


def test_names_of_grades_over_what_they_mean_are_a_key() -> None:
    key = table(
        "1 Achieved | 2 On track | 3 Slipped | 4 Not achieved",
        "Done, and shown | Will be kept | Missed, with a new date | Will not be done",
        at=2,
    )
    plan = table(
        "No | Recommendation | Who | Progress | Grade", "1 | Open the hall. | Ines Vaughan | Done. | 2 On track"
    )
    read = proposal(plan, Line("Grading of progress", "line 9", level=2), key)
    assert [one.code for one in read.key.levels] == ["1", "2", "3", "4"]
    assert read.recommendations[0].updates[0].grade == "2"


def test_grades_under_a_merged_head_are_ticked_too() -> None:
    rows = (
        Row(
            (
                *(Cell((Line(head, "row 1"),), at) for at, head in enumerate(HEADS)),
                Cell((Line("Status", "row 1"),), 3, 2),
            ),
            "r1",
        ),
        Row((*(Cell((), at, continued=True) for at in range(3)), *_cells(3, "Under way", "Complete")), "r2"),
        Row(_cells(0, "Waits are too long.", "Check the list.", "Ines Vaughan", "", "✓"), "r3"),
        Row(_cells(0, "Plans are late.", "Hire two writers.", "Huw Parry", "✓", ""), "r4"),
    )
    first, second = proposal(Table(rows, "table 1")).recommendations
    assert [one.updates[0].grade for one in (first, second)] == ["Complete", "Under way"]


def test_a_row_of_dates_under_a_recommendation_is_an_update_each() -> None:
    diary = table(
        "Date | Progress | RAG", "27/01/2025 | Half are seen. | Amber", "28/04/2025 | All are seen. | Green", at=2
    )
    read = proposal(KEY, Line("Recommendation 1: See each contact in a day.", "line 2"), diary)
    (one,) = read.recommendations
    assert [(str(each.on), each.grade) for each in one.updates] == [("2025-01-27", "Amber"), ("2025-04-28", "Green")]
    assert one.due.text == ""


def test_a_rank_in_brackets_behind_the_number_is_no_word_of_it_and_findings_of_a_day_are_an_account() -> None:
    said = [
        "Recommendation 1 (High priority)",
        "Cards should be cancelled on the day.",
        "Responsible officer: Ines Vaughan",
        "Findings at 30 June 2025: All but one was cancelled.",
        "Status: Green",
    ]
    (one,) = proposal(KEY, *(Line(text, f"line {at}") for at, text in enumerate(said, 2))).recommendations
    assert one.text == "Cards should be cancelled on the day.\nPriority: High priority"
    assert (one.updates[0].round, one.updates[0].evidence) == ("30 June 2025", "All but one was cancelled.")


def test_a_banner_over_the_labels_of_an_update_names_its_round() -> None:
    rows = (
        pair("Recommendation 1", "Introduce a script.", 1),
        pair("Lead officer", "Nadia Frome", 2),
        Row((Cell((Line("UPDATE – SEPTEMBER 2025", "row 3"),), 0, 6),), "table 1, row 3"),
        pair("Evidence of progress", "It went live.", 4),
        pair("Evidence of impact", "Calls are shorter.", 5),
        pair("Grade", "Green", 6),
    )
    (one,) = proposal(KEY, Table(rows, "table 1")).recommendations
    (update,) = one.updates
    assert (str(update.on), update.grade, update.evidence) == ("2025-09-30", "Green", "It went live.")


HEADS = ("Area for improvement", "Action", "Lead")


def _cells(first: int, *texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((Line(text, "row"),) if text else (), at) for at, text in enumerate(texts, first))
