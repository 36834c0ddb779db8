"""A paper that comes back as next year's document is read as the plan that it was made from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form, form_of
from storage.reporting.paper import Item, Move, Paper, Reported
from storage.reporting.wanted import Format
from storage.rules.schemes import known
from storage.views import Due, Grade, Owner, Round, Scheme
from storage.vocabulary import OwnerKind, Part
from tests.reports import papers
from tests.reports.papers import HOUSE

opened: Callable[..., Any] = pytest.importorskip("storage.importing.opening", reason="no importer is here yet").opened
read: Callable[..., Any] = pytest.importorskip("storage.importing.reading", reason="no importer is here yet").read

# Where a form has one place for what was said in the round it is as of, what is told apart elsewhere stands in one.
IN_ONE = {"action_plan", "improvement_plan", "statement_of_action", "tracker"}


def returned(paper: Paper, key: str) -> Any:
    return read(opened("paper.docx", compiled(paper, form(key), Format.DOCX, HOUSE).content))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def agreed(item: Item) -> tuple[Any, ...]:
    """What any form carries of a recommendation."""
    return (
        item.number.removeprefix("R"),
        squeezed(item.text),
        squeezed(" ".join(item.actions)),
        squeezed(item.due.text),
    )


def agreed_again(found: Any, key: str) -> tuple[Any, ...]:
    actions = found.actions
    if key == "statement_of_action":  # there the measures stand among the actions
        place = next((n for n, one in enumerate(actions) if one.startswith("Success measure: ")), len(actions))
        actions = actions[:place]
    return (
        found.number.removeprefix("R"),
        squeezed(found.text),
        squeezed(" ".join(actions)),
        squeezed(found.due.text),
    )


def said(item: Item, paper: Paper, key: str) -> list[tuple[Any, ...]]:
    return [
        (round.label, one.grade and one.grade.code, _in_one(one))
        if key in IN_ONE and round == paper.now
        else (round.label, one.proposed and one.proposed.code, (squeezed(one.evidence), squeezed(one.impact)))
        for round in paper.rounds
        if (one := item.reported.get(round.id))
    ]


def _in_one(one: Reported) -> tuple[str, str]:
    impact = f" Impact: {one.impact}" if one.impact else ""
    return squeezed(f"{one.evidence}{impact}"), ""


def said_again(found: Any, paper: Paper, key: str) -> list[tuple[Any, ...]]:
    return [
        (one.round, one.grade, (squeezed(one.evidence.partition("\nExplanation: ")[0]), squeezed(one.impact)))
        for one in found.updates
    ]


def of_number(found: Any, item: Item) -> Any:
    fitting = [one for one in found.recommendations if squeezed(one.text) == squeezed(item.text)]
    assert len(fitting) == 1, (item.name, [one.text for one in found.recommendations])
    return fitting[0]


def check(paper: Paper, key: str) -> None:
    found = returned(paper, key)
    assert squeezed(found.subject) == squeezed(paper.title)
    if form_of(paper.family).key == key:  # a plan's own title may name another
        assert found.family is paper.family
    assert len(found.recommendations) == len(paper.items)
    for item in paper.items:
        again = of_number(found, item)
        assert again.section == item.section or not item.number
        assert said_again(again, paper, key) == said(item, paper, key)
        assert agreed_again(again, key) == agreed(item)


@pytest.mark.parametrize("title", ["Children Who Go Missing", "Damp and Mould in Council Homes",
                                   "Home First Improvement Plan", "Internal Audit: Buying and Paying"])  # fmt: skip
@pytest.mark.parametrize("key", FORMS)
def test_every_demo_plan_comes_back_as_it_went_out(demo_papers: Mapping[str, Paper], title: str, key: str) -> None:
    check(demo_papers[title], key)


@pytest.mark.parametrize("key", FORMS)
def test_a_plan_with_something_of_everything_comes_back_in_every_form(key: str) -> None:
    found = returned(papers.full(), key)
    assert [one.text for one in found.recommendations if one.text] != []
    assert {squeezed(item.text) for item in papers.full().items} <= {
        squeezed(one.text) for one in found.recommendations
    }


SENTENCES = st.lists(
    st.sampled_from(["Staff were trained in all twelve schools.", "A letter went to 44 heads.", "The panel met in May.",
                     "Families say that it helps.", "£12,400 was spent; £600 is left.", "It is now in the handbook."]),
    min_size=1, max_size=4, unique=True,
).map(" ".join)  # fmt: skip
DATES = st.sampled_from(["May 2024", "31 December 2024", "Ongoing", "September 2025", "TBC", "30 June 2024"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    evidence=st.lists(SENTENCES, min_size=2, max_size=4),
    due=DATES,
    grades=st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_invented_plans_come_back_as_they_went_out(evidence: list[str], due: str, grades: list[int]) -> None:
    asked = papers.rounds(2)
    items = tuple(
        papers.item(
            n,
            asked,
            text=f"That the Council does the thing called number {n} for carers.",
            dates=(Move(Due(due), "", papers.AT.date()),),
            reported={round.id: papers.reported(round, grades[(n + round.id) % 4], evidence=words) for round in asked},
        )
        for n, words in enumerate(evidence, 1)
    )
    check(papers.paper(items, asked), "progress_update")


SHARED = Path(__file__).parents[3] / "shared" / "plans"
DOCUMENTS = [path.name for path in sorted(SHARED.glob("*")) if path.suffix in (".txt", ".docx")] or ["none"]


def paper_of(found: Any) -> Paper:
    """The plan that a document was read as, as if it had been taken into the record."""
    labels = dict.fromkeys(one.round or "Latest" for again in found.recommendations for one in again.updates)
    asked = tuple(
        Round(n, 1, label, date(2020, 1, 31) + timedelta(days=31 * n), None, closed=True)
        for n, label in enumerate(labels or ["Latest"], 1)
    )
    levels = [
        Grade(one.code, one.label, one.definition, one.meaning) for one in found.key.levels if one.code and one.label
    ]
    scheme = Scheme(1, "As read", tuple(levels) or known("scrutiny").grades, ())
    return replace(
        papers.paper(tuple(_item(one, asked, scheme) for one in found.recommendations if one.text), asked),
        title=found.subject or "A review",
        agreed=found.agreed.text,
        scheme=scheme,
        family=found.family,
    )


def _item(found: Any, asked: tuple[Round, ...], scheme: Scheme) -> Item:
    rounds = {round.label: round for round in asked}
    owners = tuple(
        Owner(n, OwnerKind.ORGANISATION, one.text, "", "", Part.LEAD, None) for n, one in enumerate(found.owners, 1)
    )
    said = {
        rounds[one.round or "Latest"].id: papers.reported(
            rounds[one.round or "Latest"], evidence=one.evidence, impact=one.impact, explanation=one.explanation,
            anticipated="", proposed=scheme.grade(one.grade), by=None,
        )
        for one in found.updates
        if one.evidence or one.impact or one.explanation or one.grade
    }  # fmt: skip
    return replace(
        papers.item(found.position, asked),
        number=found.number,
        section=found.section,
        text=found.text,
        owners=owners,
        actions=found.actions,
        measures=found.measures,
        dates=(Move(Due(found.due.text), "", papers.AT.date()),),
        reported=said,
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_shared_document_comes_back_as_it_was_read(name: str) -> None:
    if name == "none":
        pytest.skip("../shared/plans is not beside this checkout")
    first = read(opened(name, (SHARED / name).read_bytes()))
    paper = paper_of(first)
    again = returned(paper, "progress_update")
    texts = [squeezed(one.text) for one in again.recommendations]
    assert [squeezed(item.text) for item in paper.items] == texts
    for item, found in zip(paper.items, again.recommendations, strict=True):
        assert squeezed(" ".join(found.actions)) == squeezed(" ".join(item.actions))
        assert said_again(found, paper, "progress_update") == said(item, paper, "progress_update")
