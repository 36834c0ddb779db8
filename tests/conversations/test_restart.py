"""Stopping and starting again, another device, another database: the person finds everything where it was."""

from pathlib import Path

from bot.app import program
from storage.database import Database
from tests.builders import Council, council
from tests.conversations.conftest import clock, players, running_town, settings
from tests.officer import told


async def test_a_restart_between_any_two_steps_loses_nothing(here: Council, tmp_path: Path) -> None:
    async with running_town(here, tmp_path) as town:
        await town.asha.joins()
        await town.asha.says("update")
        await town.asha.says("We wrote to 44 schools.")
    async with running_town(here, tmp_path) as town:
        await town.asha.says("yes")
        await town.asha.presses("save_draft", evidence="We wrote to 45 schools.", grade="1", impact="It helps.")
    async with running_town(here, tmp_path) as town:
        assert "We wrote to 45 schools." in str((await town.asha.says("resume")).card)
        await town.asha.says("review")
    async with running_town(here, tmp_path) as town:
        assert "R-" in told(await town.asha.says("submit all"))
    assert here.sheet("cleo", "1").sent_version == 2
    assert "Hello" not in "".join(told(entry) for entry in town.asha.heard()[1:])


async def test_an_activity_delivered_again_after_a_restart_gets_its_answer_again(here: Council, tmp_path: Path) -> None:
    async with running_town(here, tmp_path) as town:
        await town.asha.says("update")
        first = await town.asha.presses_raw("save_draft", town.asha.card(), evidence="Once.", grade="1")
        activity = town.teams.posted("asha")
    async with running_town(here, tmp_path) as town:
        again = await town.teams.post("asha", {**activity, "serviceUrl": town.teams.service_url})
    assert again.body == first.body
    assert here.sheet("asha", "1").version == 1


async def test_the_same_walk_on_postgresql(postgresql_database: Database, tmp_path: Path) -> None:
    here = council(postgresql_database)
    async with running_town(here, tmp_path) as town:
        await town.asha.joins()
        await town.asha.presses("start")
        await town.asha.presses("save_and_next", evidence="44 schools, by May.", impact="It helps.", grade="1")
        await town.asha.says("The survey went out.")
        await town.asha.says("yes")
        await town.asha.says("review")
        assert "R-" in told(await town.asha.presses("submit_all"))
        await town.bryn.joins()
        assert "The survey went out." in told(await town.bryn.says("open 2"))
    assert here.sheet("cleo", "2").sent_version == 1


async def test_a_letter_finds_its_reader_though_the_program_listens_on_another_port(
    here: Council, tmp_path: Path
) -> None:
    async with running_town(here, tmp_path) as town:
        await town.bryn.says("hi")
        before = town.teams.service_url
    async with running_town(here, tmp_path) as town:
        assert town.teams.service_url != before
        await town.asha.says("open 1")
        await town.asha.says("hand to Bryn because it is his")
        await town.running.courier.round()
        assert "Asha Pryce" in told(await town.teams.sees("bryn", "Asha Pryce"))


async def test_who_was_met_in_a_terminal_alone_is_written_to_on_the_page(here: Council, tmp_path: Path) -> None:
    async with running_town(here, tmp_path / "terminal") as town:
        await town.bryn.says("hi")
    async with running_town(here, tmp_path / "page") as town:
        await town.asha.says("open 1")
        await town.asha.says("hand to Bryn because it is his")
        await town.running.courier.round()
        assert await town.teams.sees("bryn", "Asha Pryce")


async def test_a_terminal_leaves_other_peoples_letters_to_the_page(here: Council, tmp_path: Path) -> None:
    now = clock()
    async with running_town(here, tmp_path, now) as town:
        await town.bryn.says("hi")
        await town.asha.joins()
    asha = (next(one for one in players() if one.key == "asha"),)
    async with program(settings(here.database, tmp_path), now, players=asha, in_terminal=True) as running:
        assert running.stand_in is not None
        await running.stand_in.say("asha", "open 1")
        await running.stand_in.say("asha", "hand to Bryn because it is his")
        assert await running.courier.round() == 0
    async with running_town(here, tmp_path, now) as town:
        await town.running.courier.round()
        assert await town.teams.sees("bryn", "Asha Pryce")
