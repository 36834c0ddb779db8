"""Words that stand together as in `together.yaml` are explained by one phrase, or by none."""

import pytest

from dialogs.asking.index import index
from dialogs.asking.lexicon import lexicon
from dialogs.asking.outcome import Question
from dialogs.asking.spans import marks_of
from dialogs.asking.together import parted
from dialogs.asking.tokens import tokenise
from tests.asking.council import names
from tests.asking.reading import heard

HERE = names()


def _parted(said: str) -> set[int]:
    sentence = tokenise(said)
    return parted(sentence.tokens, marks_of(sentence, lexicon(), index(HERE)))


def test_what_a_phrase_takes_whole_is_not_parted() -> None:
    assert not _parted("give me the chase list for damp")


def test_what_no_phrase_takes_is_parted() -> None:
    assert _parted("what ratings are there in damp") == {0, 1, 2, 3}


@pytest.mark.parametrize("said", ["not those who have answered", "rec number 3 of damp", "actions by the end of June"])
def test_a_phrase_that_reaches_beyond_takes_its_words_with_it(said: str) -> None:
    assert not _parted(said)


@pytest.mark.parametrize("said", ["at, least", "what of: which"])
def test_a_pause_parts_what_would_stand_together(said: str) -> None:
    assert not _parted(said)


def test_what_was_not_understood_is_named_whole() -> None:
    outcome = heard("what ratings are there in damp", HERE)
    assert isinstance(outcome, Question)
    assert outcome.words == "what ratings are there"
