""" "The other way round", after an answer that was in some order: the same order from its other end."""

from collections.abc import Sequence

from dialogs.asking.data import load
from dialogs.asking.lexicon import spelt_out
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence, pieces
from storage.query import Query

TURNED = tuple(
    sorted({pieces(one) for line in load("orders")["turned"] for one in spelt_out(line)}, key=len, reverse=True)
)
BESIDE = frozenset({Sort.FILLER, Sort.FOLLOW})


def with_order_turned(marks: Sequence[Mark], sentence: Sentence, before: Query | None) -> tuple[Mark, ...]:
    """The marks, with such words made the order that they come to, if they stand there alone."""
    if before is None or before.order is None:
        return tuple(marks)
    words = tuple(token.glued for token in sentence.tokens)
    for start in range(len(words)):
        run = next((run for run in TURNED if words[start : start + len(run)] == run), None)
        if run is None:
            continue
        end = start + len(run)
        kept = [mark for mark in marks if mark.end <= start or mark.start >= end]
        if any(mark.sort not in BESIDE for mark in kept):
            return tuple(marks)
        way = f"{before.order.by} {'asc' if before.order.descending else 'desc'}"
        turned = Mark(start, end, Sort.ORDER, (way,), senses={Sort.ORDER: way})
        return tuple(sorted([*kept, turned], key=lambda mark: mark.start))
    return tuple(marks)
