"""Whether a council's Word template is safe and will work: every field known, every tag in place, nothing that runs."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, get_args, get_type_hints

import yaml
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from storage.errors import Refusal
from storage.reporting import fields as named
from storage.reporting.filling import environment
from storage.reporting.template_safety import check_safe

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.S)
FILTERS = {"upper", "lower", "title", "capitalize", "trim", "length", "default", "first", "last"}
LOOP = {"index", "first", "last", "length"}
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Filter, nodes.CondExpr,
)  # fmt: skip
# What a paper that goes to a committee can hardly do without. Several in one line: any of them will do.
ESSENTIAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the recommendations", ("Fields.outstanding", "Fields.sections")),
    ("the text of a recommendation", ("ItemFields.text", "ItemFields.headline")),
    ("the evidence of progress", ("UpdateFields.evidence",)),
    ("the grade", ("UpdateFields.grade", "UpdateFields.assessment", "UpdateFields.proposed")),
    ("whether the committee has confirmed it", ("UpdateFields.committee",)),
    ("what was signed off earlier", ("Fields.closed",)),
    ("whether the paper is a draft", ("Fields.draft", "Fields.standing")),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts the template's paragraphs that have words; 0 is the file as a whole."""

    line: int
    told: str


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
    problems: list[Problem] = []
    for source in _sources(template):
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
        tree = environment(str)._parse(source, None, None)
    except TemplateSyntaxError as error:
        yield Problem(_line_of_broken(lines, error), f"A tag cannot be read: {(error.message or '').rstrip('.')}.")
        return
    walker = _Walker(lines, used)
    walker.walk(tree, {one.name: _kind(named.Fields, one.name) for one in fields_of(named.Fields)})
    yield from walker.problems


class _Walker:
    """Follows each name to the field it stands for: within a loop, its variable is a member of the list."""

    def __init__(self, lines: list[str], used: set[str]) -> None:
        self._lines, self._used = lines, used
        self.problems: list[Problem] = []

    def walk(self, node: nodes.Node, scope: Mapping[str, Any]) -> None:
        if not isinstance(node, ALLOWED):
            self._tell(
                type(node).__name__.lower(),
                "A template can print fields, repeat lists and ask whether something is there; "
                f"it cannot have “{type(node).__name__}”.",
            )
            return
        if isinstance(node, nodes.For):
            self._loop(node, scope)
            return
        if isinstance(node, nodes.Name | nodes.Getattr):
            self._kind_of(node, scope)
            return
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            self._tell(
                f"|{node.name}",
                f"There is no filter called “{node.name}”. There are {', '.join(sorted(FILTERS))}.",
                node.name,
            )
        for child in node.iter_child_nodes():
            self.walk(child, scope)

    def _loop(self, node: nodes.For, scope: Mapping[str, Any]) -> None:
        kind = self._kind_of(node.iter, scope)
        if not isinstance(node.target, nodes.Name) or node.recursive:
            self._tell("for", "A list is repeated with one name: {% for item in outstanding %}.")
            return
        member = _member(kind)
        if kind is not None and member is None:
            self._tell(_said(node.iter), f"“{_said(node.iter)}” is not a list, so it cannot be repeated.")
        inner = {**scope, node.target.name: member, "loop": LOOP}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.walk(child, inner)

    def _kind_of(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
        """The kind of thing a name is; None once a problem with it has been told."""
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                self._unknown(node.name, node.name, scope)
                return None
            if (key := f"Fields.{node.name}") and node.name in _about()["Fields"]:
                self._used.add(key)
            return scope[node.name]
        if not isinstance(node, nodes.Getattr):
            self.walk(node, scope)
            return None
        owner = self._kind_of(node.node, scope)
        if owner is None:
            return None
        known = _members(owner)
        if node.attr not in known:
            self._unknown(_said(node), node.attr, known)
            return None
        if isinstance(owner, type):
            self._used.add(f"{owner.__name__}.{node.attr}")
        return known[node.attr]

    def _unknown(self, said: str, name: str, known: Mapping[str, Any]) -> None:
        near = difflib.get_close_matches(name, known, 1, 0.5)
        hint = f" Did you mean “{said[: len(said) - len(name)]}{near[0]}”?" if near else ""
        self._tell(said, f"There is no field “{said}”.{hint}", name)

    def _tell(self, sought: str, told: str, also: str = "") -> None:
        place = next((n for n, line in enumerate(self._lines, 1) if any(sought in tag for tag in TAG.findall(line))), 0)
        place = place or next((n for n, line in enumerate(self._lines, 1) if also and also in line), 0)
        self.problems.append(Problem(place, told))


def _kind(owner: type, field: str) -> Any:
    return get_type_hints(owner)[field]


def _members(kind: Any) -> Mapping[str, Any]:
    if kind is LOOP:
        return dict.fromkeys(LOOP, str)
    return get_type_hints(kind) if isinstance(kind, type) and kind.__name__.endswith("Fields") else {}


def _member(kind: Any) -> Any:
    """What a list is a list of."""
    found = get_args(kind)
    return found[0] if found else None


def _said(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_said(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__.lower()


def _line_of_broken(lines: list[str], error: TemplateSyntaxError) -> int:
    """Jinja's own line means nothing in Word: the first paragraph with a tag that is not closed, or with what it names."""
    for number, line in enumerate(lines, 1):
        if any(line.count(begin) != line.count(end) for begin, end in (("{{", "}}"), ("{%", "%}"))):
            return number
    quoted = re.findall(r"'(\w+)'", error.message or "")
    return next(
        (n for n, line in enumerate(lines, 1) if any(word in tag for tag in TAG.findall(line) for word in quoted)), 0
    )
