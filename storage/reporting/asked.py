"""From "the report for missing children as of July as excel" to what can be compiled; names that are near are offered."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import identified
from storage.errors import Refusal
from storage.reporting.contents import paper
from storage.reporting.layout import FORMS, Form, form, form_of
from storage.reporting.paper import Paper
from storage.reporting.templates_kept import template_of
from storage.reporting.wanted import Asked, Format, PlanChoice, Wanted
from storage.rules import permissions
from storage.rules.permissions import Concern
from storage.tables import plans as tables
from storage.tables import rounds as round_tables
from storage.views import Moment, Person
from storage.vocabulary import Family

# The last "as" or "in" of a request, and what follows it; and the last that may begin a time.
AS = re.compile(
    r"^(.*)(?:^|[\s,])(?:as|in|into|using)\s+(?:an?\s+|the\s+)?([\w /-]{2,40}?)(?:\s+(?:form|format|file))?$", re.I
)
WHEN = re.compile(
    r"^(.*)(?:^|[\s,])(?:as\s+(?:of|at)|(?<!as )(?:for|in|of|from|at))\s+(?:the\s+)?([\w /'-]{3,60})$", re.I
)
# "report as Excel": the request is nothing else.
ALONE = re.compile(r"^()(?:an?\s+|the\s+)?([\w ]{2,20})$", re.I)
LATEST = {"latest", "last", "current", "this", "now", "today", "newest", "present"}
NEAR = 0.6
MOST_OFFERED = 5


def read_request(words: str) -> Asked:
    """Peels off the end what says how and of when; what is left is the plan. Nothing is guessed: a card reads it back."""
    left, found_form, found_format = words.strip(" .?!"), "", None
    while peeled := AS.match(left) or ALONE.match(left):
        named = named_format(peeled[2]), named_form(peeled[2])
        if named == (None, ""):
            break
        found_format, found_form = found_format or named[0], found_form or named[1]
        left = peeled[1].strip(" ,")
    plan, when = left, ""
    if _squeezed(left).removeprefix("the ").removesuffix(" round") in LATEST:
        return Asked("", left, found_form, found_format)
    if (peeled := WHEN.match(left)) and _is_a_time(peeled[2]):
        plan, when = peeled[1], peeled[2]
    return Asked(plan.strip(" ,"), when, found_form, found_format)


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
    raise Refusal(
        f"{which}. {'Did you mean' if near else 'You can choose from'} {told}?" if words else f"Of which plan? {told}."
    )


def _fitting(words: str, named: Mapping[str, tables.Plan]) -> list[tables.Plan]:
    """Exactly so named; else the plans whose name holds these words whole."""
    said = _squeezed(words)
    if not said:
        return []
    exact = [row for name, row in named.items() if _squeezed(name) == said]
    part = [row for name, row in named.items() if f" {said} " in f" {_squeezed(name)} "]
    return list({row.id: row for row in exact or part}.values())


def _round(rounds: Iterable[round_tables.Round], words: str, title: str) -> round_tables.Round:
    """By its label; "July" where only one round is of a July; the latest where none is named."""
    listed = list(rounds)
    said = _squeezed(words).removeprefix("the ").removesuffix(" round").removeprefix("round of ")
    if not said or said in LATEST:
        return listed[-1]
    exact = [row for row in listed if _squeezed(row.label) == said]
    part = [row for row in listed if f" {said} " in f" {_squeezed(row.label)} "]
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


@cache
def _formats() -> Mapping[str, Format]:
    data: dict[str, Any] = yaml.safe_load(files("storage.reporting").joinpath("asked.yaml").read_text("utf-8"))
    return {word: Format(key) for key, words in data.items() for word in words}


def named_format(words: str) -> Format | None:
    return _formats().get(" ".join(words.casefold().split()))


def named_form(words: str) -> str:
    """The form that these words name; "" where they name none."""
    said = _squeezed(words)
    return next((key for key in FORMS if said in {_squeezed(key), *map(_squeezed, form(key).words)}), "")


def _is_a_time(words: str) -> bool:
    """A month, a year, a quarter, or "the latest": anything else after "for" is part of a plan's name."""
    said = _squeezed(words)
    return said.removesuffix(" round") in LATEST or bool(
        re.search(r"\b(?:(?:19|20)\d\d|q[1-4]|quarter|spring|summer|autumn|winter|latest|last|round|"
                  r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
                  r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b", said)
    )  # fmt: skip


def _near(words: str, named: Mapping[str, str]) -> list[str]:
    """The titles whose name, or any word of it, is spelt much like what was said."""
    said = _squeezed(words)
    close = get_close_matches(said, [_squeezed(name) for name in named], MOST_OFFERED, NEAR)
    titles = [title for name, title in named.items() if _squeezed(name) in close]
    titles += [title for name, title in named.items() if _shares(said, _squeezed(name))]
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


def _squeezed(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold().replace("’", "").replace("'", "")))
