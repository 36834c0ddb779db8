"""Which dialog answers: a button's verb finds one in the table below, typed words one in `commands.py`.

A walk that wants words gets whatever is no command. Outside a walk, words that are no command are a question.
"""

from collections.abc import Mapping
from dataclasses import replace

from cards.verbs import Verb
from dialogs import (
    acting,
    agreeing,
    answering,
    answers,
    clashing,
    commands,
    deciding,
    doubting,
    evidence,
    exporting,
    handing_over,
    import_doubts,
    importing,
    looking,
    naming,
    old_questions,
    past_rounds,
    questions,
    reporting,
    reviewing,
    rounds,
    screen,
    sending,
    taking_back,
    telling,
    walking,
    welcome,
)
from dialogs.meant import away_from_document
from dialogs.speech import Consented, Edited, Joined, Pressed, Reply, Said, Sent
from dialogs.turn import Dialog, Turn
from storage import walks
from storage.errors import Refusal
from storage.importing.settled import Settled
from storage.rules import permissions
from storage.unseen import is_blank

VERBS: Mapping[Verb, Dialog] = {
    Verb.START: walking.start,
    Verb.LATER: walking.later,
    Verb.HELP: commands.help_,
    Verb.MY_ACTIONS: away_from_document(walking.my_actions),
    Verb.OPEN: answering.open_one,
    Verb.READ_LEFT: past_rounds.read_left,
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
    Verb.CONFIRM: agreeing.yes,
    Verb.DISCARD: agreeing.discard,
    Verb.ATTACH_TO: evidence.attach_to,
    Verb.DETACH: answering.saving_first(evidence.detach),
    Verb.GET_FILE: evidence.get_file,
    Verb.NOT_MINE: answering.saving_first(handing_over.not_mine),
    Verb.HAND_OVER: handing_over.hand_over,
    Verb.HAND_TO_CLERK: handing_over.hand_to_clerk,
    Verb.ACCEPT_OFFER: handing_over.accept,
    Verb.DECLINE_OFFER: handing_over.decline,
    Verb.TAKE_BACK: taking_back.take_back,
    Verb.TO_REVIEW: away_from_document(reviewing.to_review),
    Verb.OPEN_ANSWER: reviewing.open_answer,
    Verb.ACCEPT_ANSWER: reviewing.accept_answer,
    Verb.RETURN_ANSWER: reviewing.return_answer,
    Verb.ASSIGN: reviewing.assign,
    Verb.DECISIONS: deciding.to_decide,
    Verb.OPEN_DECISION: deciding.open_decision,
    Verb.RECORD_DECISION: deciding.record,
    Verb.IMPORT: importing.show,
    Verb.NAME_IMPORT: importing.rename,
    Verb.AIM_IMPORT: importing.its_own,
    Verb.AS_EVIDENCE: importing.as_evidence,
    Verb.DOUBT: doubting.show,
    Verb.ANSWER_DOUBT: doubting.answer,
    Verb.DOUBTS_OF: import_doubts.show,
    Verb.LOOK: looking.look,
    Verb.OWNERS: naming.show,
    Verb.OWNER: naming.show_one,
    Verb.CHOOSE_OWNER: naming.choose,
    Verb.LEFTOVERS: looking.show_leftovers,
    Verb.COMPARE: looking.show_comparison,
    Verb.CONFIRM_IMPORT: importing.confirm,
    Verb.DROP_IMPORT: importing.drop,
    Verb.PLAN_ROUND: rounds.plan_round,
    Verb.OPEN_ROUND: rounds.open_round,
    Verb.ROUND_TO_CLOSE: rounds.round_to_close,
    Verb.CLOSE_ROUND: rounds.close_round,
    Verb.ANSWER_PAGE: answers.page,
    Verb.OPEN_ROW: answers.open_row,
    Verb.DROP_FILTER: answers.drop_filter,
    Verb.LIST_THEM: answers.list_them,
    Verb.EXPORT: exporting.as_pressed,
    Verb.START_AGAIN: answers.start_again,
    Verb.TAKE_MEANING: questions.take_meaning,
    Verb.RECORD_FOR: telling.record_for,
    Verb.SEND_REMINDERS: acting.send_reminders,
    Verb.LEAVE_IT: acting.leave,
    Verb.REPORT: reporting.report,
    Verb.REPORT_AS: reporting.chosen,
    Verb.COMPILE: reporting.compile_,
    Verb.REPORTS: reporting.reports,
    Verb.GET_REPORT: reporting.get_report,
    Verb.COMPARE_REPORTS: reporting.compare,
}

EDITED = (
    "You edited a message. I go by what it said when you sent it, so nothing that is recorded, or that I asked you about, has "
    "changed. To change an answer, type “my actions”, then “open” and its number, and change it on the form; or type the "
    "message again as a new one."
)


async def route(turn: Turn) -> Reply:
    """The reply to whatever happened, and before it what was given back on the way."""
    try:
        reply = await screen.shown(turn, await _of_what_is_in_hand(turn))
    except Refusal as refusal:
        raise Refusal("\n".join([*turn.given_back, refusal.sentence])) from None
    return replace(reply, notice="\n".join([*turn.given_back, reply.notice]).strip()) if turn.given_back else reply


async def _of_what_is_in_hand(turn: Turn) -> Reply:
    """An old card of a document, or words at it, may come after a colleague has imported or dropped it."""
    try:
        return await _answer(turn)
    except Settled as done:
        return await importing.settled(turn, done)


async def _answer(turn: Turn) -> Reply:
    """In a group nothing of anybody's work is shown."""
    if isinstance(turn.event, Edited):
        return Reply(notice=EDITED) if turn.place == "personal" else Reply()
    if turn.place != "personal" and not _is_for_everywhere(turn):
        return Reply(notice="I talk about recommendations only in our own chat. Open a chat with me and type “update”.")
    match turn.event:
        case Joined():
            return await welcome.hello(turn)
        case Pressed(verb=verb):
            await old_questions.put_aside(turn, "")
            return await _dialog_of(verb)(turn)
        case Sent():
            await old_questions.put_aside(turn, "")
            if reporting.is_template(turn):
                return await reporting.template_sent(turn)
            return await (importing.arrived if permissions.may_import(turn.person) else evidence.offered)(turn)
        case Said(text=text):
            return await _said(turn, text)
        case Edited() | Consented():
            raise LookupError("an edit is answered above, a file consent by the courier")


def _is_for_everywhere(turn: Turn) -> bool:
    """The report can be asked for in a group too: it is handed to its asker alone, by a link that ends."""
    match turn.event:
        case Said(text=text):
            found = commands.command(text)
            return found is not None and found[0].dialog is commands.report
        case Pressed(verb=verb):
            return verb in (Verb.REPORT, Verb.REPORT_AS, Verb.COMPILE)
        case _:
            return False


async def where_things_stand(turn: Turn) -> Reply:
    """For an activity whose effect is recorded but whose answer was lost."""
    return await screen.shown(turn, await _standing(turn))


async def _standing(turn: Turn) -> Reply:
    if isinstance(turn.event, Pressed) and turn.event.verb == Verb.SUBMIT_ALL:
        return await sending.submit_all(turn)  # what was sent is not sent again, and its receipt is found
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == importing.IMPORT:
        return await importing.where_it_stands(turn)
    return await (answering.form_in_hand(turn) if walk.recommendation_id else walking.my_actions(turn))


async def _said(turn: Turn, text: str) -> Reply:
    found = commands.command(text)
    await old_questions.put_aside(turn, found[0].shown if found else "")
    if is_blank(text):
        return await commands.help_(turn)
    if permissions.may_import(turn.person) and (under := commands.PASTED.fullmatch(text)):
        return await importing.pasted(turn, under[1])
    if found:
        one, turn.argument = found
        if no_command := await _by_chance(turn, one):
            return await commands.as_words(turn, text, f"{no_command} So I take this for your answer.")
        if one.role and not one.is_for(turn.person) and not one.may_be_words:
            raise Refusal(f"“{one.shown}” is for the {one.role.replace('_', ' ')}. Type “help” to see what you can do.")
        return await one.dialog(turn)
    return await commands.as_words(turn, text)


async def _by_chance(turn: Turn, one: commands.Command) -> str:
    """Why words that look like this command are none here. Outside a walk they can be nothing else."""
    if one.unless is None or not (await turn.read(walks.walk_of, person=turn.person)).walking:
        return ""
    return await one.unless(turn)


def _dialog_of(verb: str) -> Dialog:
    try:
        return VERBS[Verb(verb)]
    except ValueError:
        raise Refusal("That button belongs to an older card. Type “update” to see where you are.") from None
