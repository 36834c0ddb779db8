"""What has changed, on both databases: the statement finds just what reading every report one by one would find."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from sqlmodel import Session

from storage import latest, plans
from storage.agreed import AgreedRecommendation
from storage.asking.answering import Page, answer
from storage.database import Database
from storage.query import LATEST, PREVIOUS, Comparison, Kind, Movement, Query, Since
from storage.tables.plans import DueDate
from storage.tables.rounds import Decision, Round, Update, UpdateVersion
from tests.builders import Council, council, moment, plan

PERIODS = tuple(date(2023, month, 28) for month in (1, 3, 5, 7, 9))
RANK = {"1": 0, "2": 1, "3": 2, "4": 3}
SPANS = (
    None, Since(round=LATEST), Since(round=PREVIOUS), Since(round="2023-03"), Since(round="2023-04"),
    Since(on=date(2023, 5, 1)), Since(on=date(2024, 2, 1)), Since(on=date(2022, 1, 1)),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A report as it was written into the record: which of the plan's rounds, when, and the grade that counts."""

    period_on: date
    at: datetime
    grade: str | None


Record = dict[str, tuple[list[Told], list[tuple[datetime, date | None]]]]
"""By number: what was reported, the earliest round first, and the dates in the order in which they were set."""


def filled(there: Council, seed: int) -> Record:
    """Thirty recommendations, of which each was reported on in some of the rounds, with rulings and dates that move."""
    dice, record = random.Random(seed), Record()
    many = tuple(AgreedRecommendation(f"Number {at}.", number=str(at), due_on=date(2023, 6, 30)) for at in range(1, 31))
    agreed = replace(plan(), title="Buses", recommendations=many)
    clerk = there.people["cleo"]
    id = there.database.write_now(plans.add_plan, person=clerk, moment=moment(-600), plan=agreed)
    recommendations = there.database.read_now(plans.recommendation_ids, plan_id=id)

    def write(session: Session) -> None:
        asked = [Round(plan_id=id, label=f"{on:%B %Y}", period_on=on, opened_at=moment(-590).at) for on in PERIODS]
        session.add_all(asked)
        session.flush()
        for number, recommendation_id in recommendations.items():
            said = []
            for place, round in enumerate(asked):
                if dice.random() < 0.3:
                    continue
                sent = dice.random() < 0.9
                at = moment(-580 + 60 * place + dice.randint(0, 90)).at
                grade = dice.choice(["1", "2", "3", "4", None])
                update = Update(
                    recommendation_id=recommendation_id, round_id=round.id or 0, state="submitted", version=1,
                    sent_version=int(sent), versions=1,
                )  # fmt: skip
                session.add(update)
                session.flush()
                version = UpdateVersion(
                    update_id=update.id or 0, number=1, based_on=0, origin="card", grade_code=grade, written_at=at
                )
                session.add(version)
                session.flush()
                if sent and dice.random() < 0.3:
                    grade = dice.choice(["1", "4", None])
                    session.add(
                        Decision(
                            update_id=update.id or 0, version_id=version.id or 0, ruling="changed", grade_code=grade,
                            decided_on=date(2024, 1, 1), recorded_by_id=clerk.id, recorded_at=at,
                        )
                    )  # fmt: skip
                if sent:
                    said.append(Told(round.period_on, at, grade))
            dates: list[tuple[datetime, date | None]] = [(moment(-600).at, date(2023, 6, 30))]
            for days in sorted(dice.sample(range(-570, -100), dice.randint(0, 2))):
                dates.append((moment(days).at, dice.choice([date(2023, 6, 30), date(2023, 12, 31), None])))
                session.add(
                    DueDate(recommendation_id=recommendation_id, text="", due_on=dates[-1][1], set_at=dates[-1][0])
                )
            record[number] = (said, dates)
        latest.refresh_plan(session, id)

    there.database.write_now(write)
    return record


def by_hand(record: Record, since: Since | None, direction: Movement | None) -> set[str]:
    return {
        number
        for number, (said, dates) in record.items()
        if differs(*stood(said, since), moved_after(dates, *stood(said, since), since), direction)
    }


def stood(said: list[Told], since: Since | None) -> tuple[Told | None, Told | None]:
    if since is None:
        return (said[-2], said[-1]) if len(said) > 1 else (None, None)
    if since.on is not None:
        day = datetime(since.on.year, since.on.month, since.on.day, tzinfo=moment().at.tzinfo)
        return last(one for one in said if one.at < day), last(one for one in said if one.at >= day)
    if since.round == LATEST:
        now = last(one for one in said if one.period_on == PERIODS[-1])
        return last(one for one in said if now and one.period_on < now.period_on), now
    month = PERIODS[-2].strftime("%Y-%m") if since.round == PREVIOUS else since.round
    before = last(one for one in said if one.period_on.strftime("%Y-%m") == month)
    return before, last(one for one in said if before is None or one.period_on > before.period_on)


def moved_after(
    dates: list[tuple[datetime, date | None]], before: Told | None, now: Told | None, since: Since | None
) -> bool:
    on = since.on if since else None
    when = datetime(on.year, on.month, on.day, tzinfo=moment().at.tzinfo) if on else before.at if before else None
    earlier = [day for at, day in dates if when and at < when]
    return bool(earlier) and earlier[-1] is not None and earlier[-1] != dates[-1][1]


def differs(before: Told | None, now: Told | None, moved: bool, direction: Movement | None) -> bool:
    if direction is None:
        return moved or (now is not None and (before is None or before.grade != now.grade))
    if before is None or now is None or before.grade is None or now.grade is None:
        return False
    further = RANK[now.grade] - RANK[before.grade]
    return further < 0 if direction is Movement.BETTER else further > 0


def last(found: Iterable[Told]) -> Told | None:
    reports = list(found)
    return reports[-1] if reports else None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_changed_is_just_what_reading_every_report_would_find(database: Database, seed: int) -> None:
    there = council(database)
    record = filled(there, seed)
    wrong = {
        (since, direction): (found, wanted)
        for since in SPANS
        for direction in (None, *Movement)
        if (found := asked(there, Query(Kind.CHANGES, since=since, direction=direction)))
        != (wanted := by_hand(record, since, direction))
    }
    assert not wrong


def test_two_rounds_differ_in_what_was_reported_in_both_or_in_the_later_alone(database: Database) -> None:
    there = council(database)
    record = filled(there, 4)
    compare = Comparison(rounds=frozenset({"2023-01", "2023-07"}))
    sides = {
        number: [last(one for one in said if one.period_on == on) for on in (PERIODS[0], PERIODS[3])]
        for number, (said, _) in record.items()
    }
    for direction in Movement:
        wanted = {number for number, (before, now) in sides.items() if differs(before, now, False, direction)}
        assert asked(there, Query(Kind.COMPARE, compare=compare, direction=direction)) == wanted


def test_a_page_shows_what_all_pages_count(database: Database) -> None:
    there = council(database)
    record = filled(there, 5)
    query = Query(Kind.CHANGES, direction=Movement.WORSE)
    pages = [shown(there, query, Page(number, 3)) for number in range(1, 20)]
    assert sorted({number for page in pages for number in page}) == sorted(by_hand(record, None, Movement.WORSE))


def asked(there: Council, query: Query) -> set[str]:
    return set(shown(there, query, Page(1, 100)))


def shown(there: Council, query: Query, page: Page) -> list[str]:
    found = there.database.read_now(answer, person=there.people["cleo"], today=moment().today, query=query, page=page)
    assert found.total >= len(found.rows)
    return [row.number for row in found.rows if row.plan_title == "Buses"]
