"""An answer: what was understood, how many of how many, the filters to leave out, counts, and the rows of one page."""

from datetime import date

from cards.answer_counts import counts
from cards.answer_rows import row_lines
from cards.asked import Reading, chips, narrowed_by, understood_line
from cards.elements import button, group, heading, hint, label, noticed, say, small
from cards.frame import Card, Element, Room, card, fitted
from cards.verbs import Verb
from cards.wording import count, day, listed, said
from storage.asking.answer_views import Answer
from storage.query import Format, Kind, Movement

WAYS = {None: "changed", Movement.BETTER: "got better", Movement.WORSE: "got worse"}


def answer(found: Answer, asked: Reading, today: date, *, notice: str = "") -> Card:
    return fitted(lambda room: _answer(found, asked, today, notice, room))


def headline(found: Answer) -> str:
    """ "3 of 27 recommendations", "None of 27 recommendations got worse"."""
    number = f"{found.total:,}" if found.total else "None"
    told = f"{number} of {count('recommendation', found.of)}"
    if found.query.kind is Kind.WHO_NOT_RESPONDED:
        return f"{told} not answered"
    return f"{told} {WAYS[found.query.direction]}" if tells_changes(found) else told


def tells_changes(found: Answer) -> bool:
    compare = found.query.compare
    return found.query.kind is Kind.CHANGES or (
        found.query.kind is Kind.COMPARE and compare is not None and bool(compare.rounds)
    )


def _answer(found: Answer, asked: Reading, today: date, notice: str, room: Room) -> Card:
    body = [
        heading(headline(found)),
        *noticed(notice),
        understood_line(asked, room),
        small(_as_of(found, today, room)),
        *(_nothing(found, asked, room) if not found.total else narrowed_by(asked, room)),
        *counts(found, room),
        *_rows(found, asked, today, room),
        hint(_words(found, asked)),
    ]
    return card(body, _buttons(found, asked), f"{headline(found)}: {said(asked.words, 200)}", wide=True)


def _as_of(found: Answer, today: date, room: Room) -> str:
    rounds = [said(one, 40) for one in found.rounds[: min(6, room.items)]]
    others = len(found.rounds) - len(rounds)
    named = listed([*rounds, f"{others} more"] if others > 0 else rounds)
    if tells_changes(found):
        rounds = []
    within = f", in the {named} round{'s' if len(found.rounds) > 1 else ''}" if rounds else ""
    return f"As things stand on {day(today)}{within}. Counted is what you may see."


def _nothing(found: Answer, asked: Reading, room: Room) -> list[Element]:
    """Which filter emptied it: each that, left out alone, would leave something."""
    if found.query.kind is Kind.WHO_NOT_RESPONDED:
        told = "Everything that was asked for has been answered." if found.of else "No open round asks about that."
        return [say(told), *narrowed_by(asked, room)]
    if tells_changes(found):
        return [say("Nothing has changed that fits."), *narrowed_by(asked, room)]
    if found.emptied_by:
        drawn = chips(asked, room, found.emptied_by)
        return [say("Nothing fits all of that. Without one of these something would:"), group(drawn, spacing="None")]
    if len(asked.chips) > 1:
        told = "Nothing fits, and no one filter alone is why. Leave several out, or ask in other words."
        return [say(told), *narrowed_by(asked, room)]
    return [say("There is nothing that fits."), *narrowed_by(asked, room)]


def _rows(found: Answer, asked: Reading, today: date, room: Room) -> list[Element]:
    """A count by groups is its groups; the rows behind it are a press away."""
    if not found.rows or counted_only(found):
        return []
    first, last = found.first, found.first + len(found.rows) - 1
    where = f"{first:,} to {last:,} of {found.total:,}" if found.pages > 1 else count("recommendation", found.total)
    drawn: list[Element] = [label(where)]
    for place, row in enumerate(found.rows, start=first):
        drawn.append(row_lines(row, place, asked, found, today, room))
    return drawn


def counted_only(found: Answer) -> bool:
    return bool(found.groups) and found.query.kind is Kind.COUNT


def _buttons(found: Answer, asked: Reading) -> list[Element]:
    actions: list[Element] = []
    if counted_only(found):
        actions.append(button("List them", Verb.LIST_THEM, asked.data, inputs=False))
    else:
        if found.page < found.pages:
            actions.append(_page("Next page", asked, found.page + 1))
        if found.page > 1:
            actions.append(_page("Page before", asked, found.page - 1))
    if found.total:
        for title, format in (("Excel", Format.XLSX), ("CSV", Format.CSV)):
            actions.append(button(title, Verb.EXPORT, {**asked.data, "format": format.value}, inputs=False))
    return [*actions, button("Start again", Verb.START_AGAIN, inputs=False)]


def _page(title: str, asked: Reading, page: int) -> Element:
    return button(title, Verb.ANSWER_PAGE, {**asked.data, "page": page}, inputs=False)


def _words(found: Answer, asked: Reading) -> str:
    words = []
    if counted_only(found):
        words.append("list them")
    elif found.rows:
        words += ["row 1"] + (["next page", f"page {found.pages}"] if found.pages > 1 else [])
    words += ["drop filter 1"] if asked.chips else []
    words += ["excel", "csv"] if found.total else []
    return f"Or type: {', '.join([*words, 'start again'])}. Or ask on: “just the overdue ones”."
