"""What the bot writes first: a letter from the outbox becomes the card its reader sees, as things stand when it is sent."""

from cards.acting import reminder
from cards.frame import Card
from cards.handovers import news, offer
from cards.left import left_unsent
from cards.receipt import sent_by_another
from cards.reporting import link_code, not_ready, ready
from cards.reviewing import handed_back, returned
from cards.rounds import asked
from storage import handovers, invitations, people, reminding, rounds, submissions, unsent
from storage.database import Database
from storage.errors import Refusal
from storage.reporting import kept, links
from storage.sheets import sheet
from storage.views import Moment, OutboxLetter
from storage.vocabulary import HandoverState


async def card_for(letter: OutboxLetter, database: Database, moment: Moment) -> Card | None:
    """The card, or None where the matter has been settled, or has left this reader's hands, in the meantime."""
    try:
        return await _card_for(letter, database, moment)
    except Refusal:
        return None


async def _card_for(letter: OutboxLetter, database: Database, moment: Moment) -> Card | None:
    if letter.kind == "report":
        report_id = int(letter.payload["report"])
        return ready(await database.read(kept.report, person=letter.person, report_id=report_id))
    if letter.kind == links.LETTER:
        return await _report_code(letter, database, moment)
    if letter.kind == "no_report":
        return not_ready(str(letter.payload["title"]), str(letter.payload["why"]))
    if letter.kind == "returned":
        there = await database.read(
            sheet,
            person=letter.person,
            recommendation_id=int(letter.payload["recommendation"]),
            round_id=int(letter.payload["round"]),
        )
        return returned(there, moment.today) if there.clerk_comment else None
    if letter.kind == "sent by another":
        sent = await database.read(
            submissions.sent_by_another, person=letter.person, submission_id=int(letter.payload["submission"])
        )
        return sent_by_another(sent, moment.today)
    if letter.kind == invitations.OPENED:
        mine = await database.read(rounds.assignments, person=letter.person)
        here = [one for one in mine if one.round_id == int(letter.payload["round"]) and one.waiting]
        return asked(here, moment.today) if here else None
    if letter.kind == unsent.LETTER:
        round_id = int(letter.payload["round"])
        return left_unsent(await database.read(unsent.left_in_round, person=letter.person, round_id=round_id))
    if letter.kind == reminding.REMINDER:
        return await _reminder(letter, database)
    about = await database.read(handovers.handover, person=letter.person, handover_id=int(letter.payload["handover"]))
    if letter.kind != "handover":
        return news(about, letter.kind)
    if about.state is HandoverState.OFFERED:
        return offer(about)
    if about.state is HandoverState.WITH_CLERK:
        return handed_back(about, await database.read(people.colleagues, person=letter.person))
    return None


async def _report_code(letter: OutboxLetter, database: Database, moment: Moment) -> Card | None:
    """The code of a link that was given in a group; none where that has ended."""
    report_id, ends = int(letter.payload["report"]), int(letter.payload["ends"])
    found = await database.read(kept.report, person=letter.person, report_id=report_id)
    code = await database.read(links.code, person=letter.person, moment=moment, report_id=report_id, ends=ends)
    return link_code(found, code) if code else None


async def _reminder(letter: OutboxLetter, database: Database) -> Card | None:
    """Of what still waits now: who has answered in the meantime gets none."""
    listed = await database.read(rounds.assignments, person=letter.person)
    waiting = [one for one in listed if one.waiting and one.round_id == int(letter.payload["round"])]
    asker = await database.read(people.person_by_id, person_id=int(letter.payload["by"]))
    return reminder(waiting, asker.name, waiting[0].round_label) if waiting else None
