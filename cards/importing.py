"""A document in hand: what was read, what is doubtful with the worst first, and what it would become."""

from collections.abc import Sequence

from cards.elements import (
    banner,
    button,
    folded,
    heading,
    hint,
    label,
    line,
    link,
    noticed,
    pressable,
    primary,
    row,
    run,
    say,
    small,
    text_input,
    toggle,
)
from cards.frame import Card, Element, Room, card, fitted
from cards.people import more, words
from cards.verbs import Verb
from cards.wording import UNDRAWABLE, clock_time, count, listed, said, unmarked
from storage.importing.views import Comparison, InHand, IntakeView
from storage.views import KeptFile

FAMILIES = {
    "progress_update": "a progress update",
    "action_plan": "an action plan",
    "improvement_plan": "an improvement plan",
    "statement_of_action": "a statement of action",
    "tracker": "a tracker",
    "other": "a document of no form I know",
}
MOST_ROUNDS = 8
MOST_NAME = 200
MOST_TOLD = 8


def overview(intake: IntakeView, *, notice: str = "") -> Card:
    return fitted(lambda room: _overview(intake, notice, room))


def which_use(intake: IntakeView, file: KeptFile) -> Card:
    """For a clerk who is also asked for answers: a plan to import, or evidence?"""
    title = "What is this file for?"
    found = count("recommendation", len(intake.proposal.recommendations))
    body = [
        heading(title),
        line(run(said(file.name, 120), bold=True)),
        line(f"I read it, and found {found}, so it may be a plan to import. It may also be evidence for one of yours."),
        hint("Or type: import, evidence, drop."),
    ]
    actions = [
        primary("Import it as a plan", Verb.IMPORT, {"intake": intake.id}, inputs=False),
        button("It is evidence", Verb.AS_EVIDENCE, {"intake": intake.id, "file": file.id}, inputs=False),
        button("Neither", Verb.DROP_IMPORT, {"intake": intake.id}, inputs=False),
    ]
    return card(body, actions, title)


def waiting(documents: Sequence[InHand], *, notice: str = "") -> Card:
    return fitted(lambda room: _waiting(documents, notice, room))


def not_confirmed(intake: IntakeView) -> Card:
    """What is left open, before it is left knowingly."""
    return fitted(lambda room: _not_confirmed(intake, room))


def _overview(intake: IntakeView, notice: str, room: Room) -> Card:
    title = unmarked(intake.title, room.name)
    body = [
        heading(title),
        *noticed(notice),
        small(f"{said(intake.file, 80)} · sent by {said(intake.started_by, 60)} at {clock_time(intake.started_at)}"),
        *_what_was_read(intake, room),
        *_introduction(intake, room),
        *_which_plan(intake),
        *_doubts(intake),
        *_owners(intake),
        *_not_placed(intake),
        *_names(intake),
        hint("Or type: doubts, owners, show 7, not placed, title is …, service is …, confirm, drop."),
    ]
    return card(body, _actions(intake), f"Import: {title}", wide=True)


def _what_was_read(intake: IntakeView, room: Room) -> list[Element]:
    proposal = intake.proposal
    updates = sum(len(one.updates) for one in proposal.recommendations)
    parts = [count("recommendation", len(proposal.recommendations)), count("answer", updates)]
    actions = sum(len(one.sub_actions) for one in proposal.recommendations)
    indicators = sum(len(one.indicators) for one in proposal.recommendations)
    parts += [count("sub-action", actions)] if actions else []
    parts += [count("indicator", indicators)] if indicators else []
    drawn = [line(run(f"{listed(parts)}", bold=True), f", read as {FAMILIES[proposal.family.value]}.")]
    if proposal.subject and proposal.subject != intake.title:
        drawn.append(line(run("About: ", bold=True), said(proposal.subject, room.name)))
    return [*drawn, *_rounds(intake, room), *_key(intake, room), *_missing(intake)]


def _introduction(intake: IntakeView, room: Room) -> list[Element]:
    """What the document says around its recommendations, folded away: it is kept with the plan, word for word."""
    paragraphs = intake.proposal.introduction
    if not paragraphs:
        return []
    title = f"Introduction: {count('paragraph', len(paragraphs))}"
    return [toggle(title, "introduction"), folded("introduction", words("\n".join(paragraphs), room))]


def _rounds(intake: IntakeView, room: Room) -> list[Element]:
    labels = list(dict.fromkeys(update.round for one in intake.proposal.recommendations for update in one.updates))
    if not labels:
        return []
    shown = [said(label, room.name // 2) or "undated" for label in labels[:MOST_ROUNDS]]
    others = f" and {len(labels) - MOST_ROUNDS} more" if len(labels) > MOST_ROUNDS else ""
    return [line(run("Rounds in it: ", bold=True), f"{', '.join(shown)}{others}")]


def _key(intake: IntakeView, room: Room) -> list[Element]:
    levels = intake.proposal.key.levels
    if not levels:
        return [line(run("Grading key: ", bold=True), "none in the document")]
    shown = [
        said(f"{level.code} {level.label}" if level.code.casefold() != level.label.casefold() else level.label, 60)
        for level in levels[: room.items]
    ]
    whose = "its own" if intake.proposal.key.stated else "not stated, so a known one is taken"
    return [line(run("Grading key: ", bold=True), f"{'; '.join(shown)} ({whose})")]


def _missing(intake: IntakeView) -> list[Element]:
    numbers = intake.proposal.missing_numbers
    if not numbers:
        return []
    return [line(run("Numbers that are not in it: ", bold=True), said(", ".join(numbers), 200))]


def _which_plan(intake: IntakeView) -> list[Element]:
    compared = intake.comparison
    if intake.plan_id is None or compared is None:
        return []
    if compared.is_empty:
        told = f"A version of “{said(intake.plan_title)}” that says what the record says: confirming changes nothing."
        return [banner(told), *_left_out(compared), _not_that_plan(intake)]
    overwritten = sum(bool(one.changes) for one in compared.changed)
    stays = sum(len(one.kept) for one in compared.changed)
    told = (
        f"A newer version of “{said(intake.plan_title)}”: {len(compared.new)} new, {overwritten} changed, "
        f"{len(compared.gone)} gone, {compared.same} the same"
    )
    told += f"; {count('answer', compared.added)} would be added." if compared.added else "."
    if stays:
        told += f" Where it differs from what was collected here, that stays as it is: {count('thing', stays)}."
    links = [link("See what would change", Verb.COMPARE, {"intake": intake.id}), _not_that_plan(intake)]
    return [banner(told), *_left_out(compared), *_told(compared), row(links)]


def _told(compared: Comparison) -> list[Element]:
    """How the document's rounds and grades stand in the record, where they are called otherwise there."""
    return [line(said(one, 200)) for one in compared.told[:MOST_TOLD]] + more(
        len(compared.told) - MOST_TOLD, "such name"
    )


def _left_out(compared: Comparison) -> list[Element]:
    """What confirming will not take in, said before it is confirmed."""
    return [
        line(
            run(
                f"{count('answer', number)} for {said(label, 60)} will not be taken in: that round is open here, and its "
                "answers are its owners' to give. The document is kept with its words.",
                bold=True,
                colour="Warning",
            )
        )
        for label, number in compared.left_out.items()
    ]


def _not_that_plan(intake: IntakeView) -> Element:
    return link("It is a plan of its own", Verb.AIM_IMPORT, {"intake": intake.id})


def _doubts(intake: IntakeView) -> list[Element]:
    if not intake.doubts:
        return [say("Nothing in it was doubtful.")]
    drawn: list[Element] = [heading(f"Doubts: {len(intake.open_doubts)} of {len(intake.doubts)} open", 2)]
    kinds = dict.fromkeys((doubt.weight, doubt.kind) for doubt in intake.doubts)
    for weight, kind in kinds:
        alike = [doubt for doubt in intake.doubts if (doubt.weight, doubt.kind) == (weight, kind)]
        left = [doubt for doubt in alike if doubt.is_open]
        state = f"{len(left)} of {len(alike)} open" if left else f"{len(alike)} answered"
        mark = run(" · to be settled first", bold=True, colour="Warning") if left and weight == 1 else ""
        first = line(run(said(kind, 60), bold=True, colour="Accent"), f": {state}", mark)
        press = button(
            f"Doubts: {unmarked(kind, 50)}", Verb.DOUBT, _doubt_data(intake, (left or alike)[0].id), inputs=False
        )
        drawn.append(pressable([first], press))
    return drawn


def _doubt_data(intake: IntakeView, doubt_id: int) -> dict[str, int | str]:
    return {"intake": intake.id, "doubt": doubt_id}


def _owners(intake: IntakeView) -> list[Element]:
    if not intake.owners:
        return []
    asked = len(intake.open_owners)
    reached = sum(owner.choice is not None and owner.choice != "outside" for owner in intake.owners)
    outside = len(intake.owners) - asked - reached
    whose = "answered for by a link officer" if intake.has_link_officer else "not in Teams"
    told = f"{reached} reached in Teams, {outside} {whose}"
    first = line(run("Names: ", bold=True, colour="Accent"), told,
                 run(f" · {asked} to be matched", bold=True, colour="Warning") if asked else "")  # fmt: skip
    press = button("See the names", Verb.OWNERS, {"intake": intake.id}, inputs=False)
    return [pressable([first], press, spacing="Medium"), *_nobody_answers(intake)]


def _nobody_answers(intake: IntakeView) -> list[Element]:
    """Said before it is confirmed: there are owners whom Teams does not reach, and nobody is asked for them."""
    if intake.has_link_officer or not (intake.outsiders or intake.open_owners):
        return []
    whom = count("name", len(intake.outsiders) + len(intake.open_owners))
    told = f"No link officer answers for {whom} that Teams does not reach. Type “link officer is …” to say who does."
    return [line(run(told, bold=True, colour="Warning"))]


def _not_placed(intake: IntakeView) -> list[Element]:
    number = len(intake.proposal.not_placed)
    if not number:
        return [say("Every word of it has a place.")]
    first = line(run("Not placed: ", bold=True, colour="Accent"), f"{count('passage', number)}, kept with the document")
    return [pressable([first], button("See what was not placed", Verb.LEFTOVERS, {"intake": intake.id}, inputs=False))]


def _names(intake: IntakeView) -> list[Element]:
    """The title and the service can be mended here; of a known plan they are what they are."""
    if intake.plan_id is not None:
        return []
    inputs = [
        text_input("title", "The plan's title", _carried(intake.title)),
        text_input(
            "service", "The service that answers for it", unmarked(intake.service, 120), placeholder="e.g. Housing"
        ),
        link("Save these", Verb.NAME_IMPORT, {"intake": intake.id}, inputs=True),
    ]
    return [toggle("Title and service", "names"), folded("names", inputs)]


def _carried(text: str) -> str:
    """What a box hands back as it was; anything else stands in the heading only, and an empty box leaves it alone."""
    return "" if UNDRAWABLE.search(text) or len(text) > MOST_NAME else text


def _actions(intake: IntakeView) -> list[Element]:
    data: dict[str, int | str] = {"intake": intake.id}
    confirm_data = data | {"version": intake.stamp, "leaving": ""}
    settled = not intake.open_doubts
    doubts = button("Go through the doubts", Verb.DOUBT, data, style="" if settled else "positive", inputs=False)
    confirm = button("Confirm", Verb.CONFIRM_IMPORT, confirm_data, style="positive" if settled else "", inputs=False)
    return [
        *([] if settled else [doubts]),
        confirm,
        button("Look through it", Verb.LOOK, data | {"position": 1}, inputs=False),
        button("Names", Verb.OWNERS, data, inputs=False),
        button("Drop", Verb.DROP_IMPORT, data, inputs=False),
    ]


def _waiting(documents: Sequence[InHand], notice: str, room: Room) -> Card:
    title = f"Documents in hand: {len(documents)}"
    body = [heading(title), *noticed(notice)]
    for one in documents[: room.items]:
        press = button(f"Go on with {unmarked(one.title, 60)}", Verb.IMPORT, {"intake": one.id}, inputs=False)
        facts = f"{count('recommendation', one.recommendations)} · {count('doubt', one.doubts)} open"
        by = f"sent by {said(one.started_by, 60)} at {clock_time(one.started_at)} · type “import {one.id}”"
        first = line(run(said(one.title, 100), bold=True, colour="Accent"), f": {facts}")
        body.append(pressable([first, small(by) | {"spacing": "None"}], press, spacing="Medium"))
    body += more(len(documents) - room.items, "document")
    if not documents:
        body.append(
            say("Send me last year's form (.docx, .xlsx, .csv or .txt), or type “import” and paste its text under it.")
        )
    return card([*body, hint("Or type: import, to review, help.")], [button("Help", Verb.HELP, inputs=False)], title)


def _not_confirmed(intake: IntakeView, room: Room) -> Card:
    title = "Not imported yet"
    left = []
    if intake.blocking:
        left.append(f"{count('doubt', len(intake.blocking))} that should be settled first")
    if intake.open_owners:
        left.append(f"{count('name', len(intake.open_owners))} not matched to anybody")
    data = {"intake": intake.id}
    body = [
        heading(title),
        line(f"There {'is' if len(left) == 1 and left[0].startswith('1 ') else 'are'} {listed(left)}."),
    ]
    for doubt in intake.blocking[: min(4, room.items)]:
        where = f"{said(doubt.name, 60)}: " if doubt.name else ""
        body.append(line(run(where, bold=True), said(doubt.message, room.name * 2)))
    body += more(len(intake.blocking) - min(4, room.items), "doubt")
    answers = "the link officer answers" if intake.has_link_officer else "nobody is asked"
    body += [
        label("If you leave them"),
        say(
            "What is doubtful goes in as it was read, which may be empty, and "
            f"for an unmatched name {answers}. The doubts stay with the plan."
        ),
        *_nobody_answers(intake),
    ]
    actions = [
        primary("Go through them", Verb.DOUBT, data, inputs=False)
        if intake.blocking
        else primary("Match the names", Verb.OWNERS, data, inputs=False),
        button(
            "Leave them and import",
            Verb.CONFIRM_IMPORT,
            data | {"version": intake.stamp, "leaving": "yes"},
            inputs=False,
        ),
        button("Back", Verb.IMPORT, data, inputs=False),
    ]
    return card([*body, hint("Or type: doubts, owners, confirm anyway, import.")], actions, title)
