"""Documents laid out by hand, for tests of how they are read: tables of rows, with cells merged down, sheets of a workbook."""

from collections.abc import Sequence

from storage.importing.proposal import Proposal, ProposedRecommendation, ProposedSubAction
from storage.importing.reading import read
from storage.importing.source import Block, Cell, Line, Row, Source, Table

Said = str | tuple[str, int]
"""A cell's text, or its text and over how many columns it goes."""

DOWN = "^"
"""A cell that is merged down from the one above."""


def cell(text: str, column: int, place: str, shade: str = "") -> Cell:
    if text == DOWN:
        return Cell((), column, continued=True)
    return Cell(tuple(Line(line, place) for line in text.split("\n") if line), column, shade=shade)


def row(texts: str | Sequence[str], place: str) -> Row:
    """Cells between bars; a row of one text goes over all columns."""
    parts = [text.strip() for text in texts.split("|")] if isinstance(texts, str) else list(texts)
    if len(parts) == 1:
        return Row((Cell((Line(parts[0], place),), 0, 6),), place)
    return Row(tuple(cell(text, at, place) for at, text in enumerate(parts)), place)


def table(*rows: str, name: str = "", at: int = 1) -> Table:
    place = f"sheet “{name}”" if name else f"table {at}"
    return Table(tuple(row(one, f"{place}, row {nth}") for nth, one in enumerate(rows, 1)), place, name)


def merged(*rows: Sequence[Said]) -> Table:
    """A table some of whose cells go over several columns."""
    return Table(tuple(row_over(said, f"table 1, row {nth}") for nth, said in enumerate(rows, 1)), "table 1")


def row_over(said: Sequence[Said], place: str) -> Row:
    cells: list[Cell] = []
    for one in said:
        text, span = (one, 1) if isinstance(one, str) else one
        column = cells[-1].column + cells[-1].span if cells else 0
        cells.append(Cell(tuple(Line(line, place) for line in text.split("\n") if line), column, span))
    return Row(tuple(cells), place)


def proposal(*blocks: Block, file: str = "plan.docx") -> Proposal:
    return read(Source(file, blocks))


def actions(one: ProposedRecommendation) -> list[str]:
    return [_said(each) for each in one.sub_actions]


def _said(one: ProposedSubAction) -> str:
    parts = (f"{one.number} {one.text}".strip(), one.lead, str(one.due.on or one.due.text), one.grade or "")
    return " | ".join(part for part in parts if part)


def codes(read_: Proposal) -> list[str]:
    return sorted(doubt.code for doubt in read_.doubts)
