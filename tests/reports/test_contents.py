"""What a paper says is what the record says, as of the round, for those who may have it."""

from datetime import date

import pytest
from sqlmodel import Session, select

from storage import decisions, due_dates, reviews
from storage.database import Database
from storage.errors import Refusal
from storage.reporting.contents import paper
from storage.reporting.facts import fields
from storage.reporting.movement import counts, movement
from storage.reporting.naming import House
from storage.reporting.paper import Item, Paper
from storage.tables.plans import Plan
from storage.tables.rounds import UpdateVersion
from storage.views import Sheet
from storage.vocabulary import Ruling, UpdateState, Verdict
from tests.builders import TITLE, Council, council, moment


def of(here: Council, who: str = "cleo", round_id: int | None = None, days: float = 30) -> Paper:
    return here.database.read_now(
        paper, person=here.people[who], moment=moment(days), plan_id=here.plan_id, round_id=round_id
    )


def named(found: Paper, number: str) -> Item:
    return next(item for item in found.items if item.number == number)


def decided(
    here: Council, which: str, grade: str, days: float, *, signed_off: bool = False, comment: str = ""
) -> Sheet:
    return here.database.write_now(
        decisions.decide, person=here.people["cleo"], moment=moment(days),
        recommendation_id=here.recommendations[which], round_id=here.round_id, grade=grade,
        decided_on=moment(days).today, signed_off=signed_off, comment=comment,
    )  # fmt: skip


def two_rounds(database: Database) -> tuple[Council, Council]:
    """July: 1 achieved and signed off, 2 on track and changed to slipped, its date moved. October: 2 answered again."""
    july = council(database)
    july.saved("asha", "1", 0, evidence="44 schools have a lead.", impact="Heads say it helps.", grade="1")
    july.saved("asha", "2", 0, evidence="The survey went out.", grade="2")
    july.submit("asha")
    july.saved("asha", "2", 1, evidence="A draft nobody sent.", grade="4")
    july.close_round(10)
    decided(july, "1", "1", 20, signed_off=True, comment="With thanks.")
    decided(july, "2", "3", 20, comment="The survey is late.")
    database.write_now(
        due_dates.move_due_date, person=july.people["cleo"], moment=moment(40),
        recommendation_id=july.recommendations["2"], text="March 2025", reason="Few replied.",
    )  # fmt: skip
    october = july.in_round(july.round_called("October 2024", date(2024, 10, 31), 90))
    october.saved("bryn", "2", 0, days=95, evidence="312 replies came in.", grade="2")
    october.submit("bryn", 96)
    return july, october


def test_what_was_sent_counts_and_a_draft_does_not(database: Database) -> None:
    july, _ = two_rounds(database)
    found = of(july, round_id=july.round_id)
    update = named(found, "2").reported[july.round_id]
    assert (update.evidence, update.proposed and update.proposed.code) == ("The survey went out.", "2")
    assert [item.number for item in found.items] == ["1", "2", "3", ""]
    assert [item.number for item in found.silent] == ["3", ""]


def test_grades_are_proposed_confirmed_or_changed(database: Database) -> None:
    july, october = two_rounds(database)
    found = of(october)
    first, second = named(found, "1").reported[july.round_id], named(found, "2")
    assert first.ruled is not None
    assert (first.ruled.ruling, first.ruled.comment, first.state) == (
        Ruling.CONFIRMED,
        "With thanks.",
        UpdateState.SIGNED_OFF,
    )
    changed = second.reported[july.round_id].ruled
    assert changed is not None
    assert (changed.ruling, changed.grade and changed.grade.code) == (Ruling.CHANGED, "3")
    assert second.reported[october.round_id].ruled is None
    assert second.grade_in(found.rounds[0]) == found.scheme.grade("3")


def test_what_is_signed_off_is_listed_in_later_papers_and_was_outstanding_in_its_own(database: Database) -> None:
    july, october = two_rounds(database)
    assert [item.number for item in of(october).closed] == ["1"]
    assert [item.number for item in of(october).outstanding] == ["2", "3", ""]
    own = of(october, round_id=july.round_id)
    assert own.closed == ()
    assert [item.number for item in movement(own).signed_off] == ["1"]


def test_what_came_after_a_round_is_not_in_its_paper(database: Database) -> None:
    july, october = two_rounds(database)
    database.write_now(
        due_dates.move_due_date, person=july.people["cleo"], moment=moment(100),
        recommendation_id=july.recommendations["2"], text="June 2025", reason="Again.",
    )  # fmt: skip
    before, after = named(of(july, round_id=july.round_id), "2"), named(of(october), "2")
    assert [move.due.text for move in before.dates] == ["December 2024", "March 2025"]
    assert [move.due.text for move in after.dates] == ["December 2024", "March 2025", "June 2025"]
    assert after.due.moved == 2
    assert set(before.reported) == {july.round_id}


def test_what_changed_since_last_time_is_told(database: Database) -> None:
    _, october = two_rounds(database)
    moved = movement(of(october))
    assert [(step.item.number, step.before.code, step.now.code) for step in moved.better] == [("2", "3", "2")]
    assert moved.worse == ()
    assert [(item.number, move.reason) for item, move in moved.moved] == [("2", "Few replied.")]
    assert [item.number for item in moved.silent] == ["3", ""]


def test_counts_add_up_to_the_plan_in_every_round(database: Database) -> None:
    _, october = two_rounds(database)
    first, second = counts(of(october))
    assert (first.graded, first.silent, first.closed, first.total) == ((1, 0, 1, 0), 2, 0, 4)
    assert (second.graded, second.silent, second.closed, second.total) == ((0, 1, 0, 0), 2, 1, 4)


def test_who_answered_for_whom_is_in_it(database: Database) -> None:
    here = council(database)
    here.saved("lena", "3", 0, evidence="The Trust has trained 12 nurses.", grade="2")
    here.submit("lena")
    update = named(of(here), "3").reported[here.round_id]
    assert update.by is not None
    assert (update.by.name, update.by.job_title, update.on_behalf_of) == (
        "Lena Marsh",
        "link officer",
        "Mere Valley NHS Trust",
    )


def test_what_was_returned_is_there_and_says_so(database: Database) -> None:
    here = council(database)
    here.saved("asha", "1", 0, evidence="As above.", impact="x", grade="1")
    here.submit("asha")
    database.write_now(
        reviews.review, person=here.people["cleo"], moment=moment(1), recommendation_id=here.recommendations["1"],
        round_id=here.round_id, version=1, verdict=Verdict.RETURNED, comment="Above what?",
    )  # fmt: skip
    assert named(of(here), "1").reported[here.round_id].state is UpdateState.RETURNED


def test_a_paper_is_a_draft_until_its_round_is_closed(database: Database) -> None:
    here = council(database)
    assert of(here).draft
    here.close_round(5)
    assert not of(here).draft


@pytest.mark.parametrize(
    ("who", "may"), [("cleo", True), ("lena", True), ("mo", True), ("asha", False), ("ada", False)]
)
def test_who_looks_after_the_plan_may_have_it_and_nobody_else(sqlite_database: Database, who: str, may: bool) -> None:
    here = council(sqlite_database)
    if may:
        assert of(here, who).title == TITLE
    else:
        with pytest.raises(Refusal, match="Ask the scrutiny team"):
            of(here, who)


def test_what_came_with_the_plans_document_is_in_it(database: Database) -> None:
    """A grade that the scheme does not have, future actions, and link officers whom nobody has given the role."""
    here = council(database)
    here.saved("asha", "1", 0, evidence="44 schools have a lead.")
    here.submit("asha")
    database.write_now(as_a_document_says, plan_id=here.plan_id)
    read = of(here)
    said = fields(read, House("Lowmere Council")).outstanding[0].latest
    assert (said.grade, said.assessment, said.future) == ("Purple", "Purple", "Visit the other eight.")
    assert [officer.name for officer in read.link_officers] == ["Nia Bowen", "Tom Hale"]


def as_a_document_says(session: Session, *, plan_id: int) -> None:
    for version in session.exec(select(UpdateVersion)):
        version.grade_text, version.future = "Purple", "Visit the other eight."
        session.add(version)
    plan = session.get_one(Plan, plan_id)
    plan.link_officers = ["Nia Bowen", "Tom Hale"]
    session.add(plan)
