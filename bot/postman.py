"""Takes a reply where it belongs: into the response to a press, over the card it came from, or into the chat."""

import logging

from botbuilder.core import InvokeResponse

from bot import logs, outgoing
from bot.connector import Connector
from bot.delivery import Undeliverable
from bot.incoming import Envelope
from dialogs.speech import Consented, Event, Joined, Pressed, Reply

log = logging.getLogger(__name__)

EMPTY = Reply()


class Postman:
    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def deliver(self, envelope: Envelope, event: Event, reply: Reply) -> InvokeResponse | None:
        if isinstance(event, Pressed) and envelope.is_invoke:
            await self._send(envelope, outgoing.beside(reply, envelope))
            return InvokeResponse(status=200, body=outgoing.invoke_body(reply))
        answers_offer = isinstance(event, Consented) and reply.notice
        if ((isinstance(event, Pressed) and reply.card) or answers_offer) and envelope.reply_to_id:
            await self._replace(envelope, outgoing.message(reply, envelope))
        elif reply != EMPTY:
            await self._send(envelope, outgoing.message(reply, envelope), new=isinstance(event, Joined))
        return InvokeResponse(status=200) if envelope.is_invoke else None

    async def hand_out(self, envelope: Envelope, consented: Consented, content: bytes) -> None:
        """Puts a file where its reader agreed to have it, and the finished card where the question was."""
        await self._connector.upload(consented.upload_url, content)
        await self._replace(envelope, [outgoing.delivered(consented, envelope)])

    async def _send(self, envelope: Envelope, messages: list[outgoing.Outbound], new: bool = False) -> None:
        """Sent in order. What Teams will not take is logged: the record holds, and the person can ask again."""
        try:
            for message in messages:
                await self._connector.send(
                    envelope.service_url, envelope.conversation_id, message, None if new else envelope.activity_id
                )
        except Undeliverable as undeliverable:
            logs.note(
                log, logging.ERROR, "reply not delivered", reason=undeliverable.reason, status=undeliverable.status
            )

    async def _replace(self, envelope: Envelope, messages: list[outgoing.Outbound]) -> None:
        """The first message takes the place of the one that was pressed; where that is gone, it is sent anew."""
        try:
            await self._connector.update(
                envelope.service_url, envelope.conversation_id, envelope.reply_to_id, messages[0]
            )
        except Undeliverable as undeliverable:
            logs.note(
                log, logging.WARNING, "card not replaced", reason=undeliverable.reason, status=undeliverable.status
            )
            await self._send(envelope, messages[:1])
        await self._send(envelope, messages[1:])
