"""Periods as people write them. `found` says where in a sentence one stands; `read` says which days it means.

Nothing is guessed from a sentence as a whole: a run of words is a period only where it has the shape of one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from dialogs.asking import calendar_reckoning as reckon
from dialogs.asking.calendar_reckoning import DAY, DAYS
from dialogs.asking.date_parts import DATES, FEASTS, OTHER_WORDS, YEAR, Now, any_of
from dialogs.asking.date_shapes import ATOMS, read_atom
from dialogs.asking.marks import Read
from dialogs.asking.tokens import Sentence, Token, pieces
from storage.query import Period
from storage.rules.deadlines import MONTHS

BEFORE = r"before|prior to|earlier than|ahead of|pre"
TO_BE_DONE = (
    r"(?:(?:has|have|needs?|must|should|ought|meant|supposed|intended|expected|planned) )?(?:to )?"
    r"(?:be |have been |(?:(?<=to )|(?<=should )|(?<=must ))have |(?<=to )get )?"
    r"(?:done|finished|completed|delivered) (?:by|before)|(?:needs?|need) (?:doing|finishing|completing) by"
)
END_OF_DAY = r"by (?:(?:the )?(?:end|close) of (?:play|business)|cob|eod)(?: on)?"
BY = rf"{TO_BE_DONE}|{END_OF_DAY}|by|until|till|up to|up until|no later than|not later than|on or before|not after"
AFTER = r"after|until after|till after|not (?:due )?(?:until|till|before) after|later than|beyond|past|post"
FROM = (
    r"not due (?:until|till|before)|(?:no|not) (?:earlier|sooner) than"
    r"|since|from|as of|starting|starting from|on or after|not before|as from|ever since"
)
PLAIN = r"in|during|on|over|throughout|in the course of|for|at|in the month of|in the period|within"
SHAPE = "|".join(
    re.sub(r"\((?!\?)|\(\?P<years>", "(?:", pattern) for pattern, _ in ATOMS
)  # fmt: skip
FINDER = re.compile(
    rf"(?<![\w/])(?:between (?P<a>now|{SHAPE}) (?:and|to|-) (?P<b>{SHAPE})"
    rf"|(?:from |during )?(?P<c>(?<=from )now|{SHAPE}) (?:to|until|till|through to|through|up to|-) (?P<d>{SHAPE})"
    rf"|(?:(?P<bound>{BEFORE}|{BY}|{AFTER}|{FROM}|{PLAIN}) )?(?:the )?(?P<e>{SHAPE})"
    r"(?P<onwards> (?:onwards|onward|on|or later|or after|or before|or earlier|or sooner"
    r"|at the latest|at the earliest))?)(?![\w/])"
)
UP_TO_THEN = frozenset({"or before", "or earlier", "or sooner", "at the latest"})
AFTER_MONTHS = frozenset(("deadline", "deadlines", "round", "return", "due", "update", "updates", "dates", "instead"))
MOST_DIGITS_OF_DAY = 2
MAY_OWN = frozenset({"week", "fortnight", "month", "quarter", "year", "today", "tomorrow", "yesterday"})
SAYS_WHEN = re.compile(
    r"(?:due|deadlines?|scheduled|planned|expected|set|targeted|make (?:it|that)|change (?:it|that) to) $"
)
QUICK = re.compile(
    rf"\d|day|week|month|year|quarter|fortnight|tomorrow|easter|friday"
    rf"|{any_of([*MONTHS, *DATES['seasons'], *FEASTS, *(' '.join(pieces(word)) for word in DATES['unknown'])])}"
)


def read(text: str, now: Now) -> Read | None:
    """The period that a run of words means, if it has the shape of one: `found` gives such runs."""
    shape = FINDER.fullmatch(text)
    if shape is None:
        return None
    if shape["e"] is not None:
        inner = read_atom(shape["e"], now)
        return _bounded(inner, shape["bound"] or "", shape["onwards"] or "", now) if inner else None
    first, last = (shape["a"], shape["b"]) if shape["a"] else (shape["c"], shape["d"])
    return _between(first, last, now)


def _between(first: str, last: str, now: Now) -> Read | None:
    if first == "now":
        first = "today"
    year = re.search(rf"{YEAR}$", last)
    end = read_atom(last, now)
    if year and not re.search(rf"{YEAR}|\d\d[/.-]\d\d", first):
        start = read_atom(f"{first} {year[0]}", now)
    else:
        start = read_atom(first, now)
    if start is None or end is None:
        return None
    from_on, to_on = start.period.from_on, end.period.to_on
    if from_on and to_on and from_on > to_on and start.yearless:
        from_on = reckon.shifted(from_on, -1, "year")
    doubt = (
        start.doubt or end.doubt or ("the end is before the beginning" if from_on and to_on and from_on > to_on else "")
    )
    both = start.months + end.months
    return Read(Period(from_on, to_on), bound="between", doubt=doubt, months=both, parts=(start, end))


def _bounded(inner: Read, bound: str, onwards: str, now: Now) -> Read | None:
    start, end = inner.period.from_on, inner.period.to_on
    if inner.bound == "longer":
        return inner
    if onwards.strip() in UP_TO_THEN:
        return replace(inner, period=Period(None, end), bound="by")
    if onwards or re.fullmatch(FROM, bound):
        return replace(inner, period=Period(start, None), bound="since" if "since" in bound else "from")
    if re.fullmatch(rf"{BEFORE}|(?!on or).* before", bound):
        if inner.grain == "end":  # before the end of March, its last day is still to come
            return replace(inner, period=Period(None, end), bound="before")
        return replace(inner, period=Period(None, start - DAY if start else None), bound="before")
    if re.fullmatch(BY, bound):
        return replace(inner, period=Period(None, end), bound="by")
    if re.fullmatch(AFTER, bound):
        return replace(inner, period=Period(end + DAY if end else None, None), bound="after")
    if inner.grain == "new_year":
        return replace(inner, period=Period(start, None), bound="from")
    return replace(inner, bound=inner.bound or bound)


def found(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Runs of tokens that have the shape of a period: where they begin and end, and the words as `read` takes them."""
    text, starts = "", {}
    for at, token in enumerate(sentence.tokens):
        text += _between_words(sentence, at) if text else ""
        starts[len(text)] = at
        text += _said(token)
    if not QUICK.search(text):
        return
    ends = {start + len(_said(sentence.tokens[at])): at + 1 for start, at in starts.items()}
    for shape in FINDER.finditer(text):
        start, end = shape.start(), shape.end()
        if start in starts and end in ends and _stands(shape, text, sentence, starts[start], ends[end]):
            yield starts[start], ends[end], shape[0]


def _said(token: Token) -> str:
    """ "next week's deadlines" are those of next week."""
    return token.word if token.possessive and token.word in MAY_OWN else token.glued


def _between_words(sentence: Sentence, at: int) -> str:
    """ "rec 8, July 2022" is no 8 July: after a bare number, a comma parts."""
    pause, before = sentence.tokens[at].pause, sentence.tokens[at - 1].word
    if pause == "-":
        return " - "
    return ", " if pause == "," and before.isdigit() and len(before) <= MOST_DIGITS_OF_DAY else " "


def _stands(shape: re.Match[str], text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a shape is a date here. Bare words that have other uses need a word before them that says so."""
    bare = shape["e"]
    if bare is None:
        return True
    if bare in OTHER_WORDS:
        return _month_here(shape["bound"] or "", text[: shape.start()], sentence, end)
    if bare.isdigit() and not shape["bound"]:
        return not re.search(
            r"(?:recs?|recommendations?|actions?|items?|numbers?|no|#|over|top|first) ?$", text[: shape.start()]
        )
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", bare):
        return bool(shape["bound"] or re.search(SAYS_WHEN, text[: shape.start()]))
    return not (bare in DAYS and not shape["bound"] and text != bare and not re.search(r"due $", text[: shape.start()]))


def _month_here(bound: str, before: str, sentence: Sentence, end: int) -> bool:
    here = sentence.tokens[end - 1]
    after = sentence.tokens[end] if end < len(sentence.tokens) else None
    if here.possessive or (after and after.capitalised and after.word not in MONTHS and not after.word.isdigit()):
        return False
    if bound and bound not in ("for", "over", "at", "past", "beyond", "on", "pre", "post"):
        return True
    if after and after.word in AFTER_MONTHS:
        return True
    joined = re.search(r"(?:and|or) $", before) and here.word not in ("may", "march")
    return len(sentence.tokens) == 1 or bool(joined or re.search(SAYS_WHEN, before))
