"""One turn, from an activity that the guard let in to its answer: each activity has one effect and one answer.

Below this line a `Refusal` is a sentence for the person; anything else that is raised is a fault, logged with a reference.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from botbuilder.core import InvokeResponse
from botbuilder.schema import Activity

from bot import incoming, logs, outgoing
from bot.answers import Answers
from bot.attachments import Downloads
from bot.clock import Clock
from bot.connector import Connector
from bot.delivery import Undeliverable
from bot.identity import bind_by_email, is_of_council
from bot.incoming import Envelope
from bot.postman import Postman
from bot.settings import Settings
from cards.notice import stranger
from dialogs import evidence, exporting, reporting, router
from dialogs.speech import Consented, Event, Joined, Reply
from dialogs.turn import Turn
from storage import conversations, deliveries, people
from storage.database import Database
from storage.doorstep import look
from storage.errors import Refusal
from storage.views import Moment, Person, Reference

log = logging.getLogger(__name__)

# A person who has waited this long is shown that the bot is at work.
TYPING_AFTER = 1.5
# Teams shows it for a few seconds; reading a long document takes longer.
TYPING_LASTS = 4.0
MOST_STRANGERS = 2_000


@dataclass(frozen=True, slots=True)
class Desk:
    """What a turn needs of the world outside: where answers go, what time it is, where the record is."""

    settings: Settings
    database: Database
    connector: Connector
    downloads: Downloads
    answers: Answers
    clock: Clock


class Turns:
    """Handles activities, those of one conversation one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._postman = Postman(desk.connector)
        self._queues: dict[str, tuple[asyncio.Lock, int]] = {}
        self._answers = desk.answers
        self._turned_away: OrderedDict[str, None] = OrderedDict()

    async def handle(self, activity: Activity, raw: Mapping[str, Any]) -> InvokeResponse | None:
        """What to answer in the HTTP response. An activity that was answered a moment ago gets that answer again."""
        event = incoming.read(activity, raw)
        if event is None:
            return None
        envelope = incoming.envelope(activity, raw)
        key = hashlib.sha256(f"{envelope.conversation_id}\0{envelope.delivery}".encode()).hexdigest()
        async with self._in_turn(envelope.conversation_id):
            if key not in self._answers:
                reply = await self._reply_or_apology(envelope, event, key)
                self._answers[key] = await self._postman.deliver(envelope, event, reply)
            return self._answers[key]

    async def _reply_or_apology(self, envelope: Envelope, event: Event, key: str) -> Reply:
        try:
            return await self._reply(envelope, event, key)
        except Refusal as refusal:
            return Reply(notice=refusal.sentence)
        except Exception as error:  # noqa: BLE001  the last place that knows whom to tell; logged once, with a reference
            reference = logs.fault(log, "turn failed", error)
            contact = self._desk.settings.help_contact
            return Reply(
                notice=f"Something went wrong, and it is my fault. Try again; if it stays, tell {contact}: {reference}."
            )

    async def _reply(self, envelope: Envelope, event: Event, key: str) -> Reply:
        moment = Moment(self._desk.clock.now(), self._desk.clock.today())
        here = Reference(
            envelope.conversation_id, envelope.service_url, envelope.bot_id, envelope.sender_id, envelope.tenant_id
        )
        seen = await self._desk.database.glance(
            look, entra_id=envelope.sender_entra_id, delivery=key, reference=here, moment=moment
        )
        person = seen.person or await self._newcomer(envelope, moment)
        if person is None or not is_of_council(envelope, self._desk.settings.allowed_tenants):
            return await self._turn_away(envelope, event, moment)
        if envelope.conversation_kind == "personal" and (seen.to_note or seen.person is None):
            await self._desk.database.write(conversations.note, person=person, moment=moment, reference=here)
        turn = self._turn(person, envelope, event, moment, key)
        if seen.handled is not None:
            return await self._again(turn, seen.handled)
        return await self._first_time(turn, envelope)

    async def _first_time(self, turn: Turn, envelope: Envelope) -> Reply:
        try:
            reply = await self._dialog(turn, envelope)
        except deliveries.AlreadyHandled:
            handled = await self._desk.database.read(deliveries.handled, key=turn.delivery)
            return await self._again(turn, handled or deliveries.Handled(None))
        if turn.wrote:
            self._answers.keep(turn.delivery, outgoing.kept(reply))
        return reply

    async def _again(self, turn: Turn, handled: deliveries.Handled) -> Reply:
        """The answer that was kept; where the program was stopped before it had one, how things stand now."""
        if handled.answer is not None:
            return outgoing.kept_reply(handled.answer)
        turn.wrote = True
        return await router.where_things_stand(turn)

    async def _dialog(self, turn: Turn, envelope: Envelope) -> Reply:
        if isinstance(turn.event, Consented):
            return await self._hand_out(turn, turn.event, envelope)
        if envelope.is_invoke:  # the pressed button shows for itself that it is being waited for
            return await router.route(turn)
        work = asyncio.ensure_future(router.route(turn))
        wait = TYPING_AFTER
        while not (await asyncio.wait((work,), timeout=wait))[0]:
            await self._desk.connector.typing(envelope.service_url, envelope.conversation_id)
            wait = TYPING_LASTS
        return await work

    async def _hand_out(self, turn: Turn, consented: Consented, envelope: Envelope) -> Reply:
        if not consented.accepted:
            return Reply(notice="Not sent. You can ask for the file again at any time.")
        kinds = ((exporting, exporting.is_export), (reporting, reporting.is_report))
        made = next((kind.content_for for kind, is_one in kinds if is_one(consented)), evidence.content_for)
        name, content = await made(turn, consented)
        try:
            await self._postman.hand_out(envelope, consented, content)
        except Undeliverable:
            raise Refusal(f"“{name}” could not be put in your OneDrive. Ask for it again in a minute.") from None
        return Reply()

    async def _newcomer(self, envelope: Envelope, moment: Moment) -> Person | None:
        tenants = self._desk.settings.allowed_tenants
        return await bind_by_email(self._desk.connector, self._desk.database, tenants, envelope, moment)

    async def _turn_away(self, envelope: Envelope, event: Event, moment: Moment) -> Reply:
        """A stranger is told whom to ask. Of each, one attempt a day goes on record, and nothing they said."""
        if self._known_stranger(envelope, moment):
            if isinstance(event, Joined):  # Teams announces one installation twice
                return Reply()
        else:
            await self._desk.database.write(
                people.note_stranger, moment=moment, entra_id=envelope.sender_entra_id, tenant_id=envelope.tenant_id
            )
            self._turned_away[_stranger_key(envelope, moment)] = None
            if len(self._turned_away) > MOST_STRANGERS:
                self._turned_away.popitem(last=False)
        settings, wrote = self._desk.settings, not isinstance(event, Joined)
        return Reply(stranger(settings.help_contact, settings.council_name, wrote=wrote))

    def _known_stranger(self, envelope: Envelope, moment: Moment) -> bool:
        return _stranger_key(envelope, moment) in self._turned_away

    def _turn(self, person: Person, envelope: Envelope, event: Event, moment: Moment, key: str) -> Turn:
        return Turn(
            person=person,
            place=envelope.conversation_kind,
            moment=moment,
            event=event,
            council=self._desk.settings.council_name,
            database=self._desk.database,
            delivery=key,
            download=self._desk.downloads.download,
            chat=envelope.conversation_id,
            house=self._desk.settings.house,
            public_address=self._desk.settings.public_address,
        )

    @asynccontextmanager
    async def _in_turn(self, conversation_id: str) -> AsyncIterator[None]:
        """One at a time within a conversation; an idle conversation leaves nothing behind."""
        lock, waiting = self._queues.get(conversation_id) or (asyncio.Lock(), 0)
        self._queues[conversation_id] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._queues.pop(conversation_id)
            if waiting > 1:
                self._queues[conversation_id] = (lock, waiting - 1)


def _stranger_key(envelope: Envelope, moment: Moment) -> str:
    return f"{moment.today}{envelope.tenant_id}{envelope.sender_entra_id or envelope.sender_id}"
