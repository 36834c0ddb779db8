"""Plays the demo's past through the record's own operations, in the order of its calendar, as people would have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import NoReturn

from sqlmodel import Session
from tqdm import tqdm

from bot.demo.answers import Committee, DemoAnswer, Returned
from bot.demo.entries import Misspelt
from bot.demo.people import DemoRound, Sitting
from storage import outbox
from storage.decisions import decide
from storage.due_dates import move_due_date
from storage.reviews import review, to_review
from storage.rounds import assignments, close_round, open_round
from storage.sheets import sheet
from storage.submissions import fingerprint, ready, submit
from storage.updates import keep, save
from storage.views import Moment, Person, Sheet
from storage.vocabulary import Verdict

Place = tuple[str, int]
"""A plan's title and a recommendation's position in it."""

Step = tuple[datetime, Callable[[], object]]
Said = Sequence[tuple[str, DemoAnswer]]
"""What was said in one round, each answer with the title of its plan."""

READING_THROUGH = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class History:
    """The record while a past is written into it: who is who, and which ids stand for what the files name."""

    session: Session
    clerk: Person
    people: Mapping[str, Person]
    plans: Mapping[str, int]
    progress: "tqdm[NoReturn]"
    rounds: dict[tuple[str, str], int] = field(default_factory=dict)
    recommendations: dict[Place, int] = field(default_factory=dict)


def moment(at: datetime) -> Moment:
    return Moment(at, at.date())


def play_round(history: History, round: DemoRound, said: Said) -> None:
    """One round from its opening to where it stands; each step sees what the one before it left."""
    for title, plan_id in history.plans.items():
        opened = open_round(
            history.session,
            person=history.clerk,
            moment=moment(round.opened_at),
            plan_id=plan_id,
            label=round.label,
            period_on=round.period_on,
            closes_on=round.closes_on,
        )
        history.rounds[title, round.label] = opened.id
    steps = sorted([*_writing(history, said), *_sending(history, said), *_reviewing(history, said)], key=lambda s: s[0])
    for _, step in steps:
        history.session.flush()
        step()
    history.session.flush()
    if round.ended:
        _end(history, round, round.ended, said)


def _writing(history: History, said: Said) -> Iterator[Step]:
    for title, answer in said:
        yield answer.at, partial(_write, history, title, answer)


def _sending(history: History, said: Said) -> Iterator[Step]:
    """Somebody sends once in a sitting, after the last of that day's answers; a day of drafts sends nothing."""
    last: dict[tuple[str, object], datetime] = {}
    for _, answer in said:
        if not answer.draft:
            key = (answer.by, answer.at.date())
            last[key] = max(answer.at, last.get(key, answer.at))
    for (by, _), at in last.items():
        yield at + READING_THROUGH, partial(_send, history, history.people[by], moment(at + READING_THROUGH))


def _reviewing(history: History, said: Said) -> Iterator[Step]:
    for title, answer in said:
        if answer.returned:
            yield answer.returned.at, partial(_return, history, title, answer, answer.returned)
        if answer.accepted_at:
            yield answer.accepted_at, partial(_accept, history, title, answer, moment(answer.accepted_at))


def _write(history: History, title: str, answer: DemoAnswer) -> None:
    """The writer finds the recommendation among what they are asked for, and saves on the version that is shown."""
    session, person, at = history.session, history.people[answer.by], moment(answer.at)
    asked = {(line.plan_title, line.position): line.recommendation_id for line in assignments(session, person=person)}
    if (title, answer.position) not in asked:
        raise Misspelt(f"{answer.where}: {person.name} is not asked for this in {answer.round}")
    history.recommendations[title, answer.position] = asked[title, answer.position]
    now = _sheet(history, title, answer, person)
    ids = {indicator.code: indicator.id for indicator in now.indicators}
    written = save(
        session,
        person=person,
        moment=at,
        recommendation_id=now.recommendation_id,
        round_id=now.round.id,
        based_on=now.version,
        given=replace(answer.given, indicators={ids[code]: value for code, value in answer.indicators.items()}),
    )
    session.flush()
    if isinstance(written, Sheet):
        _keep(history, person, at, answer, written)
    history.progress.update()


def _keep(history: History, person: Person, at: Moment, answer: DemoAnswer, written: Sheet) -> None:
    asked = {question.code for question in written.open_questions}
    if never_asked := sorted(set(answer.keep) - asked):
        raise Misspelt(f"{answer.where}, keep: nothing asked {never_asked}; asked were {sorted(asked)}")
    keep(
        history.session,
        person=person,
        moment=at,
        recommendation_id=written.recommendation_id,
        round_id=written.round.id,
        version=written.version,
        reasons=answer.keep,
    )


def _send(history: History, person: Person, at: Moment) -> None:
    seen = fingerprint(ready(history.session, person=person, today=at.today))
    if submit(history.session, person=person, moment=at, seen=seen) is None:
        raise Misspelt(f"{person.name} has nothing to send on {at.today}: has somebody sent it for them?")


def _return(history: History, title: str, answer: DemoAnswer, returned: Returned) -> None:
    """The clerk sends it back; the officer is told by a letter that arrived at the time and is not to be sent again."""
    at = moment(returned.at)
    _review(history, _sheet(history, title, answer, history.clerk), at, Verdict.RETURNED, returned.comment)
    history.session.flush()
    for letter in outbox.claim(history.session, moment=at):
        outbox.settle(history.session, moment=at, letter_id=letter.id, outcome="sent")


def _accept(history: History, title: str, answer: DemoAnswer, at: Moment) -> None:
    _review(history, _sheet(history, title, answer, history.clerk), at, Verdict.ACCEPTED)


def _review(history: History, sent: Sheet, at: Moment, verdict: Verdict, comment: str = "") -> None:
    review(
        history.session,
        person=history.clerk,
        moment=at,
        recommendation_id=sent.recommendation_id,
        round_id=sent.round.id,
        version=sent.sent_version,
        verdict=verdict,
        comment=comment,
    )


def _end(history: History, round: DemoRound, sitting: Sitting, said: Said) -> None:
    """The clerk accepts what has come in and closes the round; the committee meets, and its decisions are recorded."""
    session, clerk = history.session, history.clerk
    for sent in to_review(session, person=clerk, today=moment(sitting.reviewed_at).today):
        _review(history, sent, moment(sitting.reviewed_at), Verdict.ACCEPTED)
    session.flush()
    for title in history.plans:
        close_round(
            session, person=clerk, moment=moment(sitting.closed_at), round_id=history.rounds[title, round.label]
        )
    session.flush()
    for (title, _), answer in {(title, answer.position): answer for title, answer in said}.items():
        _decide(history, sitting, _sheet(history, title, answer, clerk), answer.committee)
        session.flush()


def _decide(history: History, sitting: Sitting, sent: Sheet, committee: Committee) -> None:
    decide(
        history.session,
        person=history.clerk,
        moment=moment(sitting.recorded_at),
        recommendation_id=sent.recommendation_id,
        round_id=sent.round.id,
        grade=committee.grade or sent.response.grade,
        decided_on=sitting.committee_on,
        signed_off=committee.signed_off,
        comment=committee.comment,
    )
    if committee.moved_to:
        move_due_date(
            history.session,
            person=history.clerk,
            moment=moment(sitting.recorded_at),
            recommendation_id=sent.recommendation_id,
            text=committee.moved_to,
            reason=committee.moved_because,
        )


def _sheet(history: History, title: str, answer: DemoAnswer, person: Person) -> Sheet:
    return sheet(
        history.session,
        person=person,
        recommendation_id=history.recommendations[title, answer.position],
        round_id=history.rounds[title, answer.round],
    )
