"""The clerk's paper in the chat: asked for, read back, compiled, handed over by consent or by link, kept and compared."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import docx
import openpyxl
import pytest

from bot.app import program
from bot.clock import Clock
from bot.playground import activities
from bot.playground.people import Player
from bot.playground.transcript import Entry
from dialogs import reporting
from storage.reporting.compile import Written, compiled
from storage.rounds import close_round
from tests.builders import NOW, TITLE, Council, moment
from tests.conversations.conftest import UNHURRIED, Town, players, settings
from tests.officer import told
from tests.reports.test_templates import GOOD, made

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def answered(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="44 schools have a lead.", impact="Heads say it helps.", grade="1")
    here.submit("asha")


async def accepted(town: Town, who: str = "cleo") -> tuple[Entry, bytes]:
    """The person says yes to the file that was offered last; the message as it is then, and what arrived."""
    offer = next(
        one for one in reversed(town.teams.transcript(who)) if any("consent" in a.content_type for a in one.attachments)
    )
    await town.teams.consent(who, offer.id, accept=True)
    after = next(one for one in town.teams.transcript(who) if one.id == offer.id)
    unique_id = re.search(r"files/([0-9a-f-]{36})/", str([one.url for one in after.attachments]))
    assert unique_id is not None, after
    content = await town.teams.files.read(unique_id[1])
    assert content is not None
    return after, content


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_a_clerk_names_a_plan_sees_what_will_be_compiled_and_has_the_file(town: Town) -> None:
    answered(town.council)
    shown = await town.cleo.says("compile the report for young carers")
    for words in (
        TITLE,
        "July 2024",
        "Progress update",
        "Word (.docx)",
        "4 recommendations",
        "3 recommendations with no",
        "draft",
    ):
        assert words in told(shown)
    ready = await town.cleo.presses("compile")
    assert "The report is ready" in told(ready)
    after, content = await accepted(town)
    assert not any("consent" in one.content_type for one in after.attachments)
    assert "44 schools have a lead." in words_of(content)


async def test_everything_can_be_said_in_one_sentence_and_confirmed_with_a_word(town: Town) -> None:
    shown = await town.cleo.says("Please compile the report for Young Carers in Schools as of July 2024 as Excel.")
    assert "Excel (.xlsx), a row for each update" in told(shown)
    await town.cleo.says("yes")
    _, content = await accepted(town)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "Updates"


async def test_a_card_to_choose_from_comes_for_the_bare_word(town: Town) -> None:
    card = await town.cleo.says("report")
    assert {"plan", "round", "form", "format"} <= set(card.inputs)
    nothing = await town.cleo.presses("report_as", round="latest", form="own", format="docx")
    assert "Choose a plan first" in told(nothing)
    shown = await town.cleo.presses(
        "report_as", plan=str(town.council.plan_id), round="latest", form="action_plan", format="html"
    )
    assert "Action plan, Web page (.html)" in told(shown)
    again = await town.cleo.presses("report")
    assert {"plan", "round", "form", "format"} <= set(again.inputs)


async def test_the_words_compile_and_change_are_about_the_report_that_was_read_back(town: Town) -> None:
    assert "Which report?" in told(await town.cleo.says("compile"))
    await town.cleo.says("report for young carers as csv")
    assert "plan" in (await town.cleo.says("change")).inputs
    await town.cleo.says("report for young carers as csv")
    await town.cleo.says("compile")
    _, content = await accepted(town)
    assert content.startswith(b"\xef\xbb\xbfReview,")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("report for yuong carers", f"Did you mean “{TITLE}”?"),
        ("report for parks and gardens", "You can choose from"),
        ("report for young carers as of May 2019", "It has “July 2024”"),
        ("get report 99", "I cannot find report 99"),
        ("compare report 99", "I cannot find report 99"),
    ],
)
async def test_what_is_not_there_is_said_and_what_is_near_is_offered(town: Town, asked: str, answer: str) -> None:
    assert answer in told(await town.cleo.says(asked))


async def test_an_officer_cannot_have_the_report_and_is_told_whom_to_ask(town: Town) -> None:
    assert "Ask the scrutiny team" in told(await town.asha.says("report for young carers"))
    assert "Ask the scrutiny team" in told(await town.asha.says("report"))
    assert "compile the committee's paper" not in told(await town.asha.says("help"))
    assert "compile the committee's paper" in told(await town.cleo.says("help"))


async def test_evidence_that_begins_like_the_command_stays_evidence(town: Town) -> None:
    await town.asha.says("update")
    asked = await town.asha.says("Report for the school nurses was written in May")
    assert "Record this as evidence" in told(asked)
    assert "Report for the school nurses was written in May" in told(asked)


async def test_a_card_carries_ids_and_no_permission(town: Town) -> None:
    card = await town.cleo.says("report for young carers")
    press = {
        "verb": "compile",
        "plan": town.council.plan_id,
        "round": town.council.round_id,
        "form": "tracker",
        "format": "docx",
    }
    refused = await press_raw(town, "asha", press)
    assert "Only the clerk, a link officer or a manager" in refused
    assert "damaged" in await press_raw(town, "cleo", press | {"format": "exe"})
    assert "not there any more" in await press_raw(town, "cleo", press | {"round": 999})
    assert card


async def press_raw(town: Town, who: str, data: dict[str, Any]) -> str:
    player = town.teams.chats.of(who).player
    return str((await town.teams.post(who, activities.execute(player, "1", {"verb": data["verb"]}, data))).body)


async def test_saying_no_leaves_a_sentence_where_the_offer_was_and_the_report_is_kept(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.says("compile")
    offer = town.cleo.sees_last()
    await town.teams.consent("cleo", offer.id, accept=False)
    after = next(one for one in town.teams.transcript("cleo") if one.id == offer.id)
    assert not after.attachments
    assert "Not sent" in told(after)
    assert "Report 1" in told(await town.cleo.says("reports"))


async def test_an_upload_that_fails_is_told_and_the_report_can_be_fetched_again(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.says("compile")
    offer = town.cleo.sees_last()
    nowhere = activities.upload("paper.docx", "none", f"{town.teams.service_url}playground/files/none/paper.docx")
    player = town.teams.chats.of("cleo").player
    await town.teams.post("cleo", activities.file_consent(player, offer.id, {"token": "report-1"}, nowhere))
    after = next(one for one in town.teams.transcript("cleo") if one.id == offer.id)
    assert "could not be put in your OneDrive" in told(after)
    assert not after.attachments
    await town.cleo.says("get report 1")
    _, content = await accepted(town)
    assert TITLE in words_of(content)


async def consents(town: Town, who: str, offer: Entry, token: str = "report-1") -> bytes | None:
    """A yes as Teams would send it from a card that the page no longer shows; what arrived in the person's OneDrive."""
    place = town.teams.files.expect("paper.docx")
    upload = activities.upload("paper.docx", place.unique_id, town.teams.service_url + place.path)
    player = town.teams.chats.of(who).player
    await town.teams.post(who, activities.file_consent(player, offer.id, {"token": token}, upload))
    return await town.teams.files.read(place.unique_id)


async def test_a_second_yes_and_a_yes_after_a_no_have_the_same_file(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.says("compile")
    offer = town.cleo.sees_last()
    await town.teams.consent("cleo", offer.id, accept=False)
    first, second = await consents(town, "cleo", offer), await consents(town, "cleo", offer)
    assert first == second
    assert first is not None
    assert TITLE in words_of(first)


async def test_a_yes_to_what_is_not_theirs_or_not_there_brings_nothing(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.says("compile")
    offer = town.cleo.sees_last()
    await town.teams.join("asha")
    for who, token in (
        ("asha", "report-1"),
        ("cleo", "report-99"),
        ("cleo", "report-x"),
        ("cleo", "report-" + "9" * 40),
    ):
        assert await consents(town, who, offer, token) is None


async def test_a_round_that_closes_while_its_report_is_compiled_leaves_the_report_a_draft(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = town.council

    def closing(*given: Any) -> Written:
        here.database.write_now(close_round, person=here.people["cleo"], moment=moment(1), round_id=here.round_id)
        return compiled(*given)

    monkeypatch.setattr(reporting, "compiled", closing)
    await town.cleo.says("report for young carers")
    await town.cleo.presses("compile")
    _, content = await accepted(town)
    assert "Draft: the July 2024 round is still open" in words_of(content)
    monkeypatch.undo()
    await town.cleo.says("report for young carers")
    await town.cleo.says("compile")
    _, content = await accepted(town)
    assert "The July 2024 round is closed. No update was received in it." in words_of(content)


async def test_nobody_else_can_have_the_file_that_was_offered_to_the_clerk(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.says("compile")
    assert "I cannot find report 1" in told(await town.asha.says("get report 1"))


async def test_two_reports_are_compared(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.presses("compile")
    alone = await town.cleo.presses("compare_reports", on=town.cleo.card())
    assert "is the first of" in told(alone)
    answered(town.council)
    await town.cleo.says("report for young carers")
    await town.cleo.presses("compile")
    shown = await town.cleo.says("compare report 2 with 1")
    assert "Recommendation 1, July 2024: an update came in, with the grade 1 – Fully achieved." in told(shown)
    listed = await town.cleo.presses("reports", on=shown)
    assert {"Get report 1", "Get report 2"} <= set(listed.buttons)
    await town.cleo.presses("Get report 2", on=listed)
    assert any("consent" in one.content_type for one in town.cleo.sees_last().attachments)


async def test_what_takes_long_is_compiled_beside_the_conversation_and_told_by_a_letter(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "PATIENCE", 0.0)
    await town.cleo.says("report for young carers")
    waiting = await town.cleo.presses("compile")
    assert "I will write to you here" in told(waiting)
    await told_by_letter(town, "The report is ready")
    await town.cleo.presses("get_report")
    _, content = await accepted(town)
    assert TITLE in words_of(content)


async def test_who_waits_is_told_too_when_it_cannot_be_done(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "PATIENCE", 0.0)
    monkeypatch.setattr("storage.reporting.pdf.office", lambda: None)
    await town.cleo.says("report for young carers as pdf")
    await town.cleo.presses("compile")
    assert "needs LibreOffice" in await told_by_letter(town, "The report is not ready")


async def told_by_letter(town: Town, words: str) -> str:
    for _ in range(200):
        await town.running.courier.round()
        if words in (said := told(town.cleo.sees_last())):
            return said
        await asyncio.sleep(0.02)
    raise AssertionError(f"nobody was told “{words}”")


async def test_the_same_press_delivered_twice_compiles_once(town: Town) -> None:
    await town.cleo.says("report for young carers")
    await town.cleo.presses("compile")
    await town.teams.redeliver("cleo")
    assert "Report 2" not in told(await town.cleo.says("reports"))


@pytest.fixture
async def open_town(here: Council, tmp_path: Path) -> AsyncIterator[Town]:
    """The same town, with an address that people reach the bot by."""
    read = replace(settings(here.database, tmp_path), public_address="https://bot.lowmere.example")
    clock = Clock(ahead=NOW - datetime.now(UTC))
    async with program(read, clock, players=players(), limits=UNHURRIED) as running:
        assert running.stand_in is not None
        yield Town(running, here, running.stand_in)


def grouped(town: Town, who: str) -> tuple[Player, dict[str, Any]]:
    """The person, and the conversation they are in as it would be if others were in it too."""
    player = town.teams.chats.of(who).player
    conversation = {"id": player.conversation_id, "conversationType": "groupChat", "tenantId": player.tenant_id}
    return player, {"conversation": conversation}


async def says_in_group(town: Town, who: str, text: str) -> Entry:
    await town.teams.join(who)
    player, group = grouped(town, who)
    await town.teams.post(who, activities.message(player, text) | group)
    return town.teams.last(who)


async def presses_in_group(town: Town, who: str, verb: str, **data: Any) -> str:
    player, group = grouped(town, who)
    return str((await town.teams.post(who, activities.execute(player, "1", {"verb": verb}, data) | group)).body)


async def test_in_a_group_the_report_comes_by_a_link_that_opens_for_its_asker_alone_and_ends(open_town: Town) -> None:
    shown = await says_in_group(open_town, "cleo", "report for young carers")
    assert "Compile this report?" in told(shown)
    ids = {"plan": open_town.council.plan_id, "round": open_town.council.round_id}
    body = await presses_in_group(open_town, "cleo", "compile", **ids, form="progress_update", format="docx")
    found = re.search(r"https://bot\.lowmere\.example(/reports/[\w.-]+)", body)
    assert found is not None, body
    assert not any("consent" in one.content_type for one in open_town.teams.last("cleo").attachments)
    address = open_town.running.address + found[1]
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "no-store"
            assert "The code for your report" in await response.text()
        async with session.post(address, data={"code": "AAAA-AAAA"}) as response:
            assert response.status == 403
            assert "That is not the code." in await response.text()
        async with session.post(address, data={"code": "A" * 5_000}) as response:
            assert response.status == 413
        code = re.search(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b", await told_by_letter(open_town, "The code for your report"))
        assert code is not None
        assert code[0] not in body
        async with session.post(address, data={"code": code[0]}) as response:
            assert response.status == 200
            assert response.content_type == WORD
            assert TITLE in words_of(await response.read())
        async with session.get(address.replace("/reports/1.", "/reports/2.")) as response:
            assert response.status == 404
        async with session.get(f"{open_town.running.address}/reports/1.1.99999999999.x") as response:
            assert response.status == 404
        open_town.teams.clock.advance(timedelta(minutes=16))
        async with session.get(address) as response:
            assert response.status == 404
            assert "This link has ended" in await response.text()
        async with session.post(address, data={"code": code[0]}) as response:
            assert response.status == 404


async def test_a_group_without_an_address_is_told_where_to_ask(town: Town) -> None:
    ids = {"plan": town.council.plan_id, "round": town.council.round_id}
    body = await presses_in_group(town, "cleo", "compile", **ids, form="progress_update", format="docx")
    assert "Type “get report 1” in our own chat" in body


async def test_in_a_group_nothing_else_is_shown(town: Town) -> None:
    for words in ("reports", "update", "get report 1"):
        assert "only in our own chat" in told(await says_in_group(town, "cleo", words))


async def test_a_clerk_sends_a_template_and_papers_are_made_from_it(town: Town) -> None:
    word = made(*GOOD)
    taken = await town.cleo.sends("ours.docx", word, WORD, text="template for the progress update")
    assert "From now on I make papers in the form “Progress update” from this template." in told(taken)
    shown = await town.cleo.says("report for young carers")
    assert "from your own template ours.docx" in told(shown)
    await town.cleo.presses("compile")
    _, content = await accepted(town)
    assert "Report to the Select Committee: Young Carers in Schools, July 2024" in words_of(content)


async def test_a_template_that_would_not_work_is_told_line_by_line_and_not_used(town: Town) -> None:
    refused = await town.cleo.sends("ours.docx", made("Hello", "{{ reveiw }}"), WORD, text="our template for tracker")
    assert "Line 2: There is no field “reveiw”. Did you mean “review”?" in told(refused)
    assert "say which form" in told(await town.cleo.sends("ours.docx", made(*GOOD), WORD, text="template"))
    assert "your own template" not in told(await town.cleo.says("report for young carers as tracker"))


async def test_what_may_name_a_child_is_told_before_it_is_printed(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="Jayden, aged 9, now has a mentor.", impact="x", grade="2")
    await town.asha.says("review")
    await town.asha.says("submit all")
    assert "May name a child: Recommendation 1." in told(await town.cleo.says("report for young carers"))
