"""Presses that no card of ours offers, and what the record holds after them: for the tests that attack the walk."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select, update

from bot.playground import activities
from bot.playground.answers import Answer
from storage.database import Database
from storage.tables.people import Person as PersonRow
from storage.tables.rounds import UpdateVersion
from tests.builders import Council, email
from tests.conversations.conftest import Town

PDF = b"%PDF-1.7\nminutes"
FAULT = "it is my fault"
HALF = "\ud800"


async def forged(town: Town, who: str, verb: str, **data: object) -> Answer:
    """A press that no card of ours offers."""
    player = town.teams.chats.of(who).player
    return await town.teams.post(who, activities.execute(player, "1", {"verb": verb}, data))


async def refused(town: Town, who: str, verb: str, **data: object) -> str:
    """The sentence that a forged press is answered with. A card in its place, or a fault, is a failure."""
    answer = await forged(town, who, verb, **data)
    assert answer.status == 200, answer
    assert isinstance(answer.body["value"], str), "it was answered with a card"
    assert FAULT not in answer.body["value"]
    return str(answer.body["value"])


def about(town: Town, which: str, **more: object) -> dict[str, object]:
    """What a card about this recommendation carries."""
    return {"rec": town.council.recommendations[which], "round": town.council.round_id, **more}


def changed(database: Database, statement: Any) -> None:
    def run(session: Session) -> None:
        session.execute(statement)

    database.write_now(run)


def deactivated(town: Town, who: str) -> None:
    statement = update(PersonRow).where(col(PersonRow.email) == email(who)).values(active=False)
    changed(town.council.database, statement)


def versions(here: Council) -> list[str]:
    """The evidence of every version there is, in order."""
    return here.database.read_now(
        lambda session: list(session.exec(select(UpdateVersion.evidence).order_by(col(UpdateVersion.id))))
    )


def rows_of(town: Town, table: type[Any]) -> list[Any]:
    return town.council.database.read_now(lambda session: list(session.exec(select(table).order_by(table.id))))


def carried(part: object) -> Iterator[Mapping[str, Any]]:
    """What the buttons of a card carry."""
    if isinstance(part, Mapping):
        if isinstance(part.get("data"), Mapping):
            yield part["data"]
        for inner in part.values():
            yield from carried(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from carried(inner)
