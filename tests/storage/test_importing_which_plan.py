"""Which plan a document is a version of: never a second one unasked, never another one by its name alone, and nobody is told
of a plan that they do not look after."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from storage import people
from storage.database import Database
from storage.errors import Refusal
from storage.importing import apply, intakes
from storage.importing.proposal import Proposal
from storage.importing.settled import Settled
from storage.importing.sight import see
from storage.importing.views import Imported, IntakeView, Overtaken
from storage.tables import plans as plan_tables
from storage.tables.people import RoleHolding
from storage.vocabulary import AnswerKind, Role
from tests import documents
from tests.builders import TITLE, council, moment
from tests.storage.test_importing import Desk

TEXTS = ("Plant trees in the park and tell the schools.", "Dig the pond out before the spring.",
         "Mend the gates at all three entrances.", "Publish when the paths are swept.")  # fmt: skip
REWORDED = ("Plant forty trees in the park, and tell all the schools.", "Dig the pond out well before the spring comes.",
            "Mend the gates at the three entrances.", "Say on the website when paths are clean.")  # fmt: skip
OTHERS = ("Every tenant is told whom to ring.", "Letters are answered in ten days.", "Complaints are counted monthly.",
          "A surveyor visits each block.")  # fmt: skip


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(council(database))


def tracker(name: str, texts: tuple[str, ...], heading: str = "") -> Proposal:
    """A tracker that is called by its file, unless it has a heading."""
    ones = tuple(documents.one(n, text) for n, text in enumerate(texts, 1))
    return replace(documents.proposal(doubts=()), file=f"{name}.docx", subject="", title=heading, recommendations=ones)


def codes(intake: IntakeView) -> list[str]:
    return [doubt.code for doubt in intake.blocking]


def how_many_plans(desk: Desk) -> int:
    with Session(desk.here.database.engine) as session:
        return len(session.exec(select(plan_tables.Plan)).all())


def test_a_tracker_without_a_title_that_comes_again_begins_no_second_plan_unasked(desk: Desk) -> None:
    done = desk.imports(tracker("Parks log", TEXTS))
    intake = desk.has(tracker("Autumn return", REWORDED), "two")
    assert (intake.plan_id, codes(intake)) == (None, ["which_plan"])
    assert intake.blocking[0].candidates == ("Parks log",)
    with pytest.raises(Refusal, match="doubts that matter"):
        desk.confirms(intake, leaving=False)
    taken = desk.answers(intake, "which_plan", AnswerKind.PICKED, "Parks log")
    assert (taken.plan_id, codes(taken)) == (done.plan_id, [])
    plans = how_many_plans(desk)
    assert desk.confirms(intake).plan_id == done.plan_id
    assert how_many_plans(desk) == plans


@pytest.mark.parametrize("says", ["right", "its own"])
def test_it_may_be_a_plan_of_its_own(desk: Desk, says: str) -> None:
    done = desk.imports(tracker("Parks log", TEXTS))
    intake = desk.has(tracker("Autumn return", REWORDED), "two")
    if says == "right":
        desk.answers(intake, "which_plan", AnswerKind.RIGHT)
    else:
        desk.here.database.write_now(intakes.aim, person=desk.clerk, moment=moment(), intake_id=intake.id, plan_id=None)
    assert codes(desk.sees(intake)) == []
    assert desk.confirms(intake, leaving=False).plan_id != done.plan_id


@pytest.mark.parametrize(("first", "second"), [
    ("Parks tracker July 2024", "Parks tracker October 2024"),
    ("Parks tracker", "Parks tracker v2 final"),
    ("Parks tracker (Jul)", "Parks tracker (Oct)"),
])  # fmt: skip
def test_a_name_that_differs_by_its_date_alone_is_asked_about(desk: Desk, first: str, second: str) -> None:
    desk.imports(tracker(first, TEXTS))
    assert desk.has(tracker(second, OTHERS), "two").blocking[0].candidates == (first,)


def test_a_name_alone_makes_no_newer_version(desk: Desk) -> None:
    """Two texts that were pasted are both called "Pasted text"; two reviews may both be headed "Action plan"."""
    desk.imports(tracker("Pasted text", TEXTS, "Action plan"))
    intake = desk.has(tracker("Pasted text", OTHERS, "Action plan"), "two")
    assert (intake.plan_id, codes(intake)) == (None, ["which_plan"])


def test_what_has_nothing_of_any_plan_is_asked_nothing(desk: Desk) -> None:
    desk.imports(tracker("Parks log", TEXTS))
    assert codes(desk.has(tracker("Housing", OTHERS), "two")) == []


def test_two_versions_in_hand_at_once_are_one_plan_or_asked(desk: Desk) -> None:
    first, second = desk.has(tracker("Parks log", TEXTS)), desk.has(tracker("Autumn return", REWORDED), "two")
    assert codes(second) == []
    desk.confirms(first)
    now = desk.sees(second)
    overtaken = desk.here.database.write_now(
        apply.confirm, person=desk.clerk, moment=moment(), intake_id=now.id, seen=now.stamp, leaving=True
    )
    assert isinstance(overtaken, Overtaken)
    assert codes(overtaken.intake) == ["which_plan"]


@pytest.mark.parametrize("value", ["Another Plan", TITLE])
def test_only_a_plan_that_was_offered_is_an_answer(desk: Desk, value: str) -> None:
    desk.imports(tracker("Parks log", TEXTS))
    intake = desk.has(tracker("Autumn return", REWORDED), "two")
    with pytest.raises(Refusal, match="newer version of"):
        desk.answers(intake, "which_plan", AnswerKind.TYPED, value)


# ---- somebody who looks after some plans only
@pytest.fixture
def limited(desk: Desk) -> Desk:
    """Tess, clerk of the small council's own plan and of no other."""
    tess = desk.here.people["tess"]
    with Session(desk.here.database.engine) as session:
        session.add(RoleHolding(person_id=tess.id, role=Role.CLERK, plan_id=desk.here.plan_id))
        session.commit()
    desk.here.people["tess"] = desk.here.database.read_now(people.person_by_id, person_id=tess.id)
    return replace(desk, who="tess")


def renamed(desk: Desk, plan_id: int, title: str) -> None:
    with Session(desk.here.database.engine) as session:
        row = session.exec(select(plan_tables.Plan).where(col(plan_tables.Plan.id) == plan_id)).one()
        row.title = title
        session.add(row)
        session.commit()


@pytest.mark.parametrize("texts", [TEXTS, (*TEXTS[:3], "And one more thing.")])
def test_what_another_clerk_has_imported_is_not_told_to_a_clerk_of_other_plans(
    desk: Desk, limited: Desk, texts: tuple[str, ...]
) -> None:
    done = desk.imports(tracker("Parks log", TEXTS))
    renamed(desk, done.plan_id, "Secret Review")
    with pytest.raises(Refusal, match="a plan which you do not look after") as refused:
        limited.begins(tracker("Parks log", texts))
    assert "Secret" not in refused.value.sentence
    assert "Cleo" not in refused.value.sentence


def test_a_clerk_of_other_plans_is_offered_none_of_them(desk: Desk, limited: Desk) -> None:
    desk.imports(tracker("Parks log", TEXTS))
    assert codes(limited.has(tracker("Autumn return", REWORDED), "two")) == []


def test_what_a_colleague_has_in_hand_is_for_those_who_look_after_all_plans(desk: Desk, limited: Desk) -> None:
    intake = desk.has(tracker("Parks log", TEXTS))
    assert desk.here.database.read_now(intakes.in_hand, person=limited.clerk) == ()
    for refused in (lambda: limited.sees(intake), lambda: limited.begins(tracker("Parks log", TEXTS))):
        with pytest.raises(Settled, match="a plan which you do not look after"):
            refused()


def test_a_clerk_of_some_plans_brings_in_a_new_one_and_is_told_of_it_twice(desk: Desk, limited: Desk) -> None:
    intake = limited.has(tracker("Parks log", TEXTS))
    done = limited.confirms(intake)
    again = desk.here.database.write_now(
        apply.confirm, person=limited.clerk, moment=moment(), intake_id=intake.id, seen=intake.stamp, leaving=True
    )
    assert isinstance(again, Imported)
    assert again == done
    assert desk.here.database.read_now(see, person=limited.clerk, intake_id=intake.id).plan_id == done.plan_id
