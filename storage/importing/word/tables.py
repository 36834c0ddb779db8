"""A Word table over its real cells: merged ones, nested tables, repeated headings, colours from wherever they come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from storage.importing.allowance import Allowance
from storage.importing.colours import Colours
from storage.importing.digits import whole
from storage.importing.source import Cell, Line, Row, Table
from storage.importing.word import names
from storage.importing.word.names import OFF, TBL_PR, TC_PR, TR_PR, VAL, W
from storage.importing.word.styles import Styles

# Which parts of a table's style count, and the bit of w:tblLook that turned each on before it had names.
LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
GRID_SPAN, V_MERGE, SHADING, CELL_DELETED = W + "gridSpan", W + "vMerge", W + "shd", W + "cellDel"
H_MERGE = f"{TC_PR}/{W}hMerge"
READS_CELL = Callable[[etree._Element, str, bool, bool], tuple[tuple[Line, ...], tuple[Table, ...], str]]


@dataclass(frozen=True, slots=True)
class Paint:
    """What colours a table's cells have unless they say otherwise."""

    whole: str
    parts: dict[str, str]
    look: frozenset[str]

    def at(self, row: int, column: int, last_row: bool, last_column: bool) -> str:
        if not self.parts:
            return self.whole
        first_row, first_column = row == 0 and "firstRow" in self.look, column == 0 and "firstColumn" in self.look
        applies = (
            ("firstRow", first_row),
            ("lastRow", last_row and "lastRow" in self.look),
            ("firstCol", first_column),
            ("lastCol", last_column and "lastColumn" in self.look),
            (self._band(row), "noHBand" not in self.look),
        )
        return next((self.parts[part] for part, so in applies if so and part in self.parts), self.whole)

    def _band(self, row: int) -> str:
        return "band2Horz" if (row - ("firstRow" in self.look)) % 2 else "band1Horz"


class Tables:
    def __init__(self, styles: Styles, colours: Colours, read_cell: READS_CELL, allowance: Allowance) -> None:
        self._styles = styles
        self._colours = colours
        self._read_cell = read_cell
        self._allowance = allowance

    def table(self, element: etree._Element, place: str, *, removed: bool = False) -> Table:
        paint = self._paint(element.find(TBL_PR))
        elements = list(_inside(element, names.TR))
        last = len(elements) - 1
        self._allowance.spend(rows=len(elements))
        rows = (
            self._row(one, index, f"{place}, row {index + 1}", paint, index == last, removed)
            for index, one in enumerate(elements)
        )
        return Table(tuple(rows), place)

    def _row(self, element: etree._Element, index: int, place: str, paint: Paint, last_row: bool, removed: bool) -> Row:
        properties = element.find(TR_PR)
        heading = _is_on(properties, "tblHeader")
        hidden = _is_on(properties, "hidden")
        removed = removed or (properties is not None and properties.find(names.DEL) is not None)
        column = _number(None if properties is None else properties.find(W + "gridBefore"), 0)
        elements = list(_inside(element, names.TC))
        cells: list[Cell] = []
        for one in elements:
            shade = paint.at(index, len(cells), last_row, one is elements[-1])
            cell = self._cell(one, column, place, shade, removed, hidden)
            column += cell.span
            if cells and not cell.lines and not cell.tables and _continues(one.find(H_MERGE)):
                cells[-1] = _wider(cells[-1], cell.span)
            else:
                cells.append(cell)
        return Row(tuple(cells), place, heading)

    def _cell(
        self, element: etree._Element, column: int, place: str, painted: str, removed: bool, hidden: bool
    ) -> Cell:
        properties = element.find(TC_PR)
        said = {child.tag: child for child in properties} if properties is not None else {}
        span = max(_number(said.get(GRID_SPAN), 1), 1)
        continued = _continues(said.get(V_MERGE))
        direct = said.get(SHADING)
        removed = removed or CELL_DELETED in said
        lines, tables, behind = self._read_cell(element, place, removed, hidden)
        shade = (painted if direct is None else self._colours.shade(direct)) or behind
        # Words under a cell that is merged over them do not show in Word; they are words all the same.
        return Cell(lines, column, span, shade, continued and not lines and not tables, tables)

    def _paint(self, properties: etree._Element | None) -> Paint:
        if properties is None:
            return Paint("", {}, frozenset())
        named = properties.find(W + "tblStyle")
        shades = self._styles.get(None if named is None else named.get(VAL), "table").shades
        whole = self._colours.shade(properties.find(W + "shd")) or shades.get("", "")
        return Paint(
            whole, {part: shade for part, shade in shades.items() if part}, _look(properties.find(W + "tblLook"))
        )


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows or cells, those in content controls and other wrappings too."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in (TBL_PR, TR_PR, names.SDT_PR, names.TC, names.P) and len(child):
            yield from _inside(child, wanted)


def _look(element: etree._Element | None) -> frozenset[str]:
    if element is None:
        return frozenset()
    bits = element.get(VAL, "0")
    try:
        old = int(bits, 16)
    except ValueError:
        old = 0
    said = {name: element.get(W + name) for name in LOOK_BITS}
    return frozenset(
        name
        for name, bit in LOOK_BITS.items()
        if (old & bit if said[name] is None else str(said[name]).casefold() not in OFF)
    )


def _continues(merge: etree._Element | None) -> bool:
    """Word leaves "continue" unsaid."""
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _wider(cell: Cell, span: int) -> Cell:
    return Cell(cell.lines, cell.column, cell.span + span, cell.shade, cell.continued, cell.tables)


def _is_on(properties: etree._Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(VAL, "1").casefold() not in OFF


def _number(found: etree._Element | None, otherwise: int) -> int:
    value = "" if found is None else found.get(VAL, "")
    number = whole(value)
    return number if number is not None and number < 1000 else otherwise
