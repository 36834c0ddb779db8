"""Which recommendation is which in a newer document: few are compared each with each, many by their rarest words."""

import random

import pytest

from storage.importing import likeness
from storage.importing.likeness import Recorded, matched
from storage.importing.proposal import ProposedRecommendation
from tests.counting import calls_of

CHANCE = random.Random(3)
WORDS = ["".join(CHANCE.choices("abcdefghijkl", k=CHANCE.randint(3, 9))) for _ in range(4_000)]


def proposed(position: int, text: str, number: str = "") -> ProposedRecommendation:
    return ProposedRecommendation(position=position, number=number, text=text)


def plan(count: int) -> list[str]:
    return [f"The council should {' '.join(CHANCE.choices(WORDS, k=14))}" for _ in range(count)]


def edited(text: str) -> str:
    words = text.split()
    words[5] = "changed"
    return " ".join(words)


@pytest.mark.parametrize("numbered", [True, False])
def test_many_are_matched_as_few_would_be(monkeypatch: pytest.MonkeyPatch, numbered: bool) -> None:
    texts = plan(150)
    new = [proposed(at, edited(text), str(at) if numbered else "") for at, text in enumerate(reversed(texts), 1)]
    old = [Recorded(at, str(at) if numbered else "", text) for at, text in enumerate(texts, 1)]
    by_words = matched(new, old)
    monkeypatch.setattr(likeness, "EACH_WITH_EACH", 10**9)
    assert by_words == likeness._matched(new, old) == {at: 151 - at for at in range(1, 151)}


def test_the_work_grows_with_the_plan_and_not_with_its_square() -> None:
    """Counted in calls of functions, each beside the other: ten times as many take nowhere near a hundred times."""
    took = []
    for count in (300, 3_000):
        texts = plan(count)
        new = [proposed(at, edited(text)) for at, text in enumerate(texts, 1)]
        old = [Recorded(at, "", text) for at, text in enumerate(texts, 1)]
        calls, found = calls_of(lambda new=new, old=old: matched(new, old))
        assert len(found) == count
        took.append(calls)
    assert took[1] < 25 * took[0]


def test_what_was_matched_is_not_matched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = [proposed(1, "Plant trees", "1")], [Recorded(7, "1", "Plant trees"), Recorded(8, "2", "Mow")]
    first = matched(new, old)
    first[9] = 9
    monkeypatch.setattr(likeness, "_matched", lambda *_: pytest.fail("it was known"))
    assert matched(new, old) == {1: 7}


def test_the_same_text_is_told_apart_by_number_then_by_order() -> None:
    old = [Recorded(1, "A", "Report yearly"), Recorded(2, "B", "Report yearly"), Recorded(3, "C", "Report yearly")]
    new = [proposed(1, "Report yearly", "Z"), proposed(2, "Report yearly", "a"), proposed(3, "Report yearly")]
    assert matched(new, old) == {2: 1, 1: 2, 3: 3}


def test_texts_all_alike_take_no_age() -> None:
    new = [proposed(at, f"Do thing {at} in the usual way and report on it", str(at)) for at in range(1, 4_001)]
    old = [Recorded(at, str(at), f"Do thing {at} in the usual way and tell of it") for at in range(1, 4_001)]
    assert matched(new, old) == {at: at for at in range(1, 4_001)}
