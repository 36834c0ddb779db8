"""One turn as a dialog sees it: who, where, when, what they did, and the door to the record."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from dialogs.speech import Event, OfferedFile, Place, Pressed, Reply, Said
from storage import deliveries
from storage.database import Database
from storage.reporting.naming import House
from storage.views import Moment, Person

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Turn:
    """`argument` is what followed the words of a command: the 5 of "open 5"; `chat` names the conversation.
    `given_back` is what is said beside the answer, whatever that is."""

    person: Person
    place: Place
    moment: Moment
    event: Event
    council: str
    database: Database
    delivery: str
    download: Callable[[OfferedFile], Awaitable[bytes]]
    chat: str = ""
    house: House = field(default_factory=House)
    public_address: str = ""
    argument: str = ""
    given_back: list[str] = field(default_factory=list, init=False)
    wrote: bool = field(default=False, init=False)

    async def read(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.database.read(operation, *args, **kwargs)

    async def glance(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A look by key, which needs no thread of its own where the record is on this machine."""
        return await self.database.glance(operation, *args, **kwargs)

    async def write(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The first write of a turn claims the activity in its transaction, so that a second delivery has no effect."""
        if self.wrote:
            return await self.database.write(operation, *args, **kwargs)
        result = await self.database.write(deliveries.once, self.delivery, self.moment, operation, *args, **kwargs)
        self.wrote = True
        return result

    @property
    def pressed(self) -> Pressed:
        """The press, for dialogs that only a button leads to; typed words bring an empty one."""
        return self.event if isinstance(self.event, Pressed) else Pressed("")

    @property
    def typed(self) -> bool:
        return isinstance(self.event, Said)


Dialog = Callable[[Turn], Awaitable[Reply]]
