"""Handing over, and the clerk's desk."""

import pytest

from cards.handovers import handed_over, handover_form, news, offer
from cards.reviewing import answer, handed_back, inbox, returned
from cards.verbs import Verb
from storage.vocabulary import HandoverState, UpdateState
from tests.cards import builders as b
from tests.cards.walked import inputs, press, presses, words


def test_handing_over_asks_to_whom_and_why() -> None:
    card = handover_form(b.sheet(), b.colleagues(), reason="Not my team.", notice="Choose a colleague.")
    found = inputs(card)
    assert found["to"]["style"] == "filtered"
    assert found["to"]["choices"][1] == {"title": "Cleo Farrant, Team Manager", "value": "2"}
    assert found["reason"]["value"] == "Not my team."
    assert "Choose a colleague." in words(card)
    verbs = [action["verb"] for action in card.content["actions"]]
    assert verbs == [Verb.HAND_OVER, Verb.HAND_TO_CLERK, Verb.OPEN]


def test_more_colleagues_than_a_card_can_list_are_named_instead() -> None:
    found = inputs(handover_form(b.sheet(), b.colleagues(151)))
    assert "to" not in found
    assert found["to_name"]["label"] == "Whose is it?: name or e-mail"


def test_a_reason_goes_back_whole_or_not_at_all() -> None:
    card = handover_form(b.sheet(), b.colleagues(), reason="r" * 9_000)
    assert "value" not in inputs(card)["reason"]
    assert "could not be put back" in words(card)
    assert inputs(handover_form(b.sheet(), b.colleagues(), reason="r" * 1_000))["reason"]["value"] == "r" * 1_000


def test_an_offer_says_who_asks_and_why() -> None:
    card = offer(b.handover())
    assert "Asha Pryce asks you to take this on" in words(card)
    assert "You run the schools’ network now." in words(card)
    assert press(card, "Accept")["data"] == press(card, "Decline")["data"] == {"handover": 9}
    assert "reason" in inputs(card)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (HandoverState.OFFERED, "It stays with you until they accept."),
        (HandoverState.WITH_CLERK, "The clerk will find out whose it is."),
        (HandoverState.ACCEPTED, "It is theirs from now on."),
        (HandoverState.DECLINED, "It stays where it was"),
        (HandoverState.SETTLED, "That is settled."),
    ],
)
def test_the_giver_is_told_what_happens_next(state: HandoverState, told: str) -> None:
    assert told in words(handed_over(b.handover(state)))


@pytest.mark.parametrize(
    ("kind", "told", "opens"),
    [
        ("handover accepted", "Bryn Calloway has accepted", False),
        ("handover declined", "Bryn Calloway has declined", True),
        ("assigned", "The clerk has given this to you", True),
    ],
)
def test_news_says_who_and_what_to_do_next(kind: str, told: str, opens: bool) -> None:
    card = news(b.handover(), kind)
    assert told in words(card)
    assert (Verb.OPEN in {one["verb"] for one in presses(card)}) is opens


def test_the_inbox_flags_open_questions_and_what_was_given_back() -> None:
    sent = b.sheet(state=UpdateState.SUBMITTED, sent_version=4)
    card = inbox((sent,), (b.handover(HandoverState.WITH_CLERK, id=12),), notice="Accepted.")
    assert "Recommendation 5: 3 – Slipped · 1 question not answered" in words(card)
    assert press(card, "Check Recommendation 5")["data"] == {"rec": 5, "round": 3}
    settled = press(card, "Settle Recommendation 5")
    assert (settled["verb"], settled["data"]) == (Verb.OPEN_ANSWER, {"handover": 12})
    assert "Accepted." in words(card)
    assert "No answers are waiting for you." in words(inbox((), ()))


def test_the_clerk_sees_the_answer_with_every_question_and_reason() -> None:
    card = answer(b.sheet(state=UpdateState.SUBMITTED, version=5, sent_version=4), today=b.TODAY)
    told = words(card)
    assert "Asked, not answered: You chose “2 – On track”" in told
    assert "Kept, because: The committee agreed the new date in June." in told
    assert "What was said last time, March 2024" in told
    assert press(card, "Accept")["data"] == {"rec": 5, "round": 3, "version": 4}
    assert "associatedInputs" not in press(card, "Return")
    assert press(card, "Get Letter to heads.pdf")["data"] == {"file": 8}
    assert list(inputs(card)) == ["comment"]


def test_what_was_given_back_is_given_to_somebody() -> None:
    card = handed_back(b.handover(HandoverState.WITH_CLERK), b.colleagues())
    assert "Asha Pryce gave it back:" in words(card)
    assert press(card, "Give it to them")["data"] == {"handover": 9}
    assert "to" in inputs(card)


def test_a_returned_answer_tells_the_officer_what_the_clerk_asks() -> None:
    card = returned(b.sheet(clerk_comment="Which nine schools?"), b.TODAY)
    assert "Recommendation 5 has come back to you" in words(card)
    assert "The clerk asks:\nWhich nine schools?" in words(card)
    assert press(card, "Open it")["data"] == {"rec": 5, "round": 3}
