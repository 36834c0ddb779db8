"""A second table that says each recommendation again beside its actions, in whole or by its first words: "2. Every path
should be lit…", "2. Lighting" over 2.1 and 2.2. Its rows are the recommendation's, and no recommendations of their own.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from storage.importing.reading.labels import Field, Label
from storage.importing.reading.strips import Strip
from storage.rules.wording import bare_words

FEWEST_WORDS = 4
SHORTENED = re.compile(r"(?:…|\.\.\.)\W*$")
Saying = tuple[str, str, Collection[str]]
"""What a cell says, and the number and the words of the recommendation that it names."""


def says_again(at: int, rows: Sequence[Strip], named: Callable[[str], Saying | None]) -> bool:
    """Whether each text of this column is one that another table lists: by its words, or by the numbers of the rows it
    stands for, which are parts of its own."""
    said = [(row, row.at(at)) for row in rows if len(row.full) > 1]
    told = {box.text: named(box.text) for _, box in said if box.column == at and box.passages}
    if not told or not all(told.values()):
        return False
    sayings = [saying for saying in told.values() if saying]
    return all(map(_is_of_its_words, sayings)) or _numbers_parts(at, rows, told)


def _is_of_its_words(saying: Saying) -> bool:
    text, number, words = saying
    own = set(bare_words(text)) - set(bare_words(number))
    return bool(own) and own <= set(words)


def _numbers_parts(at: int, rows: Sequence[Strip], told: Mapping[str, Saying | None]) -> bool:
    """Whether every row has "3.1", "3.2" or "3a" right beside the recommendation 3, or under it."""
    number = ""
    for row in rows:
        if len(row.full) < 2:
            continue
        saying = told.get(row.at(at).text)
        number = saying[1] if saying else number
        beside = next((box.text for box in row.full if box.column > at), "")
        if not number or not re.fullmatch(
            rf"{re.escape(number)}(?:\.\d{{1,2}}|[a-z])\.?", beside.strip(), re.IGNORECASE
        ):
            return False
    return bool(number)


def retold_at(labels: Mapping[int, Label], rows: Sequence[Strip]) -> tuple[int, int] | None:
    """The columns of the number and of the text, where a table has both beside its actions and gives several rows to one."""
    at = {label.field: column for column, label in sorted(labels.items(), reverse=True)}
    if not {Field.NUMBER, Field.RECOMMENDATION, Field.ACTION} <= at.keys():
        return None
    numbers = [row.at(at[Field.NUMBER]).text for row in rows if len(row.full) > 1]
    filled = [number for number in numbers if number]
    goes_on = len(filled) < len(numbers) or len(set(filled)) < len(filled)
    return (at[Field.NUMBER], at[Field.RECOMMENDATION]) if filled and goes_on else None


def is_retold(one: str, other: str) -> bool:
    """Whether one text is the other, or its first words with dots after them."""
    first, second = bare_words(one), bare_words(other)
    if min(len(first), len(second)) < FEWEST_WORDS:
        return False
    short, long = sorted(((first, one), (second, other)), key=lambda each: len(each[0]))
    return first == second or (bool(SHORTENED.search(short[1])) and long[0][: len(short[0])] == short[0])
