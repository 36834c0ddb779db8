"""Whom a document means: each owner's text against the people of the council. Exact links; nearly so asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storage.importing.proposal import Proposal, ProposedOwner
from storage.rules.wording import bare_words
from storage.views import Colleague
from storage.vocabulary import Found, OwnerKind

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor", "prof", "professor", "sir", "rev"})
# "Sigsworth" and "Sigworth", "Clare" and "Claire".
NEARLY = 0.84
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Named:
    """An owner's text with what it was found to be: one person, several who may be meant, or none of the council's."""

    owner: ProposedOwner
    is_link_officer: bool
    found: Found
    kind: OwnerKind
    candidates: tuple[int, ...] = ()


def everybody_named(
    proposal: Proposal, people: Sequence[Colleague], bodies: Mapping[tuple[str, ...], OwnerKind]
) -> tuple[Named, ...]:
    """Each distinct text once, owners first in the order of the document, then the link officers.

    `bodies` are the posts and bodies that the record knows already, by their bare words.
    """
    owners = {owner.text: owner for one in proposal.recommendations for owner in one.owners if owner.text.strip()}
    linked = {text: ProposedOwner(text, text) for text in proposal.link_officers if text.strip()}
    return (
        *(_named(owner, people, bodies, is_link_officer=False) for owner in owners.values()),
        *(_named(owner, people, bodies, is_link_officer=True) for owner in linked.values()),
    )


def kind_of(owner: ProposedOwner) -> OwnerKind:
    if owner.name.strip():
        return OwnerKind.PERSON
    if owner.organisation.strip():
        return OwnerKind.ORGANISATION
    return OwnerKind.ROLE if owner.role.strip() else OwnerKind.PERSON


def _named(
    owner: ProposedOwner,
    people: Sequence[Colleague],
    bodies: Mapping[tuple[str, ...], OwnerKind],
    *,
    is_link_officer: bool,
) -> Named:
    kind = bodies.get(bare_words(owner.text), kind_of(owner))
    if kind is OwnerKind.PERSON:
        found, candidates = _person(owner.name or owner.text, people)
    else:
        holders = tuple(one.id for one in people if owner.role and bare_words(one.job_title) == bare_words(owner.role))
        found, candidates = (Found.NEAR if holders else Found.BODY), holders[:MOST_CANDIDATES]
    return Named(owner, is_link_officer, found, kind, candidates)


def _person(name: str, people: Sequence[Colleague]) -> tuple[Found, tuple[int, ...]]:
    wanted = _bare(name)
    exact = [one.id for one in people if wanted and _bare(one.name) == wanted]
    if len(exact) == 1:
        return Found.EXACT, (exact[0],)
    ranked = sorted(((_likeness(wanted, _bare(one.name)), one.name, one.id) for one in people), reverse=True)
    near = exact or [id for likeness, _, id in ranked if likeness >= NEARLY]
    return (Found.NEAR, tuple(near[:MOST_CANDIDATES])) if near else (Found.UNKNOWN, ())


def is_nearly(name: str, other: str) -> bool:
    """Whether two names may be one person's."""
    return _likeness(_bare(name), _bare(other)) >= NEARLY


def _bare(name: str) -> tuple[str, ...]:
    return tuple(word for word in bare_words(name) if word not in TITLES)


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """1 where one name says less than the other and nothing else ("M Gray", "Gray"); else by their letters."""
    if not one or not other:
        return 0.0
    if one[-1] == other[-1] and (len(one) == 1 or (one[0][0] == other[0][0] and min(len(one[0]), len(other[0])) == 1)):
        return 1.0
    if set(other) < set(one) and len(other) > 1:
        return 1.0
    return SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio()
