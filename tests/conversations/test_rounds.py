"""A clerk opens a round from the chat, sees who will be asked, and closes it; officers are told."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables.messages import Letter
from storage.tables.rounds import Round
from storage.vocabulary import OutboxState
from tests.builders import TITLE
from tests.conversations.conftest import Town
from tests.conversations.test_documents_arrive import told


def rounds(town: Town) -> dict[str, Round]:
    with Session(town.council.database.engine) as session:
        rows = session.scalars(select(Round).order_by(col(Round.id))).all()
        return {row.label: row for row in rows}


async def test_a_round_is_opened_by_a_sentence_and_everybody_is_told(town: Town) -> None:
    await town.asha.joins()
    asked = await town.cleo.says(f"open round October 2024 for {TITLE} closing 30 November")
    words = told(asked)
    assert "Open the October 2024 round?" in words
    assert "closes on 30 November 2024" in words
    assert "Asha Pryce : 2 recommendations" in words
    assert "Lena Marsh : 1 recommendation" in words
    assert "Cannot be told yet: Bryn Calloway, Lena Marsh" in words
    assert set(rounds(town)) == {"July 2024"}
    done = await town.cleo.presses("open_round", on=asked)
    assert "The October 2024 round is open" in told(done)
    opened = rounds(town)["October 2024"]
    assert (opened.period_on, opened.closes_on) == (date(2024, 10, 31), date(2024, 11, 30))
    await town.running.courier.round()
    letter = told(town.asha.card())
    for words in (
        "The October 2024 round is open",
        "2 recommendations",
        "Please answer by 30 November 2024",
        "not yours",
    ):
        assert words in letter, words
    assert "Every school names a lead" in told(await town.asha.presses("start"))
    with Session(town.council.database.engine) as session:
        states = session.scalars(select(col(Letter.state)).order_by(col(Letter.id))).all()
    assert sorted(states) == sorted([OutboxState.SENT, OutboxState.NOT_INSTALLED, OutboxState.NOT_INSTALLED])


async def test_the_same_in_words(town: Town) -> None:
    await town.cleo.says("open a round October 2024 for young carers closing 30/11/2024")
    assert "Nothing was opened" in told(await town.cleo.says("no"))
    await town.cleo.says("open round October 2024 for young carers")
    assert "is open" in told(await town.cleo.says("yes"))
    assert rounds(town)["October 2024"].closes_on is None


async def test_the_form_asks_for_what_is_missing(town: Town) -> None:
    form = await town.cleo.says("open round")
    assert {"plan", "label", "closes"} <= set(form.inputs)
    plan = str(town.council.plan_id)
    assert "not a date" in told(
        await town.cleo.presses("plan_round", on=form, plan=plan, label="Spring", closes="soonish")
    )
    assert "has passed" in told(
        await town.cleo.presses("plan_round", on=form, plan=plan, label="Spring", closes="1 May 2024")
    )
    shown = await town.cleo.presses("plan_round", on=form, plan=plan, label="Spring", closes="1 May 2025")
    assert "Open the Spring round?" in told(shown)
    await town.cleo.says("yes")
    assert rounds(town)["Spring"].period_on == date(2025, 5, 1)


async def test_an_old_card_opens_nothing(town: Town) -> None:
    old = await town.cleo.says(f"open round October 2024 for {TITLE}")
    await town.cleo.says(f"open round December 2024 for {TITLE}")
    assert "out of date" in told(await town.cleo.presses("open_round", on=old))
    assert set(rounds(town)) == {"July 2024"}


async def test_pressed_twice_a_round_is_opened_once(town: Town) -> None:
    asked = await town.cleo.says(f"open round October 2024 for {TITLE}")
    await town.cleo.presses("open_round", on=asked)
    await town.cleo.says(f"open round October 2024 for {TITLE}")
    assert "is open already" in told(await town.cleo.says("yes"))


@pytest.mark.parametrize("words", ["open round October 2024 for the moon", "open round X for nothing known"])
async def test_a_plan_that_is_not_known_is_said_so(town: Town, words: str) -> None:
    assert f"There are: {TITLE}" in told(await town.cleo.says(words))


async def test_a_round_is_closed_once_what_is_missing_has_been_shown(town: Town) -> None:
    shown = await town.cleo.says("close round July 2024")
    assert "0 of 4 recommendations answered; 4 not" in told(shown)
    assert rounds(town)["July 2024"].closed_at is None
    assert "The July 2024 round is closed" in told(await town.cleo.presses("close_round", on=shown))
    assert rounds(town)["July 2024"].closed_at is not None
    assert "No round is open" in told(await town.cleo.says("close round"))
    assert "wants nothing" in told(await town.asha.says("update")) or "Nothing is waiting" in told(
        town.asha.sees_last()
    )


async def test_several_open_rounds_are_chosen_from(town: Town) -> None:
    await town.cleo.says(f"open round October 2024 for {TITLE}")
    await town.cleo.says("yes")
    several = await town.cleo.says("close round")
    assert "Open rounds: 2" in told(several)
    one = await town.cleo.presses(f"Close October 2024 of {TITLE}", on=several)
    assert "Close the October 2024 round?" in told(one)
    assert "Open rounds: 2" in told(await town.cleo.presses("round_to_close", on=one))
    await town.cleo.says("close round october")
    assert "The October 2024 round is closed" in told(await town.cleo.says("yes"))


async def test_an_officer_opens_no_round_and_their_words_are_evidence(town: Town) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("Open round table talks were held."))
    assert set(rounds(town)) == {"July 2024"}
    for who in ("mo", "lena", "tess"):
        await getattr(town, who).says(f"open round October 2024 for {TITLE}")
        assert set(rounds(town)) == {"July 2024"}


async def test_a_round_that_closes_over_a_draft_tells_the_clerk_first_and_its_writer_after(town: Town) -> None:
    await town.asha.joins()
    town.council.saved("asha", "1", 0, evidence="We wrote to 42 schools.", grade="2")
    shown = await town.cleo.says("close round July 2024")
    assert "1 draft is written and not sent" in told(shown)
    await town.cleo.presses("close_round", on=shown)
    await town.running.courier.round()
    letter = told(town.asha.card())
    assert "The July 2024 round has closed, and a draft of yours was not sent" in letter
    assert "type “open 1 of July 2024”" in letter
    read = await town.asha.says("open 1")
    assert "We wrote to 42 schools." in told(read)
    assert "your draft, not sent" in told(read)
    assert read.inputs == {} or not list(read.inputs)
    for who in (town.cleo, town.mo):
        assert "We wrote to 42 schools." not in told(await who.says("open 1"))


async def test_who_sent_everything_gets_no_letter_of_drafts(town: Town) -> None:
    await town.asha.joins()
    town.council.saved("asha", "1", 0, evidence="We wrote to 42 schools.", grade="2")
    town.council.submit("asha")
    shown = await town.cleo.says("close round July 2024")
    assert "not sent." not in told(shown)
    await town.cleo.presses("close_round", on=shown)
    with Session(town.council.database.engine) as session:
        assert session.scalars(select(col(Letter.id))).all() == []
