"""A clerk's word on a document in hand: answers to its doubts, and who the names in it are.

Each doubt and each name counts its answers: who answers from a card that a colleague has overtaken is shown how it stands.
"""

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import audit, identified
from storage.errors import Refusal
from storage.importing.answered import may_be_empty, value_now
from storage.importing.beginning import name_owners
from storage.importing.beneath import same_kind
from storage.importing.checking import checked
from storage.importing.intakes import aim, everybody, moved, open_row, titled
from storage.importing.lately import read_in
from storage.importing.named import is_nearly
from storage.importing.proposal import Doubt, Proposal
from storage.importing.raising import ask, raise_again
from storage.importing.sight import doubt_of, doubt_rows, proposal_so_far, view
from storage.importing.views import IntakeView, Overtaken
from storage.importing.whole import PLAN
from storage.people import person_with_email
from storage.rules.wording import bare_words
from storage.tables import intakes as tables
from storage.views import Moment, Person
from storage.vocabulary import AnswerKind, OwnerChoice, OwnerKind

LINK_OFFICERS = "link_officers"


def answer(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    doubt_id: int,
    seen: int,
    kind: AnswerKind,
    value: str = "",
    alike: bool = False,
) -> IntakeView | Overtaken:
    """Answers one doubt, or (alike) it and all others of its kind that are open. `seen` is what the card showed."""
    doubt = session.get(tables.IntakeDoubt, doubt_id)
    if doubt is None:
        raise Refusal("I cannot find that question any more. Type “import” to see how it stands.")
    row = open_row(session, person, doubt.intake_id)
    if doubt.version != seen:
        same = (doubt.answer, doubt.value) == (kind, value.strip())
        there = view(session, row, compared=False)
        return there if same and not alike else Overtaken(there)
    so_far = proposal_so_far(session, row, but=doubt_id)
    _answer(session, person, moment, doubt, kind, checked(so_far, doubt_of(doubt), kind, value, moment.today))
    for other in _others(session, doubt) if alike else ():
        fits = kind is not AnswerKind.PICKED or value in other.candidates
        if fits and (kind is AnswerKind.RIGHT or _may_be_set(so_far, other, kind)):
            _answer(session, person, moment, other, kind, doubt.value)
    moved(session, row)
    session.flush()
    if doubt.field in ("owners", LINK_OFFICERS):
        name_owners(session, person, identified(row.id), proposal_so_far(session, row))
    if doubt.field in ("owners", "scheme"):
        raise_again(session, row)
    if doubt.field == PLAN and doubt.answer != AnswerKind.RIGHT:
        return aim(session, person=person, moment=moment, intake_id=identified(row.id),
                   plan_id=titled(session, doubt.value))  # fmt: skip
    return view(session, row, compared=False)


def choose(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    owner_id: int,
    seen: int,
    choice: OwnerChoice,
    person_id: int | None = None,
    email: str = "",
    kind: OwnerKind | None = None,
    sure: bool = False,
) -> IntakeView | Overtaken:
    """Says who somebody in the document is: a person, somebody to be added, or nobody whom Teams reaches. `sure`: that two
    names with one e-mail are one person."""
    owner = session.get(tables.IntakeOwner, owner_id)
    if owner is None:
        raise Refusal("I cannot find that name any more. Type “owners” to see who is named.")
    row = open_row(session, person, owner.intake_id)
    if owner.version != seen:
        return Overtaken(view(session, row, compared=False))
    if choice is OwnerChoice.PERSON and person_id not in {one.id for one in everybody(session, person)}:
        raise Refusal("I do not know that colleague. Choose one from the list, or give an e-mail to add them.")
    if choice is OwnerChoice.CREATE and not _is_address(email):
        raise Refusal(f"To add {owner.name or owner.text} I need their work e-mail. Nothing has changed yet.")
    if choice is OwnerChoice.CREATE and (known := person_with_email(session, email)):
        _check_is_theirs(owner, known)
        choice, person_id = OwnerChoice.PERSON, known.id
    elif choice is OwnerChoice.CREATE and not sure:
        _check_given_once(session, owner, email)
    before = {"choice": owner.choice, "person": owner.person_id, "email": owner.email}
    owner.choice, owner.person_id, owner.email = choice, person_id, email.strip().casefold()
    owner.kind = kind or owner.kind
    owner.version, owner.answered_by_id, owner.answered_at = owner.version + 1, person.id, moment.at
    session.add(owner)
    after = {"choice": choice, "person": person_id, "email": owner.email}
    audit(session, person=person, moment=moment, act="matched", noun="import owner", noun_id=owner_id,
          before=before, after=after)  # fmt: skip
    if choice is OwnerChoice.OUTSIDE:
        raise_again(session, row)
    moved(session, row)
    return view(session, row, compared=False)


def link_officer_wanted(session: Session, *, person: Person, intake_id: int) -> tuple[IntakeView, int]:
    """The doubt that a link officer's name is the answer to; asked now, where the document had no need of it."""
    row = open_row(session, person, intake_id)
    asked = next((one for one in doubt_rows(session, row) if one.field == LINK_OFFICERS), None)
    if asked is None:
        named = read_in(session, row).link_officers
        if named:
            raise Refusal(f"The document names {named[0][:80]} as link officer. Type “owners” to say who that is.")
        asked = ask(session, row, Doubt("link_officer_wanted", "Who answers for those whom Teams does not reach?",
                                        field=LINK_OFFICERS))  # fmt: skip
    return view(session, row, compared=False), identified(asked.id)


def intake_of(session: Session, *, doubt_id: int | None = None, owner_id: int | None = None) -> int:
    """The document that a doubt, or a name, belongs to."""
    if doubt_id is not None:
        doubt = session.get(tables.IntakeDoubt, doubt_id)
        found = doubt.intake_id if doubt else None
    else:
        owner = session.get(tables.IntakeOwner, owner_id)
        found = owner.intake_id if owner else None
    if found is None:
        raise Refusal("I cannot find that any more. Type “import” to see how it stands.")
    return found


def _check_is_theirs(owner: tables.IntakeOwner, known: Person) -> None:
    """An e-mail of somebody of quite another name is hardly theirs."""
    name = owner.name or owner.text
    if not is_nearly(name, known.name):
        raise Refusal(
            f"That e-mail is {known.name}'s, and the document says {name[:80]}. If they are the same person, choose or type "
            f"{known.name}; else give another e-mail. Nothing has changed."
        )


def _check_given_once(session: Session, owner: tables.IntakeOwner, email: str) -> None:
    other = session.scalars(
        select(tables.IntakeOwner)
        .where(col(tables.IntakeOwner.intake_id) == owner.intake_id, col(tables.IntakeOwner.id) != owner.id)
        .where(col(tables.IntakeOwner.choice) == OwnerChoice.CREATE)
        .where(col(tables.IntakeOwner.email) == email.strip().casefold())
        .order_by(col(tables.IntakeOwner.position))
    ).first()
    if other is not None and bare_words(other.name or other.text) != bare_words(owner.name or owner.text):
        raise Refusal(
            f"You have given that e-mail for {other.text[:80]}. If they are one person, type “same as {other.text[:80]}”; "
            "else give another e-mail. Nothing has changed."
        )


def _answer(
    session: Session, person: Person, moment: Moment, doubt: tables.IntakeDoubt, kind: AnswerKind, value: str
) -> None:
    before = {"answer": doubt.answer, "value": doubt.value}
    doubt.answer, doubt.value = kind, value
    doubt.version, doubt.answered_by_id, doubt.answered_at = doubt.version + 1, person.id, moment.at
    session.add(doubt)
    audit(session, person=person, moment=moment, act="answered", noun="import doubt", noun_id=doubt.id,
          before=before, after={"answer": kind, "value": value})  # fmt: skip


def _others(session: Session, doubt: tables.IntakeDoubt) -> list[tables.IntakeDoubt]:
    rows = session.scalars(
        select(tables.IntakeDoubt)
        .where(col(tables.IntakeDoubt.intake_id) == doubt.intake_id, col(tables.IntakeDoubt.code) == doubt.code)
        .where(col(tables.IntakeDoubt.id) != doubt.id, col(tables.IntakeDoubt.answer).is_(None))
        .order_by(col(tables.IntakeDoubt.position))
    )
    return [row for row in rows if same_kind(row.field) == same_kind(doubt.field)]


def _may_be_set(proposal: Proposal, other: tables.IntakeDoubt, kind: AnswerKind) -> bool:
    if kind is AnswerKind.TYPED:
        return False
    return value_now(proposal, doubt_of(other)) is not None and not (
        kind is AnswerKind.LEFT_EMPTY and not may_be_empty(other.field)
    )


def _is_address(email: str) -> bool:
    name, at, host = email.strip().partition("@")
    return bool(name and at and "." in host.strip(".") and not any(c.isspace() or c in ",;<>" for c in email.strip()))
