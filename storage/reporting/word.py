"""Writes the paper as a Word document: fields filled into a template, the form's own or a council's."""

import io
import zipfile
from html import escape
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from lxml import etree

from storage.errors import Refusal
from storage.reporting import word_chart
from storage.reporting.fields import Fields
from storage.reporting.filling import environment, filled
from storage.reporting.paper import Paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Stands for the end of a paragraph inside a value until the text is a tree. Values themselves have no such character.
NEXT_PARAGRAPH = "\u2028"
# A table's name is read out before it; the words themselves stand in the heading above.
MOST_OF_A_NAME = 250
UNREADABLE = (
    "The template's tags do not fit together, so nothing was written. Check it: scrutiny-bot templates check FILE"
)


def word(template: bytes, fields: Fields, paper: Paper) -> bytes:
    """The filled document. Written in memory and whole: where anything is wrong, there is no document."""
    document = _Filled(io.BytesIO(template))
    document.init_docx()
    document.render({"fields": fields, "chart": _Chart(document, paper)}, _ENVIRONMENT)
    written = io.BytesIO()
    document.docx.save(written)
    return _packed(written)


def _printed(words: str) -> str:
    """Tabs stay tabs; a line end becomes a paragraph's, later."""
    return escape(words).replace("\n", NEXT_PARAGRAPH)


_ENVIRONMENT = environment(_printed)


class _Filled(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl reads the tags as Word saves them. Filling in is ours: a value is text, whatever it looks like."""

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        try:
            template = _ENVIRONMENT.from_string(src_xml)
        except TemplateSyntaxError as error:
            raise Refusal(f"The template has a tag I cannot read: {error.message}. Nothing was written.") from error
        written = filled(template, context["fields"], chart=context["chart"])
        return written if part is self.docx._part else etree.tostring(_tree(written), encoding="unicode")

    def get_xml(self) -> str:
        return str(etree.tostring(self.docx.part.element, encoding="unicode"))

    def map_tree(self, tree: Any) -> None:
        """The whole document at once: putting a new body into the old one takes time that grows with its square."""
        self.docx.part._element = tree

    def fix_tables(self, xml: str) -> Any:
        tree = _tree(xml)
        for table in tree.iter(f"{W}tbl"):
            _fit_grid(table)
        return tree

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """The title and its like are plain text, and not escaped."""
        properties = self.docx.core_properties
        for name in ("author", "comments", "subject", "title"):
            plain = _PLAIN.from_string(getattr(properties, name))
            setattr(properties, name, filled(plain, context["fields"])[:255])
        properties.language = properties.language or "en-GB"

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Notes hold no fields: what they say is the template's own."""


_PLAIN = environment(lambda words: " ".join(words.split()))


def _tree(xml: str) -> Any:
    """Parsed strictly: a parser that mends as it goes would drop words without a sound."""
    try:
        tree = etree.fromstring(xml.encode("utf-8"), etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise Refusal(UNREADABLE) from error
    for caption in tree.iter(f"{W}tblCaption"):
        caption.set(f"{W}val", caption.get(f"{W}val", "").replace(NEXT_PARAGRAPH, " ")[:MOST_OF_A_NAME])
    for text in [one for one in tree.iter(f"{W}t") if one.text and NEXT_PARAGRAPH in one.text]:
        _split(text)
    return tree


def _split(text: Any) -> None:
    """Makes a paragraph of each line, all like the one they stand in."""
    run = text.getparent()
    paragraph = run.getparent()
    lines = text.text.split(NEXT_PARAGRAPH)
    text.text = lines[0]
    looks = paragraph.find(f"{W}pPr"), run.find(f"{W}rPr")
    following = [*text.itersiblings(), *run.itersiblings()]
    last, place = paragraph, paragraph.getparent().index(paragraph)
    for offset, line in enumerate(lines[1:], 1):
        last = etree.Element(f"{W}p")
        _copy(looks[0], last)
        new_run = etree.SubElement(last, f"{W}r")
        _copy(looks[1], new_run)
        _set(etree.SubElement(new_run, f"{W}t"), line)
        paragraph.getparent().insert(place + offset, last)
    _set(text, lines[0])
    for element in following:
        (last if element.tag == f"{W}r" or element.getparent() is paragraph else last.find(f"{W}r")).append(element)


def _copy(element: Any, into: Any) -> None:
    if element is not None:
        into.append(etree.fromstring(etree.tostring(element, with_tail=False)))


def _set(text: Any, words: str) -> None:
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _fit_grid(table: Any) -> None:
    """A table whose columns were repeated has as many as its first row has cells."""
    grid, first = table.find(f"{W}tblGrid"), table.find(f"{W}tr")
    if grid is None or first is None:
        return
    columns, cells = grid.findall(f"{W}gridCol"), first.findall(f"{W}tc")
    if len(cells) == len(columns) or table.find(f".//{W}gridSpan") is not None:
        return
    width = sum(int(column.get(f"{W}w", "0")) for column in columns)
    first_width = int(columns[0].get(f"{W}w", "0"))
    widths = [first_width, *[(width - first_width) // max(1, len(cells) - 1)] * (len(cells) - 1)]
    for column in columns:
        grid.remove(column)
    for one in widths:
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(one))
    for row in table.iter(f"{W}tr"):
        for cell, one in zip(row.iter(f"{W}tcW"), widths, strict=False):
            cell.set(f"{W}w", str(one))


class _Chart:
    """The chart as a field. Where a template prints it, it becomes a part of the document that the text refers to."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document, self._paper = document, paper

    def __html__(self) -> str:
        part, package = self._document.docx.part, self._document.docx.part.package
        name = PackURI("/word/charts/progress.xml")
        chart = Part(name, word_chart.CONTENT_TYPE, word_chart.chart(self._paper).encode("utf-8"), package)
        return word_chart.drawing(part.relate_to(chart, RELATIONSHIP_TYPE.CHART), self._paper)


def _packed(written: io.BytesIO) -> bytes:
    """The same document with the same dates on its parts, so that the same paper is the same file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in package.infolist():
            dated = zipfile.ZipInfo(entry.filename, (2020, 1, 1, 0, 0, 0))
            out.writestr(dated, package.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
