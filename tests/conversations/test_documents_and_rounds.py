"""A clerk who is unlucky: two people of one name, a newer version amid an open round, a mind that is changed too late."""

from sqlmodel import Session

from storage.tables.people import Person
from tests.conversations.conftest import Town
from tests.conversations.forging import forged
from tests.conversations.test_documents_arrive import plan_id, send, told
from tests.conversations.test_documents_come_again import imported
from tests.conversations.test_documents_settled import presses_on, words_of
from tests.documents import FORM, SUBJECT


def without_the_third(form: str) -> str:
    return form[: form.index("Recommendation 3")] + form[form.index("APPENDIX") :]


async def test_two_people_of_one_name_are_told_apart_by_their_posts(town: Town) -> None:
    with Session(town.council.database.engine) as session:
        session.add(Person(name="Asha Pryce", email="asha2@lowmere.example", job_title="Head of gates"))
        session.commit()
    await send(town)
    assert "may be Asha Pryce, Team manager or Asha Pryce, Head of gates?" in told(await town.cleo.says("owners"))
    one = await town.cleo.says("owner 1")
    assert "Choose who it is" in told(await town.cleo.presses("This person", on=one)), "the first of two was taken"
    asked = told(await town.cleo.says("Asha Pryce"))
    assert "Asha Pryce, Team manager or Asha Pryce, Head of gates? Type the name with the post" in asked
    await town.cleo.says("asha pryce, head of gates")
    assert "Asha Pryce : Asha Pryce, Head of gates for 1" in told(await town.cleo.says("owners"))


async def test_a_newer_version_amid_an_open_round_takes_nothing_from_those_who_have_answered(town: Town) -> None:
    await imported(town, FORM.replace("Zed Quince", "Asha Pryce"), "v1.txt")
    await town.cleo.says(f"open round July 2024 for {SUBJECT} closing 31 August 2024")
    await town.cleo.says("yes")
    await town.asha.says(f"open 3 of {SUBJECT}")
    await town.asha.says("Evidence: All let in five weeks. Impact: No plot is empty. Grade: 1")
    await town.asha.says("review")
    await town.asha.says("submit all")
    await town.asha.says(f"open 1 of {SUBJECT}")
    await town.asha.says("Evidence: Seven lists are out. Grade: 3")
    newer = without_the_third(FORM).replace("Responsibility:\tAsha Pryce", "Responsibility:\tBryn Calloway")
    overview = told(await send(town, newer.replace("January 2024", "July 2024"), "v2.txt"))
    assert "1 changed, 1 gone" in overview
    assert "that stays as it is: 2 things" in overview
    await town.cleo.says("confirm")
    done = told(await town.cleo.says("confirm anyway"))
    assert "1 no longer in the document, which stay; 0 answers added." in done
    assert "Kept beside what was collected here: 1 answer of the document's." in done
    assert "All let in five weeks." in told(await town.cleo.says("open 3"))
    assert "Seven lists are out." in told(await town.bryn.says(f"open 1 of {SUBJECT}"))


async def test_after_confirming_a_mind_is_changed_by_the_next_document_alone(town: Town) -> None:
    """An answer pressed once the plan is there changes neither the plan nor what was answered."""
    await send(town)
    doubt = await town.cleo.says("doubts")
    await town.cleo.says("2")
    await town.cleo.says("import")
    await town.cleo.says("confirm")
    await town.cleo.says("confirm anyway")
    for verb, data in presses_on(doubt.card):
        if verb == "answer_doubt":
            answer = await forged(town, "cleo", verb, **data, value="4")
            assert "has been imported by Cleo Farrant" in words_of(answer.body)
    kept = told(await town.cleo.says(f"import doubts of {SUBJECT}"))
    assert "Settled as 2, by Cleo Farrant" in kept
    assert "Settled as 4" not in kept


async def test_a_doubt_answered_twice_from_one_card_is_answered_once(town: Town) -> None:
    await send(town)
    doubt = await town.cleo.says("doubts")
    presses = {data["how"]: (verb, data) for verb, data in presses_on(doubt.card) if verb == "answer_doubt"}
    verb, data = presses["value"]
    await forged(town, "cleo", verb, **data, value="2")
    again = words_of((await forged(town, "cleo", verb, **data, value="3")).body)
    assert "You had answered this before" in again
    assert "Settled as 2" in again
    verb, data = presses["right"]
    assert "Settled as 2" in words_of((await forged(town, "cleo", verb, **data)).body)


async def test_a_plan_that_began_twice_is_asked_about_in_the_chat(town: Town) -> None:
    await imported(town, FORM, "v1.txt")
    own = FORM.replace(SUBJECT, f"{SUBJECT} October 2024")
    for before, after in (("allotment site", "site"), ("Water is turned", "Clean water is turned"),
                          ("Vacant plots are let", "Plots that are vacant are let")):  # fmt: skip
        own = own.replace(before, after)
    overview = told(await send(town, own, "v2.txt"))
    assert "Which plan it is : 1 of 1 open · to be settled first" in overview
    doubt = await town.cleo.says("doubts")
    assert f"This may be a newer version of “{SUBJECT}”" in told(doubt)
    taken = told(await town.cleo.presses("Use this", on=doubt, pick="0"))
    assert f"It is taken for a newer version of “{SUBJECT}” now." in taken
    assert "0 new, 3 changed" in taken
    assert "It is a plan of its own now" in told(await town.cleo.says("its own plan"))
    assert "Which plan it is : 1 answered" in told(await town.cleo.says("import"))
    assert plan_id(town, f"{SUBJECT} October 2024") is None
