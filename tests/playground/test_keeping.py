"""A second start finds the chats, the unread marks and the clock as they were left."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.playground.playing import playing
from bot.playground.transcript import LONGEST
from tests.playground.echo_bot import EchoBot
from tests.playground.players import PLAYERS


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "playground" / "chats.json"


async def test_a_chat_outlives_a_restart(bot: EchoBot, bot_url: str, keep: Path) -> None:
    async with playing(bot_url, Clock(), PLAYERS, keep) as first:
        await first.join("officer")
        await first.say("officer", "form")
        await first.say("officer", "file")
        await first.press("officer", first.transcript("officer")[2].id, "Save draft", {"evidence": "Done"})
        await first.say("clerk", "half a pair \ud83d of surrogates")
        first.move_on(timedelta(days=1))
        before = {player.key: first.transcript(player.key) for player in PLAYERS}

    clock = Clock()
    async with playing(bot_url, clock, PLAYERS, keep) as second:
        assert {player.key: second.transcript(player.key) for player in PLAYERS} == before
        assert second.unread("clerk") == 1
        assert clock.ahead == timedelta(days=1)
        told = len(bot.got)
        await second.join("officer")
        assert len(bot.got) == told, "the bot is installed once"
        await second.say("officer", "hello again")
        assert int(second.last("officer").id) > int(before["officer"][-1].id)


async def test_a_sent_file_outlives_a_restart(bot_url: str, keep: Path) -> None:
    async with playing(bot_url, Clock(), PLAYERS, keep) as first:
        await first.send_file("officer", "../../map.pdf", b"%PDF", "application/pdf")
        unique_id = first.transcript("officer")[0].attachments[0].content["uniqueId"]
    async with playing(bot_url, Clock(), PLAYERS, keep) as second:
        assert await second.files.read(unique_id) == b"%PDF"
    assert not (keep.parent.parent / "map.pdf").exists()


@pytest.fixture
def damaged(keep: Path) -> Path:
    keep.parent.mkdir()
    keep.write_text('{"chats": {"officer": []}', encoding="utf-8")
    return keep


async def test_what_cannot_be_read_is_put_aside(bot_url: str, damaged: Path) -> None:
    async with playing(bot_url, Clock(), PLAYERS, damaged) as stand_in:
        assert stand_in.transcript("officer") == ()
    assert damaged.with_name("chats.json.unreadable").exists()


async def test_a_chat_keeps_its_latest_entries_only(bot_url: str) -> None:
    async with playing(bot_url, Clock(), PLAYERS) as stand_in:
        for number in range(LONGEST // 2 + 5):
            await stand_in.say("officer", str(number))
        assert len(stand_in.transcript("officer")) == LONGEST
        assert stand_in.last("officer").text == f"You said: {LONGEST // 2 + 4}"
