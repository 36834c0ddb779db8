"""The council's nouns as closed sets, and the limits on what may be kept. Everything in storage speaks these words."""

from enum import StrEnum


class Meaning(StrEnum):
    """What a grade of any scheme amounts to."""

    COMPLETE = "complete"
    ON_TRACK = "on_track"
    SLIPPED = "slipped"
    NOT_ACHIEVED = "not_achieved"
    OTHER = "other"


class Family(StrEnum):
    """The form a plan came in, and goes back out in."""

    PROGRESS_UPDATE = "progress_update"
    ACTION_PLAN = "action_plan"
    IMPROVEMENT_PLAN = "improvement_plan"
    STATEMENT_OF_ACTION = "statement_of_action"
    TRACKER = "tracker"
    OTHER = "other"


class OwnerKind(StrEnum):
    PERSON = "person"
    ROLE = "role"
    ORGANISATION = "organisation"


class Part(StrEnum):
    """The part an owner plays in a recommendation."""

    LEAD = "lead"
    JOINT = "joint"
    SUPPORTING = "supporting"


class Role(StrEnum):
    OFFICER = "officer"
    LINK_OFFICER = "link_officer"
    MANAGER = "manager"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"


class UpdateState(StrEnum):
    """Where one recommendation's update for one round stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    SIGNED_OFF = "signed_off"


SETTLED = (UpdateState.CONFIRMED, UpdateState.SIGNED_OFF)
"""What the committee has decided on, so that nothing of it can change."""


class Verdict(StrEnum):
    """What the clerk made of an update."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class Ruling(StrEnum):
    """What the committee made of a proposed grade."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"


class HandoverState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITH_CLERK = "with_clerk"
    SETTLED = "settled"


class Origin(StrEnum):
    """How a version came to be. One that is set aside was overtaken by somebody else's and does not count."""

    CARD = "card"
    WORDS = "words"
    IMPORTED = "imported"
    RESTORED = "restored"
    UNDONE = "undone"
    FILE = "file"
    SET_ASIDE = "set_aside"


class Use(StrEnum):
    """What becomes of words that were set aside. With both, only one grade, one date, one value can count: whose is said,
    or `BOTH` is not enough."""

    MINE = "mine"
    BOTH = "both"
    BOTH_MINE = "both, mine"
    BOTH_THEIRS = "both, theirs"


class IntakeState(StrEnum):
    """Where a document on its way into the record stands."""

    IN_HAND = "in_hand"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class AnswerKind(StrEnum):
    """What a clerk made of a doubt."""

    PICKED = "picked"
    TYPED = "typed"
    LEFT_EMPTY = "left_empty"
    RIGHT = "right"


class Found(StrEnum):
    """How well somebody a document names is known."""

    EXACT = "exact"
    NEAR = "near"
    UNKNOWN = "unknown"
    BODY = "body"


class OwnerChoice(StrEnum):
    """Who somebody in a document is: a person of the council, one to be added, or nobody Teams can reach."""

    PERSON = "person"
    CREATE = "create"
    OUTSIDE = "outside"


class OutboxState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    BLOCKED = "blocked"
    NOT_INSTALLED = "not_installed"
    FAILED = "failed"


MOST_EVIDENCE = 20_000
MOST_TEXT = 8_000
MOST_LINE = 300
MOST_REASON = 1_000
MOST_FILE_BYTES = 10 * 1024 * 1024
MOST_FILES_PER_UPDATE = 20

OFFERED = "offered"
"""What is pending in a walk while a colleague's offer is the last that was put to somebody."""
