"""A form's body in Word's own markup: each part of a layout becomes paragraphs and tables that hold its tags."""

from dataclasses import dataclass
from functools import singledispatch
from html import escape

from storage.reporting.colours import HEAD_GROUND, LABEL_GROUND
from storage.reporting.layout import Bullet, Cell, Chart, Form, Heading, Loop, Part, Row, Table, Text

# Twentieths of a point; margins of two centimetres.
PAGES = {"A4": (11906, 16838), "A4 landscape": (16838, 11906), "A3 landscape": (23811, 16838)}
MARGIN = 1134


def width_of(form: Form) -> int:
    return PAGES[form.page][0] - 2 * MARGIN


def document_of(form: Form) -> str:
    body = "".join(_word(part, width_of(form)) for part in form.parts)
    across, down = PAGES[form.page]
    turned = ' w:orient="landscape"' if across > down else ""
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:footerReference w:type="default" r:id="rId9"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar w:top="1361" w:right="{MARGIN}" w:bottom="1134" '
        f'w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:body>{body}{page}</w:body>"


@singledispatch
def _word(part: Part, width: int) -> str:
    raise TypeError(f"a form's body cannot hold {type(part).__name__}")


@_word.register
def _(part: Heading, width: int) -> str:
    return paragraph(part.text, f"Heading{part.level}")


@_word.register
def _(part: Text, width: int) -> str:
    return paragraph(part.text, part.style.capitalize())


@_word.register
def _(part: Bullet, width: int) -> str:
    return paragraph(part.text, "ListBullet")


@_word.register
def _(part: Chart, width: int) -> str:
    return paragraph("{{ chart }}")


@_word.register
def _(part: Loop, width: int) -> str:
    """Each tag has a paragraph of its own, which goes when the template is filled in."""
    inside = "".join(_word(one, width) for one in part.parts)
    return f"{paragraph(f'{{%p {part.tag} %}}')}{inside}{paragraph(f'{{%p {part.end} %}}')}"


@_word.register
def _(part: Table, width: int) -> str:
    """Of full width. The first row is repeated on every page, and no row breaks over two. Its heading is its name."""
    is_dynamic = part.head is not None and any(isinstance(cell, Loop) for cell in part.head.cells)
    columns = [width * share // 100 for share in part.widths]
    look = 'w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    layout = "" if is_dynamic else '<w:tblLayout w:type="fixed"/>'
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    head = _row(part.head, columns, part.together, head=True) if part.head else ""
    first, rest = (part.rows[:1], part.rows[1:]) if part.head is None else ((), part.rows)
    rows = "".join(_rows(row, columns, part.together, first=True) for row in first)
    rows += "".join(_rows(row, columns, part.together) for row in rest)
    about = f'<w:tblCaption w:val="{escape(part.about)}"/>' if part.about else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{width}" w:type="dxa"/>{layout}'
        f"<w:tblLook {look}/>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _rows(row: Part, columns: list[int], together: bool, first: bool = False) -> str:
    if isinstance(row, Row):
        return _row(row, columns, together, repeated=first)
    assert isinstance(row, Loop)
    inside = "".join(_rows(one, columns, together) for one in row.parts)
    return f"{_tag_row(row.tag, columns)}{inside}{_tag_row(row.end, columns)}"


def _tag_row(tag: str, columns: list[int]) -> str:
    """A row that holds nothing but a tag, and goes with it."""
    span = f'<w:tcPr><w:tcW w:w="{sum(columns)}" w:type="dxa"/><w:gridSpan w:val="{len(columns)}"/></w:tcPr>'
    return f"<w:tr><w:tc>{span}{paragraph(f'{{%tr {tag} %}}')}</w:tc></w:tr>"


def _row(row: Row, columns: list[int], together: bool, *, head: bool = False, repeated: bool = False) -> str:
    rule = "<w:cantSplit/>" + ("<w:tblHeader/>" if head or repeated else "")
    is_fact = len(row.cells) == 2 and columns[0] * 3 < sum(columns) and not head
    cells = "".join(
        _cells(cell, columns[min(place, len(columns) - 1)], _Look(head, place == 0 and is_fact, together))
        for place, cell in enumerate(row.cells)
    )
    return f"<w:tr><w:trPr>{rule}</w:trPr>{cells}</w:tr>"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell is drawn: as a table's head, as a label beside its value, and on one page with the row below it."""

    head: bool
    label: bool
    together: bool


def _cells(cell: Cell | Loop, width: int, look: _Look) -> str:
    if isinstance(cell, Cell):
        return _cell(cell, width, look)
    (inner,) = cell.parts
    assert isinstance(inner, Cell)
    begin, end = (f"<w:tc>{paragraph(f'{{%tc {tag} %}}')}</w:tc>" for tag in (cell.tag, cell.end))
    return f"{begin}{_cell(inner, width, look)}{end}"


def _cell(cell: Cell, width: int, look: _Look) -> str:
    ground = HEAD_GROUND if look.head else LABEL_GROUND if look.label else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    tag = f"{{% cellbg {cell.shade} %}}" if cell.shade else ""
    letters = '<w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr>' if look.head else ""
    style = "CellLabel" if look.label or look.head else "CellText"
    lines = (paragraph(line, style, letters, keep=look.together) for line in (tag + cell.text).splitlines())
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{"".join(lines)}</w:tc>'


def paragraph(text: str, style: str = "", look: str = "", *, keep: bool = False) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    kept = "<w:keepNext/>" if keep else ""
    manner = f"<w:pPr>{named}{kept}</w:pPr>" if named or kept else ""
    return f'<w:p>{manner}<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'
