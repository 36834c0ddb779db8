"""Forms and lists with labels, keys, names and mess of their own: read whole, or doubted, and never silently wrong."""

import pytest

from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.reading.grades import read_grade
from storage.importing.reading.levels import level
from storage.importing.reading.owners import read_owners
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.scales import Scale
from storage.importing.reading.sentences import key_in
from storage.importing.reading.spoken import colours_named
from storage.importing.text import read_text

FORM = """Kelder Harbour Council

Contact for this report: Ines Vaughan

A. Slipways\t

REC 1\tThe slipway at Sandy Row should be open to all boats on every day of the year.
WHO\tTom Lowe
BY WHEN\t1 June 2031
HOW WE SHALL KNOW\tForty launches a week
UPDATE – 6 MAY 2031\t
Progress made\tThe chain was taken down in March and
- 3 -
\tthe gate is open from dawn.
Grade\tD

REC\tThe harbour master should publish the dredging calendar before each season begins.
WHO\tIda Farr
BY WHEN\t1 July 2031
HOW WE SHALL KNOW\tCalendar out in time
UPDATE – 6 MAY 2031\t
Progress made\tA draft is with the printer.
Grade\tP

- 4 -

B. Moorings\t

REC 3\tMoorings should be let by a waiting list that anybody can look at.
WHO\tTom Lowe
BY WHEN\t1 August 2031
HOW WE SHALL KNOW\tList on the website
UPDATE – 6 MAY 2031\t
Progress made\tNothing yet.
Grade\tN

Key to grades
D\tDone
P\tProgressing
N\tNot started
"""


def _read(text: str, file: str = "plan.txt") -> Proposal:
    return read(read_text(file, text.encode()))


def _codes(proposal: Proposal) -> set[str]:
    return {doubt.code for doubt in proposal.doubts}


def test_a_record_that_lost_its_number_takes_nothing_from_the_one_above() -> None:
    one, other, _ = _read(FORM).recommendations
    assert ([owner.text for owner in one.owners], one.due.text) == (["Tom Lowe"], "1 June 2031")
    assert (other.number, [owner.text for owner in other.owners]) == ("", ["Ida Farr"])
    assert other.text.startswith("The harbour master")


def test_labels_of_its_own_sections_and_page_numbers_of_a_form() -> None:
    proposal = _read(FORM)
    first = proposal.recommendations[0]
    assert [one.section for one in proposal.recommendations] == ["A. Slipways", "A. Slipways", "B. Moorings"]
    assert first.measures == ("Forty launches a week",)
    assert first.updates[0].evidence == "The chain was taken down in March and the gate is open from dawn."
    assert proposal.link_officers == ("Ines Vaughan",)


def test_a_cell_between_pipes_may_hold_a_line_break() -> None:
    proposal = _read(
        "| No | Recommendation | Owner | Update (Q2 2031/32) | RAG |\n|---|---|---|---|---|\n"
        "| 1 | Mend the east pier before the winter storms | Ida Farr | Planks are bought.\nBolts follow in May. | Green |\n"
        "| 2 | Paint the west pier after the summer season | Tom Lowe | Not begun. | Red |\n"
    )
    first, second = proposal.recommendations
    assert first.updates[0].evidence == "Planks are bought.\nBolts follow in May."
    assert (first.updates[0].grade, second.updates[0].grade) == ("Green", "Red")
    assert first.updates[0].round == "Q2 2031/32"


def test_a_bracket_around_a_round_is_none_of_its_name() -> None:
    spotted, label = spot_round("Position (Q3 2031/32)")
    assert spotted is not None
    assert (spotted.text, label) == ("Q3 2031/32", "Position")


@pytest.mark.parametrize(
    ("key", "levels"),
    [
        (
            "Key: 🟢 Green, in hand; 🟡 Amber, at risk; 🔴 Red, overdue.",
            [("Green", "in hand"), ("Amber", "at risk"), ("Red", "overdue")],
        ),
        ("Status: B Blue, done; G Green, in time; A Amber, late", [("B", "Blue"), ("G", "Green"), ("A", "Amber")]),
        (
            "Key: C – Complete, G – Green, on track; A – Amber, at risk",
            [("C", "Complete"), ("G", "Green"), ("A", "Amber")],
        ),
    ],
)
def test_a_comma_parts_a_grades_name_from_what_it_means(key: str, levels: list[tuple[str, str]]) -> None:
    found = key_in(key, needs_name=False)
    assert found is not None
    assert [(one.code, one.label) for one in found.levels] == levels


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Ida Farr/Communications", ["Ida Farr", "Communications"]),
        ("Ida Farr/ICT", ["Ida Farr", "ICT"]),
        (
            "Pennaeth Tai / Head of Housing; Kelder Harbour Trust",
            ["Pennaeth Tai / Head of Housing", "Kelder Harbour Trust"],
        ),
        ("D/Supt Ida Farr", ["D/Supt Ida Farr"]),
    ],
)
def test_a_slash_parts_owners_and_languages(line: str, owners: list[str]) -> None:
    found = read_owners([line])
    assert ([one.text for one in found.owners], found.findings) == (owners, ())


@pytest.mark.parametrize("line", ["Ida Farr/Bramley", "Farr/Lowe"])
def test_a_slash_that_may_part_owners_is_asked_about(line: str) -> None:
    found = read_owners([line])
    assert ([one.text for one in found.owners], [one.code for one in found.findings]) == ([line], ["owner_role_mixed"])


LIST = (
    "Ref,Recommendation,Lead,Due,Status,Commentary\n"
    "1,Mend the east pier,Ida Farr,31/05/2031,Complete,All planks are new.\n"
    "2,Keep the list right, and show it to every crew,Tom Lowe,30/06/2031,Compelte,It was checked in May.\n"
    "3,Paint the west pier,Ida Farr,31/07/2031,Complete,Painted in June.\n"
    "4,Light the steps,Tom Lowe,31/08/2031,Delayed,Lamps are late.\n"
    "Total,4 recommendations,,,Complete 3,\n"
)


def test_a_comma_without_quotation_marks_shifts_no_value_unsaid() -> None:
    proposal = _read(LIST, "tracker.csv")
    second = proposal.recommendations[1]
    assert second.text == "Keep the list right, and show it to every crew"
    assert [owner.text for owner in second.owners] == ["Tom Lowe"]
    assert (second.updates[0].evidence, second.updates[0].grade_text) == ("It was checked in May.", "Compelte")
    assert {"columns_shifted", "grade_typo"} <= _codes(proposal)


def test_a_row_with_a_cell_too_many_is_doubted_where_nothing_says_which() -> None:
    proposal = _read(LIST.replace("right, and", "right,and"), "tracker.csv")
    assert "columns_shifted" in _codes(proposal)


def test_a_row_of_totals_with_what_they_count_is_no_record() -> None:
    proposal = _read(LIST, "tracker.csv")
    assert len(proposal.recommendations) == 4
    assert proposal.totals_stated == {"Complete": 3}


def test_a_revised_date_that_is_none_leaves_no_date() -> None:
    proposal = _read(
        "No\tRecommendation\tOwner\tOriginal date\tRevised date\tStatus\n"
        "1\tMend the east pier\tIda Farr\t31/05/2031\t31/09/2031\tDelayed\n"
        "2\tPaint the west pier\tIda Farr\t31/05/2031\t45565\tComplete\n"
    )
    first = proposal.recommendations[0]
    doubt = next(one for one in proposal.doubts if one.code == "due_invalid")
    assert first.due.on is None
    assert "2031-05-31" in doubt.candidates


def test_what_stands_beside_a_scrap_goes_on_with_its_sentence() -> None:
    proposal = _read(
        "Recommendation 1:\tThat the lists of moorings and of boats are brought\n"
        "~ ll 1 :\ttogether so that each boat has a place.\n"
        "Responsibility:\tIda Farr\nDate:\tMay 2031\n"
        "Evidence of Progress (May 2031):\tOne list is made.\nAssessment of Progress (May 2031):\tOn track\n"
    )
    one = proposal.recommendations[0]
    assert one.text == "That the lists of moorings and of boats are brought together so that each boat has a place."
    assert "label_corrupted" in _codes(proposal)


def test_lines_that_lost_their_label_and_come_to_a_grade_are_the_accounts() -> None:
    proposal = _read(
        "Recommendation 1:\tThat the pier is mended before winter.\nResponsibility:\tIda Farr\nDate:\tMay 2031\n"
        "Evidence of Progress (May 2031):\tPlanks are bought.\n\n"
        "Bolts will follow in June as the smith has promised.\n1 - Done\n\n"
        "Key to grades\n1\tDone\n2\tOn track\n3\tLate\n"
    )
    update = proposal.recommendations[0].updates[0]
    assert "Bolts will follow in June as the smith has promised." in update.evidence
    assert update.grade == "1"
    assert {"label_missing", "grade_in_evidence"} <= _codes(proposal)


def test_lines_without_a_label_are_of_the_round_above_them_though_another_is_missing() -> None:
    proposal = _read(
        "Recommendation 1:\tThat the pier is mended before winter.\nResponsibility:\tTom Lowe\nDate:\tMay 2031\n"
        "Progress (May 2030):\tPlanks are bought.\nGrade (May 2030):\t2 On track\n"
        "Progress (May 2031):\tThe pier is mended.\nGrade (May 2031):\t1 Done\n\n"
        "Recommendation 2:\tThat the steps are lit at night.\nResponsibility:\tIda Farr\nDate:\tMay 2032\n"
        "Progress (May 2031):\tLamps are bought.\n\nThey were tried out in April by the crew.\n2 - On track\n\n"
        "Key to grades\n1\tDone\n2\tOn track\n3\tLate\n"
    )
    updates = proposal.recommendations[1].updates
    assert [(one.round, one.grade) for one in updates] == [("May 2031", "2")]
    assert updates[0].evidence == "Lamps are bought.\nThey were tried out in April by the crew."


def test_a_label_that_nobody_knows_keeps_its_words_with_the_recommendation() -> None:
    proposal = _read(
        "Recommendation 1:\tThat the pier is mended before winter.\nResponsibility:\tIda Farr\n"
        "Harbour bell:\tRings at six\nDate:\tMay 2031\n"
    )
    assert "Harbour bell: Rings at six" in proposal.recommendations[0].text
    assert "kept_with_text" in _codes(proposal)


@pytest.mark.parametrize(("said", "code"), [("Gr", "Green"), ("Amb", "Amber"), ("No", None), ("Re", None)])
def test_a_grade_cut_short_is_read_with_a_doubt(said: str, code: str | None) -> None:
    scale = Scale((level("", "Green"), level("", "Amber"), level("", "Red")), stated=True)
    reading = read_grade(said, scale, cell=True)
    assert (reading.code, reading.trouble) == (code, "grade_typo" if code else "")


def test_a_colour_that_holds_until_something_happens_is_what_it_is_now() -> None:
    assert colours_named("The RAG rating is RED until a crane comes.") == ("RED",)
    assert colours_named("The RAG rating was RED until a crane came.") == ()


def test_a_council_that_a_sentence_begins_with_is_whose_the_document_is() -> None:
    form = "Recommendation 1:\tThat the pier is mended.\nResponsibility:\tIda Farr\nDate:\tMay 2031\n"
    own = _read("Statement of Action\n\nKelder Harbour Borough Council was inspected in May 2030.\n\n" + form)
    several = _read(
        "Statement of Action\n\nKelder Harbour Borough Council was inspected in May 2030.\n\n"
        "Fosterley Borough Council was inspected in June 2030.\n\n" + form
    )
    assert (own.organisation, several.organisation) == ("Kelder Harbour Borough Council", "")


def test_all_done_and_not_complete_is_doubted() -> None:
    proposal = _read(
        "No\tRecommendation\tOwner\tDue\tStatus\t% complete\tUpdate\n"
        "1\tMend the east pier\tIda Farr\t31/05/2031\tIn progress\t100%\tNearly there.\n"
        "2\tPaint the west pier\tIda Farr\t31/05/2031\tComplete\t100%\tPainted.\n"
    )
    assert [one.recommendation for one in proposal.doubts if one.code == "grade_number_word_conflict"] == [1]


def test_numbered_parts_without_a_grade_are_doubted_where_most_have_one() -> None:
    proposal = _read(
        "Recommendation 1: Mend the piers\n\n"
        "Action\tTask Lead\tStart Date\tCompletion Date\tRAG\n"
        "Mend both.\tIda Farr\tMay 2030\tMay 2031\tG\n"
        "1. Buy planks\tIda Farr\tMay 2030\tJune 2030\tG\n"
        "2. Buy bolts\tTom Lowe\tMay 2030\tJune 2030\tG\n"
        "3. Fix them\tTom Lowe\tJuly 2030\tMay 2031\t\n"
    )
    missing = [one.message for one in proposal.doubts if one.code == "grade_missing" and "sub_actions" in one.field]
    assert len(missing) == 1
    assert missing[0].startswith("Sub-action 3")


def test_the_place_of_a_joined_row_is_still_its_line() -> None:
    proposal = _read(
        "| No | Recommendation | Owner | Due |\n|---|---|---|---|\n"
        "| 1 | Mend the east pier\nand its rail | Ida Farr | May 2031 |\n"
        "| 2 | Paint the west pier | Tom Lowe | June 2031 |\n"
    )
    assert [one.place for one in proposal.recommendations] == ["line 3", "line 5"]
