"""Grades whose names have a comma, a dash or a bracket in them: one grade each, as the document's own key has them."""

import pytest

from storage.importing.reading.grades import read_grade
from storage.importing.reading.scales import Scale
from storage.importing.reading.sentences import key_in
from storage.importing.source import Line
from tests.plans.reading.sources import proposal, table


def scale(text: str) -> Scale:
    said = key_in(text, needs_name=False)
    assert said is not None
    return Scale(said.levels, True)


def named(text: str) -> dict[str, str]:
    return {level.label: level.meaning.value for level in scale(text).levels}


@pytest.mark.parametrize(
    ("key", "grades"),
    [
        (
            "Status: Met / Partly met, on target / Overdue / Not met",
            {"Met": "complete", "Partly met, on target": "on_track", "Overdue": "slipped", "Not met": "not_achieved"},
        ),
        (
            "Key: Met; Partly met – on target; Partly met – overdue; Not met",
            {
                "Met": "complete",
                "Partly met – on target": "on_track",
                "Partly met – overdue": "slipped",
                "Not met": "not_achieved",
            },
        ),
        (
            "Rating: Met/Partly met (on target)/Partly met (late)/Not met",
            {
                "Met": "complete",
                "Partly met (on target)": "on_track",
                "Partly met (late)": "slipped",
                "Not met": "not_achieved",
            },
        ),
        (
            "Status: Closed, In progress - on time, In progress - late, Not started",
            {
                "Closed": "complete",
                "In progress - on time": "on_track",
                "In progress - late": "slipped",
                "Not started": "not_achieved",
            },
        ),
        (
            "Statws: Cwblhawyd / Ar y gweill, ar y trywydd / Llithro / Heb ddechrau",
            {
                "Cwblhawyd": "complete",
                "Ar y gweill, ar y trywydd": "on_track",
                "Llithro": "slipped",
                "Heb ddechrau": "not_achieved",
            },
        ),
        (
            "1 = Met, 2 = Partly met, on target, 3 = Overdue, 4 = Not met",
            {"Met": "complete", "Partly met, on target": "on_track", "Overdue": "slipped", "Not met": "not_achieved"},
        ),
        (
            "Key: Complete, On track, Delayed, or Not started",
            {"Complete": "complete", "On track": "on_track", "Delayed": "slipped", "Not started": "not_achieved"},
        ),
        (
            "RAG key: Green – on track; Amber – some slippage; Red – not started",
            {"Green": "on_track", "Amber": "slipped", "Red": "not_achieved"},
        ),
    ],
)
def test_a_key_in_one_line_keeps_its_names_whole(key: str, grades: dict[str, str]) -> None:
    assert named(key) == grades


@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        ("Status: Met / Partly met, on target / Overdue / Not met", "Partly met, on target", "Partly met, on target"),
        ("Status: Met / Partly met, on target / Overdue / Not met", "partly met (on target)", "Partly met, on target"),
        ("Status: Met / Partly met, on target / Overdue / Not met", "Partly met", "Partly met, on target"),
        ("1 = Met; 2 = Partly met, on target; 3 = Overdue", "2 – Partly met, on target", "2"),
        ("1 – Complete; 2 – On track, minor issues; 3 – On track; 4 – Off track", "On track", "3"),
        ("1 – Complete; 2 – On track, minor issues; 3 – On track; 4 – Off track", "On track, minor issues", "2"),
        (
            "Key: A = Complete, B = Off track (recoverable), C = Off track (not recoverable)",
            "Off track (recoverable)",
            "B",
        ),
        ("RAG key: Green – on track; Amber – some slippage; Red – late", "Amber – some slippage", "Amber"),
    ],
)
def test_a_grade_in_several_words_is_read_whole(key: str, words: str, code: str) -> None:
    reading = read_grade(words, scale(key), cell=True)
    assert (reading.code, reading.rest, reading.trouble) == (code, "", "")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Key: Met; Partly met – on target; Partly met – overdue; Not met", "Partly met"),
        ("Key: A = Complete, B = Off track (recoverable), C = Off track (not recoverable)", "Off track"),
    ],
)
def test_words_that_two_grades_begin_with_are_neither(key: str, words: str) -> None:
    assert read_grade(words, scale(key), cell=True).code is None


@pytest.mark.parametrize("sign", [" – ", " (", ": "])
def test_a_list_of_grades_of_which_two_begin_alike_is_one_key(sign: str) -> None:
    close = ")" if "(" in sign else ""
    key = ("Complete", "On track", f"Off track{sign}recoverable{close}", f"Off track{sign}not recoverable{close}")
    rows = table(
        "No | Recommendation | Lead | Progress | Status",
        f"1 | Plant trees. | Asha Pryce | Forty planted. | Off track{sign}recoverable{close}",
        f"2 | Cut hedges. | Tom Lowe | None cut. | Off track{sign}not recoverable{close}",
    )
    read = proposal(Line("Key", "line 1"), *(Line(name, f"line {n}") for n, name in enumerate(key, 2)), rows)
    assert [level.meaning.value for level in read.key.levels] == ["complete", "on_track", "slipped", "not_achieved"]
    assert [one.updates[0].grade for one in read.recommendations] == [
        "Off track – recoverable",
        "Off track – not recoverable",
    ]
    assert [one.updates[0].evidence for one in read.recommendations] == ["Forty planted.", "None cut."]
