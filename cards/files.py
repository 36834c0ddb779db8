"""Files kept with an answer: named, and, where somebody reads or writes it, with the words that get or take them off."""

from collections.abc import Mapping

from cards.elements import label, line, link, row
from cards.frame import Element, Room
from cards.people import more
from cards.verbs import Verb
from cards.wording import file_size, said, unmarked
from storage.views import KeptFile, Sheet

# Each press weighs half a kilobyte, which texts need more.
MOST_PRESSABLE = 4


def file_words(file: KeptFile) -> str:
    return f"{said(file.name, 80)}, {file_size(file.size)}"


def named(sheet: Sheet, room: Room) -> list[Element]:
    """The files as the report names them."""
    if not sheet.files:
        return []
    shown = sheet.files[: room.items]
    return [label("Files:"), *map(_line, shown), *more(len(sheet.files) - len(shown), "file")]


def to_get(sheet: Sheet, room: Room) -> list[Element]:
    """The files to read."""
    drawn = [label("Files:")] if sheet.files else []
    for file in sheet.files[: _pressable(room)]:
        drawn += [_line(file), _get(file)]
    return drawn + _others(sheet, room)


def to_get_or_take_off(sheet: Sheet, room: Room, data: Mapping[str, int | str]) -> list[Element]:
    """The files of an answer that can still change. Taking one off carries the form's inputs, so that none is lost."""
    drawn = [label("Files kept with this answer")]
    for file in sheet.files[: _pressable(room)]:
        off = f"Take off {unmarked(file.name, 40)}"
        take_off = link("Take off", Verb.DETACH, {**data, "file": file.id}, name=off, inputs=True)
        drawn += [_line(file), row([_get(file), take_off])]
    return drawn + _others(sheet, room)


def _pressable(room: Room) -> int:
    return min(MOST_PRESSABLE, room.items // 2)


def _others(sheet: Sheet, room: Room) -> list[Element]:
    others = sheet.files[_pressable(room) :]
    shown = others[: room.items]
    return [*map(_line, shown), *more(len(others) - len(shown), "file")]


def _line(file: KeptFile) -> Element:
    return line(file_words(file))


def _get(file: KeptFile) -> Element:
    return link("Get", Verb.GET_FILE, {"file": file.id}, name=f"Get {unmarked(file.name, 40)}")
