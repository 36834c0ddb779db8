"""A press on a long document finds it as it was found a moment ago, and never otherwise than it is."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from sqlmodel import Session

from storage import decisions, due_dates
from storage.database import Database
from storage.errors import Refusal
from storage.importing import choosing, intakes
from storage.importing.proposal import Dated, Proposal, ProposedUpdate
from storage.importing.sight import see
from storage.vocabulary import AnswerKind
from tests import documents
from tests.builders import TITLE, Council, council, moment
from tests.counting import calls_of
from tests.storage.test_importing import Desk

LONG = 600


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(council(database))


def long(due: Dated, **changes: object) -> Proposal:
    ones = tuple(
        documents.one(n, f"Thing {n} is done in the way of number {n}.", due=due,
                      updates=(ProposedUpdate("January 2024", date(2024, 1, 31), "2", evidence=f"Step {n}."),))
        for n in range(1, LONG + 1)
    )  # fmt: skip
    return replace(documents.proposal(doubts=documents.doubts()[1:3]), recommendations=ones, **changes)  # type: ignore[arg-type]


def test_a_second_look_at_a_long_document_is_little_work(desk: Desk) -> None:
    desk.imports(long(Dated("May 2024", date(2024, 5, 31))))
    intake = desk.has(long(Dated("June 2024", date(2024, 6, 30))), "two")
    first, shown = calls_of(lambda: desk.sees(intake))
    again, same = calls_of(lambda: desk.sees(intake))
    assert shown == same
    assert len(same.comparison.changed if same.comparison else ()) == LONG
    assert again < first / 5


def test_an_answer_to_a_doubt_of_a_long_document_is_little_work(desk: Desk) -> None:
    intake = desk.has(long(Dated("May 2024", date(2024, 5, 31))))
    read, _ = calls_of(lambda: desk.sees(intake))
    doubt = desk.sees(intake).doubts[0]
    answering, _ = calls_of(
        lambda: desk.here.database.write_now(
            choosing.answer, person=desk.clerk, moment=moment(), doubt_id=doubt.id, seen=doubt.version,
            kind=AnswerKind.RIGHT,
        )
    )  # fmt: skip
    assert answering < read / 2


# ---- what is remembered is what is true
TEXTS = ("Every school names a lead for young carers.", "Young carers are asked what helps them.",
         "Transport passes are offered.")  # fmt: skip


def newer(**changes: object) -> Proposal:
    """A newer version of the small council's own plan, which has left recommendation 3 out."""
    july = ProposedUpdate("July 2024", date(2024, 7, 31), "2", evidence="As the document has it.")
    ones = tuple(documents.one(n, text, due=Dated("March 2025", date(2025, 3, 31)), updates=(july,))
                 for n, text in zip((1, 2, 4), TEXTS, strict=True))  # fmt: skip
    return replace(documents.proposal(subject=TITLE, doubts=()), recommendations=ones, **changes)  # type: ignore[arg-type]


def saves(here: Council) -> None:
    here.saved("asha", "1", evidence="Forty schools have one.", impact="Fewer are missed.", grade="1")


def saves_again(here: Council) -> None:
    here.saved("asha", "1", based_on=1, evidence="As the document has it.", impact="Fewer are missed.", grade="2")


def submits(here: Council) -> None:
    here.submit("asha")
    here.saved("lena", "3", evidence="They all know.", impact="Nobody is missed.", grade="1")
    here.submit("lena")


def closes(here: Council) -> None:
    here.close_round()


def signs_off(here: Council) -> None:
    """Recommendation 3, which the document has left out and so would be gone."""
    here.database.write_now(
        decisions.decide, person=here.people["cleo"], moment=moment(), recommendation_id=here.recommendations["3"],
        round_id=here.round_id, grade="1", decided_on=date(2024, 9, 1), signed_off=True,
    )  # fmt: skip


def opens(here: Council) -> None:
    here.round_called("October 2024", date(2024, 10, 31))


def moves_a_date(here: Council) -> None:
    here.database.write_now(
        due_dates.move_due_date, person=here.people["cleo"], moment=moment(), text="March 2025", reason="Agreed.",
        recommendation_id=here.recommendations["2"],
    )  # fmt: skip


def imports_another(here: Council) -> None:
    Desk(here).imports(newer(organisation="Lowmere Council of Old"), "three")


def test_whatever_happens_to_the_plan_is_seen_at_the_next_look(desk: Desk) -> None:
    """What a program that remembers shows is what one that remembers nothing shows."""
    intake = desk.has(newer(), "two")
    seen = [desk.sees(intake).comparison]
    for happens in (saves, saves_again, moves_a_date, submits, closes, signs_off, opens, imports_another):
        happens(desk.here)
        other = Database(desk.here.database.engine.url.render_as_string(hide_password=False))
        shown = desk.sees(intake)
        assert shown == replace(desk, here=replace(desk.here, database=other)).sees(intake), happens.__name__
        other.close()
        seen.append(shown.comparison)
    assert sum(one != before for before, one in pairwise(seen)) >= 5


def test_an_answer_that_came_to_nothing_is_not_remembered(desk: Desk) -> None:
    intake = desk.has(newer(), "two")

    def fails(session: Session) -> None:
        intakes.aim(session, person=desk.clerk, moment=moment(), intake_id=intake.id, plan_id=None)
        see(session, person=desk.clerk, intake_id=intake.id)
        raise Refusal("No.")

    def works(session: Session) -> None:
        intakes.name_plan(session, person=desk.clerk, moment=moment(), intake_id=intake.id, service="Parks")

    with pytest.raises(Refusal):
        desk.here.database.write_now(fails)
    desk.here.database.write_now(works)
    shown = desk.sees(intake)
    assert (shown.service, shown.plan_id) == ("Children", desk.here.plan_id)
    assert shown.comparison is not None
