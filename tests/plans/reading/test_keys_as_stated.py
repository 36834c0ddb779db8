"""Grading keys in every dress that councils give them; what each level means is what the key's own words say."""

import io

import pytest
from openpyxl import Workbook

from storage.importing.opening import opened
from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.source import Cell, Line, Row, Source, Table

BLUE, GREEN, AMBER, RED, GREY = "00B0F0", "92D050", "FFC000", "FF0000", "BFBFBF"
FORM = """Otterham Borough Council
Review of Street Trees – Update
Position as at: June 2024

{key}

Recommendation 1\tPlant two hundred trees.
Lead\tAsha Pryce
Progress (June 2024)\tForty are planted.
Rating (June 2024)\t{first}

Recommendation 2\tMap every tree.
Lead\tTom Lowe
Progress (June 2024)\tNobody has begun.
Rating (June 2024)\t{second}
"""


def cells(*texts: tuple[str, str]) -> Row:
    return Row(
        tuple(Cell((Line(text, "here"),) if text else (), at, shade=shade) for at, (text, shade) in enumerate(texts)),
        "here",
    )


def plan(first: tuple[str, str], second: tuple[str, str]) -> Table:
    rows = (
        cells(("No.", ""), ("Recommendation", ""), ("Lead", ""), ("Update", ""), ("RAG", "")),
        cells(("1", ""), ("Plant trees.", ""), ("Asha Pryce", ""), ("Forty are planted.", ""), first),
        cells(("2", ""), ("Map every tree.", ""), ("Tom Lowe", ""), ("Nobody has begun.", ""), second),
    )
    return Table(rows, "plan")


def meanings(proposal: Proposal) -> dict[str, str]:
    assert proposal.key.stated
    return {level.code: level.meaning.value for level in proposal.key.levels}


def grades(proposal: Proposal) -> list[str | None]:
    return [one.updates[0].grade for one in proposal.recommendations]


LETTERS = {"A": "complete", "B": "on_track", "C": "slipped", "D": "not_achieved"}
FIGURES = {"4": "complete", "3": "on_track", "2": "slipped", "1": "not_achieved"}


@pytest.mark.parametrize(
    ("key", "levels", "first", "second"),
    [
        (
            "Officers were asked to grade themselves. Grades: A = Achieved; B = Broadly on course; C = Causing concern; "
            "D = Dormant, with no work done. Please give reasons for any C or D.",
            LETTERS, "B – Broadly on course", "D",
        ),
        (
            "We rate each recommendation from A to D: A – all done, B – being done and on time, C – coming late, D – dropped.",
            LETTERS, "B", "D",
        ),
        ("A\tAchieved\nB\tBroadly on course\nC\tCausing concern\nD\tDormant, no work begun\n", LETTERS, "B", "D"),
        (
            "The scores mean: 4 = nothing more to do, completed; 3 = going to plan; 2 = some delay; 1 = no progress.",
            FIGURES, "3", "1",
        ),
        (
            "• A – Achieved\n• B – Broadly on course\n• C – Causing concern\n• D – Dormant, no work begun",
            LETTERS, "B – Broadly on course", "D",
        ),
        (
            "RAG definitions: Green (done and checked) Amber (in hand and will be finished on time) Red (late)",
            {"Green": "complete", "Amber": "on_track", "Red": "slipped"}, "Amber", "Red",
        ),
        (
            "Blue – finished   Green – on course with no concerns   Amber – overdue   Red – no recovery is planned",
            {"Blue": "complete", "Green": "on_track", "Amber": "slipped", "Red": "not_achieved"}, "Green", "Red",
        ),
    ],
)  # fmt: skip
def test_a_key_in_words_is_found_and_means_what_it_says(
    key: str, levels: dict[str, str], first: str, second: str
) -> None:
    proposal = read(opened("form.txt", FORM.format(key=key, first=first, second=second).encode()))
    assert meanings(proposal) == levels
    codes = list(levels)
    assert grades(proposal) == [
        next(code for code in codes if levels[code] == "on_track"),
        codes[-1],
    ]
    assert "scheme_not_stated" not in {doubt.code for doubt in proposal.doubts}


BY_COLOUR = {"Green": "complete", "Amber": "on_track", "Red": "slipped", "Grey": "other"}


@pytest.mark.parametrize(
    "legend",
    [
        Table((cells(("Green – Finished", GREEN), ("Amber – Going ahead and to time", AMBER),
                     ("Red – Behind the agreed date", RED), ("Grey – No longer wanted", GREY)),), "key"),
        Table((cells(("Key:", ""), ("Green: finished", GREEN), ("Amber: going to plan", AMBER), ("Red: late", RED),
                     ("Grey: withdrawn", GREY)),), "key"),
        Table((cells(("Green = finished", GREEN), ("Amber = within timescale", AMBER)),
               cells(("Red = late", RED), ("Grey = cancelled", GREY))), "key"),
        Table((cells(("Green", GREEN), ("Finished", "")), cells(("Amber", AMBER), ("Going to plan", "")),
               cells(("Red", RED), ("Running late", "")), cells(("Grey", GREY), ("Superseded", ""))), "key"),
    ],
)  # fmt: skip
def test_a_legend_of_shaded_cells_is_read_by_its_words(legend: Table) -> None:
    proposal = read(Source("plan.docx", (legend, plan(("", AMBER), ("", GREY)))))
    assert set(meanings(proposal).values()) == set(BY_COLOUR.values())
    levels = {level.code: level.meaning.value for level in proposal.key.levels}
    assert [levels[grade or ""] for grade in grades(proposal)] == ["on_track", "other"]
    assert not proposal.not_placed


def test_swatches_beside_their_names_are_a_legend() -> None:
    legend = Table(
        (cells(("", GREEN), ("Finished", ""), ("", AMBER), ("On course", ""), ("", RED), ("Late", "")),), "key"
    )
    proposal = read(Source("plan.docx", (legend, plan(("", AMBER), ("", RED)))))
    assert meanings(proposal) == {"Finished": "complete", "On course": "on_track", "Late": "slipped"}
    assert grades(proposal) == ["On course", "Late"]


@pytest.mark.parametrize(
    "aside",
    [
        "RAG key: Green = complete; Amber = in progress and to time; Red = late or not begun.",
        "Rating used: G – complete, A – in progress and to time, R – late",
        "Green – complete | Amber – under way, on time | Red – late",
    ],
)
def test_a_key_in_a_header_footnote_or_comment_is_the_key(aside: str) -> None:
    proposal = read(Source("plan.docx", (plan(("Amber", ""), ("Red", "")),), (Line(aside, "footnote 1"),)))
    found = meanings(proposal)
    assert list(found.values())[:2] == ["complete", "on_track"]
    assert found[grades(proposal)[0] or ""] == "on_track"


SIGNED = "Key\n🟢 Finished\n🔵 Going ahead to time\n🟠 Some slippage\n🔴 Major slippage"


@pytest.mark.parametrize(
    ("words", "grade", "trouble"),
    [
        ("🟠 Some slippage", "Some slippage", ""),
        ("some slippage", "Some slippage", ""),
        ("🔵", "Going ahead to time", ""),
        ("🔵 Going ahead to time", "Going ahead to time", ""),
        ("🟠 Finished", None, "grade_number_word_conflict"),
        ("🔴  Major Slippage", "Major slippage", ""),
    ],
)
def test_a_sign_of_the_key_is_its_level_and_one_that_says_otherwise_leaves_none(
    words: str, grade: str | None, trouble: str
) -> None:
    proposal = read(opened("form.txt", FORM.format(key=SIGNED, first=words, second="🟢 Finished").encode()))
    assert meanings(proposal) == {
        "Finished": "complete",
        "Going ahead to time": "on_track",
        "Some slippage": "slipped",
        "Major slippage": "slipped",
    }
    assert grades(proposal) == [grade, "Finished"]
    assert ({doubt.code for doubt in proposal.doubts} & {"grade_number_word_conflict", "grade_off_scheme"}) == (
        {trouble} - {""}
    )


def test_a_key_on_the_notes_of_a_workbook_is_the_key() -> None:
    book = Workbook()
    book.active.title = "Actions"
    for row in (
        ("Ref", "Action", "Lead", "Update", "RAG"),
        ("A1", "Plant trees.", "Asha Pryce", "Forty are planted.", "A"),
        ("A2", "Map every tree.", "Tom Lowe", "Nobody has begun.", "R"),
    ):
        book.active.append(row)
    notes = book.create_sheet("Notes")
    for text in ("How to fill this in", "Type one letter.", "G – done", "A – under way and to time", "R – behind time"):
        notes.append((text,))
    whole = io.BytesIO()
    book.save(whole)
    proposal = read(opened("tracker.xlsx", whole.getvalue()))
    assert meanings(proposal) == {"G": "complete", "A": "on_track", "R": "slipped"}
    assert grades(proposal) == ["A", "R"]


def test_words_that_hold_a_grades_name_are_no_key() -> None:
    text = FORM.format(key="Green spaces are ours, red tape is not, and amber is a stone.", first="", second="")
    proposal = read(opened("form.txt", text.encode()))
    assert not proposal.key.stated
