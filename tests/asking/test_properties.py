"""What must hold for every question there is: what is echoed reads back as itself, and no word less changes an answer."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as some

from dialogs.asking.echo import echo
from dialogs.asking.outcome import Understood
from dialogs.asking.understanding import read
from storage.query import (
    LATEST,
    ME,
    PREVIOUS,
    Comparison,
    Filters,
    Format,
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
from tests.asking.council import BODIES, BUSES, CARERS, DAMP, FOSTERING, PEOPLE, ROUNDS, TODAY, names

T = TypeVar("T")
HERE = names()
OWNERS = (*PEOPLE, *BODIES)
PLANS = (FOSTERING, DAMP, BUSES, CARERS)
days = some.dates(date(2018, 1, 1), date(2028, 12, 31))


def sets(of: some.SearchStrategy[T], most: int = 3) -> some.SearchStrategy[frozenset[T]]:
    return some.one_of(some.just(frozenset()), some.frozensets(of, min_size=1, max_size=most))


periods = some.one_of(
    some.none(),
    some.builds(Period, days, some.none()),
    some.builds(Period, some.none(), days),
    some.tuples(days, days).map(lambda two: Period(min(two), max(two))),
)
statuses = sets(some.sampled_from(Status), 4).filter(lambda one: len(one) < len(Status))
filters = some.builds(
    Filters,
    status=statuses,
    overdue=some.sampled_from([None, True, False]),
    owners=sets(some.sampled_from([ME, *OWNERS])),
    plans=sets(some.sampled_from(PLANS)),
    due=periods,
    updated=periods,
    rounds=sets(some.sampled_from([LATEST, PREVIOUS, *ROUNDS]), 2),
    text=some.sampled_from(["", "young inspectors", "respite", "housing benefit"]),
    missing=sets(some.sampled_from([Missing.EVIDENCE, Missing.IMPACT, Missing.OWNER, Missing.DUE])),
    but_owners=sets(some.sampled_from([ME, *OWNERS]), 2),
    but_plans=sets(some.sampled_from(PLANS), 2),
).filter(lambda one: not (one.status == {Status.COMPLETE} and one.overdue))  # fmt: skip
orders = some.one_of(some.none(), some.builds(Order, some.sampled_from(OrderBy), some.booleans()))
limits = some.one_of(some.none(), some.integers(1, 50))


def listing() -> some.SearchStrategy[Query]:
    return some.builds(Query, kind=some.just(Kind.LIST), filters=filters, order=orders, limit=limits).filter(
        lambda one: not (one.order and one.order.by is OrderBy.COUNT)
    )


def counting() -> some.SearchStrategy[Query]:
    grouped = some.sampled_from([None, *GroupBy])
    return some.builds(Query, kind=some.just(Kind.COUNT), filters=filters, group_by=grouped, order=orders)


def reporting() -> some.SearchStrategy[Query]:
    formats = some.sampled_from([None, *Format])
    return some.builds(Query, kind=some.just(Kind.REPORT), filters=filters, format=formats)


def chasing() -> some.SearchStrategy[Query]:
    return some.builds(Query, kind=some.sampled_from([Kind.WHO_NOT_RESPONDED, Kind.REMIND]), filters=filters)


def showing() -> some.SearchStrategy[Query]:
    one = some.builds(
        Filters,
        plans=some.sampled_from(PLANS).map(lambda plan: frozenset({plan})),
        recommendations=some.frozensets(some.sampled_from(["1", "2", "5", "7a", "12"]), min_size=1, max_size=3),
        rounds=sets(some.sampled_from(ROUNDS), 1),
    )
    grades = some.sampled_from([None, *Status])
    return some.one_of(
        some.builds(Query, kind=some.just(Kind.SHOW), filters=one),
        some.builds(Query, kind=some.just(Kind.UPDATE), filters=one, set_status=grades),
    )


def changing() -> some.SearchStrategy[Query]:
    since = some.one_of(
        some.builds(Since, round=some.sampled_from([LATEST, PREVIOUS, *ROUNDS])),
        some.builds(Since, on=days.filter(lambda day: day.day > 1)),
    )
    quiet = filters.map(lambda one: replace(one, status=frozenset(), rounds=frozenset(), updated=None, due=None))
    return some.builds(
        Query, kind=some.just(Kind.CHANGES), filters=quiet, since=since, direction=some.sampled_from([None, *Movement])
    )


def comparing() -> some.SearchStrategy[Query]:
    two = some.one_of(
        some.frozensets(some.sampled_from(ROUNDS), min_size=2, max_size=2).map(lambda found: Comparison(rounds=found)),
        some.frozensets(some.sampled_from(PLANS), min_size=2, max_size=2).map(lambda found: Comparison(plans=found)),
        some.frozensets(some.sampled_from(OWNERS), min_size=2, max_size=2).map(lambda found: Comparison(owners=found)),
    )
    plain = some.builds(Filters, status=statuses, overdue=some.sampled_from([None, True]))
    plain = plain.filter(lambda one: not (one.status == {Status.COMPLETE} and one.overdue))
    return some.builds(Query, kind=some.just(Kind.COMPARE), filters=plain, compare=two)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(some.one_of(listing(), counting(), reporting(), chasing(), showing(), changing(), comparing()))
def test_what_is_echoed_reads_back_as_the_same_question(query: Query) -> None:
    said = echo(query)
    outcome = read(said, HERE, TODAY)
    assert isinstance(outcome, Understood), (said, outcome)
    assert outcome.query == query, said
