"""Two wrote at once, or one on two cards: what came first stands, the other words are kept aside, and they choose."""

from cards.elements import banner, button, heading, hint, label, line, noticed, primary, run, small
from cards.frame import Card, Element, Room, card, fitted
from cards.people import words
from cards.verbs import Verb
from cards.wording import clock_time, listed, said, unmarked
from storage.views import Change, Overtaken


def overtaken(overtaken: Overtaken, *, notice: str = "") -> Card:
    draw = _with_oneself if overtaken.with_oneself else _with_another
    return fitted(lambda room: draw(overtaken, notice, room))


def _with_another(overtaken: Overtaken, notice: str, room: Room) -> Card:
    sheet = overtaken.sheet
    who, when = _who_came_first(overtaken)
    body = [
        heading(f"{unmarked(sheet.name)}: somebody saved before you"),
        small(said(sheet.plan_title)),
        *noticed(notice),
        banner(f"{who} saved this{when}, while you were writing. Nothing has been overwritten; yours is kept aside."),
    ]
    for change in overtaken.changes:
        saved = _saved_by(change, overtaken.writer_id)
        body += _both(change, saved, "Yours, kept aside:", room)
    body.append(line("Use both puts your words after theirs. All versions stay in the record.", spacing="Medium"))
    body.append(hint("Or type: use both, use mine, keep theirs."))
    actions = _buttons(overtaken, "Use both", "Use mine", "Keep theirs")
    return card(body, actions, f"{said(sheet.name)}: {who} saved before you", wide=True)


def _with_oneself(overtaken: Overtaken, notice: str, room: Room) -> Card:
    """One person with two cards, or two devices: nobody else came first."""
    sheet = overtaken.sheet
    when = f" at {clock_time(sheet.written.at)}" if sheet.written else ""
    title = "you saved this since that card was drawn"
    body = [
        heading(f"{unmarked(sheet.name)}: {title}"),
        small(said(sheet.plan_title)),
        *noticed(notice),
        banner(f"You saved the earlier words{when}. Nothing has been overwritten; the new ones are kept aside."),
    ]
    for change in overtaken.changes:
        body += _both(change, "Saved earlier:", "New, kept aside:", room)
    body.append(
        line("Use both puts the new words after the earlier. All versions stay in the record.", spacing="Medium")
    )
    body.append(hint("Or type: use both, use new, keep earlier."))
    actions = _buttons(overtaken, "Use both", "Use new", "Keep earlier")
    return card(body, actions, f"{said(sheet.name)}: {title}", wide=True)


def _who_came_first(overtaken: Overtaken) -> tuple[str, str]:
    """Whoever else wrote what differs, and when; where nobody has touched that, whoever saved last."""
    others = {one.by: one.at for one in overtaken.changes if one.by and one.by_id != overtaken.writer_id}
    if not others and (written := overtaken.sheet.written):
        others = {written.by: written.at}
    ats = [at for at in others.values() if at is not None]
    when = f" at {clock_time(ats[0])}" if len(others) == 1 and ats else ""
    return listed([said(name, 80) for name in others]) or "A colleague", when


def _saved_by(change: Change, writer_id: int | None) -> str:
    if not change.by:
        return "As it stands:"
    return "Saved by you, earlier:" if change.by_id == writer_id else f"Saved by {said(change.by, 80)}:"


def _both(change: Change, first: str, second: str, room: Room) -> list[Element]:
    return [
        label(said(change.field, 80)),
        line(run(first, subtle=True)),
        *words(change.before, room, empty="Left empty"),
        line(run(second, subtle=True), spacing="Medium"),
        *words(change.after, room, empty="Left empty"),
    ]


def _buttons(overtaken: Overtaken, both: str, mine: str, theirs: str) -> list[Element]:
    sheet = overtaken.sheet
    data = {
        "rec": sheet.recommendation_id,
        "round": sheet.round.id,
        "version": sheet.version,
        "aside": overtaken.aside_number,
    }
    return [
        primary(both, Verb.USE_BOTH, data, inputs=False),
        button(mine, Verb.USE_MINE, data, inputs=False),
        button(theirs, Verb.USE_THEIRS, data, inputs=False),
    ]
