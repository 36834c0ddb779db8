"""Statements kept by the shape of the question, and run on the driver's own cursor with what this question has.

To build and compile the half a dozen statements of an answer takes many times what the database needs to run them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select

from storage import prepared
from storage.asking.filters import Asked, given, shape
from storage.query import Filters

MOST_KEPT = 1_000

Statement = Select[*tuple[Any, ...]]
_kept: dict[tuple[object, ...], Statement] = {}


def found(
    asked: Asked,
    what: tuple[object, ...],
    filters: Filters,
    build: Callable[[], Statement],
    more: Mapping[str, Any] | None = None,
) -> list[Any]:
    """The rows of a statement. `what` names it among all that are built of one asker's sight, standing and filters."""
    key = (what, asked.person.roles, asked.dialect, asked.standing, asked.unsent, shape(filters))
    statement = _kept.get(key)
    if statement is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        statement = _kept[key] = build()
    return prepared.rows(asked.session, statement, {**given(asked, filters), **(more or {})})
