"""Text out of a PDF: rows that breaks in their cells spread over many lines, and pages that end in the middle of one."""

from storage.importing.opening import opened
from storage.importing.source import Line, Source, Table
from tests.plans.opening.builders import grid

HEADS = "Recommendation\tAction\tWho"


def read(*lines: str) -> Source:
    return opened("plan.txt", "\n".join(lines).encode())


def rows(source: Source) -> list[list[str]]:
    return [row for block in source.blocks if isinstance(block, Table) for row in grid(block)]


def codes(source: Source) -> list[str]:
    return [one.code for one in source.remarks]


def test_bullets_and_owners_on_lines_of_their_own_stay_in_their_row() -> None:
    source = read(
        HEADS,
        "Open the pool.\t• Hire a",
        "lifeguard",
        "• Heat it\tPool Manager",
        "",
        "May 2024",
        "Mow the field.\t• Buy a mower\tGroundsman",
    )
    assert rows(source) == [
        HEADS.split("\t"),
        ["Open the pool.", "• Hire a lifeguard\n• Heat it", "Pool Manager\nMay 2024"],
        ["Mow the field.", "• Buy a mower", "Groundsman"],
    ]
    assert codes(source) == ["rows_put_together"]


def test_a_page_that_ends_inside_a_cell_is_no_part_of_it() -> None:
    source = read(
        "Pool Review",
        "",
        HEADS,
        "Open the pool.\t• Hire a lifeguard for",
        "OFFICIAL\t\t\tPage 1 of 2",
        "",
        "Pool Review",
        "",
        HEADS,
        "\tthe summer\tPool Manager",
        "Mow the",
        "field.\t• Buy a mower\tGroundsman",
        "OFFICIAL\t\t\tPage 2 of 2",
    )
    assert [row for row in rows(source) if row != HEADS.split("\t")] == [
        ["Open the pool.", "• Hire a lifeguard for the summer", "Pool Manager"],
        ["Mow the field.", "• Buy a mower", "Groundsman"],
    ]
    assert [one.text for one in source.asides] == ["OFFICIAL | Page 1 of 2", "OFFICIAL | Page 2 of 2"]
    assert [block.text for block in source.blocks if isinstance(block, Line)] == ["Pool Review", "Pool Review"]


def test_rows_that_two_readings_would_make_whole_are_left_and_told() -> None:
    lines = (HEADS, "Open\tHire", "and heat\tBuy", "and burn\tCut", "Sow", "\tDig\tAnn", "and reap\tMow")
    source = read(*lines)
    assert codes(source) == ["rows_not_read"]
    assert "1 row seems" in source.remarks[0].sentence
    assert ["and heat", "Buy"] in rows(source)


def test_a_table_whose_rows_are_whole_is_as_it_was() -> None:
    source = read(HEADS, "Open.\tHire\tAnn", "\tHeat\tBen", "Mow.\tBuy\tCol")
    assert codes(source) == []
    assert rows(source)[2] == ["", "Heat", "Ben"]
