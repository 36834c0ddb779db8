"""A recommendation that a table lists and a form tells of again is one, and what only one of them says is not swallowed."""

from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.source import Cell, Line, Row, Source, Table

HEADS = ("Ref", "Recommendation", "Lead", "Progress (May 2024)", "RAG (May 2024)")
TEXT = "That every school in the borough names a lead for young carers"


def table(*rows: tuple[str, ...]) -> Table:
    return Table(
        tuple(
            Row(tuple(Cell((Line(text, f"row {n}"),), at) for at, text in enumerate(texts)), f"row {n}")
            for n, texts in enumerate(rows, 1)
        ),
        "table",
    )


def told(listed: tuple[str, ...], *form: tuple[str, str]) -> Proposal:
    blocks = (Line("Young Carers: Tracker", "line 1"), table(HEADS, listed), table(*form))
    return read(Source("plan.docx", blocks))


def test_r7_in_the_table_is_recommendation_7_in_the_annex() -> None:
    found = told(
        ("R7", TEXT, "Asha Pryce", "44 have one.", "Green"),
        ("Recommendation 7:", TEXT),
        ("Evidence of Progress (May 2023):", "Twelve have one."),
    )
    (one,) = found.recommendations
    assert [(update.round, update.evidence) for update in one.updates] == [
        ("May 2023", "Twelve have one."),
        ("May 2024", "44 have one."),
    ]


def test_without_a_number_the_same_words_are_the_same_recommendation() -> None:
    found = told(
        ("None given", TEXT, "Asha Pryce", "44 have one.", "Green"),
        ("Recommendation:", TEXT),
        ("Evidence of Progress (May 2023):", "Twelve have one."),
    )
    (one,) = found.recommendations
    assert (one.number, len(one.updates)) == ("", 2)


def test_a_word_that_only_one_of_the_two_has_is_shown() -> None:
    found = told(
        ("7", f"{TEXT} by Easter.", "Asha Pryce", "44 have one.", "Green"),
        ("Recommendation 7:", f"{TEXT} by Whitsun."),
        ("Evidence of Progress (May 2023):", "Twelve have one."),
    )
    said = " ".join([found.recommendations[0].text, *(one.text for one in found.not_placed)])
    assert "Easter" in said
    assert "Whitsun" in said


def test_what_a_form_says_for_nothing_is_no_ones_words() -> None:
    found = told(
        ("7", TEXT, "None given", "No update received", "No update received"),
        ("Recommendation 7:", TEXT),
        ("Evidence of Progress (May 2023):", "None given"),
        ("Evidence of Impact (May 2023):", "None given"),
    )
    (one,) = found.recommendations
    assert (one.owners, one.updates) == ((), ())


def test_a_label_beside_a_label_in_a_form_of_two_columns_is_the_value() -> None:
    found = told(
        ("7", TEXT, "Asha Pryce", "44 have one.", "Green"),
        ("Recommendation 7:", TEXT),
        ("Evidence of Progress (May 2023):", "Evidence of Impact (May 2022):"),
    )
    assert found.recommendations[0].updates[0].evidence == "Evidence of Impact (May 2022):"
