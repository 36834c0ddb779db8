"""The numbers that the chart and the table beside it show, and the same in words for who cannot see the chart."""

from dataclasses import dataclass

from storage.reporting.colours import CLOSED, LABEL_GROUND, NONE, PIECES, SHADES, SILENT
from storage.reporting.movement import counts
from storage.reporting.paper import Paper
from storage.reporting.sentences import counted, listed

# What a table can show beside each other.
MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Series:
    """One grade over the rounds, oldest first: its colour in a picture, and the ground of its name in a table."""

    name: str
    colour: str
    numbers: tuple[int, ...]
    shade: str = LABEL_GROUND


@dataclass(frozen=True, slots=True)
class Tally:
    """`table` has every grade, and of the rest what there was any of; `series` is what a picture has anything of."""

    rounds: tuple[str, ...]
    table: tuple[Series, ...]
    told: str

    @property
    def series(self) -> tuple[Series, ...]:
        return tuple(one for one in self.table[:-1] if any(one.numbers))


def tally(paper: Paper) -> Tally:
    tallied = counts(paper)[-MOST_ROUNDS:]
    graded = [
        Series(grade.label, PIECES[grade.meaning], tuple(one.graded[place] for one in tallied), SHADES[grade.meaning])
        for place, grade in enumerate(paper.scheme.grades)
    ]
    rest = (
        Series("No grade given", NONE, tuple(one.ungraded for one in tallied)),
        Series("No update received", SILENT, tuple(one.silent for one in tallied)),
        Series("Signed off before", CLOSED, tuple(one.closed for one in tallied)),
    )
    table = (
        *graded,
        *(one for one in rest if any(one.numbers)),
        Series("All", "", tuple(one.total for one in tallied)),
    )
    rounds = tuple(one.round.label for one in tallied)
    return Tally(rounds, table, _told(rounds, table[:-1], len(paper.items)))


def _told(rounds: tuple[str, ...], series: tuple[Series, ...], total: int) -> str:
    by_round = [
        f"{label}: {listed([f'{one.numbers[place]} {one.name.lower()}' for one in series if one.numbers[place]])}"
        for place, label in enumerate(rounds)
    ]
    return f"Bar chart of {counted(total, 'recommendation')} by grade in each round. {'; '.join(by_round)}."
