"""How a form is laid out, parsed from its YAML: headings, texts, tables, and what is repeated or left out.

Texts hold fields as `{{ item.text }}`. The same layout becomes a Word template (`word_template.py`) and a page (`html.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.vocabulary import Family


class Misdrawn(Exception):
    """A form's file is not as it should be: a mistake of whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Loop:
    """What is repeated for each member of a list ("for item in outstanding"), or drawn only if a field holds something."""

    tag: str
    parts: "tuple[Part, ...]"

    @property
    def end(self) -> str:
        return "endfor" if self.tag.startswith("for ") else "endif"


@dataclass(frozen=True, slots=True)
class Cell:
    """`shade` names the field that holds the colour of the cell's ground."""

    text: str
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    cells: "tuple[Cell | Loop, ...]"


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head, or (without one) facts: a label and its value in each row, of which the first is the head.

    `about` is the heading it stands under; a table that is short enough to stay `together` does not go over a page's end.
    """

    rows: "tuple[Row | Loop, ...]"
    widths: tuple[int, ...]
    head: Row | None = None
    about: str = ""
    together: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    pass


Part = Loop | Cell | Row | Heading | Text | Table | Bullet | Chart


@dataclass(frozen=True, slots=True)
class Form:
    """`key` is its name on the command line, `words` other ways of asking for it."""

    key: str
    name: str
    title: str
    families: frozenset[Family]
    words: tuple[str, ...]
    page: str
    parts: tuple[Part, ...]


FORMS = ("progress_update", "action_plan", "improvement_plan", "statement_of_action", "tracker")
FACTS = (30, 70)


@cache
def form(key: str) -> Form:
    shared = _file("shared")
    data = _expanded(_file(key), shared)
    return Form(
        key,
        data["name"],
        data["title"],
        frozenset(Family(name) for name in data["families"]),
        tuple(data["words"]),
        data.get("page", "A4"),
        _parts(data["parts"], about=""),
    )


def form_of(family: Family) -> Form:
    """The form a plan goes out in when nobody asks for another: the twin of the one it came in."""
    return next((one for key in FORMS if family in (one := form(key)).families), form(FORMS[0]))


def _file(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files("storage.reporting.forms").joinpath(f"{name}.yaml").read_text("utf-8"))
    return found


def _expanded(data: Any, shared: Mapping[str, Any]) -> Any:
    """With what all forms have in the same words in the place of its name; of a list, each entry."""
    if isinstance(data, list):
        return [one for entry in data for one in _entries(entry, shared)]
    if isinstance(data, dict):
        if "shared" in data:
            return _expanded(shared[data["shared"]], shared)
        return {key: _expanded(value, shared) for key, value in data.items()}
    return data


def _entries(entry: Any, shared: Mapping[str, Any]) -> list[Any]:
    found = _expanded(entry, shared)
    return found if isinstance(entry, dict) and isinstance(found, list) else [found]


def _parts(entries: Iterable[dict[str, Any]], about: str) -> tuple[Part, ...]:
    """Each entry of a list of parts; a table is about what the last heading or lead before it says."""
    found: list[Part] = []
    for entry in entries:
        part = _part(entry, about)
        if isinstance(part, Heading) or (isinstance(part, Text) and part.style == "lead"):
            about = part.text
        found.append(part)
    return tuple(found)


def _part(data: dict[str, Any], about: str) -> Part:
    if found := _tag(data):
        return Loop(found, _parts(data["do"], about))
    kind = next(iter(data))
    match kind:
        case "heading 1" | "heading 2" | "heading 3":
            return Heading(int(kind[-1]), data[kind])
        case "text" | "note" | "lead" | "between":
            return Text(data[kind], "" if kind == "text" else kind)
        case "bullet":
            return Bullet(data[kind])
        case "chart":
            return Chart()
        case "facts":
            return Table(tuple(map(_row, data[kind])), FACTS, about=about)
        case "table":
            return _table(data[kind], about)
    raise Misdrawn(f"A form cannot have “{kind}”")


def _table(data: dict[str, Any], about: str) -> Table:
    rows, head = tuple(map(_row, data["rows"])), _plain_row(data["head"])
    return Table(rows, tuple(data["widths"]), head, about, data.get("together", False))


def _row(data: Any) -> Row | Loop:
    if isinstance(data, dict) and (found := _tag(data)):
        return Loop(found, tuple(map(_row, data["rows"])))
    return _plain_row(data)


def _plain_row(data: Any) -> Row:
    return Row(tuple(map(_cell, data)))


def _cell(data: Any) -> Cell | Loop:
    if not isinstance(data, dict):
        return Cell(str(data))
    if found := _tag(data):
        return Loop(found, (Cell(str(data["cell"])),))
    return Cell(data["text"], data["shade"])


def _tag(data: dict[str, Any]) -> str:
    return next((f"{word} {data[word]}" for word in ("for", "if") if word in data), "")
