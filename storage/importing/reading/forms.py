"""Forms: a label and its value, beside it or after a colon. Labels come in pieces, damaged, and dated after the value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from storage.importing.reading.drafts import OF_A_ROUND, OF_THE_COVER
from storage.importing.reading.labels import (
    BRACKETS,
    Field,
    Label,
    bare,
    begins_label,
    has_no_place,
    read_label,
    read_start,
    stays_beside,
    whole_label,
)
from storage.importing.reading.rounds import Spotted, spot_round
from storage.importing.reading.strips import Box, Passage, Strip, reworded

LONGEST_TAIL = 80
LONGEST_LABEL_LINE = 110
LONGEST_INSTRUCTED = 300
INSTRUCTION = re.compile(
    r"\b(?:include|please|if required|see guidance|delete as|enter|os oes angen|cynnwys)\b", re.IGNORECASE
)
ANOTHER_LABEL = re.compile(r"(?<=[.;])\s+(?=[^\W\d_][^.:;]{3,60}:\s)|(?<=\d)\s+(?=[^\W\d_][^.:;\d]{3,60}:\s)")
QUESTION = re.compile(
    r"^((?:what|where|who|when|how|why|which|has|have|is|are|did|beth|pwy|pryd|sut)\b[^:?.]{3,80})\?:?\s+(.+)$",
    re.IGNORECASE | re.DOTALL,
)
DASHED = re.compile(r"^([^\W\d_][^:–—-]{1,28}?)\s+[-–—](?:\s+(.*))?$", re.DOTALL)
DATED_VALUE = re.compile(r"^\(([^()]{4,30})\)\s*[:.–-]*\s*")


MOST_IN_A_FORM = 4
OVER_VALUES = 2
# "Audit recommendations – Follow up" is a title, "Owner – Ruth Amos" is none.
BEFORE_A_DASH = OF_A_ROUND | {Field.OWNER, Field.DUE, Field.SUPPORT, Field.MEASURE}

Recurring = Mapping[str, Field | None]
"""Labels that are in a document again and again, each with what it must mean where its words do not say."""

NOTHING_RECURS: Recurring = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pair:
    label: Label
    said: str
    label_passages: tuple[Passage, ...]
    values: tuple[Passage, ...]
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    pairs: tuple[Pair, ...]
    taken: int = 1


def pairs(strip: Strip, recurring: Recurring) -> tuple[Pair, ...]:
    """The labels of a row with the values beside them: "Responsibility: | Asha Pryce | Date: | May 2024".

    `recurring`: what stands in first cells again and again must be a label, whatever its words.
    """
    full = strip.full
    if not full or strip.is_line:
        return ()
    if len(full) == 1:
        if strip.boxes[0] is full[0] and (alone := label_of(full[0], recurring)):
            return (_shaded(Pair(alone, full[0].text, full[0].passages, ()), strip, full),)
        inside = _inside(full[0])
        return (inside,) if inside else ()
    first = label_of(full[0], recurring)
    if first and first.number and any(_is_number(box) for box in full[1:]):
        return ()  # "Recommendation 1 | Recommendation 2" over whatever: neither is the other's value
    if not first:
        return tuple(pair for box in full if (pair := _inside(box)) and pair.values) if _all_inside(full) else ()
    found: list[Pair] = []
    at = 0
    while at < len(full):
        is_label = _is_label_beside(strip, at) or recurs_beside(strip, full[at], recurring)
        label = first if at == 0 else label_of(full[at], recurring) if is_label else _beside(strip, full[at])
        if label is None:
            found[-1] = replace(
                found[-1], values=(*found[-1].values, *full[at].passages), shade=full[at].shade or found[-1].shade
            )
        else:
            found.append(Pair(label, full[at].text, full[at].passages, ()))
        at += 1
    return tuple(_shaded(pair, strip, full) for pair in found)


def _is_number(box: Box) -> bool:
    start = read_label(box.text)
    return start is not None and bool(start.number) and not start.rest


def label_of(box: Box, recurring: Recurring = NOTHING_RECURS) -> Label | None:
    """The label that a whole cell is, whatever it asks its writer to do in brackets."""
    text = uninstructed(box.text)
    ends = len(text) < LONGEST_LABEL_LINE and text.rstrip().endswith(":")
    recurs = stem(text) in recurring
    label = read_label(text, damaged=ends, loose=ends or recurs)
    if label is None and recurs:
        label = _guessed(text, recurring)
    if label and label.number and label.rest:
        return None
    return label


def uninstructed(text: str) -> str:
    """A label without "(include explanation if required)", which tells its writer something and nobody else."""
    if "(" not in text or len(text) > LONGEST_INSTRUCTED:
        return text
    return BRACKETS.sub(lambda found: " " if INSTRUCTION.search(found[0]) else found[0], text).strip()


def _is_label_beside(strip: Strip, at: int) -> bool:
    """A further label in the same row stands after a value and ends with a colon, or is one of a form's own. A row of two
    cells has no place for one: what stands beside its label is the value, whatever it looks like."""
    full = strip.full
    if len(strip.boxes) == 2:
        return False
    label = read_label(full[at].text)
    return label is not None and (
        full[at].text.rstrip().endswith(":") or (at % 2 == 0 and len(full) % 2 == 0 and len(full[at].text) < 40)
    )


def _beside(strip: Strip, box: Box) -> Label | None:
    """ "Status | Met | Date completed: | 20 September": the third of four cells is a label by its colon, though no field's."""
    is_label = len(strip.boxes) == MOST_IN_A_FORM and box == strip.boxes[2] and len(box.text) <= LONGEST_LABEL_LINE
    return Label(Field.BESIDE) if is_label and box.text.rstrip().endswith(":") and stays_beside(box.text) else None


def recurs_beside(strip: Strip, box: Box, recurring: Recurring) -> bool:
    """Whether this cell, the third of four, is a label in form after form, though its value may be blank."""
    return len(strip.boxes) == MOST_IN_A_FORM and box == strip.boxes[2] and stem(box.text) in recurring


def _shaded(pair: Pair, strip: Strip, full: Sequence[Box]) -> Pair:
    if pair.shade or pair.label.field not in (Field.GRADE, Field.ASSESSMENT):
        return pair
    labelled = next((box for box in full if box.passages == pair.label_passages), None)
    beside = strip.at(labelled.column + labelled.span) if labelled else None
    return replace(pair, shade=beside.shade if beside and beside is not labelled else "")


def _all_inside(full: Sequence[Box]) -> bool:
    return all(_inside(box) for box in full)


def _inside(box: Box) -> Pair | None:
    """A cell that holds its label and its value, on lines or after a colon."""
    if start := read_start(box.passages[0].text):
        first = box.passages[0]
        rest = (reworded(first, start.rest),) if start.rest else ()
        return Pair(start, first.text, (first,), (*rest, *box.passages[1:]), box.shade)
    return said(box.passages)


def label_said(text: str, recurring: Recurring) -> Label | None:
    """The label that these words are, or must be since they recur."""
    recurs = stem(text) in recurring
    return read_label(text, loose=recurs) or (_guessed(text, recurring) if recurs else None)


def _guessed(text: str, recurring: Recurring) -> Label | None:
    """What a label that recurs must mean by its values; one that is known to have no field stays beside them."""
    if guessed := recurring[stem(text)]:
        return Label(guessed, spot_round(text)[0])
    return Label(Field.BESIDE) if has_no_place(text) and stays_beside(text) else None


def said(passages: Sequence[Passage], recurring: Recurring = NOTHING_RECURS) -> Pair | None:
    """ "Label: value" or a label on a line of its own."""
    first = passages[0]
    head, colon, value = label_and_value(first.text)
    if len(head) <= LONGEST_LABEL_LINE:
        label = label_said(head, recurring) if colon else None
        if label and not label.number:
            rest = value.strip()
            if rest and label.field in OF_A_ROUND and (tail := tail_of(rest)):
                label, rest = replace(label, round=label.round or tail[0]), ""
            values = (reworded(first, rest), *passages[1:]) if rest else tuple(passages[1:])
            return Pair(label, first.text, (first,), values)
    whole = read_label(first.text)
    if (
        whole
        and not whole.number
        and (
            whole.round
            or len(passages) > 1
            or first.bold
            or first.text.rstrip().endswith(":")
            or (first.text.isupper() and stem(first.text) in recurring)
        )
        and whole.field not in OF_THE_COVER
    ):
        return Pair(whole, first.text, (first,), tuple(passages[1:]))
    return None


def several(pair: Pair) -> tuple[Pair, ...]:
    """ "Agreed by Cabinet: 4 May 2023. Position: June 2024": a line of the cover that goes on with another label, after a
    sentence's end or a date's."""
    if pair.label.field not in OF_THE_COVER or len(pair.values) != 1:
        return (pair,)
    passage = pair.values[0]
    found = [pair]
    for sentence in ANOTHER_LABEL.split(passage.text)[1:]:
        head, _, value = sentence.partition(":")
        label = read_label(head, loose=True)
        if not label or label.field not in OF_THE_COVER:
            return (pair,)
        found.append(Pair(label, head, (), (reworded(passage, value.strip()),)))
    found[0] = replace(pair, values=(reworded(passage, ANOTHER_LABEL.split(passage.text)[0]),))
    return tuple(found)


def label_and_value(text: str) -> tuple[str, str, str]:
    """What stands before the first colon, or before the mark of a question ("Where are we now? Six are repaired."), or
    before a dash where it is a label and nothing else: "Owner - Ruth Amos"."""
    if question := QUESTION.match(text):
        return question[1], "?", question[2]
    head, colon, value = text.partition(":")
    dashed = DASHED.match(text)
    label = whole_label(dashed[1]) if dashed and len(dashed[1]) < len(head) else None
    if dashed and label and label.field in BEFORE_A_DASH:
        return dashed[1], "–", dashed[2] or ""
    return head, colon, value


def stem(text: str) -> str:
    """A label without its round, by which it is known again."""
    return bare(spot_round(text)[1]) if len(text) <= LONGEST_LABEL_LINE else ""


def label_run(strips: Sequence[Strip], index: int) -> Run:
    """A label that goes on over the first cells of the rows below; the values of all these rows are its value."""
    strip = strips[index]
    first = strip.boxes[0]
    if strip.is_line or not first.passages or len(first.text) > LONGEST_LABEL_LINE or len(strip.boxes) < 2:
        return Run(())
    said_so_far, label = first.text, read_label(first.text)
    if label and label.number:
        return Run(())
    used = [strip]
    if not label and not begins_label(first.text):
        return Run(())
    for other in strips[index + 1 : index + 4]:
        piece = other.boxes[0]
        if other.table != strip.table or not piece.passages or len(piece.text) > LONGEST_TAIL:
            break
        if label and label.round and spot_round(piece.text)[0]:
            break
        tail = tail_of(piece.text)
        longer = whole_label(f"{said_so_far} {piece.text}")
        if label and tail and not (label.round and tail[0]):
            label = replace(label, round=label.round or tail[0])
        elif (
            longer
            and not longer.number
            and (label is None or (longer.field is label.field and read_label(piece.text) is None))
        ):
            label = longer
        elif label is None and begins_label(f"{said_so_far} {piece.text}"):
            pass
        else:
            break
        said_so_far = f"{said_so_far} {piece.text}"
        used.append(other)
    if label is None or len(used) == 1:
        return Run(())
    labels = tuple(passage for one in used for passage in one.boxes[0].passages)
    values = tuple(passage for one in used for box in one.boxes[1:] for passage in box.passages)
    shade = next((box.shade for one in used for box in one.boxes[1:] if box.shade), "")
    return Run((Pair(label, said_so_far, labels, values, shade),), len(used))


def labels_over_values(strips: Sequence[Strip], index: int, recurring: Recurring) -> Run:
    """ "Who | By when" in a form, over "Asha Pryce | May 2024": each value stands under its label, not beside it."""
    strip, below = (*strips[index : index + 2], None)[:2]
    if strip is None or below is None or strip.is_line or below.table != strip.table:
        return Run(())
    if not len(strip.boxes) == len(strip.full) == len(below.boxes) == OVER_VALUES:
        return Run(())
    labels = [read_label(box.text) for box in strip.boxes]
    fields = {label.field for label in labels if label and not label.number}
    if len(fields) < OVER_VALUES or any(label_of(box, recurring) for box in below.full):
        return Run(())
    pairs = (
        Pair(label, box.text, box.passages, below.at(box.column).passages, below.at(box.column).shade)
        for label, box in zip(labels, strip.boxes, strict=True)
        if label
    )
    return Run(tuple(pairs), 2)


def tail_of(text: str) -> tuple[Spotted | None] | None:
    """What can only be the end of a label: its date, or its instruction in brackets."""
    spotted, without = spot_round(text)
    if spotted and not bare(BRACKETS.sub(" ", without)) and len(text) < LONGEST_TAIL:
        return (spotted,)
    if text.strip().startswith("(") and (INSTRUCTION.search(text) and not bare(text)):
        return (None,)
    return None


def is_damage(text: str) -> bool:
    """A label that lost its letters: few letters, or scraps of one or two."""
    letters = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 2]
    return len(text) <= LONGEST_TAIL and sum(map(len, letters)) < 0.5 * len("".join(text.split()))


def dated_value(text: str) -> tuple[Spotted, str] | None:
    """ "(July 2024): We have …": the label's date stands at the head of the value."""
    found = DATED_VALUE.match(text)
    if not found:
        return None
    spotted, without = spot_round(found[1])
    return (spotted, text[found.end() :].strip()) if spotted and not bare(without) else None


def of_one_round(pairs: Sequence[Pair]) -> list[Pair]:
    """Labels in one row are of one round, though only the first says which."""
    named = next((pair.label.round for pair in pairs if pair.label.round), None)
    return [
        replace(pair, label=replace(pair.label, round=pair.label.round or named))
        if pair.label.field in OF_A_ROUND
        else pair
        for pair in pairs
    ]
