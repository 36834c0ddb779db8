"""A grading key that shows its colours: a shaded cell to each row, and beside it or in it what the colour means.

The colour is the code of a level and the words are its name, whatever they are."""

from collections.abc import Sequence

from storage.importing.proposal import Level
from storage.importing.reading.levels import is_known, level, parted
from storage.importing.reading.scales import meaning_of
from storage.importing.reading.strips import Strip
from storage.importing.reading.swatches import colour_of, is_shaded
from storage.vocabulary import Meaning

FEWEST, MOST = 3, 9
LONGEST_MEANING = 120
KNOWN = 2
Swatched = tuple[tuple[Level, ...], tuple[tuple[str, str], ...]]


def swatched(rows: Sequence[Strip]) -> Swatched | None:
    """The levels of these rows and the shade of each, where every row of the table is a swatch with its meaning."""
    shown = [_swatch(row) for row in rows[: MOST + 1]]
    told = [one for one in shown if one]
    if not FEWEST <= len(rows) <= MOST or len(told) < len(rows) or len({shade for shade, _ in told}) < len(told):
        return None
    colours = [colour_of(shade) for shade, _ in told]
    has_names = all(colours) and len(set(colours)) == len(colours)
    levels: list[Level] = []
    for (_, said), colour in zip(told, colours, strict=True):
        levels.append(level(colour.capitalize() if has_names else "", *parted(said)))
    if len({one.code for one in levels}) < len(levels):
        return None
    if all(is_known(one.label) for one in levels):
        return None  # names that grades have anywhere are read as any list of them is
    means = sum(is_known(one.label) or meaning_of(one.label, one.definition) is not Meaning.OTHER for one in levels)
    if means < KNOWN:
        return None
    return tuple(levels), tuple((shade, one.code) for (shade, _), one in zip(told, levels, strict=True))


def _swatch(row: Strip) -> tuple[str, str] | None:
    """The one shade of a row and its one text."""
    shades = [box.shade for box in row.boxes if is_shaded(box.shade)]
    if len(shades) != 1 or len(row.full) != 1 or len(row.full[0].text) > LONGEST_MEANING:
        return None
    return shades[0], row.full[0].text
