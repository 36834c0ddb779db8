"""An answer as a file: offered by Teams' file consent, and made anew, with what its asker may see then, when it is taken."""

import re

from dialogs.answers import last_answered
from dialogs.asking.echo import echo
from dialogs.speech import Consented, FileOffer, Reply
from dialogs.turn import Turn
from storage.asking import remembering
from storage.asking.exporting import MOST_EXPORTED, Exported, export
from storage.errors import Refusal
from storage.query import Format, Query

TOKEN = re.compile(r"answer\.([1-9]\d{0,8})\.(xlsx|csv)")
GONE = "I no longer have that answer in hand. Ask again, and take the file from the new one."


async def as_pressed(turn: Turn) -> Reply:
    if turn.pressed.text("format") not in (Format.XLSX, Format.CSV):
        raise Refusal(GONE)
    return await offer(turn, turn.pressed.number("asked"), Format(turn.pressed.text("format")))


async def excel(turn: Turn) -> Reply:
    return await offer(turn, (await last_answered(turn)).id, Format.XLSX)


async def csv(turn: Turn) -> Reply:
    return await offer(turn, (await last_answered(turn)).id, Format.CSV)


async def offer(turn: Turn, question_id: int, format: Format) -> Reply:
    """Whether it may be put in the person's OneDrive, which is Teams' question to put."""
    made = await _made(turn, question_id, format)
    rows = f"the first {MOST_EXPORTED:,} of {made.total:,}" if made.is_cut else f"{made.total:,}"
    about = f"The answer to your question: {rows} {'row' if made.total == 1 else 'rows'}"
    return Reply(file=FileOffer(f"answer.{question_id}.{format.value}", made.name, len(made.content), about))


def is_export(consented: Consented) -> bool:
    return consented.token.startswith("answer.")


async def content_for(turn: Turn, consented: Consented) -> tuple[str, bytes]:
    """What was consented to, by its name. The token is checked like any other request."""
    found = TOKEN.fullmatch(consented.token)
    if found is None:
        raise Refusal(GONE)
    made = await _made(turn, int(found[1]), Format(found[2]))
    return made.name, made.content


async def _made(turn: Turn, question_id: int, format: Format) -> Exported:
    at = await turn.read(remembering.asked, person=turn.person, question_id=question_id)
    if at.query is None:
        raise Refusal(GONE)
    query: Query = at.query
    return await turn.read(
        export, person=turn.person, today=turn.moment.today, query=query, format=format, understood=echo(query)
    )
