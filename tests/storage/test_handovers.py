""" "Not mine": an offer changes nothing until it is accepted; what goes to the clerk comes off the giver's list."""

import pytest
from sqlmodel import Session, col, select

from storage import handovers, outbox, rounds
from storage.database import Database
from storage.errors import Refusal
from storage.tables.messages import Letter
from storage.views import Handover
from storage.vocabulary import HandoverState
from tests.builders import Council, council, moment


@pytest.fixture
def here(database: Database) -> Council:
    return council(database)


def hand(
    here: Council, to: str | None, who: str = "asha", which: str = "1", reason: str = "She leads on it."
) -> Handover:
    return here.database.write_now(
        handovers.hand_over,
        person=here.people[who],
        moment=moment(),
        recommendation_id=here.recommendations[which],
        round_id=here.round_id,
        to_id=here.people[to].id if to else None,
        reason=reason,
    )


def answer(here: Council, handover: Handover, who: str, accepted: bool, reason: str = "") -> Handover:
    return here.database.write_now(
        handovers.answer,
        person=here.people[who],
        moment=moment(1),
        handover_id=handover.id,
        accepted=accepted,
        reason=reason,
    )


def numbers(here: Council, who: str) -> list[str]:
    return [one.number for one in here.database.read_now(rounds.assignments, person=here.people[who])]


def letters(here: Council) -> list[tuple[str, int]]:
    def read(session: Session) -> list[tuple[str, int]]:
        return [(row.kind, row.person_id) for row in session.exec(select(Letter).order_by(col(Letter.id)))]

    return here.database.read_now(read)


def test_an_offer_leaves_it_where_it_is_until_it_is_accepted(here: Council) -> None:
    offered = hand(here, "bryn")
    assert offered.state is HandoverState.OFFERED
    assert "1" in numbers(here, "asha")
    assert "1" not in numbers(here, "bryn")
    answer(here, offered, "bryn", accepted=True)
    assert "1" not in numbers(here, "asha")
    assert "1" in numbers(here, "bryn")
    assert letters(here) == [("handover", here.people["bryn"].id), ("handover accepted", here.people["asha"].id)]


def test_the_words_written_before_go_with_it(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="Begun by Asha.")
    answer(here, hand(here, "bryn"), "bryn", accepted=True)
    assert here.sheet("bryn", "1").response.evidence == "Begun by Asha."
    with pytest.raises(Refusal, match=r"not assigned to you|only the recommendations"):
        here.save("asha", "1", 1, evidence="Still mine?")


def test_a_declined_offer_stays_with_the_giver_who_may_offer_it_again(here: Council) -> None:
    answer(here, hand(here, "bryn"), "bryn", accepted=False, reason="Not ours either.")
    assert "1" in numbers(here, "asha")
    assert hand(here, "tess").state is HandoverState.OFFERED


def test_the_same_press_twice_makes_one_offer_and_one_letter(here: Council) -> None:
    assert hand(here, "bryn") == hand(here, "bryn")
    assert len(letters(here)) == 1


def test_an_accepted_offer_pressed_again_says_the_same(here: Council) -> None:
    offered = hand(here, "bryn")
    assert answer(here, offered, "bryn", accepted=True) == answer(here, offered, "bryn", accepted=True)


def test_only_the_one_it_was_offered_to_may_answer(here: Council) -> None:
    offered = hand(here, "bryn")
    with pytest.raises(Refusal, match="not offered to you"):
        answer(here, offered, "tess", accepted=True)


def test_a_new_offer_takes_the_place_of_the_first(here: Council) -> None:
    first = hand(here, "bryn")
    hand(here, "tess")
    with pytest.raises(Refusal, match="settled or taken back"):
        answer(here, first, "bryn", accepted=True)


def test_back_to_the_clerk_takes_it_off_the_list_and_tells_the_clerk(here: Council) -> None:
    back = hand(here, None, reason="I moved teams.")
    assert back.state is HandoverState.WITH_CLERK
    assert "1" not in numbers(here, "asha")
    waiting = here.database.read_now(handovers.with_clerk, person=here.people["cleo"])
    assert [(one.from_name, one.reason) for one in waiting] == [("Asha Pryce", "I moved teams.")]
    assert here.database.read_now(handovers.with_clerk, person=here.people["mo"]) == ()
    assert letters(here) == [("handover", here.people["cleo"].id)]


@pytest.mark.parametrize(("to", "owner"), [("tess", "tess"), ("asha", "asha")])
def test_the_clerk_assigns_it_to_somebody_or_back(here: Council, to: str, owner: str) -> None:
    back = hand(here, None)
    here.database.write_now(
        handovers.assign, person=here.people["cleo"], moment=moment(2), handover_id=back.id, to_id=here.people[to].id
    )
    assert "1" in numbers(here, owner)
    assert here.database.read_now(handovers.with_clerk, person=here.people["cleo"]) == ()


@pytest.mark.parametrize(
    ("to", "reason", "sentence"),
    [("bryn", "  ", "Say in a few words"), ("asha", "Mine.", "That is you"), ("bryn", "x" * 1001, "1,001 characters")],
)
def test_a_handover_needs_a_colleague_and_a_reason(here: Council, to: str, reason: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        hand(here, to, reason=reason)
    assert letters(here) == []


def test_what_is_not_yours_you_cannot_hand_over(here: Council) -> None:
    with pytest.raises(Refusal):
        hand(here, "bryn", who="tess")


def test_letters_are_claimed_by_one_courier_and_a_dead_couriers_are_taken_over(here: Council) -> None:
    hand(here, "bryn")
    first = here.database.write_now(outbox.claim, moment=moment())
    assert [letter.kind for letter in first] == ["handover"]
    assert here.database.write_now(outbox.claim, moment=moment()) == ()
    again = here.database.write_now(outbox.claim, moment=moment(1))
    assert [letter.id for letter in again] == [first[0].id]
    here.database.write_now(outbox.settle, moment=moment(1), letter_id=first[0].id, outcome="sent")
    assert here.database.write_now(outbox.claim, moment=moment(2)) == ()


def test_a_letter_that_cannot_be_delivered_is_tried_again_and_in_the_end_given_up(here: Council) -> None:
    hand(here, "bryn")
    for attempt in range(1, 8):
        claimed = here.database.write_now(outbox.claim, moment=moment(attempt))
        if not claimed:
            break
        here.database.write_now(outbox.settle, moment=moment(attempt), letter_id=claimed[0].id, outcome="later")
    assert attempt == outbox.MOST_ATTEMPTS + 1
