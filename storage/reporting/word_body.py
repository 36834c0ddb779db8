"""A form's body in Word's own markup: each part of a layout becomes paragraphs and tables that hold its tags."""

from functools import singledispatch
from html import escape

from storage.reporting.layout import Bullet, Cell, Chart, Form, Heading, Loop, Part, Row, Table, Text

# Twentieths of a point; margins of two centimetres.
PAGES = {"A4": (11906, 16838), "A4 landscape": (16838, 11906), "A3 landscape": (23811, 16838)}
MARGIN = 1134
HEAD_GROUND, LABEL_GROUND = "1B3A4B", "EEF2F4"


def width_of(form: Form) -> int:
    return PAGES[form.page][0] - 2 * MARGIN


def document_of(form: Form) -> str:
    body = "".join(_word(part, width_of(form)) for part in form.parts)
    across, down = PAGES[form.page]
    turned = ' w:orient="landscape"' if across > down else ""
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:footerReference w:type="default" r:id="rId9"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar w:top="1701" w:right="{MARGIN}" w:bottom="1134" '
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
    """Of full width. The first row is repeated on every page, and no row breaks over two."""
    is_dynamic = part.head is not None and any(isinstance(cell, Loop) for cell in part.head.cells)
    columns = [width * share // 100 for share in part.widths]
    look = 'w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    layout = "" if is_dynamic else '<w:tblLayout w:type="fixed"/>'
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    head = _row(part.head, columns, head=True) if part.head else ""
    first, rest = (part.rows[:1], part.rows[1:]) if part.head is None else ((), part.rows)
    rows = "".join(_rows(row, columns, first=True) for row in first) + "".join(_rows(row, columns) for row in rest)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{width}" w:type="dxa"/>{layout}'
        f"<w:tblLook {look}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _rows(row: Part, columns: list[int], first: bool = False) -> str:
    if isinstance(row, Row):
        return _row(row, columns, repeated=first)
    assert isinstance(row, Loop)
    inside = "".join(_rows(one, columns) for one in row.parts)
    return f"{_tag_row(row.tag, columns)}{inside}{_tag_row(row.end, columns)}"


def _tag_row(tag: str, columns: list[int]) -> str:
    """A row that holds nothing but a tag, and goes with it."""
    span = f'<w:tcPr><w:tcW w:w="{sum(columns)}" w:type="dxa"/><w:gridSpan w:val="{len(columns)}"/></w:tcPr>'
    return f"<w:tr><w:tc>{span}{paragraph(f'{{%tr {tag} %}}')}</w:tc></w:tr>"


def _row(row: Row, columns: list[int], *, head: bool = False, repeated: bool = False) -> str:
    rule = "<w:cantSplit/>" + ("<w:tblHeader/>" if head or repeated else "")
    is_fact = len(row.cells) == 2 and columns[0] * 3 < sum(columns) and not head
    cells = "".join(
        _cells(cell, columns[min(place, len(columns) - 1)], head, label=place == 0 and is_fact)
        for place, cell in enumerate(row.cells)
    )
    return f"<w:tr><w:trPr>{rule}</w:trPr>{cells}</w:tr>"


def _cells(cell: Cell | Loop, width: int, head: bool, label: bool) -> str:
    if isinstance(cell, Cell):
        return _cell(cell, width, head, label)
    (inner,) = cell.parts
    assert isinstance(inner, Cell)
    begin, end = (f"<w:tc>{paragraph(f'{{%tc {tag} %}}')}</w:tc>" for tag in (cell.tag, cell.end))
    return f"{begin}{_cell(inner, width, head, label)}{end}"


def _cell(cell: Cell, width: int, head: bool, label: bool) -> str:
    ground = HEAD_GROUND if head else LABEL_GROUND if label else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    tag = f"{{% cellbg {cell.shade} %}}" if cell.shade else ""
    look = '<w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr>' if head else ""
    style = "CellLabel" if label or head else "CellText"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{''.join(paragraph(line, style, look) for line in (tag + cell.text).splitlines())}</w:tc>"
    )


def paragraph(text: str, style: str = "", look: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'
