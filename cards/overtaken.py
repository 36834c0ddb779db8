"""Two people wrote at once: what came first stands, the other's words are kept aside, and they choose."""

from cards.elements import banner, button, heading, hint, label, line, primary, run, small
from cards.frame import Card, Element, Room, card, fitted
from cards.people import words
from cards.verbs import Verb
from cards.wording import clock_time, said, unmarked
from storage.views import Change, Overtaken


def overtaken(overtaken: Overtaken) -> Card:
    return fitted(lambda room: _overtaken(overtaken, room))


def _overtaken(overtaken: Overtaken, room: Room) -> Card:
    sheet = overtaken.sheet
    who = said(sheet.written.by, 80) if sheet.written else "A colleague"
    when = f" at {clock_time(sheet.written.at)}" if sheet.written else ""
    body = [
        heading(f"{unmarked(sheet.name)}: somebody saved before you"),
        small(said(sheet.plan_title)),
        banner(f"{who} saved this{when}, while you were writing. Nothing has been overwritten; yours is kept aside."),
    ]
    for change in overtaken.changes:
        body += _both(change, who, room)
    body.append(line("Use both puts your words after theirs. All versions stay in the record.", spacing="Medium"))
    body.append(hint("Or type: use both, use mine, keep theirs."))
    return card(body, _buttons(overtaken), f"{said(sheet.name)}: {who} saved before you", wide=True)


def _both(change: Change, who: str, room: Room) -> list[Element]:
    return [
        label(said(change.field, 80)),
        line(run(f"Saved by {who}:", subtle=True)),
        *words(change.before, room, empty="Left empty"),
        line(run("Yours, kept aside:", subtle=True), spacing="Medium"),
        *words(change.after, room, empty="Left empty"),
    ]


def _buttons(overtaken: Overtaken) -> list[Element]:
    sheet = overtaken.sheet
    data = {
        "rec": sheet.recommendation_id,
        "round": sheet.round.id,
        "version": sheet.version,
        "aside": overtaken.aside_number,
    }
    return [
        primary("Use both", Verb.USE_BOTH, data, inputs=False),
        button("Use mine", Verb.USE_MINE, data, inputs=False),
        button("Keep theirs", Verb.USE_THEIRS, data, inputs=False),
    ]
