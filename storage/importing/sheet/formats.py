"""A number as its cell shows it: dates in the UK's way, percentages, leading zeros, a currency, words put round it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

GENERAL = "general"
# Excel's own limits: letters of a format, and digits that a number has.
MOST_LETTERS = 255
LARGE = Decimal("1e15")
PRECISE = Context(prec=300)
# What Excel does not write down because everybody knows it. Dates are as a UK Excel shows them.
BUILT_IN = {0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy"} | {
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    49: "@",
}
EAST_ASIAN_DATES = (*range(27, 32), 36, *range(50, 55), 57, 58)
BUILT_IN |= dict.fromkeys(EAST_ASIAN_DATES, "dd/mm/yyyy")
# One piece of a format: a condition or currency in brackets, words in quotes, an escaped, padding or filling letter.
PIECE = re.compile(r'\[([^\]]*)\]|"([^"]*)"|\\(.)|_.|\*.|(AM/PM|A/P|General)|(.)', re.IGNORECASE | re.DOTALL)
CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)")
DIGITS = re.compile(r"[0#?][0#?,.]*")
_MONTHS = "January February March April May June July August September October November December"
MONTHS = _MONTHS.split()
LAST_SERIAL = 2_958_466


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format between semicolons. `pattern` has a private letter \x00 where digits or date letters stand."""

    codes: str
    before: str
    after: str
    condition: tuple[str, float] | None
    elapsed: bool

    @property
    def is_date(self) -> bool:
        return bool(re.search(r"[ymdhs]", self.codes)) and not re.search(r"[0#?]", self.codes.replace(".0", ""))


def displayed(value: float, format: str, from_1904: bool = False) -> str:
    if not isfinite(value):
        raise ValueError(value)
    sections = _sections(format[:MOST_LETTERS])
    section, value = _fitting(sections, value)
    if section.is_date:
        return _date(value, section, from_1904) or plain(value)
    if "@" in section.codes or GENERAL in section.codes:
        return section.before + plain(value) + section.after
    digits = DIGITS.search(section.codes)
    if digits is None:
        # "Green";"Red": the words are all that is shown. Where nothing is shown at all, the number still counts.
        return section.before.strip() or plain(value)
    if "/" in section.codes or "e" in section.codes or digits[0].endswith(","):
        return plain(value)
    return section.before + _number(value, digits[0], "%" in section.codes) + section.after


def dressed(text: str, format: str) -> str:
    """Words in a cell whose format puts other words round them."""
    section = _sections(format[:MOST_LETTERS])[-1]
    return section.before + text + section.after if "@" in section.codes else text


def plain(value: float) -> str:
    """A number as Excel's General shows it, without the dust of binary fractions."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"


@lru_cache(maxsize=512)
def _sections(format: str) -> tuple[Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for piece in PIECE.finditer(format):
        if piece[5] == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple(_section(part) for part in parts)


def _section(pieces: list[re.Match[str]]) -> Section:
    codes, before, after = "", "", ""
    condition, elapsed = None, False
    for piece in pieces:
        bracket, literal, escaped, word, letter = piece.groups()
        words = literal or escaped or ""
        if bracket is not None:
            if found := CONDITION.fullmatch(bracket.strip()):
                condition = (found[1], float(found[2]))
            elif bracket.startswith("$"):
                words = bracket[1:].partition("-")[0]
            elif bracket and not bracket.casefold().strip("hms"):
                elapsed, codes = True, codes + bracket.casefold()[0]
        elif word is not None:
            codes += GENERAL if word.casefold() == GENERAL else "p"
        elif letter is not None:
            if letter.casefold() in "0#?,.%@ymdhse/:" or (letter in "-+" and codes):
                codes += letter.casefold()
            else:
                words = letter
        if any(code in "0#?@g" for code in codes):
            after += words
        elif not any(code in "ymdhs" for code in codes):
            before += words
    percent = "%" if "%" in codes else ""
    return Section(codes, before, percent + after, condition, elapsed)


def _fitting(sections: tuple[Section, ...], value: float) -> tuple[Section, float]:
    """The section for this number, and the number as that section shows it: the second one has the sign in its words."""
    if any(section.condition for section in sections):
        fits = next((one for one in sections if one.condition is None or _holds(one.condition, value)), sections[-1])
        return fits, value
    numeric = sections[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, other = condition
    return {
        "=": value == other,
        "<>": value != other,
        "<": value < other,
        ">": value > other,
        "<=": value <= other,
        ">=": value >= other,
    }[sign]


def _number(value: float, digits: str, percent: bool) -> str:
    whole, _, decimals = digits.partition(".")
    exact = Decimal(repr(value)) * (100 if percent else 1)
    places = sum(letter in "0#?" for letter in decimals)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, PRECISE) if abs(exact) < LARGE else exact
    shown = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    for _ in range(len(decimals) - len(decimals.rstrip("#?"))):
        shown = shown.removesuffix("0")
    shown = shown.removesuffix(".") if places else shown
    sign, shown = ("-", shown[1:]) if shown.startswith("-") else ("", shown)
    front, point, back = shown.partition(".")
    return sign + front.zfill(whole.count("0") if "," not in whole else 1) + point + back


def _date(value: float, section: Section, from_1904: bool) -> str:
    """As the format shows it, but a year always with four digits and never left out where the day is given."""
    codes = section.codes
    if section.elapsed:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}" if "h" in codes else f"{minutes}"
    days = re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", lambda found: found[0].replace("m", ""), codes)
    moment = from_serial(value, from_1904)
    if moment is None:
        return ""
    clock = f"{moment:%H:%M}" if "h" in codes else ""
    return " ".join(part for part in (_day(moment, days), clock) if part)


def _day(moment: datetime, codes: str) -> str:
    months, has_day = codes.count("m"), re.search(r"(?<!d)d{1,2}(?!d)", codes) is not None
    if not months:
        return f"{moment.year}" if "y" in codes else ""
    if months >= 3:
        name = MONTHS[moment.month - 1]
        name = name if months == 4 else name[:3]
        return f"{moment.day} {name} {moment.year}" if has_day else f"{name} {moment.year}"
    return f"{moment:%d/%m/%Y}" if has_day else f"{moment:%m/%Y}"


def from_serial(value: float, from_1904: bool) -> datetime | None:
    """Excel counts days from 1900 and believes that year to have been a leap year."""
    if from_1904:
        value += 1462
    if not 0 <= value < LAST_SERIAL:
        return None
    epoch = datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    return epoch + timedelta(seconds=round(value * 86400))
