"""What a colour says of a grade: the level that a cell's background shows, and whether its word names a colour."""

from storage.importing.reading.scales import Scale, lexicon, plain
from storage.importing.reading.swatches import colour_of


def names_a_colour(said: str) -> bool:
    return plain(said) in lexicon().colours or plain(said) in lexicon().abbreviations


def shown_by(shade: str, scale: Scale) -> str | None:
    """The level that a background shows: the key's own swatch, or the colour's name."""
    colour = colour_of(shade)
    return scale.shades.get(shade) or (scale.coded(colour) if colour else None)
