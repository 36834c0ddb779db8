"""Looking into a Word document as a screen reader or Word's own checker would: by its XML."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(document: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(name))


def names(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.namelist()


def words(element: Any) -> str:
    """Paragraphs in lines, tabs as tabs."""
    return "\n".join(
        "".join("\t" if one.tag == f"{W}tab" else one.text or "" for one in paragraph.iter(f"{W}t", f"{W}tab"))
        for paragraph in element.iter(f"{W}p")
    )


def tables(document: bytes) -> Iterator[Any]:
    return iter(part(document).iter(f"{W}tbl"))


def rows(document: bytes) -> list[list[str]]:
    """The words of every cell of every table."""
    return [[words(cell) for cell in row.iter(f"{W}tc")] for table in tables(document) for row in table.iter(f"{W}tr")]


def facts(document: bytes) -> list[tuple[str, str]]:
    """The rows of two cells: labels and values."""
    return [(row[0], row[1]) for row in rows(document) if len(row) == 2]


def headings(document: bytes) -> list[tuple[int, str]]:
    found = []
    for paragraph in part(document).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith("Heading"):
            found.append((int(style.get(f"{W}val")[-1]), _own(paragraph)))
    return found


def _own(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
