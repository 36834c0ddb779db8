"""What was typed can be typed away: a field replaced, emptied or taken back, and what stood there said and kept."""

import pytest
from sqlalchemy import select

from storage.tables import rounds as tables
from storage.views import Response
from tests.conversations.conftest import Town
from tests.officer import told

FIRST = (
    "Evidence: 44 heads wrote back. Impact: Pupils say so. Explanation: Two staff left. New date: May 2025. Grade: 3"
)


async def begun(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(FIRST)


def kept(town: Town, which: str = "1") -> Response:
    return town.council.sheet("asha", which).response


def versions(town: Town) -> list[str]:
    """The evidence of every version, as the record keeps it."""
    with town.council.database.engine.connect() as connection:
        row = tables.UpdateVersion.__table__.c  # type: ignore[attr-defined]
        return list(connection.execute(select(row.evidence).order_by(row.id)).scalars())


@pytest.mark.parametrize(
    "order",
    [
        "replace the evidence with: {}",
        "Change evidence to: {}",
        "please replace my evidence of progress by:\n{}",
        "evidence instead: {}",
        "Replace evidence: {}",
        "the evidence should read: {}",
        "corrected evidence: {}",
        "I want to change the evidence to - {}",
        "replace the evidence with: “{}”",
        "Replace the evidence of rec 1 with: {}",
    ],
)
async def test_other_words_take_the_place_of_those_that_stand(town: Town, order: str) -> None:
    await begun(town)
    said = told(await town.asha.says(order.format("46 heads wrote back.")))
    assert "evidence now reads “46 heads wrote back.”" in said
    assert "before it was “44 heads wrote back.”" in said
    assert kept(town).evidence == "46 heads wrote back."
    assert versions(town) == ["44 heads wrote back.", "46 heads wrote back."]


@pytest.mark.parametrize(
    ("order", "field", "now"),
    [
        ("change the date to June 2025", "anticipated", "June 2025"),
        ("replace new date with 3 March 2025", "anticipated", "3 March 2025"),
        ("set grade to 2", "grade", "2"),
        ("change my grade: on track", "grade", "2"),
        ("impact instead: They come every week.", "impact", "They come every week."),
        ("reword the reason to: One of them is back.", "explanation", "One of them is back."),
    ],
)
async def test_every_field_can_be_replaced(town: Town, order: str, field: str, now: str) -> None:
    await begun(town)
    await town.asha.says(order)
    assert getattr(kept(town), field) == now


async def test_several_fields_are_replaced_in_one_message(town: Town) -> None:
    await begun(town)
    await town.asha.says(
        "Replace the evidence with: 46 heads.\nA list is kept.\nReplace the impact with: Fewer absences."
    )
    assert (kept(town).evidence, kept(town).impact) == ("46 heads.\nA list is kept.", "Fewer absences.")
    assert kept(town).explanation == "Two staff left."


async def test_without_a_colon_it_is_asked_first(town: Town) -> None:
    await begun(town)
    asked = told(await town.asha.says("change the impact to pupils stay longer"))
    assert "evidence of impact now reads “pupils stay longer”" in asked
    assert kept(town).impact == "Pupils say so."
    await town.asha.says("yes")
    assert kept(town).impact == "pupils stay longer"


@pytest.mark.parametrize(
    "words",
    ["Make progress with schools", "Change the date to be agreed with heads", "The date should be agreed by all heads",
     "Remove the barriers that heads named", "Update evidence logs every week"],
)  # fmt: skip
async def test_a_sentence_that_only_begins_so_replaces_nothing(town: Town, words: str) -> None:
    await town.asha.says("update")
    await town.asha.says(words)
    assert kept(town).blank


@pytest.mark.parametrize(
    ("order", "field", "named"),
    [
        ("delete the evidence", "evidence", "44 heads wrote back."),
        ("clear the evidence of impact", "impact", "Pupils say so."),
        ("Remove my explanation please.", "explanation", "Two staff left."),
        ("explanation:", "explanation", "Two staff left."),
        ("explanation: delete", "explanation", "Two staff left."),
        ("take out the new date", "anticipated", "May 2025"),
        ("empty the anticipated date", "anticipated", "May 2025"),
        ("new date: none", "anticipated", "May 2025"),
        ("get rid of the grade", "grade", "3 – Slipped"),
        ("grade: none", "grade", "3 – Slipped"),
    ],
)
async def test_a_field_is_emptied_after_a_yes_to_what_goes(town: Town, order: str, field: str, named: str) -> None:
    await begun(town)
    before = kept(town)
    asked = told(await town.asha.says(order))
    assert named in asked
    assert "yes, no" in asked
    assert kept(town) == before
    said = told(await town.asha.says("yes"))
    assert named in said
    assert not getattr(kept(town), field)
    assert (
        sum(getattr(kept(town), one) != getattr(before, one) for one in Response.__slots__ if one != "anticipated_on")
        == 1
    )


async def test_a_no_empties_nothing(town: Town) -> None:
    await begun(town)
    await town.asha.says("delete the evidence")
    await town.asha.says("no")
    assert kept(town).evidence == "44 heads wrote back."


async def test_a_value_is_replaced_and_emptied(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("YC 1: 58%")
    await town.asha.says("change the value of YC 1 to 61%")
    assert list(kept(town, "2").indicators.values()) == ["61%"]
    assert "61%" in told(await town.asha.says("clear value of YC 1"))
    await town.asha.says("yes")
    assert kept(town, "2").indicators == {}


@pytest.mark.parametrize("order", ["delete the evidence", "grade: none", "explanation:"])
async def test_what_is_empty_already_is_said(town: Town, order: str) -> None:
    await town.asha.says("update")
    assert "nothing has changed" in told(await town.asha.says(order))
    assert kept(town).blank
    assert "Record this" not in told(await town.asha.says("update"))


async def test_another_recommendation_than_the_one_in_hand_is_left_alone(town: Town) -> None:
    await begun(town)
    assert "type “open 2” first" in told(await town.asha.says("delete the evidence of rec 2")).replace("Type", "type")
    assert kept(town).evidence == "44 heads wrote back."


async def test_a_colleagues_words_are_replaced_only_after_a_yes(town: Town) -> None:
    await town.bryn.says("open 2")
    await town.bryn.says("Evidence: The survey went out.")
    await town.asha.says("open 2")
    asked = told(await town.asha.says("replace the evidence with: The survey went to all."))
    assert "Bryn Calloway has written in this answer" in asked
    assert "The survey went out." in asked
    assert kept(town, "2").evidence == "The survey went out."
    await town.asha.says("yes")
    assert kept(town, "2").evidence == "The survey went to all."


@pytest.mark.parametrize("is_pressed", [True, False])
async def test_a_yes_does_away_with_no_more_than_was_seen(town: Town, is_pressed: bool) -> None:
    await town.asha.says("open 2")
    await town.asha.says("Evidence: The survey went out.")
    asked = await town.asha.says("delete the evidence")
    await town.bryn.says("open 2")
    await town.bryn.says("Evidence: Nine came back.")
    again = await (town.asha.presses("Yes", on=asked) if is_pressed else town.asha.says("yes"))
    assert "has changed" in told(again)
    assert "Nine came back." in told(again)
    assert kept(town, "2").evidence == "The survey went out.\nNine came back."
    await town.asha.says("yes")
    assert kept(town, "2").evidence == ""


async def test_undo_takes_back_the_last_typed_change(town: Town) -> None:
    await begun(town)
    await town.asha.says("evidence: And 3 more did.")
    said = told(await town.asha.says("undo"))
    assert "it was “44 heads wrote back. And 3 more did.”, and is “44 heads wrote back.” again" in said
    assert kept(town).evidence == "44 heads wrote back."
    assert len(versions(town)) == 3
    assert "taken back already" in told(await town.asha.says("undo"))


async def test_undo_gives_back_what_was_emptied(town: Town) -> None:
    await begun(town)
    await town.asha.says("grade: none")
    await town.asha.says("yes")
    await town.asha.says("undo")
    assert kept(town).grade == "3"


async def test_undo_says_why_not(town: Town) -> None:
    form = await town.asha.says("open 2")
    assert "nothing to take back" in told(await town.asha.says("undo"))
    await town.asha.presses("save_draft", on=form, evidence="The survey went out.")
    assert "saved from a card" in told(await town.asha.says("undo"))
    await town.bryn.says("open 2")
    await town.bryn.says("Evidence: Nine came back.")
    assert "by Bryn Calloway" in told(await town.asha.says("undo"))
    assert "Nine came back." in kept(town, "2").evidence


async def test_undo_with_something_else_on_the_screen_shows_what_it_would_be_about(town: Town) -> None:
    await begun(town)
    await town.asha.says("my actions")
    assert "Type “undo” again" in told(await town.asha.says("undo"))
    assert kept(town).evidence == "44 heads wrote back."
    await town.asha.says("undo")
    assert kept(town).blank


async def test_outside_a_walk_it_is_asked_which_is_meant(town: Town) -> None:
    assert "Of which recommendation?" in told(await town.asha.says("replace the evidence with: 46 heads."))
    assert kept(town).blank


async def test_the_words_are_named_where_they_are_needed(town: Town) -> None:
    await begun(town)
    assert "replace the evidence with: …" in told(town.asha.card())
    await town.asha.says("replace the evidence with: Ella's mother thanked us.")
    assert "“replace the evidence of progress with: …”" in told(await town.asha.says("next"))
    shown = told(await town.asha.says("help"))
    assert all(words in shown for words in ("replace the evidence with: …", "clear the evidence", "undo"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("replace the evidence", "With what?"),
        ("edit my grade.", "With what?"),
        ("replace the evidence with:", "With what?"),
        ("delete everything", "one field at a time"),
        ("can you remove the evidence and the impact?", "one field at a time"),
        ("clear my answer", "one field at a time"),
    ],
)
async def test_an_order_that_is_not_whole_is_asked_back_about(town: Town, words: str, said: str) -> None:
    await begun(town)
    before = kept(town)
    assert said in told(await town.asha.says(words))
    assert kept(town) == before
    assert "Record this" not in told(await town.asha.says("update"))


async def test_none_where_something_stands_may_be_meant_to_empty_it(town: Town) -> None:
    await begun(town)
    assert "no evidence of impact any more" in told(await town.asha.says("impact: none"))
    await town.asha.says("no")
    assert kept(town).impact == "Pupils say so."


@pytest.mark.parametrize(
    "words", ["undo", "undo that", "Undo my last message", "undo the last change.", "take that back"]
)
async def test_undo_in_other_words(town: Town, words: str) -> None:
    await begun(town)
    await town.asha.says(words)
    assert kept(town).blank
