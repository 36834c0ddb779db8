"""What the bot says is true of whoever reads it: of a clerk's desk, of days that have passed, of a colleague's words."""

import re
from datetime import date, timedelta

import pytest

from storage import rounds
from storage.views import Round
from tests.builders import moment
from tests.conversations.conftest import Town
from tests.officer import told

PDF = b"%PDF-1.7\nminutes"
WORDS = "Forty schools have a lead."


def sent(town: Town) -> None:
    town.council.saved("asha", "1", 0, evidence=WORDS, impact="x", grade="1")
    town.council.submit("asha")


# The clerk


async def test_the_clerks_hello_says_what_is_to_review(town: Town) -> None:
    sent(town)
    hello = await town.cleo.joins()
    assert "1 answer to review" in told(hello)
    assert "Nothing is waiting" not in told(hello)
    assert "each one that is yours" not in told(hello)
    assert WORDS not in told(hello)
    await town.cleo.presses("To review")
    assert "To review: 1 answer" in told(town.cleo.card())


async def test_update_says_to_a_clerk_what_is_to_review(town: Town) -> None:
    sent(town)
    await town.asha.says("open 2")
    await town.asha.says("back to the clerk, because I moved")
    shown = told(await town.cleo.says("update"))
    assert "1 answer to review and 1 recommendation given back" in shown
    assert "Nothing is waiting" not in shown


@pytest.mark.parametrize("who", ["cleo", "mo", "ada"])
async def test_who_owns_nothing_is_not_told_of_what_is_theirs(town: Town, who: str) -> None:
    assert "each one that is yours" not in told(await getattr(town, who).joins())


# The closing day


async def test_after_the_closing_day_nothing_is_said_to_close_then(town: Town) -> None:
    closing(town, date(2024, 7, 20))
    sent(town)
    town.teams.move_on(timedelta(days=20))
    for words in ("hello", "my actions", "open passes", "review", "open 1"):
        assert "closes on 20 July" not in told(await town.asha.says(words)), words
    assert "was to close on 20 July 2024" in told(await town.asha.says("open 2"))
    assert "closes on" not in told(await town.cleo.says("open 1"))


def closing(town: Town, on: date) -> Round:
    """The council's round closes on no day: a second one does."""
    here = town.council
    here.close_round()
    opened = here.database.write_now(
        rounds.open_round,
        person=here.people["cleo"],
        moment=moment(),
        plan_id=here.plan_id,
        label="Summer 2024",
        period_on=date(2024, 8, 31),
        closes_on=on,
    )
    object.__setattr__(here, "round_id", opened.id)
    return opened


# A colleague's words


async def test_sending_a_colleagues_words_is_said_before_and_told_to_them_after(town: Town) -> None:
    await town.asha.joins()
    await town.asha.says("open 2")
    await town.asha.presses("save_draft", evidence="Half a thought.", impact="x", grade="2")
    review = told(await town.bryn.says("review"))
    assert "This holds words of Asha Pryce" in review
    await town.bryn.says("submit all")
    await town.running.courier.round()
    letter = town.asha.sees_last()
    assert "Bryn Calloway has sent an answer with your words" in told(letter)
    await town.asha.presses("open", on=letter)
    assert "Half a thought." in str(town.asha.card().card)


async def test_whoever_sends_only_their_own_words_tells_nobody(town: Town) -> None:
    await town.asha.joins()
    await town.bryn.joins()
    sent(town)
    before = len(town.asha.heard()), len(town.bryn.heard())
    await town.running.courier.round()
    assert (len(town.asha.heard()), len(town.bryn.heard())) == before


# What is with the clerk


async def test_what_was_given_back_takes_no_more_words(town: Town) -> None:
    old, asked = await town.asha.says("open 1"), await town.asha.says("not mine")
    await town.asha.says("back to the clerk, because I moved")
    assert "for rec 1" not in told(await town.asha.says(WORDS))
    assert "evidence" not in (await town.asha.presses("Cancel", on=asked)).inputs
    assert "gave it back to the clerk" in told(await town.asha.says(WORDS))
    assert "back to the clerk" in told(await town.asha.presses("save_draft", on=old, evidence=WORDS))
    assert town.council.sheet("cleo", "1").version == 0


async def test_what_the_clerk_gave_again_takes_words_again(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("back to the clerk, because I moved")
    await town.cleo.says("open 1")
    await town.cleo.says("assign to Asha Pryce")
    await town.asha.says("open 1")
    await town.asha.says(WORDS)
    await town.asha.says("yes")
    assert town.council.sheet("cleo", "1").response.evidence == WORDS


async def test_a_joint_owner_goes_on_with_what_the_other_gave_back(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("back to the clerk, because I moved")
    await town.bryn.says("open 2")
    await town.bryn.presses("save_draft", evidence="Bryn's words.")
    assert town.council.sheet("bryn", "2").response.evidence == "Bryn's words."


# Words with a file


async def test_words_sent_with_a_file_that_is_refused_are_asked_about(town: Town) -> None:
    await town.asha.says("update")
    await town.teams.send_file("asha", "a.exe", b"MZ", "application/octet-stream", text=WORDS)
    shown = told(town.asha.sees_last())
    assert "I cannot keep" in shown
    assert "Record this as evidence" in shown
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS


async def test_words_sent_with_a_refused_file_outside_a_walk_are_said_not_to_be_recorded_yet(town: Town) -> None:
    await town.asha.joins()
    await town.teams.send_file("asha", "a.exe", b"MZ", "application/octet-stream", text=WORDS)
    assert "The words you sent with it are not recorded yet: type “record for”" in told(town.asha.sees_last())
    await town.asha.says("record for 1")
    assert town.council.sheet("asha", "1").response.evidence == WORDS


async def test_a_file_and_its_words_are_kept_together_or_not_at_all(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks off between the two leaves neither half, so that a second delivery brings both."""

    def killed(*_: object, **__: object) -> None:
        raise SystemError("killed here")

    await town.asha.says("update")
    with monkeypatch.context() as broken:
        broken.setattr("storage.held.hold", killed)
        await town.teams.send_file("asha", "minutes.pdf", PDF, "application/pdf", text=WORDS)
    posted = {**town.teams.posted("asha"), "id": "again"}
    await town.teams.post("asha", posted)
    assert "minutes.pdf" in told(town.asha.sees_last())
    await town.asha.says("yes")
    assert WORDS in told(await town.asha.says("next"))
    assert [file.name for file in town.council.sheet("asha", "1").files] == ["minutes.pdf"]


async def test_pressing_get_says_what_to_do_next(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("yes")
    answer = await town.asha.presses_raw("get_file", town.asha.card())
    assert "minutes.pdf" in str(answer.body["value"])
    assert "Accept" in str(answer.body["value"])


async def test_a_question_of_somebody_who_may_see_nothing_is_answered_as_one(town: Town) -> None:
    for question in ("which are slipped?", "what is overdue", "how many by owner?"):
        said = told(await town.tess.says(question))
        assert "no recommendation is yours" in said
        assert "ask Lowmere Council’s scrutiny clerk" in said
        assert "did not understand" not in said
    assert "did not understand" in told(await town.tess.says("purple monkeys"))
    assert "no recommendation is yours" not in told(await town.asha.says("which are slipped?"))


async def test_the_clerk_reads_how_long_a_date_has_passed_as_the_officer_does(town: Town) -> None:
    town.teams.move_on(timedelta(days=400))
    passed = re.compile(r"passed [\d,]+ days ago")
    said = passed.search(told(await town.asha.says("update")))
    assert said
    sent(town)
    await town.cleo.says("to review")
    assert said[0] in told(await town.cleo.presses("open_answer"))
