"""What stands outside a worksheet's cells: comments, words in drawings, running headers and footers."""

import re
from collections.abc import Iterator

from lxml import etree

from storage.importing.package import Package
from storage.importing.sheet.names import THREADED, A, S
from storage.importing.sheet.strings import text_of
from storage.importing.source import Line
from storage.importing.whitespace import tidy

# A thread's comments are kept a second time for older Excels, after a long notice.
COPY_OF_THREAD = "[Threaded comment]"
# &L, &C and &R begin the left, middle and right; the rest are fonts, sizes, page numbers.
SIDES = re.compile(r"&[LCR]")
CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&\d+|&[A-Z]')


def asides_of(package: Package, part: str, place: str, running: list[str]) -> Iterator[Line]:
    for text in running:
        for side in SIDES.split(text):
            bare = " ".join(CODES.sub("", tidy(side).replace("&&", "\x00")).replace("\x00", "&").split())
            if bare:
                yield Line(bare, f"header or footer of {place}")
    threads = list(_threads(package, part, place))
    yield from threads
    for comments in package.related(part, "comments"):
        yield from _comments(package.xml(comments), place, bool(threads))
    for drawing in package.related(part, "drawing"):
        yield from _drawn(package.xml(drawing), f"drawing on {place}")
        for chart in package.related(drawing, "chart"):
            yield from _drawn(package.xml(chart), f"chart on {place}")


def _threads(package: Package, part: str, place: str) -> Iterator[Line]:
    for name in package.related(part, "threadedComment"):
        root = package.xml(name)
        for comment in root.iter(THREADED + "threadedComment") if root is not None else ():
            text = tidy(comment.findtext(THREADED + "text") or "").strip()
            if text:
                yield Line(text, f"comment on {place}, {comment.get('ref', '')}")


def _comments(root: etree._Element | None, place: str, threaded: bool) -> Iterator[Line]:
    for comment in root.iter(S + "comment") if root is not None else ():
        element = comment.find(S + "text")
        text = "" if element is None else tidy(text_of(element)[0]).strip()
        if text and not (threaded and text.startswith(COPY_OF_THREAD)):
            yield Line(text, f"comment on {place}, {comment.get('ref', '')}")


def _drawn(root: etree._Element | None, place: str) -> Iterator[Line]:
    for paragraph in root.iter(A + "p") if root is not None else ():
        text = "".join(one.text or "" for one in paragraph.iter(A + "t")).strip()
        if text:
            yield Line(tidy(text), place)
