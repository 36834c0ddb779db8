"""The council that the demo fills a record with: everybody and every state that somebody trying the bot should meet."""

from collections import Counter
from datetime import date

import pytest

from bot.demo.clock import FIRST_MORNING
from bot.demo.council import TENANT, fill, players
from storage import outbox
from storage.agreed import AgreedPlan
from storage.database import Database
from storage.errors import Refusal
from storage.people import ListedPerson, import_people, person_with_email
from storage.plans import add_plan
from storage.reviews import to_review
from storage.rounds import assignments
from storage.rules.schemes import known
from storage.sheets import sheet
from storage.tables import messages, people, plans, rounds
from storage.views import Assignment, Moment
from storage.vocabulary import Family, OwnerKind, Role, Ruling, UpdateState, Verdict
from tests.builders import who_is
from tests.demo.kelderby import Kelderby


def begun(lines: tuple[Assignment, ...]) -> list[Assignment]:
    return [line for line in lines if line.begun]


def in_open_round(kelderby: Kelderby) -> Counter[str]:
    still_open = {row.id for row in kelderby.rows(rounds.Round) if row.closed_at is None}
    return Counter(row.state for row in kelderby.rows(rounds.Update) if row.round_id in still_open)


def test_every_role_is_held_and_twelve_officers_own_something(kelderby: Kelderby) -> None:
    assert {row.role for row in kelderby.rows(people.RoleHolding)} == {role.value for role in Role}
    assert len({row.person_id for row in kelderby.rows(plans.Owner)} - {None}) >= 12


def test_the_manager_has_a_service_the_clerk_the_council_and_link_officers_their_plans(kelderby: Kelderby) -> None:
    (manager,), (clerk,) = kelderby.player("manager").roles, kelderby.player("clerk").roles
    assert (manager.role, manager.plan_id, manager.service) == (Role.MANAGER, None, "Children's Services")
    assert (clerk.role, clerk.plan_id, clerk.service) == (Role.CLERK, None, None)
    assert all(held.plan_id for held in kelderby.player("link_officer").roles)


def test_plans_differ_in_scheme_family_and_service(kelderby: Kelderby) -> None:
    found = kelderby.rows(plans.Plan)
    assert len(found) == 4
    for field in ("scheme_id", "family", "service"):
        assert len({getattr(row, field) for row in found}) == 4, field
    sizes = Counter(row.plan_id for row in kelderby.rows(plans.Recommendation))
    assert all(6 <= size <= 9 for size in sizes.values())


def test_owners_are_people_roles_and_bodies_and_some_are_out_of_reach(kelderby: Kelderby) -> None:
    found = kelderby.rows(plans.Owner)
    assert {row.kind for row in found} == {kind.value for kind in OwnerKind}
    assert {row.name for row in found if row.kind == OwnerKind.ORGANISATION} >= {
        "Fellshire Police",
        "Kelder Vale NHS Foundation Trust",
        "Kelderby Safeguarding Children Partnership",
    }
    assert all((row.person_id is not None) == (row.kind == OwnerKind.PERSON) for row in found)


def test_due_dates_have_passed_are_ahead_or_are_only_words(kelderby: Kelderby) -> None:
    found = kelderby.rows(plans.DueDate)
    dated = [row.due_on for row in found if row.due_on]
    assert [row.text for row in found if not row.due_on].count("Ongoing") >= 1
    assert len([on for on in dated if on < FIRST_MORNING.date()]) >= 5
    assert len([on for on in dated if on > FIRST_MORNING.date()]) >= 5


def test_every_plan_has_two_closed_rounds_and_an_open_one(kelderby: Kelderby) -> None:
    found = kelderby.rows(rounds.Round)
    for plan in kelderby.rows(plans.Plan):
        assert [(row.label, row.closed_at is None) for row in found if row.plan_id == plan.id] == [
            ("March 2026", False),
            ("July 2026", False),
            ("November 2026", True),
        ]
    assert {row.closes_on for row in found if row.closed_at is None} == {date(2026, 12, 11)}


def test_the_officer_has_three_waiting_one_begun_and_one_shared(kelderby: Kelderby) -> None:
    officer, second = kelderby.player("officer"), kelderby.player("second_officer")
    mine = kelderby.read(assignments, person=officer)
    theirs = kelderby.read(assignments, person=second)
    assert [line.number for line in mine if line.waiting] == ["1", "2", "5"]
    assert [line.number for line in begun(mine)] == ["1"]
    assert {line.number for line in mine if line.waiting} & {line.number for line in theirs if line.waiting} == {"2"}


def test_the_officer_sees_what_was_said_last_time_and_what_the_figures_were(kelderby: Kelderby) -> None:
    officer = kelderby.player("officer")
    line = kelderby.read(assignments, person=officer)[0]
    shown = kelderby.read(sheet, person=officer, recommendation_id=line.recommendation_id, round_id=line.round_id)
    assert shown.last is not None
    assert (shown.last.round_label, shown.last.grade) == ("July 2026", "3 – Slipped")
    assert [indicator.last_value for indicator in shown.indicators] == ["81%", "61%"]


def test_the_link_officer_answers_for_the_police_and_the_partnership(kelderby: Kelderby) -> None:
    asked = kelderby.read(assignments, person=kelderby.player("link_officer"))
    assert {line.for_owner for line in asked} == {"Fellshire Police", "Kelderby Safeguarding Children Partnership"}
    outside = {row.id for row in kelderby.rows(plans.Owner) if row.person_id is None}
    assert {row.for_owner_id for row in kelderby.rows(rounds.UpdateVersion)} - {None} <= outside
    assert len([row for row in kelderby.rows(rounds.UpdateVersion) if row.for_owner_id]) >= 6


def test_the_open_round_has_every_state_an_answer_can_be_in_and_most_are_waiting(kelderby: Kelderby) -> None:
    states = in_open_round(kelderby)
    assert states == {
        UpdateState.DRAFT: 3,
        UpdateState.SUBMITTED: 3,
        UpdateState.RETURNED: 1,
        UpdateState.ACCEPTED: 1,
    }
    asked = [row for row in kelderby.rows(plans.Recommendation) if row.signed_off_at is None]
    assert len(asked) > 2 * states.total()


def test_the_clerk_has_three_answers_to_review(kelderby: Kelderby) -> None:
    today = kelderby.moment().today
    assert len(kelderby.read(to_review, person=kelderby.player("clerk"), today=today)) == 3


def test_every_plan_has_something_signed_off_which_is_not_asked_for_again(kelderby: Kelderby) -> None:
    signed_off = [row for row in kelderby.rows(plans.Recommendation) if row.signed_off_at]
    assert {row.plan_id for row in signed_off} == {row.id for row in kelderby.rows(plans.Plan)}
    still_open = {row.id for row in kelderby.rows(rounds.Round) if row.closed_at is None}
    answered = {row.recommendation_id for row in kelderby.rows(rounds.Update) if row.round_id in still_open}
    assert not answered & {row.id for row in signed_off}


def test_answers_were_returned_and_sent_again(kelderby: Kelderby) -> None:
    returned = {row.version_id for row in kelderby.rows(rounds.Review) if row.verdict == Verdict.RETURNED}
    versions = [row for row in kelderby.rows(rounds.UpdateVersion) if row.id in returned]
    updates = {row.id: row for row in kelderby.rows(rounds.Update)}
    again = [row for row in versions if updates[row.update_id].sent_version > row.number]
    assert len(again) == 4
    assert all(updates[row.update_id].state == UpdateState.CONFIRMED for row in again)


def test_the_committee_confirmed_most_grades_and_changed_some(kelderby: Kelderby) -> None:
    ruled = Counter(row.ruling for row in kelderby.rows(rounds.Decision))
    assert ruled[Ruling.CHANGED] == 4
    assert ruled[Ruling.CONFIRMED] > 40


def test_some_answers_were_kept_as_they_are_with_a_reason(kelderby: Kelderby) -> None:
    kept = Counter(row.code for row in kelderby.rows(rounds.VersionQuestion) if row.reason)
    assert {"on_track_past_due", "as_above", "grade_in_evidence", "same_as_last_round", "vague_date"} <= kept.keys()


def test_a_shared_answer_keeps_who_wrote_what(kelderby: Kelderby) -> None:
    writers: dict[int, set[int | None]] = {}
    for row in kelderby.rows(rounds.UpdateVersion):
        writers.setdefault(row.update_id, set()).add(row.written_by_id)
    both = {kelderby.player("officer").id, kelderby.player("second_officer").id}
    assert [who for who in writers.values() if len(who) > 1] == [both, both]


def test_nothing_has_happened_yet_when_the_demo_opens(kelderby: Kelderby) -> None:
    assert max(row.at for row in kelderby.rows(messages.AuditRow)) < FIRST_MORNING
    assert max(row.set_at for row in kelderby.rows(plans.DueDate)) < FIRST_MORNING


def test_no_letter_from_the_past_is_left_to_be_sent(kelderby: Kelderby) -> None:
    now = Moment(FIRST_MORNING, FIRST_MORNING.date())
    assert kelderby.database.write_now(outbox.claim, moment=now) == ()


def test_the_players_are_who_the_record_says_they_are_and_the_stranger_is_nobody(kelderby: Kelderby) -> None:
    for one in players():
        found = who_is(kelderby.database, one.entra_id)
        if one.key == "stranger":
            assert found is None
            assert kelderby.read(person_with_email, email=one.email) is None
        else:
            assert found is not None
            assert (found.name, found.email, found.job_title) == (one.name, one.email, one.job_title)


def test_there_is_somebody_to_be_in_every_part() -> None:
    assert [one.key for one in players()] == [
        "officer",
        "second_officer",
        "link_officer",
        "manager",
        "clerk",
        "stranger",
    ]
    assert {one.tenant_id for one in players()} == {TENANT}
    assert all(one.email.endswith(".example") and one.caption for one in players())


def test_filling_again_changes_nothing(kelderby: Kelderby) -> None:
    before = len(kelderby.rows(messages.AuditRow))
    fill(kelderby.database)
    assert len(kelderby.rows(messages.AuditRow)) == before


def test_a_filling_that_fails_leaves_nothing_behind(sqlite_database: Database, first_day: Moment) -> None:
    clerk = ListedPerson("Ann Other", "ann.other@kelderby.example", roles=((Role.CLERK, "", ""),))
    sqlite_database.write_now(import_people, person=None, moment=first_day, people=[clerk])
    person = sqlite_database.read_now(person_with_email, email=clerk.email)
    assert person is not None
    in_the_way = AgreedPlan("Home First Improvement Plan", Family.OTHER, known("rag"), ())
    sqlite_database.write_now(add_plan, person=person, moment=first_day, plan=in_the_way)
    with pytest.raises(Refusal, match="Home First"):
        fill(sqlite_database)
    assert [row.name for row in Kelderby(sqlite_database).rows(people.Person)] == ["Ann Other"]
