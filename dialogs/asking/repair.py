"""Slips of the keyboard, in words that nothing else explains. A word of the lexicon is mended; a name is mended where
it is whole and near one person alone; a single word near a name is asked about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from dialogs.asking.calendar_reckoning import DAYS
from dialogs.asking.data import load, small_words
from dialogs.asking.index import SHARED, Index
from dialogs.asking.lexicon import Lexicon
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence, Token
from storage.rules.deadlines import MONTHS

SHORTEST = 4
NOT_IN_PHRASES = small_words("not_in_phrases")
LONG = 9
REAL_WORDS = frozenset(load("real_words")["words"])
MENDED = frozenset(load("typing_slips")["mended"])


def mended(sentence: Sentence, words: Sequence[int], lexicon: Lexicon, index: Index) -> Sentence:
    """The sentence with what can safely be mended; `words` are the positions of those unexplained."""
    tokens = list(sentence.tokens)
    for at in words:
        if near := _pair(tokens, at, index) or _pair_of_plan(tokens, at, index):
            for place, word in near.items():
                tokens[place] = _as(tokens[place], word)
        elif tokens[at].word in lexicon.words:
            continue  # a word that is known, in a place where it says nothing, is no slip
        elif better := nearest(tokens[at].word, _lexicon_words(lexicon)) or _beside_plan(tokens, at, index):
            tokens[at] = _as(tokens[at], better)
    return replace(sentence, tokens=tuple(tokens))


def plan_words_in_text(sentence: Sentence, marks: Sequence[Mark], index: Index) -> list[int]:
    """Slips in the name of a plan where it would be taken for words to look for: "actions on yuong carers"."""
    quoted = {at for start, end in sentence.quoted for at in range(start, end)}
    looked_for = {at for mark in marks if mark.sort is Sort.TEXT for at in range(mark.start, mark.end)} - quoted
    tokens = list(sentence.tokens)
    known = index.plans.parts
    return [at for at in sorted(looked_for) if tokens[at].word not in known and _beside_plan(tokens, at, index)]


def near_names(sentence: Sentence, marks: Sequence[Mark], index: Index) -> bool:
    """Whether words to look for may be a name that was misspelt."""
    looked_for = (at for mark in marks if mark.sort is Sort.TEXT for at in range(mark.start, mark.end))
    words = [sentence.tokens[at].word for at in looked_for]
    return any(names_near(word, index) or plans_near(word, index) for word in words)


def names_near(word: str, index: Index) -> tuple[str, ...]:
    """Whom a single misspelt word may mean: to be asked about, never to be taken."""
    if len(word) < SHORTEST or word in REAL_WORDS:
        return ()
    near = (part for part in index.owners.by_letter.get(word[0], ()) if _near(word, part))
    return tuple(dict.fromkeys(name for part in near for name in index.owners.parts[part]))


def whole_name_near(sentence: Sentence, at: int, index: Index) -> tuple[int, str] | None:
    """Where a first name and a surname stand of which one is right, and the other, however short, is a letter away from
    one person's alone: to be asked about, for a letter makes another of a name of three."""
    tokens = sentence.tokens
    for first in (at - 1, at):
        if first < 0 or first + 1 >= len(tokens):
            continue
        said = (tokens[first].word, tokens[first + 1].word)
        near = [
            name
            for words, name in index.full_names.get(said[0][0] + said[1][0], ())
            if sum(mine != theirs for mine, theirs in zip(said, words, strict=True)) == 1
            and all(distance(mine, theirs, 1) <= 1 for mine, theirs in zip(said, words, strict=True))
        ]
        if len(near) == 1:
            return first, near[0]
    return None


def plans_near(word: str, index: Index) -> tuple[str, ...]:
    if len(word) < SHORTEST:
        return ()
    near = (part for part in index.plans.by_letter.get(word[0], ()) if part not in SHARED and _near(word, part))
    return tuple(dict.fromkeys(title for part in near for title in index.plans.parts[part]))


def nearest(word: str, known: dict[tuple[str, int], tuple[str, ...]]) -> str | None:
    """The one word that is a slip away; none where two are, or where the word is a real one."""
    if len(word) < SHORTEST or not word.isalpha() or word in REAL_WORDS:
        return None
    if len(word) == SHORTEST:
        swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
        return next((one for one in sorted(swapped) if one != word and one in known.get((one[0], len(one)), ())), None)
    allowed = 2 if len(word) >= LONG else 1
    near: dict[int, set[str]] = defaultdict(set)
    for length in range(len(word) - allowed, len(word) + allowed + 1):
        for other in known.get((word[0], length), ()):
            if (far := distance(word, other, allowed)) <= allowed:
                near[far].add(other)
    closest = near[min(near)] if near else set()
    return _one_meaning(closest)


def _one_meaning(words: set[str]) -> str | None:
    """Forms of one word ("slipped", "slipping") count as one."""
    if not words:
        return None
    ordered = sorted(words)
    stem = ordered[0][: max(4, min(map(len, ordered)) - 3)]
    return ordered[0] if all(word.startswith(stem) for word in ordered) else None


def _pair(tokens: list[Token], at: int, index: Index) -> dict[int, str] | None:
    """A first name and a surname of which one or both are slightly wrong, and near one person's alone."""
    for first in (at - 1, at):
        if first < 0 or first + 1 >= len(tokens):
            continue
        said = (tokens[first].word, tokens[first + 1].word)
        if min(map(len, said)) < 2:
            continue
        fitting = {
            words: name for words, name in index.full_names.get(said[0][0] + said[1][0], ())
            if all(_near(mine, theirs) for mine, theirs in zip(said, words, strict=True))
        }  # fmt: skip
        if len(fitting) == 1 and said not in fitting:
            words = next(iter(fitting))
            return {first: words[0], first + 1: words[1]}
    return None


def _pair_of_plan(tokens: list[Token], at: int, index: Index) -> dict[int, str] | None:
    """Two words, each slightly wrong, that are near two words of one plan's name alone."""
    if at + 1 >= len(tokens) or min(len(tokens[at].word), len(tokens[at + 1].word)) < SHORTEST:
        return None
    near = [_parts_near(tokens[place].word, index) for place in (at, at + 1)]
    fitting = {
        (one, other): set(index.plans.parts[one]) & set(index.plans.parts[other])
        for one in near[0]
        for other in near[1]
    }
    told = {words: titles for words, titles in fitting.items() if titles and words[0] != words[1]}
    if len(told) != 1 or any(len(titles) != 1 for titles in told.values()):
        return None
    (one, other) = next(iter(told))
    return {at: one, at + 1: other}


def _parts_near(word: str, index: Index) -> list[str]:
    if word in REAL_WORDS or word in index.plans.parts:
        return []
    return [part for part in index.plans.by_letter.get(word[:1], ()) if part not in SHARED and _near(word, part)]


def _beside_plan(tokens: list[Token], at: int, index: Index) -> str | None:
    """A slip in a plan's name of several words, of which a neighbour is right."""
    neighbours = [tokens[place] for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
    beside = {title for one in neighbours for form in one.forms for title in index.plans.parts.get(form, ())}
    for part in index.plans.by_letter.get(tokens[at].word[:1], ()) if beside else ():
        if len(part) >= SHORTEST and _near(tokens[at].word, part) and beside & set(index.plans.parts[part]):
            return part
    return None


def _near(word: str, other: str) -> bool:
    if word == other:
        return True
    allowed = 2 if len(other) >= 7 else 1 if len(other) >= 4 else 0
    return word[0] == other[0] and abs(len(word) - len(other)) <= allowed and distance(word, other, allowed) <= allowed


def _as(token: Token, word: str) -> Token:
    return replace(token, word=word, glued=word)


@lru_cache(maxsize=4)
def _lexicon_words(lexicon: Lexicon) -> dict[tuple[str, int], tuple[str, ...]]:
    known = {word for words in lexicon.phrases for word in words} | set(MONTHS) | set(DAYS) | NOT_IN_PHRASES
    return bucketed(word for word in MENDED & known if len(word) >= SHORTEST)


def bucketed(words: Iterable[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        found[word[0], len(word)].append(word)
    return {key: tuple(value) for key, value in found.items()}


def distance(one: str, other: str, limit: int) -> int:
    """Letters put in, left out, changed or changed about; more than the limit is limit + 1."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at] + [0] * len(other)
        for place, theirs in enumerate(other, 1):
            row[place] = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != theirs))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == theirs:
                row[place] = min(row[place], last[place - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]
