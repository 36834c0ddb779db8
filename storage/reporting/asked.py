"""What can be compiled of what was asked for: plan and round are found by their names; where none fits, those that are near."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import identified
from storage.errors import Refusal
from storage.reporting.contents import paper
from storage.reporting.layout import FORMS, Form, form, form_of
from storage.reporting.paper import Paper
from storage.reporting.request import LATEST, named_form, squeezed
from storage.reporting.templates_kept import template_of
from storage.reporting.wanted import Asked, Format, PlanChoice, Wanted
from storage.rules import permissions
from storage.rules.permissions import Concern
from storage.tables import plans as tables
from storage.tables import rounds as round_tables
from storage.views import Moment, Person
from storage.vocabulary import Family

NEAR = 0.6
MOST_OFFERED = 5


def plans_of(session: Session, *, person: Person | None) -> tuple[PlanChoice, ...]:
    """The plans that this person may have reports of and that have a round, by title. None is the server's console."""
    plan, round = tables.Plan, round_tables.Round
    rows = session.execute(
        select(col(plan.id), col(plan.title), col(plan.service), col(round.label))
        .join(round, col(round.plan_id) == col(plan.id))
        .order_by(col(plan.title), col(plan.id), col(round.period_on).desc(), col(round.id).desc())
    )
    found: dict[tuple[int, str], list[str]] = {}
    for id, title, service, label in rows:
        if person is None or permissions.may_compile(person, Concern(id, service)):
            found.setdefault((id, title), []).append(label)
    return tuple(PlanChoice(id, title, tuple(labels)) for (id, title), labels in found.items())


def wanted(session: Session, *, person: Person | None, moment: Moment, asked: Asked) -> Wanted:
    """What would be compiled. Of a plan that is not named exactly, the one that alone fits; else what is near is told."""
    plan = _plan(session, person, asked.plan)
    rounds = session.scalars(
        select(round_tables.Round)
        .where(col(round_tables.Round.plan_id) == plan.id)
        .order_by(col(round_tables.Round.period_on), col(round_tables.Round.id))
    ).all()
    if not rounds:
        raise Refusal(f"No round of “{plan.title}” has been opened, so there is nothing to report yet.")
    round = _round(rounds, asked.round, plan.title)
    chosen = form(_form(asked.form)) if asked.form else form_of(Family(plan.family))
    return _wanted(session, person, moment, plan, round, chosen, asked.format or Format.DOCX)


def wanted_again(
    session: Session, *, person: Person, moment: Moment, plan_id: int, round_id: int, form_key: str, format: Format
) -> Wanted:
    """What a card carries, looked up and checked afresh."""
    plan, round = session.get(tables.Plan, plan_id), session.get(round_tables.Round, round_id)
    if plan is None or round is None or round.plan_id != plan_id:
        raise Refusal("That report is of a plan or round that is not there any more. Type “report” for a fresh card.")
    return _wanted(session, person, moment, plan, round, form(_form(form_key)), format)


def _wanted(
    session: Session,
    person: Person | None,
    moment: Moment,
    plan: tables.Plan,
    round: round_tables.Round,
    chosen: Form,
    format: Format,
) -> Wanted:
    own = template_of(session, form=chosen.key)
    read = paper(session, person=person, moment=moment, plan_id=identified(plan.id), round_id=identified(round.id))
    return Wanted(
        plan_id=identified(plan.id),
        title=plan.title,
        round_id=identified(round.id),
        round=round.label,
        form=chosen.key,
        form_name=chosen.name,
        format=format,
        draft=round.closed_at is None,
        outstanding=len(read.outstanding),
        closed=len(read.closed),
        silent=len(read.silent),
        council_template=own.name if own and format in (Format.DOCX, Format.PDF) else "",
        may_name_children=_may_name_children(session, read),
    )


def _may_name_children(session: Session, read: Paper) -> tuple[str, ...]:
    """What is printed with a check's question about a child's name on it, answered or not."""
    question = round_tables.VersionQuestion
    of_version = {version_id: item_id for item_id, _, version_id in read.versions()}
    asked_about = session.scalars(
        select(col(question.version_id)).where(
            col(question.version_id).in_(of_version), col(question.code) == "possible_child"
        )
    )
    found = {of_version[version_id] for version_id in asked_about}
    return tuple(item.name for item in read.items if item.id in found)


def _plan(session: Session, person: Person | None, words: str) -> tables.Plan:
    rows = session.scalars(select(tables.Plan).order_by(col(tables.Plan.title), col(tables.Plan.id))).all()
    mine = [
        row for row in rows
        if person is None or permissions.may_compile(person, Concern(identified(row.id), row.service))
    ]  # fmt: skip
    if not mine:
        raise Refusal("There is no plan that you can have the report of. Ask the scrutiny team.")
    named = {row.title: row for row in mine} | {alias: row for row in mine for alias in row.aliases}
    fitting = _fitting(words, named)
    if len(fitting) == 1:
        return fitting[0]
    near = [row.title for row in fitting] or _near(words, {name: row.title for name, row in named.items()})
    told = _offered(near or [row.title for row in mine])
    which = "Several plans could be meant" if fitting else f"No plan is called “{words[:80]}”"
    if not words:
        raise Refusal(f"Of which plan? {told}.")
    raise Refusal(f"{which}. Did you mean {told}?" if near else f"{which}. You can choose from {told}.")


def _fitting(words: str, named: Mapping[str, tables.Plan]) -> list[tables.Plan]:
    """Exactly so named; else the plans whose name holds these words whole."""
    said = squeezed(words)
    if not said:
        return []
    exact = [row for name, row in named.items() if squeezed(name) == said]
    part = [row for name, row in named.items() if f" {said} " in f" {squeezed(name)} "]
    return list({row.id: row for row in exact or part}.values())


def _round(rounds: Iterable[round_tables.Round], words: str, title: str) -> round_tables.Round:
    """By its label; "July" where only one round is of a July; the latest where none is named."""
    listed = list(rounds)
    said = squeezed(words).removeprefix("the ").removesuffix(" round").removeprefix("round of ")
    if not said or said in LATEST:
        return listed[-1]
    exact = [row for row in listed if squeezed(row.label) == said]
    part = [row for row in listed if f" {said} " in f" {squeezed(row.label)} "]
    fitting = exact or part
    if len(fitting) == 1:
        return fitting[0]
    labels = [row.label for row in reversed(fitting or listed)]
    raise Refusal(
        f"“{title}” has {'several rounds' if fitting else 'no round'} called “{words[:60]}”. It has {_offered(labels)}."
    )


def _form(words: str) -> str:
    found = words if words in FORMS else named_form(words)
    if not found:
        raise Refusal(f"No form is called “{words[:60]}”. There are {_offered(FORMS)}.")
    return found


def _near(words: str, named: Mapping[str, str]) -> list[str]:
    """The titles whose name, or any word of it, is spelt much like what was said."""
    said = squeezed(words)
    close = get_close_matches(said, [squeezed(name) for name in named], MOST_OFFERED, NEAR)
    titles = [title for name, title in named.items() if squeezed(name) in close]
    titles += [title for name, title in named.items() if _shares(said, squeezed(name))]
    return list(dict.fromkeys(titles))[:MOST_OFFERED]


def _shares(said: str, name: str) -> bool:
    return any(
        len(one) > 3 and SequenceMatcher(None, one, other).ratio() > 0.8
        for one in said.split()
        for other in name.split()
    )


def _offered(names: Iterable[str]) -> str:
    quoted = [f"“{name}”" for name in list(names)[:MOST_OFFERED]]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)
