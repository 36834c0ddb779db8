"""What takes two: handing over, the clerk's desk, files as evidence, and messages that the bot sends first."""

from storage import conversations
from storage.vocabulary import UpdateState
from tests.conversations.conftest import Town
from tests.officer import told

PDF = b"%PDF-1.7\nminutes"


async def test_not_mine_is_offered_and_accepted(town: Town) -> None:
    await town.tess.joins()
    await town.asha.says("update")
    await town.asha.presses("not_mine")
    await town.asha.presses("hand_over", to=str(town.council.people["tess"].id), reason="She runs the schools work.")
    await town.running.courier.round()
    offer = town.tess.card()
    assert "She runs the schools work." in told(offer)
    await town.tess.presses("accept_offer", reason="")
    assert "names a lead" in told(await town.tess.says("update"))
    await town.running.courier.round()
    assert "Tess Byrne" in told(town.asha.sees_last())


async def test_not_mine_with_words_and_an_ambiguous_name_is_asked_about(town: Town) -> None:
    await town.asha.says("update")
    assert "no colleague called" in told(await town.asha.says("hand to Zebedee because he knows"))
    assert "Say to whom and why" in told(await town.asha.says("hand to Bryn"))
    await town.asha.says("hand to Tess because she runs it")
    await town.tess.says("hello")
    await town.tess.says("decline because I moved")
    assert "names a lead" in told(await town.asha.says("my actions"))


async def test_the_clerks_desk_with_words_alone(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="As above", impact="x", grade="1")
    await town.asha.says("review")
    await town.asha.says("submit all")
    await town.bryn.says("open item 4")
    await town.bryn.says("back to the clerk, because I changed jobs")
    assert "As above" in told(await town.cleo.says("open 1"))
    assert "Nothing numbered 9" in told(await town.cleo.says("open 9"))
    await town.cleo.says("open 1")
    await town.cleo.says("return, because it points nowhere")
    assert town.council.sheet("asha", "1").clerk_comment == "it points nowhere"
    await town.cleo.says("to review")
    await town.cleo.presses("open_answer")
    await town.cleo.says("assign to Tess Byrne")
    assert "Transport passes" in told(await town.tess.says("my actions"))


async def test_files_go_and_come_with_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("yes")
    await town.asha.says("get file 1")
    assert any(attachment.name == "minutes.pdf" for attachment in town.asha.sees_last().attachments)
    assert "has 1 file" in told(await town.asha.says("get file 2"))
    await town.asha.says("take off file 1")
    assert town.council.sheet("asha", "1").files == ()


async def test_back_to_the_clerk_who_assigns_it(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("back to the clerk, because I changed jobs")
    inbox = await town.cleo.says("to review")
    assert "I changed jobs" in told(inbox)
    await town.cleo.presses("open_answer")
    await town.cleo.presses("assign", to=str(town.council.people["tess"].id))
    assert "names a lead" in told(await town.tess.says("my actions"))
    assert "names a lead" not in told(await town.asha.says("my actions"))


async def test_the_clerk_sees_the_reasons_and_returns_a_thin_answer(town: Town) -> None:
    await town.asha.joins()
    await town.asha.presses("start")
    await town.asha.presses("save_and_next", evidence="As above", impact="x", grade="2")
    await town.asha.says("keep all because the board agreed")
    await town.asha.says("review")
    await town.asha.says("submit all")
    await town.cleo.says("to review")
    answer = await town.cleo.presses("open_answer")
    for words in ("As above", "the board agreed", "Asha Pryce"):
        assert words in told(answer)
    refused = await town.cleo.presses("return_answer", comment=" ")
    assert "Say what is missing" in told(refused)
    await town.cleo.presses("return_answer", comment="How many schools?")
    assert town.council.sheet("asha", "1").state is UpdateState.RETURNED
    await town.running.courier.round()
    assert "How many schools?" in told(town.asha.sees_last())
    form = await town.asha.says("update")
    assert "How many schools?" in told(form)


async def test_the_clerk_may_accept_with_a_word_and_an_officer_may_not(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="44 schools.", impact="x", grade="1")
    await town.asha.says("review")
    await town.asha.says("submit all")
    assert "is for the clerk" in told(await town.asha.says("to review"))
    await town.cleo.says("to review")
    await town.cleo.presses("open_answer")
    await town.cleo.says("accept")
    assert town.council.sheet("asha", "1").state is UpdateState.ACCEPTED


async def test_a_file_sent_in_the_walk_is_offered_for_the_one_in_hand(town: Town) -> None:
    await town.asha.says("update")
    asked = await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    assert "minutes.pdf" in told(asked)
    form = await town.asha.says("yes")
    assert "minutes.pdf" in told(form)
    assert [file.name for file in town.council.sheet("cleo", "1").files] == ["minutes.pdf"]


async def test_a_file_sent_outside_the_walk_is_asked_about(town: Town) -> None:
    await town.asha.joins()
    asked = await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    assert "Recommendation 2" in told(asked)
    await town.asha.says("file for 2")
    assert [file.name for file in town.council.sheet("cleo", "2").files] == ["minutes.pdf"]


async def test_a_file_that_is_not_what_it_says_is_refused(town: Town) -> None:
    await town.asha.says("update")
    assert "not what its ending" in told(await town.asha.sends("minutes.pdf", b"MZ", "application/pdf"))
    assert "I cannot keep" in told(await town.asha.sends("run.exe", b"MZ"))


async def test_a_kept_file_can_be_fetched_again(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("yes")
    await town.asha.presses("get_file")
    consent = town.asha.sees_last()
    await town.teams.consent("asha", consent.id, accept=True)
    delivered = next(entry for entry in town.teams.transcript("asha") if entry.id == consent.id)
    assert any(attachment.name == "minutes.pdf" for attachment in delivered.attachments)


async def test_a_letter_to_somebody_who_never_met_the_bot_waits_in_their_list(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    assert await town.running.courier.round() == 1
    assert "Recommendation 1" in told(await town.tess.joins())


async def test_a_letter_survives_a_service_that_is_down(town: Town) -> None:
    await town.tess.joins()
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    town.teams.fail_next(404)
    assert await town.running.courier.round() == 1
    assert "she runs it" not in told(town.tess.sees_last())
    assert "Recommendation 1" in told(await town.tess.says("hello"))


async def test_somebody_who_blocked_the_bot_is_not_written_to_until_they_come_back(town: Town) -> None:
    await town.tess.joins()
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    town.teams.fail_next(403)
    await town.running.courier.round()
    tess = town.council.people["tess"].id
    assert town.council.database.read_now(conversations.reference_of, tess) is None
    await town.tess.says("hello")
    assert town.council.database.read_now(conversations.reference_of, tess) is not None
