"""Lines of a list that open what they name: assignments, answers, offers. A list is no table, so a phone can show it."""

from collections.abc import Mapping, Sequence
from datetime import date

from cards.elements import button, line, link, pressable, row, run
from cards.frame import Element
from cards.standing import assignment_state, lateness
from cards.verbs import Verb
from cards.wording import count, listed, said, shortened, unmarked
from storage.left_views import Left
from storage.views import Assignment, Handover, Inbox, Sheet

MOST_SHORT_TEXT = 110


def assignment_line(one: Assignment, today: date | None = None) -> Element:
    """Pressed, it opens the recommendation. The small line ends with the words that do the same."""
    title = f"Open {whole_name(one)}"
    press = button(title, Verb.OPEN, {"rec": one.recommendation_id, "round": one.round_id}, inputs=False)
    return pressed_line(one, press, f"open {number_words(one)}", today)


def pressed_line(one: Assignment, press: Element, words: str, today: date | None = None) -> Element:
    """A line about an assignment that does what `press` says, and ends with the words that do the same."""
    facts = [assignment_state(one)]
    facts += [said(one.grade, 40)] if one.grade else []
    facts += [lateness(one.due, today)] if today else []
    facts += [f"for {said(one.for_owner, 60)}"] if one.for_owner else []
    state = run(f"{' · '.join(facts)} · type “{words}”", subtle=True) | {"size": "Small"}
    text = said(shortened(one.text, MOST_SHORT_TEXT), MOST_SHORT_TEXT)
    first = line(run(said(one.name, 60), bold=True, colour="Accent"), f": {text}" if text else "")
    return pressable([first, line(state, spacing="None")], press, spacing="Medium")


def whole_name(one: Assignment) -> str:
    """What a press is called: two of one number are told apart by their plans."""
    name = unmarked(one.name, 60)
    return f"{name}, {unmarked(one.apart, 60)}" if one.apart else name


def number_words(one: Assignment | Sheet | Left) -> str:
    """How a recommendation is called in typed words: the 5 of "open 5", with its plan where another has that number too."""
    number = said(one.number, 20) if one.number else f"item {one.position}"
    apart = one.apart if isinstance(one, Assignment) else ""
    return f"{number} of {said(apart, 160)}" if apart else number


def grouped(lines: Sequence[Assignment]) -> Mapping[tuple[str, str], Sequence[Assignment]]:
    """By plan and round, in the order they came."""
    groups: dict[tuple[str, str], list[Assignment]] = {}
    for one in lines:
        groups.setdefault((one.plan_title, one.round_label), []).append(one)
    return groups


def inbox_line(inbox: Inbox) -> list[Element]:
    """What waits at a clerk's desk: the list itself is a press, or two words, away."""
    parts = [f"{count('answer', inbox.answers)} to review"] if inbox.answers else []
    parts += [f"{count('recommendation', inbox.given_back)} given back"] if inbox.given_back else []
    return [line(run(f"{listed(parts)}.", bold=True), " Type “to review”.")] if parts else []


def offer_lines(one: Handover) -> list[Element]:
    """What a colleague offers, with the two answers as words to press."""
    data = {"handover": one.id}
    name, giver = unmarked(one.recommendation, 60), said(one.from_name, 60)
    answers = [
        link("Take it on", Verb.ACCEPT_OFFER, data, name=f"Take it on: {name}"),
        link("Decline", Verb.DECLINE_OFFER, data, name=f"Decline: {name}"),
    ]
    reason = f" “{said(one.reason, 140)}”" if one.reason.strip() else ""
    return [
        line(
            run(giver, bold=True), f" asks you to take {said(one.recommendation, 60)} ({said(one.plan_title)}).{reason}"
        ),
        row(answers),
    ]
