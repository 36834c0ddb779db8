"""What a round closes without: as the clerk is warned of it, as the letter afterwards tells it, and as it reads then."""

from collections.abc import Sequence
from datetime import date

from cards.elements import (
    banner,
    button,
    group,
    heading,
    hint,
    label,
    line,
    noticed,
    pressable,
    primary,
    run,
    say,
    small,
)
from cards.files import to_get
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import number_words
from cards.people import more
from cards.reading import answer, author
from cards.standing import round_words, saved_words
from cards.verbs import Verb
from cards.wording import count, said, shortened, unmarked
from storage.left_views import ClosedAnswer, Left, LeftAs, LeftCount, LeftInRound, LeftWords

MOST_WORDS = 140


def closing_over(left: LeftCount) -> list[Element]:
    """For the clerk, before it is too late: nobody can send any of it afterwards."""
    if not left.any:
        return []
    facts = [
        (left.drafts, "draft", "written and not sent. The paper will have nothing of", "it", "them"),
        (
            left.edits,
            "answer",
            "changed since sending. The paper will have",
            "it as it was sent",
            "them as they were sent",
        ),
        (left.asides, "answer", "set aside, and not chosen. The paper will have nothing of", "it", "them"),
        (left.held, "message", "typed and not recorded yet. The paper will have nothing of", "it", "them"),
        (left.files, "file", "sent to me and not attached yet. The paper will have nothing of", "it", "them"),
    ]
    drawn = [
        line(
            run(count(noun, number), bold=True, colour="Warning"),
            f" {'is' if number == 1 else 'are'} {what} {one if number == 1 else many}.",
        )
        for number, noun, what, one, many in facts
        if number
    ]
    return [*drawn, say("Whoever wrote it, or could send it, will be told.")]


def left_unsent(left: LeftInRound) -> Card:
    """For the officer: a round closed over what they had not sent; where it stands, and whom to ask."""
    return fitted(lambda room: _letter(left, room))


def closed_answer(found: ClosedAnswer, today: date, *, notice: str = "") -> Card:
    """One recommendation in a round that has closed: what counts, and beside it what was left."""
    return fitted(lambda room: _closed_answer(found, today, notice, room))


def left_words(one: LeftWords, room: Room) -> list[Element]:
    """The reader's own words that a round closed over, or those of who answered before them: shown to nobody else."""
    head = f"{unmarked(one.sheet.round.label, 40)} round: {TITLES[one.how].format('your' if one.mine else 'the')}"
    by = "" if one.mine or not one.sheet.written else f" {saved_words(one.sheet)}"
    told = f"{WHO_READS[one.how]} The round has closed, so it cannot be changed or sent.{by}"
    # Files go with the answer: where one was sent, they stand there.
    files = to_get(one.sheet, room) if one.how is LeftAs.DRAFT else []
    return [heading(head, 2), small(told), *answer(one.sheet, room), *files]


TITLES = {
    LeftAs.DRAFT: "{} draft, not sent",
    LeftAs.EDIT: "{} change, not sent",
    LeftAs.ASIDE: "{} words, set aside",
    LeftAs.HELD: "{} words, not recorded",
    LeftAs.FILE: "{} file, not attached",
}
_WRITERS = "Only those who wrote it, or answer for it now, are shown it."
WHO_READS = dict.fromkeys(LeftAs, "Only you are shown it.") | {LeftAs.DRAFT: _WRITERS, LeftAs.EDIT: _WRITERS}


def _letter(left: LeftInRound, room: Room) -> Card:
    title = f"The {unmarked(left.round_label, 60)} round has closed, and {_what(left.lines)}"
    first = next((one for one in left.lines if one.may_open), None)
    body = [heading(title), line(run(said(left.plan_title, 160), bold=True))]
    for one in left.lines[: room.items]:
        body.append(_line(one, left.round_label))
    body += more(len(left.lines) - room.items, "line")
    kept = "Your words stand as you left them." if any(one.how is not LeftAs.FILE for one in left.lines) else ""
    asking = "If it should count after all, ask the scrutiny team."
    how = f"To read it, type “{_open_words(first, left.round_label)}”. " if first else ""
    body += [*([say(kept)] if kept else []), line(f"{how}{asking}"), hint("Or type: my actions, help.")]
    read = [primary("Read it", Verb.READ_LEFT, _key(first), inputs=False)] if first else []
    return card(body, [*read, button("My actions", Verb.MY_ACTIONS, inputs=False)], title)


def _what(lines: Sequence[Left]) -> str:
    if {one.how for one in lines} == {LeftAs.DRAFT}:
        of_yours = "" if any(one.by for one in lines) else " of yours"
        return f"a draft{of_yours} was not sent" if len(lines) == 1 else f"drafts{of_yours} were not sent"
    if [one.how for one in lines] == [LeftAs.EDIT]:
        return "what was changed last was not sent"
    return "not everything was sent"


def _line(one: Left, round_label: str) -> Element:
    first = line(run(said(one.name, 60), bold=True), f": {said(shortened(one.text, 110), 110)}")
    told = line(_told(one), spacing="None")
    if not one.may_open:
        return group([first, told, small("It has gone to somebody else since.") | {"spacing": "None"}])
    press = button(f"Read {unmarked(one.name, 60)}", Verb.READ_LEFT, _key(one), inputs=False)
    how = small(f"Type “{_open_words(one, round_label)}”") | {"spacing": "None"}
    return pressable([first, told, how], press, spacing="Medium")


def _told(one: Left) -> str:
    begun = f"Last written by {said(one.by, 60)}" if one.by else ""
    match one.how:
        case LeftAs.DRAFT:
            return f"{f'{begun}, and not sent' if begun else 'Not sent'}: the clerk and the paper have nothing of it."
        case LeftAs.EDIT:
            who = f" {begun}." if begun else ""
            return f"What was sent counts. The clerk and the paper have nothing of what was changed after it.{who}"
        case LeftAs.ASIDE:
            return "Your words were set aside, as others had been saved first. The answer has nothing of them."
        case LeftAs.HELD:
            return (
                f"You typed “{said(one.words, MOST_WORDS)}” and did not say whether to record it. It is not recorded."
            )
        case LeftAs.FILE:
            return f"You sent the file “{said(one.words, 80)}”. It is attached to nothing."


def _open_words(one: Left, round_label: str) -> str:
    return f"open {number_words(one)} of {said(round_label)}"


def _key(one: Left) -> dict[str, int | str]:
    return {"rec": one.recommendation_id, "round": one.round_id}


def _closed_answer(found: ClosedAnswer, today: date, notice: str, room: Room) -> Card:
    sent = found.sent
    none = "Nothing was sent in this round, so the clerk and the paper have nothing of it."
    counts = [heading("What was sent, and counts", 2), *answer(sent, room), *to_get(sent, room), *author(sent)]
    body = [
        heading(unmarked(sent.name)),
        line(run(said(sent.plan_title, room.name), bold=True)),
        small(round_words(sent.round, today)),
        *noticed(notice),
        banner("This round has closed, so nothing here can change. If something should, ask the scrutiny team."),
        *(counts if sent.sent_version else [label(none)]),
    ]
    for one in found.left[: room.items]:
        body += left_words(one, room)
    body += [*more(len(found.left) - room.items, "part"), hint("Or type: update, my actions, help.")]
    actions = [button("My actions", Verb.MY_ACTIONS, inputs=False), button("Help", Verb.HELP, inputs=False)]
    return card(
        body, actions, f"{said(sent.name)}, {said(sent.round.label, 40)} round: {said(sent.plan_title)}", wide=True
    )
