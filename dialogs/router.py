"""Which dialog answers: two tables. A button's verb finds one; so do typed words; the help and Teams' menu are read off them.

A walk that wants words gets whatever is no command. Outside a walk, words that are no command lead to the help.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from cards.notice import help_card
from cards.verbs import Verb
from dialogs import (
    answering,
    clashing,
    evidence,
    handing_over,
    reporting,
    reviewing,
    sending,
    typed,
    walking,
    welcome,
)
from dialogs.speech import Consented, Joined, Pressed, Reply, Said, Sent
from dialogs.turn import Dialog, Turn
from storage import handovers, walks
from storage.errors import Refusal
from storage.unseen import is_blank, seen, to_the_letter
from storage.views import Person
from storage.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Command:
    """Words that lead to a dialog. `pattern` is the whole message, in lower case; its group, if any, the argument.

    `shown` and `about` are what the help says; a command without `about` is another way of saying one that has it.
    `unless` says why, in a walk, these words can be no command but are somebody's answer; "" where they are one.
    """

    shown: str
    pattern: str
    dialog: Dialog
    about: str = ""
    role: Role | None = None
    in_menu: bool = False
    unless: Callable[[Turn], Awaitable[str]] | None = None
    help_for: tuple[Role, ...] = ()

    def is_for(self, person: Person) -> bool:
        """Whether the help shows it to this person. What they may do is storage's to say."""
        wanted = (self.role,) if self.role else self.help_for
        return not wanted or any(person.holds(role) for role in wanted)


async def help_(turn: Turn, notice: str = "") -> Reply:
    mine = [(one.shown, one.about) for one in COMMANDS if one.about and one.is_for(turn.person)]
    return Reply(help_card(mine, turn.council, notice=notice))


async def yes(turn: Turn) -> Reply:
    """Yes to whatever was asked last: the file in hand, or the words that were typed."""
    if not turn.typed:
        return await (evidence.attach_here(turn) if turn.pressed.text("file") else typed.yes(turn))
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == reporting.REPORT:
        return await reporting.compile_(turn)
    return await (evidence.attach_here(turn) if walk.pending == walking.FILE else typed.yes(turn))


async def change(turn: Turn) -> Reply:
    """Changes what was shown last: the report that was read back, or the answer in hand."""
    return await (reporting.change(turn) if await reporting.is_pending(turn) else answering.change(turn))


async def open_(turn: Turn) -> Reply:
    """A recommendation of one's own; where a clerk has none of that number, the answer they are to review."""
    if turn.person.holds(Role.CLERK) and not await walking.owns_numbered(turn):
        return await reviewing.open_numbered(turn)
    return await walking.open_one(turn)


async def accept(turn: Turn) -> Reply:
    """A clerk with an answer open accepts that; anybody else, what a colleague offered."""
    at_answer = await reviewing.at_answer(turn)
    offers = await turn.read(handovers.offers_to, person=turn.person)
    if at_answer and offers:
        raise Refusal("You have an answer open and an offer from a colleague. Press the button on the one you mean.")
    return await (reviewing.accept_answer(turn) if at_answer else handing_over.accept(turn))


NUMBER = (
    r"(?:rec(?:ommendation)?\.?\s*|number\s*|no\.?\s*|#)?(item \d{1,4}|[a-z]{0,3}\d{1,4}(?:\.\d{1,3}){0,3}[a-z]{0,2})"
)
# A reason must be marked as one: "Keep: staff informed" is somebody's evidence, "keep, because …" is not.
WHY = r"(?:\s*(?:[,:;–—-]\s*)?because\b\s*(.*))?"

OVERSEERS = (Role.CLERK, Role.LINK_OFFICER, Role.MANAGER)
# "report", "report for missing children", "compile the committee report on damp as of July as PDF"
REPORT = (
    r"(?:(?:can you |could you )?(?:compile|make|prepare|produce|build|create|print|export|get|give|send)(?: me)? )?"
    r"(?:the |a |an |my |this )?(?:committee |committee's |progress |update |word |excel |pdf )?"
    r"(?:report|paper)(?: (?:for|on|of|about|as) (.{2,300}))?"
)

COMMANDS: tuple[Command, ...] = (
    Command("update", r"update|start|begin|start update|resume|continue|go on|carry on", walking.start,
            "begin, or go on where you were", in_menu=True),
    Command("my actions", r"(?:show )?(?:me )?my (?:actions|recommendations|recs|list)|list|what(?:'s| is) waiting",
            walking.my_actions, "everything that is yours, and how it stands", in_menu=True),
    Command("open 5", rf"(?:open|edit|go to|show|answer) {NUMBER}", open_, "go to recommendation 5"),
    Command("next", r"next|skip|leave(?: it)?(?: for now)?|pass", answering.next_one, "go on to the next (or: skip)"),
    Command("back", r"back|previous|go back", walking.back, "go back to the one before"),
    Command("change", r"change(?: my answer| it)?|edit|cancel", change, "see the form of the one in hand again"),
    Command("keep, because …", rf"keep(?: it)?{WHY}", answering.keep,
            "answer a question with a reason for leaving your words", unless=answering.no_question),
    Command("review", r"review|check|preview|finish|done", sending.review, "see everything as it will read in the report",
            in_menu=True),
    Command("submit all", r"submit(?: all| it| them| everything)?|send(?: all| it| them| everything)?", sending.submit_all,
            "send what you have reviewed"),
    Command("save", r"save(?: draft| it)?", answering.saved_already),
    Command("stop", r"stop|quit|exit|pause|enough", walking.stop, "leave; everything you sent me is kept"),
    Command("later", r"later|not now|remind me later|not yet", walking.later),
    Command("not mine", r"(?:this is |it(?:'s| is) )?not mine|wrong person", handing_over.not_mine,
            "hand the one in hand to a colleague, or back to the clerk"),
    Command("back to the clerk, because …", rf"(?:(?:hand|give)(?: it)?(?: back)?|(?:it )?back) to (?:the )?clerk{WHY}",
            handing_over.hand_to_clerk),
    Command("hand to … because …", r"hand(?: it)?(?: over)? to (.+)", handing_over.hand_over,
            unless=handing_over.nobody_named),
    Command("accept", r"accept(?: it)?", accept, "take what a colleague offers you",
            unless=handing_over.nothing_offered),
    Command("decline", rf"decline(?: it)?{WHY}", handing_over.decline, "leave it with your colleague",
            unless=handing_over.nothing_offered),
    Command("yes", r"yes|y|yes please|ok|okay|confirm|record it|that(?:'s| is) right", yes),
    Command("no", r"no|n|no thanks|no thank you|discard|don'?t", typed.no),
    Command("use mine", r"use mine|mine|use (?:the )?(?:new|later)(?: one)?", clashing.use_mine, unless=clashing.no_clash),
    Command("use both", r"use both|both|keep both", clashing.use_both, unless=clashing.no_clash),
    Command("keep theirs", r"(?:use|keep) theirs|theirs|keep (?:the )?(?:old|earlier)(?: one)?", clashing.use_theirs,
            unless=clashing.no_clash),
    Command("file for 5", rf"(?:file|it(?:'s| is)) for {NUMBER}", evidence.attach_to),
    Command("get file 1", r"(?:get|fetch|show)(?: me)?(?: the)? file(?: (\d{1,2}))?", evidence.get_file),
    Command("take off file 1", r"(?:take off|remove)(?: the)? file(?: (\d{1,2}))?", evidence.detach),
    Command("to review", r"to review|answers|inbox|what came in", reviewing.to_review,
            "what has been sent and handed back", Role.CLERK, in_menu=True),
    Command("assign to …", r"assign(?: it)? to (.{2,80})", reviewing.assign, role=Role.CLERK,
            unless=reviewing.not_at_desk),
    Command("return, because …", rf"return(?: it)?{WHY}", reviewing.return_answer,
            "send the answer you have open back to its writer", Role.CLERK, unless=reviewing.not_at_desk),
    Command("report", REPORT, reporting.report, "compile the committee's paper: report for, a plan, as of, a round, as Excel",
            in_menu=True, unless=reporting.no_such_report, help_for=OVERSEERS),
    Command("compile", r"compile(?: it)?", reporting.compile_, unless=reporting.nothing_read_back),
    Command("reports", r"(?:show |list )?(?:me )?(?:the |all )?(?:kept )?reports", reporting.reports,
            "the reports that were compiled, to get again or compare", unless=reporting.no_plans, help_for=OVERSEERS),
    Command("get report 5", r"(?:get|fetch|download|show)(?: me)? report (\d{1,9})", reporting.get_report,
            unless=reporting.no_plans),
    Command("compare report 5", r"compare report (\d{1,9}(?: (?:with|to|and) (?:report )?\d{1,9})?)", reporting.compare,
            unless=reporting.no_plans),
    Command("hello", r"hi|hello|hey|hiya|good (?:morning|afternoon|evening)|morning", welcome.hello),
    Command("help", r"help|\?|what can you do|commands|menu", help_, "this list", in_menu=True),
)  # fmt: skip

VERBS: Mapping[Verb, Dialog] = {
    Verb.START: walking.start,
    Verb.LATER: walking.later,
    Verb.HELP: help_,
    Verb.MY_ACTIONS: walking.my_actions,
    Verb.OPEN: walking.open_one,
    Verb.SAVE_AND_NEXT: answering.save_and_next,
    Verb.SAVE_DRAFT: answering.save_draft,
    Verb.SKIP: answering.saving_first(answering.next_one),
    Verb.BACK: answering.saving_first(walking.back),
    Verb.STOP: walking.stop,
    Verb.KEEP: answering.keep,
    Verb.USE_MINE: clashing.use_mine,
    Verb.USE_BOTH: clashing.use_both,
    Verb.USE_THEIRS: clashing.use_theirs,
    Verb.REVIEW: sending.review,
    Verb.SUBMIT_ALL: sending.submit_all,
    Verb.CONFIRM: yes,
    Verb.DISCARD: typed.no,
    Verb.ATTACH_TO: evidence.attach_to,
    Verb.DETACH: answering.saving_first(evidence.detach),
    Verb.GET_FILE: evidence.get_file,
    Verb.NOT_MINE: answering.saving_first(handing_over.not_mine),
    Verb.HAND_OVER: handing_over.hand_over,
    Verb.HAND_TO_CLERK: handing_over.hand_to_clerk,
    Verb.ACCEPT_OFFER: handing_over.accept,
    Verb.DECLINE_OFFER: handing_over.decline,
    Verb.TO_REVIEW: reviewing.to_review,
    Verb.OPEN_ANSWER: reviewing.open_answer,
    Verb.ACCEPT_ANSWER: reviewing.accept_answer,
    Verb.RETURN_ANSWER: reviewing.return_answer,
    Verb.ASSIGN: reviewing.assign,
    Verb.REPORT: reporting.report,
    Verb.REPORT_AS: reporting.chosen,
    Verb.COMPILE: reporting.compile_,
    Verb.REPORTS: reporting.reports,
    Verb.GET_REPORT: reporting.get_report,
    Verb.COMPARE_REPORTS: reporting.compare,
}

PATTERNS = tuple(
    (
        re.compile(
            rf"(?:please )?(?:{one.pattern})(?: please)?[ .!]*".replace(" ", r"\s+").replace(r"[\s+.!]", r"[\s.!]"),
            re.I | re.S,
        ),
        one,
    )
    for one in COMMANDS
)
# What a command may look like at most. Longer is an answer, however it begins.
LONGEST_COMMAND = 8_400


async def route(turn: Turn) -> Reply:
    """The reply to whatever happened. In a group nothing of anybody's work is shown."""
    if turn.place != "personal" and not _is_for_everywhere(turn):
        return Reply(notice="I talk about recommendations only in our own chat. Open a chat with me and type “update”.")
    match turn.event:
        case Joined():
            return await welcome.hello(turn)
        case Pressed(verb=verb):
            return await _dialog_of(verb)(turn)
        case Sent():
            return await (reporting.template_sent(turn) if reporting.is_template(turn) else evidence.offered(turn))
        case Said(text=text):
            return await _said(turn, text)
        case Consented():
            raise LookupError("a file consent is answered by the courier")


def _is_for_everywhere(turn: Turn) -> bool:
    """The report can be asked for in a group too: it is handed to its asker alone, by a link that ends."""
    match turn.event:
        case Said(text=text):
            found = command(text)
            return found is not None and found[0].dialog is reporting.report
        case Pressed(verb=verb):
            return verb in (Verb.REPORT, Verb.REPORT_AS, Verb.COMPILE)
        case _:
            return False


async def where_things_stand(turn: Turn) -> Reply:
    """For an activity whose effect is recorded but whose answer was lost."""
    if isinstance(turn.event, Pressed) and turn.event.verb == Verb.SUBMIT_ALL:
        return await sending.submit_all(turn)  # what was sent is not sent again, and its receipt is found
    walk = await turn.read(walks.walk_of, person=turn.person)
    return await (answering.change(turn) if walk.recommendation_id else walking.my_actions(turn))


def command(text: str) -> tuple[Command, str] | None:
    """The command that a message is, with its argument; the whole message must be one."""
    if len(text) > LONGEST_COMMAND:
        return None
    whole = seen(text)
    words = whole.strip().replace("’", "'")
    for pattern, one in PATTERNS:
        if found := pattern.fullmatch(words):
            if not (pattern.groups and found[1]):
                return one, ""
            begins = len(whole) - len(whole.lstrip())
            return one, to_the_letter(text, begins + found.start(1), begins + found.end(1))
    return None


async def _said(turn: Turn, text: str) -> Reply:
    if is_blank(text):
        return await help_(turn)
    if found := command(text):
        one, turn.argument = found
        if no_command := await _by_chance(turn, one):
            return await _as_words(turn, text, f"{no_command} So I take this for your answer.")
        if one.role and not turn.person.holds(one.role):
            raise Refusal(f"“{one.shown}” is for the {one.role.replace('_', ' ')}. Type “help” to see what you can do.")
        return await one.dialog(turn)
    return await _as_words(turn, text)


async def _by_chance(turn: Turn, one: Command) -> str:
    """Why words that look like this command are none here. Outside a walk they can be nothing else."""
    if one.unless is None or not (await turn.read(walks.walk_of, person=turn.person)).walking:
        return ""
    return await one.unless(turn)


async def _as_words(turn: Turn, text: str, notice: str = "") -> Reply:
    """Words that are no command, or none here: for the walk, where there is one."""
    if (await turn.read(walks.walk_of, person=turn.person)).walking:
        return await typed.take(turn, text, notice)
    told = "I did not understand that, and kept nothing of it. To give an answer, type “update” first."
    return await help_(turn, told)


def _dialog_of(verb: str) -> Dialog:
    try:
        return VERBS[Verb(verb)]
    except ValueError:
        raise Refusal("That button belongs to an older card. Type “update” to see where you are.") from None
