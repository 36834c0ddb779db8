"""People who come, go, and are two things at once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage import people
from storage.database import Database
from storage.people import ListedPerson
from storage.tables.rounds import Handover
from storage.vocabulary import HandoverState, UpdateState
from tests.builders import council, moment, owner, plan
from tests.conversations.conftest import STRANGER, Town, running_town
from tests.conversations.forging import FAULT, deactivated, forged, rows_of, versions
from tests.officer import told


async def test_somebody_deactivated_in_the_middle_of_a_walk_is_a_stranger(town: Town) -> None:
    await town.asha.says("update")
    form = town.asha.card()
    deactivated(town, "asha")
    assert "scrutiny@lowmere.example" in told(await town.asha.says("44 schools."))
    await town.asha.presses("save_draft", on=form, evidence="After leaving.")
    assert versions(town.council) == []
    assert "Young Carers" not in told(await town.asha.says("my actions"))


async def test_nothing_is_sent_to_somebody_who_has_left(town: Town) -> None:
    await town.tess.joins()
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    deactivated(town, "tess")
    await town.running.courier.round()
    assert "she runs it" not in told(town.tess.sees_last())


async def test_the_clerk_cannot_assign_to_somebody_who_has_left(town: Town) -> None:
    """The card was drawn while Tess was still there."""
    await town.asha.says("update")
    await town.asha.says("back to the clerk, because I changed jobs")
    await town.cleo.says("to review")
    await town.cleo.presses("open_answer")
    deactivated(town, "tess")
    await town.cleo.presses("assign", to=str(town.council.people["tess"].id))
    assert "Tess Byrne" not in {one.name for one in town.council.sheet("cleo", "1").owners}
    assert rows_of(town, Handover)[0].state == HandoverState.WITH_CLERK


async def test_a_stranger_who_is_then_added_is_let_in(town: Town) -> None:
    """They did what the bot told them: they asked. The same day, without a restart."""
    assert "scrutiny@lowmere.example" in told(await town.stranger.says("hello"))
    added = ListedPerson(STRANGER.name, STRANGER.email)
    town.council.database.write_now(people.import_people, person=None, moment=moment(), people=[added])
    assert "Nothing is waiting" in told(await town.stranger.says("update"))


async def test_somebody_listed_anew_whose_old_row_has_left_is_no_fault(town: Town) -> None:
    """The sign-in is still tied to the row that was deactivated: a changed e-mail, or somebody who came back."""
    old = ListedPerson("Sol Before", "sol.before@lowmere.example", entra_id=STRANGER.entra_id, active=False)
    new = ListedPerson(STRANGER.name, STRANGER.email)
    town.council.database.write_now(people.import_people, person=None, moment=moment(), people=[old, new])
    assert FAULT not in told(await town.stranger.says("update"))


@pytest.fixture
async def both(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Town]:
    """A council in which Cleo is clerk and owns recommendation 1 herself."""
    mine = replace(plan().recommendations[0], owners=(owner("cleo"),))
    agreed = replace(plan(), recommendations=(mine, *plan().recommendations[1:]))
    async with running_town(council(sqlite_database, agreed), tmp_path) as found:
        yield found


async def test_a_clerk_who_is_an_officer_too_finds_her_draft_again(both: Town) -> None:
    await both.cleo.says("update")
    await both.cleo.presses("save_draft", evidence="44 schools.", impact="x", grade="1")
    both.council.saved("asha", "2", 0, evidence="Asha's.", grade="2")
    both.council.submit("asha")
    await both.cleo.says("to review")
    await both.cleo.presses("open_answer")
    assert "44 schools." in str((await both.cleo.says("update")).card)
    await both.cleo.says("review")
    await both.cleo.says("submit all")
    assert both.council.sheet("cleo", "1").state is UpdateState.SUBMITTED


async def test_words_typed_at_the_clerks_desk_are_nobodys_grade(both: Town) -> None:
    await both.cleo.says("update")
    both.council.saved("asha", "2", 0, evidence="Asha's.", grade="2")
    both.council.submit("asha")
    await both.cleo.says("to review")
    await both.cleo.presses("open_answer")
    await both.cleo.says("2, on track")
    assert both.council.sheet("cleo", "1").version == 0
    assert both.council.sheet("cleo", "2").version == 1


async def test_accept_with_an_offer_and_an_answer_open_does_not_guess(both: Town) -> None:
    both.council.saved("asha", "2", 0, evidence="Asha's.", grade="2")
    both.council.submit("asha")
    await both.cleo.says("to review")
    await both.cleo.presses("open_answer")
    await both.bryn.says("open item 4")
    await both.bryn.says("hand to Cleo because she knows")
    await both.running.courier.round()
    await both.cleo.says("accept")
    assert both.council.sheet("asha", "2").state is UpdateState.SUBMITTED
    assert rows_of(both, Handover)[0].state == HandoverState.OFFERED


async def test_an_owner_who_takes_on_what_is_theirs_already_is_named_once(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("hand to Bryn because he runs it")
    offer = rows_of(town, Handover)[0].id
    await forged(town, "bryn", "accept_offer", handover=offer)
    assert [one.name for one in town.council.sheet("bryn", "2").owners] == ["Bryn Calloway"]
