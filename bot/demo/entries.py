"""Reading the demo's YAML files: every value is asked for by name, and a misspelt one is told with its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from bot.clock import COUNCIL_TIME

Word = TypeVar("Word", bound=StrEnum)


class Misspelt(Exception):
    """Something in a demo file that cannot be: a mistake of whoever wrote the file, not of whoever runs it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file, and where it stands for whoever has to mend it."""

    where: str
    data: Mapping[str, Any]

    def given(self, field: str) -> bool:
        return field in self.data

    def text(self, field: str, otherwise: str | None = None) -> str:
        value = self.data.get(field, otherwise)
        if value is None:
            raise Misspelt(f"{self.where}: “{field}” is missing")
        return str(value)

    def texts(self, field: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self._list(field))

    def words(self, field: str) -> dict[str, str]:
        return {str(name): str(value) for name, value in self.data.get(field, {}).items()}

    def yes(self, field: str) -> bool:
        return self.data.get(field, False) is True

    def day(self, field: str) -> date:
        return self.moment(field).date()

    def moment(self, field: str) -> datetime:
        """An instant, written as the council's own clock showed it."""
        try:
            return datetime.fromisoformat(self.text(field)).replace(tzinfo=COUNCIL_TIME)
        except ValueError as error:
            raise Misspelt(f"{self.where}: “{field}” is no date ({self.text(field)})") from error

    def word(self, field: str, words: type[Word]) -> Word:
        return words(self.one_of(field, [word.value for word in words]))

    def one_of(self, field: str, allowed: Collection[str]) -> str:
        return known(self.text(field), allowed, f"{self.where}, {field}")

    def one(self, field: str, fields: Collection[str]) -> "Entry":
        return entry(self.data.get(field), fields, f"{self.where}, {field}")

    def many(self, field: str, fields: Collection[str]) -> tuple["Entry", ...]:
        return tuple(entry(one, fields, f"{self.where}, {field} {n}") for n, one in enumerate(self._list(field), 1))

    def _list(self, field: str) -> list[Any]:
        value = self.data.get(field, [])
        if not isinstance(value, list):
            raise Misspelt(f"{self.where}: “{field}” should be a list")
        return value


def entry(data: object, fields: Collection[str], where: str) -> Entry:
    """A mapping that has no other fields than these."""
    if not isinstance(data, dict):
        raise Misspelt(f"{where}: this should have the fields {', '.join(sorted(fields))}")
    for field in data:
        known(str(field), fields, where)
    return Entry(where, data)


def known(name: str, allowed: Collection[str], where: str) -> str:
    if name not in allowed:
        raise Misspelt(f"{where}: “{name}” is not known; it can be {', '.join(sorted(allowed))}")
    return name


def file(name: str, fields: Collection[str]) -> Entry:
    return parsed(files("bot.demo").joinpath(name).read_text(encoding="utf-8"), fields, name)


def parsed(text: str, fields: Collection[str], where: str) -> Entry:
    return entry(yaml.safe_load(text), fields, where)
