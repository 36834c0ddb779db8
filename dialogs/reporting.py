"""The committee's paper: asked for in words or on a card, read back, compiled beside the conversation, handed over."""

import asyncio
import re
from contextlib import suppress

from cards import reporting as cards
from cards.wording import listed
from dialogs.speech import Consented, FileOffer, Reply, Sent
from dialogs.turn import Turn
from storage import walks
from storage.errors import Refusal
from storage.reporting import asked, kept, links, templates, templates_kept
from storage.reporting.compile import Written, compiled
from storage.reporting.contents import paper
from storage.reporting.layout import FORMS, form
from storage.reporting.request import named_form, read_request
from storage.reporting.wanted import Asked, Format, KeptReport, Wanted
from storage.views import Walk
from storage.vocabulary import Role

REPORT = "report"
"""What is pending while a report has been read back: the words "compile" and "change" are about it."""

TOKEN = "report-"
# A press that is not answered within ten seconds counts as failed; what takes longer comes as a letter.
PATIENCE = 6.0
# "template for the progress update", "use this as our template for tracker"
TEMPLATE = re.compile(
    r"(?:use )?(?:this|it)?(?: is| as)?\s*(?:the |a |our |my |new )*template(?: for (?:the )?(.{3,60}?))?[.!]*", re.I
)
MOST_PROBLEMS = 8
FAULT = (
    "Something went wrong while it was compiled, and it is my fault. Try again; if it stays, tell the scrutiny team."
)

_under_way: set[asyncio.Task[None]] = set()


async def report(turn: Turn) -> Reply:
    """ "report", or "compile the report for missing children as of July as Excel"."""
    if not turn.typed:
        return await _choose(turn)
    return await asked_for(turn, read_request(turn.argument))


async def asked_for(turn: Turn, request: Asked) -> Reply:
    """Read back where a plan was named, else to be chosen."""
    if not request.plan:
        return await _choose(turn, request)
    return await _read_back(turn, await turn.read(asked.wanted, person=turn.person, moment=turn.moment, asked=request))


async def no_plans(turn: Turn) -> str:
    """Why, in a walk, words about reports are somebody's answer: they look after no plan whose report they could have."""
    return "" if await turn.read(asked.plans_of, person=turn.person) else "You look after no plan that has a report."


async def no_such_report(turn: Turn) -> str:
    """ "Report for the school nurses was written" names no plan."""
    request = read_request(turn.argument)
    if request.plan:
        try:
            await turn.read(asked.wanted, person=turn.person, moment=turn.moment, asked=request)
        except Refusal:
            return "I know no plan and round of that name."
    return await no_plans(turn)


async def nothing_read_back(turn: Turn) -> str:
    return "" if await is_pending(turn) else "No report has been read back to you."


async def chosen(turn: Turn) -> Reply:
    """What was chosen on the card. Names come back as they were shown, and are looked up again."""
    if not turn.pressed.text("plan"):
        return await _choose(turn, notice="Choose a plan first.")
    plan_id = turn.pressed.number("plan")
    plans = await turn.read(asked.plans_of, person=turn.person)
    title = next((plan.title for plan in plans if plan.plan_id == plan_id), None)
    if title is None:
        raise Refusal("That plan is not among those that you can have the report of. Type “report” for a fresh list.")
    form_key, when = turn.pressed.text("form"), turn.pressed.text("round")
    request = Asked(
        title,
        "" if when == "latest" else when,
        "" if form_key == "own" else form_key,
        _format(turn.pressed.text("format") or Format.DOCX),
    )
    try:
        found = await turn.read(asked.wanted, person=turn.person, moment=turn.moment, asked=request)
    except Refusal as refusal:
        return Reply(cards.choose(plans, notice=refusal.sentence))
    return await _read_back(turn, found)


async def change(turn: Turn) -> Reply:
    return await _choose(turn)


async def compile_(turn: Turn) -> Reply:
    """Compile, pressed or typed. What takes long goes on beside the conversation, and its end comes as a letter."""
    wanted = await _confirmed(turn)
    await turn.write(kept.asked_for, person=turn.person, moment=turn.moment, wanted=wanted)
    work = asyncio.ensure_future(_compile(turn, wanted))
    done, _ = await asyncio.wait((work,), timeout=PATIENCE)
    if done:
        return await _handed(turn, work.result())
    later = asyncio.ensure_future(_tell_later(turn, wanted, work))
    _under_way.add(later)
    later.add_done_callback(_under_way.discard)
    return Reply(cards.working(wanted))


async def reports(turn: Turn) -> Reply:
    return Reply(cards.kept(await turn.read(kept.reports, person=turn.person)))


async def get_report(turn: Turn) -> Reply:
    """One that is kept, as it was compiled: offered for download."""
    report_id = int(turn.argument) if turn.typed else turn.pressed.number("report")
    return Reply(file=_offer(await turn.read(kept.report, person=turn.person, report_id=report_id)))


async def compare(turn: Turn) -> Reply:
    """ "compare report 5 with 3"; without the second, the one before it."""
    numbers = (
        [int(word) for word in turn.argument.split() if word.isdecimal()]
        if turn.typed
        else [turn.pressed.number("report")]
    )
    with_id = numbers[1] if len(numbers) > 1 else None
    first, second, differences = await turn.read(
        kept.compare, person=turn.person, report_id=numbers[0], with_id=with_id
    )
    return Reply(cards.comparison(first, second, differences))


def is_template(turn: Turn) -> bool:
    """A clerk's Word file that comes with the word "template"."""
    sent = turn.event
    return isinstance(sent, Sent) and turn.person.holds(Role.CLERK) and bool(TEMPLATE.fullmatch(sent.text.strip()))


async def template_sent(turn: Turn) -> Reply:
    """Looked at, told what is wrong with it, or used from now on for papers of the form that was named."""
    if not isinstance(turn.event, Sent):
        raise LookupError("only a message with a file leads here")
    found = TEMPLATE.fullmatch(turn.event.text.strip())
    form_key = named_form((found[1] if found else "") or "")
    if not form_key or len(turn.event.files) > 1:
        forms = listed([f"“template for {form(key).name.lower()}”" for key in FORMS])
        raise Refusal(f"Send one Word file, and say which form it is a template for: {forms}. I kept nothing.")
    content, name = await turn.download(turn.event.files[0]), turn.event.files[0].name
    findings = await asyncio.to_thread(templates.inspect, content)
    if findings.problems:
        shown = [f"Line {one.line}: {one.told}" if one.line else one.told for one in findings.problems[:MOST_PROBLEMS]]
        raise Refusal("\n".join(["I did not take this template.", *shown]))
    await turn.write(
        templates_kept.use_template, person=turn.person, moment=turn.moment, form=form_key, name=name, content=content
    )
    missing = f" They will not show {listed(list(findings.left_out))}." if findings.left_out else ""
    return Reply(notice=f"From now on I make papers in the form “{form(form_key).name}” from this template.{missing}")


async def is_pending(turn: Turn) -> bool:
    """Whether the last thing this person was shown is a report to be confirmed."""
    return (await turn.read(walks.walk_of, person=turn.person)).pending == REPORT


def is_report(consented: Consented) -> bool:
    return consented.token.startswith(TOKEN)


async def content_for(turn: Turn, consented: Consented) -> tuple[str, bytes]:
    """What was consented to, by its name. Whoever accepts is checked like anybody who asks, and the fetching goes on record."""
    number = consented.token.removeprefix(TOKEN)
    if not number.isdecimal() or len(number) > 9:
        raise Refusal("I no longer know which report that was. Type “reports” for a list.")
    report, content = await turn.database.write(
        kept.fetch, person=turn.person, moment=turn.moment, report_id=int(number)
    )
    return report.name, content


async def _choose(turn: Turn, request: Asked | None = None, notice: str = "") -> Reply:
    plans = await turn.read(asked.plans_of, person=turn.person)
    if not plans:
        raise Refusal("There is no plan with a round that you could have the report of. Ask the scrutiny team.")
    known = await _pressed_before(turn)
    if known is None and request and (request.format or request.form):
        known = await turn.read(
            asked.wanted,
            person=turn.person,
            moment=turn.moment,
            asked=Asked(plans[0].title, "", request.form, request.format),
        )
    return Reply(cards.choose(plans, known, notice=notice))


async def _pressed_before(turn: Turn) -> Wanted | None:
    """What stood on the card whose Change was pressed, or that the word was about."""
    with suppress(Refusal):
        return await _confirmed(turn)
    return None


async def _confirmed(turn: Turn) -> Wanted:
    """The report on the card that was pressed; typed, the one that was read back last."""
    if turn.typed:
        walk = await turn.read(walks.walk_of, person=turn.person)
        if walk.pending != REPORT:
            raise Refusal("Which report? Type “report” and choose, or “report for” and the plan's name.")
        plan, round, form_key, format = walk.pending_text.split(" ")
        ids = int(plan), int(round)
    else:
        ids = turn.pressed.number("plan"), turn.pressed.number("round")
        form_key, format = turn.pressed.text("form"), turn.pressed.text("format")
    return await turn.read(
        asked.wanted_again, person=turn.person, moment=turn.moment, plan_id=ids[0], round_id=ids[1], form_key=form_key,
        format=_format(format),
    )  # fmt: skip


async def _read_back(turn: Turn, wanted: Wanted) -> Reply:
    walk = await turn.read(walks.walk_of, person=turn.person)
    said = f"{wanted.plan_id} {wanted.round_id} {wanted.form} {wanted.format}"
    asked_about = Walk(walk.recommendation_id, walk.round_id, walk.walking, pending=REPORT, pending_text=said)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked_about)
    return Reply(cards.confirm(wanted))


async def _compile(turn: Turn, wanted: Wanted) -> KeptReport:
    """Read in one transaction, written in a thread of its own, kept in another transaction."""
    read = await turn.read(
        paper, person=turn.person, moment=turn.moment, plan_id=wanted.plan_id, round_id=wanted.round_id
    )
    own = await turn.read(templates_kept.template_of, form=wanted.form)
    written: Written = await asyncio.to_thread(
        compiled, read, form(wanted.form), wanted.format, turn.house, own.content if own else None
    )
    return await turn.database.write(
        kept.keep,
        person=turn.person,
        moment=turn.moment,
        paper=read,
        wanted=wanted,
        written=written,
        template_id=own.id if own and wanted.council_template else None,
    )


async def _tell_later(turn: Turn, wanted: Wanted, work: asyncio.Future[KeptReport]) -> None:
    """A fault is told too, before it goes where faults go: somebody is waiting."""
    try:
        done = await work
        await turn.database.write(kept.tell, person=turn.person, moment=turn.moment, report_id=done.id)
    except Exception as error:
        why = error.sentence if isinstance(error, Refusal) else FAULT
        await turn.database.write(
            kept.tell_failed, person=turn.person, moment=turn.moment, wanted=wanted, why=why, key=turn.delivery
        )
        if not isinstance(error, Refusal):
            raise


async def _handed(turn: Turn, report: KeptReport) -> Reply:
    """In one's own chat the file itself; elsewhere a link, where the bot has an address of its own, that asks for a code."""
    if turn.place == "personal":
        return Reply(cards.ready(report), file=_offer(report))
    if not turn.public_address:
        raise Refusal(f"It is kept as report {report.id}. Type “get report {report.id}” in our own chat to have it.")
    token = await turn.database.write(links.link, person=turn.person, moment=turn.moment, report_id=report.id)
    return Reply(cards.ready(report, address=f"{turn.public_address}/reports/{token}"))


def _offer(report: KeptReport) -> FileOffer:
    about = f"{report.form_name}, {report.round}{' (draft)' if report.draft else ''}: report {report.id}"
    return FileOffer(f"{TOKEN}{report.id}", report.name, report.size, about)


def _format(words: str) -> Format:
    try:
        return Format(words)
    except ValueError:
        raise Refusal("That card is damaged, so I compiled nothing. Type “report” for a fresh one.") from None
