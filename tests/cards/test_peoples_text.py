"""What people wrote, drawn to the letter or shortened in the open."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.frame import Room, json_bytes
from cards.people import LINE_BYTES, cut, several, words
from tests.cards.builders import NASTY

WIDE = Room(20_000, 200)


def runs(text: str, room: Room = WIDE) -> list[str]:
    return ["".join(run["text"] for run in line["inlines"]) for line in words(text, room)]


def opened(text: str) -> list[str]:
    return [
        run["selectAction"]["url"] for line in words(text, WIDE) for run in line["inlines"] if "selectAction" in run
    ]


@pytest.mark.parametrize(
    "text",
    [
        "37 of 46 schools.",
        "**a** [x](javascript:alert(1)) | # h",
        "<at>Bryn</at> <b>bold</b> &amp;",
        "1. one\n2. two\n- three\n\n> four",
        "a\ttab and  two spaces ",
        "👩‍👩‍👧‍👦 emoji",
    ],
)
def test_a_short_text_is_drawn_to_the_letter(text: str) -> None:
    assert runs(text) == [line for line in text.split("\n") if line]


def test_blank_lines_are_kept_as_gaps() -> None:
    spacing = [line["spacing"] for line in words("one\ntwo\n\n\nthree", WIDE)]
    assert spacing == ["Small", "None", "Medium"]


def test_an_empty_text_says_so() -> None:
    assert runs(" \n ") == ["None given"]


def test_what_there_is_no_room_for_is_counted() -> None:
    text = "Visits were made to every setting. " * 300
    *shown, note = runs(text, Room(500, 9))
    left = re.fullmatch(r"… ([\d,]+) more characters kept in full", note)
    assert left
    assert "".join(shown) + text[len("".join(shown)) :] == text
    assert int(left[1].replace(",", "")) == len(text) - len("".join(shown))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://lowmere.example/a?b=1&c=2.", ["https://lowmere.example/a?b=1&c=2"]),
        ("(https://lowmere.example/x_(y)), then", ["https://lowmere.example/x_(y)"]),
        ("http://lowmere.example and https://x.example/é!", ["http://lowmere.example", "https://x.example/é"]),
        ("javascript:alert(1) data:text/html,x file:///etc ftp://x.example", []),
        ("https:// and https://.example and https://[x] HTTP", []),
        ("https://lowmere.example/\u202egpj.exe", ["https://lowmere.example/"]),
        ("https://lowmere.example/" + "p" * 3_000, []),
    ],
)
def test_web_addresses_and_nothing_else_become_links(text: str, links: list[str]) -> None:
    assert opened(text) == links


def test_a_link_shows_exactly_where_it_leads() -> None:
    text = "See https://lowmere.example/a, please."
    run = next(run for run in words(text, WIDE)[0]["inlines"] if "selectAction" in run)
    assert run["text"] == run["selectAction"]["url"]
    assert runs(text) == [text]


def test_no_link_is_cut_in_two() -> None:
    text = "Before it. https://lowmere.example/" + "p" * 300
    for room in range(20, 900, 7):
        for line in words(text, Room(room, 9)):
            for run in line["inlines"]:
                assert "selectAction" not in run or run["text"] in text.split()


def test_several_texts_are_numbered_and_the_rest_is_counted() -> None:
    drawn = several(["one", "two", "three"], Room(500, 2), noun="agreed action")
    told = ["".join(run["text"] for run in line["inlines"]) for line in drawn]
    assert told == ["1. one", "2. two", "… and 1 more agreed action"]


@given(st.text(st.characters(codec=None, exclude_categories=())), st.integers(0, 3_000))
def test_no_text_takes_more_room_than_there_is(text: str, room: int) -> None:
    shown = cut(text, room)
    assert text.startswith(shown)
    note = 220
    assert json_bytes(words(text, Room(room, 9))) <= room + LINE_BYTES + note


@pytest.mark.parametrize("text", NASTY)
def test_the_worst_texts_keep_to_their_room(text: str) -> None:
    for room in (60, 500, 5_000):
        assert json_bytes(words(NASTY[text], Room(room, 9))) <= room + LINE_BYTES + 220
        json.dumps(words(NASTY[text], Room(room, 9)), ensure_ascii=False).encode()
