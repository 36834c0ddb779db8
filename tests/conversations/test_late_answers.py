"""A yes that comes after something else: it closes, opens, sends and compiles nothing, and is told so kindly."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables.messages import Letter
from storage.tables.reports import Report
from storage.tables.rounds import Round
from tests.builders import TITLE
from tests.conversations.conftest import Town
from tests.officer import told

BETWEEN = ("how is rec 1 doing", "hello", "which are slipped?", "help", "blah blah blah", "my actions", "reports")


def _rounds(town: Town) -> list[tuple[str, bool]]:
    with Session(town.council.database.engine) as session:
        rows = session.scalars(select(Round).order_by(col(Round.id))).all()
        return [(row.label, row.closed_at is not None) for row in rows]


def _kept(town: Town, table: type[Letter] | type[Report]) -> int:
    with Session(town.council.database.engine) as session:
        return len(session.scalars(select(table)).all())


@pytest.mark.parametrize("between", BETWEEN)
async def test_a_round_is_not_closed_by_a_late_ok(town: Town, between: str) -> None:
    await town.cleo.says("close round")
    await town.cleo.says(between)
    late = told(await town.cleo.says("ok"))
    assert "No round was closed" in late
    assert "close round" in late
    assert _rounds(town) == [("July 2024", False)]


async def test_a_round_is_not_opened_by_a_late_yes(town: Town) -> None:
    await town.cleo.says(f"open round October 2024 for {TITLE} closing 31 October 2024")
    await town.cleo.says("which are slipped?")
    assert "No round was opened" in told(await town.cleo.says("yes"))
    assert _rounds(town) == [("July 2024", False)]


async def test_nobody_is_reminded_by_a_late_ok(town: Town) -> None:
    await town.asha.joins()
    await town.mo.says("remind everybody who has not responded")
    await town.mo.says("show recommendation 1")
    await town.mo.says("help")
    assert "reminded nobody" in told(await town.mo.says("ok"))
    assert _kept(town, Letter) == 0


async def test_no_report_is_compiled_by_a_late_ok(town: Town) -> None:
    await town.mo.says("report for young carers")
    await town.mo.says("which are slipped?")
    assert "not compiled" in told(await town.mo.says("ok"))
    assert _kept(town, Report) == 0


async def test_a_press_in_between_puts_the_question_aside_too(town: Town) -> None:
    listed = await town.cleo.says("my actions")
    await town.cleo.says("close round")
    await town.cleo.presses("help", on=listed)
    assert "No round was closed" in told(await town.cleo.says("yes"))


async def test_asked_again_it_is_a_fresh_question(town: Town) -> None:
    await town.cleo.says("close round")
    await town.cleo.says("hello")
    await town.cleo.says("close round")
    await town.cleo.says("yes")
    assert _rounds(town) == [("July 2024", True)]


async def test_a_late_no_says_the_same(town: Town) -> None:
    await town.cleo.says("close round")
    await town.cleo.says("hello")
    assert "No round was closed" in told(await town.cleo.says("no"))


async def test_the_button_of_a_question_put_aside_still_does_what_its_card_shows(town: Town) -> None:
    asked = await town.cleo.says(f"open round October 2024 for {TITLE} closing 31 October 2024")
    await town.cleo.says("hello")
    await town.cleo.presses("open_round", on=asked)
    assert [label for label, _ in _rounds(town)] == ["July 2024", "October 2024"]


async def test_the_button_closes_nothing_once_more_has_come_in(town: Town) -> None:
    asked = await town.cleo.says("close round")
    await town.asha.says("open 1")
    await town.asha.says("evidence: 44 schools. Impact: less strain. Grade: 1")
    again = await town.cleo.presses("close_round", on=asked)
    assert "moved on since that card was drawn" in told(again)
    assert _rounds(town) == [("July 2024", False)]
    await town.cleo.presses("close_round", on=again)
    assert _rounds(town) == [("July 2024", True)]


async def test_the_button_reminds_nobody_whom_its_card_did_not_name(town: Town) -> None:
    await town.asha.joins()
    asked = await town.mo.says("remind everybody who has not responded")
    await town.bryn.joins()
    again = await town.mo.presses("send_reminders", on=asked)
    assert "moved on since that card was drawn" in told(again)
    assert _kept(town, Letter) == 0
    await town.mo.presses("send_reminders", on=again)
    assert _kept(town, Letter) == 2


async def test_a_yes_to_a_card_that_wants_other_words_says_which(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("evidence: See above. Grade: 2")
    await town.asha.says("next")
    assert "keep, because" in told(await town.asha.says("yes"))
    await town.asha.says("review")
    assert "submit all" in told(await town.asha.says("yes"))
    await town.asha.says("open 1")
    await town.asha.says("not mine")
    assert "hand to" in told(await town.asha.says("yes"))
    assert town.council.sheet("asha", "1").sent_version == 0


async def test_a_yes_between_two_answers_says_how_to_choose(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="A1")
    await town.bryn.presses("save_draft", on=second, evidence="B1")
    assert "use mine" in told(await town.bryn.says("yes"))


async def test_a_yes_to_a_file_whose_recommendation_has_gone_says_where_else_it_can_go(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("hand to Tess because she leads on it")
    await town.asha.says("open 1")
    await town.asha.sends("minutes.pdf", b"%PDF-1.7\nminutes", "application/pdf")
    await town.tess.says("accept")
    answer = told(await town.asha.says("yes"))
    assert "not yours any more" in answer
    assert "file for" in answer
    assert "my actions" in told(await town.tess.says("accept"))


async def test_a_no_after_something_was_recorded_says_what_stands(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("grade: 1")
    answer = told(await town.asha.says("no"))
    assert "grade 1 – Fully achieved" in answer
    assert "this stays recorded" in answer
    assert "change" in answer
    assert town.council.sheet("asha", "1").response.grade == "1"


async def test_a_no_after_sending_says_that_it_stays_sent(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("evidence: 44 schools. Impact: less strain. Grade: 1")
    await town.asha.says("review")
    await town.asha.says("submit all")
    answer = told(await town.asha.says("no"))
    assert "sent stays as it is" in answer
    assert "my actions" in answer


async def test_after_the_receipt_a_review_says_since_when_nothing_was_written(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("evidence: 44 surveys. Impact: less strain. Grade: 2")
    await town.asha.says("review")
    receipt = told(await town.asha.says("submit all"))
    reference = receipt.split("Reference: ")[1].split()[0]
    assert f"since you sent ({reference}" in told(await town.asha.says("review"))
    again = told(await town.asha.says("submit all"))
    assert "Reference:" in again
    assert reference in again
    assert "This is what will be sent" not in again
    assert f"since Asha Pryce sent ({reference}" in told(await town.bryn.says("review"))
    assert "This is what will be sent" not in told(await town.bryn.says("submit all"))


async def test_what_a_day_makes_untrue_is_asked_at_the_review_and_told_to_the_clerk(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("evidence: We held 12 panels. Impact: less strain. Grade: 2")
    asked = await town.asha.says("review")
    assert "has passed" not in told(asked)
    town.teams.clock.advance(timedelta(days=200))
    late = await town.asha.presses("submit_all", on=asked)
    assert "Something has changed since that card was drawn" in told(late)
    assert "the due date (December 2024) has passed" in told(late)
    assert "Sent" in told(await town.asha.presses("submit_all", on=late))
    await town.cleo.says("to review")
    assert "the due date (December 2024) has passed" in told(await town.cleo.says("open 2"))


async def test_what_passes_after_it_was_sent_is_told_to_the_clerk(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("evidence: 12 panels. Impact: x. Explanation: Staff left. New date: 22 July 2024. Grade: 3")
    await town.asha.says("review")
    await town.asha.says("submit all")
    town.teams.clock.advance(timedelta(days=20))
    await town.cleo.says("to review")
    assert "has already passed" in told(await town.cleo.says("open 2"))


async def test_a_typed_reason_is_for_no_question_that_a_day_has_raised(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("evidence: We held 12 panels. Grade: 2")
    await town.asha.says("next")
    town.teams.clock.advance(timedelta(days=200))
    again = told(await town.asha.says("keep all, because the board knows"))
    assert "These are the questions" in again
    assert "has passed" in again
    await town.asha.says("keep all, because the board knows")
    assert town.council.sheet("asha", "2").open_questions == ()


async def test_a_reason_for_one_find_is_none_for_the_next(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says("evidence: Jayden (14) was placed with 44 others. Impact: Ella's mother is glad. Grade: 1")
    asked = told(await town.asha.says("next"))
    assert "“Jayden (14)”" in asked
    assert "“Ella's mother”" in asked
    await town.asha.says("keep, because both have agreed")
    await town.asha.says("open 1")
    await town.asha.says("impact: Noah's dad too")
    again = told(await town.asha.says("next"))
    assert "Noah's dad" in again
    assert "a reason" not in again
