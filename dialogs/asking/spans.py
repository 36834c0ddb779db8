"""Every stretch of a sentence that means something, longest first: names, numbers, periods, phrases of the lexicon.

A name that is also a word is found only where something beside it says that it is a name.
"""

import re
from collections.abc import Iterator, Sequence

from dialogs.asking import periods
from dialogs.asking.data import small_words
from dialogs.asking.date_parts import NUMBERS
from dialogs.asking.index import ALSO_WORDS, SHARED, SHORTEST_CODE, TITLES, Index, fits, match
from dialogs.asking.lexicon import Lexicon, Words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.printed import printed
from dialogs.asking.tokens import Sentence, Token

NUMBERED = small_words("numbered")
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[a-z]?")
JOINS = frozenset(["and", "&", "or", ","])
THROUGH = frozenset(["to", "through", "until"])
WORD_NUMBERS = {
    word: str(number) for word, number in NUMBERS.items() if word not in ("a", "an", "the") and "couple" not in word
} | {"fifteen": "15", "twenty": "20", "fifty": "50", "hundred": "100"}  # fmt: skip
# Words before a single name that make it a name, though it may be a word too.
NAME_FOLLOWS = small_words("name_follows")
NAME_GOES_BEFORE = frozenset(["have", "has", "got", "own", "owns"])
GRADED_BEFORE = small_words("graded_before")
PLAN_FOLLOWS = small_words("plan_follows")
SMALL = small_words("small")
# Among marks of one length the earlier sort wins.
RANK = (
    Sort.TEXT, Sort.CODE, Sort.RECOMMENDATION, Sort.PLAN, Sort.OWNER, Sort.PERIOD, Sort.GRADE, Sort.NUMBER, Sort.FILLER,
)  # fmt: skip


def marks_of(sentence: Sentence, lexicon: Lexicon, index: Index) -> tuple[Mark, ...]:
    """Marks that do not overlap, in the order of the sentence."""
    tokens = sentence.tokens
    candidates: list[Mark] = [
        Mark(start, end, Sort.PERIOD, (words,), possessive=tokens[end - 1].possessive)
        for start, end, words in periods.found(sentence)
    ]
    candidates.extend(printed(sentence, index.names, NUMBERED))
    for at in range(len(tokens)):
        candidates.extend(_phrases(tokens, at, lexicon))
        candidates.extend(_names(tokens, at, lexicon, index))
        candidates.extend(_numbers(tokens, at))
    candidates.extend(_quoted(sentence, candidates))
    return without_overlap(candidates)


def without_overlap(candidates: Sequence[Mark]) -> tuple[Mark, ...]:
    taken: set[int] = set()
    chosen = []
    for mark in sorted(candidates, key=_precedence):
        stretch = range(mark.start, mark.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            chosen.append(mark)
    return tuple(sorted(chosen, key=lambda mark: mark.start))


def _precedence(mark: Mark) -> tuple[int, int, int]:
    rank = RANK.index(mark.sort) if mark.sort in RANK else len(RANK)
    return (0 if mark.sort is Sort.TEXT else 1, -mark.length, rank * 1000 + mark.start)


def _phrases(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> Iterator[Mark]:
    if at and tokens[at].raw == "A" and not tokens[at - 1].raw.isupper():
        return  # in the middle of a sentence, a grade that was typed as a letter: no article
    for choice in range(len(tokens[at].forms)):
        words: Words = ()
        for token in tokens[at : at + lexicon.longest.get(tokens[at].forms[choice], 0)]:
            if words and token.pause == ",":
                break  # "not red, amber" is no "red amber"
            words += (token.forms[min(choice, len(token.forms) - 1)],)
            if senses := lexicon.phrases.get(words):
                sort, value = next(iter(senses.items()))
                yield Mark(at, at + len(words), sort, (value,), senses=senses)


def _names(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, index: Index) -> Iterator[Mark]:
    for length, plans in match(index.plans, tokens, at):
        yield Mark(at, at + length, Sort.PLAN, plans, possessive=tokens[at + length - 1].possessive)
    for words in index.labels.get(tokens[at].word, ()):
        if fits(words, tokens, at):
            yield Mark(at, at + len(words), Sort.GRADE, (f"label:{' '.join(words)}",))
    yield from _code(tokens, at, index)
    titled = at > 0 and tokens[at - 1].word in TITLES
    for length, owners in match(index.owners, tokens, at):
        if length > 1 or owners[0].casefold() == tokens[at].word or _is_name(tokens, at, lexicon):
            begin = at - 1 if titled else at
            yield Mark(begin, at + length, Sort.OWNER, owners, possessive=tokens[at + length - 1].possessive)
    yield from _part_of_name(tokens, at, lexicon, index, titled)
    yield from _part_of_plan(tokens, at, index)


def _code(tokens: tuple[Token, ...], at: int, index: Index) -> Iterator[Mark]:
    """ "graded A": a letter is a grade only where a word before it says so."""
    token = tokens[at]
    letter = len(token.word) <= SHORTEST_CODE and token.raw.isupper() and token.raw.isalpha()
    if letter and at and tokens[at - 1].word in GRADED_BEFORE and (token.word,) in index.grade_words:
        yield Mark(at, at + 1, Sort.CODE, (token.word,))


def _part_of_name(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, index: Index, titled: bool) -> Iterator[Mark]:
    """A first name or a surname alone; "nicoles" too, for "Nicole's"."""
    token = tokens[at]
    for form, possessive in ((token.word, token.possessive), (token.word.removesuffix("s"), True)):
        owners = index.owners.parts.get(form)
        if not owners or (form != token.word and (token.word in lexicon.words or form in ALSO_WORDS)):
            continue
        if titled or _is_name(tokens, at, lexicon) or _is_listed(tokens, at, index):
            yield Mark(at - 1 if titled else at, at + 1, Sort.OWNER, owners, possessive=possessive)
        return


def _is_name(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    is_word = token.word in ALSO_WORDS or token.word in lexicon.words
    if not is_word:
        return True
    if token.possessive:
        return True
    if not token.capitalised or (at == 0 and not token.possessive):
        return False
    return before in NAME_FOLLOWS or (after is not None and after.word in NAME_GOES_BEFORE)


def _is_listed(tokens: tuple[Token, ...], at: int, index: Index) -> bool:
    """ "Rob, Kim and Jo": a word is a name where it stands with a capital in a row of names."""
    return tokens[at].capitalised and any(_is_beside(tokens, at, way, index) for way in (1, -1))


def _is_beside(tokens: tuple[Token, ...], at: int, way: int, index: Index) -> bool:
    """Whether what a comma or an "and" joins this word to, on that side, can be a name too."""
    other = at + way
    joined = 0 <= other < len(tokens) and tokens[other].word in JOINS
    if joined:
        other += way
    if not 0 <= other < len(tokens) or not tokens[other].capitalised:
        return False
    paused = tokens[max(at, other)].pause == ","
    return (joined or paused) and tokens[other].word in index.owners.parts and tokens[other].word not in ALSO_WORDS


def _part_of_plan(tokens: tuple[Token, ...], at: int, index: Index) -> Iterator[Mark]:
    """Some words of a title that stand together, with a word before or after them that says it is a plan."""
    end = at
    plans: set[str] = set()
    while end < len(tokens):
        fit = next((set(index.plans.parts[form]) for form in tokens[end].forms if form in index.plans.parts), None)
        narrowed = fit if end == at else (plans & fit if fit else set())
        if not narrowed:
            break
        plans, end = narrowed or set(), end + 1
    while end > at and tokens[end - 1].word in SMALL:
        end -= 1
    words = [token.word for token in tokens[at:end]]
    telling = [word for word in words if word not in SHARED]
    if not plans or not telling or words[0] in SMALL:
        return
    plan_word = end < len(tokens) and tokens[end].word in ("plan", "review", "inspection", "plans")
    if plan_word or (at and tokens[at - 1].word in PLAN_FOLLOWS and tokens[at - 1].word not in ("about", "for")):
        titles = tuple(plan.title for plan in index.names.plans if plan.title in plans)
        yield Mark(at, end + bool(plan_word), Sort.PLAN, titles)


def _numbers(tokens: tuple[Token, ...], at: int) -> Iterator[Mark]:
    token = tokens[at]
    if token.word in NUMBERED and at + 1 < len(tokens):
        yield from _recommendations(tokens, at)
    if NUMBER.fullmatch(token.word):
        yield Mark(at, at + 1, Sort.NUMBER, (token.word,))
    elif token.word in WORD_NUMBERS:
        yield Mark(
            at,
            at + 1,
            Sort.NUMBER,
            (WORD_NUMBERS[token.word],),
            senses={Sort.NOUN: "actions"} if token.word == "one" else {},
        )
    elif found := re.fullmatch(r"(?:rec|r|no)(\d{1,3}[a-z]?)", token.word):
        yield Mark(at, at + 1, Sort.RECOMMENDATION, (found[1],))


def _recommendations(tokens: tuple[Token, ...], at: int) -> Iterator[Mark]:
    """ "rec 5", "recommendations 1, 2 and 5", "actions 3 to 7", "rec no. 4"."""
    here = at + 1
    while here < len(tokens) and tokens[here].word in ("no", "number", "numbers", "nos", "#"):
        here += 1
    if here >= len(tokens) or not (first := _number(tokens[here].word)):
        return
    numbers, end = [first], here + 1
    while end < len(tokens):
        word = tokens[end].word
        after = tokens[end + 1].word if end + 1 < len(tokens) else ""
        if after in NUMBERED and word in JOINS and end + 2 < len(tokens) and (third := _number(tokens[end + 2].word)):
            numbers, end = [*numbers, third], end + 3
        elif word in JOINS and (second := _number(after)):
            numbers, end = [*numbers, second], end + 2
        elif word in THROUGH and (run := _run(numbers[-1], after)):
            numbers, end = [*numbers, *run], end + 2
        elif tokens[end].pause == "-" and (run := _run(numbers[-1], word)):
            numbers, end = [*numbers, *run], end + 1
        elif tokens[end].pause == "," and NUMBER.fullmatch(word):
            numbers, end = [*numbers, word], end + 1
        else:
            break
    yield Mark(at, end, Sort.RECOMMENDATION, tuple(dict.fromkeys(numbers)), possessive=tokens[end - 1].possessive)


def _run(first: str, last: str) -> list[str]:
    """ "3 to 7": those after the first, up to the last. Without letters, and no more than a plan may have."""
    if not (first.isdecimal() and NUMBER.fullmatch(last) and last.isdecimal()):
        return []
    return [str(number) for number in range(int(first) + 1, int(last) + 1)]


def _number(word: str) -> str:
    """The digits of a number, also of one written out."""
    return word if NUMBER.fullmatch(word) else WORD_NUMBERS.get(word, "") if word != "one" else ""


def _quoted(sentence: Sentence, others: Sequence[Mark]) -> Iterator[Mark]:
    """Words in quotation marks are looked for as they stand, unless they are a name."""
    named = {(mark.start, mark.end) for mark in others if mark.sort in (Sort.PLAN, Sort.OWNER)}
    for start, end in sentence.quoted:
        if (start, end) not in named:
            yield Mark(start, end, Sort.TEXT, (sentence.said(start, end),))
