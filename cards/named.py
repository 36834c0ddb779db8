"""The names in a document: whom each was taken for, and saying who somebody is."""

from collections.abc import Sequence

from cards.elements import (
    Data,
    button,
    choice_input,
    heading,
    hint,
    line,
    noticed,
    pressable,
    primary,
    run,
    say,
    small,
    text_input,
)
from cards.frame import Card, Element, Room, card, fitted
from cards.handovers import to_whom
from cards.verbs import Verb
from cards.wording import count, said, unmarked
from storage.importing.views import IntakeView, NamedOwner
from storage.views import Colleague
from storage.vocabulary import Found, OwnerChoice, OwnerKind

PAGE = 20
MOST_NAMED = 3
KINDS = (
    ("A person", OwnerKind.PERSON),
    ("A post or role", OwnerKind.ROLE),
    ("A body or partnership", OwnerKind.ORGANISATION),
)


def owners(intake: IntakeView, *, page: int = 1, notice: str = "") -> Card:
    return fitted(lambda room: _owners(intake, page, notice, room))


def owner(intake: IntakeView, one: NamedOwner, people: Sequence[Colleague], *, notice: str = "") -> Card:
    return fitted(lambda room: _owner(intake, one, people, notice, room))


def pages(number: int, size: int = PAGE) -> int:
    return max(1, -(-number // size))


def paging(verb: Verb, data: Data, page: int, last: int) -> list[Element]:
    """The buttons that turn the page of a long list."""
    actions = []
    if page > 1:
        actions.append(button("Page before", verb, {**data, "page": page - 1}, inputs=False))
    if page < last:
        actions.append(button("Next page", verb, {**data, "page": page + 1}, inputs=False))
    return actions


def _owners(intake: IntakeView, page: int, notice: str, room: Room) -> Card:
    last = pages(len(intake.owners))
    page = min(max(page, 1), last)
    title = f"Names: {len(intake.open_owners)} of {len(intake.owners)} to be matched"
    body = [heading(title), *noticed(notice), small(said(intake.title))]
    body += [_line(intake, one, room) for one in intake.owners[(page - 1) * PAGE : page * PAGE]]
    body += [say("The document names nobody.")] if not intake.owners else []
    body += [small(f"Page {page} of {last}")] if last > 1 else []
    actions = [
        *paging(Verb.OWNERS, {"intake": intake.id}, page, last),
        button("Overview", Verb.IMPORT, {"intake": intake.id}, inputs=False),
    ]
    return card([*body, hint("Or type: owner 3, next, back, import.")], actions, title, wide=True)


def _line(intake: IntakeView, one: NamedOwner, room: Room) -> Element:
    press = button(f"Match {unmarked(one.text, 60)}", Verb.OWNER, {"owner": one.id}, inputs=False)
    who = _who(one, room, answered_for=intake.has_link_officer)
    first = line(run(said(one.text, room.name), bold=True, colour="Accent"), f": {who}")
    part = "link officer" if one.is_link_officer else f"for {said(', '.join(one.owns[:12]), 80)}" if one.owns else ""
    about = small(f"{part} · type “owner {one.number}”" if part else f"type “owner {one.number}”") | {"spacing": "None"}
    return pressable([first, about], press, spacing="Medium")


def _who(one: NamedOwner, room: Room, *, answered_for: bool) -> str:
    if one.choice is OwnerChoice.CREATE:
        return f"to be added, {said(one.email, room.name)}"
    if one.choice is OwnerChoice.OUTSIDE:
        return "not in Teams; the link officer answers" if answered_for else "not in Teams; no link officer answers yet"
    if one.person is not None:
        exact = " (the same name)" if one.found is Found.EXACT and not one.answered_by else ""
        return f"{_named(one.person, room)}{exact}"
    if one.candidates:
        return f"may be {' or '.join(_named(each, room) for each in one.candidates[:MOST_NAMED])}?"
    return "nobody of this name is known"


def _named(person: Colleague, room: Room) -> str:
    return said(f"{person.name}, {person.job_title}" if person.job_title else person.name, room.name)


def _owner(intake: IntakeView, one: NamedOwner, people: Sequence[Colleague], notice: str, room: Room) -> Card:
    title = f"Who is {unmarked(one.text, 80)}?"
    what = (
        "The document's link officer."
        if one.is_link_officer
        else f"Named for {count('recommendation', len(one.owns))}."
    )
    body = [
        heading(title),
        *noticed(notice),
        small(said(intake.title)),
        line(f"{what} Now: {_who(one, room, answered_for=intake.has_link_officer)}"),
        *_candidates(one, room),
        to_whom(people, "Somebody else of the council"),
        text_input("email", "Not listed yet: their work e-mail", placeholder="name@council.gov.uk"),
        choice_input("kind", "Not in Teams: they are", [(name, kind.value) for name, kind in KINDS], one.kind.value,
                     style="compact"),
        hint("Or type a name, an e-mail, or: outside, owners, import."),
    ]  # fmt: skip
    data = {"owner": one.id, "version": one.version}
    actions = [
        primary("This person", Verb.CHOOSE_OWNER, data | {"how": "person"}),
        button("Add them", Verb.CHOOSE_OWNER, data | {"how": "create"}),
        button("Not in Teams", Verb.CHOOSE_OWNER, data | {"how": "outside"}),
        button("All names", Verb.OWNERS, {"intake": intake.id}, inputs=False),
        button("Overview", Verb.IMPORT, {"intake": intake.id}, inputs=False),
    ]
    return card(body, actions, title)


def _candidates(one: NamedOwner, room: Room) -> list[Element]:
    if not one.candidates:
        return []
    choices = [(_named(person, room), str(person.id)) for person in one.candidates]
    only = one.candidates[0] if len(one.candidates) == 1 else None
    return [choice_input("near", "It may be", choices, str(only.id) if only and one.is_open else "")]
