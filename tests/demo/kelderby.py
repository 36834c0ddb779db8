"""The demo's council in a record, as the tests here ask about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session, SQLModel, select

from bot.demo.clock import FIRST_MORNING
from bot.demo.council import players
from storage.database import Database
from storage.people import person_with_email
from storage.views import Moment, Person

P = ParamSpec("P")
T = TypeVar("T")
Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Kelderby:
    database: Database

    def read(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.read_now(operation, *args, **kwargs)

    def moment(self) -> Moment:
        """The demo's first morning."""
        return Moment(FIRST_MORNING, FIRST_MORNING.date())

    def rows(self, table: type[Row]) -> list[Row]:
        return self.read(lambda session: list(session.exec(select(table)).all()))

    def person(self, email_begins: str) -> Person:
        found = self.read(person_with_email, email=f"{email_begins}@kelderby.example")
        assert found is not None
        return found

    def player(self, key: str) -> Person:
        return self.person(next(one.email for one in players() if one.key == key).partition("@")[0])
