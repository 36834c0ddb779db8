"""A clerk brings in last year's form: sent or pasted, its doubts gone through with buttons or words, then confirmed."""

import asyncio
from pathlib import Path

import pytest

from storage import plans
from storage.importing import intakes
from storage.people import person_with_email
from storage.sheets import sheet
from tests.builders import TITLE, Council
from tests.conversations.conftest import Town, running_town
from tests.documents import FORM, SUBJECT
from tests.officer import told as told_in_lines

NAME = "Allotments update.txt"
NEWER = FORM.replace("Date:\tMay 2024", "Date:\tSeptember 2024").replace("January 2024", "July 2024")


def told(entry) -> str:  # type: ignore[no-untyped-def]
    """What there is to read, the runs of a line joined as they are drawn."""
    return " ".join(told_in_lines(entry).split())


async def send(town: Town, text: str = FORM, name: str = NAME, who: str = "cleo"):  # type: ignore[no-untyped-def]
    return await getattr(town, who).sends(name, text.encode(), "text/plain")


def verbs(entry) -> set[str]:  # type: ignore[no-untyped-def]
    """The verbs of everything that can be pressed on a card."""
    found: set[str] = set()
    pending = [entry.card]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            found |= {str(part["verb"])} if "verb" in part else set()
            pending += part.values()
        elif isinstance(part, list):
            pending += part
    return found


def plan_id(town: Town, title: str = SUBJECT) -> int | None:
    return town.council.database.read_now(plans.plan_titled, title=title)


async def test_a_clerk_drops_in_a_form_and_a_minute_later_it_is_a_plan(town: Town) -> None:
    overview = await send(town)
    for words in (SUBJECT, "3 recommendations and 3 answers", "January 2024", "1 Fully Achieved", "Grades that are missing",
                  "Not placed: 1 passage", "2 to be matched"):  # fmt: skip
        assert words in told(overview), words
    doubt = await town.cleo.presses("Go through the doubts", on=overview)
    assert "Doubt 1 of" in told(doubt)
    doubt = await town.cleo.presses("Use this", on=doubt, value="2")
    assert "is not one certain date" in told(doubt)
    done = await town.cleo.presses("Right as it is", on=doubt)
    assert "Every doubt has an answer" in told(done)
    names = await town.cleo.presses("Names", on=done)
    assert "2 of 4 to be matched" in told(names)
    one = await town.cleo.presses("Match Brin Calloway", on=names)
    assert "may be Bryn Calloway, Team manager?" in told(one)
    one = await town.cleo.presses("This person", on=one)
    assert "Who is Zed Quince?" in told(one)
    names = await town.cleo.presses("Add them", on=one, email="zed.quince@lowmere.example")
    assert "Everybody is matched" in told(names)
    overview = await town.cleo.presses("import", on=names)
    imported = await town.cleo.presses("confirm_import", on=overview)
    assert f"Imported: {SUBJECT}" in told(imported)
    assert "3 recommendations and 3 answers are in the record" in told(imported)
    assert plan_id(town)
    assert town.council.database.read_now(person_with_email, email="zed.quince@lowmere.example")
    assert town.council.database.read_now(intakes.in_hand, person=town.council.people["cleo"]) == ()


async def test_the_same_with_words_alone(town: Town) -> None:
    assert SUBJECT in told(await town.cleo.says(f"import\n{FORM}"))
    assert "Doubt 1 of 2" in told(await town.cleo.says("doubts"))
    assert "Doubt 2 of 2" in told(await town.cleo.says("2, on track"))
    assert "Every doubt has an answer" in told(await town.cleo.says("31 March 2025"))
    assert "Names: 2 of 4" in told(await town.cleo.says("owners"))
    assert "Who is Brin Calloway?" in told(await town.cleo.says("owner 2"))
    assert "Who is Zed Quince?" in told(await town.cleo.says("Bryn Calloway"))
    assert "Everybody is matched" in told(await town.cleo.says("outside"))
    shown = told(await town.cleo.says("show 2"))
    for words in ("Water is turned on", "2", "Ongoing (read as 31 March 2025)", "Brin Calloway (lead) → Bryn Calloway"):
        assert words in shown, words
    assert "Vacant plots" in told(await town.cleo.says("next"))
    assert "last one" in told(await town.cleo.says("next"))
    assert "Water is turned on" in told(await town.cleo.says("back"))
    assert "APPENDIX 1" in told(await town.cleo.says("not placed"))
    assert "Allotments and Gardens" in told(await town.cleo.says("title is Allotments and Gardens"))
    assert "confirm" in told(await town.cleo.says("service is Parks"))
    assert "Imported: Allotments and Gardens" in told(await town.cleo.says("confirm"))
    assert plan_id(town, "Allotments and Gardens")


async def test_what_matters_must_be_settled_or_left_knowingly(town: Town) -> None:
    await send(town)
    held = await town.cleo.says("confirm")
    assert "Not imported yet" in told(held)
    assert "2 names not matched" in told(held)
    assert plan_id(town) is None
    again = await town.cleo.says("yes")
    assert "Type “confirm”" in told(again)
    imported = await town.cleo.says("confirm anyway")
    assert "Imported" in told(imported)
    assert "2 doubts left as read" in told(imported)
    later = told(await town.cleo.says(f"import doubts of {SUBJECT}"))
    assert "2 left as read" in later
    assert "“Ongoing” is not one certain date" in later


async def test_confirm_anyway_is_no_short_cut_past_what_is_left(town: Town) -> None:
    await send(town)
    assert "Not imported yet" in told(await town.cleo.says("confirm anyway"))
    assert plan_id(town) is None


async def test_pressed_twice_it_is_imported_once_and_old_cards_are_refused_kindly(town: Town) -> None:
    overview = await send(town)
    doubt = await town.cleo.says("doubts")
    held = await town.cleo.presses("confirm_import", on=overview)
    await town.cleo.presses("Leave them and import", on=held)
    assert plan_id(town)
    late = await town.cleo.presses("Right as it is", on=doubt)
    assert "has been imported by Cleo Farrant in the meantime" in told(late)
    assert "changed nothing" in told(late)


async def test_the_same_file_twice_changes_nothing_and_says_so(town: Town) -> None:
    await send(town)
    assert "in hand already" in told(await send(town))
    await town.cleo.says("confirm")
    await town.cleo.says("confirm anyway")
    for name in (NAME, "Renamed.txt"):
        again = told(await send(town, name=name))
        assert "imported before" in again
        assert "Cleo Farrant" in again


async def test_a_newer_form_shows_what_changes_and_loses_nothing(town: Town) -> None:
    await send(town)
    await town.cleo.says("confirm")
    await town.cleo.says("confirm anyway")
    first = plan_id(town)
    overview = await send(town, NEWER, "newer.txt")
    assert f"A newer version of “{SUBJECT}”: 0 new, 1 changed, 0 gone, 2 the same" in told(overview)
    compared = await town.cleo.presses("compare", on=overview)
    assert "Due date: May 2024 → September 2024" in told(compared)
    assert "New rounds: July 2024" in told(compared)
    assert told(await town.cleo.says("changes")) == told(compared)
    await town.cleo.says("import")
    await town.cleo.says("confirm")
    done = await town.cleo.says("confirm anyway")
    assert "0 new, 1 changed and 0 no longer in the document" in told(done)
    assert plan_id(town) == first
    ids = town.council.database.read_now(plans.recommendation_ids, plan_id=first)
    assert set(ids) == {"1", "2", "3"}


async def test_it_may_be_a_plan_of_its_own_after_all(town: Town) -> None:
    await send(town)
    await town.cleo.says("confirm")
    await town.cleo.says("confirm anyway")
    await send(town, NEWER, "newer.txt")
    assert "own" in told(await town.cleo.presses("aim_import"))
    refused = told(await town.cleo.says("confirm"))
    assert "Not imported yet" in refused
    assert "already" in told(await town.cleo.says("confirm anyway"))
    renamed = await town.cleo.says("title is Allotments, second year")
    assert "Allotments, second year" in told(renamed)
    await town.cleo.says("confirm")
    assert "Imported: Allotments, second year" in told(await town.cleo.says("confirm anyway"))
    assert plan_id(town, "Allotments, second year")


async def test_the_title_can_be_mended_on_the_card(town: Town) -> None:
    overview = await send(town)
    named = await town.cleo.presses("name_import", on=overview, title="Growing Spaces", service="Parks")
    assert "Import: Growing Spaces" in (named.card or {})["fallbackText"]
    await town.cleo.says("newer version of " + TITLE)
    assert f"A newer version of “{TITLE}”" in told(town.cleo.card())


async def test_a_document_can_be_dropped(town: Town) -> None:
    overview = await send(town)
    assert {"doubt", "leftovers", "owners", "look"} <= verbs(overview)
    doubt = await town.cleo.says("doubts")
    assert "answer_doubt" in verbs(doubt)
    dropped = await town.cleo.presses("drop_import", on=overview)
    assert "dropped" in told(dropped)
    assert "was dropped by Cleo Farrant" in told(await town.cleo.presses("Right as it is", on=doubt))
    assert plan_id(town) is None


async def test_a_restart_and_another_clerk_find_everything_where_it_was(town: Town) -> None:
    await send(town)
    first = await town.cleo.says("doubts")
    shown = await town.ada.says("import")
    assert "sent by Cleo Farrant" in told(shown)
    await town.ada.says("doubts")
    await town.ada.says("3")
    late = await town.cleo.presses("Use this", on=first, value="2")
    assert "A colleague has answered this in between" in told(late)
    assert "Settled as 3, by Ada Quill" in told(late)
    typed_late = await town.cleo.says("import")
    assert "1 of 2 open" in told(typed_late)


async def test_typed_answers_are_checked_against_what_was_shown(town: Town) -> None:
    await send(town)
    await town.cleo.says("doubts")
    await town.ada.says("doubts")
    await town.ada.says("import")
    await town.ada.says("doubts")
    await town.ada.says("4")
    assert "Settled as 4, by Ada Quill" in told(await town.cleo.says("2"))


async def test_confirming_what_a_colleague_has_changed_shows_it_again(town: Town) -> None:
    overview = await send(town)
    await town.ada.says("import")
    await town.ada.says("title is Something Else")
    assert "in between" in told(await town.cleo.presses("confirm_import", on=overview))
    assert plan_id(town) is None


async def test_all_of_one_kind_alike(town: Town) -> None:
    await send(town, FORM.replace("2 – On track", "").replace("1 – Fully achieved", ""))
    doubt = await town.cleo.says("doubts")
    assert "2 more doubts like this" in told(doubt)
    after = await town.cleo.says("all right")
    assert "And 2 more of its kind" in told(after)
    assert "is not one certain date" in told(after)


async def test_an_answer_can_be_changed_by_going_back(town: Town) -> None:
    await send(town)
    await town.cleo.says("doubts")
    await town.cleo.says("2")
    before = await town.cleo.says("back")
    assert "Settled as 2, by Cleo Farrant" in told(before)
    await town.cleo.says("3")
    assert "Settled as 3" in told(await town.cleo.says("back"))
    skipped = await town.cleo.says("skip")
    assert "Doubt 2 of 2" in told(skipped)


async def test_a_value_that_cannot_be_is_refused_and_the_card_stays(town: Town) -> None:
    await send(town)
    doubt = await town.cleo.says("doubts")
    assert "not a grade of this document's key" in told(await town.cleo.says("purple"))
    assert "not a grade" in told(await town.cleo.presses("Use this", on=doubt, value="9"))
    assert "Pick one of these or type" in told(await town.cleo.presses("Use this", on=doubt))


@pytest.mark.parametrize("who", ["asha", "lena", "mo"])
async def test_only_clerks_import(town: Town, who: str) -> None:
    officer = getattr(town, who)
    assert "is for the clerk" in told(await officer.says("import"))
    pasted = told(await officer.says(f"import\n{FORM}"))
    assert "Import:" not in pasted
    if who == "asha":
        sent = await officer.sends(NAME, FORM.encode(), "text/plain")
        assert "Which recommendation is this file for?" in told(sent)


async def test_what_is_no_plan_is_said_so(town: Town) -> None:
    letter = await town.cleo.sends("letter.txt", b"Dear all,\nthe allotments open in April.\n", "text/plain")
    assert "found no recommendation" in told(letter)
    pdf = told(await town.cleo.sends("plan.pdf", b"%PDF-1.7 ...", "application/pdf"))
    assert "PDF" in pdf
    picture = told(await town.cleo.sends("plan.png", b"\x89PNG\r\n\x1a\n...", "image/png"))
    assert "I read plans from .docx" in picture
    assert "paste its text" in told(await town.cleo.says("import"))


async def test_a_pasted_form_is_known_for_one_without_a_word(town: Town) -> None:
    assert SUBJECT in told(await town.cleo.says(FORM))
    assert SUBJECT not in told(await town.cleo.says("Lots of words\n" * 60))


async def make_cleo_an_owner(town: Town) -> None:
    """Asha hands a recommendation to the clerk, who accepts it."""
    await town.asha.says("update")
    await town.asha.says("hand to Cleo Farrant because she leads on it")
    await town.cleo.says("accept")


async def test_a_clerk_who_is_asked_for_answers_too_says_what_the_file_is(town: Town) -> None:
    await make_cleo_an_owner(town)
    asked = await send(town)
    assert "What is this file for?" in told(asked)
    overview = await town.cleo.presses("import", on=asked)
    assert "3 recommendations" in told(overview)
    await town.cleo.says("drop")
    asked = await send(town)
    assert "Which recommendation is this file for?" in told(await town.cleo.presses("as_evidence", on=asked))
    await send(town)
    assert "Which recommendation is this file for?" in told(await town.cleo.says("evidence"))
    await send(town)
    assert "3 recommendations" in told(await town.cleo.says("yes"))


async def test_her_own_walk_goes_on_where_it_was(town: Town) -> None:
    await make_cleo_an_owner(town)
    await town.cleo.says("update")
    await send(town, "Notes of a meeting about carers.\n", "notes.txt")
    assert "Attach this file" in told(town.cleo.card())
    await town.cleo.says("no")
    await send(town)
    await town.cleo.says("import")
    await town.cleo.says("doubts")
    form = await town.cleo.says("resume")
    assert "Every school names a lead for young carers." in told(form)
    asked = await town.cleo.says("Service is now fully staffed in all schools.")
    assert "Record this as evidence" in told(asked)
    assert "Doubt 1 of" in told(await town.cleo.says("doubts")) or "no document in hand" in told(town.cleo.sees_last())


async def test_look_is_pressed_through_and_leftovers_are_shown(town: Town) -> None:
    overview = await send(town)
    first = await town.cleo.presses("look", on=overview)
    assert "1 of 3" in told(first)
    second = await town.cleo.presses("Next", on=first)
    assert "Grade: none given" in told(second)
    assert "APPENDIX 1" in told(await town.cleo.presses("leftovers", on=await town.cleo.says("import")))


async def test_a_name_is_matched_by_its_own_card(town: Town) -> None:
    await send(town)
    names = await town.cleo.says("owners")
    assert {"owner", "owners"} <= verbs(names) | {"owners"}
    one = await town.cleo.presses("Match Zed Quince", on=names)
    assert verbs(one) >= {"choose_owner", "owners", "import"}
    assert "Choose who it is" in told(await town.cleo.presses("This person", on=one))
    assert "work e-mail" in told(await town.cleo.presses("Add them", on=one, email="zed at home"))
    await town.cleo.presses("Not in Teams", on=one, kind="role")
    assert "Zed Quince : not in Teams; the link officer answers" in told(await town.cleo.says("owners"))


async def test_nobodys_walk_hears_the_words_of_the_import(town: Town) -> None:
    await town.asha.says("update")
    for words in ("Service is now fully staffed.", "The title is printed on the letters.", "Changes", "Right"):
        assert "Record this as evidence" in told(await town.asha.says(words))
    assert town.council.database.read_now(
        sheet, person=town.council.people["asha"], recommendation_id=town.council.recommendations["1"],
        round_id=town.council.round_id,
    ).version == 0  # fmt: skip


async def test_a_restart_finds_the_document_and_the_doubt_where_they_were(here: Council, tmp_path: Path) -> None:
    async with running_town(here, tmp_path) as town:
        await send(town)
        doubt = await town.cleo.says("doubts")
    async with running_town(here, tmp_path) as town:
        assert "Doubt 2 of 2" in told(await town.cleo.presses("Use this", on=doubt, value="2"))
        assert "Every doubt has an answer" in told(await town.cleo.says("right"))
        assert SUBJECT in told(await town.cleo.says("import"))


async def test_reading_that_takes_too_long_is_given_up_with_a_sentence(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.importing.readers.MOST_SECONDS", 0)
    assert "takes longer than I may wait" in told(await send(town))
    assert town.council.database.read_now(intakes.in_hand, person=town.council.people["cleo"]) == ()


@pytest.mark.parametrize(("name", "encoding"), [("plan.txt", "utf-16"), ("plan.csv", "utf-16-le")])
async def test_what_excel_saves_as_unicode_text_is_taken(town: Town, name: str, encoding: str) -> None:
    text = "Ref\tRecommendation\tOwner\tDue date\n1\tPlant trees in Dŵr Lane.\tAsha Pryce\tMay 2025\n"
    overview = await town.cleo.sends(name, text.encode(encoding), "text/plain")
    assert "1 recommendation" in told(overview)
    assert len(town.council.database.read_now(intakes.in_hand, person=town.council.people["cleo"])) == 1


async def test_nobody_waits_while_a_long_document_is_read(town: Town) -> None:
    rows = "\n".join(f"{n}\tThing {n} is done in its way.\tAsha Pryce\tMay 2025\tOn track" for n in range(1, 401))
    long = f"Ref\tRecommendation\tOwner\tDue date\tStatus\n{rows}\n"
    reading = asyncio.create_task(send(town, long, "long.tsv"))
    await asyncio.sleep(0.2)
    assert "2 recommendations" in told(await town.asha.says("hello"))
    overview = await reading
    assert "400 recommendations" in told(overview)


async def test_markup_in_a_document_is_drawn_as_text(town: Town) -> None:
    text = FORM.replace("A waiting list", '=HYPERLINK("x") <script>alert(1)</script> **A** waiting list')
    await send(town, text)
    shown = await town.cleo.says("show 1")
    assert "<script>alert(1)</script>" in told(shown)
