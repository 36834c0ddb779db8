"""The grading key, wherever the document states it: a table either way round, a list, a sentence, a legend of colours."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.importing.proposal import Level
from storage.importing.reading.key_letters import FEWEST_LEVELS, are_distinct, is_run, lettered
from storage.importing.reading.labels import Field, has_no_place, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.levels import (
    LONGEST_NAME,
    coloured,
    is_colour_name,
    is_known,
    level,
    parted,
    share,
    told_apart,
)
from storage.importing.reading.scales import Scale, lexicon, meaning_of, plain
from storage.importing.reading.sentences import key_in
from storage.importing.reading.strips import Box, Flat, Strip
from storage.importing.reading.swatch_key import swatched
from storage.importing.reading.swatches import is_colour, is_shaded
from storage.rules.wording import bare_words
from storage.vocabulary import Meaning

CODE = re.compile(r"\d{1,2}|[A-Za-z]{1,2}")
CODED = re.compile(r"^\(?(\d{1,2}|[A-Z])\)?\s*(?:[-–—:=.)]+\s*|\s+)(?=[^\W\d_])(.+)$")
CODE_AFTER = re.compile(r"^([^\W\d_][^()]*?)\s*\(([A-Z]{1,2}|\d{1,2})\)$")
CONFIDENCE = "confidence"
FIGURE = re.compile(r"\d{1,4}")
PERCENT = re.compile(r"^(\d{1,3})\s?%[\s=:–—-]+([^\W\d_].*)$")
HEADS = frozenset(
    ("confidence", "meaning", "definition", "descriptor", "ystyr", "explanation", "what it means", "criteria")
)
JOINING = frozenset(("and", "or", "is", "means", "a", "ac", "neu"))
MOST_LEVELS = 9
FEWEST_WORDS = 2
MOST_ROWS = 4
MOST_CELLS = 4
LONGEST_CELL = 80
LONGEST_LINE = 400
APART = Strip((), "")
"""Parts what stands beside the document from its last line."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A key and the strips that state it."""

    levels: tuple[Level, ...]
    strips: tuple[Strip, ...] = ()
    shades: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> set[str]:
        return {plain(one.label) for one in self.levels}


def find_key(flat: Flat, ledger: Ledger) -> tuple[Scale, set[int]]:
    """The document's scale, and which strips are its key (they are no records). A key repeated on each page is one; it may
    stand in a header, a footnote or a comment."""
    strips = (*flat.strips, APART, *(Strip((Box((one,)),), one.place) for one in flat.asides))
    found: dict[int, Stated] = {}
    index = 0
    while index < len(strips):
        ways = (_across, _over_meanings, _in_cells, _in_swatches, _down)
        stated = next((one for way in ways if (one := way(strips, index))), None) or _said(strips[index])
        if stated:
            found[index] = stated
        index += len(stated.strips) or 1 if stated else 1
    if not found:
        return Scale(()), set()
    best = max(found.values(), key=lambda one: (len(one.levels), sum(len(each.definition) for each in one.levels)))
    used: set[int] = set()
    for index, stated in found.items():
        if stated.names <= best.names:
            above = strips[index - 1] if index else None
            if above and above.is_line and _is_heading(above):
                ledger.take(above.full[0].passages)
            used.update(range(index, index + len(stated.strips)))
            for strip in stated.strips:
                held, heading = _is_held(strip, best.levels), _is_heading(strip)
                for box in strip.boxes:
                    # Beside a heading of the key may stand words that head nothing: they are told.
                    if _counts(strip, box):
                        continue
                    if held or (heading and (read_label(box.text, loose=True) or plain(box.text) in HEADS)):
                        ledger.take(box.passages)
    return Scale(best.levels, True, dict(best.shades)), used


def letters_for(scale: Scale, used: Iterable[str]) -> Scale:
    """Where the grades are letters and the key is words, the letters are the codes."""
    letters = {plain(one) for one in used if len(plain(one)) == 1 and plain(one).isalpha()}
    if not letters or any(len(one.code) <= 2 for one in scale.levels):
        return scale
    shorts = {one.code: plain(one.code)[:1].upper() for one in scale.levels}
    if len(set(shorts.values())) < len(shorts) or not letters <= {short.casefold() for short in shorts.values()}:
        return scale
    levels = tuple(
        Level(shorts[one.code], one.label, one.meaning, one.definition, one.confidence) for one in scale.levels
    )
    return Scale(levels, scale.stated, {shade: shorts[code] for shade, code in scale.shades.items()})


def _is_held(strip: Strip, levels: Sequence[Level]) -> bool:
    """Whether the levels hold all that the strip says, but for what only names the key."""
    texts = (text for one in levels for text in (one.code, one.label, one.definition, one.confidence))
    held = {word for text in texts for word in bare_words(text)} | JOINING
    for box in strip.full:
        if _counts(strip, box):
            continue
        head, colon, rest = box.text.partition(":")
        text = rest if colon and read_label(head, loose=True) else box.text
        if not read_label(text, loose=True) and not held.issuperset(bare_words(text)):
            return False
    return True


def _counts(strip: Strip, box: Box) -> bool:
    """How many have a grade, between its name and what it means: no part of the key (`totals.py`)."""
    return len(strip.full) > 2 and box is strip.full[1] and bool(FIGURE.fullmatch(box.text))


def _said(strip: Strip) -> Stated | None:
    if not strip.full or len(strip.full) > 2:
        return None
    label = read_label(strip.full[0].text) if len(strip.full) == 2 else None
    if label and not label.round and label.field in (Field.KEY, Field.GRADE):
        # Beside a label of its own a single grade stands too: only several, one after another, are a key.
        beside = key_in(f"{strip.full[0].text.rstrip(' :')}: {strip.full[1].text}", needs_name=True)
        if beside and len(beside.levels) >= FEWEST_LEVELS:
            return Stated(beside.levels, (strip,))
    said = key_in(strip.text, needs_name=len(strip.full) == 2)
    return Stated(said.levels, () if said.prose else (strip,)) if said else None


# ---- side by side
def _across(strips: Sequence[Strip], index: int) -> Stated | None:
    """Codes in one row, labels in the next: "Gradings: | 1 | 2 | 3 | 4" over "Fully Achieved | On-Track | …"."""
    codes, labels, *more = (*strips[index : index + 3], None, None)[:3]
    if codes is None or labels is None or codes.is_line or labels.is_line:
        return None
    coded = [box for box in codes.full if CODE.fullmatch(box.text) or is_colour_name(box.text)]
    if len(coded) < 3 or len(codes.full) - len(coded) > 1 or len({box.text for box in coded}) < len(coded):
        return None
    named = [labels.at(box.column) for box in coded]
    if not all(box.passages and len(box.text) <= LONGEST_CELL for box in named):
        return None
    if sum(is_known(box.text) for box in named) < (1 if _is_heading(codes) else 2):
        return None
    below = more[0] if more[0] and more[0].table == labels.table and len(more[0].full) >= len(coded) else None
    levels = tuple(
        level(code.text, label.text, below.at(code.column).text if below else "")
        for code, label in zip(coded, named, strict=True)
    )
    shades = tuple((box.shade, one.code) for one, box in zip(levels, named, strict=True) if is_colour(box.shade))
    return Stated(levels, (codes, labels, below) if below else (codes, labels), shades)


def _over_meanings(strips: Sequence[Strip], index: int) -> Stated | None:
    """ "1 Achieved | 2 On track | 3 Slipped" over what each of them means, and under nothing that they head."""
    names, *below = strips[index : index + 3]
    meanings = below[0] if below else APART
    if names.is_line or names.table != meanings.table or len(names.full) != len(meanings.full):
        return None
    if len(names.full) < FEWEST_LEVELS or (len(below) > 1 and below[1].table == names.table):
        return None
    coded = [CODED.match(box.text) for box in names.full]
    called = [(one[1], one[2]) if one else ("", box.text) for one, box in zip(coded, names.full, strict=True)]
    said = [meanings.at(box.column).text for box in names.full]
    if not all(is_known(name) for _, name in called) or any(len(text.split()) < FEWEST_WORDS for text in said):
        return None
    levels = tuple(level(code, name, text) for (code, name), text in zip(called, said, strict=True))
    return Stated(levels, (names, meanings)) if are_distinct(levels) else None


def _in_cells(strips: Sequence[Strip], index: int) -> Stated | None:
    """ "RAG: | Completed | On target | Behind" and "Green – done | Amber – in hand | Red – late", a table of a row or a few:
    a legend whose colours are its cells'. A blank cell may show the colour of the name beside it."""
    strip = strips[index]
    if strip.is_line or (index and strips[index - 1].table == strip.table):
        return None
    rows = [one for one in strips[index : index + MOST_ROWS + 1] if one.table == strip.table]
    boxes = [box for row in rows for box in row.boxes if box.passages or is_shaded(box.shade)]
    label = read_label(boxes[0].text) if boxes and boxes[0].passages else None
    headed = label is not None and label.field in (Field.KEY, Field.GRADE)
    swatches: list[str] = []
    found: list[Level] = []
    shade = ""
    for box in boxes[1:] if headed else boxes:
        if not box.passages:
            shade = box.shade
            continue
        one = _level_in_cell(box.text, named=headed or is_shaded(shade or box.shade))
        if one is None:
            return None
        swatches += [shade or box.shade] if is_shaded(shade or box.shade) else []
        found.append(one)
        shade = ""
    levels = told_apart(found)
    one_row = len(rows) <= MOST_ROWS and max(len(row.full) for row in rows) > 1
    if not one_row or len(levels) < FEWEST_LEVELS or not are_distinct(levels):
        return None
    shown = zip(swatches, levels, strict=True) if len(set(swatches)) == len(swatches) == len(levels) else ()
    return Stated(levels, tuple(rows), tuple((shade, one.code) for shade, one in shown))


def _in_swatches(strips: Sequence[Strip], index: int) -> Stated | None:
    """A table of colours, a cell of each beside what it means, under heads or none."""
    strip = strips[index]
    if strip.is_line or (index and strips[index - 1].table == strip.table):
        return None
    rows = [one for one in strips[index : index + MOST_LEVELS + 2] if one.table == strip.table]
    heads = 1 if len(strip.full) > 1 and _is_heading(strip) else 0
    found = swatched(rows[heads:])
    return Stated(found[0], tuple(rows), found[1]) if found else None


def _level_in_cell(text: str, *, named: bool) -> Level | None:
    """ "Amber – under way": a grade's name and what it means. `named`: the name alone is enough."""
    label, definition = parted(text)
    if not is_known(label) or not (definition or named) or len(text) > LONGEST_CELL:
        return None
    return coloured(label, definition) if is_colour_name(label) and definition else level("", label, definition)


# ---- one under the other
def _down(strips: Sequence[Strip], index: int) -> Stated | None:
    """A level to a row or line, each once; a heading above belongs to them."""
    inner = _after_label(strips[index])
    headed = not inner and (_is_heading(strips[index]) or _heads_two_lists(strips[index]))
    first = index + 1 if headed else index
    if headed and (_across(strips, first) or _over_meanings(strips, first)):
        return None
    if headed and (by_letter := lettered(strips[first : first + MOST_LEVELS])):
        return Stated(by_letter, tuple(strips[index : first + len(by_letter)]))
    levels: list[Level] = []
    shades: list[tuple[str, str]] = []
    beside = strips[index].full[1:] if headed else ()
    tells = not (beside and has_no_place(beside[0].text))
    if inner:
        levels.append(inner)
        first += 1
    confident = any(plain(box.text).startswith(CONFIDENCE) for box in beside[1:])
    for strip in strips[first : first + MOST_LEVELS]:
        one = (
            _level_of(strip, headed=headed, tells=tells, confident=confident)
            if strip.table == strips[first].table
            else None
        )
        if one is None or not are_distinct(longer := told_apart((*levels, one))):
            break
        levels = list(longer)
        shades += [(box.shade, one.code) for box in strip.boxes if is_shaded(box.shade)][:1]
    named = sum(is_known(one.label) or plain(one.code) in lexicon().names for one in levels)
    if headed and len(levels) >= FEWEST_LEVELS and all(plain(one.code) in lexicon().abbreviations for one in levels):
        named = len(levels)  # the letters of colours, whatever the words beside them
    if len(levels) < (2 if headed else 3) or named < (1 if headed or is_run(levels) else 2):
        return None
    all_shaded = len({shade for shade, _ in shades}) == len(levels)
    return Stated(tuple(levels), tuple(strips[index : first + len(levels)]), tuple(shades) if all_shaded else ())


def _is_heading(strip: Strip) -> bool:
    """ "Key", or heads such as "Progress | Confidence"."""
    if not strip.full or any(len(box.text) >= LONGEST_NAME for box in strip.full[1:]):
        return False
    label = read_label(strip.full[0].text)
    is_key = label is not None and label.field is Field.KEY
    if len(strip.full) == 1:
        return is_key or (label is not None and label.field is Field.GRADE and not label.round)
    return is_key or not HEADS.isdisjoint(plain(box.text) for box in strip.full)


def _after_label(strip: Strip) -> Level | None:
    """ "RAG | Green: done or on course": the label stands beside the first level, the others under it."""
    if strip.is_line or len(strip.full) != 2:
        return None
    label = read_label(strip.full[0].text)
    name, definition = parted(strip.full[1].text)
    named = is_known(name) and bool(definition)
    return level("", name, definition) if label and label.field in (Field.KEY, Field.GRADE) and named else None


def _heads_two_lists(strip: Strip) -> bool:
    """ "Status | Priority" over what may be chosen in each: two lists side by side, which tell nothing of each other."""
    if strip.is_line or len(strip.full) != 2:
        return False
    label = read_label(strip.full[0].text)
    return label is not None and label.field is Field.GRADE and has_no_place(strip.full[1].text)


def _level_of(strip: Strip, *, headed: bool, tells: bool, confident: bool) -> Level | None:
    """`tells`: what stands beside a name is what it means, and no other list ("Status | Priority"). A figure is a total.
    `confident`: heads part what a level means from how sure one is of it ("Code | Progress | Confidence")."""
    texts = [box.text for box in strip.full]
    if len(texts) == 2 and FIGURE.fullmatch(texts[1]) and not CODE.fullmatch(texts[0]):
        return None
    if len(texts) > 2 and not any(map(FIGURE.fullmatch, (texts[0], *texts[2:]))) and FIGURE.fullmatch(texts[1]):
        del texts[1]  # how many have this grade, between its name and what it means
    texts = texts if tells else texts[:1]
    if texts and read_label(texts[0]) and not is_known(texts[0]):
        return None
    if not texts or len(texts) > MOST_CELLS or len(texts[0]) > (LONGEST_LINE if len(texts) == 1 else LONGEST_CELL):
        return None
    first, *others = texts
    if found := PERCENT.match(" ".join(texts)):
        return share(found[1], found[2]) if len(found[2]) <= LONGEST_NAME else None
    if others and CODE.fullmatch(first):
        label, definition = parted(others[0])
        means = headed or meaning_of(label, definition) is not Meaning.OTHER
        named = is_known(label) or (means and len(label) <= LONGEST_NAME)
        if named and confident:
            return level(first, label, definition, " ".join(others[1:]))
        return level(first, label, " ".join([definition, *others[1:]]).strip()) if named else None
    coded, follows = CODED.match(first), CODE_AFTER.match(first)
    code, said = (coded[1], coded[2]) if coded else ("", first)
    if follows and not coded and is_known(follows[1]):
        said, code = follows[1], follows[2]
    label, definition = parted(said)
    if not is_known(label):
        means = meaning_of(label, definition) is not Meaning.OTHER
        if not ((headed and (code or others or means)) or (code.isalpha() and means)) or len(label) > LONGEST_NAME:
            return None
    if not code and not confident and is_colour_name(label):
        called = coloured(label, *others) if others else coloured(label, definition)
        if plain(called.label) != plain(label):
            return called
    return level(code, label, " ".join(part for part in (definition, *others[:1]) if part), " ".join(others[1:]))
