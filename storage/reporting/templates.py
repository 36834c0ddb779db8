"""Whether a council's Word template is safe and will work: every field known, every tag in place, nothing that runs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import yaml
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from lxml import etree

from storage.errors import Refusal
from storage.reporting.filling import environment
from storage.reporting.template_safety import check_safe
from storage.reporting.template_tags import MOST_TAGS, OPENING, TAG, Problem, Walker, is_closed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a paper that goes to a committee can hardly do without. Several in one line: any of them will do.
ESSENTIAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the recommendations", ("Fields.outstanding", "Fields.sections")),
    ("the text of a recommendation", ("ItemFields.text", "ItemFields.headline")),
    ("the evidence of progress", ("UpdateFields.evidence",)),
    ("what was said in earlier rounds", ("ItemFields.updates", "ItemFields.earlier")),
    ("the grade", ("UpdateFields.grade", "UpdateFields.assessment", "UpdateFields.proposed")),
    ("whether the committee has confirmed it", ("UpdateFields.committee",)),
    ("what was signed off earlier", ("Fields.closed",)),
    ("whether the paper is a draft", ("Fields.draft", "Fields.standing")),
)


@dataclass(frozen=True, slots=True)
class Findings:
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]


def check(content: bytes) -> Findings:
    """A template that has no problem; otherwise the first of them, as a sentence."""
    found = inspect(content)
    if found.problems:
        first, more = found.problems[0], len(found.problems) - 1
        where = f"line {first.line}: " if first.line else ""
        others = f" There {'is one more problem' if more == 1 else f'are {more} more'}." if more else ""
        raise Refusal(
            f"The template was not taken. {where}{first.told}{others} To see all: scrutiny-bot templates check FILE"
        )
    return found


def inspect(content: bytes) -> Findings:
    """Every problem with its line, and what a paper made from it would not say."""
    check_safe(content)
    template = _opened(content)
    lines = list(_lines(template))
    used: set[str] = set()
    problems = list(_unclosed(template, lines))
    for source in () if problems else _sources(template):
        problems += _problems(source, lines, used)
    left_out = tuple(what for what, any_of in ESSENTIAL if not used & set(any_of))
    return Findings(tuple(dict.fromkeys(problems)), left_out)


def documented() -> Iterator[tuple[str, str, str]]:
    """Every field as a template would write it, what kind of thing it is, and what it holds."""
    for kind, about in _about().items():
        for field, words in about.items():
            yield (field if kind == "Fields" else f"{SPOKEN[kind]}.{field}"), kind, words


SPOKEN = {"ItemFields": "item", "UpdateFields": "update", "GradeFields": "grade", "HistoryFields": "row",
          "IndicatorFields": "indicator", "TaskFields": "task", "SectionFields": "section",
          "ChangeFields": "change"}  # fmt: skip


@cache
def _about() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(
        files("storage.reporting").joinpath("fields.yaml").read_text("utf-8")
    )
    return found


def _opened(content: bytes) -> Any:
    template = DocxTemplate(BytesIO(content))
    try:
        template.init_docx()
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Refusal("This is not a Word document that I can open. Save it again as .docx, and send that.") from error
    return template


def _trees(template: Any) -> Iterator[Any]:
    yield template.docx.element.body
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield etree.fromstring(part.blob)


def _unclosed(template: Any, lines: list[str]) -> Iterator[Problem]:
    """Looked for first: docxtpl looks for the end of each tag as far as the text goes, which may be very far."""
    beside = [words for tree in _trees(template) for words in _beside_the_text(tree)]
    if sum(text.count(opening) for text in (*lines, *beside) for opening in OPENING) > MOST_TAGS:
        yield Problem(0, f"This template has more than {MOST_TAGS:,} tags, which no paper needs.")
        return
    for number, line in enumerate(lines, 1):
        if not is_closed(line):
            yield Problem(number, "A tag cannot be read: it does not end in the paragraph that it begins in.")
    if not all(map(is_closed, beside)):
        yield Problem(0, "A tag cannot be read: it stands where there is no text.")


def _beside_the_text(tree: Any) -> Iterator[str]:
    for element in etree.fromstring(etree.tostring(tree)).iter():  # python-docx's own elements gather their runs' text
        yield from map(str, element.attrib.values())
        if element.tag != f"{W}t":
            yield element.text or ""
        yield element.tail or ""


def _sources(template: Any) -> Iterator[str]:
    """Each part's text as Jinja sees it, once Word's own markup is out of the tags."""
    for tree in _trees(template):
        yield template.patch_xml(etree.tostring(tree, encoding="unicode"))


def _lines(template: Any) -> Iterator[str]:
    for tree in _trees(template):
        for paragraph in tree.iter(f"{W}p"):
            words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
            if words.strip():
                yield words


def _problems(source: str, lines: list[str], used: set[str]) -> Iterator[Problem]:
    try:
        walker = Walker(lines, used)
        walker.whole(environment(str)._parse(source, None, None))
    except TemplateSyntaxError as error:
        yield Problem(_line_of_broken(lines, error), f"A tag cannot be read: {(error.message or '').rstrip('.')}.")
        return
    except RecursionError:
        yield Problem(0, "A tag has more within itself than I can follow. Make it simpler.")
        return
    yield from walker.problems


def _line_of_broken(lines: list[str], error: TemplateSyntaxError) -> int:
    """Jinja's own line means nothing in Word: the first paragraph with what it names."""
    quoted = re.findall(r"'(\w+)'", error.message or "")
    return next(
        (n for n, line in enumerate(lines, 1) if any(word in tag for tag in TAG.findall(line) for word in quoted)), 0
    )
