"""Cards of a document that somebody has imported or dropped since: whoever presses them is told, and nothing happens."""

from typing import Any

import pytest
from sqlalchemy import text

from tests.conversations.conftest import Town
from tests.conversations.forging import FAULT, forged
from tests.conversations.test_documents_arrive import send, told
from tests.documents import FORM, SUBJECT

OTHER = FORM.replace("Allotments and Growing Spaces", "Parks").replace("allotment", "park").replace("Water", "Soil")
TABLES = ("intake", "intake_doubt", "intake_owner", "plan", "recommendation", "update_version", "person", "audit")


def presses_on(card: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every verb that can be pressed on a card, with what it carries."""
    found, pending = [], [card]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            if part.get("type") == "Action.Execute":
                found.append((str(part["verb"]), dict(part["data"])))
            pending += part.values()
        elif isinstance(part, list):
            pending += part
    return found


def words_of(body: Any) -> str:
    found, pending = [], [body]
    while pending:
        part = pending.pop()
        found += [part] if isinstance(part, str) else []
        pending += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return "\n".join(found)


def record(town: Town) -> list[Any]:
    with town.council.database.engine.connect() as connection:
        return [connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all() for table in TABLES]


async def every_card(town: Town) -> dict[str, Any]:
    """What Cleo has had before her: one card of each kind, as it was drawn."""
    cards = {"overview": (await send(town)).card}
    for words in ("doubts", "owners", "owner 2", "show 2", "not placed", "import", "confirm"):
        cards[words] = (await town.cleo.says(words)).card
    return cards


@pytest.mark.parametrize("settles", ["drop", "confirm anyway"])
async def test_every_button_of_an_old_card_says_who_has_settled_it(town: Town, settles: str) -> None:
    cards = await every_card(town)
    await town.ada.says("import")
    await town.ada.says("confirm")
    await town.ada.says(settles)
    before = record(town)
    for name, card in cards.items():
        for verb, data in presses_on(card):
            answer = await forged(town, "cleo", verb, **data, value="3", email="z@lowmere.example", near="2")
            said = words_of(answer.body)
            assert FAULT not in said, (name, verb)
            done = "was dropped by Ada Quill" if settles == "drop" else "has been imported by Ada Quill"
            assert f"“{SUBJECT}” {done}" in said, (name, verb, said)
            assert "Documents in hand: 0" in said, (name, verb)
    assert record(town) == before


@pytest.mark.parametrize("words", ["doubts", "2", "right", "title is Parks", "confirm", "drop", "its own plan", "next"])
async def test_words_at_a_document_that_a_colleague_has_imported_are_for_nothing_else_either(
    town: Town, words: str
) -> None:
    await send(town)
    await town.cleo.says("doubts")
    await town.ada.says("import")
    await town.ada.says("confirm")
    await town.ada.says("confirm anyway")
    before = record(town)
    assert "has been imported by Ada Quill" in told(await town.cleo.says(words))
    assert record(town) == before
    assert "no document in hand" in told(await town.cleo.says("doubts"))


async def test_an_old_card_of_one_document_leaves_the_other_in_hand(town: Town) -> None:
    doubt = (await send(town), await town.cleo.says("doubts"))[1]
    await town.cleo.says("drop")
    await send(town, OTHER, "parks.txt")
    await town.cleo.says("doubts")
    verb, data = next(one for one in presses_on(doubt.card) if one[1].get("how") == "right")
    assert "was dropped by Cleo Farrant" in words_of((await forged(town, "cleo", verb, **data)).body)
    assert "Recorded for Recommendation 2" in told(await town.cleo.says("2"))


async def test_overview_on_an_old_card_is_of_its_own_document(town: Town) -> None:
    doubt = (await send(town), await town.cleo.says("doubts"))[1]
    await send(town, OTHER, "parks.txt")
    assert "Import: Allotments" in ((await town.cleo.presses("Overview", on=doubt)).card or {})["fallbackText"]
