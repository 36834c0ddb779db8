"""The cards of asking, drawn from answers that tell one story: two plans, two rounds, and what became of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from cards import acting, answer, asked_back, story, told
from cards.asked import Chip, Reading
from cards.frame import Card
from storage.asking.answer_views import Answer, AnswerRow, Before, Group, RoundSaid, Side, Story
from storage.query import Comparison, GroupBy, Kind, Movement, Query, Status
from storage.reminding_views import OutOfReach, Reminder, ToRemind
from tests.cards import builders as b

T = TypeVar("T")

NAMES = (
    "list", "long list", "last page", "nothing fits", "counts", "many counts", "side by side", "changes", "silent", "story",
    "long story", "asked back", "record for which", "led on", "confirm update", "update which", "confirm reminders",
    "nobody to remind", "many to remind", "reminded", "reminder",
)  # fmt: skip

SCHEME = b.scheme()
SLIPPED, ON_TRACK = SCHEME.grade("3"), SCHEME.grade("2")
READING = Reading(
    41,
    "Slipped recommendations owned by Asha Pryce, in Young Carers in Schools",
    (Chip("status", "slipped"), Chip("owners", "owned by Asha Pryce"), Chip("plans", "in Young Carers in Schools")),
)


class Fill(Protocol):
    def __call__(self, view: T, /) -> T: ...


def row(**changes: Any) -> AnswerRow:
    facts = {
        "recommendation_id": 5,
        "plan_id": 1,
        "plan_title": "Young Carers in Schools",
        "number": "5",
        "position": 5,
        "text": "Every school names a lead for young carers, and says so where pupils will see it.",
        "owners": ("Asha Pryce", "Bryn Calloway"),
        "due_text": "May 2024",
        "due_on": date(2024, 5, 31),
        "days_late": 42,
        "grade": SLIPPED,
        "status": Status.SLIPPED,
        "round_id": 3,
        "round_label": "July 2024",
        "reported_at": datetime.fromisoformat("2024-07-08T09:30:00+00:00"),
        "signed_off": False,
    }
    return AnswerRow(**{**facts, **changes})


def rows(number: int) -> tuple[AnswerRow, ...]:
    return tuple(row(recommendation_id=at, number=str(at)) for at in range(1, number + 1))


def found(**changes: Any) -> Answer:
    facts: dict[str, Any] = {"query": Query(), "total": 3, "of": 27, "rows": rows(3)}
    return Answer(**{**facts, **changes})


def whole() -> Story:
    first = RoundSaid(
        "July 2023",
        ON_TRACK,
        ON_TRACK,
        "We wrote to every school.",
        "",
        "",
        "",
        "Lena Marsh",
        "Mere Valley NHS Trust",
        b.AT,
    )
    second = replace(
        first, round_label="July 2024", grade=SLIPPED, evidence="Only 12 schools have a lead.", impact="Fewer absences.",
        explanation="The network began late.", anticipated="March 2025", by="Asha Pryce", on_behalf_of="",
    )  # fmt: skip
    return Story(
        row(), ("Write to all head teachers.",), ("A lead in 40 schools.", "All heads say it helps."), (first, second)
    )


def of_asking(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    return {**_of_answers(fill, text), **_of_the_rest(fill, text)}


def _of_answers(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    asked, today = fill(READING), b.TODAY
    counted = Query(kind=Kind.COUNT, group_by=GroupBy.OWNER)
    graded = Query(kind=Kind.COUNT, group_by=GroupBy.STATUS)
    by_owner = tuple(Group(name, 9 - at, 12) for at, name in enumerate(("Asha Pryce", "Bryn Calloway", "Lena Marsh")))
    by_grade = (Group("Complete", 4, 9), Group("Slipped", 3, 9), Group("No grade", 0, 9))
    moved = row(before=Before(ON_TRACK, Status.ON_TRACK, "July 2023", date(2024, 3, 31)))
    sides = (Side("July 2023", {Status.ON_TRACK: 3, Status.SLIPPED: 1}), Side("July 2024", {Status.SLIPPED: 4}))
    compared = Query(kind=Kind.COMPARE, compare=Comparison(rounds=frozenset({"2023-07", "2024-07"})))
    silent = Query(kind=Kind.WHO_NOT_RESPONDED)
    story_ = fill(whole())
    return {
        "list": lambda: answer.answer(fill(found()), asked, today, notice=text),
        "long list": lambda: answer.answer(
            fill(found(total=60, of=1_200, rows=rows(8), page=2, pages=8, rounds=("July 2024",))), asked, today
        ),
        "last page": lambda: answer.answer(fill(found(total=60, rows=rows(4), page=8, pages=8)), asked, today),
        "nothing fits": lambda: answer.answer(
            fill(found(total=0, rows=(), emptied_by=("status", "plans"))), asked, today
        ),
        "counts": lambda: answer.answer(fill(found(query=graded, groups=by_grade, total=9)), asked, today),
        "many counts": lambda: answer.answer(fill(found(query=counted, groups=by_owner * 40, total=90)), asked, today),
        "side by side": lambda: answer.answer(
            fill(found(query=compared, sides=sides, rows=(moved,), total=1)), asked, today
        ),
        "changes": lambda: answer.answer(
            fill(found(query=Query(kind=Kind.CHANGES, direction=Movement.WORSE), rows=(moved,), total=1)), asked, today
        ),
        "silent": lambda: answer.answer(
            fill(found(query=silent, groups=by_owner, rounds=("July 2024",), rows=rows(8), total=8)), asked, today
        ),
        "story": lambda: story.story(story_, asked, today, page=2, round_id=3),
        "long story": lambda: story.story(replace(story_, said=story_.said * 20), asked, today, page=1),
    }


def _of_the_rest(fill: Fill, text: str) -> dict[str, Callable[[], Card]]:
    waiting, sheet = fill(b.assignments()), fill(b.sheet())
    one = ToRemind(3, "Asha Pryce", ((1, "July 2024"),), 2)
    reminder = fill(
        Reminder(
            (one, replace(one, name="Bryn Calloway", already=True)),
            (OutOfReach("Mere Valley NHS Trust", "not in Teams"),),
        )
    )
    words = fill("Remind about recommendations in the July 2024 round")
    grades = [grade for grade in sheet.scheme.grades if grade.code == "3"]
    sentence = fill("Several people are called “Kim”. Which one?")
    meanings = fill(("Kim Osei", "Kim Okafor"))
    return {
        "asked back": lambda: asked_back.asked_back(9, sentence, meanings, words),
        "record for which": lambda: told.record_for_which(9, text, waiting),
        "led on": lambda: told.led_on(text, fill(("Which are slipped?", "How many by owner?"))),
        "confirm update": lambda: acting.confirm_update(sheet, grades),
        "update which": lambda: acting.update_which(waiting, text),
        "confirm reminders": lambda: acting.confirm_reminders(9, reminder, words),
        "nobody to remind": lambda: acting.confirm_reminders(9, replace(reminder, people=()), words),
        "many to remind": lambda: acting.confirm_reminders(
            9, replace(reminder, people=reminder.people[:1] * 150, out_of_reach=reminder.out_of_reach * 90), words
        ),
        "reminded": lambda: acting.reminded(reminder),
        "reminder": lambda: acting.reminder(waiting, fill("Cleo Farrant"), fill("July 2024")),
    }
