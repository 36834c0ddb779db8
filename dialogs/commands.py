"""Words that are commands, as one table: the whole message must be one. The help and Teams' menu are read off it.

What is no command is for whatever wants words: a walk, a document in hand, or the questions about the record.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from cards.notice import help_card
from dialogs import (
    agreeing,
    answering,
    answers,
    clashing,
    deciding,
    desk,
    doubting,
    evidence,
    exporting,
    handing_over,
    import_doubts,
    importing,
    looking,
    naming,
    no_evidence,
    papers,
    past_rounds,
    questions,
    reporting,
    reviewing,
    rounds,
    same_number,
    sending,
    taking_back,
    telling,
    typed,
    under_questions,
    undoing,
    unfolding,
    walking,
    welcome,
)
from dialogs.asking.outcome import Understood
from dialogs.consent import NO, YES
from dialogs.meant import accept, away_from_document, back_to_list, change, with_document, with_round
from dialogs.shapes import CALLED, DIGITS, EMPTIED, KEEP, NUMBER, NUMBER_OR_OF_PLAN, REPLACED, REPORT, UNDO, WHOSE, WHY
from dialogs.speech import Reply, Said
from dialogs.turn import Dialog, Turn
from storage import walks
from storage.errors import Refusal
from storage.rules import permissions
from storage.unseen import seen, to_the_letter
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
    also: Role | None = None
    in_menu: bool = False
    unless: Callable[[Turn], Awaitable[str]] | None = None
    may_be_words: bool = False
    help_for: tuple[Role, ...] = ()

    def is_for(self, person: Person) -> bool:
        """Whether the help shows it to this person. What they may do is storage's to say."""
        wanted = (self.role,) if self.role else self.help_for
        return not wanted or any(person.holds(role) for role in (*wanted, self.also) if role)


async def help_(turn: Turn, notice: str = "") -> Reply:
    mine = [(one.shown, one.about) for one in COMMANDS if one.about and one.is_for(turn.person)]
    return Reply(help_card(mine, turn.council, notice=notice))


async def open_(turn: Turn) -> Reply:
    """A recommendation of one's own; where a clerk has none of that number, the answer they are to review; else any that
    the person may see."""
    if await walking.owns_numbered(turn):
        return await walking.open_one(turn)
    if turn.person.holds(Role.CLERK) and await reviewing.has_numbered(turn):
        return await reviewing.open_numbered(turn)
    if await questions.knows_number(turn, turn.argument):
        return await questions.ask(turn, f"show recommendation {turn.argument}", help_)
    return await (reviewing.open_numbered(turn) if turn.person.holds(Role.CLERK) else walking.open_one(turn))


async def ask(turn: Turn) -> Reply:
    """ "ask which are slipped". In a walk what is no clear question is an answer, like any other words there."""
    heard = await questions.hear(turn, turn.argument)
    if isinstance(turn.event, Said) and not isinstance(heard.outcome, Understood):
        if (await turn.read(walks.walk_of, person=turn.person)).walking:
            return await in_walk(turn, turn.event.text)
        heard = await questions.hear(turn, turn.event.text)
    return await questions.reply(turn, heard, help_)


async def report(turn: Turn) -> Reply:
    """The paper that is named; "report on what is slipped in damp" names none, and asks for rows instead."""
    said = turn.event.text if isinstance(turn.event, Said) and turn.place == "personal" else ""
    if said and await reporting.no_such_report(turn):
        heard = await questions.hear(turn, said)
        if isinstance(heard.outcome, Understood) and not papers.is_whole(heard.outcome.query):
            return await questions.reply(turn, heard, help_)
    return await reporting.report(turn)


async def _as_typed(turn: Turn) -> Reply:
    """Words that begin like a command and turn out to be none."""
    return await as_words(turn, turn.event.text if isinstance(turn.event, Said) else "")


def for_clerks(dialog: Dialog) -> Dialog:
    """Words that only a clerk means as a command: "open round table talks were held" is an officer's evidence."""

    async def as_meant(turn: Turn) -> Reply:
        if turn.person.holds(Role.CLERK):
            return await dialog(turn)
        return await _as_typed(turn)

    return as_meant


def only_with_document(dialog: Dialog) -> Dialog:
    """Words that are a command only while a document is in hand: "service is …" may be the beginning of evidence."""

    return with_document(dialog, _as_typed)


OVERSEERS = (Role.CLERK, Role.LINK_OFFICER, Role.MANAGER)

COMMANDS: tuple[Command, ...] = (
    Command("update", r"update|start|begin|start update|resume|continue|go on|carry on|answer the rest", walking.start,
            "begin, or go on where you were", in_menu=True),
    Command("my actions", r"(?:show )?(?:me )?my (?:actions|recommendations|recs|list)|list|what(?:'s| is) waiting",
            away_from_document(walking.my_actions), "everything that is yours, and how it stands", in_menu=True),
    Command("open 5", rf"(?:open|edit|go to|show|answer) {NUMBER}", with_document(looking.look, open_),
            "go to recommendation 5; where two plans have it, “open 5 of (plan)”"),
    Command("open 5 of July 2025", rf"(?:open|edit|go to|show|read|answer) {CALLED}({DIGITS} (?:of|in|for|from) .{{2,300}})",
            past_rounds.in_round(same_number.of_plan(walking.open_one, _as_typed)),
            "read recommendation 5 in another round, and what was left unsent there"),
    Command("open it", r"(?:open|read) it", with_document(importing.show, unfolding.open_it)),
    Command("what the grades mean", r"what (?:do )?the grades mean|(?:the )?grading key",
            unfolding.in_hand(unfolding.what_grades_mean, _as_typed), "the plan's own definitions of its grades"),
    Command("what was said last time", r"what (?:was said|did (?:i|we) say) last time(?:, .{1,60})?|last time",
            unfolding.in_hand(unfolding.what_was_said, _as_typed), "what was reported in the round before"),
    Command("next", r"next|skip|leave(?: it)?(?: for now)?|pass|save and next",
            with_document(desk.next_one, answering.next_one),
            "go on to the next (or: skip)"),
    Command("back", r"back|previous|go back", with_document(desk.back, walking.back), "go back to the one before"),
    Command("change", r"change(?: my answer| it)?|edit|cancel", change, "see the form of the one in hand again"),
    Command("replace the evidence with: …", REPLACED, _as_typed,
            "put other words in the place of what a field holds: evidence, impact, explanation, date, grade or a value"),
    Command("clear the evidence", EMPTIED, _as_typed, "empty a field, after a yes; “grade: none” does it, too"),
    Command("undo", UNDO, unfolding.in_hand(undoing.undo, _as_typed), "take back what you typed last for the one in hand"),
    Command("keep, because …", KEEP, answering.keep,
            "answer a question with a reason for leaving your words", unless=answering.no_question),
    Command("review", r"review|check|preview|finish", sending.review, "see everything as it will read in the report",
            in_menu=True),
    Command("done", r"done", typed.all_done),
    Command("submit all", r"(?:submit|send)(?: all| it| them| everything)?(?: \(\d{1,3}\))?", sending.submit_all,
            "send what you have reviewed"),
    Command("save", r"save(?: draft| it)?", answering.saved_already),
    Command("stop", r"stop|quit|exit|pause", walking.stop, "leave; everything you sent me is kept"),
    Command("enough", r"enough", walking.stop, unless=walking.not_left_so),
    Command("later", r"later|not now|remind me later|not yet", walking.later),
    Command("not mine", r"(?:this is |it(?:'s| is) )?not mine|wrong person", handing_over.not_mine,
            "hand the one in hand to a colleague, or back to the clerk"),
    Command("back to the clerk, because …", rf"(?:(?:hand|give)(?: it)?(?: back)?|(?:it )?back) to (?:the )?clerk{WHY}",
            handing_over.hand_to_clerk),
    Command("hand to … because …", r"hand(?: it)?(?: over)? to (.+)", handing_over.hand_over,
            unless=handing_over.nobody_named),
    Command("accept", rf"accept(?: it)?{WHY}|take it on", accept, "take what a colleague offers you",
            unless=handing_over.nothing_offered),
    Command("decline", rf"decline(?: it)?{WHY}", handing_over.decline, "leave it with your colleague",
            unless=handing_over.nothing_offered),
    Command("take it back",
            rf"(?:take (?:it|(?:the|my) offer) back|take back(?: it| (?:the|my) offer)?|withdraw(?: it| (?:the|my) offer)?"
            rf"|(?:it(?:'s| is) )?mine after all)(?: {NUMBER})?", taking_back.take_back,
            "take back what you offered a colleague", unless=taking_back.nothing_out),
    Command("yes", YES, with_round(rounds.yes, with_document(desk.yes, agreeing.yes))),
    Command("no", NO, with_round(rounds.no, with_document(desk.no, agreeing.no))),
    Command("use mine", r"use mine|mine|use (?:the )?(?:new|later)(?: one)?", clashing.use_mine, unless=clashing.no_clash),
    Command("use both", rf"(?:(?:use|keep) )?both(?:,? (?:with )?(?:the )?({WHOSE}))?", clashing.use_both,
            unless=clashing.no_clash),
    Command("keep theirs", r"(?:use|keep) theirs|theirs|keep (?:the )?(?:old|earlier)(?: one)?", clashing.use_theirs,
            unless=clashing.no_clash),
    Command("file for 5", rf"(?:file|(?:it|this)(?:'s| is)) for {NUMBER_OR_OF_PLAN}", evidence.attach_to,
            unless=same_number.names_none),
    Command("get file 1", r"(?:get|fetch|show)(?: me)?(?: the)? file(?: (\d{1,2}))?", evidence.get_file),
    Command("take off file 1", r"(?:take off|remove)(?: the)? file(?: (\d{1,2}))?", evidence.detach),
    Command("to review", r"to review|answers|inbox|what came in", away_from_document(reviewing.to_review),
            "what has been sent and handed back", Role.CLERK, in_menu=True),
    Command("assign to …", r"assign(?: it)? to (.{2,80})", reviewing.assign, role=Role.CLERK,
            unless=reviewing.not_at_desk),
    Command("return, because …", rf"return(?: it)?{WHY}", reviewing.return_answer,
            "send the answer you have open back to its writer", Role.CLERK, unless=reviewing.not_at_desk),
    Command("decisions", r"(?:the )?(?:committee(?:'s)? )?decisions?|for the committee|back to the decisions",
            for_clerks(away_from_document(deciding.to_decide)),
            "record what the committee decided, once it has met", Role.CLERK, may_be_words=True),
    Command("decide 5", rf"decide(?: on)? {NUMBER_OR_OF_PLAN}", for_clerks(deciding.open_decision), role=Role.CLERK,
            may_be_words=True),
    Command("committee agreed", r"(?:the )?committee (?:has )?agreed(?: it)?((?:,? and)?,? sign(?:ed)?(?: it)? off)?",
            for_clerks(deciding.agreed), role=Role.CLERK, may_be_words=True, unless=deciding.not_open),
    Command("committee grade …", r"(?:the )?committee(?:'s)? grade(?: is)?:? (.{1,2000})", for_clerks(deciding.graded),
            role=Role.CLERK, may_be_words=True, unless=deciding.not_open),
    Command("import", r"import(?:s|ing)?(?: (?:a |the )?(?:plan|document)s?)?(?: (\d{1,6}))?", importing.show,
            "bring in a plan: send its file, or type “import” and paste its text under it", Role.CLERK,
            also=Role.ADMINISTRATOR, in_menu=True),
    Command("doubts", r"doubts?(?: (\d{1,4}))?", doubting.show, "go through what was doubtful in the document in hand",
            Role.CLERK, also=Role.ADMINISTRATOR),
    Command("import doubts of …", r"import(?:ed)? doubts (?:of|for|about) (.{1,200})", import_doubts.show,
            "see what was doubtful when a plan was imported, and what was answered", Role.CLERK, also=Role.ADMINISTRATOR),
    Command("owners", r"owners|names|who is (?:named|who)", only_with_document(naming.show)),
    Command("owner 3", r"(?:owner|name) (\d{1,4})", only_with_document(naming.show_one)),
    Command("not placed", r"(?:what was )?not placed|left ?overs?", only_with_document(looking.show_leftovers)),
    Command("changes", r"changes|compare|what (?:would change|has changed)", only_with_document(looking.show_comparison)),
    Command("right", r"(?:it(?:'s| is) )?right(?: as it is)?|as it is", only_with_document(doubting.right)),
    Command("leave empty", r"leave (?:it |the row )?(?:empty|out|blank)|empty", only_with_document(doubting.leave_empty)),
    Command("all right", r"(?:they(?:'re| are) )?all right", only_with_document(doubting.all_right)),
    Command("leave all empty", r"leave (?:them )?all empty", only_with_document(doubting.leave_all_empty)),
    Command("outside", r"outside|not in teams", only_with_document(naming.outside)),
    Command("link officer is …", r"(?:the )?link officers?(?: is| are)? (.{2,300})", only_with_document(doubting.link_officer)),
    Command("same as …", r"(?:the )?same (?:person )?as (.{2,120})", only_with_document(naming.same_as)),
    Command("title is …", r"(?:the )?(?:plan's )?title is (.{1,400})", only_with_document(importing.rename)),
    Command("service is …", r"(?:the )?service is (.{1,400})", only_with_document(importing.name_service)),
    Command("its own plan", r"(?:it(?:'s| is) )?(?:its|a plan of its) own(?: plan)?|new plan",
            only_with_document(importing.its_own)),
    Command("newer version of …", r"newer version(?: of (.{1,200}))?", only_with_document(importing.version_of)),
    Command("evidence", r"(?:it(?:'s| is) )?evidence", only_with_document(importing.as_evidence)),
    Command("confirm", r"confirm(?: it)?|import it", with_document(importing.confirm, agreeing.yes)),
    Command("confirm anyway", r"confirm anyway|leave them and import", only_with_document(importing.confirm_anyway)),
    Command("drop", r"drop(?: it)?", only_with_document(importing.drop)),
    Command("open round", r"(?:open|start)(?: (?:a|the|new)){0,2} round(?:[: ]+(.{1,600}))?", for_clerks(rounds.plan_round),
            "open a round: “open round July 2025 for (plan) closing 31 August 2025”", Role.CLERK, may_be_words=True),
    Command("close round", r"close(?: (?:a|the))? round(?:[: ]+(.{1,400}))?", for_clerks(rounds.round_to_close),
            "close a round, so that nothing in it can change", Role.CLERK, may_be_words=True),
    Command("ask …", r"ask[:,]? (.{2,600})", ask, "a question about the recommendations, in your own words"),
    Command("row 1", r"(?:row|line) (\d{1,5})", answers.open_row, unless=answers.no_list),
    Command("next page", r"next page|more", answers.next_page, unless=answers.no_list),
    Command("page before", r"page before|previous page", answers.page_before, unless=answers.no_list),
    Command("page 2", r"(?:go to )?page (\d{1,5})", answers.page, unless=answers.no_list),
    Command("back to the list", r"back to (?:the )?(?:list|answer)", back_to_list, unless=answers.no_list),
    Command("drop filter 1", r"(?:drop|remove|leave out)(?: filter)? (\d{1,2})", answers.drop_filter, unless=answers.no_list),
    Command("list them", r"list them", answers.list_them, unless=answers.no_list),
    Command("excel", r"excel|xlsx|spreadsheet", exporting.excel, unless=answers.no_list),
    Command("csv", r"csv", exporting.csv, unless=answers.no_list),
    Command("start again", r"start again|start over|clear|new question", answers.start_again, unless=answers.no_list),
    Command("record for 5", rf"record(?: it| this| that)?(?: as evidence)? for {NUMBER_OR_OF_PLAN}", telling.record_for,
            unless=same_number.names_none),
    Command("report", REPORT, report, "compile the committee's paper: report for, a plan, as of, a round, as Excel",
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
# "import" with a document's text under it.
PASTED = re.compile(r"\s*(?:please )?import(?: this)?[ \t]*[:.]?[ \t]*\n(.*\S.*)", re.I | re.S)
# What a command may look like at most. Longer is an answer, however it begins.
LONGEST_COMMAND = 8_400


# What is done at once. "Accept?" asks, and does nothing.
DOES = frozenset((
    "yes", "no", "submit all", "accept", "decline", "take it back", "use mine", "use both", "keep theirs", "file for 5",
    "take off file 1", "keep, because …", "return, because …", "back to the clerk, because …", "confirm", "confirm anyway",
    "drop", "right", "leave empty", "all right", "leave all empty", "record for 5", "compile",
))  # fmt: skip


def command(text: str) -> tuple[Command, str] | None:
    """The command that a message is, with its argument; the whole message must be one. "Help?" is one too."""
    if found := _command(text):
        return found
    asked = _command(text.rstrip(" \t\n.!?")) if text.rstrip(" \t\n.!").endswith("?") else None
    if asked and asked[0].shown in DOES:
        return replace(asked[0], dialog=_only_asked), asked[0].shown
    return asked


async def _only_asked(turn: Turn) -> Reply:
    raise Refusal(f"That ends with a question mark, so I have done nothing. To do it, type “{turn.argument}”.")


def _command(text: str) -> tuple[Command, str] | None:
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


async def as_words(turn: Turn, text: str, notice: str = "") -> Reply:
    """Words that are no command, or none here: for the walk, for the document in hand, or a document themselves."""
    if handed := await handing_over.by_name_alone(turn, text):
        return handed
    if (await turn.glance(walks.walk_of, person=turn.person)).walking:
        return await in_walk(turn, text, notice)
    if await importing.is_here(turn) and (taken := await desk.take(turn, text)):
        return taken
    may_be_document = permissions.may_import(turn.person) and importing.is_pasted(text)
    if may_be_document and (begun := await importing.perhaps_pasted(turn, text)):
        return begun
    return await telling.in_parts(turn, text) or await questions.ask(turn, text, help_)


async def in_walk(turn: Turn, text: str, notice: str = "") -> Reply:
    """An answer; where the recommendation in hand takes none any more, a clear question is answered as it is elsewhere."""
    if not await typed.takes_words(turn):
        heard = await questions.hear(turn, text)
        if isinstance(heard.outcome, Understood):
            return await questions.reply(turn, heard, help_)
    elif apart := await under_questions.answered(turn, text) or await no_evidence.told_apart(turn, text):
        return apart
    return await typed.take(turn, text, f"{notice} {await agreeing.what_became(turn)}".strip())
