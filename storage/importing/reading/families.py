"""Which family of council documents this is, by what it has places for."""

from collections.abc import Sequence

from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field
from storage.vocabulary import Family

TITLES = (
    (Family.STATEMENT_OF_ACTION, ("statement of action",)),
    (Family.IMPROVEMENT_PLAN, ("improvement plan", "highlight report", "cynllun gwella")),
    (
        Family.TRACKER,
        ("tracker", "tracking", "audit", "register of recommendations", "recommendations monitoring", "traciwr"),
    ),
    (Family.PROGRESS_UPDATE, ("progress update", "scrutiny monitoring", "diweddariad ar gynnydd")),
    (Family.ACTION_PLAN, ("action plan", "cynllun gweithredu")),
)


def family_of(title: str, drafts: Sequence[Draft]) -> Family:
    """The shape first, for titles are loose; the title where the shape fits several."""
    if not drafts:
        return Family.OTHER
    said = title.casefold()
    named = next((family for family, words in TITLES if any(word in said for word in words)), None)
    beneath = sum(bool((draft.subs and not draft.paired) or draft.indicators) for draft in drafts)
    if beneath and (named is None or beneath * 2 > len(drafts)):
        return Family.IMPROVEMENT_PLAN
    labelled = set().union(*(draft.labelled for draft in drafts))
    in_rounds = (
        set().union(*(here.labelled for draft in drafts for here in draft.rounds))
        if any(draft.rounds for draft in drafts)
        else set()
    )
    if Field.OWNER_AND_DUE in labelled:
        return Family.STATEMENT_OF_ACTION
    if sum(draft.form for draft in drafts) * 2 > len(drafts) and in_rounds:
        return Family.PROGRESS_UPDATE
    if named:
        return named
    if Field.REVISED_DUE in labelled or Field.PERCENT in in_rounds:
        return Family.TRACKER
    return Family.ACTION_PLAN if labelled & {Field.ACTION, Field.MEASURE, Field.OWNER} or in_rounds else Family.OTHER
