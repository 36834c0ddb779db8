"""A document into the record: what becomes of every word, what is asked, and that a newer version loses nothing."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, col

from cards.importing import overview
from storage import due_dates, handovers, people, plans, recommendations, rounds, sheets, updates
from storage.database import Database
from storage.errors import Refusal
from storage.importing import apply, beginning, choosing, intakes, kept
from storage.importing.proposal import Dated, Doubt, Proposal, ProposedOwner, ProposedUpdate
from storage.importing.sight import see
from storage.importing.views import Imported, IntakeView, Known, Overtaken
from storage.schemes import scheme_of
from storage.tables import plans as plan_tables
from storage.tables import rounds as round_tables
from storage.tables.latest import Latest
from storage.tables.messages import AuditRow
from storage.views import Given, Owner
from storage.vocabulary import AnswerKind, Family, IntakeState, Meaning, Origin, OwnerChoice, Role, UpdateState
from tests import documents
from tests.builders import Council, council, email, moment

ASHA, BRYN = "asha", "bryn"


@dataclass(frozen=True, slots=True)
class Desk:
    """The clerk with documents before her."""

    here: Council
    who: str = "cleo"

    @property
    def clerk(self):  # type: ignore[no-untyped-def]
        return self.here.people[self.who]

    def begins(self, proposal: Proposal, words: str = "one", days: float = 0) -> IntakeView | Known:
        return self.here.database.write_now(
            beginning.start, person=self.clerk, moment=moment(days), name=proposal.file,
            content=documents.content(words), proposal=proposal,
        )  # fmt: skip

    def has(self, proposal: Proposal, words: str = "one", days: float = 0) -> IntakeView:
        begun = self.begins(proposal, words, days)
        assert isinstance(begun, IntakeView)
        return begun

    def sees(self, intake: IntakeView) -> IntakeView:
        return self.here.database.read_now(see, person=self.clerk, intake_id=intake.id)

    def answers(self, intake: IntakeView, code: str, kind: AnswerKind, value: str = "", **more: object) -> IntakeView:
        doubt = next(one for one in self.sees(intake).doubts if one.code == code)
        seen = self.here.database.write_now(
            choosing.answer, person=self.clerk, moment=moment(), doubt_id=doubt.id, seen=doubt.version, kind=kind,
            value=value, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        assert isinstance(seen, IntakeView)
        return seen

    def chooses(self, intake: IntakeView, text: str, choice: OwnerChoice, **more: object) -> IntakeView:
        owner = next(one for one in self.sees(intake).owners if one.text == text)
        seen = self.here.database.write_now(
            choosing.choose, person=self.clerk, moment=moment(), owner_id=owner.id, seen=owner.version, choice=choice,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip
        assert isinstance(seen, IntakeView)
        return seen

    def confirms(self, intake: IntakeView, days: float = 0, leaving: bool = True) -> Imported:
        now = self.sees(intake)
        done = self.here.database.write_now(
            apply.confirm, person=self.clerk, moment=moment(days), intake_id=now.id, seen=now.stamp, leaving=leaving
        )
        assert isinstance(done, Imported)
        return done

    def imports(self, proposal: Proposal, words: str = "one", days: float = 0) -> Imported:
        return self.confirms(self.has(proposal, words, days), days)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(council(database))


def everything(session: Session) -> str:
    """Every word in the tables of plans, rounds and answers."""
    names = ("plan", "section", "recommendation", "agreed_action", "measure", "sub_action", "indicator", "owner",
             "ownership", "due_date", "round", "update_version", "indicator_value", "grade")  # fmt: skip
    return "\n".join(str(row) for name in names for row in session.execute(text(f'SELECT * FROM "{name}"')))


def words_of(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for inner in value.values() for word in words_of(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in words_of(inner)]
    return [value] if isinstance(value, str) else []


def test_a_proposal_is_kept_as_it_is() -> None:
    whole = documents.proposal(key=documents.REVERSED)
    assert kept.proposal_of(kept.kept(whole)) == whole
    assert kept.fingerprint(whole) == kept.fingerprint(replace(whole, file="another name.docx"))
    assert kept.fingerprint(whole) != kept.fingerprint(documents.proposal())


def test_every_word_of_a_document_finds_its_place(desk: Desk) -> None:
    whole = documents.proposal()
    done = desk.imports(whole)
    assert (done.plan_title, done.recommendations, done.updates) == (documents.SUBJECT, 3, 3)
    held = desk.here.database.read_now(everything)
    for words in words_of(kept.kept(replace(whole, doubts=(), not_placed=(), totals_stated={}, totals_counted={},
                                            missing_numbers=(), file="", title="", family=Family.OTHER))):  # fmt: skip
        if words.startswith(("table ", "2024-", "2023-", "complete", "other")) or words in ("lead", "joint"):
            continue
        assert words in held, words


def test_what_was_reported_is_a_closed_round_with_the_documents_words(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    database, clerk = desk.here.database, desk.clerk
    ids = database.read_now(plans.recommendation_ids, plan_id=done.plan_id)
    with Session(database.engine) as session:
        round = session.scalars(select(round_tables.Round).where(col(round_tables.Round.plan_id) == done.plan_id)).one()
    assert (round.label, round.period_on, round.closed_at is not None) == ("January 2024", date(2024, 1, 31), True)
    first = database.read_now(sheets.sheet, person=clerk, recommendation_id=ids["1"], round_id=round.id or 0)
    assert (first.state, first.response.grade, first.response.grade_text) == (UpdateState.ACCEPTED, "2", "2- On track")
    assert first.response.future == "The rest follow in March."
    assert first.written is not None
    assert first.written.by == "the document"
    second = database.read_now(sheets.sheet, person=clerk, recommendation_id=ids["2"], round_id=round.id or 0)
    assert (second.response.grade, second.response.grade_text) == (None, "progressing well")


def test_the_officer_sees_what_the_document_said_as_last_time(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    opened = desk.here.database.write_now(
        rounds.open_round, person=desk.clerk, moment=moment(), plan_id=done.plan_id, label="July 2024",
        period_on=date(2024, 7, 31),
    )  # fmt: skip
    ids = desk.here.database.read_now(plans.recommendation_ids, plan_id=done.plan_id)
    for number, grade in (("1", "2 – On track"), ("2", "progressing well")):
        sheet = desk.here.database.read_now(
            sheets.sheet, person=desk.clerk, recommendation_id=ids[number], round_id=opened.id
        )
        assert sheet.last is not None
        assert sheet.last.grade == grade
    asked = desk.here.database.read_now(rounds.assignments, person=desk.here.people[ASHA])
    assert documents.SUBJECT in {one.plan_title for one in asked}
    indicator = sheet.indicators[0]
    assert (indicator.last_value, indicator.last_round, indicator.target) == ("11", "January 2024", "14")


def test_the_documents_own_key_is_the_plans_scheme(desk: Desk) -> None:
    whole = documents.proposal(key=documents.REVERSED)
    whole = documents.with_recommendation(
        whole, 1, updates=(ProposedUpdate("May 2024", grade="A", grade_text="AMBER"),)
    )
    done = desk.imports(whole)
    with Session(desk.here.database.engine, info={"memory": desk.here.database._memory}) as session:
        scheme = scheme_of(session, session.get_one(plan_tables.Plan, done.plan_id).scheme_id)
    assert [(one.code, one.meaning) for one in scheme.grades][1] == ("A", Meaning.ON_TRACK)
    assert scheme.grades[0].confidence == "High"
    codes = {rule.code for rule in scheme.rules}
    assert {"on_track_past_due", "slipped_no_date", "no_grade"} <= codes
    assert not {"not_achieved_no_explanation", "no_impact"} & codes


def test_exact_names_link_themselves_and_near_ones_ask(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    found = {one.text: one for one in intake.owners}
    asha = found["Asha Pryce, Team manager"]
    assert (asha.choice, asha.person and asha.person.name) == (OwnerChoice.PERSON, "Asha Pryce")
    assert [one.name for one in found["Brin Calloway"].candidates] == ["Bryn Calloway"]
    assert found["Brin Calloway"].is_open
    assert found["Zed Quince"].is_open
    assert found["Lowmere Water Company"].choice is OwnerChoice.OUTSIDE
    assert found["Lena Marsh"].is_link_officer
    assert intake.owners[0].is_open


def owners_of(desk: Desk, plan_id: int, number: str) -> tuple[Owner, ...]:
    ids = desk.here.database.read_now(plans.recommendation_ids, plan_id=plan_id)
    return desk.here.database.read_now(recommendations.owners, ids=[ids[number]])[ids[number]]


def test_owners_become_whom_the_clerk_says(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    desk.chooses(intake, "Brin Calloway", OwnerChoice.PERSON, person_id=desk.here.people[BRYN].id)
    with pytest.raises(Refusal, match="e-mail"):
        desk.chooses(intake, "Zed Quince", OwnerChoice.CREATE, email="zed")
    desk.chooses(intake, "Zed Quince", OwnerChoice.CREATE, email="Zed.Quince@lowmere.example")
    done = desk.confirms(intake)
    assert owners_of(desk, done.plan_id, "2")[0].person_id == desk.here.people[BRYN].id
    assert not owners_of(desk, done.plan_id, "2")[1].reachable
    zed = desk.here.database.read_now(people.person_with_email, email="zed.quince@lowmere.example")
    assert zed is not None
    assert not zed.roles
    assert owners_of(desk, done.plan_id, "3")[0].person_id == zed.id
    lena = desk.here.database.read_now(people.person_with_email, email=email("lena"))
    assert lena is not None
    assert lena.holds(Role.LINK_OFFICER)


def test_answers_are_put_in_and_nothing_that_gives_way_is_lost(desk: Desk) -> None:
    intake = desk.has(documents.proposal(doubts=(*documents.doubts(), Doubt(
        "text_split", "The sentence breaks off.", 3, "evidence", "table 3, row 6", "January 2024"))))  # fmt: skip
    desk.answers(intake, "grade_missing", AnswerKind.PICKED, "2")
    desk.answers(intake, "due_vague", AnswerKind.TYPED, "31 March 2025")
    seen = desk.answers(intake, "text_split", AnswerKind.TYPED, "All forty are let.")
    second, third = seen.proposal.recommendations[1:]
    assert second.updates[0].grade == "2"
    assert (second.due.text, second.due.on) == ("Ongoing", date(2025, 3, 31))
    assert third.updates[0].evidence == "All forty are let."
    assert ("table 3, row 6", "All are let.") in {(one.place, one.text) for one in seen.proposal.not_placed}
    emptied = desk.answers(intake, "text_split", AnswerKind.LEFT_EMPTY)
    assert emptied.proposal.recommendations[2].updates[0].evidence == ""
    assert "All are let." in {one.text for one in emptied.proposal.not_placed}


@pytest.mark.parametrize(
    ("code", "kind", "value", "sentence"),
    [
        ("grade_missing", AnswerKind.TYPED, "7", "not a grade of this document's key"),
        ("due_vague", AnswerKind.TYPED, "soonish", "not a date"),
        ("due_vague", AnswerKind.TYPED, "31/06/2025", "not a date"),
        ("totals", AnswerKind.TYPED, "3", "no single field"),
        ("owner_twins", AnswerKind.TYPED, "  ", "Pick or type"),
    ],
)
def test_a_value_that_cannot_be_is_refused(desk: Desk, code: str, kind: AnswerKind, value: str, sentence: str) -> None:
    intake = desk.has(documents.proposal())
    with pytest.raises(Refusal, match=sentence):
        desk.answers(intake, code, kind, value)
    assert desk.sees(intake).version == intake.version


def test_one_answer_can_be_for_all_of_its_kind(desk: Desk) -> None:
    many = tuple(Doubt("measures_blank", "No measure.", n, "measures") for n in (1, 2, 3))
    intake = desk.has(documents.proposal(doubts=many))
    assert not desk.answers(intake, "measures_blank", AnswerKind.RIGHT, alike=True).open_doubts


def test_a_doubt_of_a_sub_action_or_an_indicator_takes_a_value(desk: Desk) -> None:
    asked = (
        Doubt("due_vague", "Sub-action 2.1: “TBC” names no date.", 2, "sub_actions[1].due", "table 2, row 8"),
        Doubt(
            "grade_off_scheme", "Sub-action 2.1: “9 – odd” is no grade.", 2, "sub_actions[1].grade", "table 2, row 8"
        ),
        Doubt("pi_lead_spill", "The lead seems to have run over.", 2, "indicators[1].lead", "table 2, row 9"),
    )
    intake = desk.has(documents.proposal(doubts=asked))
    assert {one.now for one in intake.doubts} == {"TBC", "9", "B. Calloway"}
    with pytest.raises(Refusal, match="not a date"):
        desk.answers(intake, "due_vague", AnswerKind.TYPED, "soonish")
    with pytest.raises(Refusal, match="not a grade"):
        desk.answers(intake, "grade_off_scheme", AnswerKind.TYPED, "9")
    desk.answers(intake, "due_vague", AnswerKind.TYPED, "June 2024")
    desk.answers(intake, "grade_off_scheme", AnswerKind.TYPED, "on track")
    seen = desk.answers(intake, "pi_lead_spill", AnswerKind.TYPED, "Bryn Calloway")
    second = seen.proposal.recommendations[1]
    assert (second.sub_actions[0].due.text, second.sub_actions[0].due.on) == ("TBC", date(2024, 6, 30))
    assert second.sub_actions[0].grade == "2"
    assert second.indicators[0].lead == "Bryn Calloway"
    assert "B. Calloway" in {one.text for one in seen.proposal.not_placed}
    desk.confirms(intake)
    held = desk.here.database.read_now(everything)
    assert "datetime.date(2024, 6, 30), '2', '9 – odd'" in held or "'2024-06-30', '2', '9 – odd'" in held


def test_doubts_of_sub_actions_alike_are_answered_together(desk: Desk) -> None:
    second = documents.recommendations()[1]
    two = replace(second, sub_actions=(second.sub_actions[0], replace(second.sub_actions[0], number="2.2")))
    asked = tuple(Doubt("due_vague", "No date.", 2, f"sub_actions[{place}].due") for place in (1, 2))
    whole = documents.proposal(doubts=asked)
    first, _, third = whole.recommendations
    intake = desk.has(replace(whole, recommendations=(first, two, third)))
    assert not desk.answers(intake, "due_vague", AnswerKind.RIGHT, alike=True).open_doubts


def test_a_revised_date_is_a_revision_of_the_first(desk: Desk) -> None:
    first_due, revised = Dated("March 2023", date(2023, 3, 31)), Dated("May 2024", date(2024, 5, 31))
    both = Dated("March 2023\nMay 2024", revised.on, (date(2023, 3, 31), date(2024, 5, 31)))
    whole = documents.with_recommendation(documents.proposal(), 1, due=both, dues=(first_due, revised))
    done = desk.imports(whole)
    database = desk.here.database
    id = database.read_now(plans.recommendation_ids, plan_id=done.plan_id)["1"]
    due = database.read_now(recommendations.dues, ids=[id])[id]
    assert (due.text, due.on, due.moved) == ("May 2024", date(2024, 5, 31), 1)
    with Session(database.engine) as session:
        rows = session.scalars(
            select(plan_tables.DueDate)
            .where(col(plan_tables.DueDate.recommendation_id) == id)
            .order_by(col(plan_tables.DueDate.id))
        ).all()
        assert [(row.text, bool(row.reason)) for row in rows] == [("March 2023", False), ("May 2024", True)]
    again = desk.has(replace(whole, not_placed=()), "two")
    assert again.comparison is not None
    assert again.comparison.is_empty


def test_a_date_that_a_newer_document_revises_is_added_after_the_first(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    first_due, revised = Dated("May 2024", date(2024, 5, 31)), Dated("May 2025", date(2025, 5, 31))
    both = Dated("May 2024\nMay 2025", revised.on, (date(2024, 5, 31), date(2025, 5, 31)))
    desk.imports(documents.with_recommendation(documents.proposal(), 1, due=both, dues=(first_due, revised)), "two")
    database = desk.here.database
    id = database.read_now(plans.recommendation_ids, plan_id=done.plan_id)["1"]
    due = database.read_now(recommendations.dues, ids=[id])[id]
    assert (due.text, due.moved) == ("May 2025", 1)


def test_a_typed_date_takes_the_place_of_the_revised_one(desk: Desk) -> None:
    first_due, revised = Dated("March 2023", date(2023, 3, 31)), Dated("May 2024", date(2024, 5, 31))
    both = Dated("March 2023\nMay 2024", revised.on)
    asked = (Doubt("due_multiple", "The date was revised.", 1, "due", "table 1"),)
    whole = documents.with_recommendation(documents.proposal(doubts=asked), 1, due=both, dues=(first_due, revised))
    seen = desk.answers(desk.has(whole), "due_multiple", AnswerKind.TYPED, "30 June 2024")
    assert [one.on for one in seen.proposal.recommendations[0].dues] == [date(2023, 3, 31), date(2024, 6, 30)]


def latest_of(desk: Desk, id: int) -> Latest:
    with Session(desk.here.database.engine) as session:
        return session.get_one(Latest, id)


def test_questions_see_what_a_document_said_last(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    ids = desk.here.database.read_now(plans.recommendation_ids, plan_id=done.plan_id)
    first = latest_of(desk, ids["1"])
    assert (first.grade_code, first.status, first.due_on) == ("2", Meaning.ON_TRACK, date(2024, 5, 31))
    desk.imports(newer(), "two", days=200)
    again = latest_of(desk, ids["1"])
    assert (again.grade_code, again.status, again.due_on) == ("1", Meaning.COMPLETE, date(2024, 6, 30))
    new = desk.here.database.read_now(plans.recommendation_ids, plan_id=done.plan_id)["2"]
    assert latest_of(desk, new).grade_code is None


def test_a_round_that_is_spelled_in_two_ways_keeps_both_answers(desk: Desk) -> None:
    twice = tuple(ProposedUpdate(label, evidence=f"Said in {label}.") for label in ("July 2024", "JULY, 2024"))
    done = desk.imports(documents.with_recommendation(documents.proposal(), 1, updates=twice))
    held = desk.here.database.read_now(everything)
    assert done.updates == 4
    assert "Said in July 2024." in held
    assert "Said in JULY, 2024." in held


def test_a_row_that_is_no_recommendation_is_left_out_and_its_words_are_kept(desk: Desk) -> None:
    row = Doubt("pointer_row", "This row points to another.", 3, "record", "table 3")
    intake = desk.has(documents.proposal(doubts=(row, *documents.doubts())))
    seen = desk.answers(intake, "pointer_row", AnswerKind.LEFT_EMPTY)
    assert len(seen.proposal.recommendations) == 2
    assert "Vacant plots are let within six weeks." in {one.text for one in seen.proposal.not_placed}
    assert desk.confirms(intake).recommendations == 2


def test_doubts_that_matter_hold_an_import_up_until_they_are_left_knowingly(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    with pytest.raises(Refusal, match="confirm anyway"):
        desk.confirms(intake, leaving=False)
    assert desk.sees(intake).state is IntakeState.IN_HAND
    done = desk.confirms(intake)
    assert done.unanswered == 5
    asked = desk.here.database.read_now(intakes.of_plan, person=desk.clerk, plan_id=done.plan_id)
    assert asked[0].doubts[0].code == "grade_missing"


def test_a_document_without_a_key_asks_for_one(desk: Desk) -> None:
    intake = desk.has(documents.proposal(key=documents.Key(), doubts=()))
    assert intake.blocking[0].code == "no_key"
    with pytest.raises(Refusal, match="grading key"):
        desk.confirms(intake)
    desk.answers(intake, "no_key", AnswerKind.PICKED, "Scrutiny 1–4")
    assert desk.confirms(intake).plan_title == documents.SUBJECT


def test_grades_that_the_key_does_not_have_stay_as_words(desk: Desk) -> None:
    whole = documents.with_recommendation(
        documents.proposal(doubts=()), 1, updates=(ProposedUpdate("May 2024", grade="6", evidence="Lists."),)
    )
    intake = desk.has(whole)
    assert "off_key" in {one.code for one in intake.doubts}
    desk.confirms(intake)
    with Session(desk.here.database.engine) as session:
        row = session.scalars(
            select(round_tables.UpdateVersion).where(col(round_tables.UpdateVersion.evidence) == "Lists.")
        ).one()
    assert (row.grade_code, row.grade_text) == (None, "6")


def test_the_same_document_twice_changes_nothing(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    assert desk.has(documents.proposal()).id == intake.id
    assert desk.has(documents.proposal(file="a copy.docx"), "other bytes").id == intake.id
    done = desk.confirms(intake)
    for words in ("one", "other bytes"):
        again = desk.begins(documents.proposal(), words)
        assert isinstance(again, Known)
        assert (again.plan_title, again.imported_by) == (done.plan_title, "Cleo Farrant")


def test_confirmed_twice_it_is_imported_once(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    first = desk.confirms(intake)
    seen = desk.here.database.write_now(
        apply.confirm, person=desk.clerk, moment=moment(), intake_id=intake.id, seen=intake.stamp, leaving=True
    )
    assert isinstance(seen, Imported)
    assert seen.plan_id == first.plan_id


def test_a_dropped_document_leaves_nothing_and_can_come_again(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    desk.here.database.write_now(intakes.drop, person=desk.clerk, moment=moment(), intake_id=intake.id)
    assert desk.here.database.read_now(plans.plan_titled, title=documents.SUBJECT) is None
    assert desk.has(documents.proposal()).id != intake.id


def test_two_clerks_do_not_answer_over_each_other(desk: Desk) -> None:
    intake = desk.has(documents.proposal())
    ada = replace(desk, who="ada")
    ada.answers(intake, "grade_missing", AnswerKind.PICKED, "3")
    doubt = next(one for one in intake.doubts if one.code == "grade_missing")
    late = desk.here.database.write_now(
        choosing.answer, person=desk.clerk, moment=moment(), doubt_id=doubt.id, seen=doubt.version,
        kind=AnswerKind.PICKED, value="2",
    )  # fmt: skip
    assert isinstance(late, Overtaken)
    assert next(one for one in late.intake.doubts if one.code == "grade_missing").value == "3"
    stale = desk.here.database.write_now(
        apply.confirm, person=desk.clerk, moment=moment(), intake_id=intake.id, seen=intake.stamp, leaving=True
    )
    assert isinstance(stale, Overtaken)


@pytest.mark.parametrize("who", ["asha", "lena", "mo", "tess"])
def test_only_clerks_and_administrators_import(desk: Desk, who: str) -> None:
    with pytest.raises(Refusal, match="Only a clerk"):
        replace(desk, who=who).has(documents.proposal())
    assert desk.here.database.read_now(intakes.in_hand, person=desk.here.people[who]) == ()


def newer(**changes: object) -> Proposal:
    """The document a half-year on: a new round, a date moved, a text mended, one gone, one new, numbers shifted."""
    whole = documents.proposal()
    first, second, _ = whole.recommendations
    july = ProposedUpdate("July 2024", date(2024, 7, 31), "1", "1 – Fully achieved", "assessment", "All lists are out.")
    first = replace(first, updates=(*first.updates, july), due=Dated("June 2024", date(2024, 6, 30)))
    second = replace(second, number="3", text="Water is turned on at all sites from March to October.")
    added = replace(documents.one(2, "Compost is shared between sites."), position=2)
    return replace(whole, reported=Dated("July 2024", date(2024, 7, 31)), doubts=(),
                   recommendations=(first, added, replace(second, position=3)), **changes)  # type: ignore[arg-type]  # fmt: skip


def test_a_newer_version_shows_what_is_new_changed_gone_and_the_same(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    seen = desk.has(newer(), "two", days=200)
    assert seen.plan_id == done.plan_id
    compared = seen.comparison
    assert compared is not None
    assert [one.text for one in compared.new] == ["Compost is shared between sites."]
    assert [one.text for one in compared.gone] == ["Vacant plots are let within six weeks."]
    changes = {one.name: [change.field for change in one.changes] for one in compared.changed}
    assert changes == {"Recommendation 1": ["Due date"], "Recommendation 2": ["Number", "Text"]}
    assert compared.rounds == ("July 2024",)


def test_a_newer_version_is_taken_in_and_nothing_is_deleted(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    database = desk.here.database
    before = database.read_now(plans.recommendation_ids, plan_id=done.plan_id)
    again = desk.imports(newer(), "two", days=200)
    assert (again.is_newer, again.new, again.changed, again.gone) == (True, 1, 2, 1)
    with Session(database.engine) as session:
        rows = session.scalars(
            select(plan_tables.Recommendation)
            .where(col(plan_tables.Recommendation.plan_id) == done.plan_id)
            .order_by(col(plan_tables.Recommendation.position))
        ).all()
        assert [(rows[n].number, rows[n].id) for n in (0, 2)] == [("1", before["1"]), ("3", before["2"])]
        assert (rows[3].id, rows[3].missing_since_at is not None) == (before["3"], True)
        audits = session.scalars(
            select(AuditRow).where(col(AuditRow.noun) == "recommendation", col(AuditRow.act) == "changed")
        ).all()
    assert "from April" in str([row.before for row in audits])
    due = database.read_now(recommendations.dues, ids=[before["1"]])[before["1"]]
    assert (due.text, due.moved) == ("June 2024", 1)
    assert desk.begins(newer(), "three").plan_title == documents.SUBJECT  # type: ignore[union-attr]


def test_what_was_imported_is_answered_from_at_once(desk: Desk) -> None:
    """Its grades count, and so does a recommendation that a newer version brings."""

    def graded(done: Imported) -> dict[str, str]:
        with Session(desk.here.database.engine) as session:
            rows = session.execute(
                select(col(plan_tables.Recommendation.text), col(Latest.status))
                .join(Latest, col(Latest.recommendation_id) == col(plan_tables.Recommendation.id))
                .where(col(plan_tables.Recommendation.plan_id) == done.plan_id)
            )
            return {row.text: row.status for row in rows}

    first = desk.imports(documents.proposal())
    assert set(graded(first).values()) > {"no_grade"}
    newest = desk.imports(newer(), "two", days=200)
    assert graded(newest)["Compost is shared between sites."] == "no_grade"
    assert "complete" in graded(newest).values()


def test_a_document_that_says_the_same_in_other_bytes_shows_no_difference(desk: Desk) -> None:
    desk.imports(documents.proposal())
    seen = desk.has(documents.proposal(not_placed=()), "two")
    assert seen.comparison is not None
    assert seen.comparison.is_empty, seen.comparison
    assert seen.comparison.same == 3


def collected(desk: Desk, done: Imported) -> tuple[int, int]:
    """A round of the bot's own for the imported plan, answered by Asha; its id and the recommendation's."""
    database = desk.here.database
    opened = database.write_now(
        rounds.open_round, person=desk.clerk, moment=moment(), plan_id=done.plan_id, label="July 2024",
        period_on=date(2024, 7, 31),
    )  # fmt: skip
    ids = database.read_now(plans.recommendation_ids, plan_id=done.plan_id)
    asha = desk.here.people[ASHA]
    database.write_now(
        updates.save, person=asha, moment=moment(), recommendation_id=ids["1"], round_id=opened.id, based_on=0,
        given=Given(evidence="Typed in the chat.", grade="3"),
    )  # fmt: skip
    return opened.id, ids["1"]


@pytest.mark.parametrize("closed", [True, False])
def test_what_the_bot_collected_is_never_overwritten(desk: Desk, closed: bool) -> None:
    done = desk.imports(documents.proposal())
    round_id, id = collected(desk, done)
    database = desk.here.database
    if closed:
        database.write_now(rounds.close_round, person=desk.clerk, moment=moment(1), round_id=round_id)
    intake = desk.has(newer(), "two", days=2)
    assert intake.comparison is not None
    told = [line for one in intake.comparison.changed for line in one.kept]
    assert any("what was collected here stays" in line for line in told)
    desk.confirms(intake, days=2)
    sheet = database.read_now(sheets.sheet, person=desk.clerk, recommendation_id=id, round_id=round_id)
    assert (sheet.response.evidence, sheet.response.grade, sheet.version) == ("Typed in the chat.", "3", 1)
    with Session(database.engine) as session:
        aside = session.scalars(
            select(round_tables.UpdateVersion).where(col(round_tables.UpdateVersion.origin) == Origin.SET_ASIDE)
        ).one()
    assert aside.evidence == "All lists are out."


def test_answers_for_a_round_that_is_open_here_are_told_before_they_are_left_out(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    desk.here.database.write_now(
        rounds.open_round, person=desk.clerk, moment=moment(), plan_id=done.plan_id, label="July 2024",
        period_on=date(2024, 7, 31),
    )  # fmt: skip
    intake = desk.has(newer(), "two", days=2)
    assert intake.comparison is not None
    assert dict(intake.comparison.left_out) == {"July 2024": 1}
    assert "1 answer for July 2024 will not be taken in" in str(overview(intake))
    desk.confirms(intake, days=2)
    assert "All lists are out." not in desk.here.database.read_now(everything)


def test_a_handover_and_a_moved_date_outlast_a_document_that_still_says_the_old(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    round_id, id = collected(desk, done)
    database = desk.here.database
    given = database.write_now(
        handovers.hand_over, person=desk.here.people[ASHA], moment=moment(), recommendation_id=id, round_id=round_id,
        to_id=desk.here.people[BRYN].id, reason="He leads on it.",
    )  # fmt: skip
    database.write_now(handovers.answer, person=desk.here.people[BRYN], moment=moment(), handover_id=given.id,
                       accepted=True)  # fmt: skip
    database.write_now(due_dates.move_due_date, person=desk.clerk, moment=moment(), recommendation_id=id,
                       text="December 2024", reason="The committee agreed.")  # fmt: skip
    intake = desk.has(documents.proposal(not_placed=()), "two", days=5)
    assert intake.comparison is not None
    (changed,) = intake.comparison.changed
    assert changed.changes == ()
    assert "Bryn Calloway" in changed.kept[0]
    assert "December 2024" in changed.kept[1]
    desk.confirms(intake, days=5)
    assert database.read_now(recommendations.dues, ids=[id])[id].text == "December 2024"
    assert [owner.name for owner in database.read_now(recommendations.owners, ids=[id])[id]] == ["Bryn Calloway"]


def test_a_new_owner_in_the_document_ends_the_old_ones_part(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    whole = documents.with_recommendation(
        documents.proposal(), 1, owners=(ProposedOwner("Bryn Calloway", "Bryn Calloway"),)
    )
    desk.imports(whole, "two", days=3)
    assert [one.name for one in owners_of(desk, done.plan_id, "1")] == ["Bryn Calloway"]


def test_signed_off_items_may_leave_the_document(desk: Desk) -> None:
    done = desk.imports(documents.proposal())
    with Session(desk.here.database.engine) as session:
        row = session.scalars(
            select(plan_tables.Recommendation)
            .where(col(plan_tables.Recommendation.plan_id) == done.plan_id)
            .where(col(plan_tables.Recommendation.number) == "3")
        ).one()
        row.signed_off_at = moment().at
        session.add(row)
        session.commit()
    compared = desk.has(newer(), "two").comparison
    assert compared is not None
    assert compared.gone == ()


def test_a_plan_that_was_typed_in_is_found_by_what_it_asks_for(desk: Desk) -> None:
    known = desk.here.database.read_now(plans.recommendation_ids, plan_id=desk.here.plan_id)
    texts = ("Every school names a lead for young carers.", "Young carers are asked what helps them.",
             "School nurses know which pupils are carers.", "Transport passes are offered.")  # fmt: skip
    whole = documents.proposal(
        subject="Carers, second report", doubts=(),
        recommendations=tuple(documents.one(n, text) for n, text in enumerate(texts, 1)),
    )  # fmt: skip
    intake = desk.has(whole)
    assert intake.plan_id == desk.here.plan_id
    assert intake.comparison is not None
    assert set(intake.comparison.matched.values()) == set(known.values())
    own = desk.here.database.write_now(
        intakes.aim, person=desk.clerk, moment=moment(), intake_id=intake.id, plan_id=None
    )
    assert own.comparison is None
    assert desk.confirms(intake).plan_title == "Carers, second report"


def test_three_hundred_recommendations_with_nine_hundred_doubts_are_one_import(desk: Desk) -> None:
    many = tuple(documents.one(n, f"Thing number {n} is done by way {n * 7}.") for n in range(1, 301))
    asked = tuple(Doubt("grade_missing", "No grade.", n, "grade") for n in range(1, 301) for _ in range(3))
    done = desk.imports(documents.proposal(recommendations=many, doubts=asked))
    assert (done.recommendations, done.unanswered) == (300, 900)
    compared = desk.has(documents.proposal(recommendations=many[1:], doubts=()), "two").comparison
    assert compared is not None
    assert (compared.same, len(compared.gone)) == (299, 1)
