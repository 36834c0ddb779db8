"""Words that do what a button does: two plans with one number, the form’s folds, and the buttons’ own titles."""

from dataclasses import replace
from datetime import date

from storage import plans, rounds
from tests.builders import TITLE, moment, plan
from tests.conversations.conftest import Town
from tests.officer import told

DAMP = "Damp and Mould"


def _second_plan(town: Town) -> None:
    here = town.council
    agreed = replace(plan(), title=DAMP)
    id = here.database.write_now(plans.add_plan, person=here.people["cleo"], moment=moment(-300), plan=agreed)
    here.database.write_now(
        rounds.open_round, person=here.people["cleo"], moment=moment(), plan_id=id, label="July 2024",
        period_on=date(2024, 7, 31),
    )  # fmt: skip


async def test_a_number_in_two_plans_is_opened_with_its_plan(town: Town) -> None:
    _second_plan(town)
    listed = told(await town.asha.says("my actions"))
    assert f"open 1 of {DAMP}" in listed
    assert "open 1 of" in told(await town.asha.says("open 1"))
    assert DAMP in told(await town.asha.says(f"open 1 of {DAMP}"))
    assert DAMP in told(await town.asha.says("open 2 in damp"))
    assert DAMP not in told(await town.asha.says(f"open 1 of {TITLE}"))


async def test_a_file_and_words_go_to_a_number_with_its_plan(town: Town) -> None:
    _second_plan(town)
    await town.asha.sends("minutes.pdf", b"%PDF-1.7\nminutes", "application/pdf")
    assert f"file for 1 of {DAMP}" in told(await town.asha.says("file for 1"))
    done = told(await town.asha.says("file for 1 of damp and mould"))
    assert "kept as evidence" in done
    assert DAMP in done
    await town.asha.says("stop")
    await town.asha.says("We met 44 heads in May and they agreed to name a lead.")
    assert f"record for 1 of {DAMP}" in told(await town.asha.says("record for 1"))
    assert DAMP in told(await town.asha.says(f"record for 1 of {DAMP}"))


async def test_words_that_name_no_plan_are_somebodys_answer(town: Town) -> None:
    await town.asha.says("open 1")
    asked = told(await town.asha.says("Record for 3 of the schools was updated"))
    assert "Record this as evidence for rec 1?" in asked


async def test_what_the_form_folds_away_can_be_typed_for(town: Town) -> None:
    await town.asha.says("open 1")
    meanings = told(await town.asha.says("what the grades mean"))
    assert "1 – Fully achieved" in meanings
    assert "What the grades mean" in meanings
    assert "last time" in told(await town.asha.says("what was said last time"))
    assert town.council.sheet("asha", "1").version == 0


async def test_a_buttons_own_title_typed_does_the_same(town: Town) -> None:
    await town.asha.says("open 1")
    await town.asha.says(
        "evidence: 44 schools have a lead. Impact: less strain. Grade: 1. Explanation: Met in May 2024"
    )
    assert "Recommendation 2" in told(await town.asha.says("save and next"))
    await town.asha.says("review")
    assert "Recommendation 2" in told(await town.asha.says("Answer the rest"))
    await town.asha.says("review")
    assert "Reference" in told(await town.asha.says("Submit all (1)"))
    await town.asha.says("open 2")
    await town.asha.sends("minutes.pdf", b"%PDF-1.7\nminutes", "application/pdf")
    assert "Not attached" in told(await town.asha.says("None of them"))
    await town.asha.says("hand to Tess because she leads on it")
    assert "is yours now" in told(await town.tess.says("Take it on"))
    await town.asha.says("open 1")
    assert "Recommendation 1" in told(await town.asha.says("Open it"))
