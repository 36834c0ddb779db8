"""Words that say that nothing was said: "No update received", "Nil return". A field that holds only these is blank.

They find no place, so the clerk sees them; as evidence they would look like an officer's answer.
"""

from collections.abc import Iterable

from storage.importing.reading.drafts import Draft, Values
from storage.importing.reading.labels import Field, says_nothing

MAY_BE_BLANK = (
    Field.ACTION,
    Field.MEASURE,
    Field.EVIDENCE,
    Field.ASSESSMENT,
    Field.IMPACT,
    Field.FUTURE,
    Field.EXPLANATION,
)


def blanked(drafts: Iterable[Draft]) -> None:
    """Empties the fields that only say that they are empty; their labels stay, so that the gap is told."""
    for draft in drafts:
        for values in (draft.values, *(here.values for here in draft.rounds)):
            _blank(values)


def _blank(values: Values) -> None:
    for field in MAY_BE_BLANK:
        passages = values.get(field, [])
        if passages and all(says_nothing(passage.text) for passage in passages):
            values[field] = []
