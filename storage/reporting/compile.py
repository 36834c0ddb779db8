"""From a paper to a file: one of the formats, in one of the forms. Reads nothing and keeps nothing; `kept.py` does."""

import re
from dataclasses import dataclass

from storage.reporting.comma_separated import comma_separated
from storage.reporting.facts import fields
from storage.reporting.html import html
from storage.reporting.layout import Form
from storage.reporting.naming import House
from storage.reporting.paper import Paper
from storage.reporting.pdf import check_office, pdf
from storage.reporting.sheet import sheet
from storage.reporting.wanted import Format
from storage.reporting.word import word
from storage.reporting.word_template import template


@dataclass(frozen=True, slots=True)
class Written:
    """A compiled report: its bytes, and a name that is fit for a file on any system."""

    name: str
    content: bytes


def compiled(paper: Paper, form: Form, format: Format, house: House, council_template: bytes | None = None) -> Written:
    """A council's own template takes the place of the form in Word, and so in PDF."""
    if format is Format.PDF:
        check_office()
    return Written(_name(paper, form, format), _content(paper, form, format, house, council_template))


def _content(paper: Paper, form: Form, format: Format, house: House, council_template: bytes | None) -> bytes:
    match format:
        case Format.XLSX:
            return sheet(paper, house)
        case Format.CSV:
            return comma_separated(paper, house)
        case Format.HTML:
            return html(form, fields(paper, house), paper)
        case Format.DOCX | Format.PDF:
            document = word(council_template or template(form), fields(paper, house), paper)
            return document if format is Format.DOCX else pdf(document)


def _name(paper: Paper, form: Form, format: Format) -> str:
    """Such as "Children Who Go Missing - Progress update - July 2026 (draft).docx"."""
    draft = " (draft)" if paper.draft else ""
    kind = form.name if format.has_form else "Updates"
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", f"{paper.title[:80]} - {kind} - {paper.now.label[:40]}{draft}")
    return f"{' '.join(words.split()).strip('. ')}.{format}"
