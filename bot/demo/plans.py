"""The demo's plans: one YAML file each, parsed into what the council agreed and what was said about it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.demo.answers import DemoAnswer, Known, answers_of, grade_of
from bot.demo.entries import Entry, Misspelt, known
from bot.demo.people import DemoCouncil
from storage.agreed import AgreedIndicator, AgreedOwner, AgreedPlan, AgreedRecommendation, AgreedSubAction
from storage.people import ListedPerson
from storage.rules import schemes
from storage.rules.deadlines import read_date
from storage.views import Scheme
from storage.vocabulary import Family, OwnerKind, Part

PLAN = {"title", "aliases", "family", "scheme", "service", "agreed", "recommendations"}
AGREED = {"number", "section", "text", "actions", "measures", "sub_actions", "indicators", "due", "owners"}
OUTSIDERS = {"body": OwnerKind.ORGANISATION, "role": OwnerKind.ROLE}


@dataclass(frozen=True, slots=True)
class DemoPlan:
    agreed: AgreedPlan
    answers: tuple[DemoAnswer, ...]


def plan_of(entry: Entry, council: DemoCouncil) -> DemoPlan:
    scheme = schemes.known(entry.one_of("scheme", schemes.KNOWN))
    names = Known(tuple(council.people), tuple(round.label for round in council.rounds), scheme)
    agreed_on = read_date(entry.text("agreed"), council.rounds[0].period_on).on
    if agreed_on is None:
        raise Misspelt(f"{entry.where}: “agreed” is no date ({entry.text('agreed')})")
    asked = entry.many("recommendations", AGREED | {"answers"})
    recommendations = tuple(_recommendation(one, council.people, scheme, agreed_on) for one in asked)
    answers = [answers_of(one, n, recommendations[n - 1], names) for n, one in enumerate(asked, 1)]
    plan = AgreedPlan(
        title=entry.text("title"),
        family=entry.word("family", Family),
        scheme=scheme,
        recommendations=recommendations,
        aliases=entry.texts("aliases"),
        service=entry.text("service"),
        agreed_text=entry.text("agreed"),
        agreed_on=agreed_on,
    )
    return DemoPlan(plan, tuple(answer for said in answers for answer in said))


def _recommendation(
    entry: Entry, people: Mapping[str, ListedPerson], scheme: Scheme, agreed_on: date
) -> AgreedRecommendation:
    return AgreedRecommendation(
        text=entry.text("text"),
        number=entry.text("number", ""),
        section=entry.text("section"),
        actions=entry.texts("actions"),
        measures=entry.texts("measures"),
        sub_actions=tuple(
            _sub_action(one, scheme, agreed_on)
            for one in entry.many("sub_actions", {"number", "text", "lead", "start", "due", "grade"})
        ),
        indicators=tuple(
            AgreedIndicator(one.text("text"), one.text("code"), target=one.text("target"))
            for one in entry.many("indicators", {"code", "text", "target"})
        ),
        owners=tuple(
            _owner(one, people) for one in entry.many("owners", {"officer", "organisation", "part", *OUTSIDERS})
        ),
        due_text=entry.text("due"),
        due_on=read_date(entry.text("due"), agreed_on).on,
    )


def _sub_action(entry: Entry, scheme: Scheme, agreed_on: date) -> AgreedSubAction:
    return AgreedSubAction(
        text=entry.text("text"),
        number=entry.text("number"),
        lead=entry.text("lead"),
        start_text=entry.text("start"),
        starts_on=_first_day(read_date(entry.text("start"), agreed_on).on),
        due_text=entry.text("due"),
        due_on=read_date(entry.text("due"), agreed_on).on,
        grade_code=grade_of(entry, scheme),
    )


def _first_day(read: date | None) -> date | None:
    """A month is read as its last day, which is when something is due; what starts then starts on its first."""
    return read.replace(day=1) if read else None


def _owner(entry: Entry, people: Mapping[str, ListedPerson]) -> AgreedOwner:
    part = entry.word("part", Part) if entry.given("part") else Part.LEAD
    for field, kind in OUTSIDERS.items():
        if entry.given(field):
            return AgreedOwner(entry.text(field), kind, organisation=entry.text("organisation", ""), part=part)
    officer = people[known(entry.text("officer"), people, f"{entry.where}, officer")]
    return AgreedOwner(officer.name, role=officer.job_title or "", part=part, email=officer.email)
