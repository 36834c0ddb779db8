"""The whole program's promises to itself: tables that are complete, modules that say what they are, a tidy root."""

import ast
import re
from pathlib import Path

import pytest

from cards.verbs import Verb
from dialogs.commands import COMMANDS, PATTERNS, command
from dialogs.router import VERBS

ROOT = Path(__file__).parent.parent
LAYERS = ("bot", "cards", "dialogs", "storage")
MODULES = sorted(
    path
    for layer in LAYERS
    for path in (ROOT / layer).rglob("*.py")
    if "node_modules" not in path.parts and path.read_text(encoding="utf-8").strip()
)
LONGEST_MODULE = 350
STORIES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "conversations").glob("*.py"))


def test_every_verb_has_one_dialog() -> None:
    assert set(VERBS) == set(Verb)


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_is_drawn_by_a_card_and_pressed_in_a_story(verb: Verb) -> None:
    drawn = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "cards").glob("*.py"))
    assert f"Verb.{verb.name}" in drawn
    assert f'"{verb.value}"' in STORIES


@pytest.mark.parametrize("shown", [one.shown for one in COMMANDS if "…" not in one.shown])
def test_what_the_help_shows_leads_where_it_says(shown: str) -> None:
    found = command(shown)
    assert found is not None
    assert found[0].shown == shown


@pytest.mark.parametrize("shown", [one.shown for one in COMMANDS if "…" in one.shown])
def test_a_command_with_a_reason_takes_it_to_the_letter(shown: str) -> None:
    found = command(shown.replace("…", "Kim Osei", 1).replace("…", "it is so"))
    assert found is not None
    assert found[0].shown == shown


def test_no_message_is_two_commands() -> None:
    for one in COMMANDS:
        words = one.shown.replace("…", "Kim Osei")
        assert len([pattern for pattern, _ in PATTERNS if pattern.fullmatch(words)]) == 1, one.shown


@pytest.mark.parametrize(
    "words",
    [
        "keep staff informed of changes",
        "Return to work interviews are held",
        "update on the project: 12 staff trained",
        "open days were held in 4 schools",
        "next steps are agreed",
        "stop and search figures fell by 4%",
        "hand washing stations were installed",
        "accepted by the board in May",
        "show of hands taken",
        "review meetings happen monthly",
        "yes, 14 schools have a lead",
        "no schools are left without one",
        "sure start centres opened in May",
        "correct as of June: 12 staff",
        "okay in 4 of 5 schools",
        "is help available?",
        "file audits were done for 12 cases",
        "Decline - referrals fell by 12% this year",
        "decline: 12% fewer referrals",
        "Keep: staff informed every month",
        "keep – the rota is kept",
        "Return: 94% of surveys came back",
        "To the clerk: please note that 40 staff are trained",
        "to the clerk because she asked",
        "back to the clerk - 12 forms",
    ],
)
def test_a_sentence_that_begins_like_a_command_is_none(words: str) -> None:
    assert command(words) is None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_and_is_one_thing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with what it is"
    if "migrations" not in path.parts:
        assert text.count("\n") <= LONGEST_MODULE


def test_the_root_holds_what_it_should_and_nothing_else() -> None:
    allowed = {
        "bot",
        "dialogs",
        "storage",
        "cards",
        "tests",
        "pyproject.toml",
        "README.md",
        "Makefile",
        "constraints.txt",
    }
    made_here = {"data", "artefacts", "build"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in found if not name.endswith(".egg-info")} - made_here <= allowed


@pytest.mark.parametrize("name", ["constraints.txt", "bot/playground/package-lock.json", "bot/playground/.npmrc"])
def test_no_pin_names_a_registry(name: str) -> None:
    assert not re.search(r"https?://(?!opencollective|github\.com|tidelift)", (ROOT / name).read_text(encoding="utf-8"))
