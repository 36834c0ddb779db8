"""What labels say, and keys wherever and however they are stated."""

import pytest

from storage.importing.opening import opened
from storage.importing.reading import read
from storage.importing.reading.labels import Field, names, read_label


def test_no_words_are_the_label_of_two_fields() -> None:
    assert len(names()) > 400


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Link Officer/s:", Field.LINK_OFFICER),
        ("Adolygiad / Review:", Field.SUBJECT),
        ("Lead(s)", Field.OWNER),
        ("How will we know?", Field.MEASURE),
        ("By Whom and When", Field.OWNER_AND_DUE),
        ("Responsible Officer / Target Date", Field.OWNER_AND_DUE),
        ("% Complete", Field.PERCENT),
        ("Assessment of Progress (July 2022): (include explanation if required)", Field.ASSESSMENT),
        ("Tystiolaeth o Gynnydd / Evidence of Progress (Mawrth / March 2022)", Field.EVIDENCE),
        ("Cam Gweithredu y Cytunwyd Arno", Field.ACTION),
    ],
)
def test_a_label_is_known_in_either_language(label: str, field: Field) -> None:
    found = read_label(label)
    assert found is not None
    assert found.field is field


@pytest.mark.parametrize(
    ("label", "number"), [("Recommendation 7a:", "7a"), ("Rec. No. 12", "12"), ("Argymhelliad / Recommendation 3", "3")]
)
def test_a_label_gives_a_recommendations_number(label: str, number: str) -> None:
    found = read_label(label)
    assert found is not None
    assert (found.field, found.number) == (Field.RECOMMENDATION, number)


def test_a_damaged_label_is_read_and_known_to_be_damaged() -> None:
    found = read_label("Evidnce of Progres (July 2024)", damaged=True)
    assert found is not None
    assert (found.field, found.sure) == (Field.EVIDENCE, False)


@pytest.mark.parametrize("text", ["The Council should act.", "Ongoing", "Asha Pryce", "Complete"])
def test_a_value_is_no_label(text: str) -> None:
    assert read_label(text) is None


FORM = """Recommendation 1\tPlant trees.
Responsibility\tAsha Pryce
Assessment of Progress (May 2024)\tOn track

"""
NUMBERS = {"1": "complete", "2": "on_track", "3": "slipped"}
REVERSED = {"3": "complete", "2": "on_track", "1": "slipped"}
LETTERS = {"A": "complete", "T": "on_track", "S": "slipped"}
WORDS = {"Achieved": "complete", "On track": "on_track", "Slipped": "slipped"}


@pytest.mark.parametrize(
    ("key", "levels"),
    [
        ("Gradings:\t1\t2\t3\n\tAchieved\tOn track\tSlipped", NUMBERS),
        ("Assessment of\t1\t2\t3\nProgress Gradings:\tAchieved\tOn track\tSlipped", NUMBERS),
        ("3\tAchieved\n2\tOn track\n1\tSlipped", REVERSED),
        ("Grading key: A – Achieved; T – On track; S – Slipped.", LETTERS),
        ("Key: 1 Achieved 2 On track 3 Slipped", NUMBERS),
        ("\tSlipped\n\tOn track\n\tAchieved", WORDS),
        ("\tProgress\tConfidence\nAchieved\tAll done\tSure\nOn track\tIn time\tSure\nSlipped\tLate\tUnsure", WORDS),
        ("Status definitions\nAchieved: all done\nOn track: in time\nSlipped: late", WORDS),
        ("Each has been given a status of Achieved, On track or Slipped.", WORDS),
    ],
)
def test_a_key_is_found_however_it_is_stated(key: str, levels: dict[str, str]) -> None:
    proposal = read(opened("form.txt", (FORM + key).encode()))
    assert proposal.key.stated
    assert {level.code: level.meaning.value for level in proposal.key.levels} == levels
    assert len(proposal.recommendations) == 1
    (update,) = proposal.recommendations[0].updates
    assert next(level.meaning for level in proposal.key.levels if level.code == update.grade) == "on_track"


def test_without_a_key_a_number_alone_is_no_grade() -> None:
    proposal = read(opened("form.txt", FORM.replace("On track", "2").encode()))
    assert proposal.recommendations[0].updates[0].grade is None
    assert "scheme_unknown" in {doubt.code for doubt in proposal.doubts}
