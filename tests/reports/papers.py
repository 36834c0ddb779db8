"""Papers made up for tests: as many recommendations and rounds as wanted, with something of everything in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from storage.reporting.naming import House
from storage.reporting.paper import Item, Measured, Move, Paper, Reported, Ruled, SignedOff, Task, Writer
from storage.rules.schemes import known
from storage.views import Due, Grade, Owner, Round
from storage.vocabulary import Family, OwnerKind, Part, Ruling, UpdateState

AT = datetime(2024, 7, 8, 9, 30, tzinfo=UTC)
HOUSE = House("Lowmere Council", "OFFICIAL")
LABELS = (
    "January 2024",
    "April 2024",
    "July 2024",
    "October 2024",
    "January 2025",
    "April 2025",
    "July 2025",
    "October 2025",
)
ASHA = Owner(1, OwnerKind.PERSON, "Asha Pryce", "Team Manager", "", Part.LEAD, 1)
TRUST = Owner(2, OwnerKind.ORGANISATION, "Mere Valley NHS Trust", "", "Mere Valley NHS Trust", Part.JOINT, None)


def rounds(number: int, *, closed: bool = False) -> tuple[Round, ...]:
    """Every round but the last is closed."""
    return tuple(
        Round(n, 1, LABELS[n - 1], date(2024, 1, 31) + timedelta(days=91 * (n - 1)), None, closed=closed or n < number)
        for n in range(1, number + 1)
    )


def grade(place: int) -> Grade:
    return known("scrutiny").grades[place % 4]


def reported(round: Round, place: int = 1, **changes: object) -> Reported:
    said = Reported(
        round=round,
        version_id=round.id,
        version=1,
        state=UpdateState.ACCEPTED,
        evidence=f"By {round.label} 44 of 52 schools had a lead.\nThe other eight were visited.",
        impact="Heads say that pupils come to school more often.",
        explanation="Two posts were empty." if place == 2 else "",
        anticipated="December 2024" if place == 2 else "",
        proposed=grade(place),
        by=Writer("Asha Pryce", "Team Manager"),
        written_at=AT,
    )
    return replace(said, **changes)  # type: ignore[arg-type]


def item(number: int, asked: tuple[Round, ...], **changes: object) -> Item:
    found = Item(
        id=number,
        position=number,
        number=str(number),
        section="Schools" if number % 2 else "Health",
        text=f"That every school names a lead for young carers ({number}).",
        owners=(ASHA, TRUST),
        actions=("Write to all head teachers.", "Visit those that do not answer."),
        measures=("A lead in at least 40 schools.",),
        dates=(Move(Due("May 2024", date(2024, 5, 31)), "", date(2023, 6, 30)),),
        reported={round.id: reported(round, number) for round in asked},
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def paper(items: tuple[Item, ...], asked: tuple[Round, ...], **changes: object) -> Paper:
    found = Paper(
        plan_id=1,
        edition=1,
        title="Young Carers in Schools",
        family=Family.PROGRESS_UPDATE,
        service="Children",
        agreed="June 2023",
        scheme=known("scrutiny"),
        confidence={},
        link_officers=(Writer("Lena Marsh", "Partnership Officer"),),
        job_titles={"Asha Pryce": "Team Manager", "Lena Marsh": "Partnership Officer"},
        rounds=asked,
        items=items,
        compiled_at=AT,
        compiled_on=AT.date(),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def full(number: int = 6, many_rounds: int = 3, **changes: object) -> Paper:
    """Something of everything: graded, changed, slipped, silent, signed off, unnumbered, with indicators and tasks."""
    asked = rounds(many_rounds)
    before, now = asked[-2], asked[-1]
    ordinary = [item(n, asked) for n in range(1, number + 1)]
    measured = Measured(1, "YC1", "Schools with a lead", "Asha Pryce", "40", ((before.label, "31"), (now.label, "44")))
    ordinary[0] = replace(ordinary[0], indicators=(measured,))
    ordinary[1] = replace(
        ordinary[1],
        reported={
            **ordinary[1].reported,
            before.id: reported(
                before, 0, ruled=Ruled(Ruling.CHANGED, grade(1), date(2024, 5, 9), "A full year is needed.")
            ),
            now.id: reported(now, 2, on_behalf_of="Mere Valley NHS Trust", others=(Writer("Bryn Calloway", "Nurse"),)),
        },
        dates=(
            *ordinary[1].dates,
            Move(Due("December 2024", date(2024, 12, 31), 1), "Two posts were empty.", date(2024, 6, 1)),
        ),
    )
    ordinary[2] = replace(ordinary[2], number="", reported={asked[0].id: reported(asked[0])}, measures=(), owners=())
    ordinary[3] = replace(
        ordinary[3],
        signed_off=SignedOff(date(2024, 2, 8), asked[0], "With thanks."),
        reported={
            asked[0].id: reported(asked[0], 0, ruled=Ruled(Ruling.CONFIRMED, grade(0), date(2024, 2, 8), "", True))
        },
    )
    ordinary[4] = replace(
        ordinary[4],
        tasks=(
            Task(
                "1",
                "Draw up the list",
                "Ask the schools",
                "Asha Pryce",
                Due("January 2024"),
                Due("March 2024"),
                grade(0),
            ),
            Task("2", "Draw up the list", "Print it", "Zed Unknown", Due(), Due("April 2024"), None),
        ),
    )
    return paper(tuple(ordinary), asked, **changes)


def said_everywhere(words: str) -> Paper:
    """A paper with one item, and these words in every place where somebody's words can be."""
    (now,) = rounds(1)
    one = item(
        1, (now,), text=words, section=words[:300], actions=(words,), measures=(words,),
        dates=(Move(Due(words[:300]), "", date(2024, 1, 1)), Move(Due(words[:300], None, 1), words[:1000], date(2024, 6, 1))),
        indicators=(Measured(1, words[:100], words[:300], words[:100], words[:100], ((now.label, words[:100]),)),),
        tasks=(Task("1", words[:300], words[:300], words[:100], Due(words[:100]), Due(words[:100]), None),),
        reported={1: reported(now, evidence=words, impact=words, explanation=words, anticipated=words[:300],
                              by=Writer(words[:100], words[:100]), on_behalf_of=words[:100], files=(words[:100],))},
    )  # fmt: skip
    return paper((one,), (now,), title=words[:300], agreed=words[:300])
