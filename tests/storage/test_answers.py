"""Answers: the right rows, the right numbers, on both databases, and nothing of what somebody may not see."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from sqlmodel import Session, col, select

from storage import due_dates, latest, plans, rounds, submissions, updates
from storage.agreed import AgreedRecommendation
from storage.asking.answer_views import Answer
from storage.asking.answering import Page, answer
from storage.asking.names import names
from storage.asking.stories import story
from storage.database import Database
from storage.decisions import decide
from storage.errors import Refusal
from storage.query import (
    LATEST,
    ME,
    PREVIOUS,
    Comparison,
    Filters,
    GroupBy,
    Kind,
    Missing,
    Movement,
    Order,
    OrderBy,
    Period,
    Query,
    Since,
    Status,
)
from storage.rules.schemes import known
from storage.tables.latest import Latest
from storage.tables.rounds import Update
from storage.views import Given
from tests.builders import TITLE, Council, council, moment, owner, plan

OTHER = "Housing Repairs"
FIRST = Page()
SLIPPED, ON_TRACK, COMPLETE = frozenset({Status.SLIPPED}), frozenset({Status.ON_TRACK}), frozenset({Status.COMPLETE})


@pytest.fixture
def here(database: Database) -> Council:
    return filled(database)


@pytest.fixture(scope="module")
def standing(lasting_database: Database) -> Council:
    """The same, for those who only ask."""
    return filled(lasting_database)


def filled(database: Database) -> Council:
    """Two plans of two schemes. In July 2023 Asha answered 1 and 2 and Bryn item 4; July 2024 is open, 1 is answered."""
    found = council(database)
    old = found.in_round(found.round_called("July 2023", date(2023, 7, 31), days=-360))
    for who, which, grade in (("asha", "1", "2"), ("asha", "2", "3"), ("bryn", "item 4", "1")):
        _sent(old, who, which, days=-350, grade=grade, evidence=f"Said of {which}: young carers' voices matter.")
    old.close_round(days=-340)
    _sent(found, "asha", "1", days=0, grade="3", evidence="Only 12 schools have a lead.", impact="Fewer absences.")
    housing = replace(
        plan(),
        title=OTHER,
        service="Housing",
        scheme=known("rag"),
        recommendations=(
            AgreedRecommendation("Damp is mended in time.", number="1", owners=(owner("bryn"),), due_on=date(2024, 6, 1),
                                 due_text="1 June 2024"),
            AgreedRecommendation("Tenants are asked.", number="2"),
        ),
    )  # fmt: skip
    database.write_now(plans.add_plan, person=found.people["cleo"], moment=moment(-200), plan=housing)
    return found


def _sent(there: Council, who: str, which: str, days: float, **given: str) -> None:
    """Saved and sent, with no regard to what the checks would ask."""
    key = {"recommendation_id": there.recommendations[which], "round_id": there.round_id}
    person, at = there.people[who], moment(days)

    def work(session: Session) -> None:
        updates.save(session, person=person, moment=at, based_on=None, given=Given(**given), **key)  # type: ignore[arg-type]
        session.flush()
        seen = submissions.fingerprint(submissions.ready(session, person=person, today=at.today))
        assert submissions.submit(session, person=person, moment=at, seen=seen)

    there.database.write_now(work)


def asked(there: Council, who: str, query: Query, page: Page = FIRST) -> Answer:
    person = there.people[who]
    return there.database.read_now(answer, person=person, today=moment().today, query=query, page=page)


def numbers(found: Answer) -> list[str]:
    return [f"{row.plan_title[0]}{row.number or 'item'}" for row in found.rows]


def listed(there: Council, who: str = "cleo", **filters: object) -> list[str]:
    return numbers(asked(there, who, Query(filters=Filters(**filters))))  # type: ignore[arg-type]


def test_the_grade_that_counts_is_the_last_that_was_sent(here: Council) -> None:
    assert listed(here, status=SLIPPED) == ["Y1", "Y2"]
    assert listed(here, status=COMPLETE) == ["Yitem"]
    assert listed(here, status=frozenset({Status.NO_GRADE})) == ["H1", "H2", "Y3"]


def test_a_draft_tells_nobody_anything(here: Council) -> None:
    here.saved("bryn", "item 4", 0, grade="4", evidence="Secret draft.")
    assert listed(here, status=COMPLETE) == ["Yitem"]
    assert listed(here, text="secret draft") == []


def test_what_the_committee_ruled_counts_before_what_was_proposed(here: Council) -> None:
    here.database.write_now(
        decide, person=here.people["cleo"], moment=moment(1), recommendation_id=here.recommendations["1"],
        round_id=here.round_id, grade="4", decided_on=moment(1).today,
    )  # fmt: skip
    assert listed(here, status=frozenset({Status.NOT_ACHIEVED})) == ["Y1"]
    found = here.database.read_now(
        story, person=here.people["cleo"], today=moment().today, recommendation_id=here.recommendations["1"]
    )
    assert [
        (one.round_label, one.grade and one.grade.code, one.proposed and one.proposed.code) for one in found.said
    ] == [
        ("July 2023", "2", "2"),
        ("July 2024", "4", "3"),
    ]


def test_overdue_is_a_date_that_has_passed_and_no_grade(standing: Council) -> None:
    assert listed(standing, overdue=True) == ["H1", "Y1"]
    assert "Y3" in listed(standing, overdue=False)
    assert asked(standing, "cleo", Query(filters=Filters(overdue=True))).rows[1].days_late == 38


def test_a_moved_date_counts_and_not_the_first(here: Council) -> None:
    here.database.write_now(
        due_dates.move_due_date, person=here.people["cleo"], moment=moment(), recommendation_id=here.recommendations["1"],
        text="March 2025", reason="Agreed in June.",
    )  # fmt: skip
    assert listed(here, overdue=True) == ["H1"]
    assert listed(here, due=Period(date(2025, 3, 1), date(2025, 3, 31))) == ["Y1"]


def test_in_a_round_things_stand_as_they_stood_there(standing: Council) -> None:
    assert listed(standing, rounds=frozenset({"2023-07"}), status=SLIPPED) == ["Y2"]
    assert listed(standing, rounds=frozenset({LATEST}), status=SLIPPED) == ["Y1"]
    assert listed(standing, rounds=frozenset({PREVIOUS}), status=ON_TRACK) == ["Y1"]
    found = asked(standing, "cleo", Query(filters=Filters(rounds=frozenset({"2023-07"}))))
    assert (found.total, found.of, found.rounds) == (4, 4, ("July 2023",))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(owners=frozenset({"Bryn Calloway"})), ["H1", "Y2", "Yitem"]),
        (Filters(owners=frozenset({"Mere Valley NHS Trust"})), ["Y3"]),
        (Filters(plans=frozenset({OTHER})), ["H1", "H2"]),
        (Filters(but_plans=frozenset({OTHER}), but_owners=frozenset({"Asha Pryce"})), ["Y3", "Yitem"]),
        (Filters(plans=frozenset({TITLE}), recommendations=frozenset({"2", "9"})), ["Y2"]),
        (Filters(missing=frozenset({Missing.OWNER})), ["H2"]),
        (Filters(missing=frozenset({Missing.DUE})), ["H2", "Y3", "Yitem"]),
        (Filters(missing=frozenset({Missing.EVIDENCE, Missing.OWNER})), ["H1", "H2", "Y3"]),
        (Filters(missing=frozenset({Missing.IMPACT}), status=SLIPPED), ["Y2"]),
        (Filters(updated=Period(date(2024, 7, 8), date(2024, 7, 8))), ["Y1"]),
        (Filters(updated=Period(to_on=date(2024, 7, 7))), ["Y2", "Yitem"]),
        (Filters(text="young carers"), ["Y1", "Y2", "Yitem"]),
        (Filters(text="12 school"), ["Y1"]),
        (Filters(text="asked"), ["H2", "Y2"]),
        (Filters(text="head teachers"), ["Y1"]),
        (Filters(text="\"; DROP TABLE plan; -- ' OR 1=1 NEAR( * ^"), []),
        (Filters(text="‘—’"), []),
    ],
)
def test_each_filter_narrows_to_what_it_says(standing: Council, filters: Filters, expected: list[str]) -> None:
    assert numbers(asked(standing, "cleo", Query(filters=filters))) == expected


def test_text_in_a_round_is_looked_for_there(standing: Council) -> None:
    assert listed(standing, text="12 schools", rounds=frozenset({"2023-07"})) == []
    assert listed(standing, text="voices", rounds=frozenset({"2023-07"})) == ["Y1", "Y2", "Yitem"]


def test_me_is_whoever_asks(standing: Council) -> None:
    assert listed(standing, "bryn", owners=frozenset({ME})) == ["H1", "Y2", "Yitem"]
    assert listed(standing, "asha", owners=frozenset({ME})) == ["Y1", "Y2"]
    assert listed(standing, "cleo", owners=frozenset({ME})) == []


def test_what_may_not_be_seen_does_not_count_or_show(standing: Council) -> None:
    found = asked(standing, "mo", Query())
    assert (found.total, found.of) == (4, 4)
    assert all(row.plan_title == TITLE for row in found.rows)
    assert asked(standing, "asha", Query()).of == 2
    assert asked(standing, "tess", Query()).of == 0
    assert asked(standing, "ada", Query()).of == 0
    hidden = asked(standing, "mo", Query(filters=Filters(plans=frozenset({OTHER}), status=SLIPPED)))
    nowhere = asked(standing, "mo", Query(filters=Filters(plans=frozenset({"No such plan"}), status=SLIPPED)))
    assert (hidden.total, hidden.of, hidden.emptied_by) == (nowhere.total, nowhere.of, nowhere.emptied_by)


def test_names_are_of_what_may_be_seen(here: Council) -> None:
    mine = here.database.read_now(names, person=here.people["mo"])
    assert [one.title for one in mine.plans] == [TITLE]
    assert "Mere Valley NHS Trust" in {one.name for one in mine.owners}
    assert [(one.id, one.open) for one in mine.rounds] == [("2023-07", False), ("2024-07", True)]
    assert here.database.read_now(names, person=here.people["mo"]) is mine
    assert here.database.read_now(names, person=here.people["tess"]).plans == ()
    here.round_called("January 2025", date(2025, 1, 31))
    again = here.database.read_now(names, person=here.people["mo"])
    assert [one.id for one in again.rounds] == ["2023-07", "2024-07", "2025-01"]


def test_a_story_that_is_not_theirs_is_not_told(standing: Council) -> None:
    with pytest.raises(Refusal):
        standing.database.read_now(
            story,
            person=standing.people["asha"],
            today=moment().today,
            recommendation_id=standing.recommendations["item 4"],
        )


def test_counts_say_of_how_many(standing: Council) -> None:
    found = asked(standing, "cleo", Query(Kind.COUNT, Filters(status=SLIPPED), group_by=GroupBy.PLAN))
    assert [(one.name, one.count, one.of) for one in found.groups] == [(TITLE, 2, 4)]
    assert (found.total, found.of) == (2, 6)
    by_owner = asked(standing, "cleo", Query(Kind.COUNT, group_by=GroupBy.OWNER))
    assert [(one.name, one.count) for one in by_owner.groups] == [
        ("Bryn Calloway", 3), ("Asha Pryce", 2), ("Mere Valley NHS Trust", 1), ("Nobody", 1)
    ]  # fmt: skip
    of_two = Query(Kind.COUNT, Filters(owners=frozenset({"Asha Pryce"})), group_by=GroupBy.OWNER)
    assert [(one.name, one.count) for one in asked(standing, "cleo", of_two).groups] == [
        ("Asha Pryce", 2),
        ("Bryn Calloway", 1),
    ]
    assert [(one.name, one.count) for one in asked(standing, "asha", of_two).groups] == [
        ("Asha Pryce", 2),
        ("Bryn Calloway", 1),
    ]
    by_month = asked(standing, "cleo", Query(Kind.COUNT, group_by=GroupBy.MONTH))
    assert [(one.name, one.count) for one in by_month.groups] == [
        ("2024-05", 1), ("2024-06", 1), ("2024-12", 1), ("No date", 3)
    ]  # fmt: skip
    by_status = asked(standing, "cleo", Query(Kind.COUNT, group_by=GroupBy.STATUS))
    assert [(one.name, one.count) for one in by_status.groups] == [("Complete", 1), ("Slipped", 2), ("No grade", 3)]


def test_the_first_by_count_does_not_hide_one_that_is_level(standing: Council) -> None:
    most = Query(Kind.COUNT, Filters(overdue=True), GroupBy.PLAN, Order(OrderBy.COUNT, descending=True), limit=1)
    assert {one.name for one in asked(standing, "cleo", most).groups} == {TITLE, OTHER}


def test_order_and_limit(standing: Council) -> None:
    by_due = Query(order=Order(OrderBy.DUE), limit=2)
    found = asked(standing, "cleo", by_due)
    assert (numbers(found), found.total, found.of) == (["Y1", "H1"], 2, 6)
    assert numbers(asked(standing, "cleo", Query(order=Order(OrderBy.DUE, True))))[:3] == ["Y2", "H1", "Y1"]
    assert numbers(asked(standing, "cleo", Query(order=Order(OrderBy.OWNER))))[0] == "Y1"
    assert numbers(asked(standing, "cleo", Query(order=Order(OrderBy.UPDATED, True), limit=1))) == ["Y1"]


def test_pages_hold_every_row_once(standing: Council) -> None:
    first, second = (asked(standing, "cleo", Query(), Page(number, 4)) for number in (1, 2))
    assert (first.pages, len(first.rows), len(second.rows)) == (2, 4, 2)
    assert len({row.recommendation_id for row in (*first.rows, *second.rows)}) == 6
    assert asked(standing, "cleo", Query(), Page(99, 4)).page == 2


def test_an_empty_answer_says_what_emptied_it(standing: Council) -> None:
    found = asked(standing, "cleo", Query(filters=Filters(status=SLIPPED, plans=frozenset({OTHER}))))
    assert found.total == 0
    assert set(found.emptied_by) == {"status", "plans"}


def test_who_has_not_answered_the_open_round(standing: Council) -> None:
    found = asked(standing, "cleo", Query(Kind.WHO_NOT_RESPONDED))
    assert (numbers(found), found.total, found.of) == (["Y2", "Y3", "Yitem"], 3, 4)
    assert [(one.name, one.count, one.of) for one in found.groups] == [
        ("Bryn Calloway", 2, 2), ("Asha Pryce", 1, 2), ("Mere Valley NHS Trust", 1, 1)
    ]  # fmt: skip
    assert found.rounds == ("July 2024",)


def test_two_rounds_side_by_side(standing: Council) -> None:
    compare = Query(Kind.COMPARE, compare=Comparison(rounds=frozenset({"2024-07", "2023-07"})))
    found = asked(standing, "cleo", compare)
    assert [(side.name, side.counts[Status.SLIPPED], side.total) for side in found.sides] == [
        ("July 2023", 1, 4),
        ("July 2024", 1, 4),
    ]
    assert numbers(found) == ["Y1"]
    assert found.rows[0].before is not None
    assert found.rows[0].before.status is Status.ON_TRACK


def test_plans_side_by_side(standing: Council) -> None:
    found = asked(standing, "cleo", Query(Kind.COMPARE, compare=Comparison(plans=frozenset({TITLE, OTHER}))))
    assert [(side.name, side.total) for side in found.sides] == [(OTHER, 2), (TITLE, 4)]


@pytest.mark.parametrize(
    ("since", "direction", "expected"),
    [
        (None, Movement.WORSE, ["Y1"]),
        (None, Movement.BETTER, []),
        (Since(round="2023-07"), None, ["Y1"]),
        (Since(round=PREVIOUS), Movement.WORSE, ["Y1"]),
        (None, None, ["Y1"]),
        (Since(round=LATEST), None, ["Y1"]),
        (Since(on=date(2024, 1, 1)), None, ["Y1"]),
        (Since(on=date(2023, 1, 1)), None, ["Y1", "Y2", "Yitem"]),
        (Since(on=date(2024, 8, 1)), None, []),
    ],
)
def test_what_has_changed(
    standing: Council, since: Since | None, direction: Movement | None, expected: list[str]
) -> None:
    found = asked(standing, "cleo", Query(Kind.CHANGES, since=since, direction=direction))
    assert numbers(found) == expected


def test_a_moved_date_is_a_change(here: Council) -> None:
    here.database.write_now(
        due_dates.move_due_date, person=here.people["cleo"], moment=moment(), recommendation_id=here.recommendations["2"],
        text="March 2025", reason="Agreed in June.",
    )  # fmt: skip
    found = asked(here, "cleo", Query(Kind.CHANGES, since=Since(on=date(2024, 7, 1))))
    moved = next(row for row in found.rows if row.number == "2")
    assert moved.before is not None
    assert moved.before.due_on == date(2024, 12, 31)


def test_what_others_call_their_round_is_not_told(here: Council) -> None:
    other = here.database.read_now(plans.plan_titled, title=OTHER)
    assert other is not None
    here.database.write_now(
        rounds.open_round, person=here.people["cleo"], moment=moment(), plan_id=other, label="Inquiry into Tess",
        period_on=date(2024, 7, 31),
    )  # fmt: skip
    july = Query(filters=Filters(rounds=frozenset({"2024-07"})))
    assert asked(here, "cleo", july).rounds == ("Inquiry into Tess", "July 2024")
    assert asked(here, "asha", july).rounds == ("July 2024",)
    of_one = replace(july, filters=replace(july.filters, plans=frozenset({OTHER})))
    assert asked(here, "cleo", of_one).rounds == ("Inquiry into Tess",)


def kept_ready(session: Session) -> list[dict[str, object]]:
    last = [row.model_dump() for row in session.exec(select(Latest).order_by(col(Latest.recommendation_id)))]
    sent = session.exec(select(Update.id, Update.counts_as).order_by(col(Update.id)))
    return [*last, *({"update": id, "counts_as": counts_as} for id, counts_as in sent)]


def test_what_is_kept_ready_is_what_the_record_says(here: Council) -> None:
    """Written anew for everything, it is as it was kept all along."""

    def again(session: Session) -> None:
        latest.refresh(session, list(session.exec(select(Latest.recommendation_id))))

    before = here.database.read_now(kept_ready)
    here.database.write_now(again)
    assert here.database.read_now(kept_ready) == before
    assert len([row for row in before if "status" in row]) == 6


ROUNDS = (frozenset[str](), frozenset({"2023-07"}), frozenset({LATEST, PREVIOUS}))
NARROWED = (
    Filters(),
    Filters(status=SLIPPED),
    Filters(status=SLIPPED | {Status.NO_GRADE}),
    Filters(overdue=True),
    Filters(overdue=False, status=SLIPPED),
    Filters(due=Period(date(2024, 1, 1), date(2024, 12, 31))),
    Filters(due=Period(to_on=date(2024, 6, 30)), status=ON_TRACK | COMPLETE | SLIPPED),
    Filters(updated=Period(date(2023, 1, 1))),
    Filters(missing=frozenset({Missing.IMPACT})),
    Filters(missing=frozenset({Missing.DUE, Missing.OWNER, Missing.GRADE})),
    Filters(text="young carers", status=SLIPPED),
    Filters(recommendations=frozenset({"1"}), owners=frozenset({"Asha Pryce", ME})),
)


def test_what_is_counted_is_what_is_listed(standing: Council) -> None:
    """A count looks at less than a list does, and must come to the same, to each for whom sight is reckoned otherwise."""
    whole = Page(1, 100)
    everybody = ("cleo", "asha", "mo") if standing.database.is_sqlite else ("mo",)
    for who, named, filters in product(everybody, ROUNDS, NARROWED):
        query = Query(filters=replace(filters, rounds=named))
        found = asked(standing, who, query, whole)
        assert found.total == len(found.rows) <= found.of, (who, query)
        silent = asked(standing, who, replace(query, kind=Kind.WHO_NOT_RESPONDED), whole)
        assert silent.total == len(silent.rows), (who, query)


def test_a_closed_round_is_still_the_last_one(here: Council) -> None:
    here.database.write_now(rounds.close_round, person=here.people["cleo"], moment=moment(), round_id=here.round_id)
    assert asked(here, "cleo", Query(Kind.WHO_NOT_RESPONDED)).total == 3
