"""A form as a Word template: a .docx whose text holds the form's fields, as a council's own would.

The default papers are made from these, so that each is also an example of how a template is written.
"""

import io
import zipfile
from functools import cache
from html import escape
from importlib.resources import files

from storage.reporting.layout import Form
from storage.reporting.word_body import document_of, width_of
from storage.reporting.word_margins import footer, header

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KEPT = ("styles", "settings", "numbering")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


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
        "word/document.xml": f"{DECLARED}<w:document {NAMESPACES}>{document_of(form)}</w:document>",
        "word/_rels/document.xml.rels": _relations(
            *((f"rId{n}", f"{OFFICE}/{name}", f"{name}.xml") for n, name in enumerate(KEPT, 1)),
            ("rId8", f"{OFFICE}/header", "header1.xml"),
            ("rId9", f"{OFFICE}/footer", "footer1.xml"),
        ),
        **{f"word/{name}.xml": text for name, text in kept.items()},
        "word/header1.xml": f"{DECLARED}<w:hdr {NAMESPACES}>{header()}</w:hdr>",
        "word/footer1.xml": f"{DECLARED}<w:ftr {NAMESPACES}>{footer(width_of(form))}</w:ftr>",
    }


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
