"""What a colleague gave after somebody's card was drawn: typed words replace none of it without asking."""

from datetime import datetime

from storage.unseen import is_blank
from storage.views import Given, Person, Sheet


def colleague_since(here: Sheet, person: Person, since: datetime) -> str:
    """Who else wrote the answer that counts, if they wrote it after this; "" where nobody did."""
    written = here.written
    return written.by if written and written.by_id != person.id and written.at > since else ""


def replaces(given: Given, here: Sheet) -> bool:
    """Whether something that stands would be gone: a grade, a date, a value, or words that are not added to."""
    now = here.response
    pairs = [(given.grade, now.grade), (given.anticipated, now.anticipated)]
    pairs += [(value, now.indicators.get(id)) for id, value in given.indicators.items()]
    for name in ("evidence", "impact", "explanation"):
        if name not in given.adding:
            pairs.append((getattr(given, name), getattr(now, name)))
    return any(new is not None and not is_blank(old or "") and new.strip() != (old or "").strip() for new, old in pairs)
