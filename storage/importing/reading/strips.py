"""A document laid out flat: one strip for every line and table row, in order, with its words in passages.

From here on nothing knows whether the words came from Word, a spreadsheet or a text. Each passage has a number of its
own, by which the `Ledger` knows what found a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from storage.importing.pages import is_of_the_page
from storage.importing.prompts import asks, without_prompts
from storage.importing.reading.cleaning import passages_of
from storage.importing.reading.islands import parted
from storage.importing.reading.labels import read_label
from storage.importing.reading.upright import upright
from storage.importing.source import Cell, Line, Row, Source, Table

NO_TABLE = -1
WIDE = 2
LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. `numbered` is the number that Word would print before it; `removed`, what a tracked change took out."""

    index: int
    text: str
    place: str
    struck: str = ""
    numbered: str = ""
    bold: bool = False
    removed: str = ""


def reworded(passage: Passage, text: str) -> Passage:
    """The part of a passage that is a value; it keeps its number, so that the account stands."""
    return replace(passage, text=text)


@dataclass(frozen=True)
class Box:
    """A cell of a strip. `continued`: it is the lower part of one that was merged down over this row."""

    passages: tuple[Passage, ...] = ()
    column: int = 0
    span: int = 1
    shade: str = ""
    continued: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join(passage.text for passage in self.passages)


@dataclass(frozen=True)
class Strip:
    """A row of a table, or a line (`table` is then NO_TABLE and there is one box). `apart`: the line stood in a frame, or in
    the first cell of a row that says nothing else. `quoted` and `gap` are a message's (`replies.py`). `inside`: the table in
    a cell of whose row this one's table stands."""

    boxes: tuple[Box, ...]
    place: str
    table: int = NO_TABLE
    level: int = 0
    sheet: str = ""
    heading: bool = False
    apart: bool = False
    quoted: int = 0
    gap: bool = False
    inside: int = NO_TABLE

    @property
    def is_line(self) -> bool:
        return self.table == NO_TABLE

    @cached_property
    def full(self) -> tuple[Box, ...]:
        return tuple(box for box in self.boxes if box.passages)

    @cached_property
    def text(self) -> str:
        return " ".join(box.text for box in self.full)

    @property
    def bold(self) -> bool:
        return all(passage.bold for box in self.full for passage in box.passages)

    @property
    def width(self) -> int:
        return max((box.column + box.span for box in self.boxes), default=0)

    def at(self, column: int) -> Box:
        return next((box for box in self.boxes if box.column <= column < box.column + box.span), Box(column=column))


class _Layer:
    """Goes through a source once and numbers its passages and tables."""

    def __init__(self) -> None:
        self.passages, self.tables = count(), count()
        self.of_pages: list[Passage] = []
        self._prompts: dict[str, str] = {}

    def strips(self, source: Source) -> Iterator[Strip]:
        for block in source.blocks:
            if isinstance(block, Line):
                yield from self.line(block)
            else:
                yield from (strip for table in _tables(block) for strip in self.table(table))

    def line(self, line: Line, sheet: str = "", *, apart: bool = False) -> Iterator[Strip]:
        if passages := self.said(line):
            yield Strip((Box(passages),), line.place, NO_TABLE, line.level, sheet, False, apart, line.quoted, line.gap)

    def table(self, table: Table, inside: int = NO_TABLE) -> Iterator[Strip]:
        """A table's rows. What stands alone in its first rows, over the heads, is a title and not a row."""
        number = next(self.tables)
        if alone := _only_cell(table):
            for line in alone.lines:
                yield from self.line(line, table.name, apart=True)
            return
        above = True
        for row in table.rows:
            above = above and sum(bool(cell.lines) for cell in row.cells) <= 1
            if (
                above
                and sum(cell.span for cell in row.cells) > WIDE
                and (lines := [line for cell in row.cells for line in cell.lines])
            ):
                for line in lines:
                    yield from self.line(line, table.name)
            elif layout := _layout_cell(row):
                for line in layout.lines:
                    yield from self.line(line)
                for inner in (one for held in layout.tables for one in upright(held)):
                    yield from self.table(inner)
            else:
                boxes = tuple(self.box(cell) for cell in row.cells)
                if any(box.passages or box.shade for box in boxes):
                    yield Strip(boxes, row.place, number, sheet=table.name, heading=row.heading, inside=inside)
                for inner in (inner for cell in row.cells for inner in cell.tables if _is_grid(inner)):
                    yield from self.table(inner, number)

    def box(self, cell: Cell) -> Box:
        lines = [
            *cell.lines,
            *(
                line
                for inner in cell.tables
                if not _is_grid(inner)
                for row in inner.rows
                for one in row.cells
                for line in one.lines
            ),
        ]
        passages = tuple(one for line in lines for one in self.said(line))
        if passages and (removed := " ".join(line.removed for line in lines if line.removed)):
            passages = (replace(passages[0], removed=removed), *passages[1:])
        return Box(passages, cell.column, cell.span, cell.shade, cell.continued)

    def said(self, line: Line) -> tuple[Passage, ...]:
        parts = self.filled_in(passages_of(line.text), line.place)
        numbered = line.number if any(c.isalnum() for c in line.number) else ""
        if not line.text and numbered:
            return (Passage(next(self.passages), numbered, line.place),)
        passages = tuple(
            Passage(next(self.passages), part, line.place, line.struck, numbered if nth == 0 else "", line.bold)
            for nth, part in enumerate(parts)
        )
        of_page = [one for one in passages if is_of_the_page(one.text)]
        self.of_pages += of_page
        return tuple(one for one in passages if one not in of_page) if of_page else passages

    def filled_in(self, parts: list[str], place: str) -> list[str]:
        """What somebody wrote, without the prompts of fields that nobody filled in. Each prompt is told once."""
        written = []
        for part in parts:
            left, taken = ("", (part,)) if asks(part) else without_prompts(part)
            for prompt in taken:
                self._prompts.setdefault(prompt, place)
            written += [left] if left else []
        return written

    def prompts(self) -> Iterator[Passage]:
        for prompt, place in self._prompts.items():
            yield Passage(next(self.passages), prompt, place)


def _tables(block: Table) -> Iterator[Table]:
    """What a table is, once a key beside it stands on its own and its labels stand where others have them."""
    return (one for table in parted(block) for one in upright(table))


def _only_cell(table: Table) -> Cell | None:
    """The one cell that a table says anything in: a line that somebody put a frame or a tab to."""
    if len(table.rows) != 1:
        return None
    full = [cell for cell in table.rows[0].cells if cell.lines or cell.tables or cell.shade]
    return full[0] if len(full) == 1 and full[0] is table.rows[0].cells[0] and not full[0].tables else None


def _is_grid(table: Table) -> bool:
    """A table within a cell that has heads and columns of its own, and is read as a table right after that cell's row. One
    without heads only sets apart what the cell says."""
    if len(table.rows) < 2 or any(sum(bool(cell.lines) for cell in row.cells) < 2 for row in table.rows[:2]):
        return False
    return any(read_label(cell.text) for cell in table.rows[0].cells if len(cell.text) <= LONGEST_HEAD)


def _layout_cell(row: Row) -> Cell | None:
    """The one cell of a row that only holds a table within a table."""
    full = [cell for cell in row.cells if cell.lines or cell.tables]
    return full[0] if len(full) == 1 and full[0].tables else None


@dataclass(frozen=True, slots=True)
class Flat:
    strips: tuple[Strip, ...]
    asides: tuple[Passage, ...]
    message: bool = False

    @property
    def passages(self) -> Iterator[Passage]:
        for strip in self.strips:
            for box in strip.boxes:
                yield from box.passages
        yield from self.asides


def lay_flat(source: Source) -> Flat:
    layer = _Layer()
    strips = tuple(layer.strips(source))
    removed = (Line(line.removed, line.place) for line in source.lines() if line.removed)
    asides = tuple(one for line in (*source.asides, *removed) for one in layer.said(line))
    return Flat(strips, (*layer.of_pages, *asides, *layer.prompts()), source.message)
