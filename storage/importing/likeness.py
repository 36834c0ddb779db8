"""Which recommendation of a newer document is which of the record: by number and text together, then by text alone.

Of a long plan only those are compared that share a word which few others have: a thousand with a thousand is a second.
"""

import hashlib
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storage.importing.proposal import ProposedRecommendation
from storage.rules.wording import bare_words

Words = tuple[str, ...]

# With the same number half of the words will do; without it most of them must be the same.
WITH_NUMBER, WITHOUT = 0.5, 0.75
# What shares fewer words than this is not worth comparing letter by letter.
WORTH_COMPARING = 0.4
# So many may be compared each with each; of more, those that share one of their rarest words. Two texts of which three
# quarters are the same have one of so many in common, unless it is in more texts than any word that tells them apart.
EACH_WITH_EACH = 10_000
RAREST = 0.4
TELLS_APART = 30
# A document is compared on every card that shows it: what was found is kept for as many.
MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recommendation that is known already."""

    id: int
    number: str
    text: str


class _Kept:
    """What was matched lately, by a hash of all that it rests on."""

    def __init__(self) -> None:
        self._found: OrderedDict[bytes, dict[int, int]] = OrderedDict()

    def matched(self, proposed: Sequence[ProposedRecommendation], recorded: Sequence[Recorded]) -> dict[int, int]:
        key = _hash(proposed, recorded)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _matched(proposed, recorded)
        while len(self._found) > MOST_KEPT:
            self._found.popitem(last=False)
        return dict(found)


_KEPT = _Kept()


def matched(proposed: Sequence[ProposedRecommendation], recorded: Sequence[Recorded]) -> dict[int, int]:
    """Position in the document -> id in the record, each at most once; whatever is left over is new, or gone."""
    return _KEPT.matched(proposed, recorded)


def _hash(proposed: Sequence[ProposedRecommendation], recorded: Sequence[Recorded]) -> bytes:
    found = hashlib.sha256()
    for one in proposed:
        found.update(repr((one.position, one.number, one.text)).encode())
    found.update(b"beside")
    for other in recorded:
        found.update(repr((other.id, other.number, other.text)).encode())
    return found.digest()


def _matched(proposed: Sequence[ProposedRecommendation], recorded: Sequence[Recorded]) -> dict[int, int]:
    words = {one.position: bare_words(one.text) for one in proposed}
    known = {one.id: bare_words(one.text) for one in recorded}
    found = _word_for_word(proposed, recorded, words, known)
    taken = set(found.values())
    rest = [one for one in proposed if one.position not in found]
    left = [other for other in recorded if other.id not in taken]
    likenesses = [
        (-likeness, one.position, other.id)
        for one, other in _worth_comparing(rest, left, words, known)
        if (likeness := _likeness(one, words[one.position], other, known[other.id]))
    ]
    for _, position, id in sorted(likenesses):
        if position not in found and id not in taken:
            found[position] = id
            taken.add(id)
    return found


def _word_for_word(
    proposed: Sequence[ProposedRecommendation],
    recorded: Sequence[Recorded],
    words: Mapping[int, Words],
    known: Mapping[int, Words],
) -> dict[int, int]:
    """Those with the very same text. Where several have it they are told apart by their numbers, else by their order."""
    numbered: dict[tuple[Words, str], deque[int]] = defaultdict(deque)
    in_order: dict[Words, deque[int]] = defaultdict(deque)
    for other in recorded:
        numbered[known[other.id], _number(other)].append(other.id)
        in_order[known[other.id]].append(other.id)
    found: dict[int, int] = {}
    for one in proposed:
        alike = numbered.get((words[one.position], _number(one)))
        if alike and _number(one) and words[one.position]:
            found[one.position] = alike.popleft()
    taken = set(found.values())
    for one in proposed:
        if one.position in found or not words[one.position]:
            continue
        waiting = in_order.get(words[one.position], deque())
        while waiting and waiting[0] in taken:
            waiting.popleft()
        if waiting:
            found[one.position] = waiting.popleft()
    return found


def _worth_comparing(
    rest: Sequence[ProposedRecommendation],
    left: Sequence[Recorded],
    words: Mapping[int, Words],
    known: Mapping[int, Words],
) -> Iterator[tuple[ProposedRecommendation, Recorded]]:
    """Each with each where they are few; else those of one number, and those that share a word which tells them apart."""
    if len(rest) * len(left) <= EACH_WITH_EACH:
        yield from ((one, other) for one in rest for other in left)
        return
    told_by: dict[str, list[int]] = defaultdict(list)
    numbered: dict[str, list[int]] = defaultdict(list)
    for at, other in enumerate(left):
        for word in set(known[other.id]):
            told_by[word].append(at)
        if number := _number(other):
            numbered[number].append(at)
    used = Counter(word for one in rest for word in set(words[one.position]))
    for one in rest:
        same_number = numbered.get(_number(one), ())
        near = set(same_number if len(same_number) <= TELLS_APART else ())
        for word in _rarest(words[one.position], used, told_by):
            near.update(told_by[word])
        yield from ((one, left[at]) for at in sorted(near))


def _rarest(said: Iterable[str], used: Mapping[str, int], told_by: Mapping[str, Sequence[int]]) -> list[str]:
    distinct = sorted(set(said), key=lambda word: (used[word] + len(told_by.get(word, ())), word))
    rarest = distinct[: int(len(distinct) * RAREST) + 1]
    return [word for word in rarest if 0 < len(told_by.get(word, ())) <= TELLS_APART]


def _likeness(one: ProposedRecommendation, words: Words, other: Recorded, known: Words) -> float:
    """How alike two are, the same number counting for them; 0 where they are not alike enough to be one."""
    mine, theirs = set(words), set(known)
    if len(mine & theirs) < WORTH_COMPARING * max(1, min(len(mine), len(theirs))):
        return 0.0
    same_number = _same_number(one, other)
    least = WITH_NUMBER if same_number else WITHOUT
    matcher = SequenceMatcher(None, words, known, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least or (ratio := matcher.ratio()) < least:
        return 0.0
    return ratio + (0.2 if same_number else 0.0)


def _same_number(one: ProposedRecommendation, other: Recorded) -> bool:
    return bool(_number(one)) and _number(one) == _number(other)


def _number(one: ProposedRecommendation | Recorded) -> str:
    return one.number.strip().casefold()
