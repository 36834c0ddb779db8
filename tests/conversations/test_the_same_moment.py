"""What two people do in the same moment, and what is delivered again: one effect each, and nothing lost.

Races are run on the whole program, with many requests under way.
"""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select, update

from storage.submissions import fingerprint, ready
from storage.tables.messages import AuditRow, Delivery
from storage.tables.rounds import Handover, Submission
from storage.vocabulary import UpdateState
from tests.builders import NAMES, Council, moment
from tests.conversations.conftest import Town, running_town
from tests.conversations.forging import FAULT, about, changed, forged, rows_of, versions
from tests.officer import told


async def test_two_people_saving_at_once_lose_nothing(anywhere: Town) -> None:
    pressed = [
        forged(anywhere, who, "save_draft", **about(anywhere, "2", version=0, evidence=f"{who} {number}"))
        for number in range(10)
        for who in ("asha", "bryn")
    ]
    answers = await asyncio.gather(*pressed)
    assert all(isinstance(answer.body.get("value"), dict) for answer in answers)
    assert sorted(versions(anywhere.council)) == sorted(f"{who} {n}" for n in range(10) for who in ("asha", "bryn"))


async def test_words_set_aside_are_in_the_audit(town: Town) -> None:
    town.council.saved("asha", "2", 0, evidence="Asha's words.")
    town.council.save("bryn", "2", 0, evidence="Bryn's words.")

    def audited(session: Session) -> list[tuple[str, Any]]:
        rows = session.exec(select(AuditRow).where(AuditRow.noun == "update").order_by(col(AuditRow.id)))
        return [(NAMES["bryn"] if row.person_id == town.council.people["bryn"].id else "", row.after) for row in rows]

    rows = town.council.database.read_now(audited)
    assert any(who == NAMES["bryn"] and after.get("version") == 2 for who, after in rows)


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("save_draft", {"version": 0, "fields": "evidence", "evidence": "Once."}),
        ("save_and_next", {"version": 0, "fields": "evidence", "evidence": "Once."}),
        ("not_mine", {"version": 0, "fields": "evidence", "evidence": "Once."}),
        ("hand_to_clerk", {"reason": "I moved."}),
    ],
)
async def test_twenty_impatient_presses_have_one_effect(anywhere: Town, verb: str, more: dict[str, object]) -> None:
    answers = await asyncio.gather(*(forged(anywhere, "asha", verb, **about(anywhere, "1", **more)) for _ in range(20)))
    assert all(FAULT not in str(answer.body) and answer.status == 200 for answer in answers)
    assert versions(anywhere.council) == (["Once."] if "evidence" in more else [])
    assert len(rows_of(anywhere, Handover)) == (0 if "evidence" in more else 1)


async def test_the_same_delivery_twenty_times_at_once_has_one_effect_and_one_answer(anywhere: Town) -> None:
    await anywhere.asha.says("update")
    await anywhere.asha.presses("save_draft", evidence="Once.")
    posted = {**anywhere.teams.posted("asha"), "id": "the-same"}
    posted["value"]["action"]["data"] |= {"version": 1, "evidence": "Twice."}
    answers = await asyncio.gather(*(anywhere.teams.post("asha", posted) for _ in range(20)))
    assert all(answer.body == answers[0].body for answer in answers)
    assert versions(anywhere.council) == ["Once.", "Twice."]


def _seen(here: Council) -> str:
    """What the button of Asha's review carries."""
    return fingerprint(here.database.read_now(ready, person=here.people["asha"], today=moment().today))


async def test_submitting_twenty_times_gives_one_receipt(anywhere: Town) -> None:
    here = anywhere.council
    here.saved("asha", "1", 0, evidence="44 schools.", grade="1")
    seen = _seen(here)
    answers = await asyncio.gather(*(forged(anywhere, "asha", "submit_all", seen=seen) for _ in range(20)))
    assert len(rows_of(anywhere, Submission)) == 1
    reference = rows_of(anywhere, Submission)[0].reference
    assert all(reference in str(answer.body) for answer in answers)


async def test_submitting_while_the_other_owner_saves_sends_what_was_seen_or_nothing(anywhere: Town) -> None:
    here = anywhere.council
    here.saved("asha", "2", 0, evidence="Seen.", grade="2")
    seen = _seen(here)
    save = about(anywhere, "2", version=1, fields="evidence", evidence="Newer.")
    await asyncio.gather(
        forged(anywhere, "asha", "submit_all", seen=seen), forged(anywhere, "bryn", "save_draft", **save)
    )
    sheet = here.sheet("cleo", "2")
    assert sheet.version == 2
    assert sheet.sent_version in (0, 1)
    assert sheet.response.evidence == "Newer."


async def test_two_owners_submitting_at_once_send_it_once(anywhere: Town) -> None:
    here = anywhere.council
    here.saved("asha", "2", 0, evidence="Ours.", grade="2")
    seen = _seen(here)
    await asyncio.gather(*(forged(anywhere, who, "submit_all", seen=seen) for who in ("asha", "bryn") * 5))
    assert here.sheet("cleo", "2").state is UpdateState.SUBMITTED
    assert len(rows_of(anywhere, Submission)) == 1


async def test_handing_over_while_the_other_answers_leaves_one_owner(anywhere: Town) -> None:
    here = anywhere.council
    ids = {key: str(one.id) for key, one in here.people.items()}
    await forged(anywhere, "asha", "hand_over", **about(anywhere, "1", to=ids["tess"], reason="She runs it."))
    offer = rows_of(anywhere, Handover)[0].id
    await asyncio.gather(
        forged(anywhere, "tess", "accept_offer", handover=offer),
        forged(anywhere, "asha", "hand_over", **about(anywhere, "1", to=ids["bryn"], reason="Or he.")),
        forged(anywhere, "tess", "decline_offer", handover=offer),
    )
    for row in rows_of(anywhere, Handover):
        await forged(anywhere, "bryn", "accept_offer", handover=row.id)
    assert len({one.name for one in here.sheet("cleo", "1").owners}) == 1


async def test_closing_the_round_while_everybody_saves_keeps_all_that_was_acknowledged(anywhere: Town) -> None:
    here = anywhere.council

    async def close() -> None:
        await asyncio.to_thread(here.close_round)

    pressed = [
        forged(anywhere, who, "save_draft", **about(anywhere, "2", version=0, evidence=f"{who} {number}"))
        for number in range(8)
        for who in ("asha", "bryn")
    ]
    answers = await asyncio.gather(*pressed[:6], close(), *pressed[6:])
    cards = [answer for answer in answers if answer and isinstance(answer.body["value"], dict)]
    refusals = [str(answer.body["value"]) for answer in answers if answer and isinstance(answer.body["value"], str)]
    assert all("round has closed" in sentence for sentence in refusals)
    assert len(versions(here)) == len(cards)


async def test_the_clerk_judges_while_the_officer_saves_and_nothing_is_lost(anywhere: Town) -> None:
    here = anywhere.council
    here.saved("asha", "1", 0, evidence="44 schools.", grade="1")
    here.submit("asha")
    await asyncio.gather(
        forged(anywhere, "cleo", "accept_answer", **about(anywhere, "1", version=1)),
        forged(anywhere, "asha", "save_draft", **about(anywhere, "1", version=1, evidence="46 schools.")),
        forged(anywhere, "cleo", "return_answer", **about(anywhere, "1", version=1, comment="How many?")),
    )
    sheet = here.sheet("cleo", "1")
    assert (sheet.version, sheet.sent_version, sheet.response.evidence) == (2, 1, "46 schools.")


# Restarts


STEPS = (
    ("says", "update"), ("says", "44 schools have had a lead since May."), ("says", "yes"), ("says", "1, fully achieved"),
    ("says", "impact: Heads say it helps."), ("says", "next"), ("presses", "save_and_next"), ("says", "review"),
    ("says", "submit all"),
)  # fmt: skip


@pytest.mark.parametrize("is_answer_lost", [True, False])
async def test_every_step_delivered_again_after_a_restart_has_one_effect(
    here: Council, tmp_path: Path, is_answer_lost: bool
) -> None:
    for way, words in STEPS:
        async with running_town(here, tmp_path) as town:
            inputs = {"evidence": "Survey sent.", "impact": "x", "grade": "2"} if way == "presses" else {}
            await getattr(town.asha, way)(words, **inputs)
            posted = town.teams.posted("asha")
        before = versions(here)
        if is_answer_lost:
            changed(here.database, update(Delivery).values(answer=None))
        async with running_town(here, tmp_path) as town:
            answer = await town.teams.post("asha", {**posted, "serviceUrl": town.teams.service_url})
            assert answer.status == 200
            assert FAULT not in str(answer.body) + told(town.asha.sees_last())
        assert versions(here) == before
    assert here.sheet("cleo", "1").response.evidence == "44 schools have had a lead since May."
    assert len(here.database.read_now(lambda session: session.exec(select(Submission)).all())) == 1


async def test_a_receipt_that_was_lost_on_its_way_is_given_again(here: Council, tmp_path: Path) -> None:
    """Officers want proof that it arrived: a form in its place is none."""
    async with running_town(here, tmp_path) as town:
        here.saved("asha", "1", 0, evidence="44 schools.", impact="x", grade="1")
        await town.asha.says("review")
        await town.asha.presses("submit_all")
        posted = town.teams.posted("asha")
    changed(here.database, update(Delivery).values(answer=None))
    reference = here.database.read_now(lambda session: session.exec(select(Submission.reference)).one())
    async with running_town(here, tmp_path) as town:
        answer = await town.teams.post("asha", {**posted, "serviceUrl": town.teams.service_url})
        assert reference in str(answer.body)
