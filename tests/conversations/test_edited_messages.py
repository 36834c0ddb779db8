"""A message that is edited in Teams after it was sent: said to change nothing, once, and changes nothing."""

from typing import Any

import pytest

from bot.playground import activities
from bot.playground.stand_in import StandIn
from tests.conversations.conftest import Town
from tests.officer import told


def edit(teams: StandIn, key: str, text: str, event_type: str = "editMessage") -> dict[str, Any]:
    player = teams.chats.of(key).player
    sent = [entry for entry in teams.transcript(key) if entry.author == "person"][-1]
    said = activities.message(player, text)
    channel = {**said.get("channelData", {}), "eventType": event_type}
    return said | {"type": "messageUpdate", "id": sent.id, "channelData": channel, "timestamp": "2024-07-08T09:00:00Z"}


async def test_an_edited_message_changes_nothing_and_that_is_said_once(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("We held 12 panels.")
    before = len(town.asha.heard())
    edited = edit(town.teams, "asha", "We held 14 panels.")
    assert (await town.teams.post("asha", edited)).status == 200
    assert (await town.teams.post("asha", edited)).status == 200
    said = town.asha.heard()[before:]
    assert len(said) == 1
    assert "You edited a message" in told(said[0])
    assert "nothing" in told(said[0])
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "We held 12 panels."


async def test_a_second_edit_is_answered_too(town: Town) -> None:
    await town.asha.says("We met 12 heads in May and they agreed.")
    before = len(town.asha.heard())
    first = edit(town.teams, "asha", "We met 13 heads.")
    await town.teams.post("asha", first)
    await town.teams.post("asha", first | {"timestamp": "2024-07-08T09:05:00Z"})
    assert len(town.asha.heard()) == before + 2


@pytest.mark.parametrize("event_type", ["undeleteMessage", "softDeleteMessage", "something new"])
async def test_a_message_that_is_taken_away_or_brought_back_is_passed_over(town: Town, event_type: str) -> None:
    await town.asha.says("update")
    await town.asha.says("We held 12 panels.")
    before = len(town.asha.heard())
    assert (await town.teams.post("asha", edit(town.teams, "asha", "x", event_type))).status == 200
    assert len(town.asha.heard()) == before
