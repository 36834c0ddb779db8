"""A form as a Word template: a .docx whose text holds the form's fields, as a council's own would.

The default papers are made from these, so that each is also an example of how a template is written.
"""

import io
import zipfile
from functools import cache, singledispatch
from html import escape
from importlib.resources import files

from storage.reporting.layout import Bullet, Cell, Chart, Form, Heading, Loop, Part, Row, Table, Text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Twentieths of a point; margins of two centimetres.
PAGES = {"A4": (11906, 16838), "A4 landscape": (16838, 11906), "A3 landscape": (23811, 16838)}
MARGIN = 1134
HEAD_GROUND, LABEL_GROUND = "1B3A4B", "EEF2F4"


@cache
def template(form: Form) -> bytes:
    """The template's bytes, the same every time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _package(form).items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _package(form: Form) -> dict[str, str]:
    kept = {name: files("storage.reporting.word_parts").joinpath(f"{name}.xml").read_text("utf-8") for name in KEPT}
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(form),
        "word/document.xml": _document(form),
        "word/_rels/document.xml.rels": _relations(
            *((f"rId{n}", f"{OFFICE}/{name}", f"{name}.xml") for n, name in enumerate(KEPT, 1)),
            ("rId8", f"{OFFICE}/header", "header1.xml"),
            ("rId9", f"{OFFICE}/footer", "footer1.xml"),
        ),
        **{f"word/{name}.xml": text for name, text in kept.items()},
        "word/header1.xml": f"{DECLARED}<w:hdr {NAMESPACES}>{_header()}</w:hdr>",
        "word/footer1.xml": f"{DECLARED}<w:ftr {NAMESPACES}>{_footer(_width(form))}</w:ftr>",
    }


KEPT = ("styles", "settings", "numbering")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _content_types() -> str:
    parts = {"document": "document.main", **{name: name for name in KEPT}, "header1": "header", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{TYPES}.{kind}+xml"/>' for part, kind in parts.items()
    )
    return (
        f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    listed = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{to}"/>' for id, kind, to in relations)
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def _core(form: Form) -> str:
    return (
        f'{DECLARED}<cp:coreProperties xmlns:cp="{CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(form.title)}</dc:title><dc:subject>{{{{ review }}}}</dc:subject>"
        "<dc:creator>{{ council }}</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _width(form: Form) -> int:
    return PAGES[form.page][0] - 2 * MARGIN


def _document(form: Form) -> str:
    body = "".join(_word(part, _width(form)) for part in form.parts)
    across, down = PAGES[form.page]
    turned = ' w:orient="landscape"' if across > down else ""
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:footerReference w:type="default" r:id="rId9"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar w:top="1701" w:right="{MARGIN}" w:bottom="1134" '
        f'w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return f"{DECLARED}<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>"


@singledispatch
def _word(part: Part, width: int) -> str:
    raise TypeError(f"a form's body cannot hold {type(part).__name__}")


@_word.register
def _(part: Heading, width: int) -> str:
    return _paragraph(part.text, f"Heading{part.level}")


@_word.register
def _(part: Text, width: int) -> str:
    return _paragraph(part.text, part.style.capitalize())


@_word.register
def _(part: Bullet, width: int) -> str:
    return _paragraph(part.text, "ListBullet")


@_word.register
def _(part: Chart, width: int) -> str:
    return _paragraph("{{ chart }}")


@_word.register
def _(part: Loop, width: int) -> str:
    """Each tag has a paragraph of its own, which goes when the template is filled in."""
    inside = "".join(_word(one, width) for one in part.parts)
    return f"{_paragraph(f'{{%p {part.tag} %}}')}{inside}{_paragraph(f'{{%p {part.end} %}}')}"


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
    return f"<w:tr><w:tc>{span}{_paragraph(f'{{%tr {tag} %}}')}</w:tc></w:tr>"


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
    begin, end = (f"<w:tc>{_paragraph(f'{{%tc {tag} %}}')}</w:tc>" for tag in (cell.tag, cell.end))
    return f"{begin}{_cell(inner, width, head, label)}{end}"


def _cell(cell: Cell, width: int, head: bool, label: bool) -> str:
    ground = HEAD_GROUND if head else LABEL_GROUND if label else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    tag = f"{{% cellbg {cell.shade} %}}" if cell.shade else ""
    look = '<w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr>' if head else ""
    style = "CellLabel" if label or head else "CellText"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{''.join(_paragraph(line, style, look) for line in (tag + cell.text).splitlines())}</w:tc>"
    )


def _paragraph(text: str, style: str = "", look: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'


def _header() -> str:
    """The protective marking, and while the round is open the watermark behind the page."""
    watermark = (
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr><w:pict>'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="Watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="Draft" style="position:absolute;'
        "margin-left:0;margin-top:0;width:400pt;height:150pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#edf0f2" stroked="f">'
        '<v:textpath style=\'font-family:"Arial";font-size:1pt\' string="DRAFT"/></v:shape></w:pict></w:r></w:p>'
    )
    return (
        f"{_paragraph('{%p if marking %}')}{_paragraph('{{ marking }}', 'Header', '<w:rPr><w:b/><w:bCs/></w:rPr>')}"
        f"{_paragraph('{%p endif %}')}{_paragraph('{%p if draft %}')}{watermark}{_paragraph('{%p endif %}')}"
        f"{_paragraph('{{ review }}', 'Header')}"
    )


def _footer(width: int) -> str:
    number = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            "<w:tab/>",
            '<w:t xml:space="preserve">Page </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    tabs = f'<w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
    words = "{{ council }}{% if marking %} · {{ marking }}{% endif %}{% if draft %} · Draft{% endif %}"
    return f'<w:p>{tabs}<w:r><w:t xml:space="preserve">{words}</w:t></w:r>{number}</w:p>'
