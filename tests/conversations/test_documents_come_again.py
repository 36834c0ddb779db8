"""The next quarter's document, and what a clerk types at its doubts: nothing is written over, nothing is taken for a value."""

import asyncio

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.tables.people import RoleHolding
from storage.vocabulary import Role
from tests.conversations.conftest import Town
from tests.conversations.test_documents_arrive import send, told
from tests.documents import FORM

HEAD = "Ref\tRecommendation\tOwner\tDue date\tStatus\n"
TRACKER = (
    f"{HEAD}1\tPlant trees in the park.\tAsha Pryce\tMay 2025\tOn track\n"
    "2\tDig the pond out.\tAsha Pryce\tMay 2025\tSlipped\n"
)
KEY = FORM[FORM.index("1\tFully") :]
TURNED = "4\tFully Achieved\tDone.\n3\tOn Track\tIn time.\n2\tSlipped\tLate.\n1\tNot Achieved\tNot done.\n"


async def imported(town: Town, text: str, name: str = "m.tsv") -> str:
    await send(town, text, name)
    done = told(await town.cleo.says("confirm"))
    return done if "Imported" in done else told(await town.cleo.says("confirm anyway"))


async def doubt_about(town: Town, words: str) -> str:
    """Steps to the doubt that says this."""
    shown = told(await town.cleo.says("doubts"))
    for _ in range(12):
        if words in shown:
            return shown
        shown = told(await town.cleo.says("skip"))
    raise LookupError(f"no doubt says {words}: {shown}")


async def test_a_tracker_without_a_date_is_given_one(town: Town) -> None:
    await send(town, TRACKER, "m.tsv")
    await doubt_about(town, "names no date")
    assert "is hardly the name of a round" in told(
        await town.cleo.says("that is for the clerk to find out in the end of it")
    )
    assert "Recorded for round: “July 2024”." in told(await town.cleo.says("July 2024"))
    assert "Rounds in it: July 2024" in told(await town.cleo.says("import"))


async def test_the_next_quarter_is_added_and_writes_over_nothing(town: Town) -> None:
    assert "2 answers are in the record" in await imported(town, TRACKER)
    overview = told(await send(town, TRACKER.replace("On track", "Complete"), "m2.tsv"))
    assert "0 new, 0 changed, 0 gone, 2 the same; 2 answers would be added." in overview
    changes = told(await town.cleo.says("changes"))
    assert "Grading key: On track, Slipped → On track, Slipped, Complete" in changes
    assert "New rounds: Undated (2)" in changes
    await doubt_about(town, "tells no month")
    assert "Recorded for round: “October 2024”." in told(await town.cleo.says("October 2024"))
    await town.cleo.says("import")
    await town.cleo.says("confirm")
    assert "2 answers added" in told(await town.cleo.says("confirm anyway"))


async def test_a_key_turned_round_is_held_up(town: Town) -> None:
    await imported(town, FORM, "v1.txt")
    turned = (
        FORM.replace(KEY, TURNED)
        .replace("January 2024", "July 2024")
        .replace("2 – On track", "3 – On track")
        .replace("1 – Fully achieved", "4 – Fully achieved")
    )
    overview = told(await send(town, turned, "v2.txt"))
    assert "A key that means something else : 1 of 1 open · to be settled first" in overview
    assert "4 – Fully Achieved is stored as 1 – Fully Achieved." in overview
    assert "not imported yet" in told(await town.cleo.says("confirm")).casefold()
    assert "1 is “Not Achieved” in it and “Fully Achieved” in the plan" in told(await town.cleo.says("doubts"))
    assert "Recorded for a key that means something else: right as it is." in told(await town.cleo.says("right"))


async def test_another_spelling_of_the_month_is_said(town: Town) -> None:
    await imported(town, FORM.replace("January 2024", "July 2024"), "v1.txt")
    again = FORM.replace("January 2024", "Jul 2024").replace("Two lists are out.", "Three lists are out.")
    overview = told(await send(town, again, "v2.txt"))
    assert "“Jul 2024” of the document is the round “July 2024” here." in overview
    assert "0 new, 1 changed, 0 gone, 2 the same" in overview


async def test_a_question_at_a_doubt_is_answered_and_never_stored(town: Town) -> None:
    await send(town, TRACKER.replace("2\tDig", "1\tDig"), "m.tsv")
    await doubt_about(town, "number")
    asked = told(await town.cleo.says("which are slipped for Asha?"))
    assert "Recorded" not in asked
    await doubt_about(town, "number")
    assert "is hardly a number" in told(await town.cleo.says("the second one of the two"))
    assert "number: “1b”." in told(await town.cleo.says("1b"))
    assert "slipped for Asha" not in told(await town.cleo.says("show item 2"))


async def test_a_link_officer_is_named_in_the_chat(town: Town) -> None:
    with Session(town.council.database.engine) as session:
        session.execute(delete(RoleHolding).where(col(RoleHolding.role) == Role.LINK_OFFICER))
        session.commit()
    overview = told(await send(town, FORM.replace("Link Officer/s:\tLena Marsh\n", "")))
    assert "No link officer answers for 2 names that Teams does not reach." in overview
    await town.cleo.says("confirm")
    assert "No link officer answers" in told(town.cleo.card())
    assert "link officer: “Lena Marsh”." in told(await town.cleo.says("link officer is Lena Marsh"))
    await town.cleo.says("import")
    await town.cleo.says("confirm")
    assert "Link officer: Lena Marsh." in told(await town.cleo.says("confirm anyway"))


async def test_a_link_officer_may_be_named_where_one_answers_already(town: Town) -> None:
    await send(town, FORM.replace("Link Officer/s:\tLena Marsh\n", ""))
    assert "Recorded" in told(await town.cleo.says("link officer is Bryn Calloway"))
    await town.cleo.says("drop")
    await send(town, FORM)
    assert "names Lena Marsh as link officer" in told(await town.cleo.says("link officer is Bryn Calloway"))


async def test_whose_email_it_is_is_asked(town: Town) -> None:
    await send(town, FORM.replace("Brin Calloway", "Zedd Quince"))
    names = await town.cleo.says("owners")
    one = await town.cleo.presses("Match Zed Quince", on=names)
    other = told(await town.cleo.presses("Add them", on=one, email="mo.adeyemi@lowmere.example"))
    assert "Nothing has changed." in other
    assert "That e-mail is Mo Adeyemi's, and the document says Zed Quince" in other
    assert "or “outside” if Teams does not reach them" in told(await town.cleo.says("Nobody Known"))
    await town.cleo.says("zed@lowmere.example")
    await town.cleo.says("owner 2")
    assert "type “same as Zed Quince”" in told(await town.cleo.says("ZED@lowmere.example"))
    assert "is no name of this document" in told(await town.cleo.says("same as Xavier"))
    await town.cleo.says("same as Zed Quince")
    assert "Zedd Quince : to be added, zed@lowmere.example" in told(await town.cleo.says("owners"))


async def test_confirm_pressed_twice_leaves_the_true_counts(town: Town) -> None:
    await send(town)
    held = await town.cleo.says("confirm")
    await asyncio.gather(*(town.cleo.presses_raw("Leave them and import", held) for _ in range(3)))
    left = next(entry for entry in town.teams.transcript("cleo") if entry.id == held.id)
    assert "3 recommendations and 3 answers are in the record." in told(left)
    assert "2 doubts left as read" in told(left)


async def test_the_doubts_of_a_plan_are_paged_over_all_its_documents(town: Town) -> None:
    rows = "".join(f"{n}\tDo thing {n} in the park with care.\tAsha Pryce\tTBC\tOn track\n" for n in range(1, 16))
    await imported(town, HEAD + rows)
    await imported(town, HEAD + rows.replace("On track", "Slipped"))
    first = await town.cleo.says("import doubts of m")
    shown = told(first)
    assert "in 2 documents" in shown
    assert "Page 1 of 4" in shown
    last = first
    for _ in range(3):
        last = await town.cleo.presses("doubts_of" if last is first else "Next page", on=last)
    assert "Page 4 of 4" in told(last)
    assert "Page 3 of 4" in told(await town.cleo.presses("Page before", on=last))
