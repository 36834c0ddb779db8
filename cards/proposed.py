"""What a document would become: a recommendation as it will be stored, what differs from the known plan, what has no place."""

from cards.elements import button, grade_words, group, heading, hint, label, line, link, noticed, run, say, small
from cards.frame import Card, Element, Room, card, fitted
from cards.named import PAGE, pages, paging
from cards.people import more, several, words
from cards.verbs import Verb
from cards.wording import count, day, said, unmarked
from storage.importing.proposal import Dated, ProposedOwner, ProposedRecommendation, ProposedUpdate
from storage.importing.views import Difference, IntakeView
from storage.vocabulary import OwnerChoice

DIFFERENCES = 8


def recommendation(intake: IntakeView, one: ProposedRecommendation, *, notice: str = "") -> Card:
    return fitted(lambda room: _recommendation(intake, one, notice, room))


def leftovers(intake: IntakeView, *, page: int = 1) -> Card:
    return fitted(lambda room: _leftovers(intake, page, room))


def comparison(intake: IntakeView, *, page: int = 1) -> Card:
    return fitted(lambda room: _comparison(intake, page, room))


def _recommendation(intake: IntakeView, one: ProposedRecommendation, notice: str, room: Room) -> Card:
    title = unmarked(f"Recommendation {one.number}" if one.number else f"Item {one.position}, without a number", 80)
    all_of_them = intake.proposal.recommendations
    place = all_of_them.index(one)
    body = [
        heading(title),
        *noticed(notice),
        small(f"{place + 1} of {len(all_of_them)} · {said(intake.title, 80)} · {said(one.place, 60)}"),
        *([line(run("Section: ", bold=True), said(one.section, room.name))] if one.section else []),
        *words(one.text, room, empty="No text"),
        line(run("Due: ", bold=True), _due(one, room), spacing="Medium"),
        line(run("Responsible: ", bold=True), _owners(intake, one, room)),
        *_listed("Agreed actions", one.actions, room),
        *_listed("Success measures", one.measures, room),
        *_listed("Sub-actions", tuple(_sub_actions(one)), room),
        *_listed("Indicators", tuple(_indicators(one)), room),
        *(element for update in one.updates[: room.items] for element in _update(update, room)),
        *more(len(one.updates) - room.items, "answer"),
        *_doubts(intake, one, room),
        hint("Or type: next, back, show 7, doubts, import."),
    ]
    data = {"intake": intake.id}
    actions = []
    if place > 0:
        actions.append(button("Before", Verb.LOOK, data | {"position": all_of_them[place - 1].position}, inputs=False))
    if place + 1 < len(all_of_them):
        actions.append(button("Next", Verb.LOOK, data | {"position": all_of_them[place + 1].position}, inputs=False))
    return card(
        body,
        [*actions, button("Overview", Verb.IMPORT, data, inputs=False)],
        f"{title} as it will be stored",
        wide=True,
    )


def _due(one: ProposedRecommendation, room: Room) -> str:
    """The date, and where the document has a first and a revised one, the one after the other."""
    return ", revised to ".join(_dated(dated, room) for dated in one.dues or (one.due,))


def _dated(dated: Dated, room: Room) -> str:
    if not dated.text.strip() and dated.on is None:
        return "No date given"
    read = f" (read as {day(dated.on)})" if dated.on else " (no date read from it)"
    return f"{said(dated.text, room.name)}{read}"


def _owners(intake: IntakeView, one: ProposedRecommendation, room: Room) -> str:
    known = {owner.text: owner for owner in intake.owners if not owner.is_link_officer}

    def named(owner: ProposedOwner) -> str:
        found = known.get(owner.text)
        person = f" → {found.person.name}" if found and found.person else ""
        adding = " → to be added" if found and found.choice is OwnerChoice.CREATE else ""
        return said(f"{owner.text} ({owner.part.value}){person}{adding}", room.name)

    return "; ".join(named(owner) for owner in one.owners[:10]) or "Nobody named"


def _listed(name: str, texts: tuple[str, ...], room: Room) -> list[Element]:
    return [label(name), *several(texts, room, noun=name.casefold().removesuffix("s"))] if texts else []


def _sub_actions(one: ProposedRecommendation) -> list[str]:
    return [
        ", ".join(
            part
            for part in (
                f"{each.number} {each.text}".strip(),
                each.lead,
                f"from {each.start.text}" if each.start.text else "",
                f"by {each.due.text}" if each.due.text else "",
                each.grade_text or each.grade or "",
            )
            if part
        )
        for each in one.sub_actions
    ]


def _indicators(one: ProposedRecommendation) -> list[str]:
    return [
        ", ".join(
            part
            for part in (
                f"{each.code} {each.text}".strip(),
                each.lead,
                f"target {each.target}" if each.target else "",
                f"actual {each.actual}" if each.actual else "",
            )
            if part
        )
        for each in one.indicators
    ]


def _update(update: ProposedUpdate, room: Room) -> list[Element]:
    grade = grade_words(update.grade, update.grade_text)
    parts = [("Evidence", update.evidence), ("Impact", update.impact), ("Explanation", update.explanation),
             ("Future actions", update.future)]  # fmt: skip
    texts = [element for name, text in parts if text.strip() for element in (label(name), *words(text, room))]
    return [
        group(
            [
                heading(unmarked(update.round, 60) or "Undated", 2),
                line(run("Grade: ", bold=True), said(grade, 120)),
                *texts,
            ]
        )
    ]


def _doubts(intake: IntakeView, one: ProposedRecommendation, room: Room) -> list[Element]:
    here = [doubt for doubt in intake.doubts if doubt.recommendation == one.position]
    if not here:
        return []
    shown = [
        link(
            f"{unmarked(doubt.kind, 40)}: {unmarked(doubt.message, room.name)}{'' if doubt.is_open else ' (answered)'}",
            Verb.DOUBT,
            {"intake": intake.id, "doubt": doubt.id},
        )
        for doubt in here[: min(6, room.items)]
    ]
    return [heading(f"Doubts: {len(here)}", 2), *shown, *more(len(here) - len(shown), "doubt")]


def _leftovers(intake: IntakeView, page: int, room: Room) -> Card:
    passages = intake.proposal.not_placed
    last = pages(len(passages))
    page = min(max(page, 1), last)
    title = f"Not placed: {count('passage', len(passages))}"
    shown = passages[(page - 1) * PAGE : page * PAGE]
    body = [
        heading(title),
        small(said(intake.title)),
        say("These words are in no field. They are kept with the document."),
    ]
    for one in shown[: room.items]:
        body += [small(said(one.place, 80)), *words(one.text, room)]
    body += more(len(shown) - room.items, "passage")
    body += [small(f"Page {page} of {last}")] if last > 1 else []
    actions = [
        *paging(Verb.LEFTOVERS, {"intake": intake.id}, page, last),
        button("Overview", Verb.IMPORT, {"intake": intake.id}, inputs=False),
    ]
    return card([*body, hint("Or type: next, back, import.")], actions, title, wide=True)


def _comparison(intake: IntakeView, page: int, room: Room) -> Card:
    compared = intake.comparison
    title = f"What would change in {unmarked(intake.plan_title, 80)}"
    body = [heading(title)]
    if compared is None or compared.is_empty:
        body.append(say("Nothing: the document says what the record says."))
    last = 1
    if compared is not None:
        found = f"{len(compared.new)} new, {len(compared.changed)} different, {len(compared.gone)} gone"
        body.append(line(run(f"{found}, {compared.same} the same.", bold=True)))
        body += [_change(change.field, change.before, change.after, room) for change in compared.plan]
        body += [line(run(f"{count('answer', compared.added)} would be added.", bold=True))] if compared.added else []
        body += [small(said(told, 200)) for told in compared.told]
        if compared.rounds:
            body.append(line(run("New rounds: ", bold=True), said(", ".join(compared.rounds), 200)))
        entries = [*(("Changed", one) for one in compared.changed), *(("New", one) for one in compared.new),
                   *(("Gone", one) for one in compared.gone)]  # fmt: skip
        last = pages(len(entries), DIFFERENCES)
        page = min(max(page, 1), last)
        for kind, one in entries[(page - 1) * DIFFERENCES : page * DIFFERENCES]:
            body += _difference(kind, one, room)
    body += [small(f"Page {page} of {last}")] if last > 1 else []
    actions = [
        *paging(Verb.COMPARE, {"intake": intake.id}, page, last),
        button("Overview", Verb.IMPORT, {"intake": intake.id}, inputs=False),
    ]
    return card([*body, hint("Or type: next, back, import, confirm.")], actions, title, wide=True)


def _difference(kind: str, one: Difference, room: Room) -> list[Element]:
    drawn: list[Element] = [heading(f"{kind}: {unmarked(one.name, 60)}", 2), line(said(one.text, min(240, room.text)))]
    drawn += [_change(change.field, change.before, change.after, room) for change in one.changes[: room.items]]
    drawn += [small(said(told, 300)) for told in one.kept[: room.items]]
    if kind == "Gone":
        drawn.append(small("It stays in the record, marked as not in the newest document, and is asked about still."))
    return drawn


def _change(field: str, before: str, after: str, room: Room) -> Element:
    was, now = said(before, room.name * 2) or "nothing", said(after, room.name * 2) or "nothing"
    return line(run(f"{said(field, 60)}: ", bold=True), was, run(" → ", bold=True), now)
