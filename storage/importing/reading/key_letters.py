"""The letters and numbers of a key's levels: those of colours, or a run of them, each to one level."""

from collections.abc import Sequence

from storage.importing.proposal import Level
from storage.importing.reading.levels import LONGEST_NAME, level, parted
from storage.importing.reading.scales import lexicon, plain
from storage.importing.reading.strips import Strip

FEWEST_LEVELS = 3
RUNS = ("ABCDEFGHI", "123456789", "0123456789")


def lettered(strips: Sequence[Strip]) -> tuple[Level, ...]:
    """ "R | Not begun, or off track with no way back" under heads: the letters of colours, each beside a sentence that is no
    name. The colour is the name, and what it means is what the sentence says."""
    rows = [strip for strip in strips if strip.table == strips[0].table] if strips and not strips[0].is_line else []
    letters = [plain(row.full[0].text) if len(row.full) == 2 else "" for row in rows]
    colours = [lexicon().abbreviations.get(letter, "") for letter in letters]
    if len(rows) < FEWEST_LEVELS or not all(colours) or len(set(letters)) < len(letters):
        return ()
    said = [row.full[1].text for row in rows]
    if all(len(text) <= LONGEST_NAME for text in said) and len({parted(text)[0] for text in said}) == len(said):
        return ()  # names, which are the labels
    return tuple(
        level(row.full[0].text.strip(), colour.capitalize(), text)
        for row, colour, text in zip(rows, colours, said, strict=True)
    )


def are_distinct(levels: Sequence[Level]) -> bool:
    return len({plain(one.label) for one in levels}) == len({one.code for one in levels}) == len(levels)


def is_run(levels: Sequence[Level]) -> bool:
    """Whether the codes are those of colours, or letters or numbers that follow one another from the first: A, B, C."""
    codes = "".join(sorted(one.code.upper() for one in levels))
    return set(codes.casefold()) <= set(lexicon().abbreviations) or any(run.startswith(codes) for run in RUNS)
