"""What the checks ask about, and what they leave alone. Sentences are our own; each bug leaves one here."""

from datetime import date

import pytest

from storage.rules.checks import Subject, questions
from storage.rules.deadlines import read_date
from storage.rules.schemes import KNOWN, known
from storage.views import Due, LastTime, Response

TODAY = date(2024, 9, 16)
SUPERVISION = "At least 6 supervisions a year for every worker."


def asked(
    evidence: str = "We trained 12 staff and reviewed every file.",
    grade: str | None = "1",
    impact: str = "Fewer complaints.",
    explanation: str = "",
    anticipated: str = "",
    due: date | None = date(2024, 12, 31),
    measures: tuple[str, ...] = (SUPERVISION,),
    last: str | None = None,
    scheme: str = "scrutiny",
) -> dict[str, str]:
    rules = known(scheme)
    subject = Subject(
        name="Recommendation 5",
        response=Response(
            evidence, impact, grade, explanation, anticipated, anticipated_on=read_date(anticipated, TODAY).on
        ),
        grade=rules.grade(grade),
        scheme=rules,
        due=Due("December 2024", due),
        measures=measures,
        last=LastTime("March 2024", last, "", "") if last else None,
        today=TODAY,
    )
    return {question.code: question.saw for question in questions(subject)}


def test_a_good_answer_raises_nothing() -> None:
    assert asked() == {}


def test_on_track_is_asked_about_only_when_the_date_has_passed() -> None:
    assert "on_track_past_due" in asked(grade="2", due=date(2024, 9, 15))
    assert "on_track_past_due" not in asked(grade="2", due=TODAY)
    assert "on_track_past_due" not in asked(grade="2", due=None)
    assert "on_track_past_due" not in asked(grade="1", due=date(2024, 9, 15))


def test_slipped_wants_a_date_and_a_reason() -> None:
    assert {"slipped_no_date", "slipped_no_reason"} <= set(asked(grade="3"))
    assert asked(grade="3", explanation="Staff left.", anticipated="March 2025") == {}


@pytest.mark.parametrize("anticipated", ["Spring 2025", "TBC", "Ongoing", "soon", "Q4"])
def test_a_date_that_names_no_day_is_asked_about(anticipated: str) -> None:
    assert anticipated in asked(grade="3", explanation="Staff left.", anticipated=anticipated)["vague_date"]


def test_a_new_date_that_is_already_past_is_asked_about() -> None:
    assert "01/05/2024" in asked(grade="3", explanation="x", anticipated="01/05/2024")["date_has_passed"]


def test_not_achieved_wants_an_explanation() -> None:
    assert "not_achieved_no_explanation" in asked(grade="4")
    assert "not_achieved_no_explanation" not in asked(grade="4", explanation="The funding ended.")


@pytest.mark.parametrize(
    ("evidence", "measure", "is_asked"),
    [
        ("Supervision takes place.", SUPERVISION, True),
        ("Supervision took place 7 times.", SUPERVISION, False),
        ("Supervision took place seven times.", SUPERVISION, False),
        ("Supervision takes place.", "Reported to Cabinet in 2025.", False),
        ("Supervision takes place.", "All staff trained to Level 3.", False),
        ("Supervision takes place.", "Waiting times halved.", False),
    ],
)
def test_a_measure_that_counts_wants_a_figure(evidence: str, measure: str, is_asked: bool) -> None:
    assert ("number_missing" in asked(evidence, measures=(measure,))) is is_asked


@pytest.mark.parametrize(
    "text", ["As above", "as above.", "See above!", "No change", "Ditto", "AS PREVIOUSLY REPORTED"]
)
def test_an_answer_that_only_points_elsewhere_is_asked_about(text: str) -> None:
    assert "as_above" in asked(text)


def test_as_above_inside_a_sentence_is_left_alone() -> None:
    assert "as_above" not in asked("As above the 40 schools, 3 colleges joined.")


@pytest.mark.parametrize("line", ["As above", "- same as last round", "See above.", "No change", "Ditto"])
def test_a_line_of_its_own_that_points_elsewhere_is_asked_about(line: str) -> None:
    found = asked(f"We trained 12 staff in May and reviewed every file.\n{line}\nAll 4 teams took part.")
    assert f"has a line that reads “{line}”" in found["as_above"]


@pytest.mark.parametrize("line", ["None", "-", "Complaints: n/a", "As above the 4 teams, 3 more took part."])
def test_a_line_that_is_an_answer_to_the_one_above_is_left_alone(line: str) -> None:
    assert "as_above" not in asked(f"We trained 12 staff. Complaints about them:\n{line}")


LAST = "We wrote to the 12 agencies that supply night staff.\nNine of them have replied so far."


@pytest.mark.parametrize(
    ("evidence", "how"),
    [
        (f"{LAST}\nNo change.", "but for a few words"),
        (f"{LAST}\nStill going well", "but for a few words"),
        (f"Update\n{LAST}", "but for a few words"),
        (f"{LAST}\nThe last 3 were visited in May and have signed the pledge.", "repeats word for word"),
        (f"In July: {LAST} That is all.", "repeats word for word"),
        (LAST.upper(), "is the same as"),
    ],
)
def test_what_holds_all_of_the_last_round_is_asked_about(evidence: str, how: str) -> None:
    found = asked(evidence, last=LAST)["same_as_last_round"]
    assert how in found
    assert "March 2024" in found


@pytest.mark.parametrize(
    ("evidence", "last"),
    [
        ("We wrote to the 12 agencies that supply night staff.\nAll of them have replied by now.", LAST),
        ("12 staff have been trained, and 9 more begin in May.", "12 staff"),
        ("Sites visited: 14\nSites passed: 12", "Sites visited: 9\nSites passed: 8"),
    ],
)
def test_what_says_something_new_is_not(evidence: str, last: str) -> None:
    assert "same_as_last_round" not in asked(evidence, last=last)


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ("1 - Fully achieved. All 12 staff are trained.", "grade_in_evidence"),
        ("All 12 staff are trained.\nFully achieved", "grade_in_evidence"),
        ("All 12 staff are trained (2 – On track).", "grades_disagree"),
        ("All 12 staff are trained.\nSlipped", "grades_disagree"),
    ],
)
def test_a_grade_inside_the_evidence_is_asked_about(evidence: str, code: str) -> None:
    assert code in asked(evidence)


@pytest.mark.parametrize(
    "evidence",
    [
        "1 inspection took place and 12 staff were trained.",
        "The programme is on track to reach 12 schools.",
        "3 teams slipped into the habit of recording 2 visits.",
        "Phase 2. On track records were kept for 12 staff.",
    ],
)
def test_a_number_or_a_grades_word_inside_a_sentence_is_no_grade(evidence: str) -> None:
    found = asked(evidence)
    assert "grade_in_evidence" not in found
    assert "grades_disagree" not in found


def test_blank_impact_is_asked_about_where_the_scheme_wants_it() -> None:
    assert "no_impact" in asked(impact="  ")
    assert "no_impact" not in asked(impact="", grade="G", scheme="rag")


def test_the_same_words_as_last_round_are_asked_about_whatever_their_dress() -> None:
    assert "March 2024" in asked("We trained 12 staff!", last="we trained  12 STAFF")["same_as_last_round"]
    assert "same_as_last_round" not in asked("We trained 13 staff!", last="We trained 12 staff")


@pytest.mark.parametrize(
    ("evidence", "is_asked"),
    [
        ("We will train 12 staff. Courses are planned for May.", True),
        ("Training will be completed by 12 teams in May.", True),
        ("We trained 12 staff and will train the rest.", False),
        ("12 staff have completed it. More will follow.", False),
        ("The 12 teams meet monthly.", False),
        ("The 12 teams meet monthly. More will follow.", False),
        ("The 12 teams meet monthly. More will follow. Courses are planned for May.", True),
        ("The 12 teams meet monthly. Two more will. One is late. Courses are planned for May.", False),
    ],
)
def test_fully_achieved_with_nothing_done_yet_is_asked_about(evidence: str, is_asked: bool) -> None:
    assert ("all_in_the_future" in asked(evidence)) is is_asked


@pytest.mark.parametrize(
    "evidence",
    [
        "Jordan (14) now attends 3 days a week.",
        "Ellie, aged 9, was seen within 5 days.",
        "A 14-year-old girl was placed within 2 days.",
        "Ellie's mother thanked the 2 workers.",
        "The mother of Ellie thanked the 2 workers.",
        "The child called Ellie was seen 3 times.",
        "Case number 4481726 was closed.",
        "NHS number 943 476 5919 was checked.",
        "DOB 3 May 2012.",
        "The family moved to 14 Larch Grove in May.",
    ],
)
def test_what_may_identify_a_child_is_asked_about(evidence: str) -> None:
    assert "possible_child" in asked(evidence)


@pytest.mark.parametrize(
    "evidence",
    [
        "Children's Services trained 12 staff.",
        "The Child Protection team held 3 meetings.",
        "The young person's voice was heard in 40 of 42 reviews.",
        "14 of 20 parents replied.",
        "Staffing (12) rose to 94% (83%).",
        "Each child Centre has 2 leads.",
    ],
)
def test_what_identifies_nobody_is_left_alone(evidence: str) -> None:
    assert "possible_child" not in asked(evidence)


def test_braces_that_somebody_typed_stay_as_they_are() -> None:
    assert asked("As above", anticipated="{grade}", grade="3")["vague_date"].count("{grade}") == 1


@pytest.mark.parametrize("scheme", KNOWN)
def test_every_scheme_asks_by_meaning_and_not_by_code(scheme: str) -> None:
    for grade in known(scheme).grades:
        found = asked(grade=grade.code, scheme=scheme, due=date(2024, 1, 1))
        assert ("on_track_past_due" in found) is (grade.meaning == "on_track")
        assert ("slipped_no_date" in found) is (grade.meaning == "slipped")


@pytest.mark.parametrize(
    "evidence",
    ["Please see above", "See rec 4", "As per recommendation 3", "N/A", "-", "TBC", "No change since last time",
     "see attached", "Please refer to the last update"],
)  # fmt: skip
def test_words_that_only_point_elsewhere_are_asked_about(evidence: str) -> None:
    assert "as_above" in asked(evidence, measures=())


def test_words_that_point_and_then_say_something_are_not() -> None:
    assert "as_above" not in asked("As above, and 44 schools have named a lead since.", measures=())


@pytest.mark.parametrize(
    "evidence",
    ["We’ll train everybody.", "To be completed by March.", "The course starts in January.", "Training has not started.",
     "The team has yet to meet."],
)  # fmt: skip
def test_achieved_with_nothing_done_is_asked_about_however_it_is_put(evidence: str) -> None:
    assert "all_in_the_future" in asked(evidence, measures=())


@pytest.mark.parametrize("evidence", ["All of our staff were trained.", "One of our staff was trained in May 2026."])
def test_a_date_and_a_word_like_all_are_no_figure(evidence: str) -> None:
    assert "number_missing" in asked(evidence)


def test_a_number_in_words_is_one_in_a_measure_and_in_an_answer() -> None:
    assert "number_missing" in asked("Supervision takes place.", measures=("At least six a year.",))
    assert "number_missing" not in asked("Seven took place.", measures=("At least six a year.",))


@pytest.mark.parametrize("evidence", ["✅ Fully achieved", "Our grade would be 1."])
def test_a_grade_in_the_evidence_is_seen_however_it_is_dressed(evidence: str) -> None:
    assert "grade_in_evidence" in asked(evidence, measures=())


def test_achieved_after_its_date_wants_to_know_when() -> None:
    past = date(2024, 3, 31)
    assert "achieved_late" in asked("We trained 12 staff.", due=past)
    assert "achieved_late" not in asked("We trained 12 staff in February.", due=past)
    assert "achieved_late" not in asked("We trained 12 staff.", due=TODAY)


def test_a_question_names_every_field_and_every_place() -> None:
    assert asked(evidence="As above", impact="See above") == {
        "as_above": "The evidence of progress reads “As above”. The evidence of impact reads “See above”.",
        "number_missing": asked(evidence="As above")["number_missing"],
    }
    twice = asked(evidence="We saw 12 staff. 1 - Fully achieved.", impact="Fewer. 1 - Fully achieved")
    assert twice["grade_in_evidence"].count("seems to hold a grade") == 2
    children = asked(evidence="Jayden (14) and 12 others.", impact="Ella's mother is glad. Noah, aged 9, too.")
    assert [name in children["possible_child"] for name in ("“Jayden (14)”", "“Ella's mother”", "“Noah, aged 9”")] == [
        True
    ] * 3
