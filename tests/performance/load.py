"""The load that the soak puts on the program: several people press "save" at once, and every press has words of its own.

What is not answered is delivered again under the same id, as Teams does; now and then what was answered is, too.
"""

import asyncio
import random
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import aiohttp

from storage.agreed import AgreedPlan
from storage.vocabulary import Part
from tests.builders import IDS, NAMES, TENANT, Council, owner, plan

HANDS = {"asha": 3, "bryn": 3, "tess": 2, "lena": 2}
ALONE, SHARED = 8, 6
AGAIN = 0.1
UNANSWERED = (aiohttp.ClientError, ConnectionError, TimeoutError)

Json = dict[str, Any]


@dataclass(slots=True)
class Press:
    """One press, as Teams would deliver it, and whether an answer to it came back."""

    who: str
    recommendation_id: int
    text: str
    activity: Json
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A recommendation that somebody may answer, with its one indicator."""

    recommendation_id: int
    indicator_id: int


def long_plan() -> AgreedPlan:
    """Some recommendations for each person alone, and some that all of them answer, so that presses collide."""
    owners = [(owner(key),) for key in HANDS for _ in range(ALONE)]
    owners += [tuple(owner(key, Part.JOINT) for key in HANDS)] * SHARED
    one = plan().recommendations[1]
    numbered = enumerate(owners, start=1)
    return replace(
        plan(), recommendations=tuple(replace(one, number=str(number), owners=named) for number, named in numbered)
    )


def boxes(here: Council) -> dict[str, list[Box]]:
    found: dict[str, list[Box]] = {key: [] for key in HANDS}
    for number, recommendation_id in here.recommendations.items():
        sheet = here.sheet("cleo", number)
        for key in HANDS:
            if here.people[key].id in {one.person_id for one in sheet.owners}:
                found[key].append(Box(recommendation_id, sheet.indicators[0].id))
    return found


@dataclass(slots=True)
class Load:
    """Everybody pressing. `open` is clear while there is no program to press at."""

    address: str
    round_id: int
    boxes: Mapping[str, list[Box]]
    session: aiohttp.ClientSession
    open: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    presses: list[Press] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    delivered_again: int = 0
    _answered: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    @property
    def acknowledged(self) -> int:
        return sum(press.acknowledged for press in self.presses)

    async def answered(self, presses: int) -> None:
        """Until so many presses have been answered from now on."""
        self._answered = asyncio.Semaphore(0)
        for _ in range(presses):
            await self._answered.acquire()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as everybody:
            for key, hands in HANDS.items():
                versions: dict[int, int] = {}
                for _ in range(hands):
                    everybody.create_task(self._press_on(key, versions))

    async def _press_on(self, who: str, versions: dict[int, int]) -> None:
        """One pair of hands: the next press follows the answer to the last, whatever happens in between."""
        while not self.ended.is_set():
            press = self._pressed(who, random.choice(self.boxes[who]), versions)
            self.presses.append(press)
            self._heed(press, await self._delivered(press.activity), versions)
            if random.random() < AGAIN:
                self.delivered_again += 1
                await self._delivered(press.activity)

    async def _delivered(self, activity: Json) -> Json:
        while True:
            await self.open.wait()
            try:
                async with self.session.post(f"{self.address}/api/messages", json=activity) as response:
                    return {"status": response.status, **await response.json(content_type=None)}
            except UNANSWERED:
                self.delivered_again += 1
                await asyncio.sleep(0.01)

    def _heed(self, press: Press, answer: Json, versions: dict[int, int]) -> None:
        card = answer.get("value")
        if answer["status"] != 200 or not isinstance(card, dict):
            self.troubles.append(f"a press was answered {answer['status']}: {card}")
            return
        press.acknowledged = True
        self._answered.release()
        for data in _carried(card):
            if "rec" in data and "version" in data:
                versions[int(data["rec"])] = int(data["version"])

    def _pressed(self, who: str, box: Box, versions: Mapping[int, int]) -> Press:
        indicator = f"indicator_{box.indicator_id}"
        text = f"Press {secrets.token_hex(12)}. " + "44 of 52 schools have named a lead. " * 20
        data = {
            "rec": box.recommendation_id,
            "round": self.round_id,
            "version": versions.get(box.recommendation_id, 0),
            "fields": f"evidence impact grade explanation anticipated {indicator}",
            "evidence": text,
            "grade": "2",
            indicator: "48%",
        }
        action = {"type": "Action.Execute", "verb": random.choice(("save_draft", "save_and_next")), "data": data}
        return Press(who, box.recommendation_id, text, self._activity(who, {"action": action, "trigger": "manual"}))

    def _activity(self, who: str, value: Json) -> Json:
        return {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "id": secrets.token_hex(8),
            "timestamp": datetime.now(UTC).isoformat(),
            "serviceUrl": f"{self.address}/",
            "channelId": "msteams",
            "from": {"id": f"29:{who}", "name": NAMES[who], "aadObjectId": IDS[who]},
            "recipient": {"id": "28:bot", "name": "Scrutiny"},
            "conversation": {"id": f"a:{who}", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-GB",
            "value": value,
        }


def _carried(part: object) -> Iterator[Json]:
    """What the buttons of a card carry."""
    if isinstance(part, dict):
        if isinstance(part.get("data"), dict):
            yield part["data"]
        for inner in part.values():
            yield from _carried(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _carried(inner)
