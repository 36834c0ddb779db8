"""The clerk's paper in the chat: choosing it, reading back what will be compiled, what came of it, and what is kept."""

from collections.abc import Sequence

from cards.elements import Data, button, choice_input, heading, hint, line, noticed, pressable, primary, run, say, small
from cards.frame import Card, Element, Room, card, fitted
from cards.people import more
from cards.verbs import Verb
from cards.wording import clock_time, count, file_size, listed, said, unmarked
from storage.reporting.layout import FORMS, form
from storage.reporting.wanted import Format, KeptReport, PlanChoice, Wanted

MOST_NAMED = 6
# What is sent for "the latest round" and "the form the plan came in".
LATEST, OWN = "latest", "own"


def choose(plans: Sequence[PlanChoice], chosen: Wanted | None = None, *, notice: str = "") -> Card:
    """Which plan, as of which round, in which form and format: what is not chosen is what most people want."""
    return fitted(lambda room: _choose(plans, chosen, notice, room))


def confirm(wanted: Wanted, *, notice: str = "") -> Card:
    """Reads back what will be compiled, before it is."""
    return fitted(lambda room: _confirm(wanted, notice, room))


def working(wanted: Wanted) -> Card:
    title = "Compiling the report"
    body = [
        heading(title),
        _scope(wanted),
        say("This one takes a while. I will write to you here as soon as it is ready; you need not wait."),
        hint("Or type: reports, my actions."),
    ]
    return card(body, [button("Kept reports", Verb.REPORTS, inputs=False)], f"{title} of {said(wanted.title)}")


def ready(report: KeptReport, *, address: str = "") -> Card:
    """The report is there. Where Teams takes no files, an address takes their place."""
    return fitted(lambda room: _ready(report, address, room))


def link_code(report: KeptReport, code: str) -> Card:
    """For the asker alone: the code without which the link that stands in a group opens nothing."""
    return fitted(lambda room: _link_code(report, code, room))


def not_ready(title: str, why: str) -> Card:
    body = [
        heading("The report is not ready"),
        line(run(f"{said(title)}: ", bold=True), said(why, 400)),
        hint("Or type: report, reports."),
    ]
    return card(body, [button("Choose again", Verb.REPORT, inputs=False)], f"The report of {said(title)} is not ready")


def kept(reports: Sequence[KeptReport], *, notice: str = "") -> Card:
    return fitted(lambda room: _kept(reports, notice, room))


def comparison(first: KeptReport, second: KeptReport, differences: Sequence[str]) -> Card:
    return fitted(lambda room: _comparison(first, second, differences, room))


def _choose(plans: Sequence[PlanChoice], chosen: Wanted | None, notice: str, room: Room) -> Card:
    labels = list(dict.fromkeys(label for plan in plans for label in plan.rounds))[: room.items]
    shown = plans[: room.items]
    format = chosen.format if chosen else Format.DOCX
    body = [
        heading("Compile the report"),
        *noticed(notice),
        _list("plan", "Plan", [(one.title, str(one.plan_id)) for one in shown], str(chosen.plan_id) if chosen else ""),
        *more(len(plans) - len(shown), "plan"),
        _list(
            "round",
            "As of which round",
            [("The latest round", LATEST), *((label, said(label, 80)) for label in labels)],
            said(chosen.round, 80) if chosen else LATEST,
        ),
        _list(
            "form",
            "Form",
            [("The form the plan came in", OWN), *((form(key).name, key) for key in FORMS)],
            chosen.form if chosen else OWN,
        ),
        _list("format", "Format", [(one.shown, one.value) for one in Format], format.value),
        hint("Or type: report for, the plan's name, as of, the round, as Excel."),
    ]
    actions = [primary("Go on", Verb.REPORT_AS), button("Kept reports", Verb.REPORTS, inputs=False)]
    return card(body, actions, "Compile the report")


def _list(id: str, label: str, choices: Sequence[tuple[str, str]], value: str) -> Element:
    return choice_input(id, label, choices, value, style="compact")


def _confirm(wanted: Wanted, notice: str, room: Room) -> Card:
    body = [
        heading("Compile this report?"),
        *noticed(notice),
        *_facts(wanted, room),
        hint("Or type: compile, change, reports."),
    ]
    data: dict[str, int | str] = {
        "plan": wanted.plan_id,
        "round": wanted.round_id,
        "form": wanted.form,
        "format": wanted.format.value,
    }
    actions = [primary("Compile", Verb.COMPILE, data, inputs=False), button("Change", Verb.REPORT, data, inputs=False)]
    return card(body, actions, f"Compile the report of {said(wanted.title)}?")


def _facts(wanted: Wanted, room: Room) -> list[Element]:
    """The scope and the form, and what a clerk should know before it goes to anybody."""
    facts = [
        line(run("Plan: ", bold=True), said(wanted.title, room.name)),
        line(run("As of: ", bold=True), f"{said(wanted.round, room.name)} round"),
        line(run("Form: ", bold=True), _form_words(wanted, room)),
        line(run("In it: ", bold=True), _counts(wanted)),
    ]
    if wanted.silent:
        told = f"{count('recommendation', wanted.silent)} with no update received. The report says so of each."
        facts.append(line(run(told, colour="Warning")))
    if wanted.may_name_children:
        names = listed([said(name, 60) for name in wanted.may_name_children[:MOST_NAMED]])
        others = (
            f" and {len(wanted.may_name_children) - MOST_NAMED} more"
            if len(wanted.may_name_children) > MOST_NAMED
            else ""
        )
        told = f"May name a child: {names}{others}. Read them before this is published."
        facts.append(line(run(told, bold=True, colour="Attention")))
    if wanted.draft:
        facts.append(line("The round is still open, so the report is marked as a draft."))
    return facts


def _form_words(wanted: Wanted, room: Room) -> str:
    if not wanted.format.has_form:
        return f"{wanted.format.shown}, a row for each update"
    own = f", from your own template {said(wanted.council_template, room.name)}" if wanted.council_template else ""
    return f"{said(wanted.form_name, 40)}, {wanted.format.shown}{own}"


def _counts(wanted: Wanted) -> str:
    closed = f", and {wanted.closed:,} signed off in earlier rounds" if wanted.closed else ""
    return f"{count('recommendation', wanted.outstanding)} outstanding{closed}"


def _scope(wanted: Wanted) -> Element:
    return line(
        run(f"{said(wanted.title)}, {said(wanted.round, 60)}: ", bold=True),
        f"{said(wanted.form_name, 40)}, {wanted.format.shown}",
    )


def _ready(report: KeptReport, address: str, room: Room) -> Card:
    title = "The report is ready"
    data: Data = {"report": report.id}
    told = "The link asks for a code, which I send to you in our own chat. Both end in a quarter of an hour." if address else (
        "Teams asks whether it may put the file in your OneDrive: say yes to have it."
    )  # fmt: skip
    body = [
        heading(title),
        line(run(said(report.name, room.name), bold=True), f", {file_size(report.size)}"),
        *_kept_facts(report),
        say(told),
        hint(f"Or type: get report {report.id}, compare report {report.id}, reports."),
    ]
    if address:
        return card(body, [{"type": "Action.OpenUrl", "title": "Download the report", "url": address}], title)
    actions = [
        button("Get it again", Verb.GET_REPORT, data, inputs=False),
        button("What changed since the last one", Verb.COMPARE_REPORTS, data, inputs=False),
        button("Another report", Verb.REPORT, inputs=False),
    ]
    return card(body, actions, f"{title}: {said(report.name)}")


def _link_code(report: KeptReport, code: str, room: Room) -> Card:
    title = "The code for your report"
    body = [
        heading(title),
        line(run(code, bold=True) | {"size": "Large"}),
        line(run(said(report.name, room.name), bold=True), f", {file_size(report.size)}"),
        say("Type it on the page that the link in your group opens, and give it to nobody. It ends with the link."),
        hint(f"Or type: get report {report.id}, to have the file here."),
    ]
    actions = [button("Get it here", Verb.GET_REPORT, {"report": report.id}, inputs=False)]
    return card(body, actions, f"{title}: {said(report.name)}")


def _kept_facts(report: KeptReport) -> list[Element]:
    draft = "Draft. " if report.draft else ""
    by = f"Compiled at {clock_time(report.compiled_at)} by {said(report.compiled_by)}"
    return [small(f"{draft}{by}. Kept as report {report.id}, fingerprint {said(report.sha256[:12])}.")]


def _kept(reports: Sequence[KeptReport], notice: str, room: Room) -> Card:
    body = [heading("Kept reports"), *noticed(notice)]
    body += [_kept_line(report) for report in reports[: room.items]] or [say("No report has been compiled yet.")]
    body += more(len(reports) - room.items, "report")
    body.append(hint("Or type: get report 1, compare report 2 with 1, report."))
    return card(body, [button("Compile a report", Verb.REPORT, inputs=False)], "Kept reports")


def _kept_line(report: KeptReport) -> Element:
    press = button(f"Get report {report.id}", Verb.GET_REPORT, {"report": report.id}, inputs=False)
    first = line(
        run(f"Report {report.id}: ", bold=True, colour="Accent"), said(report.title, 80), f", {said(report.round, 40)}"
    )
    draft = " · draft" if report.draft else ""
    kind, by = f"{said(report.form_name, 40)}, {report.format.shown}{draft}", said(report.compiled_by, 60)
    told = f"{kind} · {clock_time(report.compiled_at)} · {by}"
    return pressable([first, line(run(told, subtle=True) | {"size": "Small"}, spacing="None")], press, spacing="Medium")


def _comparison(first: KeptReport, second: KeptReport, differences: Sequence[str], room: Room) -> Card:
    title = f"Report {second.id} against report {first.id}"
    body = [
        heading(title),
        line(run(said(second.title, room.name), bold=True)),
        *_kept_facts(first),
        *_kept_facts(second),
        *(line(said(one, 3 * room.name)) for one in differences[: room.items]),
        *more(len(differences) - room.items, "difference"),
    ]
    if not differences:
        body.append(say("Both say the same: no update, grade or date differs."))
    body.append(hint(f"Or type: get report {second.id}, reports."))
    return card(body, [button("Kept reports", Verb.REPORTS, inputs=False)], unmarked(title))
