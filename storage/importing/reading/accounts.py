"""One cell that tells of several rounds: "July 2024: the list is out. March 2024: the list was drafted."."""

from collections.abc import Sequence
from dataclasses import replace

from storage.importing.reading.rounds import Spotted
from storage.importing.reading.spans import Span, spans_of
from storage.importing.reading.strips import Passage

ENDS_SENTENCE = (".", "!", "?", ";", ")", '"', "”")
OPENING = "(["
CLOSING = ")] "
FEWEST = 2
Told = tuple[Spotted, list[Passage]]


def by_round(passages: Sequence[Passage]) -> list[Told]:
    """Each round's own words, where the account begins with a day and a colon and goes on with another. Else nothing."""
    told: list[Told] = []
    for passage in passages:
        labels = _labels(passage.text)
        if not told and (not labels or labels[0][0] > 0):
            return []
        ends = [*(start for start, _, _ in labels), len(passage.text)]
        if before := passage.text[: ends[0]].strip():
            told[-1][1].append(replace(passage, text=before))
        for (_, after, spotted), end in zip(labels, ends[1:], strict=True):
            words = passage.text[after:end].strip()
            told.append((spotted, [replace(passage, text=words, numbered="")] if words else []))
    distinct = {spotted.on for spotted, _ in told}
    return told if len(distinct) == len(told) >= FEWEST else []


def _labels(text: str) -> list[tuple[int, int, Spotted]]:
    """Days that stand at the head of a sentence and before a colon: where each begins, where its words begin."""
    found = []
    for span in spans_of(text):
        start = span.start - (text[span.start - 1 : span.start] in tuple(OPENING))
        after = _after_colon(text, span)
        if after and span.is_certain and (not text[:start].strip() or text[:start].rstrip().endswith(ENDS_SENTENCE)):
            found.append((start, after, Spotted(span.text, span.read.on)))
    return found


def _after_colon(text: str, span: Span) -> int:
    """Where the words after the label's colon begin, 0 where there is no colon."""
    rest = text[span.end :]
    bare = rest.lstrip(CLOSING)
    return span.end + len(rest) - len(bare) + 1 if bare.startswith(":") else 0
