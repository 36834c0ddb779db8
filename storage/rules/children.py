"""What may name a child or tell of a case, in words that are to be published. It reads shapes, so it asks and never decides.

`checks.py` puts its question; the report asks once more before it prints. The words are in `children.yaml`.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

CAPITAL = "".join(character for character in map(chr, range(0x250)) if character.isupper())
SMALL = "".join(character for character in map(chr, range(0x250)) if character.islower())

# Each is a shape; names in capitals stand for lists of words or for the pieces below.
SHAPES = (
    # "Jayden (14)", "Zoë [9]", "Max (14yrs)", "Ella (age 4)", "the boy (14)": an age in brackets, and no count of things
    r"PERSON,?\s*[(\[](?:(?i:male|female|boy|girl|m|f),?\s+)?(?:age[d]?\s+)?AGE(?:\s*(?:YEARS)(?:\s+old)?)?[)\]](?!\s+(?!(?:was|is|has|does|says|lives|needs)\b)[a-z]+s\b)",
    r"\b(?i:CHILD)\s+[(\[](?:age[d]?\s+)?AGE(?:\s*(?:YEARS)(?:\s+old)?)?[)\]]",
    # "Jayden, 14, was", "Jayden, aged 14", "Max, who is 14", "Amir is 14."
    r"PERSON,\s+AGE,\s",
    # "Adam, 15 was found", "Sam (Year 9)"
    r"PERSON,\s+AGE\s+(?:was|is|has|had)\b",
    r"PERSON,?\s*[(\[](?i:year)\s+\d{1,2}[)\]]",
    r"PERSON,\s+(?i:year)\s+\d{1,2},",
    r"NAME,?\s+\(?(?i:aged?)\s+AGE\b",
    r"NAME,\s+who\s+(?:is|was)\s+(?:now\s+)?AGE\b",
    r"NAME\s+(?:is|was|has\s+turned|turned)\s+(?:now\s+)?AGE(?=\s*[.,;]|\s+(?:and|now|years)\b|\s*$)",
    # "a 14-year-old girl", "two 15-year-olds", "15 year old boy", "a six-year-old", "a 6yo boy"
    r"\bAGE[\s-]?(?:year|yr)s?[\s-]olds?\b",
    r"\bAGE\s?(?:yo|y/o|yrs? old)\b",
    # "Ella's mother", "mother of Ella", "Max and his mum"
    r"NAME['’]s\s+(?i:FAMILY)\b(?!\s+(?i:BODIES)\b)",
    r"\b(?i:FAMILY)\s+of\s+NAME",
    r"NAME\s+and\s+(?:his|her|their)\s+(?i:FAMILY)\b(?!\s+(?i:BODIES)\b)",
    # "the child called Ella", "the child, Ella,", "Child J", "young person JS"
    r"\b(?i:a|the)\s+(?i:CHILD),?\s+(?i:called\s+|named\s+|known\s+as\s+)NAME",
    r"\b(?i:a|the)\s+(?i:CHILD),?\s+(?!(?i:BODIES)\b)NAME\b(?!\s+(?i:BODIES)\b)(?!\s+[CAPITAL])",
    # "The boy Liam Doyle"
    r"\b(?i:a|the)\s+(?:boy|girl|baby|toddler|infant|lad|twin),?\s+(?!(?i:BODIES)\b)NAME\s+(?!(?i:BODIES)\b)[CAPITAL][SMALL]",
    r"\b(?i:CHILD)\s+(?!(?:ACRONYMS)\b)[A-Z]{1,3}\b(?!['’-])",
    r"\b(?i:CHILD)\s+[A-Z]\b(?=\s*(?:[(,.;]|is\b|was\b|has\b|had\b|aged\b|$))",
    # case, NHS and pupil numbers, dates of birth
    r"\b(?i:case|record|client|liquid\s?logic|mosaic|eclipse|nhs|upn|unique pupil)\s*(?i:no\.?|number|id|ref(?:erence)?)?"
    r"\s*[:#]?\s*[A-Z]{0,3}\d{5,}\b",
    r"\b(?i:case|record|client|nhs|upn)\s*(?i:no\.?|number|id|ref(?:erence)?)\s*[:#]?\s*[A-Z]{0,3}\d{4,}\b",
    r"\b\d{3}\s\d{3}\s\d{4}\b",
    r"\b(?i:d\.?o\.?b\.?|date of birth|born on)\b",
)

# Somebody's home only where the sentence says so: services have addresses too.
ADDRESS = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+(?:[{CAPITAL}][\w’']+\s+){{1,3}}"
    r"(?:Street|Road|Avenue|Close|Lane|Drive|Terrace|Crescent|Grove|Court|Way|Gardens|Place)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
)


def possible_child(text: str) -> str:
    """The words that may give a child away; "" where none do."""
    if found := _shape().search(text):
        return found[0].strip()
    for sentence in re.split(r"(?<=[.;!?])\s|\n", text):
        if (found := ADDRESS.search(sentence)) and _any("at_home").search(sentence):
            return found[0]
    return ""


@cache
def _words(name: str) -> tuple[str, ...]:
    data = yaml.safe_load(files("storage.rules").joinpath("children.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((str(word) for word in data[name]), key=len, reverse=True))


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(_words(name))})\b", re.IGNORECASE)


@cache
def _shape() -> re.Pattern[str]:
    pieces = {
        # Capital first, then small, or all capitals; no plural of a trade, and none of the words that are no names.
        # That it begins with a capital is asked before all else: it is what most words do not.
        "NAME": rf"\b(?=[{CAPITAL}])(?!(?i:{_either(_words('no_name'))})\b)"
        rf"(?:[{CAPITAL}][{SMALL}’'-]+|[{CAPITAL}]{{3,}})(?<!ing)(?<!ion)(?<!ment)(?<!ity)(?<!ses)(?<!ches)(?<!ers)"
        r"(?<!ors)(?<!ists)(?<![bcdfghklmnprtvw]s)",
        # Beside an age more may be a name: one that ends like a thing, a listed one that is a word too, two initials.
        "PERSON": rf"\b(?=[{CAPITAL}])(?:(?i:{_either(_words('first_names'))})\b"
        rf"|(?!(?i:{_either(_words('no_name'))})\b)(?:[{CAPITAL}][{SMALL}’'-]+|[{CAPITAL}]{{3,}})"
        r"(?<!ing)(?<!ment)(?<!tion)(?<!sion)(?<!ses)(?<!ches)(?<!ers)(?<!ors)(?<!ists)(?<![bcdfghklmnprtvw]s)"
        rf"|(?!(?:{_either(_words('acronyms'))})\b)[A-Z]\.?[A-Z](?:\.|\b))",
        "AGE": rf"(?:1[0-8]|\d|(?i:{_either(_words('ages'))}))",
        "YEARS": r"(?i:years?|yrs?|y/?o)",
        "FAMILY": _either(_words("family")),
        "CHILD": _either(_words("child")),
        "BODIES": _either(_words("bodies")),
        "ACRONYMS": _either(_words("acronyms")),
        "CAPITAL": CAPITAL,
        "SMALL": SMALL,
    }
    filled = (re.sub(r"[A-Z]{3,}", lambda name: pieces.get(name[0], name[0]), shape) for shape in SHAPES)
    # All begin where a word does; most places in a text are no such place, and are dismissed by that alone.
    return re.compile(rf"\b(?=\w)(?:{'|'.join(f'(?:{shape})' for shape in filled)})")


def _either(words: Sequence[str]) -> str:
    """One of these. Their first letters come first: most places in a text are dismissed by them alone."""
    firsts = "".join(sorted({word[0] for word in words}, key=str.casefold))
    return f"(?=[{firsts}])(?:{'|'.join(map(re.escape, words))})"
