"""A paper that comes back as next year's document is read as the plan that it was made from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.importing.reading.cleaning import passages_of
from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form, form_of
from storage.reporting.lettering import printable
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


WORDS = st.sampled_from([
    "Staff were trained in all twelve schools.", "£12,400 was spent; £600 is left.",
    "It is now in the handbook", "Evidence of Progress (July 2024):", "Responsibility:", "Date: May 2025",
    "Success measure: none", "Next steps: more", "Recommendation 2", "See Recommendation 1.",
    "July 2024: we met.", "31 July 2024", "2", "12%", "May", "As above", "x", "Explanation: no money",
    "Impact: lives changed.", "Key", "Action Plan Agreed: June", "=1+1", "+44 1632 960 000", "@SUM(A1)",
    "a | b | c", "a\tb\tc", "one\n\n\ntwo\rthree\u2028four", "- first\n- second", "1. first\n2. second",
    "a) one\nb) two", "bell\x07 and null\x00", "זה מבחן (2 מתוך 3)", "مرحبا بالعالم", "👩\u200d👧\u200d👦 done ✅",
    "a\xa0b", "<w:p>&amp; {{ council }} {% if x %}", '"quoted" — ‘so’', "and goes on in lower case",
    "SCRUTINY MONITORING – PROGRESS UPDATE", "Signed off", "Annex: earlier rounds",
])  # fmt: skip
TEXTS = st.lists(WORDS, max_size=3).map("\n".join)
LINES = st.lists(WORDS, max_size=3).map(tuple)
DATES = st.sampled_from(
    ["", "May 2024", "31 December 2024", "Ongoing", "Q4 2024/25", "TBC", "31/06/2025", "Autumn term"]
)
OWNERS = st.sampled_from([
    Owner(1, OwnerKind.PERSON, "Asha Pryce", "Team Manager", "", Part.LEAD, 1),
    Owner(2, OwnerKind.ORGANISATION, "Mere Valley NHS Trust", "", "Mere Valley NHS Trust", Part.JOINT, None),
    Owner(3, OwnerKind.ROLE, "Service Manager, Review", "", "", Part.LEAD, None),
    Owner(4, OwnerKind.PERSON, "Bryn Calloway", "", "", Part.SUPPORTING, None),
])  # fmt: skip


@st.composite
def items(draw: st.DrawFn, number: int, asked: tuple[Round, ...]) -> Item:
    answered = draw(st.lists(st.sampled_from(asked), unique=True))
    dates = [Move(Due(draw(DATES)), "", papers.AT.date())]
    if draw(st.booleans()):
        dates.append(Move(Due(draw(DATES.filter(bool)), None, 1), draw(TEXTS), papers.AT.date()))
    return papers.item(
        number,
        asked,
        text=f"That the Council does the thing called number {number} for carers.",
        section="",
        owners=tuple(draw(st.lists(OWNERS, unique=True, max_size=4))),
        actions=draw(LINES),
        measures=draw(LINES),
        dates=tuple(dates),
        reported={
            round.id: papers.reported(
                round, draw(st.integers(0, 3)), evidence=f"We began. {draw(TEXTS)}", impact=draw(TEXTS),
                explanation=draw(TEXTS), anticipated=draw(DATES),
            )
            for round in asked
            if round in answered
        },
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Paper:
    asked = papers.rounds(draw(st.integers(1, 3)))
    return papers.paper(tuple(draw(items(n, asked)) for n in range(1, draw(st.integers(1, 4)) + 1)), asked)


def as_read(text: str) -> str:
    """The words, without what only dresses a line: an importer reads a list's marks as a list."""
    return squeezed(" ".join(passages_of(printable(text))))


@pytest.mark.parametrize("key", FORMS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(paper=plans())
def test_whatever_people_wrote_comes_back_where_it_stood(key: str, paper: Paper) -> None:
    found = returned(paper, key).recommendations
    assert [one.number for one in found] == [item.number for item in paper.items]
    for item, again in zip(paper.items, found, strict=True):
        assert again.text == item.text
        assert as_read(again.due.text) == item.due.text
        if key != "statement_of_action":  # there measures stand among the actions
            assert as_read("\n".join(again.actions)) == as_read("\n".join(item.actions))
            assert as_read("\n".join(again.measures)) == as_read("\n".join(item.measures))
        there = {one.round: one for one in again.updates}
        for round in paper.rounds:
            if (one := item.reported.get(round.id)) and (key not in IN_ONE or round != paper.now):
                assert as_read(there[round.label].evidence) == as_read(one.evidence)
                assert as_read(there[round.label].impact) == as_read(one.impact)
                assert as_read(there[round.label].explanation).startswith(as_read(one.explanation))
            if one:
                assert there[round.label].grade == (one.proposed and one.proposed.code)
            else:
                assert round.label not in there


@pytest.mark.parametrize("grade", ["On track", "2 – On track", "RAG: Amber"])
def test_a_grade_among_the_evidence_is_asked_about_and_never_chosen(grade: str) -> None:
    (now,) = papers.rounds(1)
    one = papers.item(1, (now,), reported={1: papers.reported(now, 2, evidence=grade)})
    found = returned(papers.paper((one,), (now,)), "progress_update")
    (update,) = found.recommendations[0].updates
    assert update.grade is None
    assert {"grade_number_word_conflict", "grade_off_scheme"} & {doubt.code for doubt in found.doubts}


def test_what_a_form_says_for_nothing_comes_back_as_nothing() -> None:
    asked = papers.rounds(2)
    bare = replace(
        papers.item(1, asked), number="", section="", owners=(), actions=(), measures=(), dates=(),
        reported={1: papers.reported(asked[0], impact="", proposed=None)},
    )  # fmt: skip
    for key in FORMS:
        (again,) = returned(papers.paper((bare,), asked), key).recommendations
        assert (again.number, again.owners, again.actions, again.measures, again.due.text) == ("", (), (), (), "")
        assert [(one.round, one.impact, one.grade) for one in again.updates] == [("January 2024", "", None)]


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
