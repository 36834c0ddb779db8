"""A confirmed proposal as the plan that it becomes: names as the clerk has matched them, codes of the plan's own key."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from storage.agreed import AgreedDate, AgreedIndicator, AgreedOwner, AgreedPlan, AgreedRecommendation, AgreedSubAction
from storage.importing.keys import scheme_of
from storage.importing.proposal import Proposal, ProposedOwner, ProposedRecommendation
from storage.importing.views import IntakeView, NamedOwner
from storage.rules.deadlines import read_date
from storage.vocabulary import OwnerChoice, OwnerKind

# A label is read as a date by itself: "in three weeks" is none of a round.
ANY_DAY = date(2000, 1, 1)


def plan_of(intake: IntakeView) -> AgreedPlan:
    proposal, scheme = intake.proposal, scheme_of(intake.proposal)
    names, codes = known_names(intake.owners), {grade.code for grade in scheme.grades}
    return AgreedPlan(
        title=intake.title,
        family=proposal.family,
        scheme=scheme,
        recommendations=tuple(recommendation_of(one, names, codes) for one in proposal.recommendations),
        aliases=tuple(word for word in (proposal.subject,) if word.strip() and word != intake.title),
        service=intake.service,
        agreed_text=proposal.agreed.text,
        agreed_on=proposal.agreed.on,
        subject=proposal.subject,
        organisation=proposal.organisation,
        link_officers=proposal.link_officers,
        introduction="\n".join(proposal.introduction),
    )


def known_names(owners: Sequence[NamedOwner]) -> Mapping[str, NamedOwner]:
    return {owner.text: owner for owner in owners if not owner.is_link_officer}


def recommendation_of(
    one: ProposedRecommendation, names: Mapping[str, NamedOwner], codes: Collection[str]
) -> AgreedRecommendation:
    return AgreedRecommendation(
        text=one.text,
        number=one.number,
        section=one.section,
        actions=one.actions,
        measures=one.measures,
        sub_actions=_sub_actions(one, codes),
        indicators=tuple(AgreedIndicator(each.text, each.code, each.lead, each.target) for each in one.indicators),
        owners=tuple(owner_of(owner, names.get(owner.text)) for owner in one.owners),
        due_text=one.due_now.text,
        due_on=one.due_now.on,
        due_before=AgreedDate(one.dues[0].text, one.dues[0].on) if len(one.dues) > 1 else None,
    )


def owner_of(owner: ProposedOwner, known: NamedOwner | None) -> AgreedOwner:
    """The person they were matched with; anybody else as the document names them, whom a link officer answers for."""
    if known is not None and known.choice is OwnerChoice.PERSON and known.person is not None:
        role = owner.role or known.person.job_title
        return AgreedOwner(known.person.name, OwnerKind.PERSON, role, owner.organisation, owner.part, owner.text,
                           known.email)  # fmt: skip
    kind = known.kind if known is not None else OwnerKind.PERSON
    if kind is OwnerKind.PERSON:
        return AgreedOwner(owner.name or owner.text, kind, owner.role, owner.organisation, owner.part, owner.text)
    # A post or a body goes by its whole name, also where the reader saw a person's name in it.
    role, body = ("", owner.organisation) if owner.name else (owner.role, owner.organisation)
    return AgreedOwner(owner.text, kind, role, body, owner.part, owner.text)


def period_of(label: str, on: date | None, proposal: Proposal, today: date) -> date:
    """The day a round counts as: its own, the one its label names, the document's, or at last the day of the import."""
    return on or read_date(label, ANY_DAY).on or proposal.reported.on or today


def _sub_actions(one: ProposedRecommendation, codes: Collection[str]) -> tuple[AgreedSubAction, ...]:
    return tuple(
        AgreedSubAction(
            text=each.text,
            number=each.number,
            group=each.group,
            lead=each.lead,
            start_text=each.start.text,
            starts_on=each.start.on,
            due_text=each.due.text,
            due_on=each.due.on,
            grade_code=each.grade if each.grade in codes else None,
            grade_text=each.grade_text or ((each.grade or "") if each.grade not in codes else ""),
        )
        for each in one.sub_actions
    )
