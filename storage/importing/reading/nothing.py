"""Words that say that nothing was said: "No update received", "None given". A field that holds only these is blank.

What was to be somebody's account finds no place, so that the clerk sees it; elsewhere an empty field says the same.
"""

from collections.abc import Iterator, Sequence

from storage.importing.reading.drafts import Draft, Values
from storage.importing.reading.labels import Field, says_nothing
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.strips import Passage

ACCOUNTS = (
    Field.ACTION,
    Field.MEASURE,
    Field.EVIDENCE,
    Field.ASSESSMENT,
    Field.IMPACT,
    Field.FUTURE,
    Field.EXPLANATION,
)


def blanked(draft: Draft, ledger: Ledger) -> None:
    """Empties the fields that only say that they are empty; their labels stay, so that the gap is told."""
    for field, passages in draft.values.items():
        _blank(field, passages, [passage for passage in passages if says_nothing(passage.text)], ledger)
    for values in _accounts(draft):
        for field, passages in values.items():
            if all(says_nothing(passage.text) for passage in passages):
                _blank(field, passages, list(passages), ledger)
    draft.number = "" if says_nothing(draft.number) else draft.number
    for sub in draft.subs:
        sub.number = "" if says_nothing(sub.number) else sub.number


def _blank(field: Field, passages: list[Passage], nothing: Sequence[Passage], ledger: Ledger) -> None:
    passages[:] = [passage for passage in passages if passage not in nothing]
    if field not in ACCOUNTS:
        ledger.take(nothing)


def _accounts(draft: Draft) -> Iterator[Values]:
    """Where a line that says nothing may be one of several of somebody's account."""
    for parts in (draft.rounds, draft.subs, draft.indicators):
        yield from (part.values for part in parts)
