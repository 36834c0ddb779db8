"""An invented council as a question can name it: people whose names are words, plans of three grading schemes."""

from datetime import date

from storage.query import Names, OwnerName, PlanName, RoundName
from storage.rules.schemes import known
from storage.vocabulary import Meaning, OwnerKind

TODAY = date(2024, 9, 16)
FOSTERING = "Recruiting and Keeping Foster Carers"
DAMP = "Damp and Mould in Council Homes"
BUSES = "Getting to School: Home to School Transport"
CARERS = "Young Carers' Voices"
PEOPLE = (
    "Asha Pryce", "Bryn Calloway", "Priya Nair", "Priya Shah", "May Whitlock", "Mark Field", "Will Danby", "Rose Best",
    "April Hartley", "Owen Green", "Lena Marsh", "Tomasz Zielinski", "Siobhan O'Dowd",
)  # fmt: skip
BODIES = ("Mere Valley NHS Trust", "LSCP")
ROUNDS = ("2021-11", "2022-05", "2023-06", "2024-07")
LABELS = {"2021-11": "November 2021", "2022-05": "May 2022", "2023-06": "June 2023", "2024-07": "July 2024"}


def names() -> Names:
    return Names(
        plans=(
            _plan(FOSTERING, ("fostering", "foster carers review"), "scrutiny", 12),
            _plan(DAMP, ("damp and mould", "damp"), "rag", 9),
            _plan(BUSES, ("school transport", "buses"), "three_colours", 7),
            _plan(CARERS, ("young carers",), "scrutiny", 5),
        ),
        owners=(
            *(OwnerName(name, roles=("Head of Fostering",) if name == "Asha Pryce" else ()) for name in PEOPLE),
            *(OwnerName(name, OwnerKind.ORGANISATION) for name in BODIES),
        ),
        rounds=tuple(RoundName(id, LABELS[id], open=id == "2024-07") for id in ROUNDS),
        me="Asha Pryce",
    )


def _plan(title: str, aliases: tuple[str, ...], scheme: str, numbers: int) -> PlanName:
    grades = known(scheme).grades
    words: tuple[tuple[str, Meaning], ...] = tuple(
        (word, grade.meaning) for grade in grades for word in dict.fromkeys((grade.label, grade.code)) if word
    )
    synonyms = tuple((word, grade.meaning) for grade in grades for word in grade.synonyms)
    return PlanName(title, aliases, words, synonyms, frozenset(map(str, range(1, numbers + 1))))
