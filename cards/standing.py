"""Where things stand, in words: a round's closing, a due date, an answer's state, and who wrote it for whom."""

from datetime import date

from cards.frame import Room
from cards.wording import clock_time, day, distance, listed, said
from storage.views import Assignment, Due, Owner, Round, Sheet
from storage.vocabulary import Part, UpdateState

SETTLED = (UpdateState.CONFIRMED, UpdateState.SIGNED_OFF)
SENT = (UpdateState.SUBMITTED, UpdateState.ACCEPTED)

STATES = {
    None: "Not begun",
    UpdateState.DRAFT: "Draft, not sent",
    UpdateState.SUBMITTED: "Sent",
    UpdateState.RETURNED: "Returned by the clerk",
    UpdateState.ACCEPTED: "Accepted",
    UpdateState.CONFIRMED: "Decided by the committee",
    UpdateState.SIGNED_OFF: "Signed off by the committee",
}
PARTS = {Part.LEAD: "lead", Part.JOINT: "joint", Part.SUPPORTING: "supporting"}
SOON = 14
MOST_OWNERS = 10


def can_change(sheet: Sheet) -> bool:
    return sheet.answerable and not why_closed(sheet)


def why_closed(sheet: Sheet) -> str:
    """Why an answer can take nothing more, in a sentence; "" where it can."""
    if sheet.round.closed:
        return "this round has closed."
    if sheet.given_back:
        return "you gave it back to the clerk, who will settle whose it is."
    if sheet.signed_off or sheet.state in SETTLED:
        return "the committee has decided on it."
    return "" if sheet.answerable else "it is not assigned to you."


def round_words(round: Round, today: date) -> str:
    """ "July 2024 round, closes on 31 July 2024, in 5 days"."""
    name = f"{said(round.label, 60)} round"
    if round.closed:
        return f"{name}, closed"
    if round.closes_on is None:
        return name
    soon = 0 <= (round.closes_on - today).days <= SOON
    away = f", {distance(round.closes_on, today)}" if soon else ""
    return f"{name}, {closing_words(round.closes_on, today)}{away}"


def closing_words(on: date, today: date) -> str:
    """A round is open until the clerk closes it, whatever day was named."""
    return f"closes on {day(on)}" if on >= today else f"was to close on {day(on)} and is still open"


def until_closing(round: Round, today: date) -> str:
    if round.closes_on is None:
        return "until the round closes"
    if round.closes_on < today:
        return f"until the clerk closes the round, which was to close on {day(round.closes_on)}"
    return f"until the round closes on {day(round.closes_on)}"


def before_closing(round: Round, today: date) -> str:
    """The same for what is done once, such as sending: not until the round closes, but before."""
    return until_closing(round, today).replace("until", "before", 1)


def due_words(due: Due, today: date) -> str:
    """The date as written, as read where that says more, and what has become of it."""
    if not due.text.strip() and due.on is None:
        return "No date given"
    written = said(due.text) if due.text.strip() else ""
    read = day(due.on) if due.on else ""
    words = f"{written} (read as {read})" if written and read and written.casefold() != read.casefold() else written
    facts = [words or read]
    if due.on and due.on < today:
        facts.append(f"passed {distance(due.on, today)}")
    if due.moved:
        facts.append(f"moved {_times(due.moved)}")
    return ", ".join(facts)


def lateness(due: Due, today: date) -> str:
    """ "due 31 May 2024, 108 days late", for a line in a list."""
    written = day(due.on) if due.on else said(due.text, 40)
    if not written:
        return "no due date"
    late = (today - due.on).days if due.on else 0
    return f"due {written}, {late:,} day{'' if late == 1 else 's'} late" if late > 0 else f"due {written}"


def assignment_state(one: Assignment) -> str:
    if one.offered_to:
        return f"Offered to {said(one.offered_to, 60)}, not yet accepted"
    if one.unsent and one.sent:
        return "Changed since you sent it"
    return STATES[one.state]


def owner_words(owner: Owner, room: Room) -> str:
    """ "Kim Osei, Service Manager (lead)"."""
    names = dict.fromkeys(
        said(part, room.name) for part in (owner.name, owner.role, owner.organisation) if part.strip()
    )
    return f"{', '.join(names)} ({PARTS[owner.part]})"


def owners_words(sheet: Sheet, room: Room) -> str:
    shown = sheet.owners[: min(MOST_OWNERS, room.items)]
    named = "; ".join(owner_words(owner, room) for owner in shown)
    others = len(sheet.owners) - len(shown)
    return f"{named}; and {others} more" if others > 0 else named or "Nobody named"


def author_words(sheet: Sheet) -> str:
    """Who answered, and for whom: "Kim Osei, for Stonebridge NHS Trust"."""
    if sheet.written is None:
        return ""
    name = said(sheet.written.by, 80)
    return f"{name}, for {said(sheet.written.on_behalf_of, 80)}" if sheet.written.on_behalf_of else name


def saved_words(sheet: Sheet) -> str:
    """ "Last saved by Kim Osei at 14:05 on 3 July 2024; also written by Sam Hill."."""
    if sheet.written is None:
        return ""
    others = [said(name, 40) for name in sheet.contributors if name != sheet.written.by]
    also = f"; also written by {listed(others[:4])}" if others else ""
    return f"Last saved by {author_words(sheet)} at {clock_time(sheet.written.at)}{also}."


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
