"""The demo's own files: what is misspelt in them is told plainly, with its place, before anything is written."""

import pytest

from bot.demo.entries import Misspelt, file, parsed
from bot.demo.people import COUNCIL, DemoCouncil, council_of
from bot.demo.plans import PLAN, DemoPlan, plan_of

GOOD = """
title: Allotments
family: tracker
scheme: scrutiny
service: Leisure
agreed: 3 November 2025
recommendations:
  - number: "1"
    section: Water
    text: Every allotment has a tap.
    measures: [80 taps]
    indicators: [{code: T1, text: Taps, target: "80"}]
    due: May 2026
    owners: [{officer: megan}, {body: The Allotment Society, part: joint}]
    answers:
      - round: March 2026
        by: megan
        at: 2026-03-09 09:00
        grade: "2"
        evidence: 12 taps.
        indicators: {T1: "12"}
        keep: {no_impact: The taps are not on yet.}
"""


@pytest.fixture(scope="module")
def council() -> DemoCouncil:
    return council_of(file("council.yaml", COUNCIL))


def read(text: str, council: DemoCouncil) -> DemoPlan:
    return plan_of(parsed(text, PLAN, "allotments.yaml"), council)


def test_a_plan_is_read_with_its_owners_dates_and_answers(council: DemoCouncil) -> None:
    plan = read(GOOD, council)
    (recommendation,), (answer,) = plan.agreed.recommendations, plan.answers
    assert [owner.name for owner in recommendation.owners] == ["Megan Pritchard", "The Allotment Society"]
    assert recommendation.due_on is not None
    assert (recommendation.due_text, recommendation.due_on.isoformat()) == ("May 2026", "2026-05-31")
    assert (answer.by, answer.given.grade, answer.given.impact) == ("megan", "2", None)
    assert answer.at.isoformat() == "2026-03-09T09:00:00+00:00"


def test_a_time_is_the_one_on_the_councils_wall(council: DemoCouncil) -> None:
    summer = read(GOOD.replace("2026-03-09", "2026-07-09"), council)
    assert summer.answers[0].at.isoformat() == "2026-07-09T09:00:00+01:00"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("officer: megan", "officer: meghan", "recommendations 1, owners 1, officer: “meghan” is not known"),
        ('grade: "2"', 'grade: "5"', "answers 1, grade: “5” is not known; it can be 1, 2, 3, 4"),
        ("by: megan", "by: meg", "answers 1, by: “meg” is not known"),
        ("round: March 2026", "round: May 2026", "“May 2026” is not known; it can be July 2026, March"),
        ("evidence: 12", "evidense: 12", "answers 1: “evidense” is not known"),
        ('{T1: "12"}', '{T2: "12"}', "indicators: “T2” is not known; it can be T1"),
        ("{no_impact:", "{no_impakt:", "keep: “no_impakt” is not known"),
        ("part: joint", "part: equal", "owners 2, part: “equal” is not known"),
        ("scheme: scrutiny", "scheme: scrutinny", "scheme: “scrutinny” is not known"),
        ("family: tracker", "family: traker", "family: “traker” is not known"),
        ("2026-03-09 09:00", "2026-02-30 09:00", "“at” is no date (2026-02-30 09:00)"),
        ("3 November 2025", "last autumn", "“agreed” is no date (last autumn)"),
        ("title: Allotments", "aliases: [plots]", "“title” is missing"),
        ("[80 taps]", "80 taps", "“measures” should be a list"),
        ("[{officer: megan}, {body", "[megan, {body", "owners 1: this should have the fields"),
        ("evidence: 12 taps.", "draft: true\n        accepted: 2026-03-10 10:00", "a draft has not been sent"),
    ],
)
def test_a_mistake_is_told_with_its_place(council: DemoCouncil, right: str, wrong: str, told: str) -> None:
    assert right in GOOD
    with pytest.raises(Misspelt) as caught:
        read(GOOD.replace(right, wrong), council)
    assert str(caught.value).startswith("allotments.yaml")
    assert told in str(caught.value)
