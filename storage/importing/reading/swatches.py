"""The colours of cells: which background is a colour at all, and which traffic light it shows."""

import colorsys

LEAST_COLOUR = 40
NEARLY_WHITE = 245
BY_HUE = ((18, "red"), (66, "amber"), (170, "green"), (265, "blue"), (335, ""), (361, "red"))


def is_colour(shade: str) -> bool:
    """Not white, not grey, not the pale tint of a heading."""
    if len(shade) != 6:
        return False
    parts = _parts(shade)
    return max(parts) - min(parts) > LEAST_COLOUR


def is_shaded(shade: str) -> bool:
    """Any background but white: in a key a grey too stands for a grade."""
    return len(shade) == 6 and min(_parts(shade)) < NEARLY_WHITE


def colour_of(shade: str) -> str:
    """The traffic light that a background shows; "" for none and for what is no traffic light."""
    if not is_colour(shade):
        return ""
    hue = colorsys.rgb_to_hsv(*(part / 255 for part in _parts(shade)))[0] * 360
    return next(name for until, name in BY_HUE if hue < until)


def _parts(shade: str) -> tuple[int, int, int]:
    return int(shade[:2], 16), int(shade[2:4], 16), int(shade[4:], 16)
