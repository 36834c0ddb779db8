"""Whatever phrase the lexicon lost, nobody would get another answer for it: a question back at the most."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from dialogs.asking.index import index
from dialogs.asking.lexicon import Lexicon, Words, lexicon
from dialogs.asking.marks import Sort
from dialogs.asking.outcome import Understood
from dialogs.asking.spans import marks_of
from dialogs.asking.tokens import tokenise
from tests.asking.council import names
from tests.asking.reading import AFTER, heard
from tests.asking.test_sentences import SENTENCES

HERE = names()
# Two readings of the same words, either of which is said back in full: the longer phrase only decides between them.
EITHER_WAY = {
    "anything about overdue actions",
    "anything about late payments in damp",
    "who do I need to chase for damp",
    "where are we with fostering",
    "which ones are Bryn's << overdue in damp",
    "chase list for damp",
    "anything I need to do",
    "give me the chase list for June 2023",
    "chase outstanding responses",
    "my update for damp 3",
    "count by owner and status",
    "close it << show rec 3 of damp",
    "don't close rec 3 of damp",
    "of which red << overdue in damp",
    "which of us has the most overdue",
}


def test_a_phrase_that_is_missing_leads_to_a_question_and_never_to_another_answer() -> None:
    others = []
    for sentence, words, sort in _uses():
        before, after = heard(sentence, HERE), heard(sentence, HERE, _without(words, sort))
        same = isinstance(before, Understood) and isinstance(after, Understood) and before.query == after.query
        if isinstance(after, Understood) and not same:
            others.append((sentence, " ".join(words), sort.value, after.echo))
    assert not others


def _uses() -> Iterator[tuple[str, Words, Sort]]:
    """Each phrase that a sentence uses, in each of its senses."""
    full, there = lexicon(), index(HERE)
    seen: dict[tuple[Words, Sort], set[str]] = defaultdict(set)
    for group in SENTENCES.values():
        for sentence in group:
            said = tokenise(sentence.partition(AFTER)[0])
            for mark in marks_of(said, full, there):
                tokens = said.tokens[mark.start : mark.end]
                for words in {tuple(token.glued for token in tokens), tuple(token.word for token in tokens)}:
                    for sort in full.phrases.get(words, {}) if mark.senses else {}:
                        seen[words, sort].add(sentence)
    for (words, sort), sentences in seen.items():
        for sentence in sorted(sentences - EITHER_WAY):
            yield sentence, words, sort


def _without(words: Words, sort: Sort) -> Lexicon:
    full = lexicon()
    phrases = dict(full.phrases)
    left = {other: meaning for other, meaning in phrases.pop(words).items() if other is not sort}
    if left:
        phrases[words] = left
    single = frozenset(found[0] for found in phrases if len(found) == 1)
    return replace(full, phrases=phrases, words=single)
