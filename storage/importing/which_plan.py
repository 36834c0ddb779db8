"""Which known plan a document is a newer version of: certain by what it asks for, with or without its title; else asked.

A tracker is called by its file where it has no heading, and two have one heading that says no more than "Action plan": a name
alone makes no version, and another name no plan of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.importing.likeness import Recorded, Words, matched
from storage.importing.periods import JOINING
from storage.importing.proposal import Doubt, Proposal
from storage.importing.reading.spans import MONTHS, spans_of
from storage.importing.whole import PLAN
from storage.plans import concern_of_plan
from storage.rules import permissions
from storage.rules.wording import bare_words
from storage.tables import plans as tables
from storage.views import Person

WHICH_PLAN = "which_plan"
# So much of a known plan in a document makes it a version of that plan, whatever its title; of so much it is asked.
MOSTLY, PERHAPS = 0.6, 1 / 3
MOST_OFFERED = 3
# A word that more texts have tells no plan apart from another; a text is looked up by so many of its rarest.
MOST_TEXTS, LOOKED_UP = 30, 4
NUMBERED = re.compile(r"v?\d+|final|draft|copy")


@dataclass(frozen=True, slots=True)
class _Known:
    """The plans of the record: what each is called, and what it asks for."""

    titles: Mapping[int, tuple[str, ...]]
    recorded: Mapping[int, Sequence[Recorded]]


def version_of(session: Session, proposal: Proposal, title: str) -> int | None:
    """The plan that a document is certainly a version of: most of its recommendations are that plan's, or it has its title
    and at least something of it."""
    known, wanted = _known(session), bare_words(title)
    named = next((id for id, titles in known.titles.items() if wanted in map(bare_words, titles)), None)
    if named is not None and (
        not known.recorded.get(named) or matched(proposal.recommendations, known.recorded[named])
    ):
        return named
    texts = {bare_words(one.text) for one in proposal.recommendations}
    shared = {
        id: sum(bare_words(one.text) in texts for one in ones if one.text.strip())
        for id, ones in known.recorded.items()
    }
    best = max(shared, key=lambda plan: shared[plan], default=None)
    return best if best is not None and shared[best] >= MOSTLY * len(texts) else None


def asked(session: Session, proposal: Proposal, title: str, person: Person) -> Doubt | None:
    """Whether a document that is taken for a plan of its own may be a version of one that this person may import."""
    known = _known(session)
    shares = {id: _share(proposal, known.recorded[id]) for id in _nearest(proposal, known)}
    alike = {id for id, titles in known.titles.items() if any(_undated(one) == _undated(title) for one in titles)}
    near = [id for id in known.titles if shares.get(id, 0) >= PERHAPS or (id in alike and _undated(title))]
    near = [id for id in near if permissions.may_import(person, concern_of_plan(session, id))]
    near.sort(key=lambda plan: -shares.get(plan, 0))
    offered = tuple(known.titles[id][0] for id in near[:MOST_OFFERED])
    if not offered:
        return None
    told = (
        f"This may be a newer version of “{offered[0]}”. If it is, pick that, so that it begins no second plan; or “right”, if "
        "it is a plan of its own."
    )
    return Doubt(WHICH_PLAN, told, field=PLAN, candidates=offered)


def _known(session: Session) -> _Known:
    plan, row = tables.Plan, tables.Recommendation
    titles = session.execute(select(col(plan.id), col(plan.title), col(plan.aliases)).order_by(col(plan.id))).all()
    texts = session.execute(
        select(col(row.plan_id), col(row.id), col(row.number), col(row.text))
        .where(func.length(row.text) > 0)
        .order_by(col(row.plan_id), col(row.id))
    ).all()
    recorded: dict[int, list[Recorded]] = defaultdict(list)
    for plan_id, id, number, text in texts:
        recorded[plan_id].append(Recorded(id, number, text))
    return _Known({id: (title, *aliases) for id, title, aliases in titles}, recorded)


def _nearest(proposal: Proposal, known: _Known) -> list[int]:
    """The plans that share most of the words which few texts have: only these are compared."""
    plans_of: dict[str, list[int]] = defaultdict(list)
    for plan_id, ones in known.recorded.items():
        for one in ones:
            for word in set(bare_words(one.text)):
                plans_of[word].append(plan_id)
    votes: Counter[int] = Counter()
    for proposed in proposal.recommendations:
        votes.update({plan_id for word in _telling(bare_words(proposed.text), plans_of) for plan_id in plans_of[word]})
    return [plan_id for plan_id, _ in sorted(votes.items(), key=lambda one: (-one[1], one[0]))[:MOST_OFFERED]]


def _telling(words: Words, plans_of: Mapping[str, Sequence[int]]) -> list[str]:
    known = sorted((len(plans_of[word]), word) for word in set(words) if word in plans_of)
    return [word for many, word in known[:LOOKED_UP] if many <= MOST_TEXTS]


def _share(proposal: Proposal, recorded: Sequence[Recorded]) -> float:
    """How much of the smaller of the two is in the other."""
    most = min(len(proposal.recommendations), len(recorded))
    return len(matched(proposal.recommendations, recorded)) / most if most else 0.0


def _undated(title: str) -> Words:
    """What a title says beside dates and the numbers of its versions."""
    for span in reversed(spans_of(title)):
        title = f"{title[: span.start]} {title[span.end :]}"
    words = (word for word in bare_words(title) if word not in JOINING and word not in MONTHS)
    return tuple(word for word in words if not NUMBERED.fullmatch(word))
