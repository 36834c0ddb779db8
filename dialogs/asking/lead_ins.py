"""Who wants to know, why, and when it is needed: clauses about the asking, and no part of what is asked.

"The chair is asking what's overdue", "before I see the leader at 2, could you …", "for tomorrow's board, …". Such a clause
is left off only where it holds no word that could narrow the answer, and where a question stands beside it; with a name,
a grade or a date of the record in it, it stays, and what it does to the answer is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import load, small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence

WORDS = load("lead_ins")
OURSELVES = frozenset(WORDS["ourselves"])
LEADING_ON = frozenset(WORDS["leading_on"])
EVENTS = frozenset(WORDS["events"])
MEETINGS = frozenset(WORDS["meetings"])
PURPOSES = tuple(tuple(one.split()) for one in WORDS["purposes"])
BIDDING = frozenset(WORDS["bidding"])
ASKED_WITH = small_words("asking")
SAID_OF = small_words("said_of")
PLAIN_WORDS = frozenset(WORDS["plain_words"])
NEAR_DAYS = re.compile(WORDS["near_days"])
ASKS = re.compile(WORDS["asks"])
WAS_ASKED = re.compile(WORDS["was_asked"])
OFF = re.compile(WORDS["absent"])
TRIGGERS = OURSELVES | {"just", "back", "fresh"} | frozenset(one[0] for one in PURPOSES) | frozenset(WORDS["asking"])
"""A sentence without one of these has no such clause."""
ASK_WORDS = frozenset({"who", "what", "which", "how", "i", "we", "you", "show", "list"})
JUST_BACK = re.compile(WORDS["just_back"])
HAS_ASKED = re.compile(WORDS["has_asked"])
WANTING = frozenset({"want", "wants", "like", "love", "need", "needs", "after"})
WANTED_BY = ("by ", "before ", "for ", "on ", "today", "tomorrow", "this ")
SAYING_OF_WHAT = frozenset(WORDS["narrowing"])
LEADING_TO = frozenset({"in", "from", "for", "under", "within", "of", "at"})
WHEN = frozenset(
    {"when", "while", "whilst", "before", "off", "away", "back", "leave", "holiday", "out", "absent", "sick"}
)
DATED = frozenset({"due", "updated", "deadline", "deadlines", "update", "submitted"})
MOST_WORDS, MOST_OF_EVENT = 6, 8
SAYING_NOTHING = frozenset({Sort.FILLER, Sort.UNKNOWN, Sort.AUDIENCE, Sort.NOT, Sort.BEYOND})
OF_PEOPLE = frozenset({Sort.DIMENSION, Sort.PEOPLE, Sort.AUDIENCE, Sort.PRONOUN, Sort.UNKNOWN, Sort.FILLER})
NARROWING = frozenset({
    Sort.GRADE, Sort.LATE, Sort.OWNER, Sort.PLAN, Sort.RECOMMENDATION, Sort.ME, Sort.NOUN, Sort.MISSING, Sort.LACKING,
    Sort.CODE, Sort.DUE, Sort.TEXT, Sort.ABOUT, Sort.ROUND_WORD, Sort.SUPERLATIVE,
    Sort.UPDATED, Sort.DIRECTION, Sort.KIND, Sort.PERIOD, Sort.GRADED, Sort.RESPONDED, Sort.SILENT,
})  # fmt: skip
OF_THE_RECORD = frozenset({
    Sort.GRADE, Sort.LATE, Sort.CODE, Sort.DUE, Sort.NOUN, Sort.MISSING, Sort.LACKING, Sort.KIND, Sort.TEXT, Sort.ABOUT,
})  # fmt: skip
MOVED = frozenset(
    {"changed", "changes", "moved", "happened", "different", "new", "worse", "better", "missed", "improved"}
)


def left_off(sentence: Sentence, marks: Sequence[Mark]) -> Sentence:
    """The sentence without such clauses; itself where it has none."""
    tokens = sentence.tokens
    if TRIGGERS.isdisjoint(token.word for token in tokens):
        return sentence
    for step in (_without_who_asks, _without_who_asked, _without_absence, _without_purpose, _without_own_business):
        begin, end = step(sentence, marks) or (0, 0)
        rest = (*tokens[:begin], *tokens[end:])
        if begin == 0 and end and sentence.tokens[end - 1].word in ("if", "whether"):
            last = sentence.tokens[end - 1]
            rest = (replace(last, word="whether", glued="whether"), *rest)
        while rest and begin == 0 and rest[0].word in ("but", "so", "and"):
            rest = rest[1:]
        if end and rest and _tells(marks, begin, end):
            return replace(sentence, tokens=(replace(rest[0], pause=""), *rest[1:]))
    return sentence


def _tells(marks: Sequence[Mark], begin: int, end: int) -> bool:
    """Whether what is left has a part of a question in it."""
    return any(mark.sort in NARROWING for mark in marks if mark.end <= begin or mark.start >= end)


def _opening(sentence: Sentence, marks: Sequence[Mark]) -> int:
    """Past "hi", "sorry to be a pain", "quick one"."""
    at = 0
    for mark in marks:
        if mark.start != at or mark.sort is not Sort.FILLER or mark.value not in ("polite", "taken_back"):
            break
        at = mark.end
    while at < len(sentence.tokens) and sentence.tokens[at].word in ("and", "but", "so", "as"):
        at += 1
    return at


def _without_who_asks(sentence: Sentence, marks: Sequence[Mark]) -> tuple[int, int] | None:
    """ "The chair is asking …", "Cllr Brown wants to know …", "I've been asked …"."""
    begin = _opening(sentence, marks)
    words = [token.word for token in sentence.tokens]
    if found := WAS_ASKED.match(" ".join(words[begin:])):
        return 0, begin + len(found[0].split())
    for at in range(begin + 1, min(begin + MOST_WORDS + 1, len(words))):
        within = _over(marks, begin, at)
        if words[at - 1] in ASK_WORDS or any(
            mark.sort not in OF_PEOPLE and not _is_plain(mark, words) for mark in within
        ):
            return None
        found = ASKS.match(" ".join(words[at:]))
        end = at + len(found[0].split()) if found else 0
        if end and end < len(words) and not _is_wanted_by(marks, words[at:end], end):
            return (0, end) if _goes_on_asking(sentence, marks, end) else None
    return None


def _goes_on_asking(sentence: Sentence, marks: Sequence[Mark], at: int) -> bool:
    """ "… is asking what is late", "… wants the reds"; "parents asked for better buses." tells what they asked for."""
    if sentence.tokens[at].word in ASKED_WITH | BIDDING or sentence.tokens[at - 1].word in ("if", "whether"):
        return True
    of_the_record = any(mark.sort in OF_THE_RECORD for mark in marks if mark.start >= at)
    return of_the_record and not sentence.text.rstrip().endswith(".")


def _without_who_asked(sentence: Sentence, marks: Sequence[Mark]) -> tuple[int, int] | None:
    """ "…, the chair is asking", "… - he wants to know"."""
    words = [token.word for token in sentence.tokens]
    for start in (at for at in range(2, len(words) - 1) if _paused(sentence, at)):
        for at in range(start + 1, min(start + MOST_WORDS + 1, len(words))):
            if any(mark.sort not in OF_PEOPLE and not _is_plain(mark, words) for mark in _over(marks, start, at)):
                break
            if HAS_ASKED.fullmatch(" ".join(words[at:])) and words[at - 1] not in ASK_WORDS:
                return start, len(words)
    return None


def _is_wanted_by(marks: Sequence[Mark], said: Sequence[str], end: int) -> bool:
    """ "The chair wants the reds by Friday": the day may be when they are wanted, or when they are due."""
    rest = [mark for mark in marks if mark.start >= end]
    dated = any(mark.sort is Sort.PERIOD and mark.value.startswith(WANTED_BY) for mark in rest)
    return dated and bool(WANTING & set(said)) and not any(mark.sort in (Sort.DUE, Sort.UPDATED) for mark in rest)


def _without_absence(sentence: Sentence, marks: Sequence[Mark]) -> tuple[int, int] | None:
    """ "I've been off since 1 August, what's changed": since when is asked, and not who was off."""
    words = [token.word for token in sentence.tokens]
    begin = _opening(sentence, marks)
    found = OFF.match(" ".join(words[begin:]))
    end = begin + len(found[0].split()) if found else 0
    since = next((mark for mark in marks if mark.start == end and mark.sort is Sort.PERIOD), None)
    asks = since is not None and bool(MOVED & set(words[since.end :]))
    return (0, end) if end and asks and words[end] == "since" else None


def _without_purpose(sentence: Sentence, marks: Sequence[Mark]) -> tuple[int, int] | None:
    """ "for tomorrow's board", "ahead of my one to one": set apart by commas, or a meeting that no day is named of."""
    tokens = sentence.tokens
    words = [token.word for token in tokens]
    for start in range(len(words)):
        lead = next((one for one in PURPOSES if tuple(words[start : start + len(one)]) == one), None)
        if lead is None:
            continue
        end = _end(sentence, start + len(lead), MOST_OF_EVENT)
        within = _over(marks, start + len(lead), end)
        apart = (start == 0 or _paused(sentence, start) or start == _opening(sentence, marks)) and (
            start > 0 or end < len(words)
        )
        if not apart and end < len(words):
            continue
        said = f" {' '.join(words[start:end])} "
        if any(f" {event} " in said for event in EVENTS):
            dated = any(mark.sort is Sort.PERIOD for mark in within)
            meets = words[end - 1] in MEETINGS and not dated
            fits = all(mark.sort in SAYING_NOTHING | {Sort.PERIOD} or _is_plain(mark, words) for mark in within)
            if fits and (apart or meets) and not _is_a_body_of_its_own(sentence, within, start, end):
                return start, end
    return None


def _is_a_body_of_its_own(sentence: Sentence, within: Sequence[Mark], start: int, end: int) -> bool:
    """ "For the Tamworth Board": a board with a name may be whose the actions are."""
    known = {at for mark in within for at in range(mark.start, mark.end)}
    named = any(
        sentence.tokens[at].capitalised and not sentence.tokens[at].raw.isupper()
        for at in range(start + 1, end)
        if at not in known and sentence.tokens[at].word not in EVENTS
    )
    return named and "board" in {token.word for token in sentence.tokens[start:end]}


def _without_own_business(sentence: Sentence, marks: Sequence[Mark]) -> tuple[int, int] | None:
    """ "Before I see the leader at 2, …", "I'm new here, …", "…, I have her on the phone"."""
    tokens = sentence.tokens
    words = [token.word for token in tokens]
    begin = _opening(sentence, marks)
    for start in [begin, *(at for at in range(begin + 2, len(words) - 1) if _paused(sentence, at))]:
        lead = start + (words[start : start + 1] != [] and words[start] in LEADING_ON)
        if words[lead : lead + 1] == [] or not (words[lead] in OURSELVES or _is_back(words, lead)):
            continue
        end = _end(sentence, lead, len(words))
        if end - lead < 2 or (start == begin and end == len(words)):
            continue
        if not all(_says_nothing(mark, words) for mark in _over(marks, lead, end)) or _may_narrow(sentence, lead, end):
            continue
        if _is_when_it_changed(marks, words, start, end):
            continue
        if _is_asked(sentence, end if start == begin else 0):
            return (0 if start == begin else start), end
    return None


def _end(sentence: Sentence, start: int, most: int) -> int:
    """Where the clause ends: at the next pause, or where a favour begins to be asked."""
    tokens = sentence.tokens
    for at in range(start + 1, min(len(tokens), start + most)):
        bids = (
            tokens[at].word in ("could", "can", "would")
            and at + 1 < len(tokens)
            and tokens[at + 1].word in ("you", "i", "we")
        )
        joins = (
            tokens[at].word in ("but", "so") and at + 1 < len(tokens) and tokens[at + 1].word in BIDDING | ASKED_WITH
        )
        if _paused(sentence, at) or bids or joins:
            return at
    return min(len(tokens), start + most)


def _paused(sentence: Sentence, at: int) -> bool:
    """ "1:1" and "2:30" have no pause in them."""
    before, token = sentence.tokens[at - 1], sentence.tokens[at]
    clock = token.word[:1].isdigit() and before.word.isdigit() and token.start - before.end == 1
    return not clock and bool(token.pause or set("?!") & set(sentence.text[before.end : token.start]))


def _over(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.start < end and start < mark.end]


def _is_plain(mark: Mark, words: Sequence[str]) -> bool:
    """Words that only join others, one's own "my", and the hour of the day."""
    said = words[mark.start : mark.end]
    if mark.sort is Sort.KIND and set(said) <= EVENTS:
        return True
    if mark.sort is Sort.NUMBER:
        return mark.start > 0 and words[mark.start - 1] in ("at", "by", "around", "my", "the", "to", "1")
    return set(said) <= PLAIN_WORDS


def _says_nothing(mark: Mark, words: Sequence[str]) -> bool:
    said = " ".join(words[mark.start : mark.end])
    if mark.sort is Sort.PERIOD:
        return bool(NEAR_DAYS.fullmatch(said))
    return mark.sort in SAYING_NOTHING | {Sort.PEOPLE, Sort.PRONOUN, Sort.NOUN} or _is_plain(mark, words)


def _may_narrow(sentence: Sentence, start: int, end: int) -> bool:
    """ "I only need …", "it's about …", "I'm from Tamworth": words nobody knows may be what the answer is to be of."""
    words = [token.word for token in sentence.tokens[start:end]]
    if SAYING_OF_WHAT & set(words) and words[:2] != ["i", "know"]:
        return True
    names = [
        at for at in range(start + 1, end) if sentence.tokens[at].raw[:1].isupper() and sentence.tokens[at].word != "i"
    ]
    placed = any(sentence.tokens[at - 1].word in LEADING_TO for at in names)
    being = words[1:2] in (["am"], ["are"], ["is"]) and not "".join(words[2:3]).endswith("ing")
    return bool(names) and (placed or being)


def _is_back(words: Sequence[str], at: int) -> bool:
    """ "Just back from holiday, …"."""
    return words[at : at + 1] in (["just"], ["back"], ["fresh"]) and bool(
        JUST_BACK.match(" ".join(words[at : at + 3]) + " ")
    )


def _is_when_it_changed(marks: Sequence[Mark], words: Sequence[str], start: int, end: int) -> bool:
    """ "While I was away, what changed": of changes, a time that is not said in other words is what they are counted from."""
    rest = [*words[:start], *words[end:]]
    dated = any(mark.sort in (Sort.PERIOD, Sort.ROUND_WORD) for mark in marks if mark.end <= start or mark.start >= end)
    timed = bool(WHEN & set(words[start:end]))
    return timed and not dated and bool((MOVED | DATED) & set(rest))


def _is_asked(sentence: Sentence, start: int) -> bool:
    """Whether what begins here asks, and does not go on telling: "…, which was well attended" needs its question mark."""
    asks = sentence.text.rstrip().endswith("?")
    words = [token.word for token in sentence.tokens[start:]]
    joined = bool(words) and words[0] in ("so", "but")
    while words and words[0] in ("so", "and", "but", "please", "then"):
        words.pop(0)
    asks |= joined and words[1:2] != [] and words[1] not in SAID_OF
    return bool(words) and (words[0] in BIDDING or (asks and words[0] in ASKED_WITH))
