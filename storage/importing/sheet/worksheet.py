"""One worksheet becomes one table: values as they are shown, merged cells, colours; what is odd about it is remarked."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from storage.importing import limits
from storage.importing.allowance import Allowance
from storage.importing.package import Package
from storage.importing.sheet.formats import displayed, dressed
from storage.importing.sheet.names import IS, C, F, V
from storage.importing.sheet.rows import Margins, letters_of, position_of, rows_of
from storage.importing.sheet.strings import NO_TEXT, Text, lines_of, text_of, unescaped
from storage.importing.sheet.styles import CellStyle, CellStyles, nth
from storage.importing.source import Cell, Remark, Row, Table
from storage.importing.unreadable import unreadable

MOST_MERGED_ROWS = 500_000
EMPTY = tuple(Cell(column=column) for column in range(limits.MOST_COLUMNS))
BOOLEANS = {"1": "TRUE", "0": "FALSE"}
Cells = dict[int, Cell]


class Worksheet:
    def __init__(
        self,
        package: Package,
        part: str,
        name: str,
        styles: CellStyles,
        strings: list[Text],
        from_1904: bool,
        allowance: Allowance,
    ) -> None:
        self._package = package
        self._part = part
        self._name = name
        self._styles = styles
        self._strings = strings
        self._from_1904 = from_1904
        self._allowance = allowance
        self._unsaved: list[str] = []
        self.margins = Margins()

    @property
    def place(self) -> str:
        return f"sheet “{self._name}”"

    def table(self) -> Table | None:
        """None where no cell has any words."""
        rows: dict[int, Cells] = {}
        for number, element in rows_of(self._package, self._part, self.margins):
            found = dict(self._cells(number, element))
            if any(cell.lines for cell in found.values()):
                rows[number] = rows.get(number, {}) | found
                self._allowance.spend(rows=1, cells=len(found))
        self._merge(rows)
        width = max((column for row in rows.values() for column, cell in row.items() if cell.lines), default=-1) + 1
        made = (self._row(number, rows[number], width) for number in sorted(rows))
        return Table(tuple(made), self.place, self._name) if rows else None

    def _row(self, number: int, cells: Cells, width: int) -> Row:
        """Every column up to the last that anybody wrote in; those under a wide cell belong to it."""
        row, column = [], 0
        while column < width:
            cell = cells.get(column, EMPTY[column])
            row.append(cell)
            column += cell.span
        return Row(tuple(row), f"{self.place}, row {number}")

    def _cells(self, number: int, row: etree._Element) -> Iterator[tuple[int, Cell]]:
        column, place = -1, f"{self.place}, row {number}"
        for element in row.iterchildren(C):
            position = position_of(element.get("r", ""))
            column = position[1] if position else column + 1
            style = self._styles.get(element.get("s"))
            text = self._text(element, style, number, column) if len(element) else NO_TEXT
            if text[0] or style.shade:
                self._allowance.spend(letters=len(text[0]))
                lines = lines_of(text, place, style.bold, style.struck) if text[0] else ()
                if lines and column >= limits.MOST_COLUMNS:
                    raise unreadable(self._package.shown, "too long", f"{limits.MOST_COLUMNS} columns")
                if column < limits.MOST_COLUMNS:
                    yield column, Cell(lines, column, 1, style.shade)

    def _text(self, element: etree._Element, style: CellStyle, number: int, column: int) -> Text:
        kind, value = element.get("t", "n"), element.findtext(V)
        if kind == "inlineStr":
            inline = element.find(IS)
            text = NO_TEXT if inline is None else text_of(inline)
            return text if style.format == "general" or text[1] else (dressed(text[0], style.format), ())
        if value is None or value == "":
            return self._formula(element, number, column)
        if kind == "s":
            text = nth(self._strings, value, NO_TEXT)
            return text if text[1] else (dressed(text[0], style.format), ())
        if kind == "str":
            return dressed(unescaped(value), style.format), ()
        return self._valued(kind, value, style), ()

    def _valued(self, kind: str, value: str, style: CellStyle) -> str:
        if kind == "b":
            return BOOLEANS.get(value, value)
        if kind == "d":
            year, _, rest = value.partition("-")
            month, _, day = rest[:5].partition("-")
            return f"{day}/{month}/{year}" if day else value
        try:
            return displayed(float(value), style.format, self._from_1904) if kind == "n" else value
        except (ValueError, ArithmeticError):
            return value

    def _formula(self, element: etree._Element, number: int, column: int) -> Text:
        """A formula whose value nobody saved is kept as it is written, and remarked: nothing here works formulas out."""
        formula = element.find(F)
        if formula is None or (element.get("t") == "str" and element.find(V) is not None):
            return NO_TEXT
        self._unsaved.append(f"{letters_of(column)}{number}")
        return "=" + (formula.text or "…"), ()

    def _merge(self, rows: dict[int, Cells]) -> None:
        merged = [
            (top, left, bottom, min(right, limits.MOST_COLUMNS - 1)) for top, left, bottom, right in self.margins.merged
        ]
        # Weighed before any of it is done: a few bytes of a file may ask for hours of work.
        if (
            sum(min(bottom - top + 1, len(rows)) + right - left for top, left, bottom, right in merged)
            > MOST_MERGED_ROWS
        ):
            raise unreadable(self._package.shown, "too long", "its merged cells are too many")
        for top, left, bottom, right in merged:
            inside = (
                range(top, bottom + 1) if bottom - top < len(rows) else [one for one in rows if top <= one <= bottom]
            )
            for number in inside:
                if number in rows and left <= right:
                    _merge_row(rows[number], left, right, continued=number != top)

    def remarks(self) -> Iterator[Remark]:
        margins = self.margins
        if margins.hidden_rows:
            yield Remark(
                f"Rows of this sheet are hidden ({_listed(margins.hidden_rows)}); I read them too.", self.place
            )
        if margins.hidden_columns:
            columns = ", ".join(
                letters_of(first - 1) if first == last else f"{letters_of(first - 1)} to {letters_of(last - 1)}"
                for first, last in margins.hidden_columns
            )
            yield Remark(f"Columns of this sheet are hidden ({columns}); I read them too.", self.place)
        if self._unsaved:
            cells = ", ".join(self._unsaved[:20])
            yield Remark(
                f"Formulas without a saved value are shown as they are written ({cells}). Open the workbook in Excel, "
                "save it and send it again to have their values.",
                self.place,
            )
        if margins.icons:
            yield Remark("Cells of this sheet show symbols in place of numbers; I read the numbers.", self.place)


def _merge_row(cells: Cells, left: int, right: int, *, continued: bool) -> None:
    """One row of a merged area. A cell that kept words under the merge stays one of its own."""
    last = left
    while last < right and not (last + 1 in cells and (cells[last + 1].lines or cells[last + 1].span > 1)):
        last += 1
    begins = cells.get(left, Cell(column=left))
    for column in range(left + 1, last + 1):
        cells.pop(column, None)
    cells[left] = replace(begins, span=last - left + 1, continued=continued and not begins.lines)


def _listed(numbers: list[int]) -> str:
    """ "4, 9 to 12": at most twenty stretches of them."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in stretches[:20]]
    return ", ".join(shown) + (" and more" if len(stretches) > 20 else "")
