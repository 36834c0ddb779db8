"""The grading key, wherever the document states it: a table either way round, a list, a sentence, a legend of colours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.importing.proposal import Level
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.scales import Scale, lexicon, meaning_of, plain
from storage.importing.reading.strips import Box, Strip
from storage.rules.wording import bare_words
from storage.vocabulary import Meaning

CODE = re.compile(r"\d{1,2}|[A-Za-z]{1,2}")
CODED = re.compile(r"^\(?(\d{1,2}|[A-Z]{1,2})\)?\s*(?:[-–—:=.)]+\s*|\s+)(?=[^\W\d_])(.+)$")
DEFINED = re.compile(r"\s*(?:[:=]|\s[-–—]|\s\(|[.;]\s)\s*")
HEADED = re.compile(
    r"^[^:]{0,80}(?:key|b?rag|gradings?|grades|legend|definitions?|ratings?|scoring|scores|allwedd|graddau|scale|colours?|status(?:es)?)\b[^:]{0,60}:\s*(.+)$",
    re.IGNORECASE,
)
LONGEST_NAME = 40
MOST_LEVELS = 9
JOINING = frozenset(("and", "or", "is", "means", "a", "ac", "neu"))


@dataclass(frozen=True, slots=True)
class Stated:
    """A key and the strips that state it."""

    levels: tuple[Level, ...]
    strips: tuple[Strip, ...]
    shades: tuple[tuple[str, str], ...] = ()


def find_key(strips: Sequence[Strip], ledger: Ledger) -> tuple[Scale, set[int]]:
    """The document's scale, and which strips are its key (they are no records). A key repeated on each page is one."""
    found: list[Stated] = []
    used: set[int] = set()
    index = 0
    while index < len(strips):
        stated = _across(strips, index) or _down(strips, index) or _said(strips[index])
        if stated:
            found.append(stated)
            used.update(range(index, index + len(stated.strips)))
            index += len(stated.strips) or 1
        else:
            index += 1
    if not found:
        return Scale(()), set()
    best = max(found, key=lambda one: (len(one.levels), sum(len(level.definition) for level in one.levels)))
    same = [
        one
        for one in found
        if {plain(level.label) for level in one.levels} <= {plain(level.label) for level in best.levels}
    ]
    for strip in (strip for one in same for strip in one.strips):
        if _heading(strip) or _is_held(strip, best.levels):
            ledger.take(passage for box in strip.boxes for passage in box.passages)
    placed = {id(strip) for one in same for strip in one.strips}
    return Scale(best.levels, True, dict(best.shades)), {n for n in used if id(strips[n]) in placed}


def _is_held(strip: Strip, levels: Sequence[Level]) -> bool:
    """Whether the levels hold all that the strip says, but for what only names the key."""
    said = {
        word
        for level in levels
        for text in (level.code, level.label, level.definition, level.confidence)
        for word in bare_words(text)
    }
    for box in strip.full:
        head, colon, rest = box.text.partition(":")
        text = rest if colon and read_label(head, loose=True) else box.text
        if not read_label(text, loose=True) and not set(bare_words(text)) - said - JOINING:
            continue
        if not read_label(text, loose=True):
            return False
    return True


def _across(strips: Sequence[Strip], index: int) -> Stated | None:
    """Codes in one row, labels in the next: "Gradings: | 1 | 2 | 3 | 4" over "Fully Achieved | On-Track | …"."""
    if index + 1 >= len(strips):
        return None
    codes, labels = strips[index], strips[index + 1]
    if codes.is_line or labels.is_line:
        return None
    coded = [box for box in codes.full if CODE.fullmatch(box.text)]
    if len(coded) < 3 or len(codes.full) - len(coded) > 1 or len({box.text for box in coded}) < len(coded):
        return None
    pairs = [(box.text, labels.at(box.column)) for box in coded]
    if not all(label.passages and len(label.text) <= 80 for _, label in pairs):
        return None
    if not sum(plain(label.text) in lexicon().names for _, label in pairs) >= 2:
        return None
    strips_used = [codes, labels]
    definitions = {box.column: "" for box in coded}
    if (
        index + 2 < len(strips)
        and strips[index + 2].table == labels.table
        and len(strips[index + 2].full) >= len(coded)
    ):
        strips_used.append(strips[index + 2])
        definitions = {box.column: strips[index + 2].at(box.column).text for box in coded}
    levels = tuple(
        _level(code, label.text, definitions[box.column]) for (code, label), box in zip(pairs, coded, strict=True)
    )
    return Stated(levels, tuple(strips_used), tuple(_shades(zip(levels, (label for _, label in pairs), strict=True))))


def _down(strips: Sequence[Strip], index: int) -> Stated | None:
    """A level to a row or line, one under the other, each once; a heading above belongs to it."""
    headed, start = _heading(strips[index]), index
    if headed:
        start += 1
    levels: list[Level] = []
    shades: list[tuple[str, str]] = []
    where = start
    while where < len(strips) and len(levels) < MOST_LEVELS:
        strip = strips[where]
        level = _level_of(strip, headed=headed) if _may_follow(strips[start], strip) else None
        if not level or any(plain(level.label) == plain(other.label) or level.code == other.code for other in levels):
            break
        levels.append(level)
        shades += [(box.shade, level.code) for box in strip.boxes if _telling(box.shade)][:1]
        where += 1
    named = sum(_is_named(level) for level in levels)
    if len(levels) < (2 if headed else 3) or named < (1 if headed else 2) or _is_grid(strips, index):
        return None
    begin = index
    return Stated(tuple(levels), tuple(strips[begin:where]), tuple(shades) if len(set(shades)) == len(levels) else ())


def _heading(strip: Strip) -> bool:
    if len(strip.full) == 0:
        return False
    first = strip.full[0].text
    label = read_label(first)
    if label and label.field is Field.KEY and len(strip.full) == 1:
        return True
    heads = {plain(box.text) for box in strip.full}
    return (
        not strip.is_line
        and len(strip.full) >= 2
        and (
            bool(
                heads
                & {
                    "confidence",
                    "meaning",
                    "definition",
                    "descriptor",
                    "ystyr",
                    "explanation",
                    "what it means",
                    "criteria",
                }
            )
            or (label is not None and label.field is Field.KEY)
        )
        and all(len(box.text) < LONGEST_NAME for box in strip.full)
    )


def _may_follow(first: Strip, strip: Strip) -> bool:
    return strip.table == first.table


def _is_grid(strips: Sequence[Strip], index: int) -> bool:
    """Rows of a plan whose status stands first are no key: they have a date, a person, more than four cells."""
    return len(strips[index].full) > 4


def _level_of(strip: Strip, *, headed: bool) -> Level | None:
    texts = [box.text for box in strip.full]
    if not texts or len(texts) > 4 or len(texts[0]) > (400 if len(texts) == 1 else 80):
        return None
    first, others = texts[0], texts[1:]
    if others and CODE.fullmatch(first):
        label, definition = _parted(others[0])
        if is_known(label) or (headed and len(label) <= LONGEST_NAME):
            return _level(first, label, " ".join([definition, *others[1:]]).strip())
        return None
    coded = CODED.match(first)
    code, said = (coded[1], coded[2]) if coded and (coded[1].isdigit() or len(coded[1]) == 1) else ("", first)
    label, definition = _parted(said)
    means = meaning_of(label, definition) is not Meaning.OTHER
    if not is_known(label) and not (headed and (code or others or means) and len(label) <= LONGEST_NAME):
        return None
    if others and plain(label) in lexicon().colours and plain(others[0]) in lexicon().names:
        return Level(label, others[0], meaning_of(others[0], " ".join(others[1:]), label), " ".join(others[1:]))
    if (
        not code
        and plain(label) in lexicon().colours
        and plain(_parted(definition)[0]) in lexicon().names
        and not others
    ):
        name, more = _parted(definition)
        return Level(label, name, meaning_of(name, more, label), more)
    progress = others[0] if others else ""
    confidence = " ".join(others[1:])
    level = _level(code, label, " ".join(part for part in (definition, progress) if part))
    return Level(level.code, level.label, level.meaning, level.definition, confidence)


def _parted(said: str) -> tuple[str, str]:
    """ "Amber – not on track but in hand": the name, and what it means."""
    if plain(said) in lexicon().names:
        return said.strip(" .:;"), ""
    for parting in DEFINED.finditer(said):
        name = said[: parting.start()].strip()
        if 0 < len(name) <= LONGEST_NAME:
            return name, said[parting.end() :].strip(" ()")
    return said, ""


def _said(strip: Strip) -> Stated | None:
    """A key in one sentence: "1 = Fully achieved, 2 = On track, …"."""
    if len(strip.full) > 2 or len(strip.text) > 1200:
        return None
    text = strip.text
    headed = HEADED.match(text)
    if len(strip.full) == 2 and not headed:
        return None
    body = headed[1] if headed else text
    if (among := AMONG.search(text)) and (named := _named_among(among[1])):
        return Stated(named, ())
    levels = _in_sentence(body) or (_unparted(body) if headed else [])
    if len(levels) < 3 and not (headed and len(levels) == 2):
        return None
    return Stated(tuple(levels), (strip,)) if headed or _mostly_key(body, levels) else None


LISTED = re.compile(
    r"(?:^|[;,.|/(]\s*|\s(?=\d{1,2}\s*[-–—=:])|\s(?=[A-Z]\s*[=:–—-]\s)|\band\s+|\bor\s+)"
    r"\(?(?P<code>\d{1,2}|[A-Z]{1,2})\)?\s*(?:[-–—:=.)]+|\bis\b|\bmeans\b|\s)\s*(?P<label>[^\W\d_][^;,|=\d]*?)(?=\s*(?:[;,.|]|$|\d{1,2}\s*[-–—=:]|\b[A-Z]\s*[=:–—-]\s|\sand\s|\sor\s|/\s*\d))"
)
WORDED = re.compile(
    r"(?:^|[;,.|(]\s*|\band\s+)(?P<label>[^\W\d_][\w\s'’/-]{1,30}?)\s*(?:=|:|–|—|\s-\s|\bmeans\b|\()\s*(?P<definition>[^;|=]+?)(?=\s*(?:[;|]|$|[.,]\s+(?:and\s+)?[A-Z][\w\s'’/-]{1,30}?\s*(?:=|:|–|—|\s-\s|\bmeans\b|\()))"
)


AMONG = re.compile(
    r"\b(?:status|grade|rating|rag|score)(?:es|s)?\s+(?:of|is|are|may be|can be|from|as|one of)?\s*(?:either |one of )?((?:[^,.;]{2,30},\s*){0,6}[^,.;]{2,30},?\s+(?:or|and)\s+[^,.;]{2,30})[.;]",
    re.IGNORECASE,
)


def _named_among(said: str) -> tuple[Level, ...]:
    """ "… a status of Delivered, On course or Delayed." The sentence stays prose."""
    names = [name.strip() for name in re.split(r",\s*(?:or|and)?\s*|\s+(?:or|and)\s+", said) if name.strip()]
    return (
        tuple(_level("", name) for name in names) if len(names) >= 2 and all(is_known(name) for name in names) else ()
    )


def _in_sentence(body: str) -> list[Level]:
    coded = [
        _level(found["code"], _parted(found["label"].strip(" ."))[0], _parted(found["label"].strip(" ."))[1])
        for found in LISTED.finditer(body)
    ]
    known = sum(is_known(level.label) for level in coded)
    if 2 * known < len(coded) or len({level.code.isdigit() for level in coded}) > 1:
        coded = [level for level in coded if is_known(level.label)]
    if len(coded) >= 2 and len({level.code for level in coded}) == len(coded):
        return coded
    worded = [_level("", found["label"].strip(), found["definition"].strip(" .)")) for found in WORDED.finditer(body)]
    worded = [level for level in worded if plain(level.label) in lexicon().names]
    return worded if len({plain(level.label) for level in worded}) == len(worded) else []


UNPARTED = re.compile(r"(?:^|\s)(\d{1,2})[.)]?\s+([^\W\d_][^\d]*?)(?=\s+\d{1,2}[.)]?\s|\W*$)")


def _unparted(body: str) -> list[Level]:
    """ "Key: 1 Complete 2 On target 3 Behind"."""
    levels = [_level(code, label) for code, label in UNPARTED.findall(body)]
    return levels if sum(is_known(level.label) for level in levels) * 2 >= len(levels) else []


def _mostly_key(body: str, levels: Sequence[Level]) -> bool:
    held = sum(len(level.label) + len(level.definition) + len(level.code) for level in levels)
    return held >= 0.6 * len(body)


def _level(code: str, label: str, definition: str = "") -> Level:
    name = label.strip(" .:;-–")
    return Level(code or name, name, meaning_of(name, definition, code), definition)


def _is_named(level: Level) -> bool:
    return is_known(level.label) or plain(level.code) in lexicon().names


def is_known(label: str) -> bool:
    """A name of a grade, in either of two languages."""
    return any(plain(part) in lexicon().names for part in (label, *re.split(r"\s*/\s*", label)))


def _shades(pairs: Iterable[tuple[Level, Box]]) -> Iterator[tuple[str, str]]:
    for level, box in pairs:
        if _telling(box.shade):
            yield box.shade, level.code


def _telling(shade: str) -> bool:
    """A shade that is a colour, not white, grey or none."""
    if len(shade) != 6:
        return False
    red, green, blue = (int(shade[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 40


def colour_of(shade: str) -> str:
    """The traffic light that a background shows."""
    if not _telling(shade):
        return ""
    red, green, blue = (int(shade[at : at + 2], 16) for at in (0, 2, 4))
    if blue > red + 25 and blue > green:
        return "blue"
    if red > 1.35 * green:
        return "red" if green < 120 and green < 0.55 * red else "amber"
    if green > 1.15 * red:
        return "green"
    return "amber"


def letters_for(scale: Scale, used: Iterable[str]) -> Scale:
    """Where the grades are letters and the key is words, the letters are the codes."""
    letters = {plain(one) for one in used if len(plain(one)) == 1 and plain(one).isalpha()}
    if not letters or any(len(level.code) <= 2 for level in scale.levels):
        return scale
    shorts = {level.code: plain(level.label)[:1].upper() for level in scale.levels}
    if len(set(shorts.values())) < len(shorts) or not letters <= {one.casefold() for one in shorts.values()}:
        return scale
    levels = tuple(
        Level(shorts[level.code], level.label, level.meaning, level.definition, level.confidence)
        for level in scale.levels
    )
    return Scale(levels, scale.stated, {shade: shorts[code] for shade, code in scale.shades.items()})
