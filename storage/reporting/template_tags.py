"""Following the tags of a template to the fields they stand for: what is unknown, what is no list, what is not allowed."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any, get_args, get_type_hints

from jinja2 import nodes

from storage.reporting import fields as named

TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.S)
FILTERS = {"upper", "lower", "title", "capitalize", "trim", "length", "default", "first", "last"}
LOOP = {"index", "first", "last", "length"}
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Filter, nodes.CondExpr,
)  # fmt: skip
# Short lists, which may be repeated within another list's members.
SHORT = {"scale", "rounds", "history"}
# Sections, their recommendations, their updates, and one more: what is deeper only takes time.
DEEPEST, MOST_TAGS = 4, 2_000
OPENING, CLOSING = ("{{", "{%", "{#"), ("}}", "%}", "#}")


def is_closed(text: str) -> bool:
    """Whether every tag that begins in this stretch of text ends in it."""
    return sum(map(text.count, OPENING)) == sum(map(text.count, CLOSING))


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts the template's paragraphs that have words; 0 is the file as a whole."""

    line: int
    told: str


class Walker:
    """Follows each name to the field it stands for: within a loop, its variable is a member of the list."""

    def __init__(self, lines: list[str], used: set[str]) -> None:
        self._lines, self._used = lines, used
        self._depth = 0
        self.problems: list[Problem] = []

    def whole(self, tree: nodes.Template) -> None:
        self.walk(tree, {one.name: _kind(named.Fields, one.name) for one in fields_of(named.Fields)})

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
        if "loop" in scope and _said(node.iter) in named.Fields.__slots__ and _said(node.iter) not in SHORT:
            self._tell(_said(node.iter), f"“{_said(node.iter)}” cannot be repeated for each member of another list.")
        member = _member(kind)
        if kind is not None and member is None:
            self._tell(_said(node.iter), f"“{_said(node.iter)}” is not a list, so it cannot be repeated.")
        if self._depth == DEEPEST:
            self._tell(_said(node.iter), f"Lists can be repeated within each other {DEEPEST} deep, and not deeper.")
            return
        inner = {**scope, node.target.name: member, "loop": LOOP}
        self._depth += 1
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.walk(child, inner)
        self._depth -= 1

    def _kind_of(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
        """The kind of thing a name is; None once a problem with it has been told."""
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                self._unknown(node.name, node.name, scope)
                return None
            if node.name in named.Fields.__slots__:
                self._used.add(f"Fields.{node.name}")
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
