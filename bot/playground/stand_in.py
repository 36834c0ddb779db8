"""Teams, as far as one machine needs it: somebody says, presses, sends; the bot gets what Teams would have posted.

The page and the tests drive the bot through this one class. Awaiting a verb returns when the bot has answered the
request, by which time its replies are in the transcript; what it sends later of its own accord, `sees` waits for.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import Clock
from bot.playground import activities, answers, pressing
from bot.playground.activities import Activity
from bot.playground.answers import Answer, Outcome
from bot.playground.chats import Chat, Chats
from bot.playground.files import Files
from bot.playground.people import Player
from bot.playground.service import Service
from bot.playground.transcript import FILE_CONSENT, Attachment, Banner, Entry

PATIENCE = aiohttp.ClientTimeout(total=15)
LONGEST_WAIT = 10.0


@dataclass(frozen=True, slots=True)
class _Posted:
    """An activity that went to the bot, and what is done with each answer to it."""

    activity: Activity
    heed: Callable[[Answer], None]


class StandIn:
    """`bot_url` is where the bot takes activities; `service_url` is where this stand-in takes the bot's."""

    def __init__(
        self, bot_url: str, service_url: str, clock: Clock, players: Sequence[Player], keep: Path | None
    ) -> None:
        self.clock = clock
        self.players = tuple(players)
        self.service_url = service_url.rstrip("/") + "/"
        self.chats = Chats(players, clock, keep)
        self.service = Service(self.chats, clock)
        self.files = Files(keep.with_name(keep.stem + "-files") if keep else None)
        self._bot_url = bot_url
        self._session: aiohttp.ClientSession | None = None
        self._last: dict[str, _Posted] = {}

    # What a person does

    async def join(self, key: str) -> None:
        """Open the chat. The first time, Teams tells the bot that it was installed; after that it tells it nothing."""
        chat = self.chats.of(key)
        if not chat.is_joined:
            self.chats.join(chat)
            await self.post(key, activities.added(chat.player))
            await self.post(key, activities.installed(chat.player))

    async def say(self, key: str, text: str) -> Answer:
        chat = self.chats.of(key)
        return await self._speak(chat, activities.message(chat.player, text), text)

    async def send_file(self, key: str, name: str, content: bytes, media_type: str, text: str = "") -> Answer:
        return await self.send_files(key, [(name, content, media_type)], text)

    async def send_files(self, key: str, files: Sequence[tuple[str, bytes, str]], text: str = "") -> Answer:
        """A picture comes as itself, as when it is pasted; anything else as a file in OneDrive."""
        chat = self.chats.of(key)
        sent, shown = [], []
        for name, content, media_type in files:
            place = await self.files.put(name, content)
            url = self.service_url + place.path
            if media_type.startswith("image/"):
                attachment = activities.sent_picture(name, media_type, url)
            else:
                attachment = activities.sent_file(name, place.unique_id, url)
            sent.append(attachment)
            shown.append(Attachment(attachment["contentType"], attachment.get("content", {}), name, url))
        return await self._speak(chat, activities.file_message(chat.player, text, *sent), text, *shown)

    async def press(
        self,
        key: str,
        activity_id: str,
        action: str,
        inputs: Mapping[str, str] | None = None,
        is_old_client: bool = False,
    ) -> Answer:
        """Press the button of this title or verb on the card as it stands. `Unpressable` is what the page would say."""
        chat = self.chats.of(key)
        press = pressing.press(self._shown(chat, activity_id), action, inputs or {}, is_old_client)
        if not press.is_execute:
            return await self._act_on(chat, activity_id, activities.submit(chat.player, activity_id, press.data))
        activity = activities.execute(chat.player, activity_id, press.action, press.data)
        outcome = partial(answers.shown, press.place)
        return await self._act_on(chat, activity_id, activity, outcome)

    async def consent(self, key: str, activity_id: str, accept: bool) -> Answer:
        """Answer the question whether the bot may put a file in one's OneDrive."""
        chat = self.chats.of(key)
        offer = next((a for a in self._shown(chat, activity_id).attachments if a.content_type == FILE_CONSENT), None)
        if offer is None:
            raise pressing.Unpressable("This message offers no file.")
        context = offer.content["acceptContext" if accept else "declineContext"]
        upload = None
        if accept:
            place = self.files.expect(offer.name)
            upload = activities.upload(offer.name, place.unique_id, self.service_url + place.path)
        activity = activities.file_consent(chat.player, activity_id, context, upload)
        outcome = partial(answers.consented, accept)
        return await self._act_on(chat, activity_id, activity, outcome)

    async def redeliver(self, key: str) -> Answer:
        """The person's last activity once more, under the same id, as Teams does when an answer was lost on its way."""
        return await self._deliver(self.chats.of(key), self._last[key])

    async def post(self, key: str, activity: Mapping[str, Any]) -> Answer:
        """Any activity at all, for what no page would send. What it holds goes before what Teams would put there."""
        stamped = self._stamped(activity)
        return await self._deliver(self.chats.of(key), _Posted({**stamped, **activity}, lambda _answer: None))

    def service_of(self, conversation_id: str) -> str | None:
        """Where the bot finds one of these chats now. The record may know it from a terminal before the page does."""
        chat = self.chats.in_conversation(conversation_id)
        if chat is None:
            return None
        if not chat.is_joined:
            self.chats.join(chat)
        return self.service_url

    def fail_next(self, status: int, retry_after: int | None = None, times: int = 1) -> None:
        """Have the service answer the bot's next requests with a failure."""
        self.service.fail_next(status, retry_after, times)

    def move_on(self, by: timedelta) -> None:
        self.clock.advance(by)
        self.chats.move_clock()

    # What a person sees

    def transcript(self, key: str) -> tuple[Entry, ...]:
        return self.chats.of(key).transcript.entries

    def last(self, key: str) -> Entry:
        """The bot's latest message."""
        return [entry for entry in self.transcript(key) if entry.author == "bot"][-1]

    def posted(self, key: str) -> Activity:
        """The last activity that went to the bot for this person, to look at or to change and post again."""
        return dict(self._last[key].activity)

    def unread(self, key: str) -> int:
        return self.chats.of(key).unread

    def read(self, key: str) -> None:
        self.chats.read(self.chats.of(key))

    async def settle(self, key: str) -> None:
        """Until the bot has answered everything that was posted for this person, by a test or by a page."""
        chat = self.chats.of(key)
        with self.chats.newsroom.reading() as news:
            async with asyncio.timeout(PATIENCE.total):
                while chat.under_way:
                    await news.get()

    async def sees(self, key: str, words: str) -> Entry:
        """Until these words are to be read in something the bot said, however late it says them."""
        with self.chats.newsroom.reading() as news:
            async with asyncio.timeout(LONGEST_WAIT):
                while True:
                    if found := [e for e in self.transcript(key) if e.author == "bot" and words in e.words]:
                        return found[-1]
                    await news.get()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        await self.chats.close()

    # How it reaches the bot

    async def _speak(self, chat: Chat, activity: Activity, text: str, *files: Attachment) -> Answer:
        stamped = self._stamped(activity)
        self.chats.read(chat)
        self.chats.add(chat, Entry(stamped["id"], "person", self.clock.now(), text, is_plain=True, attachments=files))

        def heed(answer: Answer) -> None:
            said = chat.transcript.find(stamped["id"])
            if said and said.failure != answer.trouble:
                self.chats.change(chat, said.id, failure=answer.trouble)

        return await self._deliver(chat, _Posted(stamped, heed))

    async def _act_on(
        self, chat: Chat, entry_id: str, activity: Activity, outcome: Outcome = answers.unchanged
    ) -> Answer:
        """Post what was done with a message the bot had sent, and show there what came of it."""
        self.chats.read(chat)

        def heed(answer: Answer) -> None:
            trouble = {"banner": Banner(answer.trouble, is_error=True)}
            if entry := chat.transcript.find(entry_id):
                self.chats.change(chat, entry_id, **(trouble if answer.trouble else outcome(entry, answer.body)))

        return await self._deliver(chat, _Posted(self._stamped(activity), heed))

    async def _deliver(self, chat: Chat, posted: _Posted) -> Answer:
        self._last[chat.player.key] = posted
        chat.under_way += 1
        try:
            answer = await answers.ask(self._outward(), self._bot_url, posted.activity)
            posted.heed(answer)
            return answer
        finally:
            chat.under_way -= 1
            self.chats.newsroom.publish("settled", chat.player.key)

    def _outward(self) -> aiohttp.ClientSession:
        """The one session that posts to the bot, opened when there is a loop to open it in."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=PATIENCE, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    def _stamped(self, activity: Mapping[str, Any]) -> Activity:
        return activities.stamped(activity, self.chats.next_id(), self.service_url, self.clock.now())

    def _shown(self, chat: Chat, activity_id: str) -> Entry:
        entry = chat.transcript.find(activity_id)
        if entry is None:
            raise pressing.Unpressable("That message is no longer there.")
        return entry
