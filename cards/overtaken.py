"""Two wrote at once, or one on two cards: what came first stands, the other words are kept aside, and they choose."""

from cards.elements import Data, banner, button, heading, hint, label, line, noticed, primary, run, small
from cards.frame import Card, Element, Room, card, fitted
from cards.people import words
from cards.verbs import Verb
from cards.wording import clock_time, listed, said, unmarked
from storage.views import Change, Overtaken
from storage.vocabulary import Use


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
    body += _how(overtaken, "your words after theirs", "my", "their", "use mine, keep theirs")
    actions = _buttons(overtaken, "my", "their", "Use mine", "Keep theirs")
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
    body += _how(overtaken, "the new words after the earlier", "new", "earlier", "use new, keep earlier")
    actions = _buttons(overtaken, "new", "earlier", "Use new", "Keep earlier")
    return card(body, actions, f"{said(sheet.name)}: {title}", wide=True)


def whose_count(overtaken: Overtaken) -> str:
    """Why "use both" alone is not enough; "" where it is."""
    return f"{_only_one(overtaken)} Say whose, and nothing has changed until then." if overtaken.rivals else ""


def _only_one(overtaken: Overtaken) -> str:
    """ "Both answers give a grade and a date, and only one of each can count." """
    given = listed([one if one == "values" else f"a {one}" for one in overtaken.rivals])
    each = " of each" if len(overtaken.rivals) > 1 or "values" in overtaken.rivals else ""
    return f"Both answers give {given}, and only one{each} can count."


def _how(overtaken: Overtaken, order: str, mine: str, theirs: str, others: str) -> list[Element]:
    """What the buttons do, and the words for them."""
    both = f"Use both puts {order}."
    if not overtaken.rivals:
        words = "use both"
    else:
        both = f"{both} {_only_one(overtaken)} The button says whose."
        words = f"{_use_both(overtaken, mine)}, {_use_both(overtaken, theirs)}".lower()
    return [
        line(f"{both} All versions stay in the record.", spacing="Medium"),
        hint(f"Or type: {words}, {others}."),
    ]


def _use_both(overtaken: Overtaken, whose: str) -> str:
    return f"Use both, {whose} {listed(overtaken.rivals)}"


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


def _buttons(overtaken: Overtaken, my: str, their: str, mine: str, theirs: str) -> list[Element]:
    sheet = overtaken.sheet
    data = {
        "rec": sheet.recommendation_id,
        "round": sheet.round.id,
        "version": sheet.version,
        "aside": overtaken.aside_number,
    }
    return [
        *_both_buttons(overtaken, data, my, their),
        button(mine, Verb.USE_MINE, data, inputs=False),
        button(theirs, Verb.USE_THEIRS, data, inputs=False),
    ]


def _both_buttons(overtaken: Overtaken, data: Data, my: str, their: str) -> list[Element]:
    """One; or, where both gave what only one can have, one for either choice, and neither stands out."""
    if not overtaken.rivals:
        return [primary("Use both", Verb.USE_BOTH, {**data, "use": Use.BOTH.value}, inputs=False)]
    return [
        button(_use_both(overtaken, whose), Verb.USE_BOTH, {**data, "use": use.value}, inputs=False)
        for whose, use in ((my, Use.BOTH_MINE), (their, Use.BOTH_THEIRS))
    ]
