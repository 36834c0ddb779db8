"""What became of a document: what was taken into the record, or that it has been there before."""

from cards.elements import button, heading, hint, line, run, say
from cards.frame import Card, card, fitted
from cards.verbs import Verb
from cards.wording import clock_time, count, listed, said, unmarked
from storage.importing.views import Imported, Known


def imported(done: Imported) -> Card:
    return fitted(lambda room: _imported(done))


def known_already(known: Known) -> Card:
    title = "This document has been imported before"
    by = f" by {said(known.imported_by, 80)}" if known.imported_by else ""
    body = [
        heading(title),
        line(f"It was imported{by} at {clock_time(known.imported_at)}, as “{said(known.plan_title)}”."),
        say("It says the same as it did then, so I changed nothing."),
        hint("Or type: import, to review, help."),
    ]
    return card(body, [button("Help", Verb.HELP, inputs=False)], title)


def _imported(done: Imported) -> Card:
    title = f"Imported: {unmarked(done.plan_title)}"
    what = f"{count('recommendation', done.recommendations)} and {count('answer', done.updates)} are in the record."
    if done.is_newer:
        what = (
            f"{done.new} new, {done.changed} changed and {done.gone} no longer in the document, which stay; "
            f"{count('answer', done.updates)} added."
        )
    if done.aside:
        what += f" Kept beside what was collected here: {count('answer', done.aside)} of the document's."
    body = [heading(title), line(what)]
    if done.unanswered:
        words = f"Type “import doubts of {said(done.plan_title, 80)}” to see them."
        body.append(line(f"{count('doubt', done.unanswered)} left as read. {words}"))
    if done.link_officers:
        body.append(line(f"Link officer: {said(listed(done.link_officers), 200)}."))
    if done.outsiders and not done.link_officers:
        body.append(
            line(
                f"{count('name', done.outsiders)} cannot be reached in Teams, and the plan has no link officer from it."
            )
        )
    how = f"open round July 2025 for {said(done.plan_title, 60)}"
    body.append(line("The document itself is kept with the plan. To ask for answers: ", run(how, bold=True)))
    return card([*body, hint("Or type: import, my actions, help.")], [button("Help", Verb.HELP, inputs=False)], title)
