"""Columns of other councils' trackers: grades beside each quarter, sections that are merged down, references of two kinds."""

from storage.importing.source import Line
from tests.plans.reading.sources import DOWN, codes, proposal, table

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
