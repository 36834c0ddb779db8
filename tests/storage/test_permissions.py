"""Who may do what: one truth table for each rule. The pairs `may_` and `check_` must agree on every line."""

import inspect
from collections.abc import Callable

import pytest

from storage.errors import Refusal
from storage.rules import permissions
from storage.rules.permissions import Concern
from storage.views import Person, RoleHeld
from storage.vocabulary import Role

OURS = Concern(plan_id=1, service="Children", owner_ids=frozenset({1}), has_outside_owner=False)
WITH_OUTSIDER = Concern(plan_id=1, service="Children", owner_ids=frozenset({1}), has_outside_owner=True)


def person(id: int, *roles: RoleHeld) -> Person:
    return Person(id, "Somebody", "somebody@lowmere.example", roles=frozenset(roles))


PEOPLE = {
    "owner": person(1),
    "other officer": person(2),
    "link officer of this plan": person(3, RoleHeld(Role.LINK_OFFICER, plan_id=1)),
    "link officer of another": person(4, RoleHeld(Role.LINK_OFFICER, plan_id=2)),
    "link officer of all": person(5, RoleHeld(Role.LINK_OFFICER)),
    "manager of the service": person(6, RoleHeld(Role.MANAGER, service="Children")),
    "manager of another service": person(7, RoleHeld(Role.MANAGER, service="Housing")),
    "manager of this plan": person(8, RoleHeld(Role.MANAGER, plan_id=1)),
    "clerk of all": person(9, RoleHeld(Role.CLERK)),
    "clerk of another plan": person(10, RoleHeld(Role.CLERK, plan_id=2)),
    "clerk of this plan": person(12, RoleHeld(Role.CLERK, plan_id=1)),
    "clerk of the service": person(13, RoleHeld(Role.CLERK, service="Children")),
    "administrator": person(11, RoleHeld(Role.ADMINISTRATOR)),
}

Rule = Callable[[Person, Concern], bool]
Check = Callable[[Person, Concern], None]

SEES = {"owner", "link officer of this plan", "link officer of all", "manager of the service", "manager of this plan",
        "clerk of all", "clerk of this plan", "clerk of the service"}  # fmt: skip
CLERKS = {"clerk of all", "clerk of this plan", "clerk of the service"}

TABLE: list[tuple[Rule, Check, Concern, set[str]]] = [
    (permissions.may_answer, permissions.check_answer, OURS, {"owner"}),
    (permissions.may_answer, permissions.check_answer, WITH_OUTSIDER,
     {"owner", "link officer of this plan", "link officer of all"}),
    (permissions.may_see, permissions.check_see, OURS, SEES),
    (permissions.may_compile, permissions.check_compile, OURS, SEES - {"owner"}),
    (permissions.may_review, permissions.check_review, OURS, CLERKS),
    (permissions.may_run_round, permissions.check_run_round, OURS, CLERKS),
    (permissions.may_record_decision, permissions.check_record_decision, OURS, CLERKS),
    (permissions.may_assign, permissions.check_assign, OURS, CLERKS),
    (permissions.may_move_due_date, permissions.check_move_due_date, OURS, CLERKS),
    (permissions.may_import, permissions.check_import, OURS, {*CLERKS, "administrator"}),
    (lambda who, _: permissions.may_import(who), lambda who, _: permissions.check_import(who), OURS,
     {*CLERKS, "clerk of another plan", "administrator"}),
    (permissions.may_remind, permissions.check_remind, OURS, CLERKS | {"manager of the service", "manager of this plan"}),
    (lambda who, _: permissions.may_use_template(who), lambda who, _: permissions.check_use_template(who), OURS,
     {*CLERKS, "clerk of another plan"}),
    (lambda who, _: permissions.may_manage_people(who), lambda who, _: permissions.check_manage_people(who), OURS,
     {"administrator"}),
]  # fmt: skip


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("line", range(len(TABLE)))
def test_each_rule_and_its_check_agree_with_the_table(line: int, who: str) -> None:
    may, check, concern, allowed = TABLE[line]
    assert may(PEOPLE[who], concern) is (who in allowed)
    if who in allowed:
        check(PEOPLE[who], concern)
    else:
        with pytest.raises(Refusal):
            check(PEOPLE[who], concern)


def test_every_rule_has_its_check_and_a_line_in_the_table() -> None:
    rules = {name.removeprefix("may_") for name in vars(permissions) if name.startswith("may_")}
    checks = {name.removeprefix("check_") for name in vars(permissions) if name.startswith("check_")}
    assert checks == rules - {"answer_for_outsiders"}
    tabled = "".join(inspect.getsource(inspect.getmodule(person)).split("TABLE: ")[1].split("]  # fmt")[0])  # type: ignore[arg-type]
    assert {name for name in checks if f"check_{name}" not in tabled} == set()
