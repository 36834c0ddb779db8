"""The totals that a document states, and whether its own rows add up to them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from storage.importing.proposal import ProposedRecommendation
from storage.importing.reading.doubting import Finding
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.scales import Scale, lexicon, plain
from storage.importing.reading.single_totals import alone, counted_for, in_key
from storage.importing.reading.strips import Strip

LONGEST_LIST = 200
OF_A_GRADE = (Field.EVIDENCE, Field.ASSESSMENT, Field.GRADE)
TOTAL_ALONE = re.compile(r"(?:grand |overall )?totals?\s*:?|cyfanswm\s*:?", re.IGNORECASE)
FIGURE = re.compile(r"\d{1,4}")
SPOKEN = {
    "none": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(SPOKEN)})"
FILLER = (
    r"(?:\s+(?:of|the|recommendations?|actions?|items?|are|is|were|was|have|has|been|now|rated|as|being|rag|currently"
    r"|graded|assessed|marked|remain|at|in)){0,7}\s+"
)
OF_ALL = re.compile(rf"\bof (?:the|all) (?:\d{{1,3}}|{'|'.join(SPOKEN)}) recommendations\b", re.IGNORECASE)


def stated_totals(strips: Sequence[Strip], scale: Scale, ledger: Ledger, used: set[int]) -> dict[str, int]:
    """From a table of names and figures, a list, or a sentence of the cover. What a table says goes before a sentence."""
    for index, strip in enumerate(strips):
        if index not in used and (found := _across(strip, scale) or _stacked(strips, index, scale)):
            _take(strips, index, found, ledger, used, scale)
            return found
    return (
        _down(strips, scale, ledger, used)
        or in_key(strips, used, scale, ledger)
        or _listed(strips, scale, used)
        or _in_words(strips, scale, used)
        or alone(strips, used, ledger)
    )


def counted_totals(
    recommendations: Sequence[ProposedRecommendation], scale: Scale, stated: dict[str, int]
) -> dict[str, int]:
    """How many recommendations have each grade in their last round, under the names the document uses."""
    last = Counter(one.updates[-1].grade for one in recommendations if one.updates and one.updates[-1].grade)
    names = {code: name for name in stated if (code := _coded(name, scale))}
    counted = {names.get(level.code, level.label): last.get(level.code, 0) for level in scale.levels}
    if total := next((name for name in stated if is_total(name)), None):
        counted[total] = counted_for(total, recommendations, scale)
    return counted


def mismatch(stated: dict[str, int], counted: dict[str, int], ungraded: int) -> list[Finding]:
    apart = {
        name: (number, counted[name]) for name, number in stated.items() if name in counted and counted[name] != number
    }
    if not apart:
        return []
    said = "; ".join(f"{name}: {number} stated, {rows} counted" for name, (number, rows) in apart.items())
    also = f" {ungraded} {'has' if ungraded == 1 else 'have'} no grade." if ungraded else ""
    return [Finding("totals_mismatch", "totals", f"The stated totals and the rows differ ({said}).{also}")]


def _across(strip: Strip, scale: Scale) -> dict[str, int]:
    """ "Complete | 5 | Green | 9 | …"."""
    texts = [box.text for box in strip.full]
    if strip.is_line:
        return {}
    together = [
        found
        for text in texts
        if (found := re.fullmatch(r"(.{1,40}?)\s*[:=–-]?\s*(\d{1,3})", text)) and _is_name(found[1], scale)
    ]
    if together and TOTAL_ALONE.fullmatch(texts[0]):
        return {found[1].strip(" :"): int(found[2]) for found in together}
    if len(together) >= 2 and len(together) >= len(texts) - 1:
        return {found[1].strip(" :"): int(found[2]) for found in together}
    if len(texts) < 4:
        return {}
    pairs = [(name, figure) for name, figure in pairwise(texts) if FIGURE.fullmatch(figure) and _is_name(name, scale)]
    return {name.strip(" :"): int(figure) for name, figure in pairs} if 2 * len(pairs) >= len(texts) - 1 else {}


def _stacked(strips: Sequence[Strip], index: int, scale: Scale) -> dict[str, int]:
    """Names in one row, figures under them in the next."""
    if index + 1 >= len(strips):
        return {}
    names, figures = strips[index], strips[index + 1]
    if names.is_line or figures.is_line or len(names.full) < 2:
        return {}
    pairs = [(box.text, figures.at(box.column).text) for box in names.full]
    found = {
        name.strip(" :"): int(figure) for name, figure in pairs if FIGURE.fullmatch(figure) and _is_name(name, scale)
    }
    return found if len(found) >= 2 and len(found) >= len(pairs) - 1 else {}


def _down(strips: Sequence[Strip], scale: Scale, ledger: Ledger, used: set[int]) -> dict[str, int]:
    """A name and its figure to a row or line: "Fully achieved: 5"."""
    found: dict[str, int] = {}
    rows: list[int] = []
    for index, strip in enumerate(strips):
        said = _pair(strip, scale) if index not in used else None
        if said:
            found.setdefault(*said)
            rows.append(index)
        elif len(found) >= 2:
            break
        else:
            found, rows = {}, []
    if len(found) < 2:
        return {}
    used.update(rows)
    ledger.take(passage for row in rows for box in strips[row].boxes for passage in box.passages)
    return found


def _pair(strip: Strip, scale: Scale) -> tuple[str, int] | None:
    texts = [box.text for box in strip.full]
    if len(texts) == 2 and FIGURE.fullmatch(texts[1]) and _is_name(texts[0], scale):
        return texts[0].strip(" :"), int(texts[1])
    if (
        len(texts) == 3
        and FIGURE.fullmatch(texts[1])
        and _is_name(texts[0], scale)
        and re.fullmatch(r"\d{1,3}(?:\.\d+)?\s?%?", texts[2])
    ):
        return texts[0].strip(" :"), int(texts[1])
    if len(texts) != 1:
        return None
    if found := re.fullmatch(r"(.{2,40}?)\s*[:=–-]\s*(\d{1,3})\.?", texts[0]):
        return (found[1].strip(), int(found[2])) if _is_name(found[1], scale) else None
    return None


def _listed(strips: Sequence[Strip], scale: Scale, used: set[int]) -> dict[str, int]:
    """ "Overall: Green 2, Amber 1, Red 0" in one line, which stays prose."""
    for index, strip in enumerate(strips):
        if index in used or len(strip.full) != 1 or len(strip.text) > LONGEST_LIST:
            continue
        parts = re.split(r"[,;|]\s*|:\s+(?=\D)|\.\s+|\s+and\s+|(?<=[\d)])\s+(?=[^\W\d])", strip.text.strip(" ."))
        pairs = [
            found
            for part in parts
            if (found := re.fullmatch(r"([^\d]{1,40}?)\s*[:=–-]?\s*(\()?(\d{1,3})(?(2)\))", part))
            and _is_name(found[1], scale)
        ]
        if len(pairs) >= 2 and len(pairs) >= len(parts) - 1:
            return {found[1].strip(" :("): int(found[3]) for found in pairs}
    return {}


def _in_words(strips: Sequence[Strip], scale: Scale, used: set[int]) -> dict[str, int]:
    """ "… nine are rated Green and four Amber": two or more of them in lines that follow each other. The words stay prose.
    Where a figure follows its name ("Green: 9"), one before a name belongs to the name before."""
    names = "|".join(sorted((re.escape(name) for name in _every_name(scale)), key=len, reverse=True))
    if not names:
        return {}
    shape = re.compile(rf"\b{COUNT}{FILLER}(?P<name>{names})\b", re.IGNORECASE)
    figure_after = re.compile(rf"\b(?:{names})\s*[:=]\s*\d", re.IGNORECASE)
    found: dict[str, int] = {}
    whole = False
    for index, strip in enumerate(strips):
        if index in used or not strip.is_line or len(strip.text) > 600 or figure_after.search(strip.text):
            continue
        said = list(shape.finditer(strip.text))
        if said and _is_graded(strips, index, shape):
            continue
        if said and re.match(r"\s*[:=–-]?\s*\d", strip.text[said[-1].end() :]):
            continue
        for one in said:
            count = one["count"].casefold()
            found.setdefault(one["name"].strip(), SPOKEN[count] if count in SPOKEN else int(count))
            whole = whole or bool(OF_ALL.search(strip.text))
    return found if len(found) >= 2 or (found and whole) else {}


def _is_graded(strips: Sequence[Strip], index: int, shape: re.Pattern[str]) -> bool:
    """ "Assessment: 2 Slipped", or "2 Slipped" in a line by itself: one recommendation's grade. Totals stand together."""
    text = strips[index].text
    head, colon, said = text.partition(":")
    if colon and (label := read_label(head)):
        return label.field in OF_A_GRADE and _is_bare(said, shape)
    beside = [strips[at].text for at in (index - 1, index + 1) if 0 <= at < len(strips)]
    return _is_bare(text, shape) and not any(shape.search(one) for one in beside)


def _is_bare(text: str, shape: re.Pattern[str]) -> bool:
    return bool(shape.fullmatch(text.strip(" .")))


def _every_name(scale: Scale) -> set[str]:
    return {level.label.casefold() for level in scale.levels if len(level.label) > 2} | {
        name for name in scale.labels if len(name) > 2
    }


def _is_name(text: str, scale: Scale) -> bool:
    return is_total(text) or _coded(text, scale) is not None or plain(text.strip(" :")) in lexicon().names


def is_total(text: str) -> bool:
    return plain(text).startswith(
        ("total", "overall", "all recommendations", "number of recommendations", "recommendations", "cyfanswm")
    )


def _coded(text: str, scale: Scale) -> str | None:
    said = text.strip(" :")
    if code := scale.coded(said):
        return code
    if found := re.match(r"^(\d)\s*[-–—.:)]\s*(.+)$", said):
        return scale.coded(found[2])
    return None


def _take(
    strips: Sequence[Strip], index: int, found: dict[str, int], ledger: Ledger, used: set[int], scale: Scale
) -> None:
    """The names and figures are placed; what else stands in the row is not."""
    names, figures = {name.casefold() for name in found}, {str(number) for number in found.values()}
    rows = 1 if _across(strips[index], scale) == found else 2
    for at in range(index, index + rows):
        used.add(at)
        for box in strips[at].full:
            bare = box.text.strip(" :").casefold()
            if bare in names | figures or re.sub(r"\W*\d+$", "", bare) in names or read_label(box.text):
                ledger.take(box.passages)
