"""Sending: the versions a person has gone through become their answer, with a receipt."""

import secrets
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select, tuple_
from sqlmodel import Session, col

from storage import latest, outbox
from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.people import person_by_id
from storage.raising import as_of, keep_raised
from storage.recommendations import concern_of
from storage.rounds import assignments
from storage.rules import permissions
from storage.sheets import sent_sheets, sheets
from storage.tables import rounds as tables
from storage.updates import stand_to_answer
from storage.views import LastSent, Moment, Person, Receipt, SentByAnother, Sheet
from storage.vocabulary import Origin, UpdateState

_version = tables.UpdateVersion

# Without 0 O 1 I L U: a receipt may have to be read out over the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def ready(session: Session, *, person: Person, today: date) -> tuple[Sheet, ...]:
    """Everything this person could send now, as it stands: written, and not sent since; with what is asked on this day."""
    unsent = [one for one in assignments(session, person=person) if one.unsent]
    written = sheets(session, person=person, keys=[(one.recommendation_id, one.round_id) for one in unsent])
    return tuple(as_of(sheet, today) for sheet in written if not sheet.response.blank or sheet.files)


def fingerprint(sheets: Sequence[Sheet]) -> str:
    """Names exactly these versions and what is asked about them: what the person saw on the review card is what they
    send, or nothing is. A day may have raised a question since."""
    return ",".join(f"{one.recommendation_id}.{one.round.id}.{one.version}.{one.asks}".rstrip(".") for one in sheets)


def submit(session: Session, *, person: Person, moment: Moment, seen: str) -> Receipt | None:
    """Sends what the person saw. None where that is not how things stand any more; then nothing is sent."""
    if earlier := _receipt(session, person, seen):
        return earlier
    sending = ready(session, person=person, today=moment.today)
    if not sending or fingerprint(sending) != seen:
        return None
    submission = added(
        session,
        tables.Submission(reference=_reference(), person_id=person.id, fingerprint=seen, sent_at=moment.at),
    )
    for one in sending:
        _send(session, person, moment, one, submission)
    _tell_other_writers(session, moment, submission)
    latest.refresh(session, [one.recommendation_id for one in sending])
    sent = sent_sheets(session, person=person, keys=[(one.recommendation_id, one.round.id) for one in sending])
    return Receipt(submission.reference, moment.at, sent)


def last_sent(session: Session, *, person: Person) -> LastSent | None:
    """The last time that one of those was sent which open rounds want of this person, by whoever sent it."""
    keys = [(one.recommendation_id, one.round_id) for one in assignments(session, person=person) if one.sent]
    sent, submission = tables.SubmittedVersion, tables.Submission
    row = session.scalars(
        select(submission)
        .join(sent, col(sent.submission_id) == col(submission.id))
        .join(_version, col(_version.id) == col(sent.version_id))
        .join(tables.Update, col(tables.Update.id) == col(_version.update_id))
        .where(tuple_(col(tables.Update.recommendation_id), col(tables.Update.round_id)).in_(keys))
        .order_by(col(submission.id).desc())
    ).first()
    if row is None:
        return None
    sender = person_by_id(session, row.person_id)
    return LastSent(row.reference, row.sent_at, sender.name, row.person_id == person.id, row.fingerprint)


def sent_by_another(session: Session, *, person: Person, submission_id: int) -> SentByAnother:
    """What a colleague sent that holds this person's words, less what they may no longer see."""
    submission = session.get(tables.Submission, submission_id)
    keys = session.execute(
        select(col(tables.Update.recommendation_id), col(tables.Update.round_id))
        .join(_version, col(_version.update_id) == col(tables.Update.id))
        .where(col(tables.Update.id).in_(_updates_in(submission_id)))
        .where(col(_version.written_by_id) == person.id, col(_version.origin) != Origin.SET_ASIDE)
        .order_by(col(tables.Update.id))
    ).all()
    theirs = [
        (one, other)
        for one, other in dict.fromkeys((one, other) for one, other in keys)
        if permissions.may_see(person, concern_of(session, one))
    ]
    if submission is None or not theirs:
        raise Refusal("Nothing of yours was sent there. Type “my actions” to see what is yours.")
    sender = person_by_id(session, submission.person_id)
    return SentByAnother(sender.name, submission.sent_at, sent_sheets(session, person=person, keys=theirs))


def _tell_other_writers(session: Session, moment: Moment, submission: tables.Submission) -> None:
    """Whoever else's words were in what was sent learns of it: they may have been half a thought."""
    id = identified(submission.id)
    writers = session.scalars(
        select(col(_version.written_by_id))
        .where(col(_version.update_id).in_(_updates_in(id)), col(_version.origin) != Origin.SET_ASIDE)
        .where(col(_version.written_by_id).is_not(None), col(_version.written_by_id) != submission.person_id)
        .group_by(col(_version.written_by_id))
        .order_by(col(_version.written_by_id))
    ).all()
    for writer in writers:
        key, payload = f"sent by another:{id}:{writer}", {"submission": id}
        outbox.post(
            session, moment=moment, key=key, person_id=identified(writer), kind="sent by another", payload=payload
        )


def _updates_in(submission_id: int) -> Select[int]:
    sent = tables.SubmittedVersion
    return (
        select(col(_version.update_id))
        .join(sent, col(sent.version_id) == col(_version.id))
        .where(col(sent.submission_id) == submission_id)
    )


def _send(session: Session, person: Person, moment: Moment, one: Sheet, submission: tables.Submission) -> None:
    now = stand_to_answer(session, person, one.recommendation_id, one.round.id).sheet
    if (now.version, now.sent_version) != (one.version, one.sent_version):
        raise Refusal("Somebody changed an answer at this very moment, so nothing was sent. Type “review” to see it.")
    update, version_id = session.execute(
        select(tables.Update, col(tables.UpdateVersion.id))
        .join(tables.UpdateVersion, col(tables.UpdateVersion.update_id) == col(tables.Update.id))
        .where(col(tables.Update.recommendation_id) == one.recommendation_id)
        .where(col(tables.Update.round_id) == one.round.id, col(tables.UpdateVersion.number) == one.version)
    ).one()
    keep_raised(session, identified(version_id), one.questions)
    before = {"state": update.state, "sent_version": update.sent_version}
    update.state, update.sent_version = UpdateState.SUBMITTED, one.version
    session.add(update)
    session.add(tables.SubmittedVersion(submission_id=identified(submission.id), version_id=identified(version_id)))
    after = {"state": update.state, "sent_version": one.version, "reference": submission.reference}
    audit(
        session, person=person, moment=moment, act="sent", noun="update", noun_id=update.id, before=before, after=after
    )
    session.flush()


def _receipt(session: Session, person: Person, seen: str) -> Receipt | None:
    """The receipt for this very review card, where it was pressed before."""
    row = session.scalars(
        select(tables.Submission)
        .where(col(tables.Submission.person_id) == person.id, col(tables.Submission.fingerprint) == seen)
        .order_by(col(tables.Submission.id).desc())
    ).first()
    if row is None:
        return None
    keys = session.execute(
        select(col(tables.Update.recommendation_id), col(tables.Update.round_id))
        .join(tables.UpdateVersion, col(tables.UpdateVersion.update_id) == col(tables.Update.id))
        .join(tables.SubmittedVersion, col(tables.SubmittedVersion.version_id) == col(tables.UpdateVersion.id))
        .where(col(tables.SubmittedVersion.submission_id) == row.id)
        .order_by(col(tables.SubmittedVersion.id))
    ).all()
    return Receipt(
        row.reference, row.sent_at, sent_sheets(session, person=person, keys=[(one, other) for one, other in keys])
    )


def _reference() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"R-{drawn[:4]}-{drawn[4:]}"
