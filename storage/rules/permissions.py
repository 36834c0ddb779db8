"""Who may do what, as pairs: `may_x` answers yes or no, `check_x` refuses with a sentence. Operations call these first.

An administrator looks after people and settings and, by that alone, reads nobody's evidence.
"""

from dataclasses import dataclass

from storage.errors import Refusal
from storage.views import Person
from storage.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Concern:
    """What the rules need to know of the recommendation (or plan, then without owners) an operation is about."""

    plan_id: int
    service: str = ""
    owner_ids: frozenset[int] = frozenset()
    has_outside_owner: bool = False


def may_answer(person: Person, concern: Concern) -> bool:
    """An owner answers for themselves; the plan's link officer for owners whom Teams cannot reach."""
    return _owns(person, concern) or may_answer_for_outsiders(person, concern)


def check_answer(person: Person, concern: Concern) -> None:
    if not may_answer(person, concern):
        raise Refusal(
            "That recommendation is not assigned to you, so I recorded nothing. "
            "If it should be, ask the scrutiny team to assign it to you."
        )


def may_answer_for_outsiders(person: Person, concern: Concern) -> bool:
    return concern.has_outside_owner and _holds(person, Role.LINK_OFFICER, concern)


def may_see(person: Person, concern: Concern) -> bool:
    overseers = (Role.LINK_OFFICER, Role.MANAGER, Role.CLERK)
    return _owns(person, concern) or any(_holds(person, role, concern) for role in overseers)


def check_see(person: Person, concern: Concern) -> None:
    if not may_see(person, concern):
        raise Refusal("I can show you only the recommendations that you own or look after.")


def may_review(person: Person, concern: Concern) -> bool:
    return _holds(person, Role.CLERK, concern)


def check_review(person: Person, concern: Concern) -> None:
    if not may_review(person, concern):
        raise Refusal("Only a clerk of this plan can accept or return an update. Ask the scrutiny team.")


def may_run_round(person: Person, concern: Concern) -> bool:
    return _holds(person, Role.CLERK, concern)


def check_run_round(person: Person, concern: Concern) -> None:
    if not may_run_round(person, concern):
        raise Refusal("Only a clerk can open or close a round. Ask the scrutiny team.")


def may_compile(person: Person, concern: Concern) -> bool:
    """Whoever looks after the plan as a whole. A report names everybody's answers, so owning one is not enough."""
    overseers = (Role.LINK_OFFICER, Role.MANAGER, Role.CLERK)
    return any(_holds(person, role, concern) for role in overseers)


def check_compile(person: Person, concern: Concern) -> None:
    if not may_compile(person, concern):
        raise Refusal(
            "Only the clerk, a link officer or a manager of a plan can have its report. Ask the scrutiny team."
        )


def may_record_decision(person: Person, concern: Concern) -> bool:
    return _holds(person, Role.CLERK, concern)


def check_record_decision(person: Person, concern: Concern) -> None:
    if not may_record_decision(person, concern):
        raise Refusal("Only a clerk can record what the committee decided. Ask the scrutiny team.")


def may_assign(person: Person, concern: Concern) -> bool:
    return _holds(person, Role.CLERK, concern)


def check_assign(person: Person, concern: Concern) -> None:
    if not may_assign(person, concern):
        raise Refusal("Only a clerk can assign a recommendation. Ask the scrutiny team.")


def may_move_due_date(person: Person, concern: Concern) -> bool:
    return _holds(person, Role.CLERK, concern)


def check_move_due_date(person: Person, concern: Concern) -> None:
    if not may_move_due_date(person, concern):
        raise Refusal("Only a clerk can move a due date. Give an anticipated date in your update instead.")


def may_import(person: Person, concern: Concern | None = None) -> bool:
    """Any clerk, or an administrator, may bring in a new plan; a newer version of a known one only a clerk of it. Of a plan
    that is not there yet the concern is its service alone."""
    if concern is None:
        return person.holds(Role.CLERK) or person.holds(Role.ADMINISTRATOR)
    return _holds(person, Role.CLERK, concern) or person.holds(Role.ADMINISTRATOR)


def check_import(person: Person, concern: Concern | None = None) -> None:
    if may_import(person, concern):
        return
    if may_import(person):
        raise Refusal("That belongs to a plan which you do not look after, so I changed nothing. Ask a clerk who does.")
    raise Refusal("Only a clerk can import a plan. Ask the scrutiny team.")


def may_remind(person: Person, concern: Concern) -> bool:
    """Those who look after a plan may ask its owners again; a colleague may not chase another."""
    return any(_holds(person, role, concern) for role in (Role.CLERK, Role.MANAGER))


def check_remind(person: Person, concern: Concern) -> None:
    if not may_remind(person, concern):
        raise Refusal("Only a clerk or a manager of this plan can send reminders. I have written to nobody.")


def may_use_template(person: Person) -> bool:
    return person.holds(Role.CLERK)


def check_use_template(person: Person) -> None:
    if not may_use_template(person):
        raise Refusal("Only a clerk can say which template papers are made from. Ask the scrutiny team.")


def may_manage_people(person: Person) -> bool:
    return person.holds(Role.ADMINISTRATOR)


def check_manage_people(person: Person) -> None:
    if not may_manage_people(person):
        raise Refusal("Only an administrator can change who is who. Ask the scrutiny team.")


def _owns(person: Person, concern: Concern) -> bool:
    return person.id in concern.owner_ids


def _holds(person: Person, role: Role, concern: Concern) -> bool:
    """A role held for this plan, for its service, or for the whole council."""
    return any(
        held.role is role
        and held.plan_id in (None, concern.plan_id)
        and (held.service is None or held.service == concern.service)
        for held in person.roles
    )
