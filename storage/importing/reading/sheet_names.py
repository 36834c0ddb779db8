"""A workbook with a sheet for each service or theme: what no other section has is named by its sheet.

After the drafts of all sheets are known (`reading/__init__.py`)."""

import re
from collections.abc import Sequence

from storage.importing.reading.drafts import Draft

SAYS_NOTHING = re.compile(
    r"(?:(?:sheet|tab|page|table|data|tracker|monitoring|(?:action )?plan|actions?|rec(?:ommendation)?s?|main|live|open|current"
    r"|master|register|log|summary|overview|at a glance|dashboard|cover|front|contents"
    r"|measures?|indicators?|kpis?|rag|key|notes?|guidance|crynodeb|mesurau"
    r"|update|report|progress|form|return|taflen|cynllun|argymhellion"
    r"|completed?|closed|done|finished|implemented|delivered|discharged|archived?|outstanding|overdue|ongoing|in progress"
    r"|under ?way|not started|pending|new|old|previous|carried forward|items?|and|or|the|cwblhawyd|wedi'?u? cwblhau|agored)"
    r"[\W\d_]*)+",
    re.IGNORECASE,
)


def name_by_sheets(drafts: Sequence[Draft]) -> None:
    """Where several sheets tell of recommendations; "Sheet1", "Live tracker" and "Closed" name nothing."""
    if len({draft.sheet for draft in drafts}) < 2:
        return
    for draft in drafts:
        if not SAYS_NOTHING.fullmatch(draft.sheet.strip()):
            draft.named_by_sheet = draft.sheet
