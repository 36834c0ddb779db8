"""What the council agreed, on its way into the record: a whole plan as one frozen value, ready to be added.

An importer builds one from a document, the demo from its own files; `storage/plans.py` stores it.
"""

from dataclasses import dataclass
from datetime import date

from storage.views import Scheme
from storage.vocabulary import Family, OwnerKind, Part


@dataclass(frozen=True, slots=True)
class AgreedOwner:
    """An owner as the plan names them. An e-mail makes them somebody Teams can reach."""

    name: str
    kind: OwnerKind = OwnerKind.PERSON
    role: str = ""
    organisation: str = ""
    part: Part = Part.LEAD
    as_written: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class AgreedSubAction:
    text: str
    number: str = ""
    group: str = ""
    lead: str = ""
    start_text: str = ""
    starts_on: date | None = None
    due_text: str = ""
    due_on: date | None = None
    grade_code: str | None = None
    grade_text: str = ""


@dataclass(frozen=True, slots=True)
class AgreedIndicator:
    text: str
    code: str = ""
    lead: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class AgreedDate:
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AgreedRecommendation:
    """`due_before` is the date first agreed, where the document says that it was revised to `due_text`."""

    text: str
    number: str = ""
    section: str = ""
    actions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    sub_actions: tuple[AgreedSubAction, ...] = ()
    indicators: tuple[AgreedIndicator, ...] = ()
    owners: tuple[AgreedOwner, ...] = ()
    due_text: str = ""
    due_on: date | None = None
    due_before: AgreedDate | None = None


@dataclass(frozen=True, slots=True)
class AgreedPlan:
    title: str
    family: Family
    scheme: Scheme
    recommendations: tuple[AgreedRecommendation, ...]
    aliases: tuple[str, ...] = ()
    service: str = ""
    agreed_text: str = ""
    agreed_on: date | None = None
    subject: str = ""
    organisation: str = ""
    link_officers: tuple[str, ...] = ()
    introduction: str = ""
