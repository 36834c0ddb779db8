"""What a reminder comes to: who is written to, who has been already, and who cannot be reached."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToRemind:
    """Somebody who owes an answer: for which rounds, and to how many recommendations. `already` today, if they were."""

    person_id: int
    name: str
    rounds: tuple[tuple[int, str], ...]
    waiting: int
    already: bool = False


@dataclass(frozen=True, slots=True)
class OutOfReach:
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Reminder:
    people: tuple[ToRemind, ...]
    out_of_reach: tuple[OutOfReach, ...]

    @property
    def to_write_to(self) -> tuple[ToRemind, ...]:
        return tuple(one for one in self.people if not one.already)
