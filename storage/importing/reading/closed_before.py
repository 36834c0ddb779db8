"""Lines that say which recommendations were closed before the document was made: they are of none that it tells of."""

import re

DONE = (
    r"(?:closed|signed off|completed|discharged|withdrawn|removed|deleted|superseded|archived|retired|caewyd|cwblhawyd)"
)
NUMBERS = r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?"
WHICH = r"(?:(?:recommendations?|actions?|items?|recs?|argymhell\w+|numbers?|nos?\.?)\s+)"
HEADED = re.compile(
    rf"^(?:the following |{WHICH}|previously |already |no longer (?:reported|monitored|tracked)|{DONE})[^:.]{{0,60}}:\s*"
    rf"{WHICH}?{NUMBERS}(?=\s*(?:[(,;&.–-]|and\b|to\b|$))",
    re.IGNORECASE,
)
NAMED = re.compile(rf"\b{DONE}\b|\bno longer\b", re.IGNORECASE)
STATED = re.compile(
    rf"^{WHICH}?{NUMBERS}(?:(?:,|,? and|\s?&|\s?[-–]|,? to) {NUMBERS})*\s+(?:was|were|has been|have been|is|are)\s+"
    rf"(?:all |both |now |previously |already )*(?:{DONE}|no longer)\b",
    re.IGNORECASE,
)
LONGEST = 300


def tells_of_closed(text: str) -> bool:
    """ "Closed before this report: 2.2 (signed off in May)", "Recommendations 4 and 6 were closed in 2024"."""
    if len(text) > LONGEST:
        return False
    head = text.partition(":")[0]
    return bool((HEADED.match(text) and NAMED.search(head)) or STATED.match(text))
