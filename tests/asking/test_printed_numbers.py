"""Recommendations are found by their number as the plan prints it, and every filter has a name to be left out by."""

from dataclasses import fields, replace
from datetime import date

import pytest

from dialogs.asking.echo import echo, filter_words
from dialogs.asking.outcome import Question, Understood
from dialogs.asking.understanding import understand
from storage.query import Filters, Kind, Missing, Names, Period, PlanName, Query, Status
from tests.asking.council import TODAY

PRINTED = ("R1", "R2", "1", "3.2", "CS/21/04", "SW-7", "PI 3")
HERE = Names(plans=(PlanName("Empty Homes", numbers=frozenset(PRINTED)), PlanName("Young Carers")))


def asked(words: str, names: Names) -> Query:
    """What is asked, be it of which plan or not."""
    outcome = understand(words, names, TODAY)
    query = (
        outcome.query if isinstance(outcome, Understood) else outcome.draft if isinstance(outcome, Question) else None
    )
    assert query is not None, outcome
    return query


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("show recommendation R1", "R1"),
        ("show recommendation r1 of Empty Homes", "R1"),
        ("show R2", "R2"),
        ("show recommendation 1", "1"),
        ("show recommendation 3.2", "3.2"),
        ("show recommendation CS/21/04", "CS/21/04"),
        ("show cs/21/04 in Empty Homes", "CS/21/04"),
        ("show rec SW-7", "SW-7"),
    ],
)
def test_the_number_as_it_is_printed(words: str, number: str) -> None:
    query = asked(words, HERE)
    assert query.kind is Kind.SHOW
    assert query.filters.recommendations == {number}
    assert asked(echo(query), HERE) == query


def test_a_number_that_is_not_printed_so_is_another() -> None:
    none = Names(plans=(replace(HERE.plans[0], numbers=frozenset({"1", "2"})),))
    assert asked("show recommendation r2", none).filters.recommendations == {"2"}


@pytest.mark.parametrize("name", [one.name for one in fields(Filters)])
def test_every_filter_has_words(name: str) -> None:
    every = Filters(
        status=frozenset({Status.SLIPPED}), overdue=True, owners=frozenset({"Kim"}), plans=frozenset({"Damp"}),
        recommendations=frozenset({"R1"}), due=Period(to_on=date(2024, 9, 1)), updated=Period(to_on=date(2024, 9, 1)),
        rounds=frozenset({"2024-07"}), text="carers", missing=frozenset({Missing.DUE}), but_owners=frozenset({"Jo"}),
        but_plans=frozenset({"Buses"}),
    )  # fmt: skip
    assert filter_words(every, name)
