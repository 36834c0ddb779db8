"""What nobody should send, press or type, and what two people do in the same moment: refused kindly, and nothing lost.

Forged presses carry what no card of ours would; races are run on the whole program, with many requests under way.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlmodel import Session, col, select, update

from bot.playground import activities
from bot.playground.answers import Answer
from storage import decisions, handovers, people, plans
from storage.database import Database
from storage.people import ListedPerson
from storage.tables.messages import AuditRow, Delivery
from storage.tables.people import Person as PersonRow
from storage.tables.rounds import Handover, Submission, UpdateVersion
from storage.vocabulary import HandoverState, UpdateState
from tests.builders import NAMES, Council, council, email, moment, owner, plan
from tests.conversations.conftest import STRANGER, Town, running_town
from tests.officer import told

PDF = b"%PDF-1.7\nminutes"
FAULT = "it is my fault"
HALF = "\ud800"


async def forged(town: Town, who: str, verb: str, **data: object) -> Answer:
    """A press that no card of ours offers."""
    player = town.teams.chats.of(who).player
    return await town.teams.post(who, activities.execute(player, "1", {"verb": verb}, data))


async def refused(town: Town, who: str, verb: str, **data: object) -> str:
    """The sentence that a forged press is answered with. A card in its place, or a fault, is a failure."""
    answer = await forged(town, who, verb, **data)
    assert answer.status == 200, answer
    assert isinstance(answer.body["value"], str), "it was answered with a card"
    assert FAULT not in answer.body["value"]
    return str(answer.body["value"])


def about(town: Town, which: str, **more: object) -> dict[str, object]:
    """What a card about this recommendation carries."""
    return {"rec": town.council.recommendations[which], "round": town.council.round_id, **more}


def changed(database: Database, statement: Any) -> None:
    def run(session: Session) -> None:
        session.execute(statement)

    database.write_now(run)


def deactivated(town: Town, who: str) -> None:
    statement = update(PersonRow).where(col(PersonRow.email) == email(who)).values(active=False)
    changed(town.council.database, statement)


def versions(here: Council) -> list[str]:
    """The evidence of every version there is, in order."""
    return here.database.read_now(
        lambda session: list(session.exec(select(UpdateVersion.evidence).order_by(col(UpdateVersion.id))))
    )


@pytest.fixture
async def anywhere(database: Database, tmp_path: Path) -> AsyncIterator[Town]:
    """The program on either database."""
    async with running_town(council(database), tmp_path) as found:
        yield found


class Hung(Exception):
    """The whole program stood still: everybody waits for one message."""


@contextmanager
def never_hangs() -> Iterator[None]:
    """Ends what would take minutes. What it guards takes milliseconds when all is well."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# Activities that are no activities

# What an activity of one kind has and others have not; the rest is tried on what is typed.
OWN_FIELDS = {"type", "name", "value", "attachments", "membersAdded", "replyToId"}
HOSTILE: tuple[Any, ...] = (None, True, -1, float("nan"), "", "\0", HALF, "..", "x" * 100_000, [None], {})


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of an activity, however deep."""
    if path:
        yield path
    inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield from places(one, (*path, name))


def with_in_place(value: Any, path: tuple[Any, ...], new: object) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, Mapping) else list(value)
    copy[path[0]] = with_in_place(value[path[0]], path[1:], new)
    return copy


@pytest.mark.parametrize("kind", ["typed", "pressed", "old press", "file", "consent", "joined"])
async def test_whatever_stands_in_a_field_the_bot_is_never_at_fault(
    town: Town, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    player = town.teams.chats.of("asha").player
    data = about(town, "1", version=0, fields="evidence grade", evidence="44 schools.", grade="2")
    file = activities.sent_file("minutes.pdf", "u", town.teams.service_url)
    made = {
        "typed": activities.message(player, "2, on track"),
        "pressed": activities.execute(player, "1", {"verb": "save_draft"}, data),
        "old press": activities.submit(player, "1", {"verb": "save_draft", **data}),
        "file": activities.file_message(player, "see this", file),
        "consent": activities.file_consent(player, "1", {"token": "1"}, activities.upload("a.pdf", "u", "http://x")),
        "joined": activities.added(player),
    }[kind]
    await town.asha.says("update")
    whole = {**made, "id": "1", "serviceUrl": town.teams.service_url, "channelId": "msteams"}
    number = 0
    own = {name for name in whole if kind == "typed" or name in OWN_FIELDS}
    for path in (path for path in places(whole) if path[0] in own):
        for hostile in HOSTILE:
            number += 1
            activity = with_in_place({**whole, "id": f"h{number}"}, path, hostile)
            answer = await town.teams.post("asha", activity)
            assert answer.status == 200 or 400 <= answer.status < 500, (path, hostile, answer)
    assert [record for record in caplog.records if str(record.msg).startswith("turn failed")] == []


async def test_a_deep_nest_is_a_bad_request(town: Town) -> None:
    player = town.teams.chats.of("asha").player
    nest: list[Any] = []
    for _ in range(400):
        nest = [nest]
    answer = await town.teams.post("asha", activities.execute(player, "1", {"verb": "save_draft"}, {"evidence": nest}))
    assert answer.status == 400


# Words that are not only words

WORDS = {
    "right to left": "Schools \u202e44\u202c of 52, \u2067\u05d0\u05d1\u2069 and \u05d2",
    "open overrides": "\u202e" * 500 + "44 schools",
    "mention": "<at>Scrutiny</at> told <at>Asha Pryce</at> so",
    "html": "<script>alert(1)</script> <b>44</b> &lt;schools&gt; &amp;",
    "markdown": "# **44** [schools](javascript:alert(1)) `x` | a | b |\n|---|---|\n* _done_ ~~not~~",
    "template": "{{DATE(2024-07-08T00:00:00Z, SHORT)}} ${evidence} {{TIME(2024-07-08T00:00:00Z)}}",
    "json": '"}],"actions":[{"type":"Action.OpenUrl","url":"https://example.org"}]',
    "line ends": "One\r\nTwo\rThree\u2028Four\x85Five\x0bSix",
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿" * 600,
    "quotes": '"\\' * 10_000,
    "control": "".join(chr(code) for code in range(1, 32)) + "\x7f\x80\x9f\ufffe",
    "combining": "Z" + "\u0301" * 5_000,
    "links": "https://example.org/a?b=c&d=%00#" * 400,
    "blank lines": "44" + "\n" * 9_000 + "schools",
}
UNKEEPABLE = {"nul": "44\0schools", "half": f"44{HALF}schools", "long": "x" * 100_000}


def shown_well(town: Town, who: str) -> bool:
    return not any(entry.banner and entry.banner.is_error for entry in town.teams.transcript(who))


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
async def test_words_are_kept_to_the_letter_typed_or_pressed(town: Town, words: str) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says(words))
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == words
    await town.asha.says("open 2")
    await town.asha.presses("save_and_next", evidence=words, impact=words[:8_000], explanation=words[:8_000], grade="3")
    response = town.council.sheet("asha", "2").response
    assert (response.evidence, response.impact, response.explanation) == (words, words[:8_000], words[:8_000])
    for said in ("open 2", "change", "review", "submit all", "my actions"):
        assert FAULT not in told(await town.asha.says(said))
    await town.cleo.says("to review")
    assert FAULT not in told(await town.cleo.says("to review"))
    assert shown_well(town, "asha")


@pytest.mark.parametrize("words", UNKEEPABLE.values(), ids=UNKEEPABLE.keys())
async def test_words_that_cannot_be_kept_are_refused_wherever_they_are_given(town: Town, words: str) -> None:
    await town.asha.says("update")
    assert "I kept none of it" in told(await town.asha.says(words))
    for field in ("evidence", "impact", "explanation", "anticipated"):
        sentence = await refused(
            town, "asha", "save_draft", **about(town, "1", version=0, fields=field, **{field: words})
        )
        assert "I kept none of it" in sentence
    sentence = await refused(town, "asha", "hand_to_clerk", **about(town, "1", reason=words))
    assert "I kept none of it" in sentence
    assert "is not a grade" in await refused(town, "asha", "save_draft", **about(town, "1", version=0, grade=words))
    assert versions(town.council) == []


@pytest.mark.parametrize("name", ["seen", "asked", "to_name", "place", "fields", "handover", "file", "aside", "token"])
@pytest.mark.parametrize("value", ["\0", HALF, "x" * 100_000, "-1", "9" * 5_000, "٣", "1.0", "true", "1 1"])
async def test_no_value_of_a_card_puts_the_bot_at_fault(anywhere: Town, name: str, value: str) -> None:
    await anywhere.asha.says("update")
    await anywhere.asha.says("Held words.")
    for verb in (
        "save_draft", "submit_all", "confirm", "attach_to", "detach", "get_file", "hand_over", "accept_offer",
        "use_mine", "keep", "open_answer", "accept_answer", "assign", "review", "skip",
    ):  # fmt: skip
        data = about(anywhere, "1", version=0, reason="x") | {name: value}
        answer = await forged(anywhere, "asha", verb, **data)
        assert answer.status == 200
        assert FAULT not in str(answer.body), verb


@pytest.mark.parametrize("name", ["indicator_" + "9" * 5_000, "indicator_٣", "indicator_999999999999", "indicator_-1"])
async def test_no_name_of_a_box_puts_the_bot_at_fault(town: Town, name: str) -> None:
    answer = await forged(town, "asha", "save_draft", **about(town, "1", version=0, **{name: "48%"}))
    assert FAULT not in str(answer.body)
    assert versions(town.council) == []


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm to stop a hang with")
@pytest.mark.parametrize(
    "text",
    [
        " " * 20_000 + "x",
        "x" + "(" * 40_000 + "x",
        "2" + " -" * 20_000 + "x",
        "hand to" + " " * 8_000 + "y",
        "\n" * 50_000 + "x",
        "impact" + " " * 50_000 + "x",
    ],
    ids=["spaces", "brackets", "dashes", "hand to", "lines", "field"],
)
async def test_no_message_holds_up_everybody_else(town: Town, text: str) -> None:
    await town.asha.says("update")
    with never_hangs():
        assert FAULT not in told(await town.asha.says(text))


# Cards that lie


async def test_a_save_for_what_is_not_ones_own_is_refused(town: Town) -> None:
    data = about(town, "item 4", version=0, fields="evidence", evidence="Not mine.")
    assert "only the recommendations that you own" in await refused(town, "asha", "save_draft", **data)
    assert "not assigned to you" in await refused(town, "lena", "save_draft", **data)
    assert "not assigned to you" in await refused(town, "mo", "save_and_next", **data)
    assert "not assigned to you" in await refused(town, "cleo", "skip", **data)
    assert versions(town.council) == []


@pytest.mark.parametrize("verb", ["save_draft", "open", "keep", "detach", "hand_to_clerk", "confirm", "use_mine"])
@pytest.mark.parametrize("key", [("1", 999), ("item 4", None), (999_999_999, None), (0, 0)])
async def test_a_place_that_is_not_ones_own_is_refused(town: Town, verb: str, key: tuple[Any, Any]) -> None:
    recommendation_id = town.council.recommendations.get(key[0], key[0])
    place = {"rec": recommendation_id, "round": town.council.round_id if key[1] is None else key[1]}
    more = {"version": 0, "reason": "x", "evidence": "x", "file": 1, "aside": 1, "grade": "2"}
    assert await refused(town, "asha", verb, **place, **more)
    assert versions(town.council) == []


async def test_a_round_of_another_plan_is_refused(town: Town) -> None:
    here = town.council
    other = here.database.write_now(
        plans.add_plan, person=here.people["cleo"], moment=moment(), plan=replace(plan(), title="Another plan")
    )
    round_id = replace(here, plan_id=other).round_called("July 2024", date(2024, 7, 31))
    data = {"rec": here.recommendations["1"], "round": round_id, "version": 0, "evidence": "Crossed."}
    assert "not part of that round" in await refused(town, "asha", "save_draft", **data)
    assert versions(here) == []


@pytest.mark.parametrize("version", [7, 999_999_999, "-1", "1.5", "", "one", HALF, "9" * 40])
async def test_a_version_that_never_was_keeps_nothing(town: Town, version: object) -> None:
    town.council.saved("asha", "1", 0, evidence="First.")
    sentence = await refused(town, "asha", "save_draft", **about(town, "1", version=version, evidence="Forged."))
    assert "damaged" in sentence
    assert versions(town.council) == ["First."]


async def test_version_nought_on_an_answer_that_is_there_is_set_aside(town: Town) -> None:
    town.council.saved("asha", "1", 0, evidence="First.")
    answer = await forged(town, "asha", "save_draft", **about(town, "1", version=0, evidence="From a blank card."))
    assert isinstance(answer.body["value"], dict)
    assert town.council.sheet("asha", "1").response.evidence == "First."
    assert versions(town.council) == ["First.", "From a blank card."]


async def test_an_unknown_verb_leads_back(town: Town) -> None:
    for verb in ("delete_all", "SAVE_DRAFT", "save_draft ", "__class__", "x" * 900):
        assert "older card" in await refused(town, "asha", verb)


async def test_somebody_elses_review_card_sends_nothing(town: Town) -> None:
    here = town.council
    here.saved("bryn", "item 4", 0, evidence="Bryn's.", grade="2")
    here.saved("asha", "1", 0, evidence="Asha's.", grade="2")
    seen = f"{here.recommendations['item 4']}.{here.round_id}.1"
    answer = await forged(town, "asha", "submit_all", seen=seen)
    assert "has changed since" in str(answer.body)
    assert here.sheet("cleo", "item 4").sent_version == 0
    here.submit("bryn")
    answer = await forged(town, "asha", "submit_all", seen=seen)
    assert "R-" not in str(answer.body["value"])
    assert here.sheet("cleo", "1").sent_version == 0


async def test_somebody_elses_file_can_be_neither_attached_nor_fetched(town: Town) -> None:
    await town.asha.joins()
    await town.bryn.says("open item 4")
    await town.bryn.sends("minutes.pdf", PDF, "application/pdf")
    await town.bryn.says("yes")
    file_id = town.council.sheet("bryn", "item 4").files[0].id
    assert "do not have that file" in await refused(town, "asha", "attach_to", **about(town, "1", file=file_id))
    assert "do not have that file" in await refused(town, "asha", "confirm", **about(town, "1", file=file_id))
    assert "cannot find that file" in await refused(town, "asha", "get_file", file=file_id)
    assert "only the recommendations" in await refused(town, "asha", "detach", **about(town, "item 4", file=file_id))
    player = town.teams.chats.of("asha").player
    upload = activities.upload("minutes.pdf", "u", town.teams.service_url + "files/u")
    await town.teams.post("asha", activities.file_consent(player, "1", {"token": str(file_id)}, upload))
    assert "cannot find that file" in told(town.asha.sees_last())
    assert [one.name for one in town.council.sheet("bryn", "item 4").files] == ["minutes.pdf"]


async def test_taking_off_a_file_that_is_on_another_answer_says_so(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("yes")
    file_id = town.council.sheet("asha", "1").files[0].id
    answer = await forged(town, "asha", "detach", **about(town, "2", file=file_id))
    assert "Taken off" not in str(answer.body)


async def test_somebody_elses_offer_can_be_neither_seen_nor_answered(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    offer = town.council.database.read_now(handovers.offers_to, person=town.council.people["tess"])[0]
    for verb in ("accept_offer", "decline_offer"):
        assert "not offered to you" in await refused(town, "bryn", verb, handover=offer.id, reason="x")
        assert "not offered to you" in await refused(town, "asha", verb, handover=offer.id, reason="x")
    assert "not yours to see" in await refused(town, "bryn", "open_answer", handover=offer.id)
    assert "Only a clerk" in await refused(town, "bryn", "assign", handover=offer.id, to=str(2))
    assert "settled in the meantime" in await refused(town, "cleo", "assign", handover=offer.id, to=str(2))
    assert {one.name for one in town.council.sheet("cleo", "1").owners} == {"Asha Pryce"}


@pytest.mark.parametrize("who", ["asha", "lena", "mo", "ada", "tess"])
async def test_a_clerks_buttons_do_nothing_for_anybody_else(town: Town, who: str) -> None:
    town.council.saved("asha", "1", 0, evidence="44 schools.", grade="1")
    town.council.submit("asha")
    data = about(town, "1", version=1, comment="Forged.")
    for verb in ("accept_answer", "return_answer"):
        assert "Only a clerk" in await refused(town, who, verb, **data)
    shown = await forged(town, who, "to_review")
    assert "44 schools." not in str(shown.body)
    assert town.council.sheet("cleo", "1").state is UpdateState.SUBMITTED


async def test_an_indicator_of_another_recommendation_is_refused(town: Town) -> None:
    indicator = town.council.sheet("asha", "2").indicators[0].id
    data = about(town, "1", version=0, evidence="x", **{f"indicator_{indicator}": "48%"})
    assert "indicator this recommendation does not have" in await refused(town, "asha", "save_draft", **data)
    assert versions(town.council) == []


async def test_a_grade_of_another_scheme_is_refused_on_every_way_in(town: Town) -> None:
    for verb in ("save_draft", "confirm"):
        assert "is not a grade" in await refused(town, "asha", verb, **about(town, "1", version=0, grade="Green"))
    assert versions(town.council) == []


# Old cards


async def test_an_old_use_mine_does_not_take_the_place_of_words_never_seen(town: Town) -> None:
    """The clash was settled, then Bryn wrote on. Asha's old card must not undo that unseen."""
    here = town.council
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.bryn.presses("save_draft", on=second, evidence="Bryn's words.")
    clash = await town.asha.presses("save_draft", on=first, evidence="Asha's words.")
    number = next(data for data in _carried(clash.card) if "aside" in data)["aside"]
    here.saved("bryn", "2", 1, evidence="Bryn's second thoughts.")
    answer = await forged(town, "asha", "use_mine", **about(town, "2", version=1, aside=number))
    assert here.sheet("bryn", "2").response.evidence == "Bryn's second thoughts."
    assert "Bryn's second thoughts." in str(answer.body)


async def test_yes_to_the_same_words_about_another_recommendation_records_nothing_there(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.says("We have begun.")
    await town.asha.says("no")
    await town.asha.says("open 2")
    await town.asha.says("We have begun.")
    shown = await town.asha.presses("Yes", on=old)
    assert "rec 1" in told(old)
    assert versions(town.council) == [], told(shown)


async def test_no_on_an_old_card_lets_go_of_nothing_newer(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.says("Let me see.")
    await town.asha.says("no")
    await town.asha.says("44 schools have a lead.")
    await town.asha.presses("No", on=old)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."


async def test_no_to_a_file_is_no_no_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    asked = await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    shown = await town.asha.presses("No", on=asked)
    assert "44 schools have a lead." in told(shown)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."


async def test_no_typed_to_a_file_is_no_no_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    shown = await town.asha.says("no")
    assert "44 schools have a lead." in told(shown)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."
    assert town.council.sheet("asha", "1").files == ()


async def test_yes_to_older_words_attaches_no_file(town: Town) -> None:
    """The file came with words that could not be taken, and the bot asked for a yes to the older ones first."""
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await forged(town, "asha", "save_draft", **about(town, "2", version=0, fields="evidence", evidence="Two."))
    await town.teams.send_file("asha", "minutes.pdf", PDF, "application/pdf", "See the minutes.")
    assert "still hold words of yours" in told(town.asha.sees_last())
    await town.asha.says("yes")
    assert town.council.sheet("cleo", "1").response.evidence == "44 schools have a lead."
    assert town.council.sheet("cleo", "2").files == ()


async def test_neither_of_two_grades_is_no_no_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.says("2, slipped")
    shown = await town.asha.presses("Neither")
    assert "44 schools have a lead." in told(shown)


async def test_yes_to_which_grade_is_no_yes_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.says("2, slipped")
    await town.asha.says("yes")
    assert versions(town.council) == []


@pytest.mark.parametrize("leaving", ["stop", "later"])
async def test_ok_after_leaving_records_nothing(town: Town, leaving: str) -> None:
    await town.asha.says("update")
    await town.asha.says("Half a thought")
    await town.asha.says(leaving)
    shown = await town.asha.says("ok")
    assert versions(town.council) == []
    assert "Half a thought" in told(shown)


async def test_words_held_for_a_closed_round_do_not_stand_in_the_way_of_the_next(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Too late.")
    town.council.close_round()
    town.council.round_called("October 2024", date(2024, 10, 31))
    given_back = told(await town.asha.says("update"))
    assert "Too late." in given_back
    assert "could not record them" in given_back
    shown = await town.asha.says("update")
    assert "October 2024" in told(shown)
    assert "Every school names a lead" in told(shown)


async def test_words_are_recorded_where_the_question_said_whatever_is_pressed_between(town: Town) -> None:
    first = await town.asha.says("update")
    asked = await town.asha.says("44 schools have a lead.")
    await town.asha.presses("save_draft", on=first, impact="It helps.")
    await forged(town, "asha", "open", **about(town, "2"))
    await forged(town, "asha", "save_draft", **about(town, "2", version=0, fields="evidence", evidence="Two."))
    await town.asha.presses("Yes", on=asked)
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."
    assert town.council.sheet("asha", "2").response.evidence == "Two."


async def test_submit_pressed_while_words_are_held_asks_first(town: Town) -> None:
    town.council.saved("asha", "1", 0, evidence="44 schools.", impact="x", grade="1")
    await town.asha.says("open 1")
    review = await town.asha.says("review")
    await town.asha.says("And two more.")
    asked = await town.asha.presses("submit_all", on=review)
    assert "And two more." in told(asked)
    assert town.council.sheet("cleo", "1").sent_version == 0


async def test_an_old_form_pressed_after_sending_changes_only_the_draft(town: Town) -> None:
    form = await town.asha.says("update")
    await town.asha.presses("save_draft", on=form, evidence="44 schools.", impact="x", grade="1")
    await town.asha.says("review")
    await town.asha.says("submit all")
    await forged(town, "asha", "save_draft", **about(town, "1", version=0, fields="evidence", evidence="Old tab."))
    sheet = town.council.sheet("cleo", "1")
    assert (sheet.response.evidence, sheet.state, sheet.sent_version) == ("44 schools.", UpdateState.SUBMITTED, 1)


# The same moment


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


async def test_submitting_twenty_times_gives_one_receipt(anywhere: Town) -> None:
    here = anywhere.council
    here.saved("asha", "1", 0, evidence="44 schools.", grade="1")
    seen = f"{here.recommendations['1']}.{here.round_id}.1"
    answers = await asyncio.gather(*(forged(anywhere, "asha", "submit_all", seen=seen) for _ in range(20)))
    assert len(rows_of(anywhere, Submission)) == 1
    reference = rows_of(anywhere, Submission)[0].reference
    assert all(reference in str(answer.body) for answer in answers)


async def test_submitting_while_the_other_owner_saves_sends_what_was_seen_or_nothing(anywhere: Town) -> None:
    here = anywhere.council
    here.saved("asha", "2", 0, evidence="Seen.", grade="2")
    seen = f"{here.recommendations['2']}.{here.round_id}.1"
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
    seen = f"{here.recommendations['2']}.{here.round_id}.1"
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


def rows_of(town: Town, table: type[Any]) -> list[Any]:
    return town.council.database.read_now(lambda session: list(session.exec(select(table).order_by(table.id))))


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


# People who come, go, and are two things at once


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


async def test_what_is_signed_off_takes_no_words_that_nobody_would_see(town: Town) -> None:
    """July's answer is decided while October's round is open, and October's form is still on somebody's screen."""
    here = town.council
    here.saved("asha", "1", 0, evidence="44 schools.", grade="1")
    here.submit("asha")
    october = here.in_round(here.round_called("October 2024", date(2024, 10, 31)))
    here.database.write_now(
        decisions.decide,
        person=here.people["cleo"],
        moment=moment(),
        recommendation_id=here.recommendations["1"],
        round_id=here.round_id,
        grade="1",
        decided_on=date(2024, 7, 20),
        signed_off=True,
    )
    data = {"rec": here.recommendations["1"], "round": october.round_id, "version": 0, "evidence": "Into nowhere."}
    assert "signed" in await refused(town, "asha", "save_draft", **data)
    assert versions(here) == ["44 schools."]


async def test_in_a_group_nothing_is_shown_or_kept(town: Town) -> None:
    player = town.teams.chats.of("asha").player
    group = {"conversation": {"id": "19:group", "conversationType": "groupChat", "tenantId": player.tenant_id}}
    data = about(town, "1", version=0, fields="evidence", evidence="In the open.")
    answer = await town.teams.post("asha", activities.execute(player, "1", {"verb": "save_draft"}, data) | group)
    assert "only in our own chat" in str(answer.body)
    assert versions(town.council) == []


def _carried(part: object) -> Iterator[Mapping[str, Any]]:
    """What the buttons of a card carry."""
    if isinstance(part, Mapping):
        if isinstance(part.get("data"), Mapping):
            yield part["data"]
        for inner in part.values():
            yield from _carried(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _carried(inner)
