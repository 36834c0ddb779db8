"""What somebody typed on a card is not lost when the press leads to another one."""

from storage.tables.rounds import Handover, Review
from storage.vocabulary import UpdateState
from tests.conversations.conftest import Town
from tests.conversations.forging import PDF, rows_of
from tests.officer import told

REASON = "She has run the schools team since May and knows every head."


async def not_mine_over(town: Town) -> dict[str, str]:
    await town.asha.says("not mine")
    return {"to": str(town.council.people["tess"].id), "reason": REASON}


async def test_a_reason_stays_on_its_card_while_words_are_held(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("44 schools")
    boxes = await not_mine_over(town)
    form = town.asha.card()
    shown = await town.asha.presses("hand_over", on=form, **boxes)
    assert shown.card == form.card
    assert "what you typed on this card is still on it" in told(shown)
    assert "You typed “44 schools”" in told(shown)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools"
    assert "Offered to Tess Byrne" in told(await town.asha.presses("hand_over", on=form, **boxes))
    assert [one.reason for one in rows_of(town, Handover)] == [REASON]


async def test_a_reason_stays_on_its_card_while_a_file_waits(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await not_mine_over(town)
    form = town.asha.card()
    shown = await town.asha.presses("hand_to_clerk", on=form, reason=REASON)
    assert shown.card == form.card
    assert "minutes.pdf” is not attached" in told(shown)
    await town.asha.says("yes")
    assert "Given back to the clerk" in told(await town.asha.presses("hand_to_clerk", on=form, reason=REASON))


async def test_a_reason_stays_on_its_card_while_words_are_set_aside(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    boxes = await not_mine_over(town)
    form = town.asha.card()
    await town.bryn.presses("save_draft", on=second, evidence="Bryn's words.")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words.")
    shown = await town.asha.presses("hand_over", on=form, **boxes)
    assert shown.card == form.card
    assert "type “update” to choose" in told(shown)
    assert "Use both" in told(await town.asha.says("update"))
    await town.asha.says("use both")
    assert "Offered to Tess Byrne" in told(await town.asha.presses("hand_over", on=form, **boxes))


async def test_words_that_hand_over_while_words_are_held_say_that_nothing_was_handed(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("44 schools")
    asked = told(await town.asha.says("hand to Tess because she runs it"))
    assert "I have not handed it over yet" in asked
    assert "44 schools" in asked
    assert rows_of(town, Handover) == []


async def sent(town: Town, evidence: str) -> None:
    await town.asha.says("open 1")
    await town.asha.says(f"evidence: {evidence}. Impact: x. Grade: 1")
    await town.asha.says("review")
    assert "R-" in told(await town.asha.says("submit all"))


async def test_a_clerks_comment_comes_along_when_the_answer_has_moved_on(town: Town) -> None:
    await sent(town, "44 schools in May")
    opened = await town.cleo.says("open 1")
    await sent(town, "46 schools in June")
    comment = "Which 44 schools?\nAnd who leads in each?"
    shown = await town.cleo.presses("return_answer", on=opened, comment=comment)
    assert "This has moved on" in told(shown)
    assert "46 schools in June" in told(shown)
    assert comment in told(shown)
    await town.cleo.presses("return_answer", on=shown, comment=comment)
    assert town.council.sheet("asha", "1").clerk_comment == comment


async def test_a_comment_that_no_card_holds_stays_where_it_is(town: Town) -> None:
    await sent(town, "44 schools in May")
    opened = await town.cleo.says("open 1")
    await sent(town, "46 schools in June")
    shown = await town.cleo.presses("return_answer", on=opened, comment="“é” " * 1_900)
    assert shown.card == opened.card
    assert "Your comment is still in its box" in told(shown)
    assert "to review" in told(shown)


async def test_a_comment_beside_accept_is_asked_about_and_goes_where_the_clerk_says(town: Town) -> None:
    await sent(town, "44 schools in May")
    comment = "Which 44 schools?"
    asked = await town.cleo.presses("Accept", on=await town.cleo.says("open 1"), comment=comment)
    assert "nothing has been done yet" in told(asked)
    assert comment in told(asked)
    assert town.council.sheet("asha", "1").state is UpdateState.SUBMITTED
    await town.cleo.presses("Accept, and keep the comment", on=asked, comment=comment)
    assert town.council.sheet("asha", "1").state is UpdateState.ACCEPTED
    assert [(one.verdict, one.comment) for one in rows_of(town, Review)] == [("accepted", comment)]


async def test_a_comment_beside_accept_can_be_sent_to_the_officer_after_all(town: Town) -> None:
    await sent(town, "44 schools in May")
    asked = await town.cleo.presses("Accept", on=await town.cleo.says("open 1"), comment="Which 44?")
    await town.cleo.presses("Return", on=asked, comment="Which 44?")
    assert town.council.sheet("asha", "1").clerk_comment == "Which 44?"


async def test_a_comment_beside_accept_that_no_card_holds_stays_in_its_box(town: Town) -> None:
    await sent(town, "44 schools in May")
    opened = await town.cleo.says("open 1")
    shown = await town.cleo.presses("Accept", on=opened, comment="“é” " * 1_900)
    assert shown.card == opened.card
    assert "Nothing has been done" in told(shown)
    assert town.council.sheet("asha", "1").state is UpdateState.SUBMITTED


async def test_accept_with_a_reason_in_words_keeps_the_reason(town: Town) -> None:
    await sent(town, "44 schools in May")
    await town.cleo.says("open 1")
    await town.cleo.says("accept because the list came by e-mail")
    assert [(one.verdict, one.comment) for one in rows_of(town, Review)] == [("accepted", "the list came by e-mail")]


async def asked(town: Town) -> dict[str, str]:
    """The card of questions about a grade that cannot be, with a reason typed in its first box."""
    await town.asha.says("open 1")
    await town.asha.says("evidence: all in hand. Grade: 2")
    card = await town.asha.says("next")
    first = next(name for name in card.inputs if name.startswith("reason_"))
    return {first: "The board moved the date."}


async def test_leave_for_now_keeps_the_reasons_that_were_typed(town: Town) -> None:
    boxes = await asked(town)
    shown = await town.asha.presses("Leave for now", **boxes)
    assert "The reasons you gave are kept beside Recommendation 1" in told(shown)
    assert "The board moved the date." in [one.reason for one in town.council.sheet("asha", "1").questions]


async def test_change_my_answer_keeps_the_reasons_that_were_typed(town: Town) -> None:
    boxes = await asked(town)
    shown = await town.asha.presses("Change my answer", **boxes)
    assert "The reasons you gave are kept" in told(shown)
    assert "evidence" in shown.inputs
    assert "The board moved the date." in [one.reason for one in town.council.sheet("asha", "1").questions]


async def test_leave_for_now_with_nothing_typed_keeps_nothing_and_leads_on(town: Town) -> None:
    await asked(town)
    shown = await town.asha.presses("Leave for now")
    assert "are kept" not in told(shown)
    assert "Recommendation 2" in told(shown)


async def test_reasons_about_an_answer_that_has_moved_on_stay_on_their_card(town: Town) -> None:
    boxes = await asked(town)
    card = town.asha.card()
    town.council.saved("asha", "1", 1, evidence="Other words.", grade="2")
    shown = await town.asha.presses("Leave for now", on=card, **boxes)
    assert shown.card == card.card
    assert "has changed since that card was drawn" in told(shown)
