"""What must hold for every question that leans on one before it: nothing new is passed over, and nothing old is lost.

Made up from an opening and a part, so that it is known what the words name, whatever they were read as.
"""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as some

from dialogs.asking.outcome import Question, Understood
from dialogs.asking.understanding import understand
from storage.query import Comparison, GroupBy, Kind, Query
from tests.asking.council import DAMP, TODAY, names
from tests.asking.test_properties import changing, chasing, comparing, counting, listing, reporting, showing

HERE = names()
LAYOUT = {"group_by", "order", "limit", "format", "direction"}
ALIKE = {
    "status": "standing", "overdue": "standing", "owners": "owner", "but_owners": "owner", "plans": "plan",
    "but_plans": "plan", "due": "dates", "updated": "dates", "rounds": "time", "since": "time",
}  # fmt: skip
SAID_OF_ONE = {"standing", "dates", "missing", "owner"}


@dataclass(frozen=True)
class Words:
    """`names` is what must be found in the query that comes of it, `about` what sort of part that is."""

    said: str
    names: str = ""
    about: str = ""


@dataclass(frozen=True)
class Opening:
    said: str
    kind: Kind | None = None
    not_kind: Kind | None = None
    leans: bool = True


PARTS = (
    Words("in damp", DAMP, "plan"),
    Words("for Bryn Calloway", "Bryn Calloway", "owner"),
    Words("red", "not_achieved", "standing"),
    Words("overdue", "overdue=True", "standing"),
    Words("in June 2023", "2023-06", "time"),
    Words("due by 30 October 2024", "datetime.date(2024, 10, 30)", "dates"),
    Words("with no evidence", "missing=frozenset({<Missing.EVIDENCE", "missing"),
    Words("about respite", "respite", "text"),
    Words("per owner", GroupBy.OWNER.name, "group_by"),
    Words("by plan", GroupBy.PLAN.name, "group_by"),
    Words("as a spreadsheet", "XLSX", "format"),
)
OPENINGS = (
    *(Opening(said) for said in ("and ", "what about ", "only ", "just the ones ", "no, ", "sorry, I meant ", "now ")),
    *(Opening(said) for said in ("of those, ", "which of them are ", "how was it ", "how were they ", "what was it ")),
    *(Opening(said, Kind.COUNT) for said in ("how many of those are ", "and how many are ", "count them ")),
    *(Opening(said, not_kind=Kind.COUNT) for said in ("list them ", "what are they ", "name them ", "let's see them ")),
    *(Opening(said, Kind.COUNT, leans=False) for said in ("how many ", "count ", "totals ")),
    *(Opening(said) for said in ("has it got worse since May 2022 ", "did it get better since May 2022 ")),
    Opening("", leans=False),
    Opening("send them a reminder ", Kind.REMIND),
    Opening("export them ", Kind.REPORT),
)
previous = some.one_of(listing(), counting(), reporting(), chasing(), showing(), changing(), comparing())


def slots(query: Query) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(query.filters, name) for name in query.filters.set_names}
    for name in ("group_by", "order", "limit", "since", "direction", "compare", "format"):
        if getattr(query, name) is not None:
            found[name] = getattr(query, name)
    return found


@some.composite
def follow_ups(draw: some.DrawFn, parts: tuple[Words, ...]) -> tuple[Opening, Words]:
    """A number is no file: "how many, as a spreadsheet" is a question of its own."""
    opening = draw(some.sampled_from(OPENINGS))
    counted = opening.kind is Kind.COUNT
    return opening, draw(some.sampled_from([part for part in parts if not (counted and part.about == "format")]))


def answered(before: Query, said: str) -> Understood | None:
    outcome = understand(said, HERE, TODAY, before)
    return outcome if isinstance(outcome, Understood) else None


@settings(max_examples=600, deadline=None, derandomize=True)
@given(previous, follow_ups(PARTS))
def test_what_the_new_words_name_is_in_the_answer(before: Query, follow_up: tuple[Opening, Words]) -> None:
    opening, part = follow_up
    found = answered(before, opening.said + part.said)
    if found is None or (found.query.kind is Kind.SHOW and part.about in SAID_OF_ONE and opening.said == ""):
        return
    assert part.names in repr(found.query), (opening.said + part.said, before, found.echo)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(previous, follow_ups((*PARTS, Words(""))))
def test_nothing_of_the_question_before_is_lost_without_a_word(before: Query, follow_up: tuple[Opening, Words]) -> None:
    opening, part = follow_up
    found = answered(before, opening.said + part.said)
    if found is None:
        return
    if found.fresh:
        assert not opening.leans, (opening.said + part.said, before, found.echo)
        return
    now = slots(found.query)
    for name, value in slots(before).items():
        replaced = part.about in like(name, value) or ("since" in opening.said and "time" in like(name, value))
        replaced |= name == "rounds" and opening.said == "now "  # as it stands now, and not as it stood
        replaced |= name == "direction" and bool({"worse", "better"} & set(opening.said.split()))
        relaid = name in LAYOUT and found.query.kind is not before.kind
        kept = now.get(name) == value or (name == "compare" and _still_there(value, found.query))
        several = name == "recommendations" and "ones" in opening.said
        assert kept or replaced or relaid or several, (name, opening.said + part.said, before, found.echo)


def like(name: str, value: object) -> set[str]:
    """What sorts of part stand in for this one; two that are compared are of the sort that they are of."""
    if isinstance(value, Comparison):
        return {name} | {ALIKE[side] for side in ("owners", "plans", "rounds") if getattr(value, side)}
    return {name, ALIKE.get(name, name)}


def _still_there(compared: object, query: Query) -> bool:
    """Two plans that were compared are the two that are listed."""
    sides = [getattr(compared, name) for name in ("plans", "owners")]
    return any(side and side in (query.filters.plans, query.filters.owners) for side in sides)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(previous, follow_ups((*PARTS, Words(""))))
def test_words_for_a_list_or_a_count_or_a_file_are_heeded(before: Query, follow_up: tuple[Opening, Words]) -> None:
    opening, part = follow_up
    found = answered(before, opening.said + part.said)
    if found is None or part.about == "format":
        return
    kind, said = found.query.kind, (opening.said + part.said, before, found.echo)
    assert opening.kind in (None, kind), said
    assert kind is not opening.not_kind or part.about == "group_by", said


def test_most_of_what_leans_is_answered() -> None:
    """A look that asks about everything would lose nothing, either."""
    before = understand("what's overdue in fostering", HERE, TODAY)
    assert isinstance(before, Understood)
    plain = [opening for opening in OPENINGS if opening.said in ("and ", "what about ", "only ", "of those, ")]
    heard = [understand(one.said + part.said, HERE, TODAY, before.query) for one in plain for part in PARTS]
    assert sum(isinstance(one, Question) for one in heard) * 4 < len(heard)
