"""A round closes over things nobody has sent: all of it is counted for the clerk, told to whoever wrote it or could have
sent it, and theirs to read afterwards."""

from datetime import date

import pytest

from storage import decisions
from storage.tables.rounds import UpdateVersion
from storage.vocabulary import Origin
from tests.builders import moment
from tests.conversations.conftest import Town
from tests.conversations.forging import PDF, about, deactivated, forged, refused, rows_of
from tests.officer import told


async def closed(town: Town) -> str:
    """Closes July's round in words; what the clerk was told before."""
    warned = " ".join(told(await town.cleo.says("close round July 2024")).split())
    assert "round is closed" in told(await town.cleo.says("yes"))
    await town.running.courier.round()
    return warned


async def set_aside(town: Town) -> None:
    """Asha and Bryn write at the same moment; Bryn's words are set aside."""
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's survey.")
    clash = await town.bryn.presses("save_draft", on=second, evidence="Bryn's twelve panels met.")
    assert "yours is kept aside" in told(clash)


async def test_words_set_aside_are_counted_told_of_and_readable(town: Town) -> None:
    await set_aside(town)
    warned = await closed(town)
    assert "1 draft is written and not sent" in warned
    assert "1 answer is set aside, and not chosen" in warned
    letter = town.bryn.card()
    assert "not everything was sent" in told(letter)
    assert "Your words were set aside" in told(letter)
    read = told(await town.bryn.presses("Read it", on=letter))
    assert "Bryn's twelve panels met." in read
    assert "Asha's survey." in read
    assert "Bryn's twelve panels met." in told(await town.bryn.says("open 2 of July 2024"))
    assert "Bryn's twelve panels met." not in told(await town.asha.says("open 2 of July 2024"))
    for who in (town.cleo, town.mo):
        for words in ("open 2", "open 2 of July 2024"):
            shown = told(await who.says(words))
            assert "twelve panels" not in shown
            assert "Asha's survey." not in shown


async def test_words_set_aside_are_given_back_once_when_their_round_has_closed(town: Town) -> None:
    await set_aside(town)
    await closed(town)
    given_back = told(await town.bryn.says("update"))
    assert "Bryn's twelve panels met." in given_back
    assert "open 2 of July 2024" in given_back
    assert "twelve panels" not in told(await town.bryn.says("update"))
    assert "Bryn's twelve panels met." in told(await town.bryn.says("open 2 of July 2024"))


async def test_words_set_aside_are_given_back_once_when_the_part_passes_on(town: Town) -> None:
    await town.bryn.says("open 2")
    await town.bryn.says("hand to Tess because she runs it")
    await set_aside(town)
    await town.tess.says("accept")
    given_back = told(await town.bryn.says("update"))
    assert "recommendation has gone to somebody else" in given_back
    assert "Bryn's twelve panels met." in given_back
    assert "twelve panels" not in told(await town.bryn.says("update"))
    aside = [one for one in rows_of(town, UpdateVersion) if one.origin == Origin.SET_ASIDE]
    assert [one.evidence for one in aside] == ["Bryn's twelve panels met."]


async def test_words_set_aside_are_given_back_once_when_the_committee_decides(town: Town) -> None:
    await set_aside(town)
    here = town.council
    here.saved("asha", "2", 1, impact="It helps.", grade="2")
    here.submit("asha")
    here.database.write_now(
        decisions.decide, person=here.people["cleo"], moment=moment(), recommendation_id=here.recommendations["2"],
        round_id=here.round_id, grade="2", decided_on=date(2024, 7, 20),
    )  # fmt: skip
    given_back = told(await town.bryn.says("my actions"))
    assert "are set aside, and I will ask" not in given_back
    given_back = told(await town.bryn.says("update"))
    assert "committee has decided on it" in given_back
    assert "Bryn's twelve panels met." in given_back
    assert "twelve panels" not in told(await town.bryn.says("update"))


async def test_words_that_a_choice_put_by_are_not_given_back(town: Town) -> None:
    await set_aside(town)
    await town.bryn.says("keep theirs")
    assert "set aside" not in await closed(town)
    assert "twelve panels" not in told(await town.bryn.says("update"))
    assert "twelve panels" not in told(await town.bryn.says("open 2 of July 2024"))


async def test_a_draft_that_was_handed_on_is_told_of_to_both_and_read_by_who_has_it_now(town: Town) -> None:
    await town.asha.joins()
    await town.tess.joins()
    await town.asha.says("open 1")
    await town.asha.says("evidence: 44 leads named. Grade: 1")
    await town.asha.says("hand to Tess because she runs it")
    await town.tess.says("accept")
    await closed(town)
    to_taker, to_giver = told(town.tess.card()), told(town.asha.card())
    assert "Last written by Asha Pryce, and not sent" in to_taker
    assert "It has gone to somebody else since" in to_giver
    assert "type “open 1 of July 2024”" not in to_giver
    assert "44 leads named." in told(await town.tess.presses("Read it"))
    assert "44 leads named." in told(await town.tess.says("open 1"))
    assert "44 leads named." not in told(await town.asha.says("open 1 of July 2024"))


async def test_who_could_have_sent_a_draft_is_told_of_it_too(town: Town) -> None:
    await town.bryn.joins()
    town.council.saved("asha", "2", 0, evidence="Asha's survey.")
    await closed(town)
    assert "a draft was not sent" in told(town.bryn.card())
    assert "Last written by Asha Pryce" in told(town.bryn.card())
    assert "Asha's survey." in told(await town.bryn.presses("Read it"))


async def test_an_answer_that_was_changed_after_it_was_sent_counts_as_it_was_sent(town: Town) -> None:
    await town.asha.joins()
    town.council.saved("asha", "1", 0, evidence="44 schools in May.", impact="x", grade="1")
    town.council.submit("asha")
    town.council.saved("asha", "1", 1, evidence="46 schools now.", impact="x", grade="1")
    warned = await closed(town)
    assert "1 answer is changed since sending. The paper will have it as it was sent" in warned
    assert "draft is written and not sent" not in warned
    letter = told(town.asha.card())
    assert "what was changed last was not sent" in letter
    assert "What was sent counts" in letter
    read = told(await town.asha.says("open 1 of July 2024"))
    assert read.index("44 schools in May.") < read.index("your change, not sent") < read.index("46 schools now.")


async def test_a_letters_words_lead_there_while_the_next_round_is_open(town: Town) -> None:
    await town.asha.joins()
    town.council.saved("asha", "1", 0, evidence="We wrote to 42 schools.")
    await closed(town)
    letter = town.asha.card()
    assert "type “open 1 of July 2024”" in told(letter)
    town.council.round_called("October 2024", date(2024, 10, 31))
    assert "42 schools" not in told(await town.asha.says("open 1"))
    assert "October 2024" in told(await town.asha.says("open rec 1 of October 2024"))
    for words in ("open 1 of July 2024", "Show rec 1 in the July 2024 round.", "open 1 of July 2024, Young Carers"):
        assert "We wrote to 42 schools." in told(await town.asha.says(words)), words
    await town.asha.says("44 schools")
    assert town.council.sheet("asha", "1").version == 1
    assert "We wrote to 42 schools." in told(await town.asha.presses("Read it", on=letter))


async def test_the_letters_button_is_for_who_may_see_it(town: Town) -> None:
    town.council.saved("asha", "1", 0, evidence="We wrote to 42 schools.")
    await closed(town)
    assert "you own or look after" in await refused(town, "tess", "read_left", **about(town, "1"))
    assert "42 schools" not in str((await forged(town, "cleo", "read_left", **about(town, "1"))).body)
    assert "42 schools" in str((await forged(town, "asha", "read_left", **about(town, "1"))).body)


async def test_words_that_only_begin_like_a_round_are_an_answer(town: Town) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("Show 5 of the surveys to the board"))


async def test_held_words_and_a_waiting_file_are_counted_told_of_and_given_back_at_once(town: Town) -> None:
    await town.asha.joins()
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    warned = await closed(town)
    assert "1 message is typed and not recorded yet" in warned
    assert "1 file is sent to me and not attached yet" in warned
    letter = told(town.asha.card())
    assert "You typed “44 schools have a lead.”" in letter
    assert "minutes.pdf" in letter
    assert "44 schools have a lead." in told(await town.asha.says("open 1 of July 2024"))
    given_back = told(await town.asha.says("update"))
    assert "44 schools have a lead." in given_back
    assert "minutes.pdf" in given_back
    assert "My actions" in given_back
    again = told(await town.asha.says("update"))
    assert "could not record" not in again
    assert "minutes.pdf" not in again


async def test_long_held_words_are_given_back_by_themselves_with_the_way_on(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead. " * 200)
    await closed(town)
    given_back = told(await town.asha.says("update"))
    assert given_back.count("44 schools have a lead.") == 200
    assert "Type “update” or “my actions” to go on." in given_back


async def test_next_in_a_closed_round_asks_nothing(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("evidence: x. Grade: 2")
    await closed(town)
    shown = await town.asha.says("next")
    assert "Keep it, because" not in told(shown)
    assert not list(shown.inputs)


async def test_not_mine_in_a_closed_round_is_refused_before_a_reason_is_typed(town: Town) -> None:
    await town.asha.says("update")
    await closed(town)
    shown = await town.asha.says("not mine")
    assert "cannot be handed on: this round has closed" in told(shown)
    assert "my actions" in told(shown)
    assert not list(shown.inputs)


async def test_who_has_left_gets_no_letter_and_holds_up_nobody(town: Town) -> None:
    await town.bryn.joins()
    await town.asha.joins()
    town.council.saved("asha", "2", 0, evidence="Asha's survey.")
    deactivated(town, "asha")
    await closed(town)
    assert "Last written by Asha Pryce" in told(town.bryn.card())


@pytest.mark.parametrize("words", ["open 7 of July 2024", "open 1 of March 2019", "open 1 of July 2024"])
async def test_what_is_not_ones_own_to_read_shows_nothing(town: Town, words: str) -> None:
    town.council.saved("asha", "1", 0, evidence="We wrote to 42 schools.")
    await closed(town)
    for who in (town.tess, town.bryn):
        assert "42 schools" not in told(await who.says(words))
