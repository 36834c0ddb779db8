"""Activities that changed something: Teams may deliver one again, and the second time must find the first's answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from storage.prepared import rows, run_all
from storage.tables.messages import Delivery
from storage.views import Moment

P = ParamSpec("P")
T = TypeVar("T")

KEPT_FOR = timedelta(days=2)

CLAIM = insert(Delivery)
ANSWER = update(Delivery).where(col(Delivery.key) == bindparam("of")).values(answer=bindparam("given"))
FIND = select(col(Delivery.key), col(Delivery.answer)).where(col(Delivery.key) == bindparam("key"))


@dataclass(frozen=True, slots=True)
class Handled:
    """This activity has had its effect. `answer` is None where the program stopped before it had answered."""

    answer: Mapping[str, Any] | None


class AlreadyHandled(Exception):
    """A second delivery came while the first was being handled; the effect of the second is rolled back."""


def handled(session: Session, *, key: str) -> Handled | None:
    found = rows(session, FIND, {"key": key})
    return Handled(found[0].answer) if found else None


def once(
    session: Session,
    key: str,
    moment: Moment,
    operation: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Runs an operation and claims the activity in one transaction: both hold, or neither."""
    try:
        rows(session, CLAIM, {"key": key, "handled_at": moment.at})
    except IntegrityError:
        raise AlreadyHandled from None
    return operation(session, *args, **kwargs)


def answer_with(session: Session, *, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Keeps what was answered to activities that changed something, by their keys."""
    run_all(session, ANSWER, [{"of": key, "given": dict(given)} for key, given in answers.items()])


def forget_old(session: Session, *, moment: Moment) -> None:
    session.execute(delete(Delivery).where(col(Delivery.handled_at) < moment.at - KEPT_FOR))
