"""Whatever phrase the lexicon lost, nobody would get another answer for it: a question back at the most."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from random import Random

import pytest
import yaml

from dialogs.asking.index import index
from dialogs.asking.lexicon import Lexicon, Words, lexicon, lines, spelt_out
from dialogs.asking.marks import Sort
from dialogs.asking.outcome import Understood
from dialogs.asking.spans import marks_of
from dialogs.asking.tokens import pieces, tokenise
from tests.asking.council import names
from tests.asking.reading import AFTER, heard
from tests.asking.test_sentences import SENTENCES

HERE = names()
# Phrases of which what is left is a phrase too: by another sense of its own, or by its longer part.
LEFT_WHOLE = {
    "tell me about", "looking for", "i need", "let us know", "without any", "minus any", "left blank", "need to finish by",
    "do the same for", "not given any",
}  # fmt: skip
MOST_SENTENCES = 2
AROUND: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("around.yaml").read_text(encoding="utf-8"))


def test_a_phrase_that_is_missing_leads_to_a_question_and_never_to_another_answer() -> None:
    assert not [told for use in _uses() if (told := _answered_otherwise(*use))]


@pytest.mark.parametrize("sort", AROUND)
def test_so_it_does_in_sentences_made_for_every_phrase_of_several_words(sort: str) -> None:
    made = [use for use in _made(Sort(sort)) if " ".join(use[1]) not in LEFT_WHOLE]
    assert not [told for use in made if (told := _answered_otherwise(*use))]


def test_every_sort_of_phrase_has_sentences_to_stand_in() -> None:
    assert {line.sort.value for line in lines()} == set(AROUND)


def _answered_otherwise(sentence: str, words: Words, sort: Sort) -> str:
    """What is answered without that phrase, where it is not what is answered with it."""
    after = heard(sentence, HERE, _without(words, sort))
    if not isinstance(after, Understood):
        return ""
    before = heard(sentence, HERE)
    same = isinstance(before, Understood) and before.query == after.query
    return "" if same else f"{sentence} | without {' '.join(words)} ({sort}) | {after.echo}"


def _made(sort: Sort) -> Iterator[tuple[str, Words, Sort]]:
    """Each line of several words, by one of its spellings, in a few of the sentences that take it as that phrase."""
    for line in (one for one in lines() if one.sort is sort):
        spellings = sorted({words for words in map(pieces, spelt_out(line.phrase)) if len(words) > 1})
        if not spellings:
            continue
        chance = Random(line.phrase)
        words = chance.choice(spellings)
        for around in chance.sample(AROUND[sort], min(MOST_SENTENCES, len(AROUND[sort]))):
            sentence = around.format(" ".join(words))
            if words in _phrases_taken(sentence):
                yield sentence, words, sort


def _phrases_taken(sentence: str) -> set[Words]:
    said = tokenise(sentence.partition(AFTER)[0])
    taken = [said.tokens[mark.start : mark.end] for mark in marks_of(said, lexicon(), index(HERE)) if mark.senses]
    return {tuple(getattr(token, form) for token in tokens) for tokens in taken for form in ("glued", "word")}


def _uses() -> Iterator[tuple[str, Words, Sort]]:
    """Each phrase that a sentence uses, in each of its senses, in a few of the sentences that do."""
    seen: dict[tuple[Words, Sort], set[str]] = defaultdict(set)
    for sentence in chain.from_iterable(SENTENCES.values()):
        for words in _phrases_taken(sentence):
            for sort in lexicon().phrases.get(words, {}):
                seen[words, sort].add(sentence)
    for (words, sort), sentences in seen.items():
        for sentence in Random(" ".join(words)).sample(sorted(sentences), min(MOST_SENTENCES, len(sentences))):
            yield sentence, words, sort


@lru_cache(maxsize=2)
def _without(words: Words, sort: Sort) -> Lexicon:
    full = lexicon()
    phrases = dict(full.phrases)
    left = {other: meaning for other, meaning in phrases.pop(words).items() if other is not sort}
    if left:
        phrases[words] = left
    gone = words if len(words) == 1 and not left else ()
    return replace(full, phrases=phrases, words=full.words.difference(gone))
