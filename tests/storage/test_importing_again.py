"""A newer document whose key, rounds or names are not the plan's: nothing that was recorded changes its meaning."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session, col

from storage import people, plans, rounds, updates
from storage.database import Database
from storage.errors import Refusal
from storage.importing import apply, checking, intakes
from storage.importing.proposal import Key, Level, Proposal, ProposedUpdate
from storage.importing.views import Imported, IntakeView, Overtaken
from storage.schemes import scheme_of
from storage.tables import plans as plan_tables
from storage.tables import rounds as round_tables
from storage.tables.latest import Latest
from storage.tables.people import RoleHolding
from storage.views import Given
from storage.vocabulary import AnswerKind, Meaning, OwnerChoice, Role
from tests import documents
from tests.builders import council, moment
from tests.storage.test_importing import Desk

TURNED = Key(
    True,
    tuple(replace(level, code=code) for level, code in zip(documents.KEY.levels, ("4", "3", "2", "1"), strict=True)),
)
COLOURS = Key(
    True,
    (
        Level("B", "Blue", Meaning.COMPLETE, "Complete."),
        Level("G", "Green", Meaning.ON_TRACK, "On track."),
        Level("P", "Paused", Meaning.OTHER, "Stopped for now."),
    ),
)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(council(database))


def words_only(*labels: str) -> Key:
    meanings = {"On track": Meaning.ON_TRACK, "Slipped": Meaning.SLIPPED, "Complete": Meaning.COMPLETE,
                "Completed": Meaning.COMPLETE}  # fmt: skip
    return Key(False, tuple(Level(label, label, meanings[label]) for label in labels))


def reports(round: str, *grades: str | None, key: Key = documents.KEY, on: date | None = None) -> Proposal:
    """The document with one answer in this round for each recommendation, and no doubts of its reader's."""
    whole = documents.proposal(key=key, doubts=())
    ones = tuple(
        replace(one, sub_actions=(), updates=(ProposedUpdate(round, on, grade, evidence=f"{round}: {grade}."),))
        for one, grade in zip(whole.recommendations, grades, strict=True)
    )
    return replace(whole, recommendations=ones, reported=documents.Dated())


def codes(intake: IntakeView) -> set[str]:
    return {doubt.code for doubt in intake.doubts}


def answers(desk: Desk, plan_id: int) -> dict[str, list[tuple[str | None, str, str]]]:
    """By round: grade, the document's words for it, and the evidence, of the versions that count."""
    table, version = round_tables.Update, round_tables.UpdateVersion
    with Session(desk.here.database.engine) as session:
        rows = session.execute(
            select(col(round_tables.Round.label), version)
            .join(table, col(table.round_id) == col(round_tables.Round.id))
            .join(version, col(version.update_id) == col(table.id))
            .where(col(round_tables.Round.plan_id) == plan_id, col(version.number) == col(table.version))
            .order_by(col(round_tables.Round.id), col(table.recommendation_id))
        ).all()
        found: dict[str, list[tuple[str | None, str, str]]] = {}
        for label, row in rows:
            found.setdefault(label, []).append((row.grade_code, row.grade_text, row.evidence))
    return found


def statuses(desk: Desk, plan_id: int) -> list[str]:
    with Session(desk.here.database.engine) as session:
        rows = session.scalars(
            select(Latest).where(col(Latest.plan_id) == plan_id).order_by(col(Latest.recommendation_id))
        ).all()
        return [row.status for row in rows]


def scheme(desk: Desk, plan_id: int) -> list[tuple[str, Meaning]]:
    with Session(desk.here.database.engine, info={"memory": desk.here.database._memory}) as session:
        found = scheme_of(session, session.get_one(plan_tables.Plan, plan_id).scheme_id)
    return [(grade.code, grade.meaning) for grade in found.grades]


def collects(desk: Desk, plan_id: int, label: str, grade: str) -> None:
    """Asha answers recommendation 1 in a round that the bot has opened; then it is closed."""
    database = desk.here.database
    round = database.write_now(rounds.open_round, person=desk.clerk, moment=moment(), plan_id=plan_id, label=label,
                               period_on=date(2024, 7, 31))  # fmt: skip
    first = database.read_now(plans.recommendation_ids, plan_id=plan_id)["1"]
    database.write_now(
        updates.save, person=desk.here.people["asha"], moment=moment(), recommendation_id=first, round_id=round.id,
        given=Given(evidence="Collected here.", grade=grade), based_on=0,
    )  # fmt: skip
    with Session(database.engine) as session:
        row = session.scalars(select(round_tables.Update).where(col(round_tables.Update.round_id) == round.id)).one()
        row.sent_version = row.version
        session.add(row)
        session.commit()
    database.write_now(rounds.close_round, person=desk.clerk, moment=moment(), round_id=round.id)


# ---- keys
def test_a_turned_key_changes_no_grade_that_was_recorded(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    before, was = scheme(desk, done.plan_id), statuses(desk, done.plan_id)
    assert was == ["complete", "on_track", "slipped"]
    intake = desk.has(reports("January 2024", "4", "3", "2", key=TURNED, on=date(2024, 1, 31)), "two", 100)
    (doubt,) = [one for one in intake.doubts if one.code == "key_clashes"]
    assert doubt.is_worst
    assert "1 is “Not achieved” in it and “Fully achieved” in the plan" in doubt.message
    assert intake.comparison is not None
    assert intake.comparison.plan == ()
    with pytest.raises(Refusal, match="doubts"):
        desk.confirms(intake, leaving=False)
    desk.confirms(intake)
    assert scheme(desk, done.plan_id) == before
    assert statuses(desk, done.plan_id) == was
    assert [grade for grade, _, _ in answers(desk, done.plan_id)["January 2024"]] == ["1", "2", "3"]


def test_new_answers_in_a_turned_key_are_stored_by_what_they_mean(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    desk.imports(reports("July 2024", "4", "3", "1", key=TURNED, on=date(2024, 7, 31)), "two", 100)
    assert [(grade, words) for grade, words, _ in answers(desk, done.plan_id)["July 2024"]] == [
        ("1", "4 – Fully achieved"), ("2", "3 – On track"), ("4", "1 – Not achieved"),
    ]  # fmt: skip


def test_a_grade_that_nothing_fits_is_asked_and_else_kept_in_its_words(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    intake = desk.has(reports("July 2024", "B", "G", "P", key=COLOURS, on=date(2024, 7, 31)), "two", 100)
    assert codes(intake) == {"key_otherwise", "grade_not_in_plan"}
    assert "B – Blue is stored as 1 – Fully achieved." in (intake.comparison.told if intake.comparison else ())
    with pytest.raises(Refusal, match="no grade of the plan"):
        desk.answers(intake, "grade_not_in_plan", AnswerKind.TYPED, "purple")
    desk.confirms(intake)
    assert [(grade, words) for grade, words, _ in answers(desk, done.plan_id)["July 2024"]] == [
        ("1", "B – Blue"), ("2", "G – Green"), (None, "P – Paused"),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), [(AnswerKind.PICKED, "3 – Slipped"), (AnswerKind.TYPED, "slipped")])
def test_a_grade_that_nothing_fits_is_what_the_clerk_says(desk: Desk, kind: AnswerKind, said: str) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    intake = desk.has(reports("July 2024", "B", "G", "P", key=COLOURS, on=date(2024, 7, 31)), "two", 100)
    desk.answers(intake, "grade_not_in_plan", kind, said)
    desk.confirms(intake)
    assert answers(desk, done.plan_id)["July 2024"][2][:2] == ("3", "P – Paused")


def test_words_that_come_into_use_are_added_to_a_key_of_words(desk: Desk) -> None:
    first = reports("January 2024", "On track", "Slipped", "Slipped", key=words_only("On track", "Slipped"))
    done = desk.imports(first)
    second = reports("April 2024", "Complete", "Slipped", None, key=words_only("Complete", "Slipped"))
    intake = desk.has(second, "two", 90)
    assert intake.comparison is not None
    assert [(one.field, one.after) for one in intake.comparison.plan] == [
        ("Grading key", "On track, Slipped, Complete")
    ]
    desk.confirms(intake)
    assert [grade for grade, _, _ in answers(desk, done.plan_id)["April 2024"]] == ["Complete", "Slipped", None]
    assert statuses(desk, done.plan_id)[:2] == ["complete", "slipped"]
    third = reports("July 2024", "Completed", "On track", None, key=words_only("Completed", "On track"))
    desk.imports(third, "three", 180)
    assert answers(desk, done.plan_id)["July 2024"][0][:2] == ("Complete", "Completed")
    assert [code for code, _ in scheme(desk, done.plan_id)] == ["On track", "Slipped", "Complete"]


# ---- rounds
@pytest.mark.parametrize("label", ["Jul 2024", "31 July 2024", "JULY, 2024", "July 2024"])
def test_another_spelling_of_a_month_is_the_round_that_was_collected(desk: Desk, label: str) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    collects(desk, done.plan_id, "July 2024", "3")
    desk.imports(reports(label, "2", "2", "2", on=date(2024, 7, 31)), "two", 100)
    there = answers(desk, done.plan_id)
    assert set(there) == {"January 2024", "July 2024"}
    assert there["July 2024"][0] == ("3", "", "Collected here.")
    assert statuses(desk, done.plan_id) == ["slipped", "on_track", "on_track"]


def test_what_may_be_a_recorded_round_is_asked(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    collects(desk, done.plan_id, "July 2024", "3")
    quarterly = reports("Summer review, July 2024", "2", "2", "2", on=date(2024, 7, 31))
    intake = desk.has(quarterly, "two", 100)
    (doubt,) = intake.doubts
    assert (doubt.code, doubt.is_worst, doubt.candidates) == ("round_perhaps_same", True, ("July 2024",))
    desk.answers(intake, "round_perhaps_same", AnswerKind.PICKED, "July 2024")
    desk.confirms(intake)
    assert answers(desk, done.plan_id)["July 2024"][0][2] == "Collected here."


def test_a_round_of_its_own_in_the_same_month_does_not_count_before_what_was_collected(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    collects(desk, done.plan_id, "July 2024", "3")
    desk.imports(reports("Summer review, July 2024", "2", "2", "2", on=date(2024, 7, 31)), "two", 100)
    assert "Summer review, July 2024" in answers(desk, done.plan_id)
    assert statuses(desk, done.plan_id)[0] == "slipped"


def test_two_spellings_in_one_document_are_one_round_unless_they_stand_side_by_side(desk: Desk) -> None:
    whole = reports("July 2024", "1", "2", "3")
    first, second, third = whole.recommendations
    second = replace(second, updates=(ProposedUpdate("Jul 2024", grade="2", evidence="Two."),))
    done = desk.imports(replace(whole, recommendations=(first, second, third)))
    assert set(answers(desk, done.plan_id)) == {"July 2024"}


def test_an_open_round_is_known_by_its_month_too(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    desk.here.database.write_now(rounds.open_round, person=desk.clerk, moment=moment(), plan_id=done.plan_id,
                                 label="July 2024", period_on=date(2024, 7, 31))  # fmt: skip
    intake = desk.has(reports("Jul 2024", "2", "2", "2", on=date(2024, 7, 31)), "two", 100)
    assert intake.comparison is not None
    assert intake.comparison.left_out == {"July 2024": 3}
    assert intake.comparison.added == 0


def test_a_round_that_is_opened_before_the_press_is_asked_about_first(desk: Desk) -> None:
    done = desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    intake = desk.has(reports("Summer review, July 2024", "2", "2", "2", on=date(2024, 7, 31)), "two", 100)
    assert intake.doubts == ()
    collects(desk, done.plan_id, "July 2024", "3")
    now = desk.sees(intake)
    overtaken = desk.here.database.write_now(
        apply.confirm, person=desk.clerk, moment=moment(), intake_id=now.id, seen=now.stamp, leaving=True
    )
    assert isinstance(overtaken, Overtaken)
    assert codes(overtaken.intake) == {"round_perhaps_same"}


def test_an_undated_round_is_given_its_month(desk: Desk) -> None:
    intake = desk.has(reports("", "1", "2", "3"))
    with pytest.raises(Refusal, match="name of a round"):
        desk.answers(intake, "round_not_dated", AnswerKind.TYPED, "which are slipped for Asha?")
    desk.answers(intake, "round_not_dated", AnswerKind.TYPED, "July 2024")
    done = desk.confirms(intake)
    with Session(desk.here.database.engine) as session:
        row = session.scalars(select(round_tables.Round).where(col(round_tables.Round.plan_id) == done.plan_id)).one()
    assert (row.label, row.period_on) == ("July 2024", date(2024, 7, 31))


def test_the_next_undated_document_writes_over_nothing(desk: Desk) -> None:
    done = desk.imports(reports("", "2", "3", "3"))
    intake = desk.has(reports("", "1", "2", "2"), "two", 90)
    assert [(one.code, one.is_worst) for one in intake.doubts] == [("round_again", True)]
    desk.confirms(intake, 90)
    there = answers(desk, done.plan_id)
    assert [grade for grade, _, _ in there["Undated"]] == ["2", "3", "3"]
    assert [grade for grade, _, _ in there["Undated (2)"]] == ["1", "2", "2"]
    assert statuses(desk, done.plan_id) == ["complete", "on_track", "on_track"]


def test_the_next_undated_document_may_be_named_or_be_the_same_again(desk: Desk) -> None:
    done = desk.imports(reports("", "2", "3", "3"))
    named = desk.has(reports("", "1", "2", "2"), "two", 90)
    desk.answers(named, "round_again", AnswerKind.TYPED, "October 2024")
    desk.confirms(named, 90)
    assert set(answers(desk, done.plan_id)) == {"Undated", "October 2024"}
    same = desk.has(reports("", "2", "3", "4"), "three", 91)
    desk.answers(same, "round_again", AnswerKind.PICKED, "Undated")
    desk.confirms(same, 91)
    assert [grade for grade, _, _ in answers(desk, done.plan_id)["Undated"]] == ["2", "3", "4"]


# ---- what is counted
def test_the_comparison_counts_the_answers_that_would_be_added(desk: Desk) -> None:
    desk.imports(reports("January 2024", "1", "2", "3", on=date(2024, 1, 31)))
    intake = desk.has(reports("July 2024", "1", "2", "3", on=date(2024, 7, 31)), "two", 100)
    assert intake.comparison is not None
    assert (len(intake.comparison.changed), intake.comparison.same, intake.comparison.added) == (0, 3, 3)
    assert not intake.comparison.is_empty
    assert desk.confirms(intake).updates == 3


def test_pressed_twice_tells_what_was_done(desk: Desk) -> None:
    desk.imports(documents.proposal())
    intake = desk.has(reports("July 2024", "1", "2", "3", on=date(2024, 7, 31)), "two", 100)
    done = desk.confirms(intake)
    again = desk.here.database.write_now(
        apply.confirm, person=desk.clerk, moment=moment(), intake_id=intake.id, seen=intake.stamp, leaving=True
    )
    assert isinstance(again, Imported)
    assert again == done


# ---- names and permission
def test_a_clerk_of_one_plan_cannot_aim_at_another(desk: Desk) -> None:
    desk.imports(documents.proposal())
    tess = desk.here.people["tess"]
    with Session(desk.here.database.engine) as session:
        plan = session.scalars(select(plan_tables.Plan).order_by(col(plan_tables.Plan.id))).first()
        assert plan is not None
        other = session.scalars(select(plan_tables.Plan).order_by(col(plan_tables.Plan.id).desc())).first()
        assert other is not None
        session.add(RoleHolding(person_id=tess.id, role=Role.CLERK, plan_id=other.id))
        session.commit()
        title = plan.title
    desk.here.people["tess"] = desk.here.database.read_now(people.person_by_id, person_id=tess.id)
    limited = replace(desk, who="tess")
    whole = replace(documents.proposal(doubts=()), subject="Bins and Streets")
    ones = tuple(replace(one, text=f"{one.text} In bins.") for one in whole.recommendations)
    intake = limited.has(replace(whole, recommendations=ones), "three")
    assert intake.plan_id is None
    with pytest.raises(Refusal, match="which you may not import"):
        desk.here.database.write_now(
            intakes.name_plan, person=limited.clerk, moment=moment(), intake_id=intake.id, title=title
        )
    assert limited.sees(intake).title == "Bins and Streets"


def test_somebody_elses_email_is_asked_about(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    mo = desk.here.people["mo"]
    with pytest.raises(Refusal, match=rf"That e-mail is {mo.name}'s"):
        desk.chooses(intake, "Zed Quince", OwnerChoice.CREATE, email=mo_email(desk))
    assert next(one for one in desk.sees(intake).owners if one.text == "Zed Quince").is_open


def test_one_email_for_two_names_is_asked_about(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    desk.chooses(intake, "Zed Quince", OwnerChoice.CREATE, email="zed@lowmere.example")
    with pytest.raises(Refusal, match="same as Zed Quince"):
        desk.chooses(intake, "Brin Calloway", OwnerChoice.CREATE, email="ZED@lowmere.example")
    desk.chooses(intake, "Brin Calloway", OwnerChoice.CREATE, email="ZED@lowmere.example", sure=True)


def mo_email(desk: Desk) -> str:
    return desk.here.people["mo"].email


def test_without_a_link_officer_one_can_be_named(desk: Desk) -> None:
    with Session(desk.here.database.engine) as session:
        session.execute(delete(RoleHolding).where(col(RoleHolding.role) == Role.LINK_OFFICER))
        session.commit()
    intake = desk.has(replace(documents.proposal(), link_officers=()))
    assert not intake.has_link_officer
    assert "no_link_officer" in codes(intake)
    named = desk.answers(intake, "no_link_officer", AnswerKind.TYPED, "Lena Marsh")
    assert named.has_link_officer
    assert desk.confirms(intake).link_officers == ("Lena Marsh",)


@pytest.mark.parametrize("value", ["7a", "4.2", "R12", "CYP-03 b", "IV", "12.", "Rec 3", "1.2.3"])
def test_numbers_as_they_are_printed_are_taken(value: str) -> None:
    checking.check_typed("number", value)


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "which are slipped for Asha?"), ("number", "the second one of these"), ("number", "Plant"),
     ("round", "we were told that this will all be done by the summer of next year"), ("owners", "who is that?"),
     ("sub_actions[1].number", "see above please"), ("section", "what is this?")],
)  # fmt: skip
def test_a_sentence_or_a_question_is_no_value(field: str, value: str) -> None:
    with pytest.raises(Refusal, match="is hardly"):
        checking.check_typed(field, value)
