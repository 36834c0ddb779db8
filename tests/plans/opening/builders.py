"""Documents made letter by letter, so that a test may say exactly what Word or Excel wrote."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.document import Document as DocumentObject
from openpyxl import Workbook

from storage.importing.opening import opened
from storage.importing.source import Line, Row, Source, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def part(root: str, inner: str) -> str:
    """A part of a Word document: `part("styles", "<w:style .../>")`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def word(body: str, **parts: str) -> bytes:
    """A .docx with this body. A keyword is the kind of a further part, with a number behind it where there are several."""
    return packed(word_parts(body, **parts))


def word_parts(body: str, **parts: str) -> dict[str, str | bytes]:
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{TYPES}{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for index, kind in enumerate(parts)
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(
            f'<Relationship Id="r1" Type="{TYPES}officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": relationships(relations),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        **{f"word/{kind}.xml": content for kind, content in parts.items()},
    }


def relationships(inner: str) -> str:
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def p(inner: str = "", properties: str = "") -> str:
    """A paragraph. Plain words become a run."""
    inner = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inner: str, properties: str = "") -> str:
    inner = inner if inner.startswith("<") else p(inner)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc>") or one.startswith("<w:sdt>") else tc(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def opened_word(body: str, **parts: str) -> Source:
    return opened("plan.docx", word(body, **parts))


def saved(document: DocumentObject | Workbook) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def workbook(rows: list[list[Any]], title: str = "Plan") -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return made


def only_line(source: Source) -> Line:
    (line,) = source.lines()
    return line


def only_table(source: Source) -> Table:
    (table,) = (block for block in source.blocks if isinstance(block, Table))
    return table


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def grid(table: Table) -> list[list[str]]:
    return [texts(row) for row in table.rows]


S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def excel(sheet: str, *, styles: str = "", strings: str = "", properties: str = "", **more: str) -> bytes:
    """An .xlsx with one worksheet "Plan" of these rows; `more` are parts that the worksheet points at, by kind."""
    worksheet = sheet if "<sheetData" in sheet else f"<sheetData>{sheet}</sheetData>"
    relation = '<Relationship Id="r{0}" Type="{1}{2}" Target="{3}"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(relation.format(1, TYPES, "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relationships(
            relation.format(1, TYPES, "worksheet", "worksheets/sheet1.xml")
            + relation.format(2, TYPES, "styles", "styles.xml")
            + relation.format(3, TYPES, "sharedStrings", "/xl/sharedStrings.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{S}" {NAMESPACES}>{properties}<sheets><sheet name="Plan" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}" {NAMESPACES}>{worksheet}</worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            "".join(relation.format(index, TYPES, kind, f"{kind}.xml") for index, kind in enumerate(more))
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
    }
    return packed(parts | {f"xl/worksheets/{kind}.xml": content for kind, content in more.items()})


def inline(text: str, attributes: str = "") -> str:
    return f'<c t="inlineStr" {attributes}><is><t xml:space="preserve">{text}</t></is></c>'
