"""The doubts of the documents that a plan came from, with what was answered: for whoever asks later."""

from collections.abc import Sequence

from cards.doubts import answer_words
from cards.elements import button, heading, hint, line, run, small
from cards.frame import Card, Element, Room, card, fitted
from cards.named import pages, paging
from cards.verbs import Verb
from cards.wording import clock_time, count, said, unmarked
from storage.importing.views import AskedDoubt, IntakeView

PAGE = 10


def answered_list(documents: Sequence[IntakeView], *, page: int = 1) -> Card:
    """`documents`: all that were taken into the plan, the newest first. Their doubts follow one another over the pages."""
    return fitted(lambda room: _answered_list(documents, page, room))


def _answered_list(documents: Sequence[IntakeView], page: int, room: Room) -> Card:
    everything = [(document, doubt) for document in documents for doubt in document.doubts]
    last = pages(len(everything), PAGE)
    page = min(max(page, 1), last)
    title = f"Doubts of {unmarked(documents[0].title, 80)}"
    left = sum(doubt.is_open for _, doubt in everything)
    told = f"{count('doubt', len(everything))} in {count('document', len(documents))}, {left} left as read."
    body = [heading(title), line(run(told, bold=True))]
    before = None
    for document, doubt in everything[(page - 1) * PAGE : page * PAGE]:
        body += [] if document is before else _document(document)
        body += _doubt(doubt, room)
        before = document
    body += [small(f"Page {page} of {last}")] if last > 1 else []
    turning = paging(Verb.DOUBTS_OF, {"plan": documents[0].plan_id or 0}, page, last)
    return card(
        [*body, hint("Or type: import, to review, help.")],
        [*turning, button("Help", Verb.HELP, inputs=False)],
        title,
        wide=True,
    )


def _document(document: IntakeView) -> list[Element]:
    settled_at = f" at {clock_time(document.settled_at)}" if document.settled_at else ""
    by = f"imported by {said(document.settled_by, 60)}{settled_at}"
    return [heading(unmarked(document.file, 80), 2), small(f"{by} · {count('doubt', len(document.doubts))}")]


def _doubt(one: AskedDoubt, room: Room) -> list[Element]:
    where = " · ".join(said(part, 60) for part in (one.name, one.round, one.place) if part)
    words = f"{answer_words(one)} · {where}" if where else answer_words(one)
    return [line(said(one.message, room.name * 2)), small(words)]
