"""What a card about a question is told of it: its id, how it was understood, and each of its filters in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.elements import Data, button, group, label, line, pressable, run
from cards.frame import Element, Room
from cards.verbs import Verb
from cards.wording import said, unmarked

# What a press weighs, which texts need more.
MOST_CHIPS = 10


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that can be left out: what the question calls it, and what it says."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`id` is of the question as it is kept: cards carry it, and nothing of what was asked."""

    id: int
    words: str
    chips: tuple[Chip, ...] = ()

    @property
    def data(self) -> Data:
        return {"asked": self.id}


def understood_line(asked: Reading, room: Room) -> Element:
    return line(run("I understood: ", subtle=True), run(f"{said(asked.words, 4 * room.name)}.", bold=True))


def chips(asked: Reading, room: Room, only: Sequence[str] = ()) -> list[Element]:
    """Each filter as a line to press that leaves it out. They are numbered, so that words can do the same."""
    shown = [
        (place, chip) for place, chip in enumerate(asked.chips[:MOST_CHIPS], start=1) if not only or chip.code in only
    ]
    return [_chip(asked, place, chip, room) for place, chip in shown]


def _chip(asked: Reading, place: int, chip: Chip, room: Room) -> Element:
    press = button(
        f"Leave out {place}: {unmarked(chip.words, min(60, room.name))}",
        Verb.DROP_FILTER,
        {**asked.data, "filter": chip.code},
        inputs=False,
    )
    words = run(f"✕ {place}. {said(chip.words, room.name)}", colour="Accent")
    return pressable([line(words, spacing="None")], press, spacing="None")


def narrowed_by(asked: Reading, room: Room) -> list[Element]:
    drawn = chips(asked, room)
    return [label("Narrowed by (press one to leave it out)"), group(drawn, spacing="None")] if drawn else []
