"""A document as it lies on the table, whatever program wrote it: lines and tables, each with its place.

`word`, `sheet` and `text` make one; `reading` makes a proposal of it. Lines without words are left out of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What the writer did to a stretch of words without taking them away."""

    STRUCK = "struck"
    INSERTED = "inserted"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words from `start` up to `end` of a line."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or one line of a text. `level` is 1 and more for a heading; `number` is what Word numbers it with.

    A line break inside a paragraph is a "\n" in its text, and `bold` means all of its words.
    `removed` holds words that a tracked change took out: they count no more, and still nobody may lose them.
    In a message `quoted` is how deep the line stands in those that it answers, and `gap` says that a blank line is above it.
    """

    text: str
    place: str
    level: int = 0
    number: str = ""
    bold: bool = False
    marks: tuple[Marked, ...] = ()
    removed: str = ""
    quoted: int = 0
    gap: bool = False

    @property
    def struck(self) -> str:
        return " ".join(self.text[one.start : one.end] for one in self.marks if one.mark is Mark.STRUCK)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its lines. `column` is where it begins in the table's grid and `span` over how many columns it goes.

    `shade` is its background as six hexadecimal digits, "" where it has none. `continued`: it is the lower part of a
    cell that began in a row above, and has no words of its own.
    """

    lines: tuple[Line, ...] = ()
    column: int = 0
    span: int = 1
    shade: str = ""
    continued: bool = False
    tables: tuple["Table", ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    place: str
    heading: bool = False

    def at(self, column: int) -> Cell | None:
        """The cell that covers this column of the grid."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.span), None)


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is a worksheet's name; a table of a text or a Word document has none."""

    rows: tuple[Row, ...]
    place: str
    name: str = ""


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Remark:
    """What the clerk must know of the document: a picture or file in it that was not read, a sheet that was hidden. It is
    told as a doubt, by its code."""

    sentence: str
    place: str = ""
    code: str = "remark"


@dataclass(frozen=True, slots=True)
class Source:
    """A whole document. `asides` are the words outside its body: running headers and footers, notes, comments, text boxes,
    and the prompts of a form's fields that nobody filled in. `message`: it is one that somebody wrote, in answer or not.
    """

    file: str
    blocks: tuple[Block, ...]
    asides: tuple[Line, ...] = ()
    remarks: tuple[Remark, ...] = ()
    message: bool = False

    def lines(self) -> Iterator[Line]:
        """Every line of the body in order, those inside tables too."""
        for block in self.blocks:
            yield from (block,) if isinstance(block, Line) else _lines_of(block)


def _lines_of(table: Table) -> Iterator[Line]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.lines
            for inner in cell.tables:
                yield from _lines_of(inner)
