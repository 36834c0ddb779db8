"""The paper's own sentences about what became of an answer: who gave it, what the committee made of it, what changed."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from storage.reporting.lettering import one_line
from storage.reporting.movement import Count, Step
from storage.reporting.naming import Naming
from storage.reporting.paper import Item, Move, Paper, Reported, Ruled
from storage.rules.deadlines import is_counted_from_a_day
from storage.views import Due, Grade
from storage.vocabulary import Ruling, UpdateState

COUNCIL_TIME = ZoneInfo("Europe/London")
NO_UPDATE = "No update received"
NO_GRADE = "No grade given"


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def day_of(at: datetime) -> str:
    return day(at.astimezone(COUNCIL_TIME).date())


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def numbered(number: str, text: str) -> str:
    """ "7. The text", or as the number ends, or the text alone."""
    dot = "." if number and number[-1].isalnum() else ""
    return f"{number}{dot} {text}" if number else text


def graded(grade: Grade | None, as_written: str = "") -> str:
    """A grade that the scheme does not have stays as its document wrote it."""
    return grade.full_label if grade else as_written.strip() or NO_GRADE


def proposed(reported: Reported) -> str:
    return graded(reported.proposed, reported.grade_text)


def stands(reported: Reported) -> str:
    """The grade that counts: the committee's, where it has ruled."""
    return graded(reported.ruled.grade) if reported.ruled else proposed(reported)


def given_by(reported: Reported, naming: Naming) -> str:
    """Who answered, for whom, with whom and when. Nothing where a document brought it and nobody is known."""
    if reported.by is None:
        return ""
    words = naming.writer(reported.by)
    if reported.on_behalf_of:
        words += f" for {naming.lead(reported.on_behalf_of)}"
    if others := [naming.writer(one) for one in reported.others]:
        words += f", with {listed(others)}"
    return f"{words}, {day_of(reported.written_at)}" if reported.written_at else words


def committee(reported: Reported) -> str:
    """How far a grade may be relied on: proposed, confirmed or changed."""
    if reported.ruled:
        return _ruled(reported.ruled, proposed(reported))
    if reported.state is UpdateState.RETURNED:
        return "Returned to the officer for more; this is what was sent before. The grade is not confirmed."
    if reported.state is UpdateState.SUBMITTED:
        return "Proposed by the officer; not yet accepted by the clerk or considered by the Committee."
    return "Proposed by the officer; not yet considered by the Committee."


def _ruled(ruled: Ruled, before: str) -> str:
    if ruled.ruling is Ruling.CONFIRMED:
        words = f"Confirmed by the Committee on {day(ruled.on)}."
    else:
        words = f"Changed by the Committee on {day(ruled.on)} from {before} to {graded(ruled.grade)}."
    words += " Signed off." if ruled.signed_off else ""
    return f"{words}\n{ruled.comment}" if ruled.comment.strip() else words


def assessment(reported: Reported) -> str:
    """The grade as proposed, with the explanation and the anticipated date that the form asks for beside it."""
    return "\n".join(part for part in (proposed(reported), outlook(reported)) if part)


def outlook(reported: Reported) -> str:
    """The explanation, and when it is expected to be done."""
    when = f"Anticipated date: {anticipated(reported)}" if reported.anticipated.strip() else ""
    return "\n".join(part for part in (reported.explanation, when) if part.strip())


def anticipated(reported: Reported) -> str:
    """As written; and where the words count from a day, as they were read then: the reader does not know that day."""
    if reported.anticipated_on is None or not is_counted_from_a_day(reported.anticipated):
        return reported.anticipated
    return f"{reported.anticipated.rstrip()} (read as {day(reported.anticipated_on)})"


def due(when: Due) -> str:
    """As written; the date beside it only where the words are not one."""
    if when.text.strip():
        return when.text
    return day(when.on) if when.on else ""


def moves(item: Item) -> str:
    """How often a date has slipped, from what to what and why."""
    if len(item.dates) < 2:
        return ""
    times = {2: "once", 3: "twice"}.get(len(item.dates), f"{len(item.dates) - 1} times")
    lines = [_move(before, move) for before, move in zip(item.dates, item.dates[1:], strict=False)]
    return "\n".join([f"Moved {times}.", *lines])


def _move(before: Move, move: Move) -> str:
    words = f"From {due(before.due) or 'no date'} to {due(move.due) or 'no date'} on {day(move.set_on)}"
    return f"{words}: {one_line(move.reason)}" if move.reason.strip() else f"{words}."


def slipped_to(item: Item, move: Move) -> str:
    place = item.dates.index(move)
    times = {1: "the first time", 2: "the second time", 3: "the third time"}.get(place, f"time number {place}")
    return f"{_move(item.dates[place - 1], move).rstrip('.')}; moved for {times}"


def stepped(step: Step) -> str:
    return f"From {step.before.full_label} to {step.now.full_label}"


def signed_off(item: Item) -> str:
    if item.signed_off is None:
        return ""
    words = f"Signed off on {day(item.signed_off.on)}"
    words += f" ({item.signed_off.round.label})" if item.signed_off.round else ""
    return f"{words}.\n{item.signed_off.comment}" if item.signed_off.comment.strip() else f"{words}."


def standing(paper: Paper) -> str:
    """In one sentence, how settled what follows is."""
    if paper.draft:
        return f"Draft: the {paper.now.label} round is still open, and answers may change until it is closed."
    answers = [one for item in paper.outstanding if (one := item.reported.get(paper.now.id))]
    if not answers:
        return f"The {paper.now.label} round is closed. No update was received in it."
    if all(one.ruled for one in answers):
        return f"The {paper.now.label} round is closed, and the Committee has considered its grades."
    return (
        f"The {paper.now.label} round is closed. Grades that the Committee has not considered are marked as proposed."
    )


def summary(count: Count, labels: Sequence[str]) -> str:
    """The round in one sentence: "Of 9 recommendations, 3 are …"."""
    parts = [f"{number} {label}" for number, label in zip(count.graded, labels, strict=True) if number]
    parts += [f"{count.ungraded} without a grade"] if count.ungraded else []
    parts += [f"{count.silent} with no update received"] if count.silent else []
    parts += [f"{count.closed} signed off before this round"] if count.closed else []
    return (
        f"Of {counted(count.total, 'recommendation')}: {listed(parts)}." if parts else "There are no recommendations."
    )
