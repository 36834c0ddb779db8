"""What stands outside a Word document's body: running headers and footers, notes, comments, text boxes, pictures' words."""

from collections.abc import Iterable, Iterator

from lxml import etree

from storage.importing.package import Package
from storage.importing.source import Line, Remark
from storage.importing.word import names
from storage.importing.word.names import TEXT_BOX, WP, A, P, V, W
from storage.importing.word.paragraphs import Paragraphs, way_with_words

RUNNING = ("header", "footer")
NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))
DRAWN = (("diagramData", "diagram"), ("chart", "chart"))
CHART_VALUE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"


def asides_of(package: Package, main: str, paragraphs: Paragraphs) -> tuple[tuple[Line, ...], tuple[Remark, ...]]:
    asides = _Asides(package, main, paragraphs)
    lines = tuple(asides.lines())
    return lines, tuple(asides.remarks())


class _Asides:
    def __init__(self, package: Package, main: str, paragraphs: Paragraphs) -> None:
        self._package = package
        self._main = main
        self._paragraphs = paragraphs
        self._pictures: list[str] = []
        self._objects: list[str] = []

    def lines(self) -> Iterator[Line]:
        for kind in RUNNING:
            yield from self._running(kind)
        for kind, noun in NOTES:
            for part in self._package.related(self._main, kind):
                yield from self._notes(self._package.xml(part), noun)
        yield from self._pictured()
        for kind, noun in DRAWN:
            for part in self._package.related(self._main, kind):
                yield from _drawn(self._package.xml(part), noun)
        yield from _once(self._paragraphs.finds.prompts)

    def remarks(self) -> Iterator[Remark]:
        if self._pictures:
            places = ", ".join(dict.fromkeys(self._pictures))
            yield Remark("There are pictures in the document, and I cannot read words in pictures.", places)
        if self._objects:
            places = ", ".join(dict.fromkeys(self._objects))
            yield Remark("Other files are embedded in the document, and I did not read them.", places)

    def _running(self, kind: str) -> Iterator[Line]:
        """A title that the headers of several sections repeat is given once."""
        stories = (self._story(self._package.xml(part), kind) for part in self._package.related(self._main, kind))
        yield from _once(line for story in stories for line in story)

    def _story(self, root: etree._Element | None, place: str) -> Iterator[Line]:
        if root is not None:
            for paragraph in paragraphs_in(root):
                if line := self._paragraphs.line(paragraph, place):
                    yield line

    def _notes(self, root: etree._Element | None, noun: str) -> Iterator[Line]:
        count = 0
        for note in root if root is not None else ():
            at = self._paragraphs.finds.notes.get((noun, note.get(W + "id", "")))
            lines = list(self._story(note, f"{noun} {count + 1}" + (f" at {at}" if at else "")))
            if lines and note.get(W + "type") in (None, "normal"):
                count += 1
            yield from lines

    def _pictured(self) -> Iterator[Line]:
        """Text boxes may hold pictures and further boxes, which join the end of the queue."""
        queue = self._paragraphs.finds.pictured
        while queue:
            element, place = queue.popleft()
            boxes = list(_boxes(element))
            for box in boxes:
                yield from self._story(box, f"text box at {place}")
            if not boxes:
                yield from self._picture(element, place)

    def _picture(self, element: etree._Element, place: str) -> Iterator[Line]:
        yield from _drawn(element, f"drawing at {place}")
        words = [one.get("string", "") for one in element.iter(V + "textpath")]
        words += dict.fromkeys(one.get("descr", "") for one in element.iter(WP + "docPr"))
        yield from (Line(text.strip(), f"picture at {place}") for text in words if text.strip())
        if element.tag == W + "object":
            self._objects.append(place)
        elif place not in RUNNING and any(one.tag in (A + "blip", V + "imagedata") for one in element.iter()):
            self._pictures.append(place)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    first: dict[tuple[str, str], Line] = {}
    for line in lines:
        first.setdefault((line.text, line.removed), line)
    yield from first.values()


def paragraphs_in(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a story, those in its tables too; not those in text boxes, which paragraphs find themselves."""
    for child in parent:
        if child.tag == P:
            yield child
        elif child.tag == names.ALTERNATE:
            yield from paragraphs_in(way_with_words(child))
        elif len(child):
            yield from paragraphs_in(child)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing; of the new and the old way to draw it, the first that has any."""
    if element.tag == TEXT_BOX:
        yield element
    elif element.tag == names.ALTERNATE:
        ways = (list(_boxes(way)) for way in element)
        yield from next((boxes for boxes in ways if boxes), [])
    else:
        for child in element:
            yield from _boxes(child)


def _drawn(root: etree._Element | None, place: str) -> Iterator[Line]:
    for element in root.iter(A + "p", CHART_VALUE) if root is not None else ():
        text = (
            "".join(one.text or "" for one in element.iter(A + "t")) if element.tag == A + "p" else element.text or ""
        )
        if text.strip():
            yield Line(text.strip(), place)
