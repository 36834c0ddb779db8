"""An update from the first word to the receipt: versions are added, never changed, and nothing anybody wrote is lost."""

import pytest
from sqlmodel import Session, col, select

from storage import decisions, outbox, reviews, rounds, settling, submissions, updates
from storage.database import Database
from storage.errors import Refusal
from storage.tables.messages import AuditRow
from storage.tables.rounds import UpdateVersion
from storage.views import MovedOn, Overtaken, Sheet
from storage.vocabulary import MOST_EVIDENCE, Origin, UpdateState, Use, Verdict
from tests.builders import Council, council, moment


@pytest.fixture
def here(database: Database) -> Council:
    return council(database)


def versions(here: Council) -> list[UpdateVersion]:
    def read(session: Session) -> list[UpdateVersion]:
        return list(session.exec(select(UpdateVersion).order_by(col(UpdateVersion.id))).all())

    return here.database.read_now(read)


def acts(here: Council, noun: str) -> list[str]:
    def read(session: Session) -> list[str]:
        rows = session.exec(select(AuditRow.act).where(AuditRow.noun == noun).order_by(col(AuditRow.id)))
        return list(rows.all())

    return here.database.read_now(read)


def test_a_save_is_a_draft_and_an_edit_is_a_new_version(here: Council) -> None:
    first = here.saved("asha", "1", 0, evidence="We wrote to 42 schools.")
    second = here.saved("asha", "1", first.version, evidence="We wrote to 43 schools.", grade="2")
    assert (first.state, first.version, second.version) == (UpdateState.DRAFT, 1, 2)
    assert [row.evidence for row in versions(here)] == ["We wrote to 42 schools.", "We wrote to 43 schools."]
    assert acts(here, "update") == ["wrote", "wrote"]


def test_what_a_save_answers_is_what_a_later_read_shows(here: Council) -> None:
    saved = here.saved("asha", "1", 0, evidence="As above", grade="3", anticipated="March 2025")
    assert here.sheet("asha", "1") == saved


def test_text_is_kept_to_the_letter(here: Council) -> None:
    text = "  <b>**not bold**</b>\n\n\t\u202e عربى <at>x</at> \U0001f600 {{DATE(2024-01-01T00:00:00Z)}} \r\n  "
    here.saved("asha", "1", 0, evidence=text)
    assert here.sheet("asha", "1").response.evidence == text


def test_the_same_press_twice_is_one_version_and_one_answer(here: Council) -> None:
    first = here.saved("asha", "1", 0, evidence="We wrote to 42 schools.")
    again = here.saved("asha", "1", 0, evidence="We wrote to 42 schools.")
    assert again == here.sheet("asha", "1")
    assert again.version == first.version
    assert len(versions(here)) == 1


def test_the_second_of_two_people_is_shown_both_and_nothing_is_overwritten(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.")
    clash = here.save("bryn", "2", 0, evidence="Bryn's words.")
    assert isinstance(clash, Overtaken)
    assert clash.sheet.response.evidence == "Asha's words."
    assert clash.aside.evidence == "Bryn's words."
    assert [change.field for change in clash.changes] == ["Evidence of progress"]
    assert here.sheet("asha", "2").response.evidence == "Asha's words."
    again = here.save("bryn", "2", 0, evidence="Bryn's words.")
    assert isinstance(again, Overtaken)
    assert again.aside_number == clash.aside_number


@pytest.mark.parametrize(
    ("use", "expected"), [(Use.MINE, "Bryn's words."), (Use.BOTH, "Asha's words.\n\nBryn's words.")]
)
def test_words_set_aside_come_back_alone_or_joined(here: Council, use: Use, expected: str) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.", grade="2")
    clash = here.save("bryn", "2", 0, evidence="Bryn's words.")
    assert isinstance(clash, Overtaken)
    restored = here.database.write_now(
        settling.use_aside,
        person=here.people["bryn"],
        moment=moment(),
        recommendation_id=here.recommendations["2"],
        round_id=here.round_id,
        version=clash.sheet.version,
        aside_number=clash.aside_number,
        use=use,
    )
    assert isinstance(restored, Sheet)
    assert restored.response.evidence == expected
    assert restored.response.grade == "2"
    assert [row.origin for row in versions(here)] == [Origin.CARD, Origin.SET_ASIDE, Origin.RESTORED]
    assert restored.contributors == ("Asha Pryce", "Bryn Calloway")


def test_words_set_aside_are_their_writers_alone(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.")
    clash = here.save("bryn", "2", 0, evidence="Bryn's words.")
    assert isinstance(clash, Overtaken)
    with pytest.raises(Refusal, match="could not find the words"):
        here.database.write_now(
            settling.use_aside,
            person=here.people["asha"],
            moment=moment(),
            recommendation_id=here.recommendations["2"],
            round_id=here.round_id,
            version=clash.sheet.version,
            aside_number=clash.aside_number,
            use=Use.MINE,
        )


def test_an_old_card_that_brings_nothing_new_changes_nothing(here: Council) -> None:
    first = here.saved("asha", "1", 0, evidence="One.")
    here.saved("asha", "1", first.version, evidence="Two.")
    assert isinstance(here.save("asha", "1", first.version, evidence="One."), MovedOn)
    assert isinstance(here.save("asha", "1", 0, evidence=""), MovedOn)
    assert here.sheet("asha", "1").response.evidence == "Two."


def test_words_added_to_a_field_grow_it(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="One.")
    result = here.database.write_now(
        updates.save,
        person=here.people["asha"],
        moment=moment(),
        recommendation_id=here.recommendations["1"],
        round_id=here.round_id,
        based_on=None,
        given=updates.Given(evidence="Two.", adding=frozenset({"evidence"})),
    )
    assert isinstance(result, Sheet)
    assert result.response.evidence == "One.\nTwo."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"evidence": "x" * 100_000}, f"100,000 characters long and I can keep {MOST_EVIDENCE:,}"),
        ({"evidence": "before\x00after"}, "invisible character.*number 7, after “before”"),
        ({"impact": "half \ud83d"}, "invisible character"),
        ({"grade": "5"}, "“5” is not a grade of this plan. Choose 1 – Fully achieved"),
        ({"anticipated": "31/06/2025"}, "June 2025 has 30 days"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_limit(here: Council, given: dict[str, str], sentence: str) -> None:
    here.saved("asha", "1", 0, evidence="Kept before.")
    with pytest.raises(Refusal, match=sentence):
        here.save("asha", "1", 1, **given)
    assert here.sheet("asha", "1").response.evidence == "Kept before."
    assert len(versions(here)) == 1


def test_reasons_are_kept_and_carry_over_while_the_question_stands(here: Council) -> None:
    saved = here.saved("asha", "1", 0, evidence="We wrote to 42 schools.", grade="2", impact="More pupils asked.")
    assert [question.code for question in saved.questions] == ["on_track_past_due"]
    kept = here.database.write_now(
        updates.keep,
        person=here.people["asha"],
        moment=moment(),
        recommendation_id=here.recommendations["1"],
        round_id=here.round_id,
        version=saved.version,
        reasons={"on_track_past_due": "The board moved the date."},
    )
    assert isinstance(kept, Sheet)
    assert kept.open_questions == ()
    assert here.sheet("cleo", "1").questions[0].reason == "The board moved the date."
    edited = here.saved("asha", "1", saved.version, evidence="We wrote to 43 schools.", grade="2", impact="More.")
    assert edited.questions[0].reason == "The board moved the date."
    regraded = here.saved("asha", "1", edited.version, grade="1")
    assert "on_track_past_due" not in [question.code for question in regraded.questions]


def test_submitting_sends_exactly_what_was_seen_once(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="We wrote to 42 schools.", grade="1", impact="Good.")
    ready = here.database.read_now(submissions.ready, person=here.people["asha"], today=moment().today)
    seen = submissions.fingerprint(ready)
    here.saved("asha", "1", 1, evidence="We wrote to 43 schools.")

    def submit(seen: str) -> object:
        return here.database.write_now(submissions.submit, person=here.people["asha"], moment=moment(), seen=seen)

    assert submit(seen) is None
    first = here.submit("asha")
    assert submit(submissions.fingerprint(first.sheets)) == first
    sheet = here.sheet("asha", "1")
    assert (sheet.state, sheet.sent_version) == (UpdateState.SUBMITTED, 2)


def test_an_answer_can_be_changed_until_the_round_closes_and_not_after(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="One.", grade="2")
    here.submit("asha")
    edited = here.saved("asha", "1", 1, evidence="Two.")
    assert edited.changed_since_sent
    assert here.sheet("cleo", "1").sent_version == 1
    here.close_round()
    with pytest.raises(Refusal, match="July 2024 round has closed"):
        here.save("asha", "1", 2, evidence="Three.")


def test_a_link_officer_answers_for_a_body_and_it_is_recorded_as_such(here: Council) -> None:
    saved = here.saved("lena", "3", 0, evidence="Nurses were told.")
    assert saved.written is not None
    assert (saved.written.by, saved.written.on_behalf_of) == ("Lena Marsh", "Mere Valley NHS Trust")
    assert here.sheet("cleo", "3").written == saved.written


def test_a_link_officer_does_not_answer_for_somebody_who_can(here: Council) -> None:
    with pytest.raises(Refusal, match="not assigned to you"):
        here.save("lena", "1", 0, evidence="Not mine to say.")


def test_a_returned_answer_shows_the_clerks_comment_until_it_is_sent_again(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="As above", grade="2")
    here.submit("asha")

    def judge(verdict: Verdict, version: int, comment: str = "") -> Sheet | MovedOn:
        return here.database.write_now(
            reviews.review,
            person=here.people["cleo"],
            moment=moment(),
            recommendation_id=here.recommendations["1"],
            round_id=here.round_id,
            version=version,
            verdict=verdict,
            comment=comment,
        )

    with pytest.raises(Refusal, match="Say what is missing"):
        judge(Verdict.RETURNED, 1)
    judge(Verdict.RETURNED, 1, "How many schools?")
    assert here.sheet("asha", "1").clerk_comment == "How many schools?"
    edited = here.saved("asha", "1", 1, evidence="42 schools.")
    assert (edited.state, edited.clerk_comment) == (UpdateState.RETURNED, "How many schools?")
    here.submit("asha")
    assert isinstance(judge(Verdict.ACCEPTED, 1), MovedOn)
    accepted = judge(Verdict.ACCEPTED, 2)
    assert isinstance(accepted, Sheet)
    assert (accepted.state, accepted.clerk_comment) == (UpdateState.ACCEPTED, "")


def test_the_committee_changes_a_grade_beside_the_proposal_and_signs_off(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="42 schools.", grade="1", impact="Good.")
    here.submit("asha")
    decided = here.database.write_now(
        decisions.decide,
        person=here.people["cleo"],
        moment=moment(30),
        recommendation_id=here.recommendations["1"],
        round_id=here.round_id,
        grade="2",
        decided_on=moment(30).today,
        signed_off=True,
    )
    assert (decided.state, decided.response.grade) == (UpdateState.SIGNED_OFF, "1")
    with pytest.raises(Refusal, match="has been signed off"):
        here.save("asha", "1", 1, evidence="More.")
    here.close_round(days=31)
    later = here.in_round(here.round_called("July 2025", moment(388).today.replace(day=31), days=365))
    listed = here.database.read_now(rounds.assignments, person=here.people["asha"])
    assert [one.number for one in listed] == ["2"]
    last = later.sheet("asha", "1").last
    assert last is not None
    assert last.grade == "2 – On track"


def test_indicator_values_are_kept_and_shown_the_next_round(here: Council) -> None:
    indicator = here.sheet("asha", "2").indicators[0]
    here.database.write_now(
        updates.save,
        person=here.people["asha"],
        moment=moment(),
        recommendation_id=here.recommendations["2"],
        round_id=here.round_id,
        based_on=0,
        given=updates.Given(evidence="Sent out.", grade="2", indicators={indicator.id: "48%"}),
    )
    here.submit("asha")
    here.close_round()
    later = here.in_round(here.round_called("July 2025", moment(388).today, days=365))
    now = later.sheet("asha", "2").indicators[0]
    assert (now.last_value, now.last_round, now.target) == ("48%", "July 2024", "60%")
    with pytest.raises(Refusal, match="an indicator this recommendation does not have"):
        here.database.write_now(
            updates.save,
            person=here.people["asha"],
            moment=moment(366),
            recommendation_id=here.recommendations["2"],
            round_id=later.round_id,
            based_on=0,
            given=updates.Given(indicators={999: "1"}),
        )


def test_words_set_aside_wait_until_their_writer_has_chosen(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's.")
    clash = here.save("bryn", "2", 0, evidence="Bryn's.")
    assert isinstance(clash, Overtaken)
    here.saved("asha", "2", 1, evidence="Asha's, again.")

    def waiting(who: str) -> list[str]:
        found = here.database.read_now(settling.open_clashes, person=here.people[who])
        return [one.aside.evidence for one in found]

    assert waiting("bryn") == ["Bryn's."]
    assert waiting("asha") == []
    here.database.write_now(
        settling.leave_aside,
        person=here.people["bryn"],
        moment=moment(),
        recommendation_id=here.recommendations["2"],
        round_id=here.round_id,
        aside_number=clash.aside_number,
    )
    assert waiting("bryn") == []
    assert here.sheet("asha", "2").response.evidence == "Asha's, again."
    assert "Bryn's." in [row.evidence for row in versions(here)]


def test_words_set_aside_in_what_can_no_longer_change_are_not_asked_about(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's.")
    here.save("bryn", "2", 0, evidence="Bryn's.")
    here.close_round()
    assert here.database.read_now(settling.open_clashes, person=here.people["bryn"]) == ()


def test_what_a_joint_owner_sends_is_told_to_the_other_writers_alone(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's.")
    here.saved("asha", "1", 0, evidence="Hers alone.")
    here.submit("bryn")
    letters = here.database.write_now(outbox.claim, moment=moment())
    assert [(one.person.name, one.kind) for one in letters] == [("Asha Pryce", "sent by another")]
    submission_id = int(letters[0].payload["submission"])
    told = here.database.read_now(submissions.sent_by_another, person=here.people["asha"], submission_id=submission_id)
    assert (told.sender, [one.number for one in told.sheets]) == ("Bryn Calloway", ["2"])
    with pytest.raises(Refusal):
        here.database.read_now(submissions.sent_by_another, person=here.people["mo"], submission_id=submission_id)
