"""Activities that changed something: Teams may deliver one again, and the second time must find the first's answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.tables.messages import Delivery
from storage.views import Moment

P = ParamSpec("P")
T = TypeVar("T")

KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Handled:
    """This activity has had its effect. `answer` is None where the program stopped before it had answered."""

    answer: Mapping[str, Any] | None


class AlreadyHandled(Exception):
    """A second delivery came while the first was being handled; the effect of the second is rolled back."""


def handled(session: Session, *, key: str) -> Handled | None:
    row = session.get(Delivery, key)
    return Handled(row.answer) if row else None


def once(
    session: Session,
    key: str,
    moment: Moment,
    operation: Callable[Concatenate[Session, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Runs an operation and claims the activity in one transaction: both hold, or neither."""
    if session.get(Delivery, key) is not None:
        raise AlreadyHandled
    session.add(Delivery(key=key, handled_at=moment.at))
    session.flush()
    return operation(session, *args, **kwargs)


def answer_with(session: Session, *, key: str, answer: Mapping[str, Any]) -> None:
    """Keeps what was answered, if the activity changed anything."""
    row = session.get(Delivery, key)
    if row is not None:
        row.answer = dict(answer)
        session.add(row)


def forget_old(session: Session, *, moment: Moment) -> None:
    session.execute(delete(Delivery).where(col(Delivery.handled_at) < moment.at - KEPT_FOR))
