"""Grades as officers write them, read by whatever key the document has."""

import pytest

from storage.importing.proposal import Level
from storage.importing.reading.grades import read_grade
from storage.importing.reading.scales import Scale, meaning_of
from storage.vocabulary import Meaning

FOUR = Scale(
    (
        Level("1", "Fully Achieved", Meaning.COMPLETE),
        Level("2", "On-Track", Meaning.ON_TRACK),
        Level("3", "Slipped", Meaning.SLIPPED),
        Level("4", "Not Achieved", Meaning.NOT_ACHIEVED),
    ),
    True,
)
REVERSED = Scale(
    (
        Level("4", "Completed", Meaning.COMPLETE),
        Level("3", "Progressing well", Meaning.ON_TRACK),
        Level("2", "Progress is limited", Meaning.SLIPPED),
        Level("1", "Not started", Meaning.NOT_ACHIEVED),
    ),
    True,
)
RAG = Scale(
    (
        Level("C", "Complete", Meaning.COMPLETE),
        Level("G", "Green", Meaning.ON_TRACK),
        Level("A", "Amber", Meaning.SLIPPED),
        Level("R", "Red", Meaning.NOT_ACHIEVED),
    ),
    True,
)


@pytest.mark.parametrize(
    ("words", "scale", "code", "rest"),
    [
        ("2- On track", FOUR, "2", ""),
        ("1 – Fully achieved", FOUR, "1", ""),
        ("3. Slipped", FOUR, "3", ""),
        ("2 On Track - the tender is out", FOUR, "2", "the tender is out"),
        ("3 – Slipped. Staff were ill.", FOUR, "3", "Staff were ill."),
        ("2", FOUR, "2", ""),
        ("Grade: 2", FOUR, "2", ""),
        ("On track", FOUR, "2", ""),
        ("ACHIEVED", FOUR, "1", ""),
        ("2 (On-Track)", FOUR, "2", ""),
        ("4", REVERSED, "4", ""),
        ("1 - Not started", REVERSED, "1", ""),
        ("AMBER", RAG, "A", ""),
        ("Completed", RAG, "C", ""),
        ("🟢", RAG, "G", ""),
        ("🟠 Amber", RAG, "A", ""),
        ("The RAG rating is GREEN", RAG, "G", ""),
        ("Green - tender is out", RAG, "G", "tender is out"),
    ],
)
def test_a_plain_grade_is_read_by_the_documents_key(words: str, scale: Scale, code: str, rest: str) -> None:
    reading = read_grade(words, scale, cell=True)
    assert (reading.code, reading.rest, reading.trouble) == (code, rest, "")


@pytest.mark.parametrize(
    ("words", "scale", "trouble", "options"),
    [
        ("1 – On track", FOUR, "grade_number_word_conflict", ("1", "2")),
        ("2 progressing well", REVERSED, "grade_number_word_conflict", ("2", "3")),
        ("5", FOUR, "grade_off_scheme", ("1", "2", "3", "4")),
        ("2/3", FOUR, "grade_ambiguous", ("2", "3")),
        ("Green/Amber", RAG, "grade_ambiguous", ("G", "A")),
        ("On track but only just", FOUR, "grade_ambiguous", ("2",)),
        ("2. Themed audits were held", FOUR, "ambiguous_leading_number", ("2",)),
    ],
)
def test_a_grade_with_a_choice_is_none_and_offers_it(
    words: str, scale: Scale, trouble: str, options: tuple[str, ...]
) -> None:
    reading = read_grade(words, scale, cell=True)
    assert (reading.code, reading.trouble, reading.options) == (None, trouble, options)


@pytest.mark.parametrize(
    "words",
    ["1 inspection took place", "31/03/2024", "2nd review held", "3% fewer", "Ongoing", "Green spaces opened", ""],
)
def test_a_sentence_that_begins_like_a_grade_is_none(words: str) -> None:
    assert read_grade(words, FOUR).code is None
    assert read_grade(words, RAG).code is None


def test_a_misspelt_grade_is_read_and_doubted() -> None:
    reading = read_grade("2 - On trakc", FOUR, cell=True)
    assert (reading.code, reading.trouble) == ("2", "grade_typo")


@pytest.mark.parametrize(
    ("label", "definition", "meaning"),
    [
        ("Amber", "Not on track but actions are in hand", Meaning.SLIPPED),
        ("Amber", "In progress to plan", Meaning.ON_TRACK),
        ("Green", "Not yet due to start", Meaning.OTHER),
        ("Red", "Off track, remedial action is required", Meaning.NOT_ACHIEVED),
        ("Blue", "", Meaning.COMPLETE),
        ("Llithro", "", Meaning.SLIPPED),
        ("Amber", "Under way and to time", Meaning.ON_TRACK),
        ("Green", "On course, no concerns", Meaning.ON_TRACK),
        ("Green", "Done without delay", Meaning.COMPLETE),
        ("Major slippage", "", Meaning.SLIPPED),
        ("Grey", "No longer needed", Meaning.OTHER),
        ("D", "Abandoned", Meaning.NOT_ACHIEVED),
        ("G", "Translated and delivered", Meaning.COMPLETE),
        ("R", "Incomplete", Meaning.NOT_ACHIEVED),
        ("4", "The evidence shows that it has not been fully achieved", Meaning.NOT_ACHIEVED),
    ],
)
def test_a_keys_own_definition_says_what_a_level_means(label: str, definition: str, meaning: Meaning) -> None:
    assert meaning_of(label, definition) is meaning
