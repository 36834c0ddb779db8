"""What holds for every card, with ordinary texts and with the worst that people paste."""

import json
import re
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from microsoft_teams.cards import core as teams
from syrupy.assertion import SnapshotAssertion

from cards.frame import MOST_ACTIONS, MOST_BYTES, Card, size
from cards.plain import as_text
from cards.verbs import Verb
from tests.cards.builders import NASTY
from tests.cards.every import NAMES, as_it_is, filled
from tests.cards.walked import Part, inputs, lines, of_type, parts, presses

SCHEMA = json.loads(files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text(encoding="utf-8"))
OFFICIAL = jsonschema_rs.validator_for(SCHEMA)

TEAMS_TYPES = {
    model.model_fields["type"].default: model
    for model in vars(teams).values()
    if isinstance(model, type) and issubclass(model, teams.SerializableObject) and "type" in model.model_fields
}
LONGEST_DATA = 200

# Drawn by the same functions as others, so that their text is picture enough.
VARIANTS = {
    "welcome again", "welcome with nothing", "no actions", "many actions", "blank form", "returned form", "sent form",
    "settled form", "answered questions", "long review", "empty review", "last receipt", "handover form for many",
    "given back to the clerk", "accepted news", "declined news", "empty inbox", "long list", "last page",
    "many counts", "silent", "long story", "nobody to remind", "many to remind",
    "confirm sheet", "no reports", "reports alike", "taken back news", "lapsed news", "lapsed news for the clerk",
    "offered form", "closed and nothing sent", "overtaken by both", "no decisions",
}  # fmt: skip


def without_teams_parts(value: Any) -> Any:
    """The card less what only Teams knows: its width, a list of choices that can be searched, and charts, in whose place
    stands what other clients show."""
    if isinstance(value, dict):
        if str(value.get("type", "")).startswith("Chart."):
            return without_teams_parts(value["fallback"])
        kept = {name: without_teams_parts(inner) for name, inner in value.items() if name != "msteams"}
        return kept | ({"style": "compact"} if kept.get("style") == "filtered" else {})
    return [without_teams_parts(one) for one in value] if isinstance(value, list) else value


def check_for_teams(part: Part) -> None:
    """Each object alone against Teams' own model of its type; a property that the model lacks is a fault."""
    model = TEAMS_TYPES[part["type"]]
    known = {field.alias or name for name, field in model.model_fields.items()} | {"$schema"}
    aliased = {known_name.replace("_", "").casefold() for known_name in known}
    assert {name.casefold() for name in part} <= aliased, (part["type"], set(part) - known)
    model.model_validate(dict(part), strict=False)


def check(card: Card, text: str = "its own") -> None:
    """All that a client or a person relies on, whatever the texts."""
    assert size(card) <= MOST_BYTES, text
    json.dumps(card.content, ensure_ascii=False).encode("utf-8")
    errors = [error.message for error in OFFICIAL.iter_errors(without_teams_parts(card.content))]
    assert not errors, (text, errors[0][:500])
    assert len(card.content["actions"]) <= MOST_ACTIONS
    assert sum(action.get("style") == "positive" for action in presses(card)) <= 1
    assert card.content["lang"] == "en-GB"
    assert card.summary.strip()
    assert card.content["fallbackText"].strip()
    assert "\n" not in card.summary
    assert all("{{" not in text for text in lines(card))
    as_text(card).encode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_ordinary_card_looks_like_this(name: str, snapshot: SnapshotAssertion) -> None:
    card = as_it_is(name)
    check(card)
    assert as_text(card) == snapshot(name="as text")
    if name not in VARIANTS:
        assert card.content == snapshot(name="as drawn")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_breaks_a_card_or_makes_it_too_big(name: str) -> None:
    for text in NASTY:
        check(filled(name, NASTY[text]), text)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_one_that_teams_knows(name: str) -> None:
    for part in parts(dict(as_it_is(name).content), fallbacks=True):
        check_for_teams(part)


@pytest.mark.parametrize("name", NAMES)
def test_a_button_carries_a_known_verb_and_only_ids(name: str) -> None:
    for button in presses(filled(name, NASTY["markdown"])):
        assert button["verb"] in set(Verb)
        assert all(isinstance(value, int) or len(value) <= LONGEST_DATA for value in button["data"].values())
        assert "javascript" not in json.dumps(button["data"])


@pytest.mark.parametrize("name", NAMES)
def test_a_client_that_knows_no_execute_can_press_everything(name: str) -> None:
    for button in presses(as_it_is(name)):
        spare = button["fallback"]
        assert (spare["type"], spare["title"]) == ("Action.Submit", button["title"])
        assert spare["data"] == {"verb": button["verb"], **button["data"]}
        assert spare.get("associatedInputs") == button.get("associatedInputs")


@pytest.mark.parametrize("name", NAMES)
def test_no_two_presses_on_a_card_have_the_same_name(name: str) -> None:
    titles = [button["title"] for button in presses(as_it_is(name))]
    if not name.startswith(
        ("long", "many", "inbox", "record for which", "update which", "reminder", "kept reports", "my actions", "which",
         "review", "empty review", "decisions")
    ):  # fmt: skip
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", NAMES)
def test_every_input_has_a_label_and_an_id_of_its_own(name: str) -> None:
    found = [part for part in parts(dict(as_it_is(name).content)) if part["type"].startswith("Input.")]
    assert all(part["label"].strip() for part in found)
    ids = [part["id"] for part in parts(dict(as_it_is(name).content)) if "id" in part]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "notice"])
def test_a_card_begins_with_its_heading_and_skips_no_level(name: str) -> None:
    headings = [part for part in of_type(as_it_is(name), "TextBlock") if part.get("style") == "heading"]
    assert as_it_is(name).content["body"][0] == headings[0]
    assert [part["size"] for part in headings] == ["Large", *["Medium"] * (len(headings) - 1)]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_ends_with_the_words_that_do_what_its_buttons_do(name: str) -> None:
    last = as_it_is(name).content["body"][-1]
    assert last["isSubtle"] is True
    assert re.match(r"(Or|Once you are on the list,) type", last["text"])


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_ours_wraps(name: str) -> None:
    assert all(part["wrap"] is True for part in of_type(as_it_is(name), "TextBlock"))


@pytest.mark.parametrize("name", NAMES)
def test_what_people_wrote_is_never_where_a_client_reads_markdown(name: str) -> None:
    marked = re.compile(r"\*\*|\]\(|~~|`|<b>|<at>|^\s*#")
    for text in (NASTY["markdown"], NASTY["html"], NASTY["mentions"]):
        card = filled(name, text)
        spoken = [part["text"] for part in of_type(card, "TextBlock")]
        spoken += [part["title"] for part in parts(dict(card.content)) if part["type"].startswith("Action.")]
        spoken += [part["label"] for part in inputs(card).values()]
        assert not [one for one in spoken if marked.search(one)]


@pytest.mark.parametrize("name", NAMES)
def test_links_open_web_addresses_and_nothing_else(name: str) -> None:
    for text in ("markdown", "links", "html", "long link"):
        for opened in of_type(filled(name, NASTY[text]), "Action.OpenUrl"):
            assert opened["url"].startswith(("https://", "http://"))
            assert len(opened["url"]) <= 2_000


@pytest.mark.parametrize("name", NAMES)
def test_the_plain_text_has_everything_that_is_drawn(name: str) -> None:
    card = as_it_is(name)
    text = as_text(card)
    for one in lines(card):
        assert one in text
    for id, part in inputs(card).items():
        assert part["label"] in text
        assert f"{id}: " in text
    for button in presses(card):
        assert f"[{button['title']}]" in text
