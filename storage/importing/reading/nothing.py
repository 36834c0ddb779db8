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
    for values in _values(draft):
        for field in [field for field, passages in values.items() if _all_nothing(passages)]:
            passages, values[field] = values[field], []
            if field not in ACCOUNTS:
                ledger.take(passages)
    draft.number = "" if says_nothing(draft.number) else draft.number
    for sub in draft.subs:
        sub.number = "" if says_nothing(sub.number) else sub.number


def _all_nothing(passages: Sequence[Passage]) -> bool:
    return bool(passages) and all(says_nothing(passage.text) for passage in passages)


def _values(draft: Draft) -> Iterator[Values]:
    yield draft.values
    for parts in (draft.rounds, draft.subs, draft.indicators):
        yield from (part.values for part in parts)
