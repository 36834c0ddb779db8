"""How people appear in a paper: by name, or, where a published copy may name nobody, by job title."""

from dataclasses import dataclass
from enum import StrEnum

from storage.reporting.lettering import one_line
from storage.reporting.paper import Item, Paper, Writer
from storage.views import Owner
from storage.vocabulary import OwnerKind, Part

# Said of somebody whose job title nobody recorded: a paper without names never falls back on one.
UNTITLED = "Officer (job title not recorded)"
NAMED_IN_PLAN = "Officer named in the plan"


class Named(StrEnum):
    NAMES = "names"
    JOB_TITLES = "job titles"


@dataclass(frozen=True, slots=True)
class House:
    """What the council has set about its papers."""

    council: str = "the council"
    marking: str = ""
    named: Named = Named.NAMES


@dataclass(frozen=True, slots=True)
class Naming:
    """`titles` holds job titles by name; `known` the roles and bodies that are nobody's name."""

    by: Named
    titles: dict[str, str]
    known: frozenset[str]

    def writer(self, writer: Writer) -> str:
        return writer.name if self.by is Named.NAMES else writer.job_title or UNTITLED

    def owner(self, owner: Owner, as_written: str = "") -> str:
        """As the plan writes it where that may be printed; else name and role, or the role alone."""
        if owner.kind is not OwnerKind.PERSON:
            words = as_written or owner.name or owner.organisation
        elif self.by is Named.JOB_TITLES:
            words = owner.role or self.titles.get(owner.name) or owner.organisation or UNTITLED
        else:
            words = as_written or ", ".join(filter(None, (owner.name, owner.role or owner.organisation)))
        return one_line(words) + ("" if owner.part is Part.LEAD else f" ({owner.part})")

    def owners(self, item: Item) -> str:
        return " / ".join(dict.fromkeys(self.owner(one, item.as_written.get(one.id, "")) for one in item.owners))

    def lead(self, words: str) -> str:
        """Somebody whom the plan gives in bare words, which may be anybody's name."""
        if self.by is Named.NAMES or not words.strip() or words.strip().casefold() in self.known:
            return words
        return self.titles.get(words.strip()) or NAMED_IN_PLAN


def naming(paper: Paper, by: Named) -> Naming:
    owners = [owner for item in paper.items for owner in item.owners]
    roles = {owner.name for owner in owners if owner.kind is not OwnerKind.PERSON}
    titles = {owner.name: owner.role for owner in owners if owner.kind is OwnerKind.PERSON and owner.role}
    known = {*roles, *(owner.role for owner in owners), *paper.job_titles.values(), "-", "n/a", "tbc"}
    return Naming(by, {**titles, **paper.job_titles}, frozenset(word.casefold() for word in known if word))
