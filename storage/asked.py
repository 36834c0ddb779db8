"""Whom a round asks for what, and how many have answered: frozen facts for the cards of opening and closing one."""

from dataclasses import dataclass, field

from storage.left_views import LeftCount
from storage.views import Round


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody a round will ask, and for how many recommendations. One who has never written to the bot gets no letter."""

    name: str
    recommendations: int
    has_chat: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """What opening a round for a plan would do. `nobody` are recommendations that no one can be asked about."""

    plan_id: int
    plan_title: str
    asked: tuple[Asked, ...]
    nobody: tuple[str, ...]
    signed_off: int
    missing: int


@dataclass(frozen=True, slots=True)
class OpenRound:
    """An open round as the clerk closes it: how many answers are in, and what it would close without."""

    round: Round
    plan_title: str
    recommendations: int
    sent: int
    left: LeftCount = field(default_factory=LeftCount)
