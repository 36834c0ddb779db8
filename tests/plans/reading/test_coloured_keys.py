"""Keys that show their colours, cells whose word and colour are two, and headings over tables that go on without heads."""

import pytest

from storage.importing.proposal import Proposal
from storage.importing.source import Block, Cell, Line, Row, Table
from tests.plans.reading.sources import cell, codes, proposal, table

BLUE, GREEN, AMBER, RED = "4472C4", "00B050", "FFC000", "FF0000"
MEANINGS = {
    BLUE: "Finished",
    GREEN: "Going as we said it would",
    AMBER: "Some slippage, will be made up",
    RED: "Off track, no way back",
}
HEADS = "No | Recommendation | Lead | Update | RAG"


def key(*, left: bool = True, heads: bool = False) -> Table:
    rows = [Row((Cell((Line("Colour", "k"),), 0), Cell((Line("Meaning", "k"),), 1)), "k")] if heads else []
    for shade, said in MEANINGS.items():
        swatch, words = (0, 1) if left else (1, 0)
        cells = (Cell((), swatch, shade=shade), Cell((Line(said, "k"),), words))
        rows.append(Row(tuple(sorted(cells, key=lambda one: one.column)), "k"))
    return Table(tuple(rows), "key")


def plan(*rows: tuple[str, str], heads: bool = True, at: int = 1) -> Table:
    told = [table(HEADS).rows[0]] if heads else []
    for nth, (said, shade) in enumerate(rows, at):
        *texts, last = [part.strip() for part in said.split("|")]
        place = f"table {at}, row {nth}"
        cells = (
            *(cell(text, column, place) for column, text in enumerate(texts)),
            cell(last, len(texts), place, shade),
        )
        told.append(Row(cells, place))
    return Table(tuple(told), f"table {at}")


def grades(*blocks: Block) -> list[str | None]:
    return [one.updates[-1].grade for one in proposal(*blocks).recommendations]


@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("heads", [True, False])
def test_a_key_of_colours_is_read_whatever_its_words(left: bool, heads: bool) -> None:
    rows = (
        ("1 | Mend the roof. | Ines Vaughan | The slates are on. | ", BLUE),
        ("2 | Drain the yard. | Huw Parry | The pipes are late. | ", AMBER),
        ("3 | Light the steps. | Huw Parry | There is no money. | ", RED),
        ("4 | Open the gate. | Huw Parry | It is open till six. | ", ""),
    )
    read = proposal(plan(*rows), Line("What the colours mean", "line 9"), key(left=left, heads=heads))
    assert read.key.stated
    assert [(level.code, level.label) for level in read.key.levels] == [
        ("Blue", "Finished"),
        ("Green", "Going as we said it would"),
        ("Amber", "Some slippage, will be made up"),
        ("Red", "Off track, no way back"),
    ]
    assert [one.updates[-1].grade for one in read.recommendations] == ["Blue", "Amber", "Red", None]
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "grade_missing"] == [4]
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "grade_from_colour"] == [1, 2, 3]


@pytest.mark.parametrize("said", ["Amber", "A", "AMBER"])
def test_a_word_and_a_colour_that_are_two_colours_give_no_grade(said: str) -> None:
    read = proposal(plan((f"1 | Mend the roof. | Ines Vaughan | The slates are on. | {said}", GREEN)), key())
    assert read.recommendations[0].updates[0].grade is None
    (doubt,) = [doubt for doubt in read.doubts if doubt.code == "grade_text_vs_colour"]
    assert (doubt.field, [code[0] for code in doubt.candidates]) == ("grade", ["A", "G"])


def test_a_word_and_a_colour_that_are_one_give_it() -> None:
    assert grades(plan(("1 | Mend the roof. | Ines Vaughan | The slates are on. | Amber", AMBER)), key()) == ["Amber"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_colour_belongs_to_the_newest_of_the_dated_paragraphs(order: int) -> None:
    told = (
        "12/05/2025 – The slates are on.",
        "03/02/2025 – The slates are ordered.",
        "Nov 2024 – The roof was surveyed.",
    )
    text = "\n".join(told[::order])
    row = plan(("1 | Mend the roof. | Ines Vaughan | X | ", GREEN))
    cells = tuple(cell(text, 3, "table 1, row 2") if one.column == 3 else one for one in row.rows[1].cells)
    read = proposal(Table((row.rows[0], Row(cells, "table 1, row 2")), "table 1"), key())
    assert [(str(one.on), one.grade) for one in read.recommendations[0].updates] == [
        ("2024-11-30", None),
        ("2025-02-03", None),
        ("2025-05-12", "Green"),
    ]
    assert "round_label_missing" in codes(read)


def headed(*names: str) -> Proposal:
    blocks: list[Block] = []
    for nth, name in enumerate(names, 1):
        blocks.append(Line(name, f"line {nth}", level=2))
        blocks.append(
            plan((f"{nth} | Mend roof {nth}. | Ines Vaughan | The slates are on. | ", GREEN), heads=nth == 1, at=nth)
        )
    return proposal(*blocks, key())


def test_a_heading_over_a_table_that_goes_on_without_heads_is_the_section_of_its_rows() -> None:
    assert [one.section for one in headed("Roofs", "Yards and steps", "Gates").recommendations] == [
        "Roofs",
        "Yards and steps",
        "Gates",
    ]


def test_a_heading_that_only_says_that_a_section_goes_on_names_no_other() -> None:
    read = headed("Roofs", "Roofs (continued)", "Gates")
    assert [one.section for one in read.recommendations] == ["Roofs", "Roofs", "Gates"]
