"""What nobody should send, press or type: refused kindly, and nothing lost."""

import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import FrameType
from typing import Any

import pytest

from bot.playground import activities
from storage import handovers, plans
from storage.vocabulary import UpdateState
from tests.builders import moment, plan
from tests.conversations.conftest import Town
from tests.conversations.forging import FAULT, HALF, PDF, about, forged, refused, versions
from tests.officer import told


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


CARRIED = ("seen", "asked", "to_name", "place", "fields", "handover", "file", "aside", "token")


@pytest.mark.parametrize("name", CARRIED)
async def test_no_value_of_a_card_puts_the_bot_at_fault(town: Town, name: str) -> None:
    await _is_never_at_fault(town, name, ["x" * 100_000, "-1", "٣", "1.0", "true", "1 1"])


@pytest.mark.parametrize("name", CARRIED)
async def test_nor_one_that_a_database_could_choke_on(anywhere: Town, name: str) -> None:
    await _is_never_at_fault(anywhere, name, ["\0", HALF, "9" * 5_000])


async def _is_never_at_fault(town: Town, name: str, values: Sequence[str]) -> None:
    for value in values:
        await town.asha.says("update")
        await town.asha.says("Held words.")
        for verb in (
            "save_draft", "submit_all", "confirm", "attach_to", "detach", "get_file", "hand_over", "accept_offer",
            "use_mine", "keep", "open_answer", "accept_answer", "assign", "review", "skip",
        ):  # fmt: skip
            data = about(town, "1", version=0, reason="x") | {name: value}
            answer = await forged(town, "asha", verb, **data)
            assert answer.status == 200
            assert FAULT not in str(answer.body), (verb, value[:20])


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


async def test_in_a_group_nothing_is_shown_or_kept(town: Town) -> None:
    player = town.teams.chats.of("asha").player
    group = {"conversation": {"id": "19:group", "conversationType": "groupChat", "tenantId": player.tenant_id}}
    data = about(town, "1", version=0, fields="evidence", evidence="In the open.")
    answer = await town.teams.post("asha", activities.execute(player, "1", {"verb": "save_draft"}, data) | group)
    assert "only in our own chat" in str(answer.body)
    assert versions(town.council) == []
