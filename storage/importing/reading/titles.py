"""A recommendation of which nothing is known but its title: an action that a log carries on from another meeting.

After the drafts are merged: where another table says what is recommended, the title stays beside it."""

import re
from collections.abc import Sequence

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field

TITLE = re.compile(
    r"^(?:(?:short|brief|action) )?(?:title|description|item|topic|subject|summary|heading|teitl|pwnc)\b", re.IGNORECASE
)
TEXTS = (Field.RECOMMENDATION, Field.FINDING, Field.ACTION)


def text_by_title(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        named = [label for label in draft.besides if TITLE.match(label)]
        if len(named) != 1 or any(draft.values.get(field) for field in TEXTS):
            continue
        passages = draft.besides.pop(named[0])
        draft.add(Field.RECOMMENDATION, passages)
        doubt = f"Of this one there is no more than its {quoted(named[0])}; I took that for the text."
        draft.findings.append(Finding("text_from_title", "text", doubt, place=draft.place))
