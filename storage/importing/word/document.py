"""A Word document becomes a `Source`: the blocks of its body in order, then everything that stands outside it."""

from collections.abc import Iterator

from lxml import etree

from storage.importing import limits
from storage.importing.allowance import Allowance
from storage.importing.colours import Colours
from storage.importing.package import Package
from storage.importing.source import Block, Line, Remark, Source, Table
from storage.importing.unreadable import unreadable
from storage.importing.word import names
from storage.importing.word.asides import asides_of
from storage.importing.word.names import TBL, P, W
from storage.importing.word.numbers import Numbers
from storage.importing.word.paragraphs import Paragraphs, all_text, way_with_words
from storage.importing.word.styles import Styles
from storage.importing.word.tables import Tables

NOT_BLOCKS = frozenset({names.TC_PR, names.SDT_PR, W + "sectPr"})


def read(package: Package, main: str) -> Source:
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise unreadable(package.shown, "damaged")
    return _Document(package, main, body).source(body)


class _Document:
    def __init__(self, package: Package, main: str, body: etree._Element) -> None:
        self._package = package
        self._main = main
        colours = Colours(self._part("theme"))
        styles = Styles(self._part("styles"), colours.shade)
        self._paragraphs = Paragraphs(styles, Numbers(self._part("numbering")), colours, _moved(body))
        self._tables = Tables(styles, colours, self._cell, Allowance(package.shown))
        self._line_count = self._paragraph_count = self._table_count = 0
        self._behind: set[str] = set()
        self._remarks: list[Remark] = []

    def _part(self, kind: str) -> etree._Element | None:
        found = self._package.related(self._main, kind)
        return self._package.xml(found[0]) if found else None

    def source(self, body: etree._Element) -> Source:
        blocks = tuple(self._blocks(body, "", False, False))
        asides, remarks = asides_of(self._package, self._main, self._paragraphs)
        return Source(self._package.shown, blocks, asides, (*self._remarks, *remarks))

    def _blocks(self, parent: etree._Element, inside: str, removed: bool, hidden: bool) -> Iterator[Block]:
        """`inside` is the place of the row that the blocks stand in, "" in the body itself."""
        for child in parent:
            tag = child.tag
            if tag == P:
                place = inside or f"paragraph {self._paragraph_count + 1}"
                line, behind = self._paragraphs.line_and_shade(
                    child, place, removed=removed, hidden=hidden, numbered=bool(inside)
                )
                self._count_line()
                if line:
                    self._paragraph_count += not inside
                    self._behind.add(behind)
                    yield line
            elif tag == TBL:
                yield self._table(child, inside, removed)
            elif tag == W + "altChunk":
                sentence = "Another document is embedded here, and I did not read it."
                self._remarks.append(Remark(sentence, inside or f"after paragraph {self._paragraph_count}"))
            elif tag == names.ALTERNATE:
                yield from self._blocks(way_with_words(child), inside, removed, hidden)
            elif tag not in NOT_BLOCKS and len(child):
                yield from self._blocks(child, inside, removed or tag == names.DEL, hidden)

    def _table(self, element: etree._Element, inside: str, removed: bool) -> Table:
        if inside:
            return self._tables.table(element, f"{inside}, table inside it", removed=removed)
        self._table_count += 1
        return self._tables.table(element, f"table {self._table_count}", removed=removed)

    def _cell(
        self, element: etree._Element, place: str, removed: bool, hidden: bool
    ) -> tuple[tuple[Line, ...], tuple[Table, ...], str]:
        """What is in a cell, and the one colour behind all of its words."""
        lines: list[Line] = []
        tables: list[Table] = []
        outer, self._behind = self._behind, set()
        for block in self._blocks(element, place, removed, hidden):
            if isinstance(block, Table):
                tables.append(block)
            else:
                lines.append(block)
        behind, self._behind = self._behind, outer
        return tuple(lines), tuple(tables), behind.pop() if len(behind) == 1 else ""

    def _count_line(self) -> None:
        self._line_count += 1
        if self._line_count > limits.MOST_LINES:
            raise unreadable(self._package.shown, "too long", f"{limits.MOST_LINES:,} paragraphs")


def _moved(body: etree._Element) -> str:
    """All that tracked moves put somewhere else; where they took it from, it need not be kept again."""
    return "\n".join("".join(all_text(one)) for one in body.iter(names.MOVE_TO))
