"""Statements that every turn runs, compiled once and then run on the driver's own cursor.

To put a statement through SQLAlchemy each time costs several times what the database needs to answer it. What SQLAlchemy
knows is kept: the dialect's words, the types on their way in and out, its errors. Lists (`IN`) are compiled by length.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
Parameters = Mapping[str, Any]

MOST_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class _Ready:
    """`constants` are the statement's own values; `lists` is what each `IN` became; `order` is that of the parameters
    where the driver wants them by place; `into` and `out` are the ways of types into the database and out of it."""

    sql: str
    constants: Parameters
    order: tuple[str, ...] | None
    into: Mapping[str, Callable[[Any], Any]]
    lists: Mapping[str, Sequence[str]]
    row: Callable[..., Any] | None
    out: tuple[tuple[int, Callable[[Any], Any]], ...]

    def arguments(self, given: Parameters) -> Any:
        values = {**self.constants, **given}
        for name, places in self.lists.items():
            values.update(zip(places, _flat(values.pop(name)), strict=True))
        for name, process in self.into.items():
            values[name] = process(values[name])
        return values if self.order is None else [values[name] for name in self.order]

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Any]:
        if self.row is None:
            return []
        return [self.row(*self._typed(one)) for one in found]

    def _typed(self, found: Sequence[Any]) -> Sequence[Any]:
        if not self.out:
            return found
        values = list(found)
        for place, process in self.out:
            values[place] = process(values[place])
        return values


_remembered: dict[tuple[Any, ...], _Ready] = {}


def rows(session: Session, statement: Statement, given: Parameters) -> list[Any]:
    """What a statement finds: named tuples, their values in the types of the tables."""
    ready, cursor = _at_hand(session, statement, given)
    try:
        _run(session, cursor.execute, ready.sql, ready.arguments(given))
        return ready.rows(cursor.fetchall()) if ready.row else []
    finally:
        cursor.close()


def run_all(session: Session, statement: Statement, given: Sequence[Parameters]) -> None:
    """Runs a statement once for each set of parameters."""
    if not given:
        return
    ready, cursor = _at_hand(session, statement, given[0])
    try:
        _run(session, cursor.executemany, ready.sql, [ready.arguments(one) for one in given])
    finally:
        cursor.close()


def _at_hand(session: Session, statement: Statement, given: Parameters) -> tuple[_Ready, Any]:
    known: tuple[Dialect, Any] | None = session.info.get("driver")
    if known is None:
        connection = session.connection()
        known = session.info["driver"] = (connection.dialect, connection.connection.driver_connection)
    dialect, driver = known
    key = (statement, dialect.name, tuple(given), tuple([len(one) for one in given.values() if type(one) is list]))
    ready = _remembered.get(key)
    if ready is None:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        ready = _remembered[key] = _compiled(statement, dialect, given)
    return ready, driver.cursor()


def _compiled(statement: Statement, dialect: Dialect, given: Parameters) -> _Ready:
    keys = list(given) if isinstance(statement, Insert) else None
    compiled: Any = statement.compile(dialect=dialect, column_keys=keys)
    whole = compiled.construct_expanded_state(dict(given))
    columns = list(statement.exported_columns) if isinstance(statement, Select) or statement._returning else []
    into = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for bind, name in compiled.bind_names.items()}
    into = {name: process for name, process in into.items() if name not in whole.parameter_expansion}
    outward = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    lists = {name: places for name, places in whole.parameter_expansion.items() if name in given}
    asked = {*given, *(place for places in lists.values() for place in places)}
    return _Ready(
        sql=whole.statement,
        constants={name: value for name, value in whole.parameters.items() if name not in asked},
        order=tuple(whole.positiontup) if compiled.positional else None,
        into={name: process for name, process in {**into, **_of_lists(whole)}.items() if process is not None},
        lists=lists,
        row=namedtuple("Found", [str(column.key) for column in columns], rename=True) if columns else None,
        out=tuple((place, process) for place, process in enumerate(outward) if process is not None),
    )


def _of_lists(whole: Any) -> Mapping[str, Any]:
    """What the values within lists are put through."""
    places = {place for names in whole.parameter_expansion.values() for place in names}
    return {name: process for name, process in whole.processors.items() if name in places}


def _run(session: Session, execute: Callable[..., Any], sql: str, arguments: Any) -> None:
    """The driver's errors as SQLAlchemy's own, without the parameters: those are people's words."""
    dialect = session.info["driver"][0]
    error_of_driver: Any = dialect.loaded_dbapi.Error
    try:
        execute(sql, arguments)
    except error_of_driver as error:
        raise DBAPIError.instance(sql, None, error, error_of_driver, hide_parameters=True, dialect=dialect) from error


def _flat(values: Sequence[Any]) -> list[Any]:
    return [inner for one in values for inner in (one if isinstance(one, tuple) else (one,))]
