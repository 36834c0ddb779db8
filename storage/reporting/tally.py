"""The numbers that the chart and the table beside it show, and the same in words for who cannot see the chart."""

from dataclasses import dataclass

from storage.reporting.movement import counts
from storage.reporting.paper import Paper
from storage.reporting.sentences import counted, listed
from storage.vocabulary import Meaning

# Each carries white letters at 4.5:1 or more, and the words beside it say the same.
COLOURS = {
    Meaning.COMPLETE: "1B4F72",
    Meaning.ON_TRACK: "25734A",
    Meaning.SLIPPED: "A85F00",
    Meaning.NOT_ACHIEVED: "A61B29",
    Meaning.OTHER: "5C5C5C",
}
NONE, SILENT, CLOSED, ALL = "75609B", "6B6B6B", "3D5A6C", ""
# What a table can show beside each other.
MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Series:
    """One grade over the rounds, oldest first."""

    name: str
    colour: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """`table` has every row; `series` those that a picture has anything of."""

    rounds: tuple[str, ...]
    table: tuple[Series, ...]
    told: str

    @property
    def series(self) -> tuple[Series, ...]:
        return tuple(one for one in self.table[:-1] if any(one.numbers))


def tally(paper: Paper) -> Tally:
    tallied = counts(paper)[-MOST_ROUNDS:]
    graded = [
        Series(grade.label, COLOURS[grade.meaning], tuple(one.graded[place] for one in tallied))
        for place, grade in enumerate(paper.scheme.grades)
    ]
    table = (
        *graded,
        Series("No grade given", NONE, tuple(one.ungraded for one in tallied)),
        Series("No update received", SILENT, tuple(one.silent for one in tallied)),
        Series("Signed off before", CLOSED, tuple(one.closed for one in tallied)),
        Series("All", ALL, tuple(one.total for one in tallied)),
    )
    rounds = tuple(one.round.label for one in tallied)
    return Tally(rounds, table, _told(rounds, table[:-1], len(paper.items)))


def _told(rounds: tuple[str, ...], series: tuple[Series, ...], total: int) -> str:
    by_round = [
        f"{label}: {listed([f'{one.numbers[place]} {one.name.lower()}' for one in series if one.numbers[place]])}"
        for place, label in enumerate(rounds)
    ]
    return f"Bar chart of {counted(total, 'recommendation')} by grade in each round. {'; '.join(by_round)}."
